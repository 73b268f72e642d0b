//! `accuracy`: the verdict on labelled public tables, whole and in random parts.
//!
//! The set is named by `DUMPSCOPE_LABELLED`: `tables/*.csv` and `tables.tsv` (name, label `real` or `synthetic`, …). The
//! same tables are the development half: what they show is no proof of how the verdict does on others.

mod figures;
mod trials;

use std::{env, path::PathBuf};

use anyhow::{Context as _, Result};
use dumpscope_evidence::Model;

use crate::tree;

/// Variable that names the labelled set.
const LABELLED: &str = "DUMPSCOPE_LABELLED";
/// Where the figures are kept.
const RESULTS: &str = "bench/accuracy/RESULTS.md";

/// Measure the verdict on the labelled tables (`DUMPSCOPE_LABELLED`)
#[derive(clap::Args)]
pub struct Args {
    /// Write the figures into bench/accuracy/RESULTS.md
    #[arg(long)]
    write: bool,
    /// Random parts of each size that are judged beside every whole table
    #[arg(long, default_value_t = 10)]
    parts: u64,
    /// Only tables whose name contains this
    #[arg(long, default_value = "")]
    only: String,
    /// Print the findings of each whole table as well
    #[arg(long)]
    findings: bool,
}

impl Args {
    /// Reads, judges, counts, prints.
    pub fn run(self) -> Result<()> {
        let folder = env::var_os(LABELLED)
            .map(PathBuf::from)
            .with_context(|| format!("{LABELLED} names no folder"))?;
        let model = Model::embedded();
        let mut judged = Vec::new();
        for table in trials::listed(&folder)?.into_iter().filter(|table| table.name.contains(&self.only)) {
            let one = trials::judge(&folder, table, self.parts, model)?;
            if self.findings {
                println!("{}", figures::findings(&one));
            }
            judged.push(one);
        }
        let report = figures::report(&judged, self.parts, model);
        print!("{report}");
        if self.write {
            tree::write(RESULTS, &report)?;
        }
        Ok(())
    }
}
