//! Runs dumpscope and its peers on the reference tables, alternating within one run, checks their counts against
//! each other and writes `RESULTS.md`: `bench/run --dataset t10m --rounds 5`.

mod contender;
mod goals;
mod hostile;
mod machine;
mod piped;
mod report;
mod rounds;
mod suite;
mod tools;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Parser;
use dumpscope_bench::{DATASETS, HOSTILE, Truth, path_of, truth_path_of};

use contender::{CONTENDERS, Contender, chosen};
use report::Section;
use suite::Measure;
use tools::Tools;

/// Compares dumpscope with its peers on the reference tables. Without `--dataset`, `--piped`, `--hostile` or `--all`: the
/// usual set, about ten minutes on two cores.
#[derive(Parser)]
pub struct Args {
    /// Reference table, may be repeated; `make list` names them.
    #[arg(long)]
    dataset: Vec<String>,
    /// Only these contenders (the newline count always runs). Peers that are missing are installed, or said to be
    /// missing: newlines, dumpscope, dumpscope-digest, dumpscope-one, dumpscope-512m, duckdb, duckdb-duplicates, polars, chdb,
    /// xan.
    #[arg(long, value_delimiter = ',', default_value = "dumpscope,duckdb", requires = "dataset")]
    only: Vec<String>,
    /// Everything: the usual set, all peers, 87 million rows (8.5 GB on disk), hostile tables, pipes up to a thousand
    /// million rows.
    #[arg(long, conflicts_with_all = ["dataset", "piped", "hostile"])]
    all: bool,
    /// Rows piped, by the lengths given: time has to be linear, memory flat.
    #[arg(long, value_name = "ROWS", value_delimiter = ',', num_args = 0.., default_missing_value = "10000000,100000000")]
    piped: Option<Vec<u64>>,
    /// Hostile tables against a plain one, all or those named.
    #[arg(long, value_name = "TABLE", value_delimiter = ',', num_args = 0..)]
    hostile: Option<Vec<String>>,
    /// Bytes of a hostile table.
    #[arg(long, default_value_t = 128 << 20)]
    hostile_bytes: u64,
    /// Rounds; every contender runs once in each. Each set has its own number.
    #[arg(long)]
    rounds: Option<usize>,
    /// Folder of the reference tables.
    #[arg(long, env = "DUMPSCOPE_BENCH_DATA", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data"))]
    data: PathBuf,
    /// Delete each reference table that was made for this run once it is measured.
    #[arg(long)]
    discard: bool,
    /// Seed of the reference tables.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads every contender is given.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// A dumpscope binary to measure instead of one built from this repository.
    #[arg(long)]
    dumpscope: Option<PathBuf>,
    /// Where the results go: sections measured before are kept, those measured now replaced; `-` prints them only.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/RESULTS.md"))]
    results: PathBuf,
}

/// Lengths of the pipe with `--all`.
const ALL_LENGTHS: [u64; 3] = [10_000_000, 100_000_000, 1_000_000_000];

fn main() -> Result<()> {
    let mut args = Args::parse();
    args.rounds = args.rounds.map(|rounds| rounds.max(1));
    if args.all {
        args.hostile = Some(Vec::new());
        args.piped = Some(ALL_LENGTHS.to_vec());
    }
    let measures = planned(&args)?;
    let mut contenders: Vec<&Contender> = measures.iter().flat_map(|m| chosen(&m.contenders)).collect();
    if args.hostile.is_some() || args.piped.is_some() {
        contenders.extend(chosen(&["dumpscope"]));
    }
    let tools = Tools::prepare(&contenders, &args)?;
    let mut wrong = Vec::new();
    for measure in &measures {
        let (section, more) = table(measure, &tools, &args)?;
        publish(section, &args)?;
        wrong.extend(more);
    }
    let measured = |rounds: &str| {
        format!("{}, {} threads, {rounds}.", machine::measured(args.dumpscope.as_deref()), args.threads)
    };
    if let Some(only) = &args.hostile {
        let rounds = format!("{} rounds", args.rounds.unwrap_or(3));
        publish(hostile::run(only, args.hostile_bytes, &tools, &args, &measured(&rounds))?, &args)?;
    }
    if let Some(lengths) = &args.piped {
        let rounds = format!("up to {} rounds, fewer of long tables", args.rounds.unwrap_or(3));
        publish(piped::run(lengths, &tools, &args, &measured(&rounds))?, &args)?;
    }
    if !wrong.is_empty() {
        bail!("counted wrongly: {}", wrong.join("; "));
    }
    Ok(())
}

/// Which tables with which contenders were asked for.
fn planned(args: &Args) -> Result<Vec<Measure>> {
    let ids = || CONTENDERS.iter().map(|c| c.id);
    if let Some(stranger) = args.only.iter().find(|only| ids().all(|id| id != **only)) {
        bail!("no contender is called {stranger}; there are {}", ids().collect::<Vec<_>>().join(", "));
    }
    let hostile = args.hostile.iter().flatten();
    if let Some(stranger) = hostile.into_iter().find(|id| HOSTILE.iter().skip(1).all(|h| h.id != **id)) {
        let ids: Vec<&str> = HOSTILE.iter().skip(1).map(|h| h.id).collect();
        bail!("no hostile table is called {stranger}; there are {}", ids.join(", "));
    }
    if args.all {
        return Ok(suite::all());
    }
    if !args.dataset.is_empty() {
        let measure =
            |dataset: &String| Measure { dataset: dataset.clone(), contenders: args.only.clone(), rounds: 5 };
        return Ok(args.dataset.iter().map(measure).collect());
    }
    if args.hostile.is_some() || args.piped.is_some() { Ok(Vec::new()) } else { Ok(suite::usual()) }
}

/// Measures one reference table; with it, what was counted wrongly.
fn table(measure: &Measure, tools: &Tools, args: &Args) -> Result<(Section, Vec<String>)> {
    let id = &measure.dataset;
    let Some(dataset) = DATASETS.iter().find(|d| d.id == id) else {
        let ids: Vec<&str> = DATASETS.iter().map(|d| d.id).collect();
        bail!("no reference table is called {id}; there are {}", ids.join(", "));
    };
    let rounds = args.rounds.unwrap_or(measure.rounds);
    let path = path_of(dataset, &args.data);
    let was_there = path.exists();
    tools.make(dataset.id, args, None)?;
    let truth: Truth = serde_json::from_slice(&std::fs::read(truth_path_of(&path))?)?;
    eprintln!("{id}: {} rows, {} bytes", truth.rows, truth.bytes);
    let (mut able, mut left_out) = (Vec::new(), Vec::new());
    for contender in chosen(&measure.contenders) {
        match tools.obstacle(contender, &path) {
            None => able.push(contender),
            Some(reason) => left_out.push((contender.title, reason)),
        }
    }
    let (outcomes, wrong) =
        rounds::run(&able, tools, &path, &truth, rounds).with_context(|| format!("on {id}"))?;
    let mut peers: Vec<String> = able.iter().filter_map(|c| c.needs.pinned()).collect();
    peers.dedup();
    let measured = [
        format!(
            "{}, {} threads, {rounds} rounds",
            machine::measured(args.dumpscope.as_deref()),
            args.threads
        ),
        peers.join(", "),
    ];
    let measured = measured.join(if peers.is_empty() { "" } else { "; " }) + ".";
    if args.discard && !was_there {
        std::fs::remove_file(truth_path_of(&path))?;
        std::fs::remove_file(&path)?;
    }
    let section = report::section(dataset, &truth, &outcomes, &left_out, &wrong, &measured);
    Ok((section, wrong.into_iter().map(|(_, reason)| format!("{id}: {reason}")).collect()))
}

/// Prints a section and puts it into the results at once: a long run that is stopped has not been for nothing.
fn publish(section: Section, args: &Args) -> Result<()> {
    println!("## {}\n\n{}", section.heading, section.text);
    if args.results.as_os_str() != "-" {
        let old = std::fs::read_to_string(&args.results).unwrap_or_default();
        let text = report::document(&machine::describe(), &[section], &old);
        std::fs::write(&args.results, text)?;
    }
    Ok(())
}
