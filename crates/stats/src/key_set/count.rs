//! Counting the entries of a set, partition by partition.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{channel, sync_channel};

use rayon::prelude::*;

use super::spill::{Chunks, Closed};
use super::tables::Tables;
use super::{AskFor, KeyCount, KeySet, PARTITIONS, Packed};

/// Bytes that may be taken to count what was spilled, however little memory was given.
const LEAST_ROOM: usize = 16 << 20;
/// Parts that a partition which was spilled is taken apart into: at a thousand million keys each is counted in a table that
/// fits the second cache.
const PARTS: usize = 64;
/// Pieces that are read while another one is counted.
const AHEAD: usize = 2;
/// Bits by which a partition may be counted in shares, one after the other.
const SHARE_BITS: u32 = 8;

impl<const N: usize> KeySet<'_, N>
where
    [u64; N]: Packed,
{
    /// Counts, for each key of the entries; the error says why the spill could not be used, in the system's words. Takes no
    /// more memory than was held, where anything was spilled. What is read next is asked for meanwhile.
    pub fn finish(self, ask_for: AskFor) -> Result<[KeyCount; N], String> {
        let half = self.spill.budget() / 2;
        self.finish_within(usize::try_from(half).unwrap_or(usize::MAX).max(LEAST_ROOM), ask_for)
    }

    /// As [`Self::finish`], with at most so many bytes used, instead of held, where anything was spilled.
    pub(super) fn finish_within(self, room: usize, ask_for: AskFor) -> Result<[KeyCount; N], String> {
        let mut counts = [KeyCount { total: self.total, distinct: 0 }; N];
        if let Some(chunks) = &self.chunks {
            for distinct in self.distinct(chunks, room, ask_for)? {
                counts.iter_mut().zip(distinct).for_each(|(count, distinct)| count.distinct += distinct);
            }
        }
        self.spill.failed().map_or(Ok(counts), Err)
    }

    /// Different keys, as each of the threads counted them.
    fn distinct(&self, chunks: &Chunks, room: usize, ask_for: AskFor) -> Result<Vec<[u64; N]>, String> {
        let spilled = |partition| !chunks.partition(partition).spilled.is_empty();
        let mut counters = rayon::current_num_threads();
        if (0..PARTITIONS).any(spilled) {
            let largest = (0..PARTITIONS).map(|at| Self::bytes_of(&chunks.partition(at))).max().unwrap_or(0);
            // An eighth for the tables.
            let needed = largest + largest / 8 + 1;
            counters = (room / needed).clamp(1, counters);
            let used = (needed * counters).min(room) as u64;
            self.spill.hold_at_most(self.spill.budget().saturating_sub(used));
        }
        let (next, room) = (AtomicUsize::new(0), room / counters);
        let count = |_| {
            let (mut tables, mut apart, mut pieces) = (Tables::new(ask_for), Apart::default(), Vec::new());
            let mut sum = [0; N];
            loop {
                let partition = next.fetch_add(1, Ordering::Relaxed);
                if partition >= PARTITIONS {
                    return Ok(sum);
                }
                let closed = chunks.take(partition);
                let held = closed.held.len() * Self::CHUNK_BYTES;
                let distinct = if closed.spilled.is_empty() {
                    let held = closed.held.iter().map(|chunk| &chunk[..]);
                    Ok(tables.count(held.chain([self.opened(partition)])))
                } else {
                    let own = (&mut tables, &mut apart, &mut pieces);
                    self.count_spilled(chunks, partition, &closed, own, room)
                };
                drop(closed);
                self.spill.release(held);
                sum.iter_mut().zip(distinct?).for_each(|(sum, distinct)| *sum += distinct);
            }
        };
        let counted: io::Result<_> = (0..counters).into_par_iter().with_max_len(1).map(count).collect();
        counted.map_err(|error| {
            self.spill.fail(error.to_string());
            error.to_string()
        })
    }

    fn bytes_of(closed: &Closed) -> usize {
        let spilled: usize = closed.spilled.iter().map(|place| place.chunks()).sum();
        (closed.held.len() + spilled + 1) * Self::CHUNK_BYTES
    }

    /// Different keys of a partition, part of which was spilled. Where they have no room, a half of the keys is counted after
    /// the other, in turn by halves: it is their number that decides, not how often they repeat.
    fn count_spilled(
        &self,
        chunks: &Chunks,
        partition: usize,
        closed: &Closed,
        (tables, apart, pieces): (&mut Tables<N>, &mut Apart, &mut Vec<Vec<u8>>),
        room: usize,
    ) -> io::Result<[u64; N]> {
        let mut sum = [0; N];
        let mut shares = vec![Share { bits: 0, value: 0 }];
        while let Some(share) = shares.pop() {
            apart.begin::<N>(Self::bytes_of(closed), room);
            let mut take = |bytes: &[u8]| apart.take(bytes, share, tables);
            if self.read_all(chunks, partition, closed, pieces, &mut take)? {
                let counted = apart.count(tables);
                sum.iter_mut().zip(counted).for_each(|(sum, distinct)| *sum += distinct);
            } else {
                shares.extend(share.halves());
            }
        }
        Ok(sum)
    }

    /// Gives all entries of a partition, as long as they are taken; whether all were. What was spilled is read ahead, in the
    /// order of the file, into pieces that stay with whoever counts.
    fn read_all(
        &self,
        chunks: &Chunks,
        partition: usize,
        closed: &Closed,
        pieces: &mut Vec<Vec<u8>>,
        take: &mut impl FnMut(&[u8]) -> bool,
    ) -> io::Result<bool> {
        let mut held = closed.held.iter().map(|chunk| &chunk[..]).chain([self.opened(partition)]);
        if !held.all(&mut *take) {
            return Ok(false);
        }
        let longest =
            closed.spilled.iter().map(|place| place.chunks() * Self::CHUNK_BYTES).max().unwrap_or(0);
        let (read, whole) = sync_channel(AHEAD);
        let (back, empty) = channel::<Vec<u8>>();
        pieces.resize_with(AHEAD + 2, Vec::new);
        for mut piece in pieces.drain(..) {
            piece.clear();
            piece.reserve(longest);
            let _ = back.send(piece);
        }
        std::thread::scope(|scope| {
            let reader = std::thread::Builder::new().spawn_scoped(scope, move || {
                for &place in &closed.spilled {
                    let Ok(mut piece) = empty.recv() else { break };
                    let got = self.spill.read(chunks, partition, place, &mut piece);
                    let failed = got.is_err();
                    if read.send(got.map(|()| piece)).is_err() || failed {
                        break;
                    }
                }
                empty
            })?;
            let mut all = true;
            while all && let Ok(piece) = whole.recv() {
                let piece = piece?;
                all = take(&piece);
                let _ = back.send(piece);
            }
            // Both end the reading, should not all be taken.
            drop((whole, back));
            pieces.extend(reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            Ok(all)
        })
    }
}

/// The entries whose fifth byte ends in some bits; all, by none.
#[derive(Clone, Copy)]
struct Share {
    bits: u32,
    value: u8,
}

impl Share {
    const fn has(self, entry: &[u8]) -> bool {
        (entry[4] ^ self.value) as u32 & ((1 << self.bits) - 1) == 0
    }

    fn halves(self) -> [Self; 2] {
        [0, 1].map(|bit| Self { bits: self.bits + 1, value: self.value | bit << self.bits })
    }
}

/// Entries of a partition, taken apart by bits of their sixth byte.
#[derive(Default)]
struct Apart {
    parts: Vec<Vec<u8>>,
    bytes: usize,
    /// Bytes beyond which repeats are left out, and at half of which so many different ones are too many.
    most: usize,
}

impl Apart {
    fn begin<const N: usize>(&mut self, bytes: usize, room: usize) {
        self.parts.resize_with(PARTS, Vec::new);
        let each = bytes.min(room) / PARTS;
        for part in &mut self.parts {
            part.clear();
            part.reserve(each + each / 16);
        }
        (self.bytes, self.most) = (0, room);
    }

    /// Takes the entries of a share; `false` when different ones have no room.
    fn take<const N: usize>(&mut self, bytes: &[u8], share: Share, tables: &mut Tables<N>) -> bool
    where
        [u64; N]: Packed,
    {
        for entry in bytes.chunks_exact(<[u64; N]>::BYTES) {
            if share.has(entry) {
                self.parts[(usize::from(entry[5]) * PARTS) >> 8].extend_from_slice(entry);
                self.bytes += entry.len();
            }
        }
        if self.bytes > self.most {
            self.bytes = self.parts.iter_mut().map(|part| tables.leave_different(part)).sum();
            if self.bytes > self.most / 2 {
                if share.bits < SHARE_BITS {
                    return false;
                }
                self.most = self.bytes * 2;
            }
        }
        true
    }

    fn count<const N: usize>(&self, tables: &mut Tables<N>) -> [u64; N]
    where
        [u64; N]: Packed,
    {
        let mut sum = [0; N];
        for part in &self.parts {
            let distinct = tables.count(std::iter::once(&part[..]));
            sum.iter_mut().zip(distinct).for_each(|(sum, distinct)| *sum += distinct);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::{Merge, key_set::KeySpill};

    const fn mixed(key: u64) -> u64 {
        key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    /// Counts coarse and fine keys by several threads, merged in the end, and holds them against sets.
    #[track_caller]
    fn check(keys: &[(u64, u64)], budget: u64, room: usize) {
        let spill = KeySpill::new(budget);
        let mut sets: Vec<KeySet<'_, 2>> = keys
            .par_chunks(keys.len().div_ceil(3).max(1))
            .map(|keys| {
                let mut set = KeySet::new(&spill);
                for key in keys {
                    set.push([mixed(key.0), mixed(key.1 + 1)]);
                }
                set
            })
            .collect();
        let mut all = sets.pop().unwrap_or_else(|| KeySet::new(&spill));
        for set in sets {
            all.merge(set);
        }
        let coarse: BTreeSet<u64> = keys.iter().map(|key| key.0).collect();
        let fine: BTreeSet<u64> = keys.iter().map(|key| key.1).collect();
        let counts = all.finish_within(room, |_| ()).unwrap();
        assert_eq!(counts.map(|count| count.distinct), [coarse.len() as u64, fine.len() as u64]);
        assert!(counts.iter().all(|count| count.total == keys.len() as u64));
    }

    /// Fine keys tell more apart than coarse ones.
    fn keys(len: u64, different: u64, finer: u64) -> Vec<(u64, u64)> {
        (0..len).map(|n| (n % different, n % different * finer + n / different % finer)).collect()
    }

    #[test]
    fn however_little_room_there_is() {
        for room in [3_000, 20_000, 1 << 20] {
            for budget in [0, 500_000] {
                // About 400 different ones to a partition: in eight shares by the least room.
                check(&keys(300_000, 200_000, 2), budget, room);
                // Few that repeat very often, in as few partitions.
                check(&keys(200_000, 3, 1), budget, room);
                check(&keys(200_000, 2, 20_000), budget, room);
            }
        }
        check(&keys(20_000, 200, 1), 0, 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_budget_and_room_give_the_count_of_a_set(
            len in 0u64..30_000,
            different in prop_oneof![1u64..10, 1u64..30_000],
            finer in 1u64..4,
            budget in prop_oneof![Just(0u64), 0u64..600_000],
            room in prop_oneof![2_000usize..10_000, 0usize..2_000_000],
        ) {
            check(&keys(len, different, finer), budget, room);
        }
    }
}
