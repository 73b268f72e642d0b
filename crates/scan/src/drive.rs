//! The parallel pass. Workers take blocks in order, read each from its guessed start at once, then wait their turn: if
//! the block before ended elsewhere (a line end inside quotes, a record longer than a block), the block is read again
//! from there. Only then is it measured, on the same core. After Ge et al. (2019), *Speculative Distributed CSV Data
//! Parsing for Big Data Analytics*.

mod blocks;
mod kept;
mod part;

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use dumpscope_records::{Batch, Entry, Reader};
use dumpscope_stats::{BottomKGate, KeySpill, Merge};
use rayon::ThreadPool;

use crate::{
    Keeping, Progress, ScanError, ScanOptions, ScanState,
    checks::Checks,
    finish,
    measure::Measures,
    plan::Plan,
    source::Source,
    spent::{self, Clock, Spent},
};

use blocks::{Blocks, Bytes, Mapped, Streamed};
pub(crate) use part::Parts;

const LEAST_BLOCK: usize = 4 << 10;
const MOST_BLOCK: usize = 64 << 20;

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

/// When a pass pauses, all that was begun being measured.
struct Pauses<'p, R> {
    /// Whether to pause; every worker asks before each block, and none is stopped half-way in one.
    due: Option<&'p (dyn Fn() -> bool + Sync)>,
    /// Places up to which everything is read, and nothing beyond, when a pause is made; ascending.
    marks: &'p [u64],
    /// What is done meanwhile with all that was measured.
    pause: &'p mut Meanwhile<'p, R>,
}

/// What is done in a pause, and gives what one of the workers does after it, before it reads on.
type Meanwhile<'p, R> = dyn FnMut(At, Why, &mut [R]) -> Result<Option<Errand<'p>>, ScanError> + 'p;

type Errand<'p> = Box<dyn FnOnce() + Send + 'p>;

/// Why a pass pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It was due.
    Due,
    /// It came to a mark.
    Mark,
}

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
    let parts = Parts::new(&source, plan, options)?;
    let pass = Pass { pool, plan, progress };
    let (measured, end) = match keeping {
        Some(keeping) => kept::read(&pass, &source, options, &parts, (keeping, &measures))?,
        None => part::read(&pass, &source, options, &parts, &measures)?,
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
    state.estimates = parts.judged();
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
    let data_start = pass.plan.data_start;
    let boundary = Boundary { end: from.end, state: from.state, rows: from.rows, ..Boundary::default() };
    let line = Line { boundary: Mutex::new(boundary), turn: Condvar::new() };
    let readers: Vec<R> = match source {
        Source::Mapped(file) => {
            let blocks = Mapped::new(file, block_bytes, data_start);
            stretches(pass, &blocks, &line, (first, reader), pauses)?
        }
        Source::Ordered(ordered) => {
            let at = if from.end == data_start { 0 } else { from.end };
            let blocks = Streamed::new(ordered, at, block_bytes, data_start);
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

/// Lets the workers work until there are no more blocks; or until a pause is made, and on after it.
fn stretches<B: Blocks, R: Reads>(
    pass: &Pass<'_>,
    blocks: &B,
    line: &Line,
    (first, reader): (Option<R>, &(impl Fn() -> R + Sync)),
    mut pauses: Option<Pauses<'_, R>>,
) -> Result<Vec<R>, ScanError> {
    let due = pauses.as_ref().and_then(|pauses| pauses.due);
    let mut marks = pauses.as_ref().map_or(&[][..], |pauses| pauses.marks);
    let stop = |mark: Option<&u64>| {
        let mut boundary = line.lock();
        let next = blocks.stop_at(mark.copied().unwrap_or(u64::MAX), boundary.end);
        boundary.next = next.unwrap_or(boundary.next);
    };
    stop(marks.first());
    let mut readers: Vec<R> = first.into_iter().collect();
    let errand: Mutex<Option<Errand<'_>>> = Mutex::new(None);
    loop {
        let slots: Mutex<Vec<R>> = Mutex::new(readers);
        let (done, ended): (Vec<R>, Vec<bool>) = pass
            .pool
            .broadcast(|_| {
                // No lock is held while an errand is run, or a reader made.
                let errand = errand.lock().unwrap_or_else(PoisonError::into_inner).take();
                if let Some(errand) = errand {
                    errand();
                }
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
        let at = At { end: boundary.end, state: boundary.state, rows: boundary.rows };
        drop(boundary);
        let ended = ended.contains(&true);
        let why = if ended && !marks.is_empty() { Why::Mark } else { Why::Due };
        match &mut pauses {
            Some(pauses) if why == Why::Mark || !ended || (due.is_some() && pass.progress.interrupted()) => {
                let next = (pauses.pause)(at, why, &mut readers)?;
                *errand.lock().unwrap_or_else(PoisonError::into_inner) = next;
            }
            _ => {}
        }
        if why == Why::Mark {
            marks = &marks[1..];
            stop(marks.first());
        } else if ended {
            return Ok(readers);
        }
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
            // Up to a mark everything is read that can be.
            let all = block.last || block.stopped;
            if before > 0 && len < before * 2 && !all && len <= plan.layout.max_record as u64 {
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
