//! Whether columns of one table name rows of another: keyed hashes of numbers of records, kept in memory from one table of
//! a run to the next, never in a state.
//!
//! Each table keeps the smallest hashes of each such column of its row sample. Hashes under one seed are the same for the
//! same value, so that of two tables those under the lower of both limits can be compared (bottom-k sketches: Cohen and
//! Kaplan 2007, *Summarizing data using bottom-k sketches*). Where the named table was sampled, a value that is in it is
//! met in as large a share as the sample is of its rows.

use dumpscope_fields::headers::fold_header;
use dumpscope_model::Link;
use serde::{Deserialize, Serialize};

use crate::{
    ScanState,
    hash::Hasher,
    plan::Plan,
    sample::SampledRow,
    traits::{self, Day},
};

/// Hashes kept of a column.
const KEPT: usize = 4_096;
/// Columns of a table.
const COLUMNS: usize = 4;
/// Tables whose hashes are kept, the first: at most some 25 MB.
pub const RELATED: usize = 64;
/// Links of a table that are kept.
const LINKS: usize = 8;
/// Values that must be compared, and that must be met if all are there.
const LEAST: usize = 20;
/// Share of its rows that a column must tell apart to name them.
const UNIQUE: f64 = 0.98;
/// Share of the values that must be met for columns whose headers do not say that they belong together.
const MEETS: f64 = 0.9;

/// What a table keeps for those that follow. Equal to any other: no part of a state, though of what is kept under seal.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Unsaved(Vec<Key>);

impl PartialEq for Unsaved {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The sampled values of one column.
#[derive(Clone, Serialize, Deserialize)]
struct Key {
    column: usize,
    header: String,
    /// Rows of the sample with a value, and different values among them.
    n: usize,
    distinct: usize,
    /// Smallest and largest whole number, where all values are whole numbers.
    range: Option<(u64, u64)>,
    /// The smallest hashes, ascending, each with the first day of its rows.
    hashes: Vec<(u64, Option<i64>)>,
    /// Column of that day, and whether its header says that the row began then.
    time: Option<(usize, bool)>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(•)")
    }
}

/// Keeps the columns of a table that may name rows, its own or another's.
pub(crate) fn of(rows: &[(u64, SampledRow)], plan: &Plan, seed: u64) -> Unsaved {
    let hasher = Hasher::new(seed);
    let id = |column: usize| plan.columns[column].decision.field_type.map_or("", |t| t.id);
    let columns = 0..plan.columns.len();
    let names = |c: &usize| matches!(id(*c), "uuid" | "parcel-tracking") || traits::is_id(&plan.columns[*c]);
    let keys: Vec<usize> = columns.clone().filter(names).take(COLUMNS).collect();
    if keys.is_empty() {
        return Unsaved::default();
    }
    let times = || columns.clone().filter(|&c| matches!(id(c), "date" | "date-time"));
    let begins = |c: usize| traits::is_beginning(&plan.columns[c].name);
    let time = times().find(|&c| begins(c)).or_else(|| times().next());
    let mut values: Vec<Vec<(u64, Option<i64>)>> = vec![Vec::with_capacity(rows.len()); keys.len()];
    let mut ranges: Vec<Option<(u64, u64)>> = vec![Some((u64::MAX, 0)); keys.len()];
    let mut cells: Vec<&[u8]> = Vec::new();
    for (_, row) in rows {
        cells.clear();
        cells.extend(row.cells());
        let cell = |column: usize| cells.get(column).copied().filter(|cell| !plan.null_words.is_null(cell));
        let day =
            time.and_then(|c| traits::day(cell(c)?, plan.columns[c].decision.day_first)).map(Day::number);
        for ((&column, values), range) in keys.iter().zip(&mut values).zip(&mut ranges) {
            let Some(cell) = cell(column) else { continue };
            let number =
                traits::ids::split(cell).filter(|(before, _)| before.is_empty()).map(|(_, number)| number);
            *range = range.zip(number).map(|((least, most), number)| (least.min(number), most.max(number)));
            values.push((
                number.map_or_else(|| hasher.cell(cell), |number| hasher.cell(&number.to_le_bytes())),
                day,
            ));
        }
    }
    let kept = keys.into_iter().zip(values).zip(ranges).map(|((column, mut values), range)| {
        values.sort_unstable();
        let n = values.len();
        values.dedup_by_key(|(hash, _)| *hash);
        let distinct = values.len();
        values.truncate(KEPT);
        values.shrink_to_fit();
        let header = fold_header(&plan.columns[column].name);
        Key { column, header, n, distinct, range, hashes: values, time: time.map(|c| (c, begins(c))) }
    });
    Unsaved(kept.collect())
}

/// Finds which columns of each table name rows of another, and forgets the hashes.
pub fn relate(states: &mut [ScanState]) {
    let found: Vec<Vec<Link>> = states
        .iter()
        .enumerate()
        .map(|(at, state)| {
            let others = states.iter().enumerate().take(RELATED).filter(|(other, _)| *other != at);
            let mut links: Vec<Link> = others
                .flat_map(|(_, other)| state.links.0.iter().filter_map(|key| best(key, other)))
                .collect();
            // Those that the headers name first, then those of most values; stable.
            links.sort_by_key(|link| (!link.named, std::cmp::Reverse(link.hits)));
            links.truncate(LINKS);
            links
        })
        .collect();
    for (state, links) in states.iter_mut().zip(found) {
        state.traits.links = links;
        state.links = Unsaved::default();
    }
}

impl ScanState {
    /// Forgets the hashes that [`relate`] would compare.
    pub fn drop_links(&mut self) {
        self.links = Unsaved::default();
    }
}

/// The column of another table whose rows a column names best.
fn best(key: &Key, other: &ScanState) -> Option<Link> {
    let share = |link: &Link| link.hits as f64 / link.expected;
    let sampled = (other.sampled_rows as f64 / other.rows.max(1) as f64).min(1.0);
    let links = other.links.0.iter().filter_map(|own| link(key, own, &other.name, sampled));
    links
        .filter(|link| link.named || share(link) >= MEETS)
        .max_by(|a, b| a.named.cmp(&b.named).then(share(a).total_cmp(&share(b))))
}

/// How values of one column are met in another table's, of whose rows a share was sampled.
fn link(key: &Key, own: &Key, other: &str, sampled: f64) -> Option<Link> {
    // Rows are named by what tells them apart; a column that names its own rows as well is the same table twice.
    if (own.distinct as f64) < UNIQUE * own.n as f64 || own.n < LEAST {
        return None;
    }
    let limit = |key: &Key| {
        if key.hashes.len() < key.distinct { key.hashes.last().map_or(0, |last| last.0) } else { u64::MAX }
    };
    let limit = limit(key).min(limit(own));
    let under = |hashes: &[(u64, Option<i64>)]| hashes.partition_point(|(hash, _)| *hash <= limit);
    let (asked, held) = (&key.hashes[..under(&key.hashes)], &own.hashes[..under(&own.hashes)]);
    let expected = asked.len() as f64 * sampled;
    if expected < LEAST as f64 {
        return None;
    }
    let met: Vec<(Option<i64>, Option<i64>)> = asked
        .iter()
        .filter_map(|(hash, day)| {
            let at = held.binary_search_by_key(hash, |(hash, _)| *hash).ok()?;
            Some((*day, held[at].1))
        })
        .collect();
    let days: Vec<(i64, i64)> = met.iter().filter_map(|(day, own)| Some(((*day)?, (*own)?))).collect();
    // Hashes stand in random order: shifted against themselves the days are permuted.
    let shift = (days.len() / 2).max(1);
    let in_order = days.iter().filter(|(day, own)| day >= own).count() as u64;
    let in_order_apart =
        days.iter().zip(days.iter().cycle().skip(shift)).filter(|((day, _), (_, own))| day >= own).count()
            as u64;
    let filled =
        own.range.map_or(0.0, |(least, most)| own.distinct as f64 / sampled / ((most - least) as f64 + 1.0));
    Some(Link {
        column: key.column,
        other: other.to_owned(),
        other_column: own.column,
        named: named(&key.header, &own.header, other),
        unique: key.distinct as f64 >= UNIQUE * key.n as f64,
        n: asked.len() as u64,
        expected,
        hits: met.len() as u64,
        filled: if key.range.is_some() { filled.min(1.0) } else { 0.0 },
        begins: own.time.is_some_and(|(_, begins)| begins),
        times: key.time.zip(own.time).map(|(a, b)| (a.0, b.0)),
        dated: days.len() as u64,
        in_order,
        in_order_apart,
    })
}

/// Whether headers say that one column names the rows of the other: the same words for both, more than a plain number,
/// or the table's name before the number (`customer id` of `customers`).
fn named(header: &str, own: &str, table: &str) -> bool {
    let words: Vec<&str> = header.split(' ').filter(|word| !word.is_empty()).collect();
    let Some((_, before)) = words.split_last() else { return false };
    if header == own {
        return !before.is_empty();
    }
    let table = fold_header(table);
    let plain = !own.contains(' ');
    let singular = |word: &str| {
        word.len() > 2 && table.split(' ').any(|of| of == word || of.strip_suffix('s') == Some(word))
    };
    plain && before.last().is_some_and(|word| singular(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(header: &str, values: impl Iterator<Item = (u64, i64)>) -> Key {
        let mut hashes: Vec<(u64, Option<i64>)> =
            values.map(|(value, day)| (crate::hash::spread(value), Some(day))).collect();
        hashes.sort_unstable();
        let n = hashes.len();
        hashes.dedup_by_key(|(hash, _)| *hash);
        let distinct = hashes.len();
        hashes.truncate(KEPT);
        Key { column: 1, header: header.into(), n, distinct, range: None, hashes, time: Some((2, true)) }
    }

    #[test]
    fn values_of_a_sampled_table_are_met_as_often_as_it_is_sampled() {
        // a fifth of 100 000 customers is in the sample; every order names one of them
        let own = key("id", (0..100_000).filter(|value| value % 5 == 0).map(|value| (value, 10)));
        let orders = key("customer id", (0..30_000).map(|row| (row * 3, 20)));
        let link = link(&orders, &own, "customers.csv", 0.2).expect("a link");
        assert!(link.named && link.n > 1_000, "{link:?}");
        let share = link.hits as f64 / link.expected;
        assert!((share - 1.0).abs() < 4.0 / link.expected.sqrt(), "{link:?}");
        assert_eq!((link.dated, link.in_order), (link.hits, link.hits));
    }

    #[test]
    fn values_that_are_not_there() {
        let own = key("id", (0..5_000).map(|value: u64| (value, value.cast_signed() % 700)));
        let apart = key("customer id", (0..5_000).map(|row| (1_000_000 + row, 0)));
        assert_eq!(link(&apart, &own, "customers.csv", 1.0).map(|link| link.hits), Some(0));
        let before =
            key("customer id", (0..5_000).map(|row: u64| (row, (row.cast_signed() * 37 + 11) % 700)));
        let link = link(&before, &own, "customers.csv", 1.0).expect("a link");
        let (share, apart) =
            (link.in_order as f64 / link.dated as f64, link.in_order_apart as f64 / link.dated as f64);
        assert!((share - apart).abs() < 0.1, "{link:?}");
    }

    #[test]
    fn headers_that_belong_together() {
        #[track_caller]
        fn check(header: &str, own: &str, table: &str, expect: bool) {
            assert_eq!(
                named(&fold_header(header), &fold_header(own), table),
                expect,
                "{header} {own} {table}"
            );
        }
        check("customer_id", "id", "customers.csv", true);
        check("customer_id", "customer_id", "people.csv", true);
        check("customerId", "ID", "dump_customer.csv", true);
        check("id", "id", "customers.csv", false);
        check("order_id", "id", "customers.csv", false);
        check("customer_id", "order_id", "customers.csv", false);
    }
}
