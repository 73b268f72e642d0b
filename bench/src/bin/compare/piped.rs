//! Tables through a pipe, up to lengths that no disk holds: time has to grow with the rows, memory not at all.

use std::fmt::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use dumpscope_bench::Truth;
use wait4::Wait4;

use crate::contender::{Counts, triage, triage_counts, triage_keys};
use crate::report::{Section, spread};
use crate::rounds::{Run, agree, median, scratch};
use crate::tools::{Tools, must};
use crate::{Args, goals};

/// One length: what the reader used, and the writer's processor time.
struct Length {
    rows: u64,
    floor: Vec<Run>,
    triage: Vec<Run>,
    /// The triage but for counting keys, which is what repeats cost once everything is read.
    apart: Vec<Run>,
    feed: Vec<Run>,
}

/// Rounds of a length: as many as asked for at ten million rows, fewer above.
fn rounds_of(rows: u64, rounds: usize) -> usize {
    (rounds as u64 * 10_000_000 / rows.max(1)).clamp(1, rounds as u64) as usize
}

/// Measures the triage of a pipe at each of these lengths.
pub fn run(lengths: &[u64], tools: &Tools, args: &Args, measured: &str) -> Result<Section> {
    let mut outcomes = Vec::new();
    for &rows in lengths {
        let truth = truth(rows, tools, args.seed)?;
        let mut length =
            Length { rows, floor: Vec::new(), triage: Vec::new(), apart: Vec::new(), feed: Vec::new() };
        for round in 0..rounds_of(rows, args.rounds.unwrap_or(3)) {
            let (floor, _) = floor(&truth, tools, args.seed)?;
            let (run, keys, feed) = whole(&truth, tools, args.seed)?;
            eprintln!(
                "  round {}: {rows} rows piped, {:.2} s, {keys:.2} s of it for keys",
                round + 1,
                run.wall
            );
            length.apart.push(Run { wall: run.wall - keys, ..run });
            length.floor.push(floor);
            length.triage.push(run);
            length.feed.push(feed);
        }
        outcomes.push(length);
    }
    Ok(section(&outcomes, measured))
}

fn truth(rows: u64, tools: &Tools, seed: u64) -> Result<Truth> {
    let file = scratch();
    let mut command = feed(rows, tools, seed);
    must(command.arg("--truth").arg(&file), "asking for the truth of a piped table")?;
    let truth = serde_json::from_slice(&std::fs::read(&file)?)?;
    std::fs::remove_file(&file)?;
    Ok(truth)
}

fn feed(rows: u64, tools: &Tools, seed: u64) -> Command {
    let mut command = Command::new(&tools.feed);
    command.arg("--rows").arg(rows.to_string()).arg("--seed").arg(seed.to_string());
    command
}

/// The newline count of the pipe.
fn floor(truth: &Truth, tools: &Tools, seed: u64) -> Result<(Run, Run)> {
    let printed = scratch().with_extension("txt");
    let mut command = Command::new(&tools.newlines);
    command.arg("-").stdout(std::fs::File::create(&printed)?);
    let runs = piped(feed(truth.rows, tools, seed), command)?;
    let newlines = std::fs::read_to_string(&printed)?.trim().parse()?;
    std::fs::remove_file(&printed)?;
    agree("newlines", Counts { newlines: Some(newlines), ..Counts::default() }, truth)?;
    Ok(runs)
}

/// The triage of the pipe, the seconds it counted keys, and the feed.
fn whole(truth: &Truth, tools: &Tools, seed: u64) -> Result<(Run, f64, Run)> {
    let answer = scratch();
    let mut command =
        triage(tools, "-".as_ref(), &answer, tools.threads, &["--no-digest", "--quiet", "--timings"]);
    command.stdout(Stdio::null());
    let (run, feed) = piped(feed(truth.rows, tools, seed), command)?;
    let (counts, keys) = (triage_counts(&answer)?, triage_keys(&answer)?);
    std::fs::remove_file(&answer)?;
    agree("dumpscope", counts, truth)?;
    Ok((run, keys, feed))
}

/// Runs one command into the other and gives what the reader and the writer used.
fn piped(mut writer: Command, mut reader: Command) -> Result<(Run, Run)> {
    let start = Instant::now();
    let mut writer =
        writer.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("cannot start the feed")?;
    let pipe = writer.stdout.take().context("the feed has no output")?;
    let mut reader = reader.stdin(pipe).spawn().context("cannot start the reader of the pipe")?;
    let read = reader.wait4()?;
    let run = Run::of(start, &read);
    let written = writer.wait4()?;
    if !read.status.success() || !written.status.success() {
        bail!("reader: {}, feed: {}", read.status, written.status);
    }
    Ok((run, Run::of(start, &written)))
}

fn section(outcomes: &[Length], measured: &str) -> Section {
    let mut text = format!(
        "The reference rows over and over with a counter for their id, made while they are read. {measured} The feed works on the same \
         cores; its processor time is apart. Keys of rows and people are counted once everything is read.\n\n| rows | wall s | least to most | of it keys s | ns a row without | cpu s | feed's cpu s | peak MiB | × newlines of the same pipe |\n|---|---|---|---|---|---|---|---|---|\n"
    );
    let wall = |runs: &[Run]| median(runs, |r| r.wall);
    for length in outcomes {
        writeln!(
            text,
            "| {} | {:.2} | {} | {:.1} | {:.0} | {:.1} | {:.1} | {:.0} | {:.1} |",
            length.rows,
            wall(&length.triage),
            spread(&length.triage),
            wall(&length.triage) - wall(&length.apart),
            wall(&length.apart) * 1e9 / length.rows as f64,
            median(&length.triage, |r| r.cpu),
            median(&length.feed, |r| r.cpu),
            median(&length.triage, |r| r.peak),
            wall(&length.triage) / wall(&length.floor),
        )
        .expect("writing to a string does not fail");
    }
    if let [first, .., last] = outcomes {
        let by_row = |length: &Length| wall(&length.apart) / length.rows as f64;
        let peak = |length: &Length| median(&length.triage, |r| r.peak);
        text.push_str("\nGoals:\n\n");
        text.push_str(&goals::at_most(
            "time a row without counting keys, longest over shortest",
            by_row(last) / by_row(first),
            1.25,
        ));
        text.push_str(&goals::at_most("peak memory, MiB", peak(last), 1_024.0));
    }
    Section { heading: "piped".into(), text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_tables_are_measured_less_often() {
        assert_eq!([10_000_000, 100_000_000, 1_000_000_000].map(|rows| rounds_of(rows, 3)), [3, 1, 1]);
        assert_eq!(rounds_of(1_000, 3), 3);
    }

    #[test]
    fn a_line_per_length_and_goals_by_the_ends() {
        let run = |wall, peak| vec![Run { wall, cpu: wall, peak }];
        let length = |rows, wall, peak| Length {
            rows,
            floor: run(wall / 10.0, 1.0),
            triage: run(wall, peak),
            apart: run(wall * 0.9, peak),
            feed: run(wall / 5.0, 1.0),
        };
        let text = section(&[length(10, 1.0, 300.0), length(100, 14.0, 2_000.0)], "Now.").text;
        assert!(text.contains("| 100 | 14.00 | 14.000–14.000 | 1.4 |"), "{text}");
        assert!(text.contains("shortest: 1.40 (goal ≤ 1.25): **not met**"), "{text}");
        assert!(text.contains("MiB: 2000.00 (goal ≤ 1024): **not met**"), "{text}");
    }
}
