//! Hostile tables, each beside a plain one of as many bytes: by what factor they are slower, as a whole
//! and by the byte, where quadratic work shows.

use std::fmt::Write;

use anyhow::{Context, Result};
use dumpscope_bench::{HOSTILE, Hostile, Truth, hostile_path_of, truth_path_of};

use crate::Args;
use crate::contender::{Contender, chosen};
use crate::report::{Section, spread};
use crate::rounds::{Run, agree, median, once};
use crate::tools::Tools;

/// A small size and one this many times as large.
const GROWTH: u64 = 4;
/// A small table that takes longer than this is not tried at the large size.
const TOO_LONG: f64 = 60.0;

/// What came of one hostile table.
struct Outcome {
    hostile: &'static Hostile,
    small: Vec<Run>,
    large: Vec<Run>,
    /// The plain table at both sizes.
    plain: [Vec<Run>; 2],
    /// What was counted wrongly, or how it failed.
    wrong: Option<String>,
}

/// Measures the triage of every hostile table (or of those named), of up to `bytes` bytes.
pub fn run(only: &[String], bytes: u64, tools: &Tools, args: &Args, measured: &str) -> Result<Section> {
    let [_, triage] = chosen(&["dumpscope"])[..] else { anyhow::bail!("the triage is no contender") };
    let plain = &HOSTILE[0];
    for size in [bytes / GROWTH, bytes] {
        tools.make(&format!("hostile-{}", plain.id), args, Some(size))?;
    }
    let mut outcomes = Vec::new();
    let others = HOSTILE.iter().skip(1).filter(|h| only.is_empty() || only.iter().any(|id| id == h.id));
    for hostile in others {
        let plain_runs = [Vec::new(), Vec::new()];
        let mut outcome =
            Outcome { hostile, small: Vec::new(), large: Vec::new(), plain: plain_runs, wrong: None };
        for size in [bytes / GROWTH, bytes] {
            tools.make(&format!("hostile-{}", hostile.id), args, Some(size))?;
        }
        for _ in 0..args.rounds.unwrap_or(3) {
            let measure = |hostile, size| measure(hostile, size, triage, tools, args);
            let plain = |size| measure(plain, size);
            let result = plain(bytes / GROWTH).and_then(|run| {
                outcome.plain[0].push(run);
                outcome.plain[1].push(plain(bytes)?);
                outcome.small.push(measure(hostile, bytes / GROWTH)?);
                if median(&outcome.small, |r| r.wall) < TOO_LONG {
                    outcome.large.push(measure(hostile, bytes)?);
                }
                Ok(())
            });
            if let Err(error) = result {
                eprintln!("  {}: {error:#}", hostile.id);
                outcome.wrong = Some(format!("{error:#}"));
                break;
            }
        }
        for size in [bytes / GROWTH, bytes] {
            let path = hostile_path_of(hostile, size, &args.data);
            std::fs::remove_file(truth_path_of(&path))?;
            std::fs::remove_file(path)?;
        }
        eprintln!("  {}", row(&outcome).trim());
        outcomes.push(outcome);
    }
    Ok(section(&outcomes, bytes, measured))
}

fn measure(hostile: &Hostile, bytes: u64, triage: &Contender, tools: &Tools, args: &Args) -> Result<Run> {
    let path = hostile_path_of(hostile, bytes, &args.data);
    let truth: Truth = serde_json::from_slice(&std::fs::read(truth_path_of(&path))?)?;
    let (run, counts) = once(triage, tools, &path)?;
    if hostile.decided {
        agree(triage.id, counts, &truth).with_context(|| format!("at {bytes} bytes"))?;
    }
    Ok(run)
}

fn row(outcome: &Outcome) -> String {
    let wall = |runs: &[Run]| median(runs, |r| r.wall);
    let cpu = |runs: &[Run]| median(runs, |r| r.cpu);
    let mut text = format!("| {} | {} |", outcome.hostile.id, outcome.hostile.title);
    if let Some(wrong) = &outcome.wrong {
        writeln!(text, " **{wrong}** | | | | | |")
    } else if outcome.large.is_empty() {
        writeln!(text, " – | {:.2} | – | – | **not tried at full size** | – |", wall(&outcome.small))
    } else {
        writeln!(
            text,
            " {:.2} | {} | {:.1} | {:.1} | **{:.1}** | {:.0} |",
            wall(&outcome.large),
            spread(&outcome.large),
            wall(&outcome.large) / wall(&outcome.plain[1]),
            cpu(&outcome.large) / cpu(&outcome.plain[1]),
            (cpu(&outcome.large) - cpu(&outcome.small)) / (cpu(&outcome.plain[1]) - cpu(&outcome.plain[0])),
            median(&outcome.large, |r| r.peak),
        )
    }
    .expect("writing to a string does not fail");
    text
}

fn section(outcomes: &[Outcome], bytes: u64, measured: &str) -> Section {
    let plains: Vec<Run> = outcomes.iter().flat_map(|o| o.plain[1].iter().copied()).collect();
    let mut text = format!(
        "Tables of {} MiB written to hurt, each against a plain one of as many bytes in the same round. {measured} At the margin: the processor time \
         of three quarters of the table over that of the plain one's, from runs at full size and at a quarter of it, so that what every start \
         costs is left out and what is quadratic shows most.\n\n",
        bytes >> 20
    );
    if !plains.is_empty() {
        writeln!(
            text,
            "The plain table took {:.2} s (median of {}, {}) and {:.0} MiB.\n",
            median(&plains, |r| r.wall),
            plains.len(),
            spread(&plains),
            median(&plains, |r| r.peak)
        )
        .expect("writing to a string does not fail");
    }
    text.push_str("| table | what is hard about it | wall s | least to most | × plain | × by cpu | × at the margin | peak MiB |\n|---|---|---|---|---|---|---|---|\n");
    for outcome in outcomes {
        text.push_str(&row(outcome));
    }
    Section { heading: "hostile".into(), text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factor_and_growth() {
        let runs = |wall| vec![Run { wall, cpu: wall, peak: 10.0 }];
        let mut outcome = Outcome {
            hostile: &HOSTILE[1],
            small: runs(1.5),
            large: runs(6.0),
            plain: [runs(0.5), runs(2.0)],
            wrong: None,
        };
        assert!(row(&outcome).contains("| 3.0 | 3.0 | **3.0** | 10 |"), "{}", row(&outcome));
        outcome.wrong = Some("dumpscope counts 3 rows".into());
        assert!(row(&outcome).contains("**dumpscope counts 3 rows**"));
    }
}
