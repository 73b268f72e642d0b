//! A key set that outlives its process: full chunks in a store that is kept, the rest beside it.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{KeySet, PARTITIONS, Packed, Place};

/// What of a key set fills no chunk, and how many keys it has: what is saved beside the store that holds the chunks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SavedKeys {
    total: u64,
    /// Entries by partition; none when there are no keys.
    open: Vec<Vec<u8>>,
}

impl<const N: usize> KeySet<'_, N>
where
    [u64; N]: Packed,
{
    /// Moves all full chunks to the spill, and gives what remains. The error is in the system's words.
    pub fn save(&self) -> Result<SavedKeys, String> {
        if let Some(chunks) = &self.chunks {
            (0..PARTITIONS).into_par_iter().for_each(|partition| {
                self.spill.write_out(chunks, partition);
            });
        }
        if let Some(failed) = self.spill.failed() {
            return Err(failed);
        }
        let partitions = if self.open.is_empty() { 0 } else { PARTITIONS };
        let open = (0..partitions).map(|partition| self.opened(partition).to_vec()).collect();
        Ok(SavedKeys { total: self.total, open })
    }

    /// Gives an empty set what [`Self::save`] gave; chunks in the store are told of by [`Self::found`] before. `false` when
    /// the two are not of one set: it must not be used then.
    #[must_use]
    pub fn restore(&mut self, saved: &SavedKeys) -> bool {
        let sound = |open: &Vec<u8>| open.len().is_multiple_of(Self::BYTES) && open.len() < Self::CHUNK_BYTES;
        if saved.open.is_empty() {
            return saved.total == 0 && self.total == 0;
        }
        if saved.open.len() != PARTITIONS || !saved.open.iter().all(sound) {
            return false;
        }
        if self.open.is_empty() {
            self.reserve();
        }
        for (partition, entries) in saved.open.iter().enumerate() {
            for entry in entries.chunks_exact(Self::BYTES) {
                self.append(partition, |out| out.copy_from_slice(entry));
                self.total += 1;
            }
        }
        self.total == saved.total
    }

    /// Takes note of chunks that its store holds: so many bytes at this place. `false` when they cannot be its own.
    #[must_use]
    pub fn found(&mut self, partition: u16, at: u64, bytes: usize) -> bool {
        let chunks = bytes / Self::CHUNK_BYTES;
        let whole = bytes.is_multiple_of(Self::CHUNK_BYTES) && (1..=Place::CHUNKS).contains(&chunks);
        if !whole || usize::from(partition) >= PARTITIONS || at >= 1 << 56 {
            return false;
        }
        if self.open.is_empty() {
            self.reserve();
        }
        if let Some(closed) = &self.chunks {
            closed.partition(usize::from(partition)).spilled.push(Place::new(at, chunks));
        }
        self.total += (bytes / Self::BYTES) as u64;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::key_set::{KeyCount, KeyPart, KeySpill, KeyStore};

    #[derive(Debug, Default)]
    struct Memory(Mutex<Vec<(KeyPart, Vec<u8>)>>);

    impl KeyStore for Memory {
        fn append(&self, part: KeyPart, bytes: &[u8]) -> io::Result<u64> {
            let mut all = self.0.lock().unwrap();
            all.push((part, bytes.to_vec()));
            Ok(all.len() as u64 - 1)
        }

        fn read(&self, part: KeyPart, at: u64, out: &mut [u8]) -> io::Result<()> {
            let all = self.0.lock().unwrap();
            assert_eq!(all[at as usize].0, part);
            out.copy_from_slice(&all[at as usize].1);
            Ok(())
        }
    }

    /// Pushes keys in three lives of a set; gives how many it counts.
    #[track_caller]
    fn check(keys: &[u64], budget: u64) {
        let store = Arc::new(Memory::default());
        let mut saved = SavedKeys::default();
        let lives = keys.len().div_ceil(3).max(1);
        for part in keys.chunks(lives) {
            let spill = KeySpill::kept(budget, store.clone());
            let mut set = KeySet::<1>::numbered(&spill, 4);
            for (at, (part, bytes)) in store.0.lock().unwrap().iter().enumerate() {
                assert!(part.set == 4 && set.found(part.partition, at as u64, bytes.len()));
            }
            assert!(set.restore(&saved));
            for &key in part {
                set.push([key]);
            }
            saved = set.save().unwrap();
            assert_eq!(set.save().unwrap(), saved, "saving changes nothing");
        }
        let spill = KeySpill::kept(budget, store.clone());
        let mut set = KeySet::<1>::numbered(&spill, 4);
        for (at, (part, bytes)) in store.0.lock().unwrap().iter().enumerate() {
            assert!(set.found(part.partition, at as u64, bytes.len()));
        }
        assert!(set.restore(&saved));
        let mut different = keys.to_vec();
        different.sort_unstable();
        different.dedup();
        let expect = KeyCount { total: keys.len() as u64, distinct: different.len() as u64 };
        assert_eq!(set.finish(|_| ()), Ok([expect]));
    }

    #[test]
    fn a_set_goes_on_where_it_was_saved() {
        let keys: Vec<u64> =
            (0..500_000u64).map(|i| (i % 300_000).wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        for budget in [0, 100_000, u64::MAX] {
            check(&keys, budget);
            check(&keys[..100], budget);
        }
    }

    #[test]
    fn what_cannot_be_a_sets_own_is_refused() {
        let spill = KeySpill::new(0);
        let full = 256 * 6;
        for (partition, at, bytes) in
            [(0, 0, 0), (0, 0, full - 6), (512, 0, full), (0, 1 << 56, full), (0, 0, 256 * full)]
        {
            assert!(!KeySet::<1>::new(&spill).found(partition, at, bytes), "{partition} {at} {bytes}");
        }
        let mut set = KeySet::<1>::new(&spill);
        set.push([7]);
        let saved = set.save().unwrap();
        assert!(KeySet::<1>::new(&spill).restore(&saved));
        assert!(!KeySet::<2>::new(&spill).restore(&saved), "a key of another length");
        let mut more = KeySet::<1>::new(&spill);
        assert!(more.found(0, 0, full) && !more.restore(&saved), "a chunk that was not there");
        let torn = SavedKeys { open: saved.open[..9].to_vec(), ..saved };
        assert!(!KeySet::<1>::new(&spill).restore(&torn));
    }
}
