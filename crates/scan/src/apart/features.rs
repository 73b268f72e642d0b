//! What the sampled rows show in each column, in few classes: the shape of its cell, and what it holds.

use rayon::prelude::*;

use crate::{
    checks::{Cells, Key},
    hash::Hasher,
    plan::Plan,
    sample::SampledRow,
};

/// Columns that are looked at, those with most values.
const COLUMNS: usize = 12;
/// Classes of a feature; the first is of empty cells.
pub(super) const CLASSES: usize = 32;
/// Shapes that are told apart, the most frequent ones.
const SHAPES: usize = 7;
/// Bytes of a cell that its shape is of.
const SHAPED: usize = 24;
/// Share of the values that must be met again for them to be of classes.
const AGAIN: f64 = 0.2;

/// Classes of the sampled rows.
pub(super) struct Features<'a> {
    pub(super) each: Vec<Feature>,
    /// Cells by column, rows in the order of the sample.
    pub(super) cells: Vec<(usize, Vec<&'a [u8]>)>,
    /// Places of the rows in the order of the file.
    pub(super) order: Vec<usize>,
}

/// One way to class rows.
pub(super) struct Feature {
    pub(super) column: usize,
    /// Whether it is of the shape of cells, not of what they hold.
    pub(super) shape: bool,
    /// Class of each row; 0 for an empty cell.
    pub(super) class: Vec<u8>,
}

impl<'a> Features<'a> {
    pub(super) fn of(rows: &'a [(u64, SampledRow)], plan: &Plan, values: &[u64], hasher: &Hasher) -> Self {
        let mut columns: Vec<usize> = (0..plan.columns.len()).filter(|&c| values[c] > 0).collect();
        columns.sort_by_key(|&column| (std::cmp::Reverse(values[column]), column));
        columns.truncate(COLUMNS);
        let sampled: Vec<&SampledRow> = rows.iter().map(|(_, row)| row).collect();
        let all = Cells::of(&sampled, &columns, plan);
        let cells: Vec<(usize, Vec<&[u8]>)> =
            columns.iter().map(|&column| (column, all.column(column).to_vec())).collect();
        let each = cells
            .par_iter()
            .flat_map_iter(|(column, cells)| {
                let kind = plan.columns[*column].decision.field_type.map_or("", |t| t.id);
                let held = held(cells, Key::of_type(*column, kind), hasher);
                [(true, Some(shapes(cells, hasher))), (false, held)].into_iter().filter_map(
                    |(shape, class)| {
                        Some(Feature { column: *column, shape, class: class.filter(|class| varies(class))? })
                    },
                )
            })
            .collect();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_unstable_by_key(|&row| rows[row].1.number());
        Self { each, cells, order }
    }

    pub(super) fn rows(&self) -> usize {
        self.order.len()
    }
}

/// Whether there are two classes.
fn varies(class: &[u8]) -> bool {
    class.iter().any(|one| *one != class[0])
}

/// Classes by the part of the cell that tells of other columns; `None` where hardly any value is met again.
fn held(cells: &[&[u8]], key: Key, hasher: &Hasher) -> Option<Vec<u8>> {
    let hashes: Vec<u64> = cells.iter().map(|cell| key.of(cell, hasher)).collect();
    let mut sorted: Vec<u64> = hashes.iter().copied().filter(|hash| *hash != 0).collect();
    sorted.sort_unstable();
    let known = sorted.len();
    sorted.dedup();
    let again = known - sorted.len();
    (again as f64 >= AGAIN * known as f64).then(|| {
        let class = |hash: u64| if hash == 0 { 0 } else { 1 + (hash % (CLASSES as u64 - 1)) as u8 };
        hashes.into_iter().map(class).collect()
    })
}

/// Classes by shape: letters and digits as such, runs of them as one; the rarer shapes together.
fn shapes(cells: &[&[u8]], hasher: &Hasher) -> Vec<u8> {
    let shape = |cell: &[u8]| -> u64 {
        let mut text = [0_u8; SHAPED];
        let mut len = 0;
        for &byte in cell.iter().take(SHAPED) {
            let one = match byte {
                b'0'..=b'9' => b'9',
                b'A'..=b'Z' => b'A',
                // Letters of other scripts and with accents are two bytes and more.
                b'a'..=b'z' | 128.. => b'a',
                other => other,
            };
            if len == 0 || text[len - 1] != one {
                text[len] = one;
                len += 1;
            }
        }
        if len == 0 { 0 } else { hasher.cell(&text[..len]).max(1) }
    };
    let each: Vec<u64> = cells.iter().map(|cell| shape(cell)).collect();
    let mut counts = std::collections::BTreeMap::<u64, usize>::new();
    for &one in each.iter().filter(|one| **one != 0) {
        *counts.entry(one).or_default() += 1;
    }
    let mut frequent: Vec<(usize, u64)> = counts.into_iter().map(|(shape, count)| (count, shape)).collect();
    frequent.sort_unstable_by(|a, b| b.cmp(a));
    frequent.truncate(SHAPES);
    let class = |one: u64| match frequent.iter().position(|(_, shape)| *shape == one) {
        _ if one == 0 => 0,
        Some(at) => 1 + at as u8,
        None => 1 + SHAPES as u8,
    };
    each.into_iter().map(class).collect()
}

/// Rows by class.
pub(super) type Counts = [u32; CLASSES];

/// `2 Σ n ln(n / expected)` of two groups of rows over classes (the likelihood ratio statistic of homogeneity), and its degrees
/// of freedom.
pub(super) fn homogeneity(inside: &Counts, all: &Counts) -> (f64, f64) {
    let (mut n, mut total) = (0.0, 0.0);
    for (&one, &of) in inside.iter().zip(all) {
        n += f64::from(one);
        total += f64::from(of);
    }
    let rest = total - n;
    if n == 0.0 || rest <= 0.0 {
        return (0.0, 1.0);
    }
    let (mut sum, mut classes) = (0.0, 0.0);
    for (&one, &of) in inside.iter().zip(all).filter(|(_, of)| **of > 0) {
        classes += 1.0;
        let (one, of) = (f64::from(one), f64::from(of));
        let other = of - one;
        let term = |count: f64, group: f64| {
            if count > 0.0 { count * (count * total / (of * group)).ln() } else { 0.0 }
        };
        sum += term(one, n) + term(other, rest);
    }
    (2.0 * sum, f64::max(classes - 1.0, 1.0))
}
