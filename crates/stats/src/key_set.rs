use std::{
    io::{Read, Seek, SeekFrom, Write},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use rayon::prelude::*;

use crate::Merge;

/// 1 024 partitions: at ten million keys, each is counted in a table that fits a core's own cache.
const PARTITION_BITS: u32 = 10;
const PARTITIONS: usize = 1 << PARTITION_BITS;
/// Keys per chunk: 2 KiB, so that 1 024 half-empty chunks a set and thread cost about one megabyte.
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
struct Partition {
    full: Vec<Box<[u64]>>,
    open: Vec<u64>,
    spilled: Vec<(u64, u32)>,
}

/// Exact count of different 64-bit keys in bounded memory: keys are kept by radix partition, full chunks beyond the
/// shared budget go to a temporary file, and partitions are counted one by one at the end. Two different rows meet in
/// one key with probability `n²/2⁶⁵`: about 2·10⁻⁴ for *any* such meeting among 87 million rows.
#[derive(Debug)]
pub struct KeySet<'s> {
    spill: &'s KeySpill,
    partitions: Vec<Partition>,
    total: u64,
    failed: Option<String>,
}

impl<'s> KeySet<'s> {
    /// An empty set that shares a spill (and its budget) with others.
    pub fn new(spill: &'s KeySpill) -> Self {
        Self { spill, partitions: Vec::new(), total: 0, failed: None }
    }

    /// Adds one key. Keys must be well mixed in their top bits.
    #[inline]
    pub fn push(&mut self, key: u64) {
        if self.partitions.is_empty() {
            self.partitions.resize_with(PARTITIONS, Partition::default);
        }
        self.total += 1;
        let partition = &mut self.partitions[(key >> (64 - PARTITION_BITS)) as usize];
        partition.open.push(key);
        if partition.open.len() == CHUNK {
            Self::close(partition, self.spill, &mut self.failed);
        }
    }

    #[cold]
    fn close(partition: &mut Partition, spill: &KeySpill, failed: &mut Option<String>) {
        if spill.over_budget() {
            match spill.append(&partition.open) {
                Ok(at) => partition.spilled.push((at, partition.open.len() as u32)),
                Err(error) => *failed = Some(error.to_string()),
            }
            partition.open.clear();
        } else {
            let keys = std::mem::replace(&mut partition.open, Vec::with_capacity(CHUNK));
            spill.held.fetch_add((CHUNK * 8) as u64, Ordering::Relaxed);
            partition.full.push(keys.into_boxed_slice());
        }
    }

    /// Counts; the error says why the temporary file could not be used, in the system's words.
    pub fn finish(self) -> Result<KeyCount, String> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        let (total, spill) = (self.total, self.spill);
        let distinct: Result<Vec<u64>, String> = self
            .partitions
            .into_par_iter()
            .map(|partition| {
                let mut spilled = Vec::new();
                for (at, count) in partition.spilled {
                    spill.read(at, count as usize, &mut spilled).map_err(|error| error.to_string())?;
                }
                let held = partition.full.len() * CHUNK;
                let mut table = KeyTable::for_keys(held + partition.open.len() + spilled.len());
                partition
                    .full
                    .iter()
                    .flatten()
                    .chain(&partition.open)
                    .chain(&spilled)
                    .for_each(|&key| table.insert(key));
                drop(partition.full);
                spill.held.fetch_sub((held * 8) as u64, Ordering::Relaxed);
                Ok(table.distinct)
            })
            .collect();
        Ok(KeyCount { total, distinct: distinct?.into_iter().sum() })
    }
}

/// Counts different keys by open addressing, at most half full. Keys of one partition share their top bits, so slots
/// are taken from the bits below.
struct KeyTable {
    slots: Vec<u64>,
    shift: u32,
    distinct: u64,
    zero: bool,
}

impl KeyTable {
    fn for_keys(keys: usize) -> Self {
        let bits = (keys * 2).next_power_of_two().trailing_zeros().max(1);
        Self { slots: vec![0; 1 << bits], shift: 64 - bits, distinct: 0, zero: false }
    }

    fn insert(&mut self, key: u64) {
        if key == 0 {
            self.distinct += u64::from(!self.zero);
            self.zero = true;
            return;
        }
        let mask = self.slots.len() - 1;
        let mut at = ((key << PARTITION_BITS) >> self.shift) as usize & mask;
        while self.slots[at] != key {
            if self.slots[at] == 0 {
                self.slots[at] = key;
                self.distinct += 1;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

impl Merge for KeySet<'_> {
    fn merge(&mut self, other: Self) {
        if self.partitions.is_empty() {
            self.partitions.resize_with(PARTITIONS, Partition::default);
        }
        self.total += other.total;
        self.failed = self.failed.take().or(other.failed);
        for (mine, mut theirs) in self.partitions.iter_mut().zip(other.partitions) {
            mine.full.append(&mut theirs.full);
            mine.spilled.append(&mut theirs.spilled);
            for key in theirs.open {
                mine.open.push(key);
                if mine.open.len() == CHUNK {
                    Self::close(mine, self.spill, &mut self.failed);
                }
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
        keys[..cut].iter().for_each(|&key| left.push(key));
        keys[cut..].iter().for_each(|&key| right.push(key));
        left.merge(right);
        let naive: BTreeSet<u64> = keys.iter().copied().collect();
        let expect = KeyCount { total: keys.len() as u64, distinct: naive.len() as u64 };
        assert_eq!(left.finish(), Ok(expect));
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
        fn equals_a_set(keys in prop::collection::vec(0u64..50, 0..300), cut in 0usize..300) {
            let keys: Vec<u64> = keys.into_iter().map(|key| key.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
            check(&keys, cut.min(keys.len()), 0);
        }
    }
}
