//! Times of day, and date-times: a date, a separator, a time, perhaps a zone.

use super::blank;
use super::calendar::{self, Reading};
use super::digits::{all_digits, number};
use super::stamp;

/// Longest cell read as a date-time: what JavaScript writes with its zone spelled out.
const LONGEST: usize = 72;

/// How far a cell is from being a time of day or a date-time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clock {
    /// Not written like one.
    No,
    /// Written like one, out of range.
    Unreal,
    /// A real one.
    Real,
}

fn two(bytes: &[u8]) -> Option<u64> {
    (bytes.len() <= 2).then(|| number(bytes)).flatten()
}

/// `Z`, `+02:00`, `+0200`, `-05`, `UTC`, `GMT+2`, `CEST`, perhaps with the zone's name in brackets; or the word for
/// o'clock.
pub(super) fn is_zone(zone: &[u8]) -> bool {
    match zone {
        b"" | b"Z" | b"z" | b"Uhr" | b"uur" | b"h" => true,
        [start @ .., b')' | b']'] => {
            let open = start.iter().position(|b| matches!(b, b'(' | b'['));
            open.is_some_and(|at| {
                let name = &start[at + 1..];
                let named = name
                    .iter()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'/' | b'_' | b'+' | b'-'));
                !name.is_empty() && named && is_zone(blank::trim_end(&start[..at]))
            })
        }
        [b'+' | b'-', rest @ ..] => match rest {
            [_, _] | [_, _, _, _] => all_digits(rest),
            [a, b, b':', c, d] => all_digits(&[*a, *b, *c, *d]),
            [a] => a.is_ascii_digit(),
            _ => false,
        },
        [b'U', b'T', b'C', rest @ ..] | [b'G', b'M', b'T', rest @ ..] => {
            rest.is_empty() || (matches!(rest[0], b'+' | b'-') && is_zone(rest))
        }
        _ => (2..=5).contains(&zone.len()) && zone.iter().all(u8::is_ascii_uppercase),
    }
}

/// What follows a leading `am`, `pm`, `a.m.` or `p.m.`; `None` when there is none.
fn half_day(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [h, b'.', m, b'.', tail @ ..] | [h, m, tail @ ..]
            if matches!(h | 0x20, b'a' | b'p') && m | 0x20 == b'm' =>
        {
            Some(tail)
        }
        _ => None,
    }
}

/// Reads a whole cell as a time of day, with fraction, am/pm and zone.
pub fn time(cell: &[u8]) -> Clock {
    let hour_len = cell.iter().take_while(|b| b.is_ascii_digit()).count();
    let Some(hour) = two(&cell[..hour_len]) else {
        return Clock::No;
    };
    let Some((b':' | b'h' | b'H', rest)) = cell[hour_len..].split_first() else {
        return Clock::No;
    };
    let Some((minute, mut rest)) = rest.split_first_chunk::<2>().and_then(|(m, r)| Some((number(m)?, r)))
    else {
        return Clock::No;
    };
    let mut second = 0;
    if let [b':', a, b, tail @ ..] = rest {
        let Some(value) = number(&[*a, *b]) else {
            return Clock::No;
        };
        second = value;
        rest = tail;
        if let [b'.' | b',', fraction @ ..] = rest {
            let len = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
            if len == 0 || len > 9 {
                return Clock::No;
            }
            rest = &fraction[len..];
        }
    }
    rest = blank::trim_start(rest);
    let mut top = 24;
    if let Some(tail) = half_day(rest) {
        rest = blank::trim_start(tail);
        top = 12;
    }
    if !is_zone(rest) {
        return Clock::No;
    }
    if hour > top || minute > 59 || second > 60 { Clock::Unreal } else { Clock::Real }
}

/// A date-time as far as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment<'a> {
    /// Whether such a day and such a time exist.
    pub clock: Clock,
    /// The date, when day and time are written like what they are.
    pub day: Reading,
    /// The time as written.
    pub time: &'a [u8],
}

/// What is no date-time.
const NEVER: Moment<'static> = Moment { clock: Clock::No, day: Reading::No, time: b"" };

impl Moment<'_> {
    /// Whether it is the first instant of its day: how databases write a date where a column wants a time.
    pub fn is_midnight(&self) -> bool {
        let zeros = self.time.iter().take_while(|b| matches!(b, b'0' | b':' | b'.')).count();
        self.clock == Clock::Real && zeros >= 5 && is_zone(blank::trim_start(&self.time[zeros..]))
    }
}

/// Reads a whole cell as a date-time: a date, a separator and a time, or one of the stamps of databases and logs.
pub fn moment(cell: &[u8]) -> Moment<'_> {
    if cell.len() < 10 || cell.len() > LONGEST {
        return NEVER;
    }
    let plain = split(cell).map_or(NEVER, |(day, time)| of(day, time));
    if plain.clock == Clock::No { stamp::read(cell).unwrap_or(NEVER) } else { plain }
}

/// A date-time from the texts of its parts.
pub(super) fn of<'a>(day: &[u8], hours: &'a [u8]) -> Moment<'a> {
    judged(calendar::date(day), time(hours), hours)
}

/// A date-time from its parts.
pub(super) const fn judged(day: Reading, clock: Clock, time: &[u8]) -> Moment<'_> {
    match (day, clock) {
        (Reading::No, _) | (_, Clock::No) => NEVER,
        (Reading::Real(_), Clock::Real) => Moment { clock: Clock::Real, day, time },
        _ => Moment { clock: Clock::Unreal, day, time },
    }
}

/// Reads a whole cell as a date-time; the date alone is in the second place when both are written like what they are.
pub fn date_time(cell: &[u8]) -> (Clock, Reading) {
    let moment = moment(cell);
    (moment.clock, moment.day)
}

/// The date and the time around `T`, spaces or a comma.
fn split(cell: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = cell.iter().position(|b| *b == b':')?;
    let digits = cell[..colon].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let start = colon - digits;
    if !(1..=2).contains(&digits) || start < 7 {
        return None;
    }
    let before = &cell[..start];
    let day = match before.split_last()? {
        (b'T' | b't', day) => day,
        (b' ', day) => blank::trim_end(day).strip_suffix(b",").unwrap_or_else(|| blank::trim_end(day)),
        _ => return None,
    };
    Some((day, &cell[start..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: Clock) {
        assert_eq!(date_time(cell.as_bytes()).0, expect, "{cell}");
    }

    #[test]
    fn date_times() {
        for good in [
            "2024-01-31T10:15:00Z",
            "2024-01-31 10:15",
            "2024-01-31T10:15:00.123456+02:00",
            "31/01/2024 08:05:59",
            "01/31/2024 08:05:59 AM",
            "1/3/2024, 8:05 p.m.",
            "Wed, 31 Jan 2024 10:15:00 +0000",
            "2024-01-31 10:15:00 UTC",
            "2024-01-31 10:15:00.1230000 +01:00",
            "2024-01-31T10:15:00+01:00[Europe/Paris]",
            "Wed Jan 31 2024 10:15:00 GMT+0100 (Central European Standard Time)",
            "31.01.2024 10:15 Uhr",
            "Jan 31 2024 10:15AM",
            "mercredi 31 janvier 2024 10:15",
        ] {
            check(good, Clock::Real);
        }
        check("2024-02-31T10:15:00Z", Clock::Unreal);
        check("2024-01-31 25:15:00", Clock::Unreal);
        check("01/31/2024 13:05:59 PM", Clock::Unreal);
        for not in [
            "2024-01-31",
            "10:15:00",
            "2024-01-31 10:15:00 banana split",
            "x: 10:15",
            "2024-01-31Q10:15",
            "2024-01-31 10:15 (x",
        ] {
            check(not, Clock::No);
        }
    }

    #[test]
    fn times() {
        for (cell, expect) in [
            ("8:05", Clock::Real),
            ("18h30", Clock::Real),
            ("24:00", Clock::Real),
            ("23:60", Clock::Unreal),
            ("123:00", Clock::No),
            ("12", Clock::No),
            ("12:5", Clock::No),
        ] {
            assert_eq!(time(cell.as_bytes()), expect, "{cell}");
        }
    }
}
