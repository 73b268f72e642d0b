//! The file in stretches, each judged: where rows begin and cease to look invented, and where the file changes.

use dumpscope_model::{Headline, Interval, Profile, Segment};

use crate::catalog::cuts;
use crate::checks::{self, Run};

/// Segments at most.
const MOST: usize = 20;
/// Cuts of the windows that lie within this share of the rows of a run's end are the same place.
const NEAR: f64 = 0.01;

/// The segments; none where nothing along the file stands apart, or nothing tells what its stretches are.
pub(super) fn segments(
    table: &Profile,
    stretches: &[(u64, u64)],
    whole: Headline,
    limit: f64,
) -> Vec<Segment> {
    let checks = table.traits.checks.as_ref();
    let mut runs = checks.map_or_else(Vec::new, checks::runs);
    // Those that look invented by themselves, whatever their rows keep.
    for &(first, last) in stretches {
        if !runs.iter().any(|run| run.invented && run.rows == (first, last)) {
            runs.retain(|run| run.rows.1 < first || last < run.rows.0);
            runs.push(Run::by_itself((first, last)));
        }
    }
    if checks.is_none() && runs.is_empty() {
        return Vec::new();
    }
    let share_within = |from, to| checks.and_then(|checks| checks::share_within(checks, from, to));
    let mut starts = borders(&runs);
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
                None => share_within(from_row, to_row),
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
                last.shares = super::shares::composed(None, share_within(last.from_row, last.to_row));
            }
            None => segments.push(segment),
        }
    }
    if segments.len() > 1 { segments } else { Vec::new() }
}

/// Where runs start, and the rows after them: of those that look invented first, as many as there is room for.
fn borders(runs: &[Run]) -> Vec<u64> {
    let of = |invented: bool| runs.iter().filter(move |run| run.invented == invented);
    let borders = of(true).chain(of(false)).flat_map(|run| [run.rows.0, run.rows.1.saturating_add(1)]);
    borders.take(MOST.saturating_sub(2)).collect()
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

#[cfg(test)]
mod tests {
    use dumpscope_model::{CheckKind, CheckStretch, Column, RowCheck, RowChecks, Traits};

    use super::*;

    /// 1 000 stretches of twenty rows and two checks: `odd` break one of them, `put_in` both.
    fn table(odd: impl Fn(u64) -> bool, put_in: impl Fn(u64) -> bool) -> Profile {
        let stretch = |at: u64| CheckStretch {
            rows: (20 * at + 1, 20 * at + 20),
            sampled: 20,
            known: vec![20; 2],
            broken: match (put_in(at), odd(at)) {
                (true, _) => vec![18, 18],
                (_, true) => vec![15, 0],
                _ => vec![u32::from(at.is_multiple_of(9)), u32::from(at.is_multiple_of(11))],
            },
        };
        let along: Vec<CheckStretch> = (0..1_000).map(stretch).collect();
        let check = |at: usize| RowCheck {
            kind: if at == 0 { CheckKind::List } else { CheckKind::Pair },
            columns: (2 * at, 2 * at + 1),
            known: 20_000,
            broken: along.iter().map(|stretch| u64::from(stretch.broken[at])).sum(),
            shifted_known: 20_000,
            shifted_broken: 18_000,
        };
        let checks = RowChecks {
            checks: vec![check(0), check(1)],
            n: 20_000,
            patterns: Vec::new(),
            along: along.clone(),
        };
        Profile {
            rows: 20_000,
            columns: vec![Column::default(); 4],
            traits: Traits { checks: Some(checks), ..Traits::default() },
            ..Profile::default()
        }
    }

    #[test]
    fn a_run_that_looks_invented_is_named_behind_many_that_do_not() {
        // Places with many names of one list, at the head of the file.
        let odd = |at: u64| at < 600 && at % 40 < 6;
        let put_in = |at: u64| (800..810).contains(&at);
        let segments = segments(&table(odd, put_in), &[], Headline::Mixed, 0.01);
        let invented: Vec<(u64, u64)> = segments
            .iter()
            .filter(|segment| segment.headline == Headline::Fabricated)
            .map(|segment| (segment.from_row, segment.to_row))
            .collect();
        assert_eq!(invented, [(16_001, 16_200)], "{segments:?}");
        assert!(segments.len() > 10 && segments.len() <= MOST, "{}", segments.len());
    }
    #[test]
    fn rows_that_look_invented_by_themselves_are_a_segment() {
        let check = |table: &Profile| {
            let segments = segments(table, &[(4_001, 5_000)], Headline::Mixed, 0.01);
            let each: Vec<_> = segments.iter().map(|one| (one.from_row, one.to_row, one.headline)).collect();
            let other = Headline::Insufficient;
            let expect = [(1, 4_000, other), (4_001, 5_000, Headline::Fabricated), (5_001, 20_000, other)];
            assert_eq!(each, expect);
        };
        check(&table(|_| false, |_| false));
        check(&Profile { rows: 20_000, ..Profile::default() });
    }
}
