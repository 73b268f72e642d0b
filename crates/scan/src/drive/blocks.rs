//! Blocks of a table in order, each guessed to start at a record start: out of a mapping, or read one after the other.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};

use dumpscope_input::MappedFile;

use crate::{ScanError, plan::Plan, source::Ordered};

/// Bytes of a mapping given back at once, and how far behind the reading: each time costs every core a flush.
const RELEASE: usize = 8 << 20;

/// One block as a worker holds it.
pub(super) struct Block<'b> {
    pub(super) number: u64,
    /// Decoded offset of the first byte.
    pub(super) base: u64,
    pub(super) bytes: Bytes<'b>,
    /// Nothing follows.
    pub(super) last: bool,
    /// Nothing follows for now.
    pub(super) stopped: bool,
}

pub(super) enum Bytes<'b> {
    Mapped { all: &'b [u8], start: usize, end: usize },
    Owned(Vec<u8>),
}

impl Block<'_> {
    pub(super) fn slice(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Mapped { all, start, end } => &all[*start..*end],
            Bytes::Owned(bytes) => bytes,
        }
    }

    /// Begins the block where everything before it ended.
    pub(super) fn start_at(&mut self, end: u64, tail: &[u8]) {
        match &mut self.bytes {
            Bytes::Mapped { start, end: stop, .. } => *start = (end as usize).min(*stop),
            Bytes::Owned(bytes) => drop(bytes.splice(0..0, tail.iter().copied())),
        }
        self.base = end;
    }

    /// Drops bytes that have been read and measured.
    pub(super) fn skip(&mut self, consumed: usize) {
        match &mut self.bytes {
            Bytes::Mapped { start, .. } => *start += consumed,
            Bytes::Owned(bytes) => drop(bytes.drain(..consumed)),
        }
        self.base += consumed as u64;
    }
}

/// Where blocks come from.
pub(super) trait Blocks: Sync {
    /// The next block in order, guessed to start at a record start; `None` at the end. `reuse` is a buffer to fill.
    fn take(&self, plan: &Plan, reuse: Vec<u8>) -> Result<Option<Block<'_>>, ScanError>;
    /// Everything of the block has been measured.
    fn done(&self, block: &Block<'_>) -> Result<(), ScanError>;
    /// Ends a block at this decoded offset, and gives none from there on, until another offset is set. No block may be
    /// under way; everything up to `end` has been read. Returns the number of the next block, where numbers change.
    fn stop_at(&self, place: u64, end: u64) -> Option<u64>;
}

/// Blocks of a mapped file: each knows by its number where it is.
pub(super) struct Mapped<'s> {
    file: &'s MappedFile,
    taken: AtomicU64,
    /// Bytes given back so far.
    released: AtomicUsize,
    /// Where blocks end for now.
    stop: AtomicU64,
    block_bytes: usize,
    data_start: u64,
}

impl<'s> Mapped<'s> {
    pub(super) fn new(file: &'s MappedFile, block_bytes: usize, data_start: u64) -> Self {
        let stop = AtomicU64::new(u64::MAX);
        let (taken, released) = (AtomicU64::new(0), AtomicUsize::new(0));
        Self { file, taken, released, stop, block_bytes, data_start }
    }

    /// Number of the block that a place is in. The first one begins wherever the table does.
    fn number(&self, place: u64) -> u64 {
        if place <= self.data_start { 0 } else { place / self.block_bytes as u64 }
    }

    /// The first line start at or after the nominal cut, or the cut itself when no line ends near: then the block
    /// before will say where its record ended.
    fn cut(&self, plan: &Plan, number: u64) -> usize {
        let all = self.file.bytes();
        let nominal =
            usize::try_from(number).unwrap_or(usize::MAX).saturating_mul(self.block_bytes).min(all.len());
        if number == 0 || nominal == all.len() {
            return nominal;
        }
        let window = &all[..(nominal + self.block_bytes).min(all.len())];
        plan.layout.line_end().after(window, nominal - 1).unwrap_or(nominal)
    }
}

impl Blocks for Mapped<'_> {
    fn take(&self, plan: &Plan, _reuse: Vec<u8>) -> Result<Option<Block<'_>>, ScanError> {
        let all = self.file.bytes();
        let number = self.taken.fetch_add(1, Ordering::Relaxed);
        let len = all.len() as u64;
        let stop = self.stop.load(Ordering::Relaxed).min(len);
        let nominal = |number: u64| number.saturating_mul(self.block_bytes as u64);
        if number > 0 && nominal(number) >= stop {
            return Ok(None);
        }
        let end = if nominal(number + 1) >= stop {
            stop as usize
        } else {
            self.cut(plan, number + 1).min(stop as usize)
        };
        let start = self.cut(plan, number).max(plan.data_start as usize).min(end);
        let last = stop == len && nominal(number + 1) >= len;
        Ok(Some(Block {
            number,
            base: start as u64,
            bytes: Bytes::Mapped { all, start, end },
            last,
            stopped: end as u64 == stop,
        }))
    }

    fn done(&self, block: &Block<'_>) -> Result<(), ScanError> {
        let Bytes::Mapped { end, .. } = block.bytes else { return Ok(()) };
        let behind = end.saturating_sub(RELEASE) / RELEASE * RELEASE;
        let before = self.released.fetch_max(behind, Ordering::Relaxed);
        if before < behind {
            if self.file.truncated() {
                return Err(ScanError::CutShort { at: block.base });
            }
            self.file.release(before..behind);
        }
        Ok(())
    }

    fn stop_at(&self, place: u64, end: u64) -> Option<u64> {
        self.stop.store(place, Ordering::Relaxed);
        let number = self.number(end);
        self.taken.store(number, Ordering::Relaxed);
        Some(number)
    }
}

struct Feed<'s> {
    ordered: &'s Mutex<Ordered>,
    next: u64,
    /// Decoded offset of `over`.
    at: u64,
    /// Bytes read beyond the last cut.
    over: Vec<u8>,
    ended: bool,
    /// Where blocks end for now.
    stop: u64,
}

/// Blocks of bytes that are read in order.
pub(super) struct Streamed<'s> {
    feed: Mutex<Feed<'s>>,
    /// Bytes before the first record.
    skip: u64,
    block_bytes: usize,
}

impl<'s> Streamed<'s> {
    /// From a decoded offset on.
    pub(super) fn new(ordered: &'s Mutex<Ordered>, at: u64, block_bytes: usize, data_start: u64) -> Self {
        let feed = Feed { ordered, next: 0, at, over: Vec::new(), ended: false, stop: u64::MAX };
        Self { feed: Mutex::new(feed), skip: data_start, block_bytes }
    }
}

impl Blocks for Streamed<'_> {
    fn take(&self, plan: &Plan, mut reuse: Vec<u8>) -> Result<Option<Block<'_>>, ScanError> {
        let mut feed = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        if feed.ended || feed.at >= feed.stop {
            return Ok(None);
        }
        let size = self.block_bytes.min(usize::try_from(feed.stop - feed.at).unwrap_or(usize::MAX));
        reuse.clear();
        let mut bytes = reuse;
        bytes.append(&mut feed.over);
        let ended = {
            let mut ordered = feed.ordered.lock().unwrap_or_else(PoisonError::into_inner);
            let filled = ordered.fill(&mut bytes, size);
            filled.map_err(|error| ScanError::Read {
                at: feed.at + bytes.len() as u64,
                why: error.to_string(),
            })?
        };
        feed.ended = ended;
        let stopped = feed.at + bytes.len() as u64 == feed.stop;
        if !ended
            && !stopped
            && let Some(cut) = plan.layout.line_end().last(&bytes)
        {
            feed.over.extend_from_slice(&bytes[cut + 1..]);
            bytes.truncate(cut + 1);
        }
        let mut base = feed.at;
        feed.at += bytes.len() as u64;
        if base < self.skip {
            let drop = (self.skip - base).min(bytes.len() as u64);
            bytes.drain(..drop as usize);
            base += drop;
        }
        let number = feed.next;
        feed.next += 1;
        Ok(Some(Block { number, base, bytes: Bytes::Owned(bytes), last: ended, stopped }))
    }

    fn done(&self, _block: &Block<'_>) -> Result<(), ScanError> {
        Ok(())
    }

    fn stop_at(&self, place: u64, _end: u64) -> Option<u64> {
        self.feed.lock().unwrap_or_else(PoisonError::into_inner).stop = place;
        None
    }
}
