//! Tables that count different entries of one partition.

use super::twice::Twice;
use super::{AskFor, Packed};

/// Entries by their first key, and of each finer key what the table of first keys does not hold already.
pub(super) struct Tables<const N: usize> {
    ask_for: AskFor,
    /// Tells most keys that occur once, which need no table.
    twice: Twice,
    /// Entries of the partition before that repeat earlier ones, and all of them.
    repeats: (u64, u64),
    /// The first entry of each coarse key: one line of the cache for an entry, however many keys it has.
    firsts: KeyTable<N>,
    /// Finer keys other than that of the first entry with their coarse key. The first of them is never used.
    others: [KeyTable<1>; N],
}

impl<const N: usize> Tables<N> {
    /// Empty ones, and what asks for a byte's line of memory before it is read.
    pub(super) fn new(ask_for: AskFor) -> Self {
        Self {
            ask_for,
            twice: Twice::default(),
            repeats: (0, 0),
            firsts: KeyTable::default(),
            others: std::array::from_fn(|_| KeyTable::default()),
        }
    }
}

impl<const N: usize> Tables<N>
where
    [u64; N]: Packed,
{
    /// Room for what is in memory, so that hardly a table grows; emptied, not allocated, for each partition.
    fn clear(&mut self, entries: usize) {
        self.firsts.clear(entries);
        // Hardly an entry has a coarse key that another has.
        self.others.iter_mut().for_each(|table| table.clear(0));
    }

    /// Different entries of a partition that comes in so many parts.
    pub(super) fn count<'p>(&mut self, parts: impl Iterator<Item = &'p [u8]> + Clone) -> [u64; N] {
        let bytes = <[u64; N] as Packed>::BYTES;
        let entries: usize = parts.clone().map(|part| part.len() / bytes).sum();
        // Partitions of a set are much alike: where many keys of the one before repeated, few would be told apart.
        let (repeats, of) = self.repeats;
        let different = if repeats * MANY > of {
            self.clear(entries);
            parts.for_each(|part| self.count_all(part));
            self.distinct()
        } else {
            self.count_left(parts, entries)
        };
        self.repeats = (entries as u64 - different[0], entries as u64);
        different
    }

    /// Of entries that may occur more than once the tables count different ones; all others are.
    fn count_left<'p>(&mut self, parts: impl Iterator<Item = &'p [u8]> + Clone, entries: usize) -> [u64; N] {
        let bytes = <[u64; N] as Packed>::BYTES;
        self.twice.clear(entries);
        let mut behind = parts.clone().skip(1);
        for part in parts.clone() {
            let mut ahead = behind.next().unwrap_or_default().chunks(bytes * FETCHED);
            for entries in part.chunks(bytes * FETCHED) {
                ahead.next().unwrap_or_default().iter().step_by(LINE).for_each(self.ask_for);
                for entry in entries.chunks_exact(bytes) {
                    self.twice.add(<[u64; N] as Packed>::unpack(entry)[0]);
                }
            }
        }
        self.clear(entries.min(self.twice.again() * 2));
        let mut once = entries;
        for entries in parts.flat_map(|part| part.chunks(bytes * FETCHED)) {
            // Written down for every entry, kept for those that may repeat: one in eight does, at random.
            let (mut left, mut count) = ([0; FETCHED], 0);
            for (at, entry) in entries.chunks_exact(bytes).enumerate() {
                left[count] = at as u32;
                count += usize::from(self.twice.holds(<[u64; N] as Packed>::unpack(entry)[0]));
            }
            once -= count;
            for at in left[..count].iter().map(|&at| at as usize * bytes) {
                self.add(Packed::unpack(&entries[at..at + bytes]));
            }
        }
        self.distinct().map(|different| different + once as u64)
    }

    fn count_all(&mut self, part: &[u8]) {
        let bytes = <[u64; N] as Packed>::BYTES;
        // A few at a time: what stands where each belongs is fetched first, so that the waits for memory overlap.
        for entries in part.chunks(bytes * FETCHED) {
            let entries = entries.chunks_exact(bytes).map(<[u64; N] as Packed>::unpack);
            let mut held = [[0; N]; FETCHED];
            for (held, entry) in held.iter_mut().zip(entries.clone()) {
                *held = self.firsts.first(entry[0]);
            }
            for (held, entry) in held.iter().zip(entries) {
                // An entry never leaves a table.
                if *held != entry || entry[0] == 0 {
                    self.add(entry);
                }
            }
        }
    }

    #[inline]
    fn add(&mut self, entry: [u64; N]) {
        if let Some(first) = self.firsts.add(entry) {
            for ((held, key), others) in first.iter().zip(entry).zip(&mut self.others).skip(1) {
                if *held != key {
                    others.add([key]);
                }
            }
        }
    }

    /// Leaves out entries that repeat; gives the bytes of the others.
    pub(super) fn leave_different(&mut self, part: &mut Vec<u8>) -> usize {
        let bytes = <[u64; N] as Packed>::BYTES;
        self.clear(part.len() / bytes);
        let mut kept = 0;
        for at in (0..part.len()).step_by(bytes) {
            let before = self.distinct();
            self.add(Packed::unpack(&part[at..at + bytes]));
            if self.distinct() != before {
                part.copy_within(at..at + bytes, kept);
                kept += bytes;
            }
        }
        part.truncate(kept);
        kept
    }

    fn distinct(&self) -> [u64; N] {
        self.others.each_ref().map(|others| self.firsts.distinct + others.distinct)
    }
}

/// Beyond one in so many entries that repeat an earlier one, all are counted in the tables.
const MANY: u64 = 4;
/// Entries whose slots are fetched together.
const FETCHED: usize = 32;
/// Bytes of a line of memory.
const LINE: usize = 64;
/// Most bytes a table is given before it has keys for them. Keys may all be one.
const ROOM: usize = 1 << 20;

/// Different entries by their first key: open addressing, at most half full. Keys of one partition share their top bits,
/// so slots are taken from others.
struct KeyTable<const N: usize> {
    /// A power of two of slots, free where the first key is 0; empty before the first entry.
    slots: Vec<[u64; N]>,
    /// Entries at which it grows: half as many as slots.
    full: u64,
    distinct: u64,
    /// The entry whose first key is 0.
    zero: Option<[u64; N]>,
}

impl<const N: usize> Default for KeyTable<N> {
    fn default() -> Self {
        Self { slots: Vec::new(), full: 0, distinct: 0, zero: None }
    }
}

impl<const N: usize> KeyTable<N> {
    /// Forgets all entries and makes room for so many different ones, within [`ROOM`].
    fn clear(&mut self, entries: usize) {
        let most = ROOM / size_of::<[u64; N]>();
        let slots = (entries.min(most / 2) * 2).next_power_of_two().max(64);
        self.slots.clear();
        self.slots.resize(slots, [0; N]);
        (self.full, self.distinct, self.zero) = (slots as u64 / 2, 0, None);
    }

    /// Adds an entry; gives the one that is there with the same first key. Quicker where the first slot that the key may be
    /// in is free: of most different keys it is.
    #[inline]
    fn add(&mut self, entry: [u64; N]) -> Option<[u64; N]> {
        let at = (entry[0] >> 8) as usize & (self.slots.len() - 1);
        match self.slots.get_mut(at) {
            Some(slot) if slot[0] == 0 && entry[0] != 0 && self.distinct < self.full => {
                *slot = entry;
                self.distinct += 1;
                None
            }
            _ => self.insert(entry),
        }
    }

    #[inline(never)]
    fn insert(&mut self, entry: [u64; N]) -> Option<[u64; N]> {
        if entry[0] == 0 {
            self.distinct += u64::from(self.zero.is_none());
            return self.zero.replace(self.zero.unwrap_or(entry));
        }
        if self.distinct >= self.full {
            self.grow();
        }
        let at = self.place(entry[0]);
        let held = self.slots[at];
        if held[0] == 0 {
            self.slots[at] = entry;
            self.distinct += 1;
            return None;
        }
        Some(held)
    }

    /// What the first slot that a key may be in holds.
    #[inline]
    fn first(&self, key: u64) -> [u64; N] {
        self.slots[(key >> 8) as usize & (self.slots.len() - 1)]
    }

    /// The slot of the key, or the free one it belongs in.
    fn place(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key >> 8) as usize & mask;
        while self.slots[at][0] != key && self.slots[at][0] != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    #[cold]
    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![[0; N]; (old.len() * 4).max(256)];
        self.full = self.slots.len() as u64 / 2;
        for entry in old.into_iter().filter(|entry| entry[0] != 0) {
            let at = self.place(entry[0]);
            self.slots[at] = entry;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Several partitions one after the other, each in parts, by one thread's tables.
    #[track_caller]
    fn check(partitions: &[Vec<Vec<(u64, u64)>>]) {
        let mixed = |key: u64| key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut tables = Tables::<2>::new(|_| ());
        for partition in partitions {
            let parts: Vec<Vec<u8>> = partition
                .iter()
                .map(|part| {
                    let mut bytes = vec![0; part.len() * 12];
                    for (&(coarse, fine), out) in part.iter().zip(bytes.chunks_exact_mut(12)) {
                        [mixed(coarse), mixed(coarse * 1_000 + fine + 1)].pack(out);
                    }
                    bytes
                })
                .collect();
            let entries = || partition.iter().flatten();
            let coarse: BTreeSet<u64> = entries().map(|entry| entry.0).collect();
            let fine: BTreeSet<_> = entries().collect();
            assert_eq!(
                tables.count(parts.iter().map(|part| &part[..])),
                [coarse.len(), fine.len()].map(|n| n as u64)
            );
        }
    }

    proptest! {
        #[test]
        fn partitions_of_many_and_of_few_repeats_count_like_sets(
            partitions in prop::collection::vec(
                (prop_oneof![1u64..30, 1u64..100_000], 1u64..4, prop::collection::vec(0usize..90, 0..5)),
                0..6,
            ),
            seed in any::<u32>(),
        ) {
            let partition = |(different, finer, parts): &(u64, u64, Vec<usize>)| {
                let mut state = u64::from(seed);
                let mut next = |below: u64| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 33) % below
                };
                parts.iter().map(|&len| (0..len).map(|_| (next(*different), next(*finer))).collect()).collect()
            };
            check(&partitions.iter().map(partition).collect::<Vec<_>>());
        }
    }
}
