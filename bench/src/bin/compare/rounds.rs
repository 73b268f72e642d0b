use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use dumpscope_bench::Truth;
use wait4::Wait4;

use crate::contender::{Contender, Counts, Tools};

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

/// All runs of one contender on one table.
pub struct Outcome {
    /// How it stands in the table.
    pub title: &'static str,
    /// One per round.
    pub runs: Vec<Run>,
    /// Its counts, the same in every round.
    pub counts: Counts,
}

/// Every contender once per round, after one unmeasured newline count that warms the cache.
pub fn run(
    chosen: &[&Contender],
    tools: &Tools,
    file: &Path,
    truth: &Truth,
    rounds: usize,
) -> Result<Vec<Outcome>> {
    once(chosen[0], tools, file)?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    for round in 0..rounds {
        for (at, contender) in chosen.iter().enumerate() {
            let (run, counts) = once(contender, tools, file)?;
            agree(contender, counts, truth)?;
            eprintln!("  round {}: {} {:.3} s", round + 1, contender.id, run.wall);
            if round == 0 {
                outcomes.push(Outcome { title: contender.title, runs: Vec::new(), counts });
            } else if outcomes[at].counts != counts {
                bail!(
                    "{} counted {counts:?} in this round and {:?} before",
                    contender.id,
                    outcomes[at].counts
                );
            }
            outcomes[at].runs.push(run);
        }
    }
    Ok(outcomes)
}

/// A time without the right answer is worth nothing: any count that differs from the maker's ends the run.
fn agree(contender: &Contender, counts: Counts, truth: &Truth) -> Result<()> {
    let points = [
        ("newlines", counts.newlines, truth.newlines),
        ("rows", counts.rows, truth.rows),
        ("exact duplicates", counts.exact_duplicates, truth.exact_duplicates),
    ];
    for (what, counted, made) in points {
        if counted.is_some_and(|n| n != made) {
            bail!("{} counts {counted:?} {what}; the maker wrote {made}", contender.id);
        }
    }
    if counts == Counts::default() {
        bail!("{} counted nothing at all", contender.id);
    }
    Ok(())
}

fn once(contender: &Contender, tools: &Tools, file: &Path) -> Result<(Run, Counts)> {
    let scratch = std::env::temp_dir().join(format!("dumpscope-bench-{}.json", std::process::id()));
    let printed = scratch.with_extension("txt");
    let mut command = (contender.command)(tools, file, &scratch);
    // Into a file, not a pipe: nobody has to read along while the clock runs.
    command.stdin(Stdio::null()).stdout(std::fs::File::create(&printed)?).stderr(Stdio::inherit());
    let start = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot start {}", contender.id))?;
    let used = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !used.status.success() {
        bail!("{} failed ({})", contender.id, used.status);
    }
    let counts = (contender.counts)(&std::fs::read_to_string(&printed)?, &scratch)
        .with_context(|| format!("cannot read what {} answered", contender.id))?;
    for file in [&printed, &scratch] {
        _ = std::fs::remove_file(file); // only the triage writes the second one
    }
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok((Run { wall, cpu, peak: used.rusage.maxrss as f64 / 1_048_576.0 }, counts))
}
