use dumpscope_model::Estimate;
use dumpscope_records::{Entry, EventKind, Tally};
use dumpscope_stats::{SavedDistinct, SavedKeys, Windows};
use serde::{Deserialize, Serialize};

use super::{
    KeyLog,
    rows::{self, RowPlace},
};
use crate::{
    ScanError,
    digests::SavedFeed,
    drive::{At, Parts},
    measure::{Measures, ProblemCount},
    plan::Plan,
    source::Source,
};

/// A pass between two blocks: everything before is measured, nothing after.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SavedPass {
    /// What the plan has to be like.
    plan: [u8; 32],
    end: u64,
    literal_until: u64,
    in_long_line: bool,
    rows: u64,
    columns: Vec<SavedColumn>,
    row_keys: SavedKeys,
    keys: Vec<SavedKeys>,
    sample: Vec<RowPlace>,
    windows: Windows,
    tally: [u64; 6],
    /// Place among all kinds, count, first byte, first row.
    problems: Vec<(u8, u64, u64, u64)>,
    digests: Option<SavedFeed>,
    /// What was said of the parts before.
    estimates: Vec<Estimate>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SavedColumn {
    counts: [u64; 3],
    distinct: SavedDistinct,
    candidates: Vec<u64>,
}

/// What the counts of a plan depend on, in one digest. The same input and options give the same plan; should they not, it is
/// found out here.
fn mark(plan: &Plan) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(&plan.data_start.to_le_bytes());
    add(format!("{:?}", plan.layout).as_bytes());
    add(&plan.sample_rows.to_le_bytes());
    for column in &plan.columns {
        add(column.decision.field_type.map_or("", |t| t.id).as_bytes());
        // Not its form: that follows from the type, and shows where functions lie in this process.
        add(format!("{:?}", column.keys).as_bytes());
        column.candidates.iter().for_each(|value| add(value));
    }
    plan.keys.iter().for_each(|key| add(key.id.as_bytes()));
    *hasher.finalize().as_bytes()
}

impl SavedPass {
    /// What was measured up to here, all of it by one worker. Full chunks of keys go to their spill. The error is in the
    /// system's words.
    pub(crate) fn of(all: &mut Measures<'_>, parts: &Parts, plan: &Plan, at: At) -> Result<Self, String> {
        let keys = all.keys.iter().map(dumpscope_stats::KeySet::save).collect::<Result<_, _>>()?;
        let row_keys = all.row_keys.save()?;
        let column = |counts: &crate::measure::ColumnCounts| SavedColumn {
            counts: [counts.nulls, counts.looks_like, counts.valid],
            distinct: counts.distinct.saved(),
            candidates: counts.candidates.clone(),
        };
        let Tally { parsed, repaired, rejected, skipped, repaired_rows, rejected_rows } = all.tally;
        let problem = |(kind, count): (&EventKind, &ProblemCount)| {
            let place = EventKind::ALL.iter().position(|other| other == kind).unwrap_or(usize::MAX);
            (place as u8, count.count, count.first_byte, count.first_row)
        };
        Ok(Self {
            plan: mark(plan),
            end: at.end,
            literal_until: at.state.literal_until,
            in_long_line: at.state.in_long_line,
            rows: at.rows,
            columns: all.columns.iter().map(column).collect(),
            row_keys,
            keys,
            sample: all.sample.items().iter().map(RowPlace::of).collect(),
            windows: all.windows.clone(),
            tally: [parsed, repaired, rejected, skipped, repaired_rows, rejected_rows],
            problems: all.problems.iter().map(problem).collect(),
            digests: all.digests.as_mut().map(|digests| digests.saved()),
            estimates: parts.so_far(),
        })
    }

    /// Reads what [`Self::bytes`] gave.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ScanError> {
        postcard::from_bytes(bytes).map_err(|_| ScanError::Kept)
    }

    /// To be sealed: holds keyed hashes.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, String> {
        postcard::to_stdvec(self).map_err(|error| error.to_string())
    }

    /// Gives a worker that has measured nothing all this to go on from; rows of the sample are read again.
    pub(crate) fn restore(
        self,
        all: &mut Measures<'_>,
        parts: &Parts,
        plan: &Plan,
        source: &Source,
        log: &KeyLog,
    ) -> Result<At, ScanError> {
        let fits = self.plan == mark(plan)
            && self.columns.len() == all.columns.len()
            && self.keys.len() == all.keys.len()
            && self.windows.is_sound()
            && self.digests.is_some() == all.digests.is_some();
        if !fits {
            return Err(ScanError::Kept);
        }
        for (counts, saved) in all.columns.iter_mut().zip(self.columns) {
            [counts.nulls, counts.looks_like, counts.valid] = saved.counts;
            let sound =
                counts.distinct.restore(saved.distinct) && counts.candidates.len() == saved.candidates.len();
            if !sound {
                return Err(ScanError::Kept);
            }
            counts.candidates = saved.candidates;
        }
        let replayed = log.replay(&mut |part, at, bytes| match part.set.checked_sub(1) {
            None => all.row_keys.found(part.partition, at, bytes),
            Some(set) => {
                all.keys.get_mut(set as usize).is_some_and(|keys| keys.found(part.partition, at, bytes))
            }
        });
        let whole = replayed.map_err(|error| ScanError::Spill { why: error.to_string() })?
            && all.row_keys.restore(&self.row_keys)
            && all.keys.iter_mut().zip(&self.keys).all(|(keys, saved)| keys.restore(saved));
        if !whole {
            return Err(ScanError::Kept);
        }
        let rows = rows::read(&self.sample, source, plan, all.hasher())?.ok_or(ScanError::Kept)?;
        for (key, row) in rows {
            all.sample.insert(key, row);
        }
        all.windows = self.windows;
        let [parsed, repaired, rejected, skipped, repaired_rows, rejected_rows] = self.tally;
        all.tally = Tally { parsed, repaired, rejected, skipped, repaired_rows, rejected_rows };
        for (kind, count, first_byte, first_row) in self.problems {
            let kind = *EventKind::ALL.get(usize::from(kind)).ok_or(ScanError::Kept)?;
            all.problems.insert(kind, ProblemCount { count, first_byte, first_row });
        }
        if let (Some(digests), Some(saved)) = (&mut all.digests, self.digests)
            && !digests.restore(saved)
        {
            return Err(ScanError::Kept);
        }
        all.rows = self.rows;
        parts.go_on(self.estimates);
        let state = Entry { literal_until: self.literal_until, in_long_line: self.in_long_line };
        Ok(At { end: self.end, state, rows: self.rows })
    }
}
