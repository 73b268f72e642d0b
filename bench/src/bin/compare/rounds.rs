use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use dumpscope_bench::Truth;
use wait4::{ResUse, Wait4};

use crate::contender::{Contender, Counts};
use crate::tools::Tools;

/// One run of one contender.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Wall seconds, from start to reaped.
    pub wall: f64,
    /// User and system seconds.
    pub cpu: f64,
    /// Largest resident set, MiB.
    pub peak: f64,
}

impl Run {
    /// What a process used that was started at an instant and is reaped now.
    pub fn of(start: Instant, used: &ResUse) -> Self {
        Self {
            wall: start.elapsed().as_secs_f64(),
            cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
            peak: used.rusage.maxrss as f64 / 1_048_576.0,
        }
    }
}

/// The median of one figure of runs; the mean of the middle two for an even number.
pub fn median(runs: &[Run], pick: fn(&Run) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(pick).collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { f64::midpoint(values[half - 1], values[half]) }
}

/// All runs of one contender on one table.
pub struct Outcome {
    /// Its id.
    pub id: &'static str,
    /// How it stands in the table.
    pub title: &'static str,
    /// One per round.
    pub runs: Vec<Run>,
    /// Its counts, the same in every round.
    pub counts: Counts,
}

/// A contender that gave no time, with the reason.
pub type Without = (&'static str, String);

/// Every contender once per round, after one unmeasured newline count (the first contender) that warms the cache. Who counts
/// wrongly gets no time, and is not asked again.
pub fn run(
    chosen: &[&Contender],
    tools: &Tools,
    file: &Path,
    truth: &Truth,
    rounds: usize,
) -> Result<(Vec<Outcome>, Vec<Without>)> {
    once(chosen[0], tools, file)?;
    let mut wrong: Vec<Without> = Vec::new();
    let mut outcomes: Vec<(&Contender, Outcome)> = chosen
        .iter()
        .map(|&c| (c, Outcome { id: c.id, title: c.title, runs: Vec::new(), counts: Counts::default() }))
        .collect();
    for round in 0..rounds {
        let mut failed = Vec::new();
        for (contender, outcome) in &mut outcomes {
            let (run, counts) = once(contender, tools, file)?;
            eprintln!("  round {}: {} {:.3} s", round + 1, contender.id, run.wall);
            let again = round == 0 || outcome.counts == counts;
            match agree(contender.id, counts, truth) {
                Err(error) if contender.id != chosen[0].id => {
                    eprintln!("  {error:#}");
                    wrong.push((contender.title, format!("{error:#}")));
                    failed.push(contender.id);
                }
                result => result?,
            }
            if !again {
                bail!("{} counted {counts:?} in this round, {:?} before", contender.id, outcome.counts);
            }
            outcome.counts = counts;
            outcome.runs.push(run);
        }
        outcomes.retain(|(contender, _)| !failed.contains(&contender.id));
    }
    Ok((outcomes.into_iter().map(|(_, outcome)| outcome).collect(), wrong))
}

/// A time without the right answer is worth nothing: any count that differs from the maker's is an error.
pub fn agree(id: &str, counts: Counts, truth: &Truth) -> Result<()> {
    let points = [
        ("newlines", counts.newlines, truth.newlines),
        ("rows", counts.rows, truth.rows),
        ("exact duplicates", counts.exact_duplicates, truth.exact_duplicates),
    ];
    for (what, counted, made) in points {
        if let Some(counted) = counted.filter(|&n| n != made) {
            bail!("{id} counts {counted} {what}; the maker wrote {made}");
        }
    }
    if counts == Counts::default() {
        bail!("{id} counted nothing at all");
    }
    Ok(())
}

/// Runs a contender on a file.
pub fn once(contender: &Contender, tools: &Tools, file: &Path) -> Result<(Run, Counts)> {
    let scratch = scratch();
    let printed = scratch.with_extension("txt");
    let mut command = (contender.command)(tools, file, &scratch);
    let run = timed(&mut command, &printed).with_context(|| format!("measuring {}", contender.id))?;
    let counts = (contender.counts)(&std::fs::read_to_string(&printed)?, &scratch)
        .with_context(|| format!("cannot read what {} answered", contender.id))?;
    for file in [&printed, &scratch] {
        _ = std::fs::remove_file(file); // only the triage writes the second one
    }
    Ok((run, counts))
}

/// A file for answers that is nobody else's.
pub fn scratch() -> PathBuf {
    std::env::temp_dir().join(format!("dumpscope-bench-{}.json", std::process::id()))
}

/// Runs a command to its end, its output into a file, not a pipe: nobody has to read along while the clock runs.
fn timed(command: &mut Command, printed: &Path) -> Result<Run> {
    command.stdin(Stdio::null()).stdout(std::fs::File::create(printed)?).stderr(Stdio::inherit());
    let start = Instant::now();
    let mut child = command.spawn().context("cannot start it")?;
    let used = child.wait4()?;
    let run = Run::of(start, &used);
    if !used.status.success() {
        bail!("it failed ({})", used.status);
    }
    Ok(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        let runs = |walls: &[f64]| -> Vec<Run> {
            walls.iter().map(|&wall| Run { wall, cpu: 0.0, peak: 0.0 }).collect()
        };
        for (walls, middle) in [(&[3.0, 1.0, 2.0][..], 2.0), (&[4.0, 1.0, 2.0, 3.0], 2.5), (&[7.0], 7.0)] {
            assert!((median(&runs(walls), |r| r.wall) - middle).abs() < 1e-12);
        }
    }

    #[test]
    fn wrong_counts_are_errors() {
        let truth = Truth { recipe: 1, seed: 1, rows: 10, newlines: 11, exact_duplicates: 2, bytes: 99 };
        let right = Counts { newlines: None, rows: Some(10), exact_duplicates: Some(2) };
        assert!(agree("x", right, &truth).is_ok());
        assert!(agree("x", Counts { rows: Some(11), ..right }, &truth).is_err());
        assert!(agree("x", Counts { exact_duplicates: Some(0), ..right }, &truth).is_err());
        assert!(agree("x", Counts::default(), &truth).is_err());
    }
}
