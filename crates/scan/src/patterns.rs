//! Columns that follow from the number of their row: counters inside values, equal steps, lists gone through over and
//! over. Looked for in rows that follow each other, which the row sample of a large table has none of: at its head.

use dumpscope_fields::form::calendar::{self, Reading};
use dumpscope_model::{Pattern, PatternKind};
use rayon::prelude::*;

use crate::{decide::Decision, hash::Hasher, traits::ids};

/// Rows looked at.
pub(crate) const ROWS: usize = 4_096;
/// Fewest steps from row to row.
const LEAST: usize = 30;
/// Share of the steps from which a pattern is one.
const MOST: f64 = 0.8;
/// Fewest different values of a list that is gone through; two or three come again by themselves.
const LIST: usize = 4;
/// Types whose values are people's own: none of them follows from the number of the row. Years, house numbers and pay
/// grades do, in sorted registers and tables by year.
const OF_PEOPLE: [&str; 19] = [
    "first-name",
    "last-name",
    "full-name",
    "email",
    "username",
    "social-handle",
    "phone",
    "birth-date",
    "street-address",
    "full-address",
    "address-line",
    "ipv4",
    "card-number",
    "iban",
    "us-ssn",
    "nir",
    "passport",
    "driving-licence",
    "password-plain",
];

/// The patterns of a table's columns. `cells` gives those of a column at the head of the file, in order; a null is empty.
pub(crate) fn all<'a>(
    decisions: &[Decision],
    cells: &(dyn Fn(usize) -> Vec<&'a [u8]> + Sync),
    hasher: &Hasher,
) -> Vec<Pattern> {
    let of_people = |decision: &Decision| decision.field_type.is_some_and(|t| OF_PEOPLE.contains(&t.id));
    let columns: Vec<usize> = (0..decisions.len()).filter(|&c| of_people(&decisions[c])).collect();
    let found: Vec<Vec<Pattern>> = columns
        .into_par_iter()
        .map(|column| {
            let cells = cells(column);
            let dates = decisions[column].field_type.is_some_and(|t| t.id == "birth-date");
            let number = if dates { day } else { amount };
            [counter(&cells, hasher), steps(&cells, number), cycle(&cells, hasher)]
                .into_iter()
                .flatten()
                .map(|pattern| Pattern { column, ..pattern })
                .collect()
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// One text with a number in it that is one more in each row. Texts of digits alone are left to [`steps`].
fn counter(cells: &[&[u8]], hasher: &Hasher) -> Option<Pattern> {
    let parts: Vec<Option<(u64, u64)>> = cells
        .iter()
        .map(|cell| {
            let local = cell.iter().rposition(|&b| b == b'@').unwrap_or(cell.len());
            let after = cell[..local].iter().rposition(u8::is_ascii_digit)? + 1;
            let (prefix, number) = ids::split(&cell[..after])?;
            let lettered = prefix.iter().any(u8::is_ascii_alphabetic);
            let around = hasher.cell(prefix) ^ hasher.cell(&cell[after..]).rotate_left(1);
            lettered.then_some((around, number))
        })
        .collect();
    let follows = |a: &Option<(u64, u64)>, b: &Option<(u64, u64)>| match (a, b) {
        (Some(a), Some(b)) => a.0 == b.0 && (b.1 == a.1 + 1 || a.1 == b.1 + 1),
        _ => false,
    };
    let steps = values(cells).saturating_sub(1);
    let hits = parts.windows(2).filter(|two| follows(&two[0], &two[1])).count();
    pattern(PatternKind::Counter, steps, hits, 0)
}

/// A number or a date that grows by the same step in each row.
fn steps(cells: &[&[u8]], number: fn(&[u8]) -> Option<i64>) -> Option<Pattern> {
    let numbers: Vec<Option<i64>> = cells.iter().map(|cell| number(cell)).collect();
    let step = |two: &[Option<i64>]| two[1]?.checked_sub(two[0]?).filter(|step| *step != 0);
    let mut steps: Vec<i64> = numbers.windows(2).filter_map(step).collect();
    steps.sort_unstable();
    let hits = steps.chunk_by(|a, b| a == b).map(<[i64]>::len).max()?;
    pattern(PatternKind::Steps, values(cells).saturating_sub(1), hits, 0)
}

/// The digits of a number, nothing but marks between them.
fn amount(cell: &[u8]) -> Option<i64> {
    let digits = cell.iter().filter(|b| b.is_ascii_digit());
    let plain = cell.iter().all(|b| !b.is_ascii_alphabetic() && b.is_ascii());
    let count = digits.clone().count();
    (plain && (1..=18).contains(&count))
        .then(|| digits.fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

fn day(cell: &[u8]) -> Option<i64> {
    let Reading::Real(date) = calendar::date(cell) else { return None };
    let day = crate::traits::Day { year: date.year.into(), month: date.month, day: date.day };
    Some(day.number())
}

/// Values that come again in the same order. Steps between equal values are left out: sorted columns have many.
fn cycle(cells: &[&[u8]], hasher: &Hasher) -> Option<Pattern> {
    let hashes: Vec<u64> =
        cells.iter().map(|cell| if cell.is_empty() { 0 } else { hasher.cell(cell) }).collect();
    let mut places: Vec<(u64, usize)> =
        hashes.iter().copied().zip(0..).filter(|(hash, _)| *hash != 0).collect();
    places.sort_unstable();
    let mut gaps: Vec<usize> = places
        .windows(2)
        .filter(|two| two[0].0 == two[1].0 && two[1].1 > two[0].1 + 1)
        .map(|two| two[1].1 - two[0].1)
        .collect();
    gaps.sort_unstable();
    let period = gaps.chunk_by(|a, b| a == b).max_by_key(|run| run.len())?[0];
    places.dedup_by_key(|(hash, _)| *hash);
    if places.len() < LIST || period < LIST {
        return None;
    }
    let moved = (0..hashes.len().checked_sub(period)?)
        .filter(|&at| hashes[at] != 0 && hashes.get(at + 1).is_some_and(|next| *next != hashes[at]));
    let (steps, hits) = moved
        .fold((0, 0), |(steps, hits), at| (steps + 1, hits + usize::from(hashes[at] == hashes[at + period])));
    pattern(PatternKind::Cycle, steps, hits, period as u64)
}

fn values(cells: &[&[u8]]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn pattern(kind: PatternKind, steps: usize, hits: usize, period: u64) -> Option<Pattern> {
    (steps >= LEAST && hits as f64 >= MOST * steps as f64).then_some(Pattern {
        kind,
        column: 0,
        n: steps as u64,
        hits: hits as u64,
        period,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(found: Option<Pattern>) -> Option<(u64, u64)> {
        found.map(|pattern| (pattern.hits, pattern.period))
    }

    #[track_caller]
    fn check(value: impl Fn(u64) -> String, counts: bool, grows: bool, repeats: Option<u64>) {
        let cells: Vec<String> = (0..200).map(value).collect();
        let cells: Vec<&[u8]> = cells.iter().map(String::as_bytes).collect();
        let hasher = Hasher::new(5);
        assert_eq!(hits(counter(&cells, &hasher)), counts.then_some((199, 0)), "counter");
        assert_eq!(hits(steps(&cells, amount)), grows.then_some((199, 0)), "steps");
        assert_eq!(cycle(&cells, &hasher).map(|p| p.period), repeats, "cycle");
    }

    #[test]
    fn what_follows_from_the_row() {
        check(|row| format!("user{row}"), true, false, None);
        check(|row| format!("user{row:05}@example.com"), true, false, None);
        check(|row| format!("Test User {}", row + 1), true, false, None);
        check(|row| format!("06 12 {:02} {:02} 00", row / 100 + 10, row % 100), false, true, None);
        check(|row| format!("name {}", (b'a' + (row % 17) as u8) as char), false, false, Some(17));
    }

    #[test]
    fn days_in_a_row() {
        let cells: Vec<String> =
            (0..60).map(|row| format!("1980-{:02}-{:02}", row / 28 + 1, row % 28 + 1)).collect();
        let cells: Vec<&[u8]> = cells.iter().map(String::as_bytes).collect();
        assert_eq!(hits(steps(&cells, day)), Some((57, 0)));
        assert_eq!(hits(steps(&cells[..20], day)), None);
    }

    #[test]
    fn what_does_not() {
        let mixed = |row: u64| crate::hash::spread(row + 1);
        // sorted, with and without runs
        check(|row| format!("name {:02}", row / 7), false, false, None);
        check(|row| format!("s{:07}@school.edu", mixed(row) % 9_999_999), false, false, None);
        check(|row| format!("+33 6 {:08}", mixed(row) % 100_000_000), false, false, None);
        check(|row| format!("name {}", mixed(row) % 5), false, false, None);
        // yes and no in turn
        check(|row| if row % 2 == 0 { "f".into() } else { "m".into() }, false, false, None);
        check(|_| String::new(), false, false, None);
    }
}
