//! Whether the columns of a row belong together, told by the table itself: pairs of values that other rows show or hardly
//! ever do, and texts that can be derived from the name beside them. No reference is asked, so that no country is the
//! wrong one. Chosen and counted on the row sample; the same checks answer for any row in a second pass.

mod along;
mod choose;
mod counts;
mod key;
mod lists;
mod name;
mod pair;

use dumpscope_model::{CheckKind, RowCheck, RowChecks, RowPattern};
use rayon::prelude::*;

use crate::{hash::Hasher, plan::Plan, sample::SampledRow};

use key::Key;
use lists::NameLists;
use name::{NameCheck, NameColumns};
use pair::PairTable;

/// Rows the checks are counted on.
const ROWS: usize = 25_000;
/// Fewest rows to choose checks on.
const LEAST_ROWS: usize = 100;

/// What a check says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Unknown,
    Kept,
    Broken,
}

/// The chosen checks with what they compare by. Holds keyed hashes of cells: lives while a run lasts, is never saved.
pub(crate) struct Checks {
    pairs: Vec<(Key, Key, PairTable)>,
    names: Vec<NameCheck>,
    lists: Option<NameLists>,
    name_columns: Option<NameColumns>,
    hasher: Hasher,
}

impl std::fmt::Debug for Checks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Checks({} of pairs, {} of names)", self.pairs.len(), self.names.len())
    }
}

/// Outcomes of one row, as bits by check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Outcomes {
    pub(crate) known: u8,
    pub(crate) broken: u8,
}

impl Outcomes {
    fn set(&mut self, check: usize, outcome: Outcome) {
        let bit = 1 << check;
        self.known |= if outcome == Outcome::Unknown { 0 } else { bit };
        self.broken |= if outcome == Outcome::Broken { bit } else { 0 };
    }
}

/// Chooses checks on the sampled rows `kept`, which show different people, and counts their outcomes. `None` when the
/// table has too few rows or no columns that belong together.
pub(crate) fn of(
    rows: &[(u64, SampledRow)],
    kept: &[usize],
    plan: &Plan,
    values: &[u64],
    hasher: &Hasher,
) -> Option<(RowChecks, Checks)> {
    let kept = &kept[..kept.len().min(ROWS)];
    if kept.len() < LEAST_ROWS {
        return None;
    }
    let rows: Vec<&SampledRow> = kept.iter().map(|&row| &rows[row].1).collect();
    let chosen = choose::checks(&rows, plan, values, hasher);
    let wanted = chosen.columns();
    let cells = Cells::of(&rows, &wanted, plan);
    let counted: Vec<(PairTable, RowCheck, Vec<Outcome>)> =
        chosen.pairs.par_iter().map(|&pair| count_pair(&cells, pair, hasher)).collect();
    let mut pairs = Vec::new();
    let mut checks = Vec::new();
    let mut outcomes: Vec<Vec<Outcome>> = Vec::new();
    for ((_, left, right), (table, check, each)) in chosen.pairs.iter().copied().zip(counted) {
        pairs.push((left, right, table));
        checks.push(check);
        outcomes.push(each);
    }
    let names = chosen.names;
    if let Some(columns) = chosen.name_columns {
        let named: Vec<(RowCheck, Vec<Outcome>)> =
            names.par_iter().map(|check| count_name(&cells, *check, columns)).collect();
        for (check, each) in named {
            checks.push(check);
            outcomes.push(each);
        }
    }
    let numbers: Vec<u64> = rows.iter().map(|row| row.number()).collect();
    let order = along::order(&numbers);
    let lists = chosen.name_columns.and_then(|columns| {
        let (lists, check, each) = count_lists(&cells, columns, &order)?;
        checks.push(check);
        outcomes.push(each);
        Some(lists)
    });
    if checks.is_empty() {
        return None;
    }
    for (at, (left, right, _)) in pairs.iter().enumerate() {
        for key in [left, right] {
            let keys = cells.keys(*key, hasher);
            along::forgive_defaults(&order, &keys, &mut outcomes[at]);
        }
    }
    for (check, outcomes) in checks.iter_mut().zip(&outcomes) {
        check.known = outcomes.iter().filter(|o| **o != Outcome::Unknown).count() as u64;
        check.broken = outcomes.iter().filter(|o| **o == Outcome::Broken).count() as u64;
    }
    let along = along::stretches(&order, &numbers, &outcomes);
    let patterns = patterns(&outcomes, rows.len());
    let found = RowChecks { checks, n: rows.len() as u64, patterns, along };
    Some((found, Checks { pairs, names, lists, name_columns: chosen.name_columns, hasher: hasher.clone() }))
}

/// Cells of some columns, row by row; a null is empty.
struct Cells<'a> {
    columns: Vec<usize>,
    cells: Vec<Vec<&'a [u8]>>,
}

impl<'a> Cells<'a> {
    fn of(rows: &[&'a SampledRow], wanted: &[usize], plan: &Plan) -> Self {
        let places: Vec<Option<usize>> =
            (0..plan.columns.len()).map(|column| wanted.iter().position(|&c| c == column)).collect();
        let mut cells: Vec<Vec<&[u8]>> = vec![vec![&[]; rows.len()]; wanted.len()];
        for (at, row) in rows.iter().enumerate() {
            for (cell, place) in row.cells().zip(&places) {
                if let Some(place) = *place
                    && !plan.null_words.is_null(cell)
                {
                    cells[place][at] = cell;
                }
            }
        }
        Self { columns: wanted.to_vec(), cells }
    }

    /// The cells of a column; none when it was not wanted.
    fn column(&self, column: usize) -> &[&'a [u8]] {
        self.columns.iter().position(|&c| c == column).map_or(&[], |at| &self.cells[at])
    }

    fn keys(&self, key: Key, hasher: &Hasher) -> Vec<u64> {
        self.column(key.column).iter().map(|cell| key.of(cell, hasher)).collect()
    }
}

fn count_pair(
    cells: &Cells<'_>,
    (kind, left, right): (CheckKind, Key, Key),
    hasher: &Hasher,
) -> (PairTable, RowCheck, Vec<Outcome>) {
    let (a, b) = (cells.keys(left, hasher), cells.keys(right, hasher));
    let table = PairTable::new(&a, &b);
    let outcomes: Vec<Outcome> = a.iter().zip(&b).map(|(&a, &b)| table.outcome(a, b)).collect();
    // The sample stands in random order: the next row is any other row.
    let n = a.len();
    let mut check = RowCheck { kind, columns: (left.column, right.column), ..RowCheck::default() };
    for row in 0..n {
        let outcome = table.outcome_of_strangers(a[row], b[(row + 1) % n]);
        check.shifted_known += u64::from(outcome != Outcome::Unknown);
        check.shifted_broken += u64::from(outcome == Outcome::Broken);
    }
    (table, check, outcomes)
}

fn count_name(cells: &Cells<'_>, name: NameCheck, columns: NameColumns) -> (RowCheck, Vec<Outcome>) {
    let texts = cells.column(name.column);
    let n = texts.len();
    let person = |row: usize| columns.name(|column| cells.column(column)[row]);
    let outcomes: Vec<Outcome> = (0..n).map(|row| NameCheck::outcome(texts[row], person(row))).collect();
    let mut check =
        RowCheck { kind: CheckKind::Name, columns: (name.column, columns.last()), ..RowCheck::default() };
    for (row, text) in texts.iter().enumerate() {
        let outcome = NameCheck::outcome(text, person((row + 1) % n));
        check.shifted_known += u64::from(outcome != Outcome::Unknown);
        check.shifted_broken += u64::from(outcome == Outcome::Broken);
    }
    (check, outcomes)
}

/// The lists that a stretch of the file bears names of, with the outcome of every row. What a generator writes is on its own
/// lists: that is what stands for chance.
fn count_lists(
    cells: &Cells<'_>,
    columns: NameColumns,
    order: &[usize],
) -> Option<(NameLists, RowCheck, Vec<Outcome>)> {
    let names: Vec<(&[u8], &[u8])> =
        (0..order.len()).map(|row| columns.name(|column| cells.column(column)[row])).collect();
    let lists = lists::choose(&names, order)?;
    let outcomes: Vec<Outcome> = names.iter().map(|name| lists.outcome(*name)).collect();
    let known = outcomes.iter().filter(|outcome| **outcome != Outcome::Unknown).count() as u64;
    let check = RowCheck {
        kind: CheckKind::List,
        columns: (columns.all()[0], columns.last()),
        shifted_known: known,
        shifted_broken: (lists::FOUND * known as f64) as u64,
        ..RowCheck::default()
    };
    Some((lists, check, outcomes))
}

fn patterns(outcomes: &[Vec<Outcome>], rows: usize) -> Vec<RowPattern> {
    let mut counts = std::collections::BTreeMap::<Outcomes, u64>::new();
    for row in 0..rows {
        let mut of_row = Outcomes::default();
        for (check, outcomes) in outcomes.iter().enumerate() {
            of_row.set(check, outcomes[row]);
        }
        *counts.entry(of_row).or_default() += 1;
    }
    counts.into_iter().map(|(Outcomes { known, broken }, rows)| RowPattern { known, broken, rows }).collect()
}

impl Checks {
    /// Outcomes of a row whose trimmed cell of a column `cell` gives; a null is empty.
    pub(crate) fn outcomes<'c>(&self, cell: impl Fn(usize) -> &'c [u8]) -> Outcomes {
        let mut found = Outcomes::default();
        for (at, (left, right, table)) in self.pairs.iter().enumerate() {
            let a = left.of(cell(left.column), &self.hasher);
            let b = right.of(cell(right.column), &self.hasher);
            found.set(at, table.outcome(a, b));
        }
        if let Some(columns) = self.name_columns {
            let person = columns.name(&cell);
            for (at, check) in self.names.iter().enumerate() {
                found.set(self.pairs.len() + at, NameCheck::outcome(cell(check.column), person));
            }
            if let Some(lists) = &self.lists {
                found.set(self.pairs.len() + self.names.len(), lists.outcome(person));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
