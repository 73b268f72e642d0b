//! Writes reference tables: `cargo run --release --bin make -- t10m wide hostile-cr-only`.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Parser;
use dumpscope_bench::{DATASETS, HOSTILE, make, make_hostile};

/// Writes reference tables, the same for a seed whatever the machine and the thread count.
#[derive(Parser)]
struct Args {
    /// Tables to write, by id; `list` lists them.
    #[arg(required = true)]
    datasets: Vec<String>,
    /// Folder to write into.
    #[arg(long, env = "DUMPSCOPE_BENCH_DATA", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data"))]
    data: PathBuf,
    /// Seed of the rows.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Bytes of a hostile table.
    #[arg(long, default_value_t = 128 << 20)]
    bytes: u64,
    /// Write again even when the table is there.
    #[arg(long)]
    again: bool,
}

fn main() -> Result<()> {
    let args = Args::parse();
    if args.datasets == ["list"] {
        for dataset in DATASETS {
            println!("{}: {}", dataset.id, dataset.title);
        }
        for hostile in HOSTILE {
            println!("hostile-{}: {}", hostile.id, hostile.title);
        }
        return Ok(());
    }
    for id in &args.datasets {
        let start = Instant::now();
        let hostile = id.strip_prefix("hostile-").and_then(|id| HOSTILE.iter().find(|h| h.id == id));
        let (path, truth) = match (DATASETS.iter().find(|d| d.id == id), hostile) {
            (Some(dataset), _) => make(dataset, args.seed, &args.data, args.again)?,
            (None, Some(hostile)) => make_hostile(hostile, args.seed, args.bytes, &args.data, args.again)?,
            (None, None) => bail!("no reference table is called {id}; `list` lists them"),
        };
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
