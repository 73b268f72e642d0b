//! Days as dates say them: `2024`, `2024-09` and `2024-09-16` each span some.

/// First and last day that a date of ISO 8601 may mean, whole dates; `None` when it is no date.
pub(crate) fn bounds(date: &str) -> Option<(String, String)> {
    let head: String = date.trim().chars().take(10).collect();
    let digits_at = |from: usize, to: usize| {
        let part = head.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
    };
    digits_at(0, 4)?;
    match head.len() {
        4 => Some((format!("{head}-01-01"), format!("{head}-12-31"))),
        7 => {
            digits_at(5, 7).filter(|month| (1..=12).contains(month))?;
            Some((format!("{head}-01"), format!("{head}-31")))
        }
        10 => {
            digits_at(5, 7).filter(|month| (1..=12).contains(month))?;
            digits_at(8, 10).filter(|day| (1..=31).contains(day))?;
            Some((head.clone(), head))
        }
        _ => None,
    }
}

/// Whether every day of `earlier` lies before every day of `later`; `None` when either is no date.
pub(crate) fn before(earlier: &str, later: &str) -> Option<bool> {
    Some(bounds(earlier)?.1 < bounds(later)?.0)
}

/// Days from 1970-01-01 to a whole date (`days_from_civil` of Howard Hinnant, *chrono-Compatible Low-Level Date
/// Algorithms*).
pub(crate) fn number(date: &str) -> Option<i64> {
    let part = |from: usize, to: usize| date.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// The whole date of a day counted from 1970-01-01 (`civil_from_days` of the same). Years beyond four digits are no date.
pub(crate) fn date(number: i64) -> Option<String> {
    let days = number.checked_add(719_468)?;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let of_cycle = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_cycle + of_cycle / 4 - of_cycle / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = of_cycle + era * 400 + i64::from(month <= 2);
    (0..=9_999).contains(&year).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        for (day, text) in
            [(0, "1970-01-01"), (19_982, "2024-09-16"), (-719_468, "0000-03-01"), (11_016, "2000-02-29")]
        {
            assert_eq!(date(day).as_deref(), Some(text));
            assert_eq!(number(text), Some(day));
        }
        for day in (-500_000..2_900_000).step_by(997) {
            let text = date(day).unwrap_or_default();
            assert_eq!(number(&text), Some(day), "{text}");
        }
        assert_eq!((date(i64::MAX), date(3_000_000), number("later")), (None, None, None));
    }

    #[test]
    fn a_date_comes_before_another_only_when_it_must() {
        #[track_caller]
        fn check(earlier: &str, later: &str, expect: Option<bool>) {
            assert_eq!(before(earlier, later), expect, "{earlier} {later}");
        }
        check("2022-03", "2024-09-16", Some(true));
        check("2024-09", "2024-09-16", Some(false));
        check("2024", "2024-09-16", Some(false));
        check("2023", "2024", Some(true));
        check("2024-09-15T10:00:00Z", "2024-09-16", Some(true));
        check("soon", "2024", None);
        check("2024-13", "2025", None);
    }
}
