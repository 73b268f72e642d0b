//! The row sample by its places: rows are read again from the input, and must be those that were sampled.

use dumpscope_records::{Batch, Entry, Reader};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    ScanError,
    hash::{self, Hasher},
    normal,
    plan::Plan,
    sample::SampledRow,
    source::Source,
};

/// Where a sampled row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RowPlace {
    /// What it was sampled by: made of its position and its cells.
    key: u64,
    position: u64,
    /// Bytes from there that hold all of it.
    span: u32,
    number: u64,
}

impl RowPlace {
    pub(super) fn of((key, row): &(u64, SampledRow)) -> Self {
        Self { key: *key, position: row.position(), span: row.span(), number: row.number() }
    }
}

/// The rows at these places; `None` when one is not there any more.
pub(super) fn read(
    places: &[RowPlace],
    source: &Source,
    plan: &Plan,
    hasher: &Hasher,
) -> Result<Option<Vec<(u64, SampledRow)>>, ScanError> {
    let mut places = places.to_vec();
    // As they lie on disk.
    places.sort_unstable_by_key(|place| place.position);
    let rows = places
        .par_iter()
        .map_init(
            || (Reader::new(plan.layout.clone()), Batch::default()),
            |(reader, batch), place| {
                let Some((bytes, last)) = source.piece(place.position, place.span as usize)? else {
                    return Ok(None);
                };
                // Of the lines in the reach of a quote that never closed each is read by itself.
                let literal = Entry { literal_until: place.position + 1, ..Entry::default() };
                let mut row =
                    |state| row(place, &bytes, last, state, (&mut *reader, &mut *batch), (plan, hasher));
                Ok(row(Entry::default()).or_else(|| row(literal)))
            },
        )
        .collect();
    source.let_go();
    rows
}

/// The first row of these bytes, if it is the one that was sampled.
fn row(
    place: &RowPlace,
    bytes: &[u8],
    last: bool,
    state: Entry,
    (reader, batch): (&mut Reader, &mut Batch),
    (plan, hasher): (&Plan, &Hasher),
) -> Option<(u64, SampledRow)> {
    reader.read(bytes, place.position, state, last, batch);
    if batch.row_starts().first() != Some(&0) {
        return None;
    }
    let exact = (0..batch.columns()).fold(hash::ROW_START, |key, column| {
        let cell = hasher.cell(batch.cell(bytes, 0, column));
        key.wrapping_add(cell.wrapping_mul(hash::factor(column)))
    });
    if hash::sample_key(exact, place.position) != place.key {
        return None;
    }
    let cells = (0..batch.columns()).map(|column| normal::trim(batch.cell(bytes, 0, column)));
    let at = (place.position, place.number, place.span);
    Some((place.key, SampledRow::pack(at, cells, batch.columns(), plan.sample_row_bytes)))
}
