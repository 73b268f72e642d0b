//! A pass that is kept while it runs.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use super::{At, End, Parts, Pass, Pauses, Why, read_from};
use crate::{Keeping, ScanError, ScanOptions, checkpoint::SavedPass, measure::Measures, source::Source};

/// As [`super::read`], from where the pass was kept last, if it was.
pub(super) fn read<'m>(
    pass: &Pass<'_>,
    source: &Source,
    options: &ScanOptions,
    parts: &Parts,
    (keeping, measures): (Keeping<'_>, &(impl Fn() -> Measures<'m> + Sync)),
) -> Result<(Vec<Measures<'m>>, End), ScanError> {
    let Pass { pool, plan, progress } = *pass;
    let Keeping { every, log, from, save } = keeping;
    let (mut at, mut first) = (At::start(plan), None);
    if let Some(bytes) = from {
        let mut all = measures();
        at = pool.install(|| SavedPass::read(&bytes)?.restore(&mut all, parts, plan, source, &log))?;
        // One that has read nothing begins as every other does.
        if at.end > plan.data_start && !source.go_to(at.end) {
            return Err(ScanError::Kept);
        }
        first = Some(all);
    }
    let began = Instant::now();
    // Milliseconds since.
    let next = AtomicU64::new(every.as_millis() as u64);
    let due = || progress.interrupted() || began.elapsed().as_millis() as u64 >= next.load(Ordering::Relaxed);
    let mut pause = |at: At, why: Why, readers: &mut [Measures<'m>]| {
        if why == Why::Mark {
            return Ok(Some(parts.errand(at, readers, pass, options)));
        }
        if let Some((all, others)) = readers.split_first_mut() {
            for other in others {
                all.pour(other);
            }
            all.sample.settle();
            let saved = pool.install(|| SavedPass::of(all, parts, plan, at).and_then(|saved| saved.bytes()));
            save(saved.map_err(|why| ScanError::Spill { why })?, at.end);
        }
        next.store((began.elapsed() + every).as_millis() as u64, Ordering::Relaxed);
        if progress.interrupted() { Err(ScanError::Interrupted { at: at.end }) } else { Ok(None) }
    };
    let pauses = Pauses { due: Some(&due), marks: parts.marks_from(at.end), pause: &mut pause };
    read_from(pass, source, options, at, (first, measures), Some(pauses))
}
