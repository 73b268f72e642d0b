//! Plan and parallel pass: blocks × field types × statistics → [`ScanState`] → profile.
//!
//! [`scan`] plans a table from blocks all over it (form, header, field types, what to count), then reads it once, in
//! parallel, and measures over every row what the plan assumed. Cells live here and nowhere later: what leaves is
//! counts, keyed hashes folded into sketches, masks, and frequent values of field types that are not personal.
//!
//! Knows nothing of verdicts or rendering.

mod apart;
mod cache;
mod checkpoint;
mod checks;
mod country;
pub mod decide;
mod digests;
mod drive;
mod error;
mod finish;
mod hash;
mod known;
mod links;
mod locale;
mod measure;
mod nulls;
mod options;
mod patterns;
mod plan;
mod quick;
mod rising;
mod rows;
mod sample;
mod source;
mod spent;
mod state;
mod traits;

use dumpscope_fields::keys::text as normal;

pub use checkpoint::{Done, Head, Keeping, KeyLog, LogMark, Saved, Seal, Sealed};
pub use error::{ScanError, StateError};
pub use links::{RELATED, relate};
pub use options::{Estimates, NoProgress, Progress, ScanOptions};
pub use rows::{RowsError, SecondPass, list_rows};
pub use state::{ScanState, StateMeta, load, save};

use dumpscope_input::{Content, Opened};
use dumpscope_model::{Stage, StageTime};

/// Scans one input: plans, measures every row, and gives the state to finish a profile from.
///
/// The answer is a function of the decoded bytes and of the options that shape it (seed, dialect, null words): threads,
/// block size and the door the bytes came by (mapped, positioned, streamed) never change it. A stream longer than
/// [`source::HEAD`] can be planned from its head only.
pub fn scan(input: Opened, options: &ScanOptions, progress: &dyn Progress) -> Result<ScanState, ScanError> {
    scan_content(input.content, &input.name, &input.encoding, options, progress)
}

/// As [`scan`], for a caller that keeps the rest of what was opened: its meter, and its source for custody.
pub fn scan_content(
    content: Content,
    name: &str,
    encoding: &str,
    options: &ScanOptions,
    progress: &dyn Progress,
) -> Result<ScanState, ScanError> {
    scan_for_rows(content, name, encoding, options, progress).map(|(state, _)| state)
}

/// As [`scan_content`], with what a second pass over the same bytes needs; `None` where rows cannot be scored.
pub fn scan_for_rows(
    content: Content,
    name: &str,
    encoding: &str,
    options: &ScanOptions,
    progress: &dyn Progress,
) -> Result<(ScanState, Option<SecondPass>), ScanError> {
    scan_and_keep(content, name, encoding, options, progress, None)
}

/// As [`scan_for_rows`], of a scan that is kept while it runs. A stream cannot be: it is scanned from its start.
pub fn scan_and_keep(
    content: Content,
    name: &str,
    encoding: &str,
    options: &ScanOptions,
    progress: &dyn Progress,
    keeping: Option<Keeping<'_>>,
) -> Result<(ScanState, Option<SecondPass>), ScanError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build()
        .map_err(|error| ScanError::Threads(error.to_string()))?;
    let mut clock = spent::Clock::start();
    let source = source::Source::new(content)?;
    let plan = pool.install(|| plan::plan(&source, name, encoding, options))?;
    let planned = clock.lap().as_secs_f64();
    let (mut state, checks) = if let Some(bytes) = quick::worthwhile(&source, options) {
        (quick::look(&pool, &source, bytes, &plan, options, progress)?, None)
    } else {
        quick::first(&pool, &source, &plan, options, progress)?;
        drive::run(&pool, source, &plan, options, progress, keeping)?
    };
    if let Some(timings) = &mut state.timings {
        timings.stages.insert(0, StageTime { stage: Stage::Plan, seconds: planned });
    }
    let (rows, decoded) = (state.rows, state.decoded);
    let second = checks.map(|checks| SecondPass { plan, checks, rows, decoded });
    Ok((state, second))
}
