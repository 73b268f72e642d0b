//! Counts over one run of one column: four in one word, so that one addition counts a cell.

use crate::cache::{Kind, Known};

/// Most rows of a run.
pub(super) const LONGEST_RUN: usize = 1 << 12;
/// Outcomes of a cell that is in the cache, and one for those that are not.
pub(super) const OUTCOMES: usize = MISSED + 1;
/// The outcome of a cell that is not in the cache.
pub(super) const MISSED: usize = Known::OUTCOME + 1;

/// Bits of a lane: nulls, cells that look like the column's type, valid ones; bytes of nulls above.
const LANE: u32 = 13;
const NULL_BYTES: u32 = 3 * LANE;
const _: () = assert!(LONGEST_RUN < 1 << LANE);
const _: () = assert!((LONGEST_RUN * Known::LONGEST_NULL) < 1 << (64 - NULL_BYTES));

/// What a cell of each outcome adds.
static ADDS: [u64; OUTCOMES] = {
    let mut adds = [0; OUTCOMES];
    let mut outcome = 0;
    while outcome < MISSED {
        adds[outcome] = match outcome & 3 {
            kind if kind == Kind::Null as usize => 1 | (outcome as u64 >> 2) << NULL_BYTES,
            kind => of_kind(kind),
        };
        outcome += 1;
    }
    adds
};

/// What a value of a kind adds.
const fn of_kind(kind: usize) -> u64 {
    const LOOKS_LIKE: u64 = 1 << LANE;
    if kind == Kind::Valid as usize {
        LOOKS_LIKE | 1 << (2 * LANE)
    } else if kind == Kind::LooksLike as usize {
        LOOKS_LIKE
    } else {
        0
    }
}

/// The counts of a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    lanes: u64,
    /// Bytes of nulls that were looked at.
    null_bytes: u64,
}

impl Seen {
    /// Counts a cell by its outcome.
    #[inline]
    pub(super) fn add(&mut self, outcome: usize) {
        self.lanes += ADDS[outcome];
    }

    /// Counts a value.
    #[inline]
    pub(super) const fn add_value(&mut self, kind: Kind) {
        self.lanes += of_kind(kind as usize);
    }

    /// Counts a null of any length.
    #[inline]
    pub(super) const fn add_null(&mut self, bytes: usize) {
        self.lanes += 1;
        self.null_bytes += bytes as u64;
    }

    /// Counts a cell that is at hand.
    #[inline]
    pub(super) fn add_looked_at(&mut self, known: Known, cell: &[u8]) {
        if known.is_null() {
            self.add_null(cell.len());
        } else {
            self.lanes += of_kind(known.outcome() & 3);
        }
    }

    const fn lane(self, lane: u32) -> u64 {
        (self.lanes >> (lane * LANE)) & ((1 << LANE) - 1)
    }

    pub(super) const fn nulls(self) -> u64 {
        self.lane(0)
    }

    pub(super) const fn looks_like(self) -> u64 {
        self.lane(1)
    }

    pub(super) const fn valid(self) -> u64 {
        self.lane(2)
    }

    pub(super) const fn null_bytes(self) -> u64 {
        (self.lanes >> NULL_BYTES) + self.null_bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_count_what_one_by_one_counts() {
        let kinds = [Kind::Null, Kind::Other, Kind::LooksLike, Kind::Valid];
        // The longest run of one outcome, and runs of all.
        for only in [None, Some(0), Some(1), Some(2), Some(3)] {
            let (mut seen, mut at_hand) = (Seen::default(), Seen::default());
            let (mut counts, mut bytes) = ([0u64; 4], 0);
            for n in 0..LONGEST_RUN {
                let kind = kinds[only.unwrap_or(n * 7 % 11 % 4)];
                let len = if only == Some(0) { Known::LONGEST_NULL } else { n % 100 };
                let known = match kind {
                    Kind::Null => Known::null(n as u64, len),
                    kind => Known::value(n as u64, 0, kind, (n % 65) as u16),
                };
                seen.add(known.outcome());
                seen.add(MISSED);
                at_hand.add_looked_at(known, &vec![b' '; len]);
                counts[kind as usize] += 1;
                bytes += if kind == Kind::Null { len as u64 } else { 0 };
            }
            for seen in [seen, at_hand] {
                assert_eq!(seen.nulls(), counts[Kind::Null as usize]);
                assert_eq!(
                    seen.looks_like(),
                    counts[Kind::LooksLike as usize] + counts[Kind::Valid as usize]
                );
                assert_eq!(seen.valid(), counts[Kind::Valid as usize]);
                assert_eq!(seen.null_bytes(), bytes);
            }
        }
    }
}
