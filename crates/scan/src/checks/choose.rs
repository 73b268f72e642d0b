//! Which columns belong together: measured on part of the sample.

use dumpscope_model::{CheckKind, MOST_CHECKS};
use rayon::prelude::*;

use crate::{hash::Hasher, plan::Plan, sample::SampledRow};

use super::{
    Cells, Outcome,
    key::{Key, KeyPart},
    name::{NameCheck, NameColumns, Names},
    pair::PairTable,
};

/// Rows that couplings are looked for on, and names.
const ROWS: usize = 4_000;
const NAMED_ROWS: usize = 300;
/// Parts of columns that are held against each other at most.
const KEYS: usize = 20;
/// Checks of names at most; one is of lists, the others are of pairs.
const NAMES: usize = 2;
const PAIRS: usize = MOST_CHECKS - NAMES - 1;
/// Pairs of rows that must share a value for it to tell what goes with it.
const SHARING: u64 = 60;
/// Chance that two rows agree beyond which a column is taken for constant.
const CONSTANT: f64 = 0.95;
/// How much more often two rows agree in one column once they agree in the other, of what is left to agree.
const COUPLED: f64 = 0.15;
/// Share of the rows in which two columns hold the same value, beyond chance, from which they are copies in part.
const COPIED: f64 = 0.1;
/// Share of the texts that must be derivable from the name beside them, and from a stranger's.
const DERIVED: f64 = 0.4;
const BY_CHANCE: f64 = 0.1;
/// Share of the rows with an outcome, of those by chance broken, and how many times rarer broken ones must be in place.
const TELLING: f64 = 0.1;
const BREAKABLE: f64 = 0.2;
const RARER: f64 = 3.0;

/// The checks a table gets.
pub(super) struct Chosen {
    pub(super) pairs: Vec<(CheckKind, Key, Key)>,
    pub(super) names: Vec<NameCheck>,
    pub(super) name_columns: Option<NameColumns>,
}

impl Chosen {
    /// Every column that is compared, each once.
    pub(super) fn columns(&self) -> Vec<usize> {
        let pairs = self.pairs.iter().flat_map(|(_, left, right)| [left.column, right.column]);
        let names = self.names.iter().map(|check| check.column);
        let of_people = self.name_columns.iter().flat_map(|n| n.all());
        let mut columns: Vec<usize> = pairs.chain(names).chain(of_people).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

pub(super) fn checks(rows: &[&SampledRow], plan: &Plan, values: &[u64], hasher: &Hasher) -> Chosen {
    let rows = &rows[..rows.len().min(ROWS)];
    let every: Vec<usize> = (0..plan.columns.len()).filter(|&c| values[c] > 0).take(4 * KEYS).collect();
    let cells = Cells::of(rows, &every, plan);
    let id = |column: usize| plan.columns[column].decision.field_type.map_or("", |t| t.id);
    let name_columns = name_columns(&every, values, &id);
    Chosen {
        pairs: pairs(&cells, &every, &id, hasher),
        names: name_columns.map_or_else(Vec::new, |names| name_checks(&cells, &every, &id, names)),
        name_columns,
    }
}

/// The fullest column of first names and of surnames, or that of full names.
fn name_columns<'t>(every: &[usize], values: &[u64], id: &dyn Fn(usize) -> &'t str) -> Option<NameColumns> {
    let fullest = |kind: &str| {
        let of_type = every.iter().copied().filter(|&column| id(column) == kind);
        of_type.max_by_key(|&column| (values[column], std::cmp::Reverse(column)))
    };
    fullest("first-name")
        .zip(fullest("last-name"))
        .map(|(first, last)| NameColumns::Apart(first, last))
        .or_else(|| fullest("full-name").map(NameColumns::Full))
}

/// Columns whose texts are mostly derived from names, addresses first.
fn name_checks<'t>(
    cells: &Cells<'_>,
    every: &[usize],
    id: &dyn Fn(usize) -> &'t str,
    names: NameColumns,
) -> Vec<NameCheck> {
    let of = names.all().into_iter().map(|column| cells.column(column).len()).min().unwrap_or(0);
    let people = Names::of(of.min(NAMED_ROWS), |row| names.name(|column| cells.column(column)[row]));
    let share = |column: usize, shift: usize| -> f64 {
        let texts = cells.column(column);
        let n = texts.len().min(people.len());
        let outcomes = (0..n).map(|row| NameCheck::outcome(texts[row], people.of_row((row + shift) % n)));
        let (known, kept) = outcomes.fold((0_u32, 0_u32), |(known, kept), outcome| {
            (known + u32::from(outcome != Outcome::Unknown), kept + u32::from(outcome == Outcome::Kept))
        });
        if f64::from(known) < TELLING * n as f64 { 0.0 } else { f64::from(kept) / f64::from(known) }
    };
    let mut found: Vec<usize> = every
        .iter()
        .copied()
        .filter(|&column| !names.holds(column))
        .filter(|&column| share(column, 0) >= DERIVED && share(column, 1) <= BY_CHANCE)
        .collect();
    found.sort_by_key(|&column| id(column) != "email");
    found.truncate(NAMES);
    found.into_iter().map(|column| NameCheck { column }).collect()
}

/// A candidate with its hashes on the rows looked at.
struct Candidate {
    key: Key,
    hashes: Vec<u64>,
    /// Chance that two rows agree.
    alike: f64,
    /// Pairs of rows that do.
    sharing: u64,
    /// Whether every row has a value.
    full: bool,
}

fn pairs<'t>(
    cells: &Cells<'_>,
    every: &[usize],
    id: &(dyn Fn(usize) -> &'t str + Sync),
    hasher: &Hasher,
) -> Vec<(CheckKind, Key, Key)> {
    // What describes people and places first, so that a wide table does not crowd it out.
    let mut columns = every.to_vec();
    columns.sort_by_key(|&column| rank(id(column)));
    let keys = columns
        .iter()
        .flat_map(|&column| KeyPart::of_type(id(column)).iter().map(move |&part| Key { column, part }));
    let rows = every.first().map_or(0, |&column| cells.column(column).len());
    let mut tally = Tally::new(rows);
    let candidates: Vec<Candidate> = keys
        .filter_map(|key| {
            let hashes = cells.keys(key, hasher);
            let sharing = tally.sharing(hashes.iter().copied().filter(|hash| *hash != 0));
            let alike = alike(&hashes, sharing)?;
            let full = !hashes.contains(&0);
            Some(Candidate { key, hashes, alike, sharing, full })
        })
        .take(KEYS)
        .collect();
    let places: Vec<(usize, usize)> = (0..candidates.len())
        .flat_map(|left| (left + 1..candidates.len()).map(move |right| (left, right)))
        .collect();
    let mut coupled: Vec<(u8, f64, usize, usize)> = places
        .into_par_iter()
        .map_init(
            || Tally::new(rows),
            |tally, (left, right)| {
                let (a, b) = (&candidates[left], &candidates[right]);
                if a.key.column == b.key.column {
                    return None;
                }
                let strength = strength(a, b, tally).filter(|strength| *strength >= COUPLED)?;
                let class = class(id(a.key.column), id(b.key.column));
                Some((class, strength * (1.0 - a.alike.max(b.alike)), left, right))
            },
        )
        .flatten()
        .collect();
    coupled.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then((x.2, x.3).cmp(&(y.2, y.3))));
    let mut taken: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    // Two addresses of one row are often the same one: where they are not, another person is meant, and where one is wrong
    // it would break both checks.
    let copies = |a: &Candidate, taken: &[usize]| {
        let others = candidates.iter().filter(|other| taken.contains(&other.key.column));
        others.filter(|other| other.key.part == a.key.part).any(|other| repeats(a, other))
    };
    for (class, _, left, right) in coupled {
        let (a, b) = (&candidates[left], &candidates[right]);
        let columns = [a.key.column, b.key.column];
        if found.len() == PAIRS || columns.iter().any(|column| taken.contains(column)) {
            continue;
        }
        if repeats(a, b) || copies(a, &taken) || copies(b, &taken) || !tells(a, b) {
            continue;
        }
        taken.extend(columns);
        found.push((if class == 0 { CheckKind::Sex } else { CheckKind::Pair }, a.key, b.key));
    }
    found
}

/// Order in which columns are candidates.
fn rank(kind: &str) -> u8 {
    match kind {
        "sex" | "first-name" | "full-name" | "city" | "postcode" | "region" | "department" | "country" => 0,
        "" | "unknown" => 2,
        _ => 1,
    }
}

/// Pairs that tell most come first: a name's sex is no convention that a program keeps by copying, a code's label may be.
fn class(a: &str, b: &str) -> u8 {
    let both = |one: &[&str], other: &[&str]| {
        (one.contains(&a) && other.contains(&b)) || (one.contains(&b) && other.contains(&a))
    };
    if both(&["first-name", "full-name"], &["sex"]) {
        0
    } else if both(&["city"], &["postcode", "region", "department", "country"]) {
        1
    } else {
        2
    }
}

/// Whether two columns hold the same value in many rows, beyond chance.
fn repeats(a: &Candidate, b: &Candidate) -> bool {
    let n = a.hashes.len();
    let equal = |shift: usize| {
        (0..n).filter(|&row| a.hashes[row] != 0 && a.hashes[row] == b.hashes[(row + shift) % n]).count()
            as f64
    };
    equal(0) >= COPIED.mul_add(n as f64, equal(1))
}

/// Chance that two rows with a value agree in it, of pairs that do; `None` where too few do, or nearly all.
fn alike(hashes: &[u64], sharing: u64) -> Option<f64> {
    let n = hashes.iter().filter(|hash| **hash != 0).count() as u64;
    let alike = sharing as f64 / (n * n.saturating_sub(1)).max(1) as f64 * 2.0;
    (n * 20 >= hashes.len() as u64 && sharing >= SHARING && alike <= CONSTANT).then_some(alike)
}

/// How much agreeing in one column tells of agreeing in the other, the better direction: 0 nothing, 1 everything (Goodman and
/// Kruskal 1954, τ, by pairs of rows).
fn strength(a: &Candidate, b: &Candidate, tally: &mut Tally) -> Option<f64> {
    let rows = || a.hashes.iter().zip(&b.hashes).filter(|(a, b)| **a != 0 && **b != 0);
    let both = tally.sharing(rows().map(|(&a, &b)| crate::hash::fold(a, b)));
    let direction =
        |of: u64, alike: f64| (of >= SHARING).then(|| (both as f64 / of as f64 - alike) / (1.0 - alike));
    // Where all rows have both, what they share in one is known.
    let full = a.full && b.full;
    let of_a = if full { a.sharing } else { tally.sharing(rows().map(|(&a, _)| a)) };
    let of_b = if full { b.sharing } else { tally.sharing(rows().map(|(_, &b)| b)) };
    match (direction(of_a, b.alike), direction(of_b, a.alike)) {
        (Some(x), Some(y)) => Some(x.max(y)),
        (one, other) => one.or(other),
    }
}

/// Counts of hashes, kept to be used again.
struct Tally(Vec<(u64, u32)>);

impl Tally {
    /// For up to `rows` hashes.
    fn new(rows: usize) -> Self {
        Self(vec![(0, 0); (rows * 2).next_power_of_two().max(16)])
    }

    /// Pairs of rows with equal hashes.
    fn sharing(&mut self, hashes: impl Iterator<Item = u64>) -> u64 {
        self.0.fill((0, 0));
        let mask = self.0.len() - 1;
        let mut pairs = 0;
        for hash in hashes {
            let mut at = crate::hash::spread(hash) as usize & mask;
            while self.0[at].1 != 0 && self.0[at].0 != hash {
                at = (at + 1) & mask;
            }
            // Each row meets those before it.
            pairs += u64::from(self.0[at].1);
            self.0[at] = (hash, self.0[at].1 + 1);
        }
        pairs
    }
}

/// Whether rows would be seen to break the pair, were its columns independent, and mostly do not.
fn tells(a: &Candidate, b: &Candidate) -> bool {
    let table = PairTable::new(&a.hashes, &b.hashes);
    let n = a.hashes.len();
    let counts = |shift: usize| {
        let outcomes = (0..n).map(|row| match shift {
            0 => table.outcome(a.hashes[row], b.hashes[row]),
            _ => table.outcome_of_strangers(a.hashes[row], b.hashes[(row + shift) % n]),
        });
        outcomes.fold((0_u32, 0_u32), |(known, broken), outcome| {
            (known + u32::from(outcome != Outcome::Unknown), broken + u32::from(outcome == Outcome::Broken))
        })
    };
    let (known, broken) = counts(0);
    let (shifted_known, shifted_broken) = counts(1);
    let share = |part: u32, of: u32| f64::from(part) / f64::from(of.max(1));
    let chance = share(shifted_broken, shifted_known);
    f64::from(known.min(shifted_known)) >= TELLING * n as f64
        && chance >= BREAKABLE
        && share(broken, known) * RARER <= chance
}
