//! Rows that stand apart from the others: in a line, out of an order that the others keep, written or left empty in another
//! way. What sets them apart says nothing of who they are about; what they show by themselves may. Chosen and counted on the
//! row sample, by the shapes and classes of cells; only counts leave.

mod features;
mod kinds;
mod stretches;

use dumpscope_model::{ApartKind, RowsApart, Traits};
use rayon::prelude::*;

use crate::{hash::Hasher, plan::Plan, sample::SampledRow};

use features::Features;

/// Rows that are looked through, and fewest.
const ROWS: usize = 20_000;
const LEAST_ROWS: usize = 500;
/// Fewest rows that are looked at by themselves, and most.
const LEAST: usize = 100;
const MOST: usize = 3_000;
/// Parts by stretch and by kind, at most.
const STRETCHES: usize = 4;
const KINDS: usize = 3;
/// Share of the rows up to which the table as a whole shows what the others do.
const FEW: f64 = 0.25;
/// Rows that two parts may share, of those of both.
const SHARED: f64 = 0.7;

/// Rows of the sample, by place and in ascending order, with what sets them apart.
type Chosen = (ApartKind, Vec<usize>);

/// The parts of a table of so many rows, each with the traits that `look` finds in rows of a part of so many.
pub(crate) fn of(
    rows: &[(u64, SampledRow)],
    plan: &Plan,
    values: &[u64],
    hasher: &Hasher,
    table_rows: u64,
    look: impl Fn(&[(u64, &SampledRow)], u64) -> Traits + Sync,
) -> Vec<RowsApart> {
    let all = rows.len().max(1) as u64;
    let rows = &rows[..rows.len().min(ROWS)];
    if rows.len() < LEAST_ROWS {
        return Vec::new();
    }
    let features = Features::of(rows, plan, values, hasher);
    let (stretches, kinds) =
        rayon::join(|| stretches::find(&features, STRETCHES), || kinds::find(&features, plan, KINDS));
    let mut chosen: Vec<Chosen> = Vec::new();
    for (kind, found) in stretches.into_iter().map(|rows| (ApartKind::Stretch, rows)).chain(kinds) {
        if found.len() >= LEAST && chosen.iter().all(|(_, taken)| !alike(taken, &found)) {
            chosen.push((kind, found));
        }
    }
    let part = |(kind, found): Chosen| {
        let numbers = || found.iter().map(|&row| rows[row].1.number());
        let look = |rows: Vec<(u64, &SampledRow)>| {
            let of = rows.len() as u64 * table_rows / all;
            look(&rows, of)
        };
        let taken = |row: &usize| (rows[*row].0, &rows[*row].1);
        let others = (0..rows.len()).filter(|row| found.binary_search(row).is_err());
        RowsApart {
            kind,
            rows: (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0)),
            sampled: found.len() as u64,
            of: rows.len() as u64,
            traits: look(found.iter().take(MOST).map(taken).collect()),
            others: (found.len() as f64 > FEW * rows.len() as f64)
                .then(|| look(others.take(MOST).map(|row| taken(&row)).collect())),
        }
    };
    chosen.into_par_iter().map(part).collect()
}

/// Whether two parts are mostly the same rows.
fn alike(a: &[usize], b: &[usize]) -> bool {
    let shared = a.iter().filter(|row| b.binary_search(row).is_ok()).count();
    shared as f64 >= SHARED * (a.len() + b.len() - shared) as f64
}
