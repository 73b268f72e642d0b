mod count;
mod positions;
mod saved;
mod spill;
mod tables;
mod twice;

use std::sync::Arc;

use crate::Merge;

pub use positions::Positions;
pub use saved::SavedKeys;
use spill::{Chunks, Place};
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

/// Asks for a byte's line of memory, and waits for nothing; or does nothing at all.
pub type AskFor = fn(&u8);

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
/// Sets with one number that share a spill are one set filled by several threads: the spill holds the full chunks of all of
/// them, and they have to be merged before they are counted.
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
    /// Full chunks; `None` until the first key.
    chunks: Option<Arc<Chunks>>,
    total: u64,
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
        Self { spill, number, open: Vec::new(), filled: Vec::new(), chunks: None, total: 0 }
    }

    /// Its content, an empty one left in its place.
    #[must_use]
    pub fn take(&mut self) -> Self {
        let empty = Self::numbered(self.spill, self.number);
        std::mem::replace(self, empty)
    }

    /// Bytes that its keys take.
    pub const fn bytes(&self) -> u64 {
        self.total * Self::BYTES as u64
    }

    /// Whether its keys are wanted beyond the scan.
    pub fn is_kept(&self) -> bool {
        self.spill.is_kept()
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
        self.chunks = Some(self.spill.chunks(self.number, Self::CHUNK_BYTES));
    }

    #[cold]
    fn close(&mut self, partition: usize) {
        let chunk = &self.open[partition * Self::CHUNK_BYTES..(partition + 1) * Self::CHUNK_BYTES];
        if let Some(chunks) = &self.chunks {
            self.spill.keep(chunks, partition, chunk);
        }
        self.filled[partition] = 0;
    }

    /// The entries of a partition that fill no chunk yet.
    fn opened(&self, partition: usize) -> &[u8] {
        let start = partition * Self::CHUNK_BYTES;
        &self.open[start..start + usize::from(self.filled[partition]) * Self::BYTES]
    }
}

impl<const N: usize> Merge for KeySet<'_, N>
where
    [u64; N]: Packed,
{
    fn merge(&mut self, other: Self) {
        if other.open.is_empty() {
            return;
        }
        if self.open.is_empty() {
            self.reserve();
        }
        self.total += other.total;
        for partition in 0..PARTITIONS {
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
        assert_eq!(left.finish(|_| ()), Ok([expect]));
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
            let counts = set.finish(|_| ()).expect("memory");
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
