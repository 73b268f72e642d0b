//! `corpus`: builds the labelled corpus that the verdict is fitted and measured on, by one command.
//!
//! Four sources: the labelled set (`DUMPSCOPE_LABELLED`) in row and column subsets, known generators run at pinned
//! versions through their packages, mixes of the two, and small tables written out by a language model. Everything
//! follows from the seed and the pinned versions. What a package's absence leaves out is said. The format is told
//! in bench/accuracy/CORPUS.md. The folder holds real people's public records: it is never committed.

mod crate_fake;
mod cut;
mod generated;
mod index;
mod joined;
mod mixed;
mod packages;
mod pairs;
mod plan;
mod real;
mod resampled;
mod schemas;
mod table;
mod written;

use std::{fs, path::PathBuf, time::Instant};

use anyhow::{Context as _, Result, ensure};

use crate::tree::{self, LABELLED};
use index::Index;

/// How much is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Size {
    /// About two hundred tables, for trying things.
    Small,
    /// Everything.
    Full,
}

/// A part of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// Real tables, and those of other generators.
    Real,
    /// Tables of the generators.
    Generated,
    /// Real tables drawn again.
    Resampled,
    /// Invented rows among real ones.
    Mixed,
    /// Tables that name rows of another, with that other.
    Pairs,
    /// What a language model wrote out.
    Written,
}

/// Build the labelled corpus: real tables in parts, known generators, mixes, tables written by a language model
#[derive(clap::Args)]
pub struct Args {
    /// Folder to build it in: new, empty, or an earlier corpus, which is replaced
    #[arg(long)]
    out: PathBuf,
    /// How much
    #[arg(long, value_enum, default_value = "full")]
    size: Size,
    /// Only these parts, as they are in the whole; all when left out
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Seed of everything
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Install nothing: use what environments there are
    #[arg(long)]
    offline: bool,
    /// Scripts run at once
    #[arg(long, default_value_t = 2)]
    jobs: usize,
}

impl Args {
    /// Builds it and prints what came of it.
    pub fn run(self) -> Result<()> {
        let start = Instant::now();
        self.clear()?;
        let pools = self.out.join(".pools");
        fs::create_dir_all(&pools).with_context(|| format!("cannot create {}", pools.display()))?;
        let mut index = Index::new(&self.out);

        let real = if let Some(folder) = tree::labelled() {
            real::listed(&folder)?
        } else {
            println!("left out: real tables and what is made of them ({LABELLED} names no folder)");
            Vec::new()
        };
        let wants = |part| self.only.is_empty() || self.only.contains(&part);
        let bases = if wants(Part::Resampled) {
            resampled::write_bases(&real, &pools, self.size, self.seed)?
        } else {
            Vec::new()
        };
        let plan = if [Part::Generated, Part::Mixed, Part::Pairs].into_iter().any(wants) {
            plan::pools(self.size, self.seed)
        } else {
            Vec::new()
        };
        if !(plan.is_empty() && bases.is_empty()) {
            let left_out = packages::run(&plan, &bases, &pools, self.offline, self.jobs)?;
            crate_fake::run(&plan, &pools)?;
            for (package, why) in &left_out {
                println!("left out: {package} ({why})");
            }
            println!("pools: {:.0} s", start.elapsed().as_secs_f64());
        }

        let pools_made = generated::read_pools(&plan, &pools)?;
        if wants(Part::Real) {
            real::write(&real, self.size, self.seed, &mut index)?;
        }
        if wants(Part::Generated) {
            generated::write(&pools_made, self.size, self.seed, &mut index)?;
        }
        resampled::write(&bases, &pools, &mut index)?;
        if wants(Part::Mixed) {
            mixed::write(&real, &pools_made, self.size, self.seed, &mut index)?;
        }
        if wants(Part::Pairs) {
            pairs::write(&real, &pools_made, self.size, self.seed, &mut index)?;
        }
        if wants(Part::Written) {
            written::write(&mut index)?;
        }
        fs::remove_dir_all(&pools).with_context(|| format!("cannot remove {}", pools.display()))?;
        print!("{}", index.finish()?);
        println!("{:.0} s", start.elapsed().as_secs_f64());
        Ok(())
    }

    /// Removes an earlier corpus; any other content is somebody's own.
    fn clear(&self) -> Result<()> {
        if !self.out.exists() {
            return Ok(());
        }
        let earlier = self.out.join(index::NAME).exists() || self.out.join(".pools").exists();
        let empty = self.out.read_dir()?.next().is_none();
        ensure!(earlier || empty, "{} is not empty and holds no corpus", self.out.display());
        for name in ["tables", "truth", ".pools"] {
            let folder = self.out.join(name);
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
            }
        }
        Ok(())
    }
}
