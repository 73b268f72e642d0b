use std::fmt::Write;

use dumpscope_bench::{DATASETS, Dataset, Truth};

use crate::goals;
use crate::rounds::{Outcome, Run, Without, median};

/// A part of the results with its own heading, replaced when it is measured again.
pub struct Section {
    /// What stands behind `##`.
    pub heading: String,
    /// Everything below it.
    pub text: String,
}

/// The table of one data set. Ratios are of medians: to the newline count (the first outcome), and to the plain triage, of
/// the same run. `left_out` says who was asked for and could not be measured, `wrong` who counted wrongly.
pub fn section(
    dataset: &Dataset,
    truth: &Truth,
    outcomes: &[Outcome],
    left_out: &[Without],
    wrong: &[Without],
    measured: &str,
) -> Section {
    let wall = |outcome: &Outcome| median(&outcome.runs, |r| r.wall);
    let cpu = |outcome: &Outcome| median(&outcome.runs, |r| r.cpu);
    let ours = outcomes.iter().find(|o| o.id == "dumpscope").map(wall);
    let mut text = format!(
        "{}. {} rows, {} bytes, {} exact duplicates planted, seed {}. {measured}\n\n",
        dataset.title, truth.rows, truth.bytes, truth.exact_duplicates, truth.seed
    );
    text.push_str("| work | wall s | least to most | cpu s | peak MiB | × newlines | × by cpu | × dumpscope | rows counted | duplicates counted |\n");
    text.push_str("|---|---|---|---|---|---|---|---|---|---|\n");
    for outcome in outcomes {
        let count = |n: Option<u64>| n.map_or_else(|| "–".into(), |n| n.to_string());
        writeln!(
            text,
            "| {} | {:.3} | {} | {:.2} | {:.0} | {:.1} | {:.1} | {} | {} | {} |",
            outcome.title,
            wall(outcome),
            spread(&outcome.runs),
            cpu(outcome),
            median(&outcome.runs, |r| r.peak),
            wall(outcome) / wall(&outcomes[0]),
            cpu(outcome) / cpu(&outcomes[0]),
            ours.map_or_else(|| "–".into(), |ours| format!("{:.2}", wall(outcome) / ours)),
            count(outcome.counts.rows),
            count(outcome.counts.exact_duplicates),
        )
        .expect("writing to a string does not fail");
    }
    let goals = goals::lines(dataset.id, outcomes);
    if !goals.is_empty() {
        text.push_str("\nGoals:\n\n");
        text.push_str(&goals);
    }
    let without = wrong.iter().map(|w| ("**wrong**", w)).chain(left_out.iter().map(|l| ("not measured", l)));
    for (at, (how, (title, reason))) in without.enumerate() {
        let gap = if at == 0 { "\n" } else { "" };
        writeln!(text, "{gap}- {how}: {title} ({reason})").expect("writing to a string does not fail");
    }
    Section { heading: dataset.id.into(), text }
}

/// Shortest to longest wall time.
pub fn spread(runs: &[Run]) -> String {
    let walls = || runs.iter().map(|r| r.wall);
    format!("{:.3}–{:.3}", walls().fold(f64::INFINITY, f64::min), walls().fold(0.0, f64::max))
}

const HEAD: &str = "# Results\n\nWritten by `bench/run`; what they flatter is in [BIAS.md](BIAS.md). Medians of rounds in which contenders alternate, with a \
                    warm cache. Rows and exact duplicates agree with the maker's wherever a contender counts them: where they \
                    do not, no time is given. A table is replaced when it is measured again, and says on which commit that was.\n\n";

/// The whole results file: the new sections, and the old ones that were measured on the same machine.
pub fn document(machine: &[String], new: &[Section], old: &str) -> String {
    let mut head = HEAD.to_owned();
    for line in machine {
        writeln!(head, "- {line}").expect("writing to a string does not fail");
    }
    let mut kept: Vec<(&str, &str)> = Vec::new();
    let (old_head, old_sections) = old.split_once("\n## ").unwrap_or((old, ""));
    if old_head.trim_end() == head.trim_end() {
        kept = old_sections.split("\n## ").filter_map(|s| s.split_once('\n')).collect();
        kept.retain(|(heading, _)| new.iter().all(|n| n.heading != *heading));
    }
    let mut all: Vec<(&str, &str)> = new.iter().map(|n| (n.heading.as_str(), n.text.as_str())).collect();
    all.append(&mut kept);
    // Tables in the order they are declared in, everything else behind.
    all.sort_by_key(|(heading, _)| {
        DATASETS.iter().position(|d| d.id == *heading).map_or_else(|| (1, 0, *heading), |at| (0, at, ""))
    });
    for (heading, text) in all {
        write!(head, "\n## {heading}\n\n{}\n", text.trim()).expect("writing to a string does not fail");
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_replaced_and_kept() {
        let machine = ["machine: one".to_owned()];
        let section = |heading: &str, text: &str| Section { heading: heading.into(), text: text.into() };
        let first = document(&machine, &[section("wide", "old wide\n"), section("t10m", "old t10m\n")], "");
        let second = document(&machine, &[section("wide", "new wide\n"), section("piped", "new\n")], &first);
        let headings: Vec<&str> = second.lines().filter(|l| l.starts_with("## ")).collect();
        assert_eq!(headings, ["## t10m", "## wide", "## piped"]);
        assert!(second.contains("old t10m") && second.contains("new wide") && !second.contains("old wide"));
        assert_eq!(document(&machine, &[section("piped", "new\n")], &second), second);
        let elsewhere = document(&["machine: two".to_owned()], &[section("wide", "w\n")], &second);
        assert!(!elsewhere.contains("old t10m"), "figures of two machines do not stand side by side");
    }
}
