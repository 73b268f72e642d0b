//! Hostile tables, each beside a plain one of as many bytes: by what factor they are slower, and whether that factor grows
//! with the size, which is how quadratic work shows.

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
    plain: Vec<Run>,
    /// What was counted wrongly, or how it failed.
    wrong: Option<String>,
}

/// Measures the triage of every hostile table (or of those named), of up to `bytes` bytes.
pub fn run(only: &[String], bytes: u64, tools: &Tools, args: &Args, measured: &str) -> Result<Section> {
    let [_, triage] = chosen(&["dumpscope"])[..] else { anyhow::bail!("the triage is no contender") };
    let plain = &HOSTILE[0];
    tools.make(&format!("hostile-{}", plain.id), args, Some(bytes))?;
    let mut outcomes = Vec::new();
    let others = HOSTILE.iter().skip(1).filter(|h| only.is_empty() || only.iter().any(|id| id == h.id));
    for hostile in others {
        let mut outcome =
            Outcome { hostile, small: Vec::new(), large: Vec::new(), plain: Vec::new(), wrong: None };
        for size in [bytes / GROWTH, bytes] {
            tools.make(&format!("hostile-{}", hostile.id), args, Some(size))?;
        }
        for _ in 0..args.rounds.unwrap_or(3) {
            let measure = |hostile, size| measure(hostile, size, triage, tools, args);
            let result = measure(plain, bytes).and_then(|run| {
                outcome.plain.push(run);
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
            " {:.2} | {} | {:.1} | **{:.1}** | {:.2} | {:.0} |",
            wall(&outcome.large),
            spread(&outcome.large),
            wall(&outcome.large) / wall(&outcome.plain),
            cpu(&outcome.large) / cpu(&outcome.plain),
            cpu(&outcome.large) / cpu(&outcome.small) / GROWTH as f64,
            median(&outcome.large, |r| r.peak),
        )
    }
    .expect("writing to a string does not fail");
    text
}

fn section(outcomes: &[Outcome], bytes: u64, measured: &str) -> Section {
    let plains: Vec<Run> = outcomes.iter().flat_map(|o| o.plain.iter().copied()).collect();
    let mut text = format!(
        "Tables of {} MiB written to hurt, each against a plain one of as many bytes in the same round. {measured} Growth is the processor time a byte, at the \
         full size over that at a quarter of it: 1 is linear, {GROWTH} quadratic.\n\n",
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
    text.push_str("| table | what is hard about it | wall s | least to most | × plain | × by cpu | growth | peak MiB |\n|---|---|---|---|---|---|---|---|\n");
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
            small: runs(1.0),
            large: runs(6.0),
            plain: runs(2.0),
            wrong: None,
        };
        assert!(row(&outcome).contains("| 3.0 | **3.0** | 1.50 | 10 |"), "{}", row(&outcome));
        outcome.wrong = Some("dumpscope counts 3 rows".into());
        assert!(row(&outcome).contains("**dumpscope counts 3 rows**"));
    }
}
