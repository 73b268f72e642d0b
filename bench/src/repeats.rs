use crate::random::mix;

/// One row in this many repeats an earlier one, byte for byte.
const EVERY: u64 = 50;

/// Which rows repeat an earlier one: a pure function of the seed and the row's number, so that nothing has to be
/// remembered and the number of repeats is known while writing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Repeats {
    seed: u64,
}

impl Repeats {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// Whether row `row` (from 0) repeats an earlier one.
    pub(crate) const fn at(self, row: u64) -> bool {
        row > 0 && mix(mix(row) ^ self.seed ^ 0xd0b1e).is_multiple_of(EVERY)
    }

    /// The row whose content row `row` shows: itself, or an original drawn evenly from all rows before it.
    pub(crate) const fn original(self, row: u64) -> u64 {
        if !self.at(row) {
            return row;
        }
        let mut at = mix(mix(row) ^ self.seed ^ 0x0816) % row;
        while self.at(at) {
            at -= 1; // row 0 repeats nothing
        }
        at
    }
}
