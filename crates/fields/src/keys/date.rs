//! Days: `yyyy-mm-dd`, in the column's order of day and month.

use crate::form::calendar::{self, Date, Reading, Style};
use crate::form::clock;

/// The day as a column of that order means it: where both orders are real, the day comes first unless the column's other
/// cells put the month there.
const fn in_order(date: Date, day_first: Option<bool>) -> Date {
    match (date.style, day_first) {
        (Style::Either, Some(false)) => Date { day: date.month, month: date.day, ..date },
        _ => date,
    }
}

/// Appends the day of a date, or of a date with a time; a cell that is none as it is.
pub fn push(cell: &[u8], day_first: Option<bool>, out: &mut Vec<u8>) {
    let reading = match calendar::date(cell) {
        Reading::No => clock::moment(cell).day,
        day => day,
    };
    match reading {
        Reading::Real(date) => in_order(date, day_first).push_iso_of(cell, out),
        _ => out.extend_from_slice(cell),
    }
}

/// Appends the day and the time as written; a cell that is no date with a time as it is.
pub fn push_time(cell: &[u8], day_first: Option<bool>, out: &mut Vec<u8>) {
    let moment = clock::moment(cell);
    match moment.day {
        Reading::Real(date) => {
            in_order(date, day_first).push_iso(out);
            out.push(b' ');
            out.extend_from_slice(moment.time);
        }
        _ => out.extend_from_slice(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, day_first: Option<bool>, expect: &str) {
        let mut out = Vec::new();
        push(cell.as_bytes(), day_first, &mut out);
        assert_eq!(String::from_utf8_lossy(&out), expect, "{cell}");
    }

    #[test]
    fn one_day_however_written() {
        for cell in ["1984-03-12", "12/03/1984", "12.3.84", "12 mars 1984", "19840312", "1984-03-12 00:00:00"]
        {
            check(cell, None, "1984-03-12");
            check(cell, Some(true), "1984-03-12");
        }
        check("03/12/1984", Some(false), "1984-03-12");
        check("3/12/84", Some(false), "1984-03-12");
        // What can be read one way only is, whatever the column does.
        check("12/25/1984", Some(true), "1984-12-25");
        check("25/12/1984", Some(false), "1984-12-25");
        check("1984-03-12", Some(false), "1984-03-12");
    }

    #[test]
    fn days_that_do_not_meet() {
        check("03/12/1984", Some(true), "1984-12-03");
        check("31/02/1984", None, "31/02/1984");
        check("", None, "");
    }

    #[test]
    fn times_stay() {
        for (cell, day_first, expect) in [
            ("03/12/1984 10:15", Some(false), "1984-03-12 10:15"),
            ("12/03/1984 10:15", None, "1984-03-12 10:15"),
            ("10:15", None, "10:15"),
        ] {
            let mut out = Vec::new();
            push_time(cell.as_bytes(), day_first, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), expect, "{cell}");
        }
    }
}
