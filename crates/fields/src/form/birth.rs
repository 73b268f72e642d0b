//! Days on which people were born.

use super::{
    calendar::{self, Date, Reading},
    clock,
};

/// Years that a birth date is taken for one in.
pub const YEARS: std::ops::RangeInclusive<u16> = 1900..=2015;

/// Reads a whole cell as a day of birth, with or without a time. Two digits of a year after the last of [`YEARS`] are of the
/// century before: nobody is born in the future, and few who stand in a table are children.
pub fn day(cell: &[u8]) -> Reading {
    let reading = match calendar::date(cell) {
        Reading::No => clock::date_time(cell).1,
        day => day,
    };
    match reading {
        // The days of a month are the same: none of the years between is the last of its century.
        Reading::Real(date) if date.year > *YEARS.end() && !is_written_in_full(date.year, cell) => {
            Reading::Real(Date { year: date.year - 100, ..date })
        }
        reading => reading,
    }
}

fn is_written_in_full(year: u16, cell: &[u8]) -> bool {
    let digits = [1000, 100, 10, 1].map(|place| b'0' + (year / place % 10) as u8);
    cell.windows(4).any(|part| part == digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: Option<(u16, u8, u8)>) {
        let got = match day(cell.as_bytes()) {
            Reading::Real(date) => Some((date.year, date.month, date.day)),
            _ => None,
        };
        assert_eq!(got, expect, "{cell}");
    }

    #[test]
    fn nobody_is_born_in_the_future() {
        check("12.3.49", Some((1949, 3, 12)));
        check("12/03/20", Some((1920, 3, 12)));
        check("29.2.28", Some((1928, 2, 29)));
        check("31-JAN-24", Some((1924, 1, 31)));
        check("12.3.49 00:00", Some((1949, 3, 12)));
        check("12.3.15", Some((2015, 3, 12)));
        check("12.3.50", Some((1950, 3, 12)));
        check("12.3.68", Some((1968, 3, 12)));
    }

    #[test]
    fn what_is_written_in_full_stays() {
        check("12.3.2049", Some((2049, 3, 12)));
        check("2049-03-12", Some((2049, 3, 12)));
        check("20490312", Some((2049, 3, 12)));
        check("2020-03-12 20:16:00", Some((2020, 3, 12)));
        check("1885-03-12", Some((1885, 3, 12)));
        check("29.2.27", None);
        check("1949", None);
    }
}
