use std::fmt::Write;

use crate::rounds::{Outcome, Run, median};

/// A figure of one contender, by itself or divided by that of another.
struct Goal {
    dataset: &'static str,
    what: &'static str,
    of: &'static str,
    over: Option<&'static str>,
    pick: fn(&Run) -> f64,
    bound: Bound,
}

#[derive(Clone, Copy)]
enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

const WALL: fn(&Run) -> f64 = |run| run.wall;
const PEAK: fn(&Run) -> f64 = |run| run.peak;

/// What a whole triage should reach on two cores with a warm cache.
const GOALS: &[Goal] = &[
    ratio("t10m", "triage over the newline count", "dumpscope", "newlines", Bound::AtMost(8.0)),
    ratio(
        "t10m",
        "with a digest, over the newline count",
        "dumpscope-digest",
        "newlines",
        Bound::AtMost(12.0),
    ),
    ratio(
        "t10m",
        "DuckDB's SUMMARIZE and duplicates over triage",
        "duckdb-duplicates",
        "dumpscope",
        Bound::AtLeast(12.0),
    ),
    ratio("t10m", "one core over two", "dumpscope-one", "dumpscope", Bound::AtLeast(1.85)),
    ratio("t87m", "triage over the newline count", "dumpscope", "newlines", Bound::AtMost(8.0)),
    peak("t87m", "peak memory, MiB", "dumpscope", 1_024.0),
    peak("t87m", "peak memory under --memory 512M, MiB", "dumpscope-512m", 512.0),
    ratio("t87m", "--memory 512M over the usual", "dumpscope-512m", "dumpscope", Bound::AtMost(2.0)),
    ratio("n5m", "JSON lines over their newline count", "dumpscope", "newlines", Bound::AtMost(18.0)),
    Goal {
        dataset: "t10",
        what: "start-up on 1 kB, ms",
        of: "dumpscope",
        over: None,
        pick: |run| run.wall * 1_000.0,
        bound: Bound::AtMost(15.0),
    },
];

const fn ratio(
    dataset: &'static str,
    what: &'static str,
    of: &'static str,
    over: &'static str,
    bound: Bound,
) -> Goal {
    Goal { dataset, what, of, over: Some(over), pick: WALL, bound }
}

const fn peak(dataset: &'static str, what: &'static str, of: &'static str, most: f64) -> Goal {
    Goal { dataset, what, of, over: None, pick: PEAK, bound: Bound::AtMost(most) }
}

/// One line per goal of a table that was measured, met or not. The medians decide; the least of all rounds is said beside
/// them, as it is what a machine that others use comes to when they pause.
pub fn lines(dataset: &str, outcomes: &[Outcome]) -> String {
    let figure = |id: &str, goal: &Goal| {
        let runs = &outcomes.iter().find(|o| o.id == id)?.runs;
        Some([median(runs, goal.pick), runs.iter().map(goal.pick).fold(f64::INFINITY, f64::min)])
    };
    let mut text = String::new();
    for goal in GOALS.iter().filter(|g| g.dataset == dataset) {
        let below = goal.over.map_or(Some([1.0; 2]), |id| figure(id, goal));
        let (Some(above), Some(below)) = (figure(goal.of, goal), below) else { continue };
        let quietest = format!("; of the quietest runs {:.2}", above[1] / below[1]);
        text.push_str(&line(goal.what, above[0] / below[0], &quietest, goal.bound));
    }
    text
}

/// A goal, what was measured, and whether that meets it.
fn line(what: &str, measured: f64, beside: &str, bound: Bound) -> String {
    let (sign, asked, met) = match bound {
        Bound::AtMost(most) => ('≤', most, measured <= most),
        Bound::AtLeast(least) => ('≥', least, measured >= least),
    };
    let mut text = String::new();
    let met = if met { "met" } else { "**not met**" };
    writeln!(text, "- {what}: {measured:.2} (goal {sign} {asked}{beside}): {met}")
        .expect("writing to a string does not fail");
    text
}

/// A figure that should stay below a bound.
pub fn at_most(what: &str, measured: f64, most: f64) -> String {
    line(what, measured, "", Bound::AtMost(most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contender::Counts;

    fn outcome(id: &'static str, walls: [f64; 3]) -> Outcome {
        let runs = walls.map(|wall| Run { wall, cpu: wall, peak: 100.0 }).to_vec();
        Outcome { id, title: id, runs, counts: Counts::default() }
    }

    #[test]
    fn goals_are_judged_on_what_was_measured() {
        let outcomes = [
            outcome("newlines", [0.1, 0.1, 0.2]),
            outcome("dumpscope", [0.7, 0.6, 0.9]),
            outcome("dumpscope-one", [1.2, 1.2, 1.2]),
        ];
        let text = lines("t10m", &outcomes);
        assert_eq!(
            text,
            "- triage over the newline count: 7.00 (goal ≤ 8; of the quietest runs 6.00): met\n\
             - one core over two: 1.71 (goal ≥ 1.85; of the quietest runs 2.00): **not met**\n"
        );
        assert_eq!(lines("wide", &outcomes), "");
    }
}
