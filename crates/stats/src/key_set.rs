use std::{
    io::{Read, Seek, SeekFrom, Write},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use rayon::prelude::*;

use crate::Merge;

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

/// Where full chunks go once the memory allowed to all key sets of a scan is used up: one unnamed temporary file, which
/// holds keyed hashes only and vanishes with the process.
#[derive(Debug)]
pub struct KeySpill {
    budget: u64,
    held: AtomicU64,
    file: Mutex<Option<std::fs::File>>,
    written: AtomicU64,
}

impl KeySpill {
    /// Key sets that share this spill hold about `budget` bytes in memory together.
    pub fn new(budget: u64) -> Self {
        Self { budget, held: AtomicU64::new(0), file: Mutex::new(None), written: AtomicU64::new(0) }
    }

    /// Bytes written to the temporary file so far.
    pub fn spilled_bytes(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    fn over_budget(&self) -> bool {
        self.held.load(Ordering::Relaxed) > self.budget
    }

    fn append(&self, keys: &[u64]) -> std::io::Result<u64> {
        let mut bytes = Vec::with_capacity(keys.len() * 8);
        for key in keys {
            bytes.extend_from_slice(&key.to_le_bytes());
        }
        let mut slot = self.file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let file = match &mut *slot {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(&bytes)?;
        self.written.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(at)
    }

    fn read(&self, at: u64, keys: usize, out: &mut Vec<u64>) -> std::io::Result<()> {
        let mut bytes = vec![0u8; keys * 8];
        let mut slot = self.file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let file = slot.as_mut().ok_or_else(|| std::io::Error::other("nothing was spilled"))?;
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut bytes)?;
        drop(slot);
        out.extend(bytes.as_chunks::<8>().0.iter().map(|chunk| u64::from_le_bytes(*chunk)));
        Ok(())
    }
}

#[derive(Debug, Default)]
struct Closed {
    held: Vec<Box<[u64]>>,
    /// Place in the temporary file and number of keys of each chunk there.
    spilled: Vec<(u64, u32)>,
}

/// Exact counts of different 64-bit keys in bounded memory: entries are kept by radix partition, full chunks beyond the
/// shared budget go to a temporary file, and partitions are counted one by one at the end.
///
/// An entry is `N` keys, each finer than the one before: entries that agree in a later key must agree in the first (a
/// row's normalised key and its exact key). Two different rows meet in one key with probability `n²/2⁶⁵`: about 2·10⁻⁴
/// for *any* such meeting among 87 million rows.
#[derive(Debug)]
pub struct KeySet<'s, const N: usize = 1> {
    spill: &'s KeySpill,
    /// The chunk being filled of each partition, side by side; empty until the first key.
    open: Vec<[u64; N]>,
    filled: Vec<u16>,
    closed: Vec<Closed>,
    total: u64,
    failed: Option<String>,
}

impl<'s, const N: usize> KeySet<'s, N> {
    /// An empty set that shares a spill (and its budget) with others.
    pub fn new(spill: &'s KeySpill) -> Self {
        Self { spill, open: Vec::new(), filled: Vec::new(), closed: Vec::new(), total: 0, failed: None }
    }

    /// Adds one entry. Keys must be well mixed in their top bits.
    #[inline]
    pub fn push(&mut self, entry: [u64; N]) {
        if self.open.is_empty() {
            self.reserve();
        }
        self.total += 1;
        let partition = (entry[0] >> (64 - PARTITION_BITS)) as usize;
        let filled = usize::from(self.filled[partition]);
        self.open[partition * CHUNK + filled] = entry;
        if filled + 1 == CHUNK {
            self.close(partition);
        } else {
            self.filled[partition] = filled as u16 + 1;
        }
    }

    #[cold]
    fn reserve(&mut self) {
        self.open = vec![[0; N]; PARTITIONS * CHUNK];
        self.filled = vec![0; PARTITIONS];
        self.closed.resize_with(PARTITIONS, Closed::default);
    }

    #[cold]
    fn close(&mut self, partition: usize) {
        let entries = &self.open[partition * CHUNK..(partition + 1) * CHUNK];
        let closed = &mut self.closed[partition];
        if self.spill.over_budget() {
            match self.spill.append(entries.as_flattened()) {
                Ok(at) => closed.spilled.push((at, (CHUNK * N) as u32)),
                Err(error) => self.failed = Some(error.to_string()),
            }
        } else {
            self.spill.held.fetch_add((CHUNK * N * 8) as u64, Ordering::Relaxed);
            closed.held.push(entries.as_flattened().into());
        }
        self.filled[partition] = 0;
    }

    /// Counts, for each key of the entries; the error says why the temporary file could not be used, in the system's
    /// words.
    pub fn finish(self) -> Result<[KeyCount; N], String> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        let (total, spill, open, filled) = (self.total, self.spill, &self.open, &self.filled);
        let counted: Result<Vec<[u64; N]>, String> = self
            .closed
            .into_par_iter()
            .enumerate()
            .map_init(new_tables, |tables, (partition, closed)| {
                let start = partition * CHUNK;
                let open = open[start..start + usize::from(filled[partition])].as_flattened();
                let held = closed.held.len() * CHUNK * N;
                // Room for what is in memory, so that hardly a table grows; emptied, not allocated, for each partition.
                for table in &mut *tables {
                    table.clear((open.len() + held) / N);
                }
                let mut count = |part: &[u64]| {
                    for (key, table) in tables.iter_mut().enumerate() {
                        part.iter().skip(key).step_by(N).for_each(|&key| table.insert(key));
                    }
                };
                closed.held.iter().map(|chunk| &chunk[..]).chain([open]).for_each(&mut count);
                drop(closed.held);
                // One chunk at a time: however often the same keys were spilled, memory holds the different ones.
                let mut chunk = Vec::new();
                for (at, keys) in closed.spilled {
                    chunk.clear();
                    spill.read(at, keys as usize, &mut chunk).map_err(|error| error.to_string())?;
                    count(&chunk);
                }
                let distinct = tables.each_ref().map(|table| table.distinct);
                spill.held.fetch_sub((held * 8) as u64, Ordering::Relaxed);
                Ok(distinct)
            })
            .collect();
        let mut counts = [KeyCount { total, distinct: 0 }; N];
        for partition in counted? {
            for (count, distinct) in counts.iter_mut().zip(partition) {
                count.distinct += distinct;
            }
        }
        Ok(counts)
    }
}

fn new_tables<const N: usize>() -> [KeyTable; N] {
    std::array::from_fn(|_| KeyTable::default())
}

/// Most slots a table is given before it has keys for them: 1 MiB. Keys may all be one.
const ROOM: usize = 1 << 17;

/// Counts different keys by open addressing, at most half full. Keys of one partition share their top bits, so slots
/// are taken from low ones.
#[derive(Default)]
struct KeyTable {
    /// A power of two of slots, 0 = free; empty before the first key.
    slots: Vec<u64>,
    distinct: u64,
    zero: bool,
}

impl KeyTable {
    /// Forgets all keys and makes room for `keys` different ones, within [`ROOM`].
    fn clear(&mut self, keys: usize) {
        let slots = (keys.min(ROOM / 2) * 2).next_power_of_two().max(256);
        self.slots.clear();
        self.slots.resize(slots, 0);
        (self.distinct, self.zero) = (0, false);
    }

    fn insert(&mut self, key: u64) {
        if key == 0 {
            self.distinct += u64::from(!self.zero);
            self.zero = true;
            return;
        }
        if self.distinct as usize * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.place(key);
        if self.slots[at] == 0 {
            self.slots[at] = key;
            self.distinct += 1;
        }
    }

    /// The slot of the key, or the free one it belongs in.
    fn place(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key >> 8) as usize & mask;
        while self.slots[at] != key && self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    #[cold]
    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![0; (old.len() * 4).max(256)];
        for key in old.into_iter().filter(|&key| key != 0) {
            let at = self.place(key);
            self.slots[at] = key;
        }
    }
}

impl<const N: usize> Merge for KeySet<'_, N> {
    fn merge(&mut self, other: Self) {
        if other.open.is_empty() {
            self.failed = self.failed.take().or(other.failed);
            return;
        }
        if self.open.is_empty() {
            self.reserve();
        }
        self.failed = self.failed.take().or(other.failed);
        let before = self.total;
        for (partition, mut theirs) in other.closed.into_iter().enumerate() {
            let mine = &mut self.closed[partition];
            mine.held.append(&mut theirs.held);
            mine.spilled.append(&mut theirs.spilled);
            let start = partition * CHUNK;
            for entry in &other.open[start..start + usize::from(other.filled[partition])] {
                self.push(*entry);
            }
        }
        self.total = before + other.total;
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
        fn finer_keys_are_counted_beside_coarser_ones(keys in prop::collection::vec((0u64..20, 0u64..4), 0..300), budget in 0u64..2) {
            let mixed = |key: u64| (key + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let spill = KeySpill::new(budget << 20);
            let mut set = KeySet::<2>::new(&spill);
            for &(coarse, fine) in &keys {
                set.push([mixed(coarse), mixed(coarse * 4 + fine + 1_000)]);
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
