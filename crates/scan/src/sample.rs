use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::plan::ColumnPlan;

/// Rows of the sample that masks are counted on.
const MASKED_ROWS: usize = 5_000;
/// Masks kept per column.
const MASKS: usize = 5;

/// One sampled row: its cells, trimmed and each cut to its share of the row's budget. Lives while a run lasts and is
/// never saved or shown.
pub(crate) struct SampledRow {
    position: u64,
    number: u64,
    bytes: Box<[u8]>,
}

impl std::fmt::Debug for SampledRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SampledRow(•)")
    }
}

impl SampledRow {
    /// Packs the cells of the row at a decoded offset, with its number from 1: a two-byte length and the bytes of each.
    pub(crate) fn pack<'a>(
        (position, number): (u64, u64),
        cells: impl Iterator<Item = &'a [u8]> + Clone,
        columns: usize,
        budget: usize,
    ) -> Self {
        let total: usize = cells.clone().map(<[u8]>::len).sum();
        let most = Self::longest(total, columns, budget);
        let mut bytes = Vec::with_capacity(total.min(budget) + columns * 2);
        for cell in cells {
            let cell = &cell[..cell.len().min(most)];
            bytes.extend_from_slice(&(cell.len() as u16).to_le_bytes());
            bytes.extend_from_slice(cell);
        }
        Self { position, number, bytes: bytes.into_boxed_slice() }
    }

    /// Bytes that each cell is cut to, of a row whose cells have `total` bytes.
    pub(crate) fn longest(total: usize, columns: usize, budget: usize) -> usize {
        if total <= budget { usize::from(u16::MAX) } else { (budget / columns.max(1)).clamp(8, 4096) }
    }

    /// Decoded offset of the row.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// Number of the row, from 1.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The cells in column order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = &self.bytes[..];
        std::iter::from_fn(move || {
            let (len, tail) = rest.split_first_chunk::<2>()?;
            let (cell, tail) = tail.split_at_checked(usize::from(u16::from_le_bytes(*len)))?;
            rest = tail;
            Some(cell)
        })
    }
}

/// Masked shapes of one column: the most frequent with their counts, and how many cells were looked at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Masks {
    pub(crate) frequent: Vec<(String, u64)>,
    pub(crate) cells: u64,
}

/// Counts the masked shapes of each column over the first rows (smallest keys) of the sample.
pub(crate) fn masks(
    rows: &[(u64, SampledRow)],
    columns: &[ColumnPlan],
    is_null: impl Fn(&[u8]) -> bool + Sync,
) -> Vec<Masks> {
    let mut by_column: Vec<Vec<&[u8]>> = vec![Vec::new(); columns.len()];
    for (_, row) in rows.iter().take(MASKED_ROWS) {
        for (column, cell) in row.cells().enumerate().take(columns.len()) {
            if !is_null(cell) {
                by_column[column].push(cell);
            }
        }
    }
    by_column
        .into_par_iter()
        .zip(columns)
        .map(|(cells, column)| {
            let mask = column
                .decision
                .field_type
                .map_or(dumpscope_fields::mask::shape as fn(&[u8]) -> String, |t| t.mask);
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for cell in &cells {
                *counts.entry(mask(cell)).or_default() += 1;
            }
            let mut frequent: Vec<(String, u64)> = counts.into_iter().collect();
            frequent.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            frequent.truncate(MASKS);
            Masks { frequent, cells: cells.len() as u64 }
        })
        .collect()
}
