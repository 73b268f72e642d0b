//! The second pass: rows of the same input again, each scored by a frozen scorer, those likely enough listed by number.
//!
//! Nothing of a row comes out but its number, where it starts and its probability.

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use dumpscope_input::Content;
use dumpscope_model::RowScorer;
use dumpscope_records::Batch;

use crate::{
    Progress, ScanError, ScanOptions,
    checks::Checks,
    drive::{self, Reads},
    normal,
    plan::Plan,
    sample::SampledRow,
    source::Source,
};

/// Blocks that may wait for one before them, and how often and how long it is waited for the writer.
const WAITING: u64 = 256;
const TURNS: u32 = 5_000;
const TURN: Duration = Duration::from_millis(1);

/// What a second pass over an input needs: the plan of the first one and the checks it chose. Holds keyed hashes of cells;
/// lives while a run lasts and is never saved.
#[derive(Debug)]
pub struct SecondPass {
    pub(crate) plan: Plan,
    pub(crate) checks: Checks,
    pub(crate) rows: u64,
    pub(crate) decoded: u64,
}

/// Why rows were not listed.
#[derive(Debug)]
pub enum RowsError {
    /// The input could not be read again.
    Scan(ScanError),
    /// The list could not be written.
    Write(std::io::Error),
    /// The input is another one than in the first pass.
    Changed,
}

/// Reads the input of a first pass again and writes a line `PREFIX,row,byte,probability` for each row that the scorer takes
/// to be invented, in their order: row numbers from 1, decoded byte offsets, probabilities with four decimals. Returns how
/// many.
pub fn list_rows(
    content: Content,
    pass: &SecondPass,
    scorer: &RowScorer,
    prefix: &str,
    options: &ScanOptions,
    progress: &dyn Progress,
    out: &mut dyn Write,
) -> Result<u64, RowsError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build()
        .map_err(|error| RowsError::Scan(ScanError::Threads(error.to_string())))?;
    let source = Source::new(content).map_err(RowsError::Scan)?;
    let (sender, receiver) = sync_channel::<(u64, Vec<u8>)>(64);
    let written = AtomicU64::new(0);
    let (read, wrote) = std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            // Moved in, so that the writer sees the end when the last worker is done.
            let sender = sender;
            let lister = || Lister {
                pass,
                scorer,
                prefix,
                sender: sender.clone(),
                written: &written,
                text: Vec::new(),
                listed: 0,
            };
            let (listers, end) = drive::read(&pool, &source, &pass.plan, options, progress, &lister)?;
            Ok((listers.iter().map(|lister| lister.listed).sum::<u64>(), end))
        });
        let wrote = write_in_order(&receiver, &written, out);
        // Workers that still wait to hand something over give up.
        drop(receiver);
        let read = reading.join().unwrap_or_else(|_| Err(ScanError::Threads("a worker stopped".into())));
        (read, wrote)
    });
    wrote.map_err(RowsError::Write)?;
    let (listed, end) = read.map_err(RowsError::Scan)?;
    if (end.rows, end.decoded) != (pass.rows, pass.decoded) {
        return Err(RowsError::Changed);
    }
    Ok(listed)
}

fn write_in_order(
    receiver: &std::sync::mpsc::Receiver<(u64, Vec<u8>)>,
    written: &AtomicU64,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let mut waiting = std::collections::BTreeMap::<u64, Vec<u8>>::new();
    let mut next = 0;
    for (number, text) in receiver {
        waiting.insert(number, text);
        while let Some(text) = waiting.remove(&next) {
            out.write_all(&text)?;
            next += 1;
        }
        written.store(next, Ordering::Relaxed);
    }
    Ok(())
}

/// Scores the rows of the blocks one worker reads.
struct Lister<'p> {
    pass: &'p SecondPass,
    scorer: &'p RowScorer,
    prefix: &'p str,
    sender: SyncSender<(u64, Vec<u8>)>,
    /// Blocks that are written.
    written: &'p AtomicU64,
    text: Vec<u8>,
    listed: u64,
}

impl Reads for Lister<'_> {
    fn batch(&mut self, block: &[u8], batch: &Batch, base: u64, rows_before: u64) {
        let plan = &self.pass.plan;
        let starts = batch.row_starts();
        for (row, &start) in starts.iter().enumerate() {
            let bytes = starts.get(row + 1).map_or(block.len(), |&next| next as usize) - start as usize;
            // Cells are cut as those of the sample were.
            let longest = if bytes <= plan.sample_row_bytes {
                usize::MAX
            } else {
                let cells =
                    (0..batch.columns()).map(|column| normal::trim(batch.cell(block, row, column)).len());
                SampledRow::longest(cells.sum(), batch.columns(), plan.sample_row_bytes)
            };
            let number = rows_before + row as u64 + 1;
            let outcomes = self.pass.checks.outcomes(number, |column| {
                let cell = normal::trim(batch.cell(block, row, column));
                let cell = &cell[..cell.len().min(longest)];
                if plan.null_words.is_null(cell) { &[] } else { cell }
            });
            let probability = self.scorer.probability(number, outcomes.known, outcomes.broken);
            if probability >= self.scorer.least {
                self.listed += 1;
                let byte = base + u64::from(start);
                let line = format!("{},{number},{byte},{probability:.4}\n", self.prefix);
                self.text.extend_from_slice(line.as_bytes());
            }
        }
    }

    fn block_done(&mut self, number: u64) -> Result<(), ScanError> {
        // One that runs far ahead of a slow worker waits, but not for ever: the slow one may be gone.
        for _ in 0..TURNS {
            if number < self.written.load(Ordering::Relaxed) + WAITING {
                break;
            }
            std::thread::sleep(TURN);
        }
        let text = std::mem::take(&mut self.text);
        let gone = |_| ScanError::Threads("the writer of rows stopped".into());
        self.sender.send((number, text)).map_err(gone)
    }
}
