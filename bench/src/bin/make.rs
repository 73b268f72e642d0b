//! Writes reference tables: `cargo run --release --bin make -- t10m`.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Parser;
use dumpscope_bench::{DATASETS, make};

/// Writes reference tables, the same for a seed whatever the machine and the thread count.
#[derive(Parser)]
struct Args {
    /// Tables to write: t1m, t10m, t87m (CSV), n1m, n5m, n10m (the same rows as NDJSON).
    #[arg(required = true)]
    datasets: Vec<String>,
    /// Folder to write into.
    #[arg(long, env = "DUMPSCOPE_BENCH_DATA", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data"))]
    data: PathBuf,
    /// Seed of the rows.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write again even when the table is there.
    #[arg(long)]
    again: bool,
}

fn main() -> Result<()> {
    let args = Args::parse();
    for id in &args.datasets {
        let Some(dataset) = DATASETS.iter().find(|d| d.id == id) else {
            let ids: Vec<&str> = DATASETS.iter().map(|d| d.id).collect();
            bail!("no reference table is called {id}; there are {}", ids.join(", "));
        };
        let start = Instant::now();
        let (path, truth) = make(dataset, args.seed, &args.data, args.again)?;
        println!(
            "{}: {} rows, {} bytes, {} repeated rows, {:.1} s",
            path.display(),
            truth.rows,
            truth.bytes,
            truth.exact_duplicates,
            start.elapsed().as_secs_f64()
        );
    }
    Ok(())
}
