mod saved;
mod spill;

use rayon::prelude::*;

use crate::Merge;

pub use saved::SavedKeys;
use spill::Place;
pub use spill::{KeyPart, KeySpill, KeyStore};

/// 512 partitions: the ends being written to fit a core's first caches, and at ten million keys each is counted in a
/// table that fits the second.
const PARTITION_BITS: u32 = 9;
const PARTITIONS: usize = 1 << PARTITION_BITS;
/// Entries per chunk.
const CHUNK: usize = 256;

/// How often keys repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeyCount {
    /// Keys pushed.
    pub total: u64,
    /// Different keys.
    pub distinct: u64,
}

impl KeyCount {
    /// Keys that had occurred before.
    pub fn repeats(self) -> u64 {
        self.total - self.distinct
    }
}

/// Full chunks of one partition.
#[derive(Debug, Default)]
struct Closed {
    held: Vec<Box<[u8]>>,
    /// Places in the spill.
    spilled: Vec<Place>,
}

/// How an entry is kept. Bits that the partition gives are left out, and so is what no count would miss: memory that is
/// never touched is what makes counting cheap.
pub trait Packed: Sized {
    /// Bytes of an entry.
    const BYTES: usize;
    /// Writes the entry into that many bytes.
    fn pack(self, out: &mut [u8]);
    /// Reads it again, as keys to be counted among those of the same partition.
    fn unpack(bytes: &[u8]) -> Self;
}

/// 57 bits: 9 by partition, 48 kept. Two different keys of 87 million meet with probability 0.03, of 10 million with
/// 3·10⁻⁴ (`n²/2⁵⁸`).
impl Packed for [u64; 1] {
    const BYTES: usize = 6;

    #[inline]
    fn pack(self, out: &mut [u8]) {
        out.copy_from_slice(&self[0].to_le_bytes()[..6]);
    }

    #[inline]
    fn unpack(bytes: &[u8]) -> Self {
        [u64::from(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
            | u64::from(u16::from_le_bytes([bytes[4], bytes[5]])) << 32]
    }
}

/// All 64 bits of the coarse key (9 by partition) and 40 of the fine one, which tells apart those alike in the coarse one.
impl Packed for [u64; 2] {
    const BYTES: usize = 12;

    #[inline]
    fn pack(self, out: &mut [u8]) {
        let [coarse, fine] = self;
        out[..8].copy_from_slice(&(coarse & COARSE | fine << 56).to_le_bytes());
        out[8..].copy_from_slice(&((fine >> 8) as u32).to_le_bytes());
    }

    #[inline]
    fn unpack(bytes: &[u8]) -> Self {
        let (low, high) = bytes.split_at(8);
        let low = u64::from_le_bytes(*low.first_chunk().unwrap_or(&[0; 8]));
        let high = u32::from_le_bytes(*high.first_chunk().unwrap_or(&[0; 4]));
        let fine = low >> 56 | u64::from(high) << 8;
        // An odd factor keeps different fine keys of one coarse key apart.
        [low & COARSE, (low & COARSE).wrapping_add(fine.wrapping_mul(0x9e37_79b9_7f4a_7c15))]
    }
}

/// What is kept of a coarse key.
const COARSE: u64 = (1 << 56) - 1;

/// Exact counts of different 64-bit keys in bounded memory: entries are kept by radix partition, full chunks beyond the
/// shared budget go to a temporary file, and partitions are counted one by one at the end.
///
/// An entry is `N` keys, each finer than the one before: entries that agree in a later key must agree in the first (a
/// row's normalised key and its exact key). Two different entries of two keys meet with probability `n²/2⁶⁵`: about
/// 2·10⁻⁴ for *any* such meeting among 87 million rows. Single keys are kept shorter: see [`Packed`].
#[derive(Debug)]
pub struct KeySet<'s, const N: usize = 1> {
    spill: &'s KeySpill,
    /// Which of the sets that share the spill.
    number: u32,
    /// The chunk being filled of each partition, side by side; empty until the first key.
    open: Vec<u8>,
    filled: Vec<u16>,
    closed: Vec<Closed>,
    total: u64,
    failed: Option<String>,
}

impl<'s, const N: usize> KeySet<'s, N>
where
    [u64; N]: Packed,
{
    const BYTES: usize = <[u64; N] as Packed>::BYTES;
    /// Bytes of a full chunk.
    const CHUNK_BYTES: usize = CHUNK * Self::BYTES;

    /// An empty set that shares a spill (and its budget) with others.
    pub fn new(spill: &'s KeySpill) -> Self {
        Self::numbered(spill, 0)
    }

    /// An empty set with a number of its own among those that share a spill which is kept.
    pub fn numbered(spill: &'s KeySpill, number: u32) -> Self {
        let (open, filled, closed) = (Vec::new(), Vec::new(), Vec::new());
        Self { spill, number, open, filled, closed, total: 0, failed: None }
    }

    /// Its content, an empty one left in its place.
    #[must_use]
    pub fn take(&mut self) -> Self {
        let empty = Self::numbered(self.spill, self.number);
        std::mem::replace(self, empty)
    }

    const fn part(&self, partition: usize) -> KeyPart {
        KeyPart { set: self.number, partition: partition as u16 }
    }

    /// Adds one entry. Keys must be well mixed in all their bits.
    #[inline]
    pub fn push(&mut self, entry: [u64; N]) {
        if self.open.is_empty() {
            self.reserve();
        }
        self.total += 1;
        let partition = (entry[0] >> (64 - PARTITION_BITS)) as usize;
        self.append(partition, |out| entry.pack(out));
    }

    /// Where an entry with this first key is going to be written, or near it: for whoever can ask for memory ahead.
    #[inline]
    pub fn place(&self, key: u64) -> Option<&u8> {
        let partition = (key >> (64 - PARTITION_BITS)) as usize;
        let filled = usize::from(*self.filled.get(partition)?);
        self.open.get(partition * Self::CHUNK_BYTES + filled * Self::BYTES)
    }

    /// Writes one entry into the open chunk of a partition.
    #[inline]
    fn append(&mut self, partition: usize, write: impl FnOnce(&mut [u8])) {
        let filled = usize::from(self.filled[partition]);
        let at = partition * Self::CHUNK_BYTES + filled * Self::BYTES;
        write(&mut self.open[at..at + Self::BYTES]);
        if filled + 1 == CHUNK {
            self.close(partition);
        } else {
            self.filled[partition] = filled as u16 + 1;
        }
    }

    #[cold]
    fn reserve(&mut self) {
        self.open = vec![0; PARTITIONS * Self::CHUNK_BYTES];
        self.filled = vec![0; PARTITIONS];
        self.closed.resize_with(PARTITIONS, Closed::default);
    }

    #[cold]
    fn close(&mut self, partition: usize) {
        let chunk = &self.open[partition * Self::CHUNK_BYTES..(partition + 1) * Self::CHUNK_BYTES];
        let closed = &mut self.closed[partition];
        if self.spill.over_budget() {
            let part = KeyPart { set: self.number, partition: partition as u16 };
            match self.spill.append(part, chunk) {
                Ok(at) => closed.spilled.push(at),
                Err(error) => self.failed = Some(error.to_string()),
            }
        } else {
            self.spill.hold(Self::CHUNK_BYTES);
            closed.held.push(chunk.into());
        }
        self.filled[partition] = 0;
    }

    /// The entries of a partition that fill no chunk yet.
    fn opened(&self, partition: usize) -> &[u8] {
        let start = partition * Self::CHUNK_BYTES;
        &self.open[start..start + usize::from(self.filled[partition]) * Self::BYTES]
    }

    /// Counts, for each key of the entries; the error says why the temporary file could not be used, in the system's
    /// words.
    pub fn finish(mut self) -> Result<[KeyCount; N], String> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        let closed = std::mem::take(&mut self.closed);
        let counted: Result<Vec<[u64; N]>, String> = closed
            .into_par_iter()
            .enumerate()
            .map_init(Tables::default, |tables, (partition, closed)| {
                let (open, held) = (self.opened(partition), closed.held.len() * Self::CHUNK_BYTES);
                tables.clear((open.len() + held) / Self::BYTES);
                closed.held.iter().map(|chunk| &chunk[..]).chain([open]).for_each(|part| tables.count(part));
                drop(closed.held);
                // One chunk at a time: however often the same keys were spilled, memory holds the different ones.
                let mut chunk = Vec::new();
                for place in closed.spilled {
                    chunk.resize(place.chunks() * Self::CHUNK_BYTES, 0);
                    let read = self.spill.read(self.part(partition), place, &mut chunk);
                    read.map_err(|error| error.to_string())?;
                    tables.count(&chunk);
                }
                self.spill.release(held);
                Ok(tables.distinct())
            })
            .collect();
        let mut counts = [KeyCount { total: self.total, distinct: 0 }; N];
        for partition in counted? {
            for (count, distinct) in counts.iter_mut().zip(partition) {
                count.distinct += distinct;
            }
        }
        Ok(counts)
    }
}

/// Entries by their first key, and of each finer key what the table of first keys does not hold already.
struct Tables<const N: usize> {
    /// The first entry of each coarse key: one line of the cache for an entry, however many keys it has.
    firsts: KeyTable<N>,
    /// Finer keys other than that of the first entry with their coarse key. The first of them is never used.
    others: [KeyTable<1>; N],
}

impl<const N: usize> Default for Tables<N> {
    fn default() -> Self {
        Self { firsts: KeyTable::default(), others: std::array::from_fn(|_| KeyTable::default()) }
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

    fn count(&mut self, part: &[u8]) {
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

    fn distinct(&self) -> [u64; N] {
        self.others.each_ref().map(|others| self.firsts.distinct + others.distinct)
    }
}

/// Entries whose slots are fetched together.
const FETCHED: usize = 32;
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

impl<const N: usize> Merge for KeySet<'_, N>
where
    [u64; N]: Packed,
{
    fn merge(&mut self, mut other: Self) {
        self.failed = self.failed.take().or(other.failed.take());
        if other.open.is_empty() {
            return;
        }
        if self.open.is_empty() {
            self.reserve();
        }
        self.total += other.total;
        for (partition, mut theirs) in std::mem::take(&mut other.closed).into_iter().enumerate() {
            let mine = &mut self.closed[partition];
            mine.held.append(&mut theirs.held);
            mine.spilled.append(&mut theirs.spilled);
            for entry in other.opened(partition).chunks_exact(Self::BYTES) {
                self.append(partition, |out| out.copy_from_slice(entry));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(keys: &[u64], cut: usize, budget: u64) -> u64 {
        let spill = KeySpill::new(budget);
        let (mut left, mut right) = (KeySet::new(&spill), KeySet::new(&spill));
        keys[..cut].iter().for_each(|&key| left.push([key]));
        keys[cut..].iter().for_each(|&key| right.push([key]));
        left.merge(right);
        let naive: BTreeSet<u64> = keys.iter().copied().collect();
        let expect = KeyCount { total: keys.len() as u64, distinct: naive.len() as u64 };
        assert_eq!(left.finish(), Ok([expect]));
        spill.spilled_bytes()
    }

    #[test]
    fn spills_beyond_the_budget_with_the_same_answer() {
        let keys: Vec<u64> =
            (0..600_000u64).map(|i| (i % 400_000).wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        assert_eq!(check(&keys, 123_456, u64::MAX), 0);
        assert!(check(&keys, 123_456, 100_000) > 1_000_000, "most chunks must have gone to the file");
    }

    proptest! {
        #[test]
        fn finer_keys_are_counted_beside_coarser_ones(keys in prop::collection::vec((0u64..20, prop_oneof![0u64..4, 0u64..1_000]), 0..700), budget in 0u64..2) {
            // The first coarse key is 0.
            let mixed = |key: u64| key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let spill = KeySpill::new(budget << 20);
            let mut set = KeySet::<2>::new(&spill);
            for &(coarse, fine) in &keys {
                set.push([mixed(coarse), mixed(coarse * 1_000 + fine + 1)]);
            }
            let coarse: BTreeSet<u64> = keys.iter().map(|key| key.0).collect();
            let fine: BTreeSet<(u64, u64)> = keys.iter().copied().collect();
            let counts = set.finish().expect("memory");
            prop_assert_eq!(counts.map(|c| c.distinct), [coarse.len() as u64, fine.len() as u64]);
            prop_assert!(counts.iter().all(|c| c.total == keys.len() as u64));
        }

        #[test]
        fn equals_a_set(keys in prop::collection::vec(0u64..50, 0..300), cut in 0usize..300) {
            let keys: Vec<u64> = keys.into_iter().map(|key| key.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
            check(&keys, cut.min(keys.len()), 0);
        }
    }
}
