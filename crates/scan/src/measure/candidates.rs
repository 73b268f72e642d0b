use crate::{hash::Hasher, plan::ColumnPlan};

/// Finds the candidate a hash belongs to: open addressing, at most a quarter full.
pub(super) struct CandidateIndex {
    slots: Vec<(u64, u16)>,
    /// One past the last candidate.
    pub(super) none: u16,
}

impl CandidateIndex {
    pub(super) fn new(column: &ColumnPlan, hasher: &Hasher) -> Self {
        let none = column.candidates.len() as u16;
        let len = (column.candidates.len() * 4).next_power_of_two();
        let mut slots = vec![(0, none); len];
        for (index, value) in column.candidates.iter().enumerate() {
            let hash = hasher.cell(value);
            let mut at = hash as usize & (len - 1);
            while slots[at].1 != none {
                at = (at + 1) & (len - 1);
            }
            slots[at] = (hash, index as u16);
        }
        Self { slots, none }
    }

    #[inline]
    pub(super) fn find(&self, hash: u64) -> u16 {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (met, candidate) = self.slots[at];
            if candidate == self.none || met == hash {
                return candidate;
            }
            at = (at + 1) & mask;
        }
    }
}
