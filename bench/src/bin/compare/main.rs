//! Runs dumpscope and its peers on the reference tables, alternating within one run, checks their counts against
//! each other and writes `RESULTS.md`: `bench/run --dataset t10m --rounds 5`.

mod contender;
mod machine;
mod report;
mod rounds;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Parser;
use dumpscope_bench::{DATASETS, Truth, path_of, truth_path_of};

use contender::{CONTENDERS, Tools};

/// Compares dumpscope with its peers on the reference tables.
#[derive(Parser)]
pub struct Args {
    /// Reference table, may be repeated: t1m, t10m, t87m, n1m, n5m, n10m.
    #[arg(long, default_value = "t10m")]
    dataset: Vec<String>,
    /// Rounds; every contender runs once in each.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Only these contenders (the newline count always runs): newlines, dumpscope, dumpscope-digest, duckdb,
    /// duckdb-duplicates. Without it: newlines, dumpscope, duckdb.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Folder of the reference tables.
    #[arg(long, env = "DUMPSCOPE_BENCH_DATA", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data"))]
    data: PathBuf,
    /// Seed of the reference tables.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads every contender is given.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// A dumpscope binary to measure instead of one built from this repository.
    #[arg(long)]
    dumpscope: Option<PathBuf>,
    /// Where the results go; `-` prints them only.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/RESULTS.md"))]
    results: PathBuf,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let known: Vec<&str> = CONTENDERS.iter().map(|c| c.id).collect();
    if let Some(stranger) = args.only.iter().find(|id| !known.contains(&id.as_str())) {
        bail!("no contender is called {stranger}; there are {}", known.join(", "));
    }
    let chosen: Vec<_> = CONTENDERS
        .iter()
        .filter(|c| {
            c.id == "newlines"
                || if args.only.is_empty() { c.usual } else { args.only.iter().any(|o| o == c.id) }
        })
        .collect();
    let tools = Tools::prepare(&chosen, &args)?;
    let mut sections = Vec::new();
    for id in &args.dataset {
        let Some(dataset) = DATASETS.iter().find(|d| d.id == id) else {
            let ids: Vec<&str> = DATASETS.iter().map(|d| d.id).collect();
            bail!("no reference table is called {id}; there are {}", ids.join(", "));
        };
        let path = path_of(dataset, &args.data);
        tools.make(dataset.id, &args)?;
        let truth: Truth = serde_json::from_slice(&std::fs::read(truth_path_of(&path))?)?;
        eprintln!("{id}: {} rows, {} bytes", truth.rows, truth.bytes);
        let outcomes = rounds::run(&chosen, &tools, &path, &truth, args.rounds.max(1))?;
        sections.push(report::section(dataset.id, &truth, &outcomes));
    }
    let text = report::document(&machine::describe(), args.rounds.max(1), args.threads, &sections);
    println!("{text}");
    if args.results.as_os_str() != "-" {
        std::fs::write(&args.results, text)?;
    }
    Ok(())
}
