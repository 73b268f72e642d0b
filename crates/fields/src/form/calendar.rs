//! Dates in the styles tables hold, checked against the Gregorian calendar.

use super::{digits::number, month};

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
    /// Appends `yyyy-mm-dd`.
    pub fn push_iso(self, out: &mut Vec<u8>) {
        let digit = |n: u16| b'0' + (n % 10) as u8;
        let (year, month, day) = (self.year, u16::from(self.month), u16::from(self.day));
        out.extend([digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), b'-']);
        out.extend([digit(month / 10), digit(month), b'-', digit(day / 10), digit(day)]);
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

fn real(year: u64, month: u64, day: u64) -> Option<(u16, u8, u8)> {
    let (y, m, d) = (u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    ((1000..=2999).contains(&y) && d >= 1 && d <= days_in_month(y, m)).then_some((y, m, d))
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
pub fn date(cell: &[u8]) -> Reading {
    match cell {
        [first, ..] if cell.len() >= 6 && cell.len() <= 40 => {
            let numeric = cell.iter().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b' '));
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

fn bare_date(cell: &[u8]) -> Reading {
    let (8, Some(n)) = (cell.len(), number(cell)) else {
        return Reading::No;
    };
    match real(n / 10_000, n / 100 % 100, n % 100) {
        Some(parts @ (1900..=2100, _, _)) => reading(Some(parts), Style::Bare),
        _ => Reading::No,
    }
}

/// `12 janvier 2020`, `Jan 12, 2020`, `12-Jan-20`, `Mon, 1st March 2020`.
fn named_date(cell: &[u8]) -> Reading {
    let (mut month_seen, mut day, mut year) = (None, None, None);
    for word in cell.split(|b| matches!(b, b' ' | b',' | b'-' | b'/' | b'.')).filter(|w| !w.is_empty()) {
        let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            match month::month(word) {
                // `mar` is both March and mardi: the second one wins over a weekday in front.
                Some(m) if month_seen.is_none() || month::is_weekday(word) => month_seen = Some(m),
                _ if month::is_weekday(word) || word == b"de" || word == b"of" || word == b"le" => {}
                _ => return Reading::No,
            }
            continue;
        }
        let ordinal = matches!(&word[digits..], b"" | b"st" | b"nd" | b"rd" | b"th" | b"er");
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
        (Some(y), Some(m), Some(d)) => reading(real(y, u64::from(m), d), Style::Named),
        _ => Reading::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
