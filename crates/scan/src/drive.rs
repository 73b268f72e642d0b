//! The parallel pass. Workers take blocks in order, read each from its guessed start at once, then wait their turn: if
//! the block before ended elsewhere (a line end inside quotes, a record longer than a block), the block is read again
//! from there. Only then is it measured, on the same core. After Ge et al. (2019), *Speculative Distributed CSV Data
//! Parsing for Big Data Analytics*.

mod kept;

use std::sync::{
    Condvar, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};

use dumpscope_input::MappedFile;
use dumpscope_records::{Batch, Entry, Reader};
use dumpscope_stats::{BottomKGate, KeySpill, Merge};
use rayon::ThreadPool;

use crate::{
    Keeping, Progress, ScanError, ScanOptions, ScanState,
    checks::Checks,
    finish,
    measure::Measures,
    plan::Plan,
    source::{Ordered, Source},
    spent::{self, Clock, Spent},
};

const LEAST_BLOCK: usize = 4 << 10;
const MOST_BLOCK: usize = 64 << 20;
/// Bytes of a mapping given back at once, and how far behind the reading: each time costs every core a flush.
const RELEASE: usize = 8 << 20;

/// How far a pass has come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    /// Decoded offset up to which everything is read.
    pub(crate) end: u64,
    /// State of the reader there.
    pub(crate) state: Entry,
    /// Rows before it.
    pub(crate) rows: u64,
}

impl At {
    fn start(plan: &Plan) -> Self {
        Self { end: plan.data_start, state: Entry::default(), rows: 0 }
    }
}

/// A pass that pauses now and then, when all that was begun is measured. Then it is not stopped half-way in a block either.
pub(crate) struct Pauses<'p, R> {
    /// Whether to pause; every worker asks before each block.
    pub(crate) due: &'p (dyn Fn() -> bool + Sync),
    /// What is done meanwhile with all that was measured.
    pub(crate) pause: &'p mut Meanwhile<'p, R>,
}

type Meanwhile<'p, R> = dyn FnMut(At, &mut [R]) -> Result<(), ScanError> + 'p;

/// What is known at the boundary between the blocks done and the next one.
#[derive(Debug, Default)]
struct Boundary {
    /// Number of the block whose turn it is.
    next: u64,
    /// Decoded offset up to which everything is read.
    end: u64,
    state: Entry,
    /// Bytes of an unfinished record after `end` (ordered sources; a mapping needs no copy).
    tail: Vec<u8>,
    /// How long that record's bytes were when a read of them last failed to end it.
    tried: u64,
    /// Rows of the table so far.
    rows: u64,
    failed: Option<ScanError>,
}

struct Line {
    boundary: Mutex<Boundary>,
    turn: Condvar,
}

impl Line {
    fn lock(&self) -> MutexGuard<'_, Boundary> {
        self.boundary.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until every block before `number` is read; `None` when the scan has failed.
    fn wait(&self, number: u64) -> Option<MutexGuard<'_, Boundary>> {
        let mut boundary = self.lock();
        while boundary.next != number && boundary.failed.is_none() {
            boundary = self.turn.wait(boundary).unwrap_or_else(PoisonError::into_inner);
        }
        boundary.failed.is_none().then_some(boundary)
    }

    fn fail(&self, error: ScanError) {
        self.lock().failed.get_or_insert(error);
        self.turn.notify_all();
    }
}

/// Wakes the other workers when one unwinds, so that a bug ends in a message and not in a scan that waits for ever.
struct OnUnwind<'a>(&'a Line);

impl Drop for OnUnwind<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.fail(ScanError::Threads("a worker stopped".into()));
        }
    }
}

/// What a worker does with the batches it reads.
pub(crate) trait Reads: Send {
    /// One batch of a block. `base` is the decoded offset of the block, `rows_before` the rows of the table before it.
    fn batch(&mut self, block: &[u8], batch: &Batch, base: u64, rows_before: u64);
    /// All batches of a block were given; blocks are numbered from 0 without a gap.
    /// Where the time is written down, if it is.
    fn spent(&mut self) -> Option<&mut Spent> {
        None
    }
    fn block_done(&mut self, _number: u64) -> Result<(), ScanError> {
        Ok(())
    }
}

impl Reads for Measures<'_> {
    fn batch(&mut self, block: &[u8], batch: &Batch, base: u64, rows_before: u64) {
        self.measure(block, batch, base, rows_before);
    }

    fn spent(&mut self) -> Option<&mut Spent> {
        self.spent.as_deref_mut()
    }
}

/// Where a pass ended.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End {
    /// Rows of the table.
    pub(crate) rows: u64,
    /// Decoded bytes.
    pub(crate) decoded: u64,
}

/// The first pass: everything is measured.
pub(crate) fn run(
    pool: &ThreadPool,
    source: Source,
    plan: &Plan,
    options: &ScanOptions,
    progress: &dyn Progress,
    keeping: Option<Keeping<'_>>,
) -> Result<(ScanState, Option<Checks>), ScanError> {
    let keeping = keeping.filter(|_| source.goes_anywhere());
    let spill = match &keeping {
        Some(keeping) => KeySpill::kept(options.key_memory, keeping.log.clone()),
        None => KeySpill::new(options.key_memory),
    };
    let gate = BottomKGate::new(plan.sample_rows);
    let measures = || Measures::new(plan, options, &spill, &gate);
    let mut clock = Clock::start();
    let (measured, end) = match keeping {
        Some(keeping) => kept::read(pool, &source, plan, options, progress, (keeping, &measures))?,
        None => read(pool, &source, plan, options, progress, &measures)?,
    };
    drop(source);
    let mut measured = measured.into_iter();
    // `broadcast` runs on every thread of a pool, and a pool has at least one.
    let Some(mut all) = measured.next() else { return Err(ScanError::Threads("none came up".into())) };
    measured.for_each(|other| all.merge(other));
    let spent = all.spent.take();
    let pass = clock.lap();
    let (mut state, checks, [keys, traits]) =
        pool.install(|| finish::state(all, plan, end.decoded, options))?;
    let threads = pool.current_num_threads();
    state.timings = spent.map(|spent| spent::timings(&spent, plan, threads, [pass, keys, traits]));
    Ok((state, checks))
}

/// Reads a table once, in parallel: every worker gives its batches to a reader of its own.
pub(crate) fn read<R: Reads>(
    pool: &ThreadPool,
    source: &Source,
    plan: &Plan,
    options: &ScanOptions,
    progress: &dyn Progress,
    reader: &(impl Fn() -> R + Sync),
) -> Result<(Vec<R>, End), ScanError> {
    let pass = Pass { pool, plan, progress };
    read_from(&pass, source, options, At::start(plan), (None, reader), None)
}

/// What every stretch of a pass needs.
#[derive(Clone, Copy)]
struct Pass<'p> {
    pool: &'p ThreadPool,
    plan: &'p Plan,
    progress: &'p dyn Progress,
}

/// Reads a table from a place; the first worker goes on with the reader that is given.
fn read_from<R: Reads>(
    pass: &Pass<'_>,
    source: &Source,
    options: &ScanOptions,
    from: At,
    (first, reader): (Option<R>, &(impl Fn() -> R + Sync)),
    pauses: Option<Pauses<'_, R>>,
) -> Result<(Vec<R>, End), ScanError> {
    let block_bytes = options.block_bytes.clamp(LEAST_BLOCK, MOST_BLOCK);
    let number = if matches!(source, Source::Mapped(_)) { from.end / block_bytes as u64 } else { 0 };
    let number = if from.end == pass.plan.data_start { 0 } else { number };
    let boundary =
        Boundary { next: number, end: from.end, state: from.state, rows: from.rows, ..Boundary::default() };
    let line = Line { boundary: Mutex::new(boundary), turn: Condvar::new() };
    let readers: Vec<R> = match source {
        Source::Mapped(file) => {
            let (taken, released) = (AtomicU64::new(number), AtomicUsize::new(0));
            let blocks = Mapped { file, taken: &taken, released: &released, block_bytes };
            stretches(pass, &blocks, &line, (first, reader), pauses)?
        }
        Source::Ordered(ordered) => {
            let at = if from.end == pass.plan.data_start { 0 } else { from.end };
            let feed = Mutex::new(Feed { ordered, next: 0, at, over: Vec::new(), ended: false });
            let blocks = Streamed { feed: &feed, skip: pass.plan.data_start, block_bytes };
            stretches(pass, &blocks, &line, (first, reader), pauses)?
        }
    };
    let boundary = line.boundary.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Source::Mapped(file) = source
        && file.truncated()
    {
        return Err(ScanError::CutShort { at: boundary.end });
    }
    Ok((readers, End { rows: boundary.rows, decoded: boundary.end }))
}

/// Lets the workers work until there are no more blocks; or until a pause is due, and on after it.
fn stretches<B: Blocks, R: Reads>(
    pass: &Pass<'_>,
    blocks: &B,
    line: &Line,
    (first, reader): (Option<R>, &(impl Fn() -> R + Sync)),
    mut pauses: Option<Pauses<'_, R>>,
) -> Result<Vec<R>, ScanError> {
    let due = pauses.as_ref().map(|pauses| pauses.due);
    let mut readers: Vec<R> = first.into_iter().collect();
    loop {
        let slots: Mutex<Vec<R>> = Mutex::new(readers);
        let (done, ended): (Vec<R>, Vec<bool>) = pass
            .pool
            .broadcast(|_| {
                // The lock is not held while one is made.
                let mine = slots.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let mut mine = mine.unwrap_or_else(reader);
                let ended = worker(blocks, line, pass, &mut mine, due);
                (mine, ended)
            })
            .into_iter()
            .unzip();
        readers = done;
        let mut boundary = line.lock();
        if let Some(error) = boundary.failed.take() {
            return Err(error);
        }
        let ended = ended.contains(&true);
        let at = At { end: boundary.end, state: boundary.state, rows: boundary.rows };
        drop(boundary);
        match &mut pauses {
            Some(pauses) if !ended || pass.progress.interrupted() => (pauses.pause)(at, &mut readers)?,
            _ => {}
        }
        if ended {
            return Ok(readers);
        }
    }
}

/// One block as a worker holds it.
struct Block<'b> {
    number: u64,
    /// Decoded offset of the first byte.
    base: u64,
    bytes: Bytes<'b>,
    /// Nothing follows.
    last: bool,
}

enum Bytes<'b> {
    Mapped { all: &'b [u8], start: usize, end: usize },
    Owned(Vec<u8>),
}

impl Block<'_> {
    fn slice(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Mapped { all, start, end } => &all[*start..*end],
            Bytes::Owned(bytes) => bytes,
        }
    }

    /// Begins the block where everything before it ended.
    fn start_at(&mut self, end: u64, tail: &[u8]) {
        match &mut self.bytes {
            Bytes::Mapped { start, end: stop, .. } => *start = (end as usize).min(*stop),
            Bytes::Owned(bytes) => drop(bytes.splice(0..0, tail.iter().copied())),
        }
        self.base = end;
    }
}

impl Block<'_> {
    /// Drops bytes that have been read and measured.
    fn skip(&mut self, consumed: usize) {
        match &mut self.bytes {
            Bytes::Mapped { start, .. } => *start += consumed,
            Bytes::Owned(bytes) => drop(bytes.drain(..consumed)),
        }
        self.base += consumed as u64;
    }
}

/// Where blocks come from.
trait Blocks: Sync {
    /// The next block in order, guessed to start at a record start; `None` at the end. `reuse` is a buffer to fill.
    fn take(&self, plan: &Plan, reuse: Vec<u8>) -> Result<Option<Block<'_>>, ScanError>;
    /// Everything of the block has been measured.
    fn done(&self, block: &Block<'_>) -> Result<(), ScanError>;
}

struct Mapped<'s> {
    file: &'s MappedFile,
    taken: &'s AtomicU64,
    /// Bytes given back so far.
    released: &'s AtomicUsize,
    block_bytes: usize,
}

impl Mapped<'_> {
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
        if number > 0 && number.saturating_mul(self.block_bytes as u64) >= all.len() as u64 {
            return Ok(None);
        }
        let end = self.cut(plan, number + 1);
        let start = self.cut(plan, number).max(plan.data_start as usize).min(end);
        let last = (number + 1).saturating_mul(self.block_bytes as u64) >= all.len() as u64;
        Ok(Some(Block { number, base: start as u64, bytes: Bytes::Mapped { all, start, end }, last }))
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
}

struct Feed<'s> {
    ordered: &'s Mutex<Ordered>,
    next: u64,
    /// Decoded offset of `over`.
    at: u64,
    /// Bytes read beyond the last cut.
    over: Vec<u8>,
    ended: bool,
}

struct Streamed<'s> {
    feed: &'s Mutex<Feed<'s>>,
    /// Bytes before the first record.
    skip: u64,
    block_bytes: usize,
}

impl Blocks for Streamed<'_> {
    fn take(&self, plan: &Plan, mut reuse: Vec<u8>) -> Result<Option<Block<'_>>, ScanError> {
        let mut feed = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        if feed.ended {
            return Ok(None);
        }
        reuse.clear();
        let mut bytes = reuse;
        bytes.append(&mut feed.over);
        let ended = {
            let mut ordered = feed.ordered.lock().unwrap_or_else(PoisonError::into_inner);
            let filled = ordered.fill(&mut bytes, self.block_bytes);
            filled.map_err(|error| ScanError::Read {
                at: feed.at + bytes.len() as u64,
                why: error.to_string(),
            })?
        };
        feed.ended = ended;
        if !ended && let Some(cut) = plan.layout.line_end().last(&bytes) {
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
        Ok(Some(Block { number, base, bytes: Bytes::Owned(bytes), last: ended }))
    }

    fn done(&self, _block: &Block<'_>) -> Result<(), ScanError> {
        Ok(())
    }
}

/// Reads blocks until there are none (`true`), something failed, or a pause is due.
fn worker<B: Blocks, R: Reads>(
    blocks: &B,
    line: &Line,
    pass: &Pass<'_>,
    reads: &mut R,
    due: Option<&(dyn Fn() -> bool + Sync)>,
) -> bool {
    let _wake = OnUnwind(line);
    let Pass { plan, progress, .. } = *pass;
    let mut reader = Reader::new(plan.layout.clone());
    let mut batch = Batch::default();
    let mut reuse = Vec::new();
    let mut clock = Clock::start();
    let mut begun = false;
    loop {
        // However often pauses are due, a stretch is a block at least.
        if std::mem::replace(&mut begun, true) && due.is_some_and(|due| due()) {
            return false;
        }
        let mut block = match blocks.take(plan, std::mem::take(&mut reuse)) {
            Ok(Some(block)) => block,
            Ok(None) => return true,
            Err(error) => {
                line.fail(error);
                return false;
            }
        };
        let guessed = block.base;
        let mut exit = reader.read(block.slice(), block.base, Entry::default(), block.last, &mut batch);
        let read = clock.lap();
        let Some(mut boundary) = line.wait(block.number) else { return false };
        let waited = clock.lap();
        let as_guessed =
            boundary.end == guessed && boundary.tail.is_empty() && boundary.state == Entry::default();
        let mut tried = 0;
        if !as_guessed {
            // It is this block's turn and no other's: the boundary stays as it is while the lock is open.
            let (end, state, tail, before) =
                (boundary.end, boundary.state, std::mem::take(&mut boundary.tail), boundary.tried);
            drop(boundary);
            block.start_at(end, &tail);
            let len = block.slice().len() as u64;
            // A record much longer than a block is tried again only when its bytes have doubled: never quadratic.
            if before > 0 && len < before * 2 && !block.last && len <= plan.layout.max_record as u64 {
                batch = Batch::default();
                exit = dumpscope_records::Exit { consumed: 0, state, full: false };
                tried = before;
            } else {
                exit = reader.read(block.slice(), block.base, state, block.last, &mut batch);
            }
            boundary = line.lock();
        }
        let mut rows_before = boundary.rows;
        if exit.full {
            // Short rows of a wide table: batch by batch, while the turn is kept.
            drop(boundary);
            while exit.full {
                reads.batch(block.slice(), &batch, block.base, rows_before);
                rows_before += batch.rows() as u64;
                block.skip(exit.consumed);
                exit = reader.read(block.slice(), block.base, exit.state, block.last, &mut batch);
            }
            boundary = line.lock();
        }
        let slice = block.slice();
        boundary.next += 1;
        boundary.rows = rows_before + batch.rows() as u64;
        boundary.end = block.base + exit.consumed as u64;
        boundary.state = exit.state;
        let rest = &slice[exit.consumed..];
        boundary.tried = if exit.consumed == 0 && tried > 0 { tried } else { rest.len() as u64 };
        if matches!(block.bytes, Bytes::Owned(_)) {
            boundary.tail = rest.to_vec();
        }
        let end = boundary.end;
        drop(boundary);
        line.turn.notify_all();
        let read = read + clock.lap();
        if let Some(spent) = reads.spent() {
            spent.read += read;
            spent.wait += waited;
        }
        reads.batch(slice, &batch, block.base, rows_before);
        progress.bytes(end);
        if let Err(error) = reads.block_done(block.number).and_then(|()| blocks.done(&block)) {
            line.fail(error);
            return false;
        }
        if due.is_none() && progress.interrupted() {
            line.fail(ScanError::Interrupted { at: end });
            return false;
        }
        if let Bytes::Owned(bytes) = block.bytes {
            reuse = bytes;
        }
        clock.lap();
    }
}
