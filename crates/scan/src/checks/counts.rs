//! A count and a sum by hash.

use crate::hash;

/// Open addressing over hashes, never 0; at most half full.
pub(super) struct Counts {
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Slot {
    hash: u64,
    /// How often the hash was met.
    pub(super) count: u32,
    /// For each time, how many others of its rows share the other value: `Σ c (c − 1)` over the values beside it.
    pub(super) shared: u64,
}

impl Counts {
    /// Room for `most` different hashes.
    pub(super) fn new(most: usize) -> Self {
        Self { slots: vec![Slot::default(); (most * 2).next_power_of_two().max(16)] }
    }

    #[inline]
    fn place(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash::spread(hash) as usize & mask;
        while self.slots[at].hash != hash && self.slots[at].hash != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    pub(super) fn add(&mut self, hash: u64) {
        let at = self.place(hash);
        self.slots[at].hash = hash;
        self.slots[at].count += 1;
    }

    pub(super) fn share(&mut self, hash: u64, others: u64) {
        let at = self.place(hash);
        self.slots[at].shared += others;
    }

    /// What is known of a hash; nothing of one never met.
    #[inline]
    pub(super) fn get(&self, hash: u64) -> Slot {
        self.slots[self.place(hash)]
    }
}
