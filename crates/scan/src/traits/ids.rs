use dumpscope_model::{IdColumn, IdTime};

use dumpscope_reference::fold::Folded;

use super::people::{People, Role};
use crate::plan::Plan;

/// Rows that ranks are compared on.
const ROWS: usize = 20_000;
/// Fewest rows whose ranks say anything, and fewest ids.
const LEAST: usize = 50;
/// Part of a column's cells that must be numbers behind one prefix.
const NUMBERS: f64 = 0.9;
/// Digits of the longest number.
const DIGITS: usize = 18;
/// Cells the prefix is chosen from.
const FIRST: usize = 101;

/// Words of a header that say a record began then, folded: parts of words will do.
const BEGINNINGS: [&str; 26] = [
    "creat",
    "signup",
    "regist",
    "inscri",
    "joined",
    "joindate",
    "since",
    "opened",
    "opendate",
    "inserted",
    "added",
    "orderdate",
    "purchase",
    "subscri",
    "datecommande",
    "commandele",
    "anmeld",
    "erstellt",
    "angelegt",
    "bestell",
    "alta",
    "aangemaakt",
    "creada",
    "creazione",
    "iscrizione",
    "ingeschreven",
];

/// Whether a header says that the record began then.
pub(crate) fn is_beginning(header: &str) -> bool {
    let folded = Folded::new(header.as_bytes());
    let plain: Vec<u8> = folded.as_bytes().iter().copied().filter(u8::is_ascii_alphanumeric).collect();
    BEGINNINGS.iter().any(|word| plain.windows(word.len()).any(|part| part == word.as_bytes()))
}

/// Each column of ids, against each column of times.
pub(super) fn all(rows: &People<'_>, plan: &Plan) -> Vec<IdColumn> {
    if rows.ids.is_empty() {
        return Vec::new();
    }
    let time = |role: &Role<'_>| Time {
        column: role.column,
        beginning: is_beginning(&plan.columns[role.column].name),
        days: days(rows, role),
    };
    let times: Vec<Time> = rows.times.iter().map(time).collect();
    rows.ids.iter().filter_map(|role| id_column(rows, role, &times)).collect()
}

/// A column of times, as days of the first rows.
struct Time {
    column: usize,
    beginning: bool,
    days: Vec<Option<i64>>,
}

fn days(rows: &People<'_>, role: &Role<'_>) -> Vec<Option<i64>> {
    role.cells.iter().take(ROWS).map(|cell| rows.day(role, cell).map(super::people::Day::number)).collect()
}

fn id_column(rows: &People<'_>, role: &Role<'_>, times: &[Time]) -> Option<IdColumn> {
    let ids = numbers(&role.cells)?;
    let mut in_file: Vec<(u64, u64)> =
        ids.iter().zip(&rows.positions).filter_map(|(id, position)| Some((*position, (*id)?))).collect();
    in_file.sort_unstable();
    let rising = in_file.windows(2).filter(|two| two[1].1 > two[0].1).count() as u64;
    let mut sorted: Vec<u64> = in_file.iter().map(|(_, id)| *id).collect();
    sorted.sort_unstable();
    let n = sorted.len() as u64;
    let pairs = sorted.chunk_by(|a, b| a == b).map(|run| run.len() as f64).map(|c| c * (c - 1.0) / 2.0).sum();
    sorted.dedup();
    let hundredth = sorted.len() / 100;
    let times = times.iter().filter_map(|time| id_time(time, &ids, &rows.positions)).collect();
    Some(IdColumn {
        column: role.column,
        n,
        distinct: sorted.len() as u64,
        pairs,
        rising,
        span: (sorted[hundredth], sorted[sorted.len() - 1 - hundredth]),
        inner: (sorted.len() - 2 * hundredth) as u64,
        times,
    })
}

/// The whole numbers of a column behind the prefix that most cells share; `None` where too few cells hold one.
fn numbers(cells: &[&[u8]]) -> Option<Vec<Option<u64>>> {
    let values = cells.iter().filter(|cell| !cell.is_empty()).count();
    let mut prefixes: Vec<&[u8]> = cells.iter().filter_map(|cell| Some(split(cell)?.0)).take(FIRST).collect();
    prefixes.sort_unstable();
    let prefix = prefixes.chunk_by(|a, b| a == b).max_by_key(|run| run.len())?[0];
    let number = |cell: &&[u8]| split(cell).filter(|(before, _)| *before == prefix).map(|(_, number)| number);
    let numbers: Vec<Option<u64>> = cells.iter().map(number).collect();
    let n = numbers.iter().flatten().count();
    (n >= LEAST && n as f64 >= NUMBERS * values as f64).then_some(numbers)
}

/// What stands before the digits at the end of a cell, and their number.
pub(crate) fn split(cell: &[u8]) -> Option<(&[u8], u64)> {
    let digits = cell.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    if !(1..=DIGITS).contains(&digits) {
        return None;
    }
    let (prefix, digits) = cell.split_at(cell.len() - digits);
    Some((prefix, digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))))
}

fn id_time(time: &Time, ids: &[Option<u64>], positions: &[u64]) -> Option<IdTime> {
    // Ids that repeat name somebody else's record, whose rows stand together in time for other reasons: each once.
    let mut both: Vec<(u64, i64, u64)> = ids
        .iter()
        .zip(&time.days)
        .zip(positions)
        .filter_map(|((id, day), position)| Some(((*id)?, (*day)?, *position)))
        .collect();
    both.sort_unstable_by_key(|&(id, _, position)| (id, position));
    both.dedup_by_key(|(id, ..)| *id);
    if both.len() < LEAST {
        return None;
    }
    let by_id = ranks(&both.iter().map(|(_, day, _)| *day).collect::<Vec<i64>>());
    let coherence_by_id = coherence(&by_id)?;
    let mut in_file: Vec<(u64, f64)> =
        both.iter().map(|&(.., position)| position).zip(by_id.iter().copied()).collect();
    in_file.sort_unstable_by_key(|(position, _)| *position);
    let in_file: Vec<f64> = in_file.into_iter().map(|(_, rank)| rank).collect();
    Some(IdTime {
        column: time.column,
        beginning: time.beginning,
        n: both.len() as u64,
        correlation: along(&by_id)?,
        coherence: coherence_by_id,
        file_coherence: coherence(&in_file)?,
    })
}

/// Ranks from 0, of equal values their mean.
fn ranks(values: &[i64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by_key(|&at| values[at]);
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for run in order.chunk_by(|&a, &b| values[a] == values[b]) {
        for &at in run {
            ranks[at] = before as f64 + (run.len() - 1) as f64 / 2.0;
        }
        before += run.len();
    }
    ranks
}

/// Twice the sum of squares around the mean; `None` where all ranks are equal.
fn spread(ranks: &[f64]) -> Option<f64> {
    let mean = (ranks.len() - 1) as f64 / 2.0;
    let squares: f64 = ranks.iter().map(|rank| (rank - mean).powi(2)).sum();
    (squares > 0.0).then_some(squares)
}

/// One minus half the rank version of von Neumann's ratio (Bartels 1982, *The rank version of von Neumann's ratio test
/// for randomness*, JASA 77).
fn coherence(ranks: &[f64]) -> Option<f64> {
    let steps: f64 = ranks.windows(2).map(|two| (two[1] - two[0]).powi(2)).sum();
    Some(1.0 - steps / (2.0 * spread(ranks)?))
}

/// Spearman's correlation of ranks with their own order.
fn along(ranks: &[f64]) -> Option<f64> {
    let mean = (ranks.len() - 1) as f64 / 2.0;
    let own: f64 = (0..ranks.len()).map(|at| (at as f64 - mean).powi(2)).sum();
    let product: f64 = ranks.iter().enumerate().map(|(at, rank)| (at as f64 - mean) * (rank - mean)).sum();
    Some(product / (own * spread(ranks)?).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(n: u64) -> Vec<u64> {
        (1..=n).map(crate::hash::spread).collect()
    }

    #[track_caller]
    fn check(ids: &[u64], days: &[i64], correlation: f64, coherence: f64) {
        let ids: Vec<Option<u64>> = ids.iter().copied().map(Some).collect();
        let days = days.iter().copied().map(Some).collect();
        let positions: Vec<u64> = mixed(ids.len() as u64);
        let seen = id_time(&Time { column: 3, beginning: true, days }, &ids, &positions).expect("both");
        assert!((seen.correlation - correlation).abs() < 0.06, "{seen:?}");
        assert!((seen.coherence - coherence).abs() < 0.06, "{seen:?}");
        assert!(seen.file_coherence.abs() < 0.1, "{seen:?}");
    }

    #[test]
    fn ids_go_with_time_or_not() {
        let n = 2_000;
        let counted: Vec<u64> = (0..n).collect();
        let days: Vec<i64> = (0..2_000).map(|at: i64| at / 3).collect();
        check(&counted, &days, 1.0, 1.0);
        let back: Vec<i64> = days.iter().rev().copied().collect();
        check(&counted, &back, -1.0, 1.0);
        let apart: Vec<i64> = mixed(n).into_iter().map(|x| (x % 900).cast_signed()).collect();
        check(&counted, &apart, 0.0, 0.0);
        // four shards, each with numbers of its own: no order over all, order within
        let shards: Vec<u64> = (0..n).map(|at| at % 4 * 1_000_000 + at).collect();
        check(&shards, &days, 0.25, 1.0);
    }

    #[test]
    fn nothing_to_compare() {
        let on = |day| Time { column: 0, beginning: false, days: vec![day; 60] };
        assert_eq!(id_time(&on(Some(1)), &[Some(1); 60], &[0; 60]), None);
        let ids: Vec<Option<u64>> = (0..60).map(Some).collect();
        assert_eq!(id_time(&on(Some(7)), &ids, &[0; 60]), None);
        assert_eq!(id_time(&on(None), &ids, &[0; 60]), None);
    }

    #[test]
    fn headers_of_a_beginning() {
        for (header, expect) in [
            ("created_at", true),
            ("Date d'inscription", true),
            ("Date de création", true),
            ("Subscription Date", true),
            ("last_login", false),
            ("expires", false),
            ("updated_at", false),
            ("birth", false),
        ] {
            assert_eq!(is_beginning(header), expect, "{header}");
        }
    }

    #[test]
    fn numbers_behind_one_prefix() {
        assert_eq!(split(b"INV-00123"), Some((&b"INV-"[..], 123)));
        assert_eq!(split(b"77"), Some((&b""[..], 77)));
        assert_eq!(split(b"12a"), None);
        assert_eq!(split(b"1234567890123456789"), None);
        let cells: Vec<String> = (0..100).map(|at| format!("C-{at:04}")).collect();
        let mut cells: Vec<&[u8]> = cells.iter().map(String::as_bytes).collect();
        cells[3] = b"";
        cells[4] = b"test";
        let found = numbers(&cells).expect("ids");
        assert_eq!((found[3], found[4], found[99]), (None, None, Some(99)));
        assert_eq!(numbers(&[&b"a1"[..]; 20]), None);
    }
}
