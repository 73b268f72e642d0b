//! What the rows of a reference table look like. Each shape is a pure function of the seed and the row's number.

mod long_cells;
mod people;
mod unique;
mod wide;

pub(crate) use long_cells::LongCells;
pub(crate) use people::{PeopleCsv, PeopleNdjson};
pub(crate) use unique::Unique;
pub(crate) use wide::Wide;

/// Writes any row of a table on demand, which is what lets threads work apart.
pub trait Shape: Sync {
    /// Appends the header with its line end; nothing for forms that have none.
    fn header(&self, out: &mut Vec<u8>);
    /// Appends row `row`, counted from 0, with its line end.
    fn row(&self, row: u64, out: &mut Vec<u8>);
    /// Whether row `row` repeats an earlier one byte for byte.
    fn repeats(&self, row: u64) -> bool;
    /// Rows one thread makes at a time: about a megabyte of them.
    fn chunk(&self) -> u64;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Planted repeats are all the repeats there are, and a row is the same whenever it is asked for.
    #[test]
    fn shapes_repeat_what_they_say() {
        let shapes: [(&dyn Shape, u64); 5] = [
            (&PeopleCsv::new(1), 20_000),
            (&PeopleNdjson::new(1), 20_000),
            (&Wide::new(1), 1_000),
            (&LongCells::new(1), 120),
            (&Unique::new(1), 20_000),
        ];
        for (nth, (shape, rows)) in shapes.into_iter().enumerate() {
            let mut seen = BTreeSet::new();
            let (mut repeated, mut planted) = (0, 0);
            for row in 0..rows {
                let mut line = Vec::new();
                shape.row(row, &mut line);
                assert_eq!(line.last(), Some(&b'\n'));
                repeated += u32::from(!seen.insert(line));
                planted += u32::from(shape.repeats(row));
            }
            assert_eq!(repeated, planted, "shape {nth}");
            assert!(planted > 0, "shape {nth} repeats nothing in {rows} rows");
            let (mut once, mut again) = (Vec::new(), Vec::new());
            shape.row(7, &mut once);
            shape.row(7, &mut again);
            assert_eq!(once, again);
        }
    }
}
