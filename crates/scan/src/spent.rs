//! Where the time of a scan goes, for `--timings`.

use std::time::{Duration, Instant};

use dumpscope_model::{FieldTypeTime, Stage, StageTime, Timings};
use dumpscope_stats::Merge;

use crate::plan::Plan;

/// What one thread spent in the parallel pass.
#[derive(Debug, Default)]
pub(crate) struct Spent {
    pub(crate) read: Duration,
    pub(crate) wait: Duration,
    pub(crate) rows: Duration,
    /// By column.
    pub(crate) columns: Vec<Duration>,
}

impl Merge for Spent {
    fn merge(&mut self, other: Self) {
        self.read += other.read;
        self.wait += other.wait;
        self.rows += other.rows;
        for (mine, theirs) in self.columns.iter_mut().zip(other.columns) {
            *mine += theirs;
        }
    }
}

/// Reads the clock from one stage to the next.
pub(crate) struct Clock(Instant);

impl Clock {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start or the last lap.
    pub(crate) fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut self.0, now))
    }
}

/// What all threads spent, with the stages after the pass; `pass`, `keys` and `traits` on the clock.
pub(crate) fn timings(
    spent: &Spent,
    plan: &Plan,
    threads: usize,
    [pass, keys, traits]: [Duration; 3],
) -> Timings {
    let columns: Duration = spent.columns.iter().sum();
    let stages = [
        (Stage::Pass, pass),
        (Stage::Read, spent.read),
        (Stage::Wait, spent.wait),
        (Stage::Columns, columns),
        (Stage::Rows, spent.rows),
        (Stage::Keys, keys),
        (Stage::Traits, traits),
    ];
    let mut field_types: Vec<FieldTypeTime> = Vec::new();
    for (column, spent) in plan.columns.iter().zip(&spent.columns) {
        let id = column.decision.field_type.map_or("unknown", |t| t.id);
        let seconds = spent.as_secs_f64();
        match field_types.iter_mut().find(|one| one.field_type == id) {
            Some(one) => {
                one.columns += 1;
                one.seconds += seconds;
            }
            None => field_types.push(FieldTypeTime { field_type: id.to_owned(), columns: 1, seconds }),
        }
    }
    field_types.sort_by(|a, b| b.seconds.total_cmp(&a.seconds).then_with(|| a.field_type.cmp(&b.field_type)));
    let stages = stages.map(|(stage, spent)| StageTime { stage, seconds: spent.as_secs_f64() });
    Timings { threads: threads as u64, stages: stages.to_vec(), field_types }
}
