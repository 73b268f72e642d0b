//! Date-times as databases, logs, programs and letters stamp them, where a plain date and time do not stand side by side.

use super::blank;
use super::calendar::{self, Date, Reading, Style};
use super::clock::{self, Clock, Moment, judged};
use super::digits::{all_digits, number};
use super::month;

/// What documents and programs wrap a date-time in: start, end, and whether that says that it is one.
const WRAPPINGS: &[(&[u8], &[u8], bool)] = &[
    (b"{\"$date\":", b"}", true),
    (b"{\"$numberLong\":", b"}", false),
    (b"ISODate(", b")", true),
    (b"new Date(", b")", true),
    (b"/Date(", b")/", true),
    (b"Timestamp(", b")", true),
    (b"TIMESTAMP ", b"", true),
    (b"[", b"]", false),
    (b"\"", b"\"", false),
    (b"'", b"'", false),
];
/// Wrappings within each other at most: a date, a long number, quotes.
const DEEPEST: usize = 3;

/// Words between a date and a time: EN FR DE ES IT NL PT.
const LINKS: &[&[u8]] = &[
    b"at",
    "à".as_bytes(),
    b"a",
    b"um",
    b"a las",
    b"alle",
    b"alle ore",
    b"ore",
    b"om",
    "às".as_bytes(),
    b"-",
    b"@",
];

/// Reads one form of stamp.
type Form = fn(&[u8]) -> Option<Moment<'_>>;

/// Reads a whole cell as a stamp; `None` when it is none.
pub(super) fn read(cell: &[u8]) -> Option<Moment<'_>> {
    let forms: [Form; 6] = [wrapped, access_log, dotted, compact, linked, year_last];
    forms.into_iter().find_map(|form| form(cell).filter(|found| found.clock != Clock::No))
}

/// `MongoDB` (`ISODate("…")`, `{"$date":…}`), .NET (`/Date(1706696100000+0100)/`), pandas, SQL literals, quotes.
fn wrapped(cell: &[u8]) -> Option<Moment<'_>> {
    let (mut inner, mut dated) = (cell, false);
    for _ in 0..DEEPEST {
        let peeled = WRAPPINGS
            .iter()
            .find_map(|(start, end, says)| Some((inner.strip_prefix(*start)?.strip_suffix(*end)?, *says)));
        let Some((body, says)) = peeled else { break };
        (inner, dated) = (blank::trim(body), dated || says);
    }
    if inner.len() == cell.len() {
        return None;
    }
    if !dated {
        return Some(clock::moment(inner));
    }
    let day = calendar::date(inner);
    if day != Reading::No && inner.len() == 10 {
        return Some(judged(day, Clock::Real, b""));
    }
    let signed = inner.strip_prefix(b"-").unwrap_or(inner);
    let digits = signed.iter().take_while(|b| b.is_ascii_digit()).count();
    // Milliseconds since 1970, perhaps with an offset that does not move them.
    if (9..=14).contains(&digits) && matches!(signed.get(digits), None | Some(b'+' | b'-')) {
        let milliseconds = number(&signed[..digits])?.cast_signed();
        let milliseconds = if signed.len() < inner.len() { -milliseconds } else { milliseconds };
        return Some(judged(day_of(milliseconds), Clock::Real, inner));
    }
    Some(clock::moment(inner))
}

/// The day of a moment in milliseconds since 1970, by Howard Hinnant's `civil_from_days`.
fn day_of(milliseconds: i64) -> Reading {
    let days = milliseconds.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    if !(1_000..=2_999).contains(&year) {
        return Reading::Unreal;
    }
    // Within the years of a date: four digits, and months and days as the algorithm gives them.
    Reading::Real(Date { year: year as u16, month: month as u8, day: day as u8, style: Style::YearFirst })
}

/// `31/Jan/2024:10:15:00 +0100` (NCSA common log format).
fn access_log(cell: &[u8]) -> Option<Moment<'_>> {
    let (day, rest) = cell.split_at_checked(11)?;
    let shaped = day[2] == b'/' && day[6] == b'/';
    shaped.then(|| clock::of(day, rest.strip_prefix(b":").unwrap_or_default()))
}

/// `31-JAN-24 10.15.00.000000000 AM +01:00` (Oracle), `2024-01-31-10.15.00.000000` (Db2).
fn dotted(cell: &[u8]) -> Option<Moment<'_>> {
    let (day, hours) = match cell.get(10) {
        Some(b'-') => cell.split_at(10),
        _ => cell.split_at(cell.iter().position(|&b| b == b' ')?),
    };
    let hours = &hours[1..];
    let shaped = hours.len() >= 8
        && hours
            .iter()
            .enumerate()
            .take(8)
            .all(|(at, b)| if at % 3 == 2 { *b == b'.' } else { b.is_ascii_digit() });
    let mut colons = [0; 40];
    let copy = colons.get_mut(..hours.len()).filter(|_| shaped)?;
    copy.copy_from_slice(hours);
    (copy[2], copy[5]) = (b':', b':');
    Some(judged(calendar::date(day), clock::time(copy), hours))
}

/// `20240131101500`, `20240131T101500Z`, `20240131101500.0Z` (LDAP, ASN.1 `GeneralizedTime`), `20240131101500123`.
fn compact(cell: &[u8]) -> Option<Moment<'_>> {
    let (day, rest) = cell.split_at_checked(8).filter(|(day, _)| all_digits(day))?;
    let hours = rest.strip_prefix(b"T").or_else(|| rest.strip_prefix(b" ")).unwrap_or(rest);
    let (clock, rest) = hours.split_at_checked(6).filter(|(clock, _)| all_digits(clock))?;
    let mut text = *b"00:00:00";
    for (pair, slot) in clock.chunks_exact(2).zip(text.chunks_mut(3)) {
        slot[..2].copy_from_slice(pair);
    }
    let fraction = rest.strip_prefix(b".").unwrap_or(rest).iter().take_while(|b| b.is_ascii_digit()).count();
    let zone = if fraction > 0 { &rest[fraction + usize::from(rest[0] == b'.')..] } else { rest };
    let whole = zone.is_empty()
        || zone == b"Z"
        || (matches!(zone[0], b'+' | b'-') && zone.len() == 5 && all_digits(&zone[1..]));
    (whole && matches!(fraction, 0..=9)).then(|| judged(calendar::date(day), clock::time(&text), hours))
}

/// `31/01/2024 à 10h15`, `le 31 janvier 2024 à 10:15`, `31.01.2024 um 10:15 Uhr`.
fn linked(cell: &[u8]) -> Option<Moment<'_>> {
    let mark = (1..cell.len())
        .find(|&at| matches!(cell[at], b':' | b'h' | b'H') && cell[at - 1].is_ascii_digit())?;
    let digits = cell[..mark].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let (before, hours) = cell.split_at(mark - digits);
    let before = blank::trim_end(before.strip_suffix(b" ")?);
    let day = LINKS.iter().find_map(|link| before.strip_suffix(*link)?.strip_suffix(b" ")).unwrap_or(before);
    Some(clock::of(blank::trim_end(day.strip_prefix(b"le ").unwrap_or(day)), hours))
}

/// `Wed Jan 31 10:15:00 CET 2024` (`date(1)`, `ctime`, Java, Ruby).
fn year_last(cell: &[u8]) -> Option<Moment<'_>> {
    let mut words = cell.split(|b| *b == b' ').filter(|word| !word.is_empty());
    let (weekday, name, day, hours) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let (zone, year) = match (words.next()?, words.next()) {
        (year, None) => (&b""[..], year),
        (zone, Some(year)) => (zone, year),
    };
    let ended = words.next().is_none() && clock::is_zone(zone);
    if !(month::is_weekday(weekday) && ended && year.len() == 4 && day.len() <= 2) {
        return None;
    }
    let (month, day, year) = (month::month(name)?, number(day)?, number(year)?);
    Some(judged(calendar::named(year, month.into(), day), clock::time(hours), hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: Option<(u16, u8, u8)>) {
        let found = clock::moment(cell.as_bytes());
        let day = match found.day {
            Reading::Real(d) if found.clock == Clock::Real => Some((d.year, d.month, d.day)),
            _ => None,
        };
        assert_eq!(day, expect, "{cell}");
    }

    #[test]
    fn stamps() {
        let day = Some((2024, 1, 31));
        for cell in [
            "ISODate(\"2024-01-31T10:15:00.123Z\")",
            "ISODate(\"2024-01-31\")",
            "{\"$date\":\"2024-01-31T10:15:00Z\"}",
            "{\"$date\":{\"$numberLong\":\"1706696100000\"}}",
            "{\"$date\": 1706696100000}",
            "/Date(1706696100000+0100)/",
            "Timestamp('2024-01-31 10:15:00')",
            "\"2024-01-31 10:15:00\"",
            "31/Jan/2024:10:15:00 +0100",
            "[31/Jan/2024:10:15:00 +0100]",
            "31-JAN-24 10.15.00.000000000 AM",
            "31-JAN-24 10.15.00.000000 PM +01:00",
            "2024-01-31-10.15.00.000000",
            "20240131101500",
            "20240131101500123",
            "20240131T101500Z",
            "20240131101500.0Z",
            "20240131101500+0100",
            "31/01/2024 à 10h15",
            "le 31 janvier 2024 à 10:15",
            "31.01.2024 um 10:15 Uhr",
            "31/01/2024 a las 10:15",
            "31-01-2024 om 10:15 uur",
            "31/01/2024 10h15",
            "Wed Jan 31 10:15:00 2024",
            "Wed Jan 31 10:15:00 CET 2024",
            "Wed Jan 31 10:15:00 GMT+01:00 2024",
        ] {
            check(cell, day);
        }
        check("/Date(-8640000)/", None);
        check("/Date(-864000000)/", Some((1969, 12, 22)));
    }

    #[test]
    fn near_misses() {
        for cell in [
            "ISODate(\"2024-02-31T10:15:00Z\")",
            "ISODate(\"later\")",
            "{\"$date\":\"x\"}",
            "\"1706696100000\"",
            "[1706696100000]",
            "{\"$oid\":\"65ba1c2f9f1b2c0012345678\"}",
            "31/Jan/2024:25:15:00 +0100",
            "Wed Jan 31 10:15:00 noon 2024",
            "2024-01-31-10.75.00.000000",
            "20241331101500",
            "20240131256100",
            "192.168.100.100",
            "31/01/2024 vers 10h15",
            "Wed Jan 31 10:15:00 CET",
            "Rue 31 10:15:00 CET 2024",
        ] {
            check(cell, None);
        }
    }

    #[test]
    fn days_of_milliseconds() {
        assert!(matches!(day_of(0), Reading::Real(Date { year: 1970, month: 1, day: 1, .. })));
        assert!(matches!(day_of(951_782_400_000), Reading::Real(Date { year: 2000, month: 2, day: 29, .. })));
        assert_eq!(day_of(i64::MAX), Reading::Unreal);
    }
}
