//! Writes a table of any length to standard output, for pipes: `feed --rows 1000000000 | dumpscope triage -`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use dumpscope_bench::Repetition;

/// Writes the reference rows over and over, with a counter in place of their ids, to standard output.
#[derive(Parser)]
struct Args {
    /// Rows to write.
    #[arg(long, default_value_t = 1_000_000_000)]
    rows: u64,
    /// Seed of the rows.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write what is known of the table to a file instead of the table.
    #[arg(long)]
    truth: Option<PathBuf>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let mut repetition = Repetition::new(args.seed);
    if let Some(path) = args.truth {
        return Ok(std::fs::write(path, serde_json::to_vec_pretty(&repetition.truth(args.rows))?)?);
    }
    Ok(repetition.write(args.rows, &mut std::io::stdout().lock())?)
}
