//! Where full chunks are held, and where they go when there are too many.

use std::fmt::Debug;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{CHUNK, PARTITIONS, Positions};

/// Which keys are handed to a [`KeyStore`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyPart {
    /// Number of the set among those of a scan.
    pub set: u32,
    /// Partition of the set.
    pub partition: u16,
}

/// A place for keys that outlives the scan, where one is wanted that can be gone on with.
pub trait KeyStore: Debug + Send + Sync {
    /// Takes whole chunks; gives the place they are read from again, below 2⁵⁶.
    fn append(&self, part: KeyPart, bytes: &[u8]) -> io::Result<u64>;
    /// Gives what [`Self::append`] took, as many bytes.
    fn read(&self, part: KeyPart, at: u64, out: &mut [u8]) -> io::Result<()>;
}

/// Holds the full chunks of all key sets of a scan, from all threads. Once they take more than the memory allowed to them, the
/// partitions are written out in turn, each with all that is held of it: the memory gathers what belongs together, so that
/// the pieces that are written, and read again, are large. They go to one unnamed temporary file, which holds keyed hashes
/// only and vanishes with the process; or to a [`KeyStore`].
#[derive(Debug)]
pub struct KeySpill {
    budget: u64,
    held: AtomicU64,
    written: AtomicU64,
    sets: Mutex<Vec<Arc<Chunks>>>,
    /// The partition whose turn it is, of all of all sets.
    hand: AtomicUsize,
    store: Store,
    /// Memory in which what is written is put together.
    buffers: Mutex<Vec<Vec<u8>>>,
    failed: AtomicBool,
    why: Mutex<String>,
}

#[derive(Debug)]
enum Store {
    Temporary { file: Mutex<Option<Arc<Positions>>>, end: AtomicU64 },
    Kept(Arc<dyn KeyStore>),
}

/// The full chunks of a set, of all threads.
#[derive(Debug)]
pub(super) struct Chunks {
    set: u32,
    /// Bytes of one.
    bytes: usize,
    partitions: Vec<Mutex<Closed>>,
}

/// Full chunks of one partition.
#[derive(Debug, Default)]
pub(super) struct Closed {
    pub(super) held: Vec<Box<[u8]>>,
    /// Places in the spill.
    pub(super) spilled: Vec<Place>,
}

impl Chunks {
    pub(super) fn partition(&self, partition: usize) -> MutexGuard<'_, Closed> {
        lock(&self.partitions[partition])
    }

    /// What a partition has, to be counted.
    pub(super) fn take(&self, partition: usize) -> Closed {
        std::mem::take(&mut *self.partition(partition))
    }

    const fn part(&self, partition: usize) -> KeyPart {
        KeyPart { set: self.set, partition: partition as u16 }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where some chunks are: offset, and below it how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(u64);

impl Place {
    /// Most chunks at one place: three quarters of a megabyte of the longest entries.
    pub(super) const CHUNKS: usize = 255;

    pub(super) const fn new(at: u64, chunks: usize) -> Self {
        Self(at << 8 | chunks as u64)
    }

    pub(super) const fn chunks(self) -> usize {
        (self.0 & 0xff) as usize
    }

    const fn at(self) -> u64 {
        self.0 >> 8
    }
}

impl KeySpill {
    /// Most bytes that a [`KeyStore`] is handed at once.
    pub const LONGEST: usize = Place::CHUNKS * CHUNK * 12;

    /// Key sets that share this spill hold about `budget` bytes in memory together.
    pub fn new(budget: u64) -> Self {
        Self::with(budget, Store::Temporary { file: Mutex::new(None), end: AtomicU64::new(0) })
    }

    /// As [`Self::new`], what is spilled going to a store that is kept. Sets that share it have numbers of their own.
    pub fn kept(budget: u64, store: Arc<dyn KeyStore>) -> Self {
        Self::with(budget, Store::Kept(store))
    }

    fn with(budget: u64, store: Store) -> Self {
        let [held, written] = [const { AtomicU64::new(0) }; 2];
        let (sets, buffers, why) = (Mutex::default(), Mutex::default(), Mutex::default());
        let (hand, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
        Self { budget, held, written, sets, hand, store, buffers, failed, why }
    }

    /// Bytes spilled so far.
    pub fn spilled_bytes(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    /// Why keys could not be spilled or read again, in the system's words; none are held any more then.
    pub(super) fn failed(&self) -> Option<String> {
        self.failed.load(Ordering::Acquire).then(|| lock(&self.why).clone())
    }

    pub(super) const fn budget(&self) -> u64 {
        self.budget
    }

    /// The chunks of the set with this number; `bytes` is the length of one.
    pub(super) fn chunks(&self, set: u32, bytes: usize) -> Arc<Chunks> {
        let mut sets = lock(&self.sets);
        if let Some(known) = sets.iter().find(|known| known.set == set && known.bytes == bytes) {
            return Arc::clone(known);
        }
        let partitions = std::iter::repeat_with(Mutex::default).take(PARTITIONS).collect();
        let chunks = Arc::new(Chunks { set, bytes, partitions });
        sets.push(Arc::clone(&chunks));
        chunks
    }

    /// Takes one chunk.
    pub(super) fn keep(&self, chunks: &Chunks, partition: usize, chunk: &[u8]) {
        if self.failed.load(Ordering::Relaxed) {
            return;
        }
        let chunk: Box<[u8]> = chunk.into();
        self.held.fetch_add(chunk.len() as u64, Ordering::Relaxed);
        chunks.partition(partition).held.push(chunk);
        self.hold_at_most(self.budget);
    }

    /// Writes out chunks, partition by partition, until no more than so many bytes are held.
    pub(super) fn hold_at_most(&self, most: u64) {
        while self.held.load(Ordering::Relaxed) > most && self.write_next() {}
    }

    /// Writes out the next partition that holds anything; `false` when none does, or it failed.
    fn write_next(&self) -> bool {
        let sets = lock(&self.sets).clone();
        let all = sets.len() * PARTITIONS;
        (0..all).any(|_| {
            let at = self.hand.fetch_add(1, Ordering::Relaxed) % all;
            // Set by set: what one lets go of has no room for the chunks of another.
            self.write_out(&sets[at % sets.len()], at / sets.len())
        })
    }

    /// Writes out what is held of a partition; `false` when that is nothing, or it failed.
    pub(super) fn write_out(&self, chunks: &Chunks, partition: usize) -> bool {
        let held = std::mem::take(&mut chunks.partition(partition).held);
        if held.is_empty() {
            return false;
        }
        let mut wrote = true;
        // As many as there are threads that write.
        let mut bytes = lock(&self.buffers).pop().unwrap_or_default();
        for some in held.chunks(Place::CHUNKS) {
            // Held until it is written.
            if wrote {
                bytes.clear();
                for chunk in some {
                    bytes.extend_from_slice(chunk);
                }
                match self.append(chunks.part(partition), &bytes) {
                    Ok(at) => chunks.partition(partition).spilled.push(Place::new(at, some.len())),
                    Err(error) => {
                        self.fail(error.to_string());
                        wrote = false;
                    }
                }
            }
            self.release(some.len() * chunks.bytes);
        }
        lock(&self.buffers).push(bytes);
        wrote
    }

    pub(super) fn release(&self, bytes: usize) {
        self.held.fetch_sub(bytes as u64, Ordering::Relaxed);
    }

    /// Gives up: lets go of all that is held and of the file, and takes no more.
    pub(super) fn fail(&self, why: String) {
        {
            let mut said = lock(&self.why);
            if self.failed.load(Ordering::Relaxed) {
                return;
            }
            *said = why;
            self.failed.store(true, Ordering::Release);
        }
        let sets = lock(&self.sets).clone();
        for chunks in sets {
            for partition in 0..PARTITIONS {
                self.release(chunks.take(partition).held.len() * chunks.bytes);
            }
        }
        if let Store::Temporary { file, .. } = &self.store {
            // Whoever writes to it now has it for as long as that takes.
            *lock(file) = None;
        }
    }

    /// Takes up to [`Place::CHUNKS`] chunks; gives where they are.
    fn append(&self, part: KeyPart, bytes: &[u8]) -> io::Result<u64> {
        self.written.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        match &self.store {
            Store::Kept(store) => store.append(part, bytes),
            Store::Temporary { file, end } => {
                let file = {
                    let mut slot = lock(file);
                    if self.failed.load(Ordering::Relaxed) {
                        return Err(io::Error::other("it failed before"));
                    }
                    if let Some(file) = &*slot {
                        Arc::clone(file)
                    } else {
                        // Not in its words, which name the folder.
                        let file = tempfile::tempfile().map_err(|error| io::Error::from(error.kind()))?;
                        Arc::clone(slot.insert(Arc::new(Positions::new(file))))
                    }
                };
                let at = end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
                file.write_all_at(bytes, at)?;
                Ok(at)
            }
        }
    }

    /// Fills `out` with the chunks at a place.
    pub(super) fn read(
        &self,
        chunks: &Chunks,
        partition: usize,
        place: Place,
        out: &mut Vec<u8>,
    ) -> io::Result<()> {
        out.resize(place.chunks() * chunks.bytes, 0);
        match &self.store {
            Store::Kept(store) => store.read(chunks.part(partition), place.at(), out),
            Store::Temporary { file, .. } => {
                let file = lock(file).clone().ok_or_else(|| io::Error::other("nothing was spilled"))?;
                file.read_exact_at(out, place.at())
            }
        }
    }

    /// Whether what is spilled goes to a store that is kept.
    pub fn is_kept(&self) -> bool {
        matches!(self.store, Store::Kept(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::KeySet;

    /// Takes so many bytes and no more; or gives none of them back.
    #[derive(Debug)]
    struct Full {
        room: u64,
        taken: AtomicU64,
        unreadable: bool,
    }

    impl KeyStore for Full {
        fn append(&self, _: KeyPart, bytes: &[u8]) -> io::Result<u64> {
            let at = self.taken.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            let full = at + bytes.len() as u64 > self.room;
            if full { Err(io::ErrorKind::StorageFull.into()) } else { Ok(at) }
        }

        fn read(&self, _: KeyPart, _: u64, out: &mut [u8]) -> io::Result<()> {
            out.fill(7);
            if self.unreadable { Err(io::Error::other("a bad block")) } else { Ok(()) }
        }
    }

    #[track_caller]
    fn check(room: u64, unreadable: bool, why: &str) {
        let store = Arc::new(Full { room, taken: AtomicU64::new(0), unreadable });
        let spill = KeySpill::kept(100_000, store.clone());
        let mut sets = [1, 2].map(|number| KeySet::<1>::numbered(&spill, number));
        for key in 0..400_000u64 {
            for set in &mut sets {
                set.push([key.wrapping_mul(0x9e37_79b9_7f4a_7c15)]);
            }
        }
        assert_eq!(sets.each_ref().map(KeySet::bytes), [2_400_000; 2]);
        for set in sets {
            assert_eq!(set.finish(|_| ()), Err(why.to_owned()));
        }
        assert_eq!(spill.held.load(Ordering::Relaxed), 0, "all is let go of");
        let taken = store.taken.load(Ordering::Relaxed);
        assert!(taken < room.saturating_add(100_000), "no more is written: {taken}");
    }

    #[test]
    fn where_it_fails_everything_is_given_up() {
        let full = io::Error::from(io::ErrorKind::StorageFull).to_string();
        check(0, false, &full);
        check(1_000_000, false, &full);
        check(u64::MAX, true, "a bad block");
    }

    #[test]
    fn pieces_are_as_large_as_memory_allows() {
        let spill = KeySpill::new(4 << 20);
        let mut set = KeySet::<2>::new(&spill);
        for key in 0..2_000_000u64 {
            set.push([key.wrapping_mul(0x9e37_79b9_7f4a_7c15); 2]);
        }
        let chunks = spill.chunks(0, CHUNK * 12);
        let places: Vec<Place> =
            (0..PARTITIONS).flat_map(|at| chunks.partition(at).spilled.clone()).collect();
        let all: usize = places.iter().map(|place| place.chunks()).sum();
        // A chunk and a half of each partition fits, and twice as many are held of the one whose turn it is.
        assert!(places.len() > PARTITIONS && all > places.len() * 5 / 2, "{all} in {}", places.len());
    }
}
