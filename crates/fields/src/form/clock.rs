//! Times of day, and date-times: a date, a separator, a time, perhaps a zone.

use super::calendar::{self, Reading};
use super::digits::{all_digits, number};

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

/// `Z`, `+02:00`, `+0200`, `-05`, `UTC`, `GMT+2`, `CEST`.
fn is_zone(zone: &[u8]) -> bool {
    match zone {
        b"" | b"Z" | b"z" => true,
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
    rest = rest.trim_ascii_start();
    let mut top = 24;
    if let Some(tail) = half_day(rest) {
        rest = tail.trim_ascii_start();
        top = 12;
    }
    if !is_zone(rest) {
        return Clock::No;
    }
    if hour > top || minute > 59 || second > 60 { Clock::Unreal } else { Clock::Real }
}

/// Reads a whole cell as a date-time; the date alone is in the second place when both are written like what they are.
pub fn date_time(cell: &[u8]) -> (Clock, Reading) {
    if cell.len() < 10 || cell.len() > 48 {
        return (Clock::No, Reading::No);
    }
    let Some((day, hours)) = split(cell) else {
        return (Clock::No, Reading::No);
    };
    let day = calendar::date(day);
    match (day, time(hours)) {
        (Reading::No, _) | (_, Clock::No) => (Clock::No, Reading::No),
        (Reading::Real(_), Clock::Real) => (Clock::Real, day),
        _ => (Clock::Unreal, day),
    }
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
        (b' ', day) => day.trim_ascii_end().strip_suffix(b",").unwrap_or_else(|| day.trim_ascii_end()),
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
        ] {
            check(good, Clock::Real);
        }
        check("2024-02-31T10:15:00Z", Clock::Unreal);
        check("2024-01-31 25:15:00", Clock::Unreal);
        check("01/31/2024 13:05:59 PM", Clock::Unreal);
        for not in
            ["2024-01-31", "10:15:00", "2024-01-31 10:15:00 banana split", "x: 10:15", "2024-01-31Q10:15"]
        {
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
