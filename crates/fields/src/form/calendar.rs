//! Dates in the styles tables hold, checked against the Gregorian calendar.

use super::{bits, digits::number, month};

/// How far a cell is from being a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Not written like a date.
    No,
    /// Written like one, but no such day exists (31 February, month 13, year 0).
    Unreal,
    /// A real day.
    Real(Date),
}

/// How a date was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Year first, with separators.
    YearFirst,
    /// Day and month in this or the other order: both readings are real.
    Either,
    /// Day before month, the other order being impossible.
    DayFirst,
    /// Month before day, the other order being impossible.
    MonthFirst,
    /// The month by name.
    Named,
    /// Eight digits `yyyymmdd`, which any number may be.
    Bare,
}

/// A day. For [`Style::Either`] the day-first reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Year, four digits; two-digit years are read within 1950 to 2049.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// How it was written.
    pub style: Style,
}

impl Date {
    /// Appends `yyyy-mm-dd` of a date read from a cell: the cell itself when that is how it is written.
    #[inline]
    pub fn push_iso_of(self, cell: &[u8], out: &mut Vec<u8>) {
        match cell.first_chunk::<10>() {
            Some(iso) if cell.len() == 10 && iso[4] == b'-' && self.style == Style::YearFirst => {
                out.extend_from_slice(iso);
            }
            _ => self.push_iso(out),
        }
    }

    /// Appends `yyyy-mm-dd`.
    pub fn push_iso(self, out: &mut Vec<u8>) {
        // Four numbers below 100 in lanes of sixteen bits; × 103 / 1024 is their tenth.
        let numbers = [self.year / 100 % 100, self.year % 100, self.month.into(), self.day.into()];
        let lanes = numbers.into_iter().rev().fold(0, |lanes, n| lanes << 16 | u64::from(n));
        let tens = ((lanes * 103) >> 10) & 0x000f_000f_000f_000f;
        let digits = (tens | (lanes - tens * 10) << 8) + u64::from_le_bytes(*b"00000000");
        let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.to_le_bytes();
        out.extend_from_slice(&[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]);
    }
}

/// Days of a month in the Gregorian calendar.
pub const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

#[inline]
fn real(year: u64, month: u64, day: u64) -> Option<(u16, u8, u8)> {
    let plausible = (1000..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let (y, m, d) = (year as u16, month as u8, day as u8);
    (plausible && (day <= 28 || d <= days_in_month(y, m))).then_some((y, m, d))
}

/// A day whose month was given by name.
pub(super) fn named(year: u64, month: u64, day: u64) -> Reading {
    reading(real(year, month, day), Style::Named)
}

fn reading(parts: Option<(u16, u8, u8)>, style: Style) -> Reading {
    parts.map_or(Reading::Unreal, |(year, month, day)| Reading::Real(Date { year, month, day, style }))
}

const fn full_year(value: u64, len: usize) -> u64 {
    match len {
        2 if value < 50 => value + 2000,
        2 => value + 1900,
        _ => value,
    }
}

/// Reads a whole cell as a date.
#[inline]
pub fn date(cell: &[u8]) -> Reading {
    if let Some(ten) = cell.first_chunk::<10>()
        && cell.len() == 10
        && let Some(reading) = if ten[4] == b'-' { iso_date(*ten) } else { full_date(*ten) }
    {
        return reading;
    }
    any_date(cell)
}

/// The values of ten bytes written like `form`: digits where it has zeros, its own bytes elsewhere. The first eight are
/// paired (each byte times ten plus the next one), the last two make a number. Taking the form away leaves 0 to 9 for
/// digits and 0 elsewhere; the bias (0x76 and 0x7f) sets the high bit of whatever else was there.
#[inline]
fn pairs(cell: [u8; 10], form: u64, bias: u64) -> Option<([u8; 8], u8)> {
    let [head @ .., tens, ones] = cell;
    let values = u64::from_le_bytes(head) ^ form;
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    let odd = (values | (values & !HIGH).wrapping_add(bias)) & HIGH;
    // No carry between bytes: 99 at most.
    (odd == 0 && tens <= 9 && ones <= 9)
        .then(|| ((values * 10 + (values >> 8)).to_le_bytes(), tens * 10 + ones))
}

/// `yyyy-mm-dd`; `None` when it is written otherwise.
#[inline]
fn iso_date(cell: [u8; 10]) -> Option<Reading> {
    let ([century, _, year, _, _, month, ..], day) = pairs(
        cell,
        const { u64::from_le_bytes(*b"0000-00-") },
        const { u64::from_le_bytes(*b"vvvv\x7fvv\x7f") },
    )?;
    let year = u64::from(century) * 100 + u64::from(year);
    Some(reading(real(year, month.into(), day.into()), Style::YearFirst))
}

/// `dd/mm/yyyy` or `mm/dd/yyyy` with any of the separators; `None` when it is written otherwise.
#[inline]
fn full_date(cell: [u8; 10]) -> Option<Reading> {
    let form = match cell[2] {
        b'/' => b"00/00/00",
        b'.' => b"00.00.00",
        b'-' => b"00-00-00",
        b' ' => b"00 00 00",
        _ => return None,
    };
    let ([x, _, _, y, _, _, century, _], year) =
        pairs(cell, u64::from_le_bytes(*form), const { u64::from_le_bytes(*b"vv\x7fvv\x7fvv") })?;
    Some(either(u64::from(century) * 100 + u64::from(year), x.into(), y.into()))
}

/// A year and two numbers that are day and month in some order.
#[inline]
fn either(year: u64, x: u64, y: u64) -> Reading {
    match (real(year, y, x), real(year, x, y)) {
        (Some(d), Some(_)) => reading(Some(d), Style::Either),
        (Some(d), None) => reading(Some(d), Style::DayFirst),
        (None, Some(d)) => reading(Some(d), Style::MonthFirst),
        (None, None) => Reading::Unreal,
    }
}

const HIGH: u64 = 0x8080_8080_8080_8080;

fn any_date(cell: &[u8]) -> Reading {
    let len = cell.len();
    if !(6..=40).contains(&len) {
        return Reading::No;
    }
    let found = bits::sets(cell, |b| {
        let separator = b.equal(b'-') | b.equal(b'/') | b.equal(b'.') | b.equal(b' ');
        [b.digit(), separator, b.letter() | b.within(0x80, 0xff), b.equal(b',')]
    });
    let Some([digits, separators, letters, commas]) = found else { return Reading::No };
    if digits | separators == bits::all(len) && digits & 1 == 1 {
        // Four, two and four digits with their separators are the most a date in figures has.
        if len <= 12 { numeric_date(cell, separators) } else { Reading::No }
    } else if digits | separators | letters | commas == bits::all(len) && letters != 0 {
        named_date(cell)
    } else {
        Reading::No
    }
}

fn numeric_date(cell: &[u8], separators: u64) -> Reading {
    if separators == 0 {
        return bare_date(cell);
    }
    let after = separators & (separators - 1);
    let (at, second) = (separators.trailing_zeros() as usize, after.trailing_zeros() as usize);
    if !after.is_power_of_two() || cell[at] != cell[second] {
        return Reading::No;
    }
    let (first, middle, last) = (&cell[..at], &cell[at + 1..second], &cell[second + 1..]);
    let Some(y) = short(middle).filter(|_| middle.len() <= 2) else {
        return Reading::No;
    };
    match (first.len(), last.len()) {
        (4, 1..=2) => {
            let (Some(x), Some(z)) = (short(first), short(last)) else { return Reading::No };
            reading(real(x, y, z), Style::YearFirst)
        }
        (1..=2, 2 | 4) => {
            let (Some(x), Some(z)) = (short(first), short(last)) else { return Reading::No };
            either(full_year(z, last.len()), x, y)
        }
        _ => Reading::No,
    }
}

/// The number in one, two or four bytes known to be digits.
#[inline]
fn short(digits: &[u8]) -> Option<u64> {
    let value = |b: u8| u64::from(b & 0xf);
    match *digits {
        [a] => Some(value(a)),
        [a, b] => Some(value(a) * 10 + value(b)),
        [a, b, c, d] => Some(value(a) * 1000 + value(b) * 100 + value(c) * 10 + value(d)),
        _ => None,
    }
}

fn bare_date(cell: &[u8]) -> Reading {
    let (8, Some(n)) = (cell.len(), number(cell)) else {
        return Reading::No;
    };
    match real(n / 10_000, n / 100 % 100, n % 100) {
        Some(parts @ (1900..=2100, _, _)) => reading(Some(parts), Style::Bare),
        _ => Reading::No,
    }
}

/// Words between the parts of a date: EN FR DE ES IT NL PT.
const FILLERS: &[&[u8]] = &[b"de", b"of", b"le", b"the", b"den", b"der", b"del", b"di", b"do", b"feira"];

/// `12 janvier 2020`, `Jan 12, 2020`, `12-Jan-20`, `Mon, 1st March 2020`.
fn named_date(cell: &[u8]) -> Reading {
    let (mut month_seen, mut day, mut year) = (None, None, None);
    for word in cell.split(|b| matches!(b, b' ' | b',' | b'-' | b'/' | b'.')).filter(|w| !w.is_empty()) {
        let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            match month::month(word) {
                // `mar` is both March and mardi: the second one wins over a weekday in front.
                Some(m) if month_seen.is_none() || month::is_weekday(word) => month_seen = Some(m),
                _ if month::is_weekday(word) || FILLERS.contains(&word) => {}
                _ => return Reading::No,
            }
            continue;
        }
        let ordinal = matches!(
            &word[digits..],
            b"" | b"st" | b"nd" | b"rd" | b"th" | b"er" | b"e" | b"\xc2\xba" | b"\xc2\xb0"
        );
        let Some(value) = number(&word[..digits]).filter(|_| ordinal) else {
            return Reading::No;
        };
        match digits {
            4 if year.is_none() => year = Some(value),
            1 | 2 if day.is_none() => day = Some(value),
            2 if year.is_none() => year = Some(full_year(value, 2)),
            _ => return Reading::No,
        }
    }
    match (year, month_seen, day) {
        (Some(y), Some(m), Some(d)) => named(y, m.into(), d),
        _ => Reading::No,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{by_id, form::damaged};

    /// The reading part by part, without bit sets.
    mod plain {
        use super::super::{Reading, Style, bare_date, full_year, named_date, number, reading, real};

        pub(super) fn date(cell: &[u8]) -> Reading {
            match cell {
                [first, ..] if cell.len() >= 6 && cell.len() <= 40 => {
                    let numeric =
                        cell.iter().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b' '));
                    if numeric && first.is_ascii_digit() { numeric_date(cell) } else { named_date(cell) }
                }
                _ => Reading::No,
            }
        }

        fn numeric_date(cell: &[u8]) -> Reading {
            let Some(at) = cell.iter().position(|b| !b.is_ascii_digit()) else {
                return bare_date(cell);
            };
            let separator = cell[at];
            let rest = &cell[at + 1..];
            let Some(second) = rest.iter().position(|b| *b == separator) else {
                return Reading::No;
            };
            let (first, middle, last) = (&cell[..at], &rest[..second], &rest[second + 1..]);
            let (Some(x), Some(y), Some(z)) = (number(first), number(middle), number(last)) else {
                return Reading::No;
            };
            if middle.len() > 2 {
                return Reading::No;
            }
            match (first.len(), last.len()) {
                (4, 1..=2) => reading(real(x, y, z), Style::YearFirst),
                (1..=2, 2 | 4) => {
                    let year = full_year(z, last.len());
                    match (real(year, y, x), real(year, x, y)) {
                        (Some(d), Some(_)) => reading(Some(d), Style::Either),
                        (Some(d), None) => reading(Some(d), Style::DayFirst),
                        (None, Some(d)) => reading(Some(d), Style::MonthFirst),
                        (None, None) => Reading::Unreal,
                    }
                }
                _ => Reading::No,
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bit_sets_read_what_a_plain_reader_reads(cell in prop_oneof![
            4 => damaged::cells(by_id("date").expect("is registered")),
            2 => damaged::cells(by_id("birth-date").expect("is registered")),
            2 => "[0-3]{0,4}[./ -][0-9]{0,2}[./ -][0-9]{0,4}".prop_map(String::into_bytes),
            1 => "[0-3][0-9][./ -][01][0-9][./ -](19|20)[0-9]{2}".prop_map(String::into_bytes),
            1 => "(Mai|mars|1 Jan)[.-]{0,2}[0-3][0-9][-. ][0-9]{2,4}".prop_map(String::into_bytes),
            1 => "[0-9]{0,3} (mars|Jan|jan,|août|lundi|mardi,|:|x) ?[0-9 .:-]{0,8}".prop_map(String::into_bytes),
        ]) {
            prop_assert_eq!(date(&cell), plain::date(&cell), "{}", String::from_utf8_lossy(&cell));
            if let Reading::Real(date) = date(&cell) {
                let (mut of_cell, mut of_date) = (Vec::new(), Vec::new());
                date.push_iso_of(&cell, &mut of_cell);
                date.push_iso(&mut of_date);
                prop_assert_eq!(of_cell, of_date);
            }
        }

        #[test]
        fn pushed_dates_read_back(year in 1000u16..3000, month in 1u8..13, day in 1u8..29) {
            let (mut out, date) = (Vec::new(), Date { year, month, day, style: Style::Named });
            date.push_iso(&mut out);
            prop_assert_eq!(String::from_utf8_lossy(&out), format!("{year}-{month:02}-{day:02}"));
        }
    }

    #[track_caller]
    fn check(cell: &str, expect: Option<(u16, u8, u8)>) {
        let got = match date(cell.as_bytes()) {
            Reading::Real(d) => Some((d.year, d.month, d.day)),
            _ => None,
        };
        assert_eq!(got, expect, "{cell}");
    }

    #[test]
    fn styles() {
        check("2024-02-29", Some((2024, 2, 29)));
        check("2023-02-29", None);
        check("1900-02-29", None);
        check("2000-02-29", Some((2000, 2, 29)));
        check("31/12/1999", Some((1999, 12, 31)));
        check("12/31/1999", Some((1999, 12, 31)));
        check("3.4.85", Some((1985, 4, 3)));
        check("20240131", Some((2024, 1, 31)));
        check("20241331", None);
        check("1er mars 2020", Some((2020, 3, 1)));
        check("Jan 12, 2020", Some((2020, 1, 12)));
        check("12-août-2020", Some((2020, 8, 12)));
        check("mardi 3 mars 2020", Some((2020, 3, 3)));
        check("Mar 3, 2020", Some((2020, 3, 3)));
        check("31-JAN-24", Some((2024, 1, 31)));
        check("1º de enero de 2024", Some((2024, 1, 1)));
        check("31. Januar 2024", Some((2024, 1, 31)));
        check("terça-feira, 5 de março de 2024", Some((2024, 3, 5)));
        check("miércoles 31 enero 2024", Some((2024, 1, 31)));
        check("lunedì 1 gennaio 2024", Some((2024, 1, 1)));
        check("woensdag 31 januari 2024", Some((2024, 1, 31)));
        check("March 2020", None);
        check("1.2.3", None);
        check("0000-00-00", None);
        check("12/31/1999 x", None);
    }

    #[test]
    fn every_iso_day_of_four_years_is_real_once() {
        let mut days = 0;
        for year in 2021..=2024 {
            for month in 0..=13 {
                for day in 0..=32 {
                    let text = format!("{year}-{month:02}-{day:02}");
                    days += usize::from(matches!(date(text.as_bytes()), Reading::Real(_)));
                }
            }
        }
        assert_eq!(days, 365 * 4 + 1);
    }
}
