use std::fmt::Debug;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

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

/// Where full chunks go once the memory allowed to all key sets of a scan is used up: one unnamed temporary file, which
/// holds keyed hashes only and vanishes with the process; or a [`KeyStore`].
#[derive(Debug)]
pub struct KeySpill {
    budget: u64,
    held: AtomicU64,
    written: AtomicU64,
    store: Store,
}

#[derive(Debug)]
enum Store {
    Temporary(Mutex<Option<std::fs::File>>),
    Kept(Arc<dyn KeyStore>),
}

/// Where some chunks are: offset, and below it how many.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(u64);

impl Place {
    /// Most chunks at one place.
    pub(super) const CHUNKS: usize = 64;

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
    /// Key sets that share this spill hold about `budget` bytes in memory together.
    pub fn new(budget: u64) -> Self {
        Self::with(budget, Store::Temporary(Mutex::new(None)))
    }

    /// As [`Self::new`], what is spilled going to a store that is kept. Sets that share it have numbers of their own.
    pub fn kept(budget: u64, store: Arc<dyn KeyStore>) -> Self {
        Self::with(budget, Store::Kept(store))
    }

    fn with(budget: u64, store: Store) -> Self {
        Self { budget, held: AtomicU64::new(0), written: AtomicU64::new(0), store }
    }

    /// Bytes spilled so far.
    pub fn spilled_bytes(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    pub(super) fn over_budget(&self) -> bool {
        self.held.load(Ordering::Relaxed) > self.budget
    }

    pub(super) fn hold(&self, bytes: usize) {
        self.held.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(super) fn release(&self, bytes: usize) {
        self.held.fetch_sub(bytes as u64, Ordering::Relaxed);
    }

    /// Takes one chunk.
    pub(super) fn append(&self, part: KeyPart, chunk: &[u8]) -> io::Result<Place> {
        self.append_several(part, chunk, 1)
    }

    /// Takes up to [`Place::CHUNKS`] chunks.
    pub(super) fn append_several(&self, part: KeyPart, bytes: &[u8], chunks: usize) -> io::Result<Place> {
        self.written.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let at = match &self.store {
            Store::Kept(store) => store.append(part, bytes)?,
            Store::Temporary(slot) => {
                let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
                let file = match &mut *slot {
                    Some(file) => file,
                    none => none.insert(tempfile::tempfile()?),
                };
                let at = file.seek(SeekFrom::End(0))?;
                file.write_all(bytes)?;
                at
            }
        };
        Ok(Place::new(at, chunks))
    }

    pub(super) fn read(&self, part: KeyPart, place: Place, out: &mut [u8]) -> io::Result<()> {
        match &self.store {
            Store::Kept(store) => store.read(part, place.at(), out),
            Store::Temporary(slot) => {
                let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
                let file = slot.as_mut().ok_or_else(|| io::Error::other("nothing was spilled"))?;
                file.seek(SeekFrom::Start(place.at()))?;
                file.read_exact(out)
            }
        }
    }
}
