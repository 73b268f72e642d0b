//! The file in stretches, each judged: where rows begin and cease to look invented, and where the file changes.

use dumpscope_model::{Headline, Interval, Profile, Segment};

use crate::catalog::cuts;
use crate::checks::{self, Run};

/// Segments at most.
const MOST: usize = 20;
/// Cuts of the windows that lie within this share of the rows of a run's end are the same place.
const NEAR: f64 = 0.01;

/// The segments; none where nothing along the file stands apart, or nothing tells what its stretches are.
pub(super) fn segments(table: &Profile, whole: Headline, limit: f64) -> Vec<Segment> {
    let Some(checks) = &table.traits.checks else { return Vec::new() };
    let runs = checks::runs(checks);
    let mut starts: Vec<u64> =
        runs.iter().flat_map(|run| [run.rows.0, run.rows.1.saturating_add(1)]).collect();
    let near = (NEAR * table.rows as f64) as u64;
    let of_windows: Vec<u64> = cuts(table)
        .into_iter()
        .filter(|cut| starts.iter().all(|start| start.abs_diff(*cut) > near))
        .take(MOST.saturating_sub(starts.len() + 1))
        .collect();
    starts.extend(of_windows);
    starts.push(1);
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|start| *start <= table.rows);
    starts.truncate(MOST);
    if starts.len() < 2 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([table.rows]);
    let each = starts
        .iter()
        .zip(ends)
        .map(|(&from_row, to_row)| {
            let run = runs.iter().find(|run| run.rows.0 <= from_row && to_row <= run.rows.1);
            let share = match run {
                Some(run) if run.invented => Some(run.share),
                Some(_) => None,
                None => checks::share_within(checks, from_row, to_row),
            };
            Segment {
                from_row,
                to_row,
                headline: headline(run, share, whole, limit),
                shares: super::shares::composed(None, share),
            }
        })
        .collect::<Vec<Segment>>();
    // A place where the file changes and nothing is judged otherwise is no segment: exports are sorted.
    let mut segments: Vec<Segment> = Vec::new();
    for segment in each {
        let like = |last: &Segment| {
            last.headline == segment.headline && !is_run(&runs, last) && !is_run(&runs, &segment)
        };
        match segments.last_mut().filter(|last| like(last)) {
            Some(last) => {
                last.to_row = segment.to_row;
                last.shares =
                    super::shares::composed(None, checks::share_within(checks, last.from_row, last.to_row));
            }
            None => segments.push(segment),
        }
    }
    if segments.len() > 1 { segments } else { Vec::new() }
}

fn is_run(runs: &[Run], segment: &Segment) -> bool {
    runs.iter().any(|run| run.rows.0 <= segment.from_row && segment.to_row <= run.rows.1)
}

fn headline(run: Option<&Run>, share: Option<Interval>, whole: Headline, limit: f64) -> Headline {
    match (run, share) {
        (Some(run), _) if run.invented => Headline::Fabricated,
        (None, Some(share)) if share.low > limit => Headline::Mixed,
        // What the other indicators found is of the whole table.
        (None, _) if whole == Headline::Authentic => Headline::Authentic,
        (Some(_) | None, _) => Headline::Insufficient,
    }
}
