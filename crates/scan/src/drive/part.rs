//! A table judged while it is read: at marks along the file, what was counted up to there is copied, and one of the workers
//! has it judged before it reads on. Where the marks are, and what is counted up to them, is a function of the file alone:
//! neither threads nor blocks move them. The pass itself is what it would be without.

use std::sync::{Mutex, MutexGuard, PoisonError};

use dumpscope_model::{Estimate, Quick, QuickColumn};
use dumpscope_stats::{BottomK, Merge};

use super::{At, End, Errand, Pass, Pauses, Why, read_from};
use crate::{
    ScanError, ScanOptions, ScanState,
    finish::{self, Counted},
    measure::Measures,
    plan::Plan,
    sample,
    source::Source,
};

/// Parts of a table that are judged: from its start to one over so much of it.
const PARTS: [u64; 3] = [8, 4, 2];
/// Bytes in which a line end is looked for behind the place of a mark.
const NEAR: u64 = 64 << 10;

/// The parts of a table, and what was said of them.
pub(crate) struct Parts {
    /// Ends of the parts, decoded offsets, ascending: line starts, as a rule.
    marks: Vec<u64>,
    /// Bytes of the table.
    of: u64,
    judged: Mutex<Vec<Estimate>>,
}

impl Parts {
    /// The parts of a table; none where nobody asks for them, where the table is smaller than asked for, or where its end is not
    /// known.
    pub(crate) fn new(source: &Source, plan: &Plan, options: &ScanOptions) -> Result<Self, ScanError> {
        let none = |of| Self { marks: Vec::new(), of, judged: Mutex::default() };
        let (Some(asked), Some(of)) = (options.estimates, source.len()) else { return Ok(none(0)) };
        if of < asked.least {
            return Ok(none(of));
        }
        let mut marks = Vec::new();
        for part in PARTS {
            let place = (of / part).max(1);
            let near = NEAR.min(of - place);
            let piece = source.piece(place - 1, near as usize)?;
            let start = piece.and_then(|(bytes, _)| plan.layout.line_end().after(&bytes, 0));
            let mark = start.map_or(place, |start| place - 1 + start as u64);
            if mark > marks.last().copied().unwrap_or(plan.data_start) && mark < of {
                marks.push(mark);
            }
        }
        Ok(Self { marks, ..none(of) })
    }

    /// The marks still to come in a pass that has come so far. It may have been kept just at one, before that was judged.
    pub(super) fn marks_from(&self, end: u64) -> &[u64] {
        let behind = self.marks.partition_point(|&mark| mark < end);
        &self.marks[behind.max(self.lock().len()).min(self.marks.len())..]
    }

    /// What is to be done with what was counted up to a mark: to have it judged.
    pub(super) fn errand<'p>(
        &'p self,
        at: At,
        readers: &[Measures<'_>],
        pass: &Pass<'p>,
        options: &'p ScanOptions,
    ) -> Errand<'p> {
        let Pass { pool, plan, progress } = *pass;
        let counted = pool.install(|| counted(readers, plan));
        Box::new(move || {
            if let Some(estimate) = progress.judge(&self.state(counted, at, plan, options)) {
                self.lock().push(estimate);
            }
        })
    }

    /// The state of a table of which no more was read.
    fn state(&self, counted: Counted, at: At, plan: &Plan, options: &ScanOptions) -> ScanState {
        // Whom a part names says nothing of whom the rest does.
        let options = ScanOptions { related: false, ..options.clone() };
        let (mut state, _) = finish::of_counts(counted, plan, at.end, &options);
        state.quick = Some(Quick {
            head: true,
            bytes: at.end - plan.data_start,
            bytes_of: Some(self.of),
            columns: vec![QuickColumn::default(); plan.columns.len()],
            ..Quick::default()
        });
        state
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Estimate>> {
        self.judged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was said so far.
    pub(crate) fn so_far(&self) -> Vec<Estimate> {
        self.lock().clone()
    }

    /// Goes on after what was said in an earlier sitting.
    pub(crate) fn go_on(&self, before: Vec<Estimate>) {
        *self.lock() = before;
    }

    /// What was said of every part; empty where one is missing, as when it was not asked for in an earlier sitting.
    pub(super) fn judged(self) -> Vec<Estimate> {
        let judged = self.judged.into_inner().unwrap_or_else(PoisonError::into_inner);
        if judged.len() == self.marks.len() { judged } else { Vec::new() }
    }
}

/// As [`super::read`], with pauses at the marks.
pub(super) fn read<'m>(
    pass: &Pass<'_>,
    source: &Source,
    options: &ScanOptions,
    parts: &Parts,
    measures: &(impl Fn() -> Measures<'m> + Sync),
) -> Result<(Vec<Measures<'m>>, End), ScanError> {
    let mut pause =
        |at: At, _: Why, readers: &mut [Measures<'m>]| Ok(Some(parts.errand(at, readers, pass, options)));
    let pauses = Pauses { due: None, marks: &parts.marks, pause: &mut pause };
    read_from(pass, source, options, At::start(pass.plan), (None, measures), Some(pauses))
}

/// A copy of what the workers counted together, but for keys of rows and of people: to count those takes all of them.
fn counted(readers: &[Measures<'_>], plan: &Plan) -> Counted {
    let mut counted = Counted {
        sample: sample::copies(&BottomK::smallest(readers.iter().map(|reader| &reader.sample))),
        ..Counted::nothing(plan)
    };
    for reader in readers {
        for (mine, theirs) in counted.columns.iter_mut().zip(&reader.columns) {
            mine.merge(theirs.clone());
        }
        counted.rows += reader.rows;
        counted.tally.add(&reader.tally);
        reader.add_problems(&mut counted.problems);
        counted.windows.merge(reader.windows.clone());
    }
    counted
}
