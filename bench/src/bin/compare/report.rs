use std::fmt::Write;

use dumpscope_bench::Truth;

use crate::rounds::{Outcome, Run};

/// The median; the mean of the middle two for an even number.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { f64::midpoint(values[half - 1], values[half]) }
}

/// The table of one data set. Ratios are of medians, to the newline count (the first outcome) of the same run.
pub fn section(dataset: &str, truth: &Truth, outcomes: &[Outcome]) -> String {
    let of = |outcome: &Outcome, pick: fn(&Run) -> f64| median(outcome.runs.iter().map(pick).collect());
    let floor = of(&outcomes[0], |r| r.wall);
    let cpu_floor = of(&outcomes[0], |r| r.cpu);
    let mut text = format!(
        "## {dataset}\n\n{} rows, {} bytes, {} exact duplicates planted, seed {}.\n\n",
        truth.rows, truth.bytes, truth.exact_duplicates, truth.seed
    );
    text.push_str("| work | wall s | least to most | cpu s | peak MiB | × newlines | × by cpu | rows counted | duplicates counted |\n");
    text.push_str("|---|---|---|---|---|---|---|---|---|\n");
    for outcome in outcomes {
        let walls = || outcome.runs.iter().map(|r| r.wall);
        let count = |n: Option<u64>| n.map_or_else(|| "–".into(), |n| n.to_string());
        let wall = of(outcome, |r| r.wall);
        writeln!(
            text,
            "| {} | {wall:.3} | {:.3}–{:.3} | {:.2} | {:.0} | {:.1} | {:.1} | {} | {} |",
            outcome.title,
            walls().fold(f64::INFINITY, f64::min),
            walls().fold(0.0, f64::max),
            of(outcome, |r| r.cpu),
            of(outcome, |r| r.peak),
            wall / floor,
            of(outcome, |r| r.cpu) / cpu_floor,
            count(outcome.counts.rows),
            count(outcome.counts.exact_duplicates),
        )
        .expect("writing to a string does not fail");
    }
    text
}

/// The whole results file.
pub fn document(machine: &[String], rounds: usize, threads: usize, sections: &[String]) -> String {
    let mut text = format!(
        "# Results\n\nWritten by `bench/run`; what they flatter is in [BIAS.md](BIAS.md). Medians of {rounds} rounds, contenders \
         alternating, {threads} threads each, warm cache. All counts agree with the maker's, or there would be no table.\n\n"
    );
    for line in machine {
        text.push_str("- ");
        text.push_str(line);
        text.push('\n');
    }
    for section in sections {
        text.push('\n');
        text.push_str(section);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn medians() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < 1e-12);
        assert!((median(vec![4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < 1e-12);
        assert!((median(vec![7.0]) - 7.0).abs() < 1e-12);
    }
}
