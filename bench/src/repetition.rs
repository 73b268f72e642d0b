use std::io::Write;

use crate::Truth;
use crate::row::{COLUMNS, Rows};

/// Rows of the block that is repeated: some 100 MB of CSV.
pub const BLOCK_ROWS: u64 = 1 << 20;
/// Digits of the counter, which is the first cell of every row.
const DIGITS: usize = 10;
/// The counter's start: every number up to nine thousand million rows has ten digits.
const FIRST: u64 = 1_000_000_000;

/// A table too long for a disk: the first rows of the reference table over and over, with a counter in place of the id,
/// so that nothing repeats but the rows planted within a block. For pipes.
pub struct Repetition {
    block: Vec<u8>,
    /// Where each row of the block starts, and the block's end.
    starts: Vec<usize>,
    /// For each row, the row of the block whose counter it bears: itself, or the one it repeats.
    originals: Vec<u64>,
    /// Repeated rows before each row of the block, and in all of it.
    repeats_before: Vec<u64>,
    seed: u64,
}

impl Repetition {
    /// The block of one seed.
    pub fn new(seed: u64) -> Self {
        Self::of(seed, BLOCK_ROWS)
    }

    fn of(seed: u64, rows: u64) -> Self {
        let source = Rows::new(seed);
        let (mut block, mut starts, mut originals) = (Vec::new(), Vec::new(), Vec::new());
        let (mut repeats_before, mut repeats) = (Vec::new(), 0);
        for row in 0..rows {
            starts.push(block.len());
            originals.push(source.original(row));
            repeats_before.push(repeats);
            repeats += u64::from(source.repeats(row));
            source.csv(row, &mut block);
        }
        starts.push(block.len());
        repeats_before.push(repeats);
        Self { block, starts, originals, repeats_before, seed }
    }

    fn header() -> String {
        COLUMNS.join(",") + "\n"
    }

    fn block_rows(&self) -> u64 {
        self.originals.len() as u64
    }

    /// What is known of the first `rows` rows.
    pub fn truth(&self, rows: u64) -> Truth {
        let (blocks, rest) = (rows / self.block_rows(), (rows % self.block_rows()) as usize);
        let whole = self.originals.len();
        Truth {
            recipe: crate::dataset::RECIPE,
            seed: self.seed,
            rows,
            newlines: rows + 1,
            exact_duplicates: blocks * self.repeats_before[whole] + self.repeats_before[rest],
            bytes: Self::header().len() as u64 + blocks * self.block.len() as u64 + self.starts[rest] as u64,
        }
    }

    /// Writes the header and the first `rows` rows.
    ///
    /// # Errors
    /// What the writer says, a closed pipe for one.
    pub fn write(&mut self, rows: u64, out: &mut impl Write) -> std::io::Result<()> {
        out.write_all(Self::header().as_bytes())?;
        let mut done = 0;
        while done < rows {
            let now = (rows - done).min(self.block_rows()) as usize;
            for (&start, &original) in self.starts.iter().zip(&self.originals).take(now) {
                let mut number = FIRST + done + original;
                for digit in self.block[start..start + DIGITS].iter_mut().rev() {
                    *digit = b'0' + (number % 10) as u8;
                    number /= 10;
                }
            }
            out.write_all(&self.block[..self.starts[now]])?;
            done += now as u64;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_truth_holds_for_whole_and_broken_blocks() {
        for rows in [0, 1, 999, 1_000, 1_001, 4_321] {
            let mut repetition = Repetition::of(1, 1_000);
            let truth = repetition.truth(rows);
            let mut text = Vec::new();
            repetition.write(rows, &mut text).unwrap();
            assert_eq!(truth.bytes, text.len() as u64);
            let text = String::from_utf8(text).unwrap();
            assert_eq!(truth.newlines, text.matches('\n').count() as u64);
            let mut seen = BTreeSet::new();
            let repeated = text.lines().skip(1).filter(|line| !seen.insert(*line)).count();
            assert_eq!(truth.exact_duplicates, repeated as u64);
            assert_eq!(seen.len() + repeated, rows as usize);
        }
    }

    #[test]
    fn the_counter_goes_on_over_blocks() {
        let mut text = Vec::new();
        Repetition::of(1, 10).write(25, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        for (row, line) in text.lines().skip(1).enumerate() {
            assert!(line.starts_with(&format!("{},", FIRST + row as u64)), "row {row}: {line}");
        }
    }
}
