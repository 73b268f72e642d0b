//! What was found out about the values of a column, by their hash: small, forgetful, and never wrong.

use dumpscope_fields::Match;

use crate::hash;

/// Slots that the caches of all columns share, per thread: 16 MiB.
pub(crate) const CACHE_SLOTS: usize = 1 << 20;
/// Most slots of one column's cache. A miss costs a check, a normal form and look-ups; a slot costs one memory access.
pub(crate) const COLUMN_SLOTS: usize = 1 << SLOT_BITS;
/// The top bits of a hash say which slot; [`Known`] keeps the low 48.
const SLOT_BITS: u32 = 17;
/// Most slots that stay in the nearest caches of the processor by themselves: 32 KiB.
const NEAR_SLOTS: usize = 1 << 11;
/// Slots that lie in one line of the processor's cache: what is not in its own slot may be in one of the others.
const LINE: usize = 4;

/// What a cell's bytes come to, remembered by their hash in 16 bytes: a cache line holds four.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(16))]
pub(crate) struct Known {
    /// Hash of the cell's normal form.
    pub(crate) near: u64,
    /// From the top: 48 bits of the hash, 7 that are not used, 7 of the detail, 2 of the kind: the last 9 are the outcome.
    /// The detail of a null is its number of bytes, that of a value the candidate's index (one past the last for none). An
    /// empty slot has no hash.
    pub(crate) word: u64,
}

/// What a cell is to its column: two bits of [`Known`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Other,
    LooksLike,
    Valid,
}

impl Kind {
    pub(crate) const fn of(matched: Match) -> Self {
        match matched {
            Match::No => Self::Other,
            Match::LooksLike => Self::LooksLike,
            Match::Valid => Self::Valid,
        }
    }
}

impl Known {
    const HASH: u64 = !0xffff;
    /// The bits of the outcome, all set.
    pub(crate) const OUTCOME: usize = 0x1ff;
    /// Bytes of a null that can be remembered.
    pub(crate) const LONGEST_NULL: usize = 0x7f;
    #[inline]
    pub(crate) const fn null(hash: u64, bytes: usize) -> Self {
        Self::new(hash, hash::NULL_CELL, Kind::Null, bytes & 0x7f)
    }

    #[inline]
    pub(crate) const fn value(hash: u64, near: u64, kind: Kind, candidate: u16) -> Self {
        Self::new(hash, near, kind, candidate as usize)
    }

    #[inline]
    const fn new(hash: u64, near: u64, kind: Kind, detail: usize) -> Self {
        Self { near, word: Self::mark(hash) | (detail as u64) << 2 | kind as u64 }
    }

    /// The part of a hash that is kept: low bits, as the place in the cache is given by the top ones. Never nothing.
    #[inline]
    const fn mark(hash: u64) -> u64 {
        (hash << 16) | (1 << 16)
    }

    #[inline]
    pub(crate) const fn is_of(self, hash: u64) -> bool {
        self.word & Self::HASH == Self::mark(hash)
    }

    const fn is_free(self) -> bool {
        self.word & Self::HASH == 0
    }

    /// Kind and detail in one: at most [`Self::OUTCOME`].
    #[inline]
    pub(crate) const fn outcome(self) -> usize {
        self.word as usize & Self::OUTCOME
    }

    /// Index of a value's candidate, one past the last for none.
    #[inline]
    pub(crate) const fn candidate(self) -> usize {
        self.outcome() >> 2
    }

    #[inline]
    pub(crate) const fn is_null(self) -> bool {
        self.word & 3 == Kind::Null as u64
    }
}

/// The cache of one column. What was asked for last stands in its own slot, so that one look finds what is frequent.
#[derive(Debug)]
pub(crate) struct Cache {
    /// A power of two of them, [`LINE`] at least; none where the column is not cached.
    slots: Vec<Known>,
}

impl Cache {
    /// A cache of so many slots, a power of two; none for 0.
    pub(crate) fn new(slots: usize) -> Self {
        Self { slots: vec![Known::default(); if slots == 0 { 0 } else { slots.max(LINE) }] }
    }

    /// What the own slot of a hash holds: of this hash or of another one.
    #[inline]
    pub(crate) fn first(&self, hash: u64) -> Known {
        self.slots[self.own(hash)]
    }

    /// Whether slots are far enough from the processor that it pays to ask for them before they are needed.
    pub(crate) fn is_far(&self) -> bool {
        self.slots.len() > NEAR_SLOTS
    }

    /// Asks for the own slot of a hash, and waits for nothing.
    #[inline]
    pub(crate) fn ask_for(&self, hash: u64) {
        if let Some(slot) = self.slots.get(self.own(hash)) {
            dumpscope_records::ask_for(slot);
        }
    }

    #[inline]
    fn own(&self, hash: u64) -> usize {
        (hash >> (64 - SLOT_BITS)) as usize & (self.slots.len() - 1)
    }

    /// Whether something is known of a hash.
    #[inline]
    pub(crate) fn holds(&self, hash: u64) -> bool {
        let own = self.own(hash);
        (0..LINE).any(|other| self.slots[own ^ other].is_of(hash))
    }

    /// What is known of a hash that its own slot did not hold: from another slot of its line, with which it then changes
    /// places; or from its own, since a moment.
    pub(crate) fn recall(&mut self, hash: u64) -> Option<Known> {
        let own = self.own(hash);
        let at = (0..LINE).map(|other| own ^ other).find(|&at| self.slots[at].is_of(hash))?;
        self.slots.swap(own, at);
        Some(self.slots[own])
    }

    /// Puts what was found out into its slot. What stood there moves to another one of the line: a free one, else one given
    /// by chance, and what stood in that is forgotten.
    pub(crate) fn remember(&mut self, hash: u64, known: Known) {
        let own = self.own(hash);
        if !self.slots[own].is_free() {
            let free = (1..LINE).find(|&other| self.slots[own ^ other].is_free());
            let other = own ^ free.unwrap_or(1 + (hash & 0xffff) as usize % (LINE - 1));
            self.slots[other] = self.slots[own];
        }
        self.slots[own] = known;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(hash: u64) -> Known {
        Known::value(hash, hash ^ 1, Kind::Valid, 0)
    }

    #[test]
    fn a_line_forgets_nothing_before_it_is_full() {
        // Four hashes whose own slots are the four of one line, then four with the same slot.
        for same in [0, 1] {
            let mut cache = Cache::new(64);
            let hashes: Vec<u64> =
                (0..LINE as u64).map(|n| (8 + n * (1 - same)) << (64 - SLOT_BITS) | (2 * n + 1)).collect();
            for &hash in &hashes {
                assert!(!cache.holds(hash));
                assert_eq!(cache.recall(hash).map(|k| k.near), None);
                cache.remember(hash, known(hash));
            }
            for &hash in hashes.iter().cycle().take(12) {
                assert!(cache.holds(hash));
                assert_eq!(cache.recall(hash).map(|k| k.near), Some(hash ^ 1));
                assert!(cache.first(hash).is_of(hash), "what was asked for last is found at once");
            }
        }
    }

    #[test]
    fn what_is_recalled_is_what_was_put_there() {
        let mut cache = Cache::new(64);
        let mut found = 0;
        for n in 0..20_000u64 {
            let hash = crate::hash::spread(n % 97 + 1);
            match cache.recall(hash) {
                Some(known) => {
                    assert_eq!(known.near, hash ^ 1);
                    found += 1;
                }
                None => cache.remember(hash, known(hash)),
            }
        }
        assert!(found > 5_000, "{found}");
    }
}
