use std::{collections::BTreeMap, mem, sync::Arc};

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
    span: u32,
    bytes: Packed,
}

/// The bytes of a row: by themselves while rows come and go, then among those of its neighbours.
enum Packed {
    Alone(Box<[u8]>),
    Among { all: Arc<[u8]>, from: u32, to: u32 },
}

impl Packed {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Alone(bytes) => bytes,
            Self::Among { all, from, to } => all.get(*from as usize..*to as usize).unwrap_or_default(),
        }
    }
}

impl std::fmt::Debug for SampledRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SampledRow(•)")
    }
}

impl SampledRow {
    /// Packs the cells of the row at a decoded offset, with its number from 1 and bytes from there that hold all of it: a
    /// two-byte length and the bytes of each cell.
    pub(crate) fn pack<'a>(
        (position, number, span): (u64, u64, u32),
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
        Self { position, number, span, bytes: Packed::Alone(bytes.into_boxed_slice()) }
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

    /// Bytes from its offset that hold all of it, and perhaps some of what follows.
    pub(crate) fn span(&self) -> u32 {
        self.span
    }

    /// The cells in column order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = self.bytes.bytes();
        std::iter::from_fn(move || {
            let (len, tail) = rest.split_first_chunk::<2>()?;
            let (cell, tail) = tail.split_at_checked(usize::from(u16::from_le_bytes(*len)))?;
            rest = tail;
            Some(cell)
        })
    }
}

/// Rows that are laid side by side at once.
const NEIGHBOURS: usize = 2_048;

/// Lays the bytes of rows side by side in their order. Whoever goes through a column then finds them before it waits for
/// them: where each lies by itself, wherever there was room, traits of the sample waited for memory a third of their time.
pub(crate) fn side_by_side(rows: &mut [(u64, SampledRow)]) {
    rows.par_chunks_mut(NEIGHBOURS).for_each(|rows| {
        let bytes: usize = rows.iter().map(|(_, row)| row.bytes.bytes().len()).sum();
        let mut all = Vec::with_capacity(bytes);
        for (_, row) in rows.iter() {
            all.extend_from_slice(row.bytes.bytes());
        }
        // Rows are a hundred kilobytes each at most.
        if all.len() > u32::MAX as usize {
            return;
        }
        let all: Arc<[u8]> = all.into();
        let mut from = 0;
        for (_, row) in rows {
            let to = from + row.bytes.bytes().len() as u32;
            row.bytes = Packed::Among { all: Arc::clone(&all), from: mem::replace(&mut from, to), to };
        }
    });
}

/// Copies of rows, side by side from the start.
pub(crate) fn copies(rows: &[(u64, &SampledRow)]) -> Vec<(u64, SampledRow)> {
    let copy = |rows: &[(u64, &SampledRow)]| -> Vec<(u64, SampledRow)> {
        let bytes: Vec<u8> = rows.iter().flat_map(|(_, row)| row.bytes.bytes()).copied().collect();
        let all: Arc<[u8]> = bytes.into();
        let mut from = 0;
        let one = |&(key, row): &(u64, &SampledRow)| {
            let to = from + row.bytes.bytes().len() as u32;
            let bytes = Packed::Among { all: Arc::clone(&all), from: mem::replace(&mut from, to), to };
            (key, SampledRow { position: row.position, number: row.number, span: row.span, bytes })
        };
        rows.iter().map(one).collect()
    };
    rows.par_chunks(NEIGHBOURS).flat_map_iter(copy).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_same_side_by_side() {
        let row = |n: u64| {
            let cells = [n.to_string(), "x".repeat(n as usize % 7), String::new()];
            SampledRow::pack((n * 10, n, 10), cells.iter().map(String::as_bytes), 3, 1_000)
        };
        let cells = |rows: &[(u64, SampledRow)]| -> Vec<(u64, u64, Vec<Vec<u8>>)> {
            let of = |row: &SampledRow| row.cells().map(<[u8]>::to_vec).collect();
            rows.iter().map(|(_, row)| (row.position(), row.number(), of(row))).collect()
        };
        let mut rows: Vec<(u64, SampledRow)> = (0..5_000).map(|n| (n, row(n))).collect();
        let before = cells(&rows);
        side_by_side(&mut rows);
        assert!(rows.iter().all(|(_, row)| matches!(row.bytes, Packed::Among { .. })));
        assert_eq!(cells(&rows), before);
        side_by_side(&mut rows);
        assert_eq!(cells(&rows), before);
    }
}
