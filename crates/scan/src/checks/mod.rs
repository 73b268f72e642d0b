//! Whether the columns of a row belong together, told by the table itself: pairs of values that other rows show or hardly
//! ever do, and texts that can be derived from the name beside them. No reference is asked, so that no country is the
//! wrong one. Chosen and counted on the row sample; the same checks answer for any row in a second pass.

mod along;
mod choose;
mod counts;
mod key;
mod lists;
mod mixture;
mod name;
mod pair;
mod sexes;

use dumpscope_model::{CheckKind, NameMixture, RowCheck, RowChecks, RowPattern};
use dumpscope_reference::fold::Folded;
use rayon::prelude::*;

use crate::{hash::Hasher, plan::Plan, sample::SampledRow, traits::Different};

use along::Defaults;
pub(crate) use key::Key;
use lists::{Listed, NameLists};
use name::{Letters, NameCheck, NameColumns, Names};
use pair::PairTable;
use sexes::Sexes;

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
    pairs: Vec<PairCheck>,
    names: Vec<NameCheck>,
    lists: Option<NameLists>,
    name_columns: Option<NameColumns>,
    hasher: Hasher,
}

/// Two columns held against each other.
struct PairCheck {
    /// Each with the places where it was filled with a default.
    keys: [(Key, Defaults); 2],
    table: PairTable,
    /// Of a first name and a sex, what is known of names beyond the table.
    sexes: Option<Sexes>,
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

/// What rows show when they are held against each other.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What the checks count; `None` when the table has too few rows or no columns that belong together.
    pub(crate) counts: Option<RowChecks>,
    /// The checks themselves, for a second pass.
    pub(crate) checks: Option<Checks>,
    /// Names drawn from a known generator's lists, among others.
    pub(crate) mixture: Option<NameMixture>,
}

/// Chooses checks on the sampled rows of `different` people, and counts their outcomes.
pub(crate) fn of(
    rows: &[(u64, SampledRow)],
    different: &Different,
    plan: &Plan,
    values: &[u64],
    hasher: &Hasher,
) -> Found {
    let kept = &different.rows[..different.rows.len().min(ROWS)];
    if kept.len() < LEAST_ROWS {
        return Found::default();
    }
    let rows: Vec<&SampledRow> = kept.iter().map(|&row| &rows[row].1).collect();
    let chosen = choose::checks(&rows, plan, values, hasher);
    let wanted = chosen.columns();
    let cells = Cells::of(&rows, &wanted, plan);
    let counted: Vec<Counted> =
        chosen.pairs.par_iter().map(|&pair| count_pair(&cells, pair, hasher)).collect();
    let mut pairs = Vec::new();
    let mut checks = Vec::new();
    let mut outcomes: Vec<Vec<Outcome>> = Vec::new();
    let numbers: Vec<u64> = rows.iter().map(|row| row.number()).collect();
    let order = along::order(&numbers);
    for ((_, left, right), counted) in chosen.pairs.iter().copied().zip(counted) {
        let Counted { hashes, table, sexes, check, outcomes: mut each } = counted;
        let mut default = |hashes: &[u64]| along::forgive_defaults(&order, &numbers, hashes, &mut each);
        let keys = [(left, default(&hashes[0])), (right, default(&hashes[1]))];
        pairs.push(PairCheck { keys, table, sexes });
        checks.push(check);
        outcomes.push(each);
    }
    let names = chosen.names;
    let people = chosen.name_columns.map(|columns| {
        (columns, Names::of(rows.len(), |row| columns.name(|column| cells.column(column)[row])))
    });
    let listed = people.as_ref().map(|(_, people)| Listed::of(people, &order));
    let mixture = listed.as_ref().and_then(|listed| mixture::of(listed, &different.times));
    let lists = people.as_ref().and_then(|(columns, people)| {
        let named: Vec<(RowCheck, Vec<Outcome>)> = names
            .par_iter()
            .map(|check| count_name(cells.column(check.column), (check.column, columns.last()), people))
            .collect();
        for (check, each) in named {
            checks.push(check);
            outcomes.push(each);
        }
        let (lists, check, each) = count_lists(listed.as_ref()?, *columns)?;
        checks.push(check);
        outcomes.push(each);
        Some(lists)
    });
    if checks.is_empty() {
        return Found { mixture, ..Found::default() };
    }
    for (check, outcomes) in checks.iter_mut().zip(&outcomes) {
        check.known = outcomes.iter().filter(|o| **o != Outcome::Unknown).count() as u64;
        check.broken = outcomes.iter().filter(|o| **o == Outcome::Broken).count() as u64;
    }
    let along = along::stretches(&order, &numbers, &outcomes);
    let patterns = patterns(&outcomes, rows.len());
    let counts = RowChecks { checks, n: rows.len() as u64, patterns, along };
    let checks = Checks { pairs, names, lists, name_columns: chosen.name_columns, hasher: hasher.clone() };
    Found { counts: Some(counts), checks: Some(checks), mixture }
}

/// Cells of some columns, row by row; a null is empty.
pub(crate) struct Cells<'a> {
    columns: Vec<usize>,
    cells: Vec<Vec<&'a [u8]>>,
}

impl<'a> Cells<'a> {
    pub(crate) fn of(rows: &[&'a SampledRow], wanted: &[usize], plan: &Plan) -> Self {
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
    pub(crate) fn column(&self, column: usize) -> &[&'a [u8]] {
        self.columns.iter().position(|&c| c == column).map_or(&[], |at| &self.cells[at])
    }

    fn keys(&self, key: Key, hasher: &Hasher) -> Vec<u64> {
        self.column(key.column).iter().map(|cell| key.of(cell, hasher)).collect()
    }
}

/// A check of two columns, asked of the sample.
struct Counted {
    /// Of both columns, by row.
    hashes: [Vec<u64>; 2],
    table: PairTable,
    sexes: Option<Sexes>,
    check: RowCheck,
    outcomes: Vec<Outcome>,
}

fn count_pair(cells: &Cells<'_>, (kind, left, right): (CheckKind, Key, Key), hasher: &Hasher) -> Counted {
    let (a, b) = (cells.keys(left, hasher), cells.keys(right, hasher));
    let table = PairTable::new(&a, &b);
    let named_first = left.is_given();
    let (name, names, values) = if named_first { (left, &a, &b) } else { (right, &b, &a) };
    let learnt =
        (kind == CheckKind::Sex).then(|| Sexes::learn(cells.column(name.column), name, values)).flatten();
    let by_name = |row: usize, of: usize| {
        let (sexes, known) = learnt.as_ref()?;
        sexes.outcome(known[row], (names[row], values[of]), &table, named_first)
    };
    let n = a.len();
    let outcomes: Vec<Outcome> =
        (0..n).map(|row| by_name(row, row).unwrap_or_else(|| table.outcome(a[row], b[row]))).collect();
    // The sample stands in random order: the next row is any other row.
    let mut check = RowCheck { kind, columns: (left.column, right.column), ..RowCheck::default() };
    for row in 0..n {
        let next = (row + 1) % n;
        let strangers = || {
            let (a, b) = if named_first { (a[row], b[next]) } else { (a[next], b[row]) };
            table.outcome_of_strangers(a, b)
        };
        let outcome = by_name(row, next).unwrap_or_else(strangers);
        check.shifted_known += u64::from(outcome != Outcome::Unknown);
        check.shifted_broken += u64::from(outcome == Outcome::Broken);
    }
    let sexes = learnt.map(|(sexes, _)| sexes);
    Counted { hashes: [a, b], table, sexes, check, outcomes }
}

fn count_name(texts: &[&[u8]], columns: (usize, usize), people: &Names) -> (RowCheck, Vec<Outcome>) {
    let n = people.len();
    let mut check = RowCheck { kind: CheckKind::Name, columns, ..RowCheck::default() };
    let of_row = |row: usize| {
        let Some(letters) = Letters::of_local(texts[row]) else { return Outcome::Unknown };
        let outcome = letters.outcome(people.of_row((row + 1) % n));
        check.shifted_known += u64::from(outcome != Outcome::Unknown);
        check.shifted_broken += u64::from(outcome == Outcome::Broken);
        letters.outcome(people.of_row(row))
    };
    let outcomes = (0..n.min(texts.len())).map(of_row).collect();
    (check, outcomes)
}

/// The lists that a stretch of the file bears names of, with the outcome of every row. What a generator writes is on its own
/// lists: that is what stands for chance.
fn count_lists(listed: &Listed, columns: NameColumns) -> Option<(NameLists, RowCheck, Vec<Outcome>)> {
    let (lists, found, outcomes) = listed.of_a_stretch()?;
    let known = outcomes.iter().filter(|outcome| **outcome != Outcome::Unknown).count() as u64;
    let check = RowCheck {
        kind: CheckKind::List,
        columns: (columns.all()[0], columns.last()),
        shifted_known: known,
        shifted_broken: (found * known as f64) as u64,
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
    /// Outcomes of row `number`, from 1, whose trimmed cell of a column `cell` gives; a null is empty.
    pub(crate) fn outcomes<'c>(&self, number: u64, cell: impl Fn(usize) -> &'c [u8]) -> Outcomes {
        let mut found = Outcomes::default();
        for (at, PairCheck { keys, table, sexes }) in self.pairs.iter().enumerate() {
            let [a, b] = keys.each_ref().map(|(key, _)| key.of(cell(key.column), &self.hasher));
            let [(_, of_left), (_, of_right)] = keys;
            if of_left.hold(number, a) || of_right.hold(number, b) {
                continue;
            }
            let by_name = || {
                let (sexes, [(left, _), (right, _)]) = (sexes.as_ref()?, keys);
                let named_first = left.is_given();
                let (name, hashes) = if named_first { (*left, (a, b)) } else { (*right, (b, a)) };
                sexes.outcome(sexes.known(cell(name.column), name), hashes, table, named_first)
            };
            found.set(at, by_name().unwrap_or_else(|| table.outcome(a, b)));
        }
        if let Some(columns) = self.name_columns {
            let (first, last) = columns.name(&cell);
            let (first, last) = (Folded::new(first), Folded::new(last));
            let person = (first.as_bytes(), last.as_bytes());
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
