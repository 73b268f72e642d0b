//! Level 3: real tables resampled. Each names in `source` the family and the table it was made from, so that both can be
//! left out together: `METHOD from FAMILY/TABLE`.

use std::path::Path;

use anyhow::Result;

use super::{
    Size,
    cut::seed_of,
    index::{Index, Label},
    mixed::by_kind,
    real::Labelled,
    table::{Table, write as write_file},
};

/// Ways of resampling: columns one by one; a Gaussian copula; rows drawn with replacement; the halves of different rows; SDV.
const METHODS: [&str; 5] = ["marginals", "copula", "bootstrap", "halves", SDV];
/// Made by a script of its own, in large tables only.
const SDV: &str = "sdv";
/// Rows from which it is asked.
const OF_SDV: usize = 1_000;

/// A table to be made from a real one.
pub struct Base {
    /// Its name.
    name: String,
    /// The real table's family and name.
    from: (String, String),
    method: &'static str,
    rows: usize,
    seed: u64,
}

impl Base {
    /// Its line in the plan.
    pub fn line(&self) -> String {
        let Self { name, from, method, rows, seed } = self;
        let script = if *method == SDV { SDV } else { "resampled" };
        format!("{script}\t{name}\t{}\t3\t{method}\t{rows}\t{seed}\n", from.1)
    }
}

/// Writes the real tables where the script finds them; gives what is to be made.
pub fn write_bases(real: &[Labelled], folder: &Path, size: Size, seed: u64) -> Result<Vec<Base>> {
    let mut bases = Vec::new();
    let mut portals = std::collections::BTreeMap::new();
    for base in real.iter().filter(|base| base.real && base.has_names() && base.table.rows.len() >= 400) {
        let taken: &mut usize = portals.entry(&base.family).or_default();
        *taken += 1;
        // Few of each portal's many tables, and none of them in a small corpus.
        if *taken > 3 || (size == Size::Small && base.name.contains("__")) {
            continue;
        }
        write_file(&folder.join(format!("{}.base.csv", base.name)), &by_kind(base).csv(b',', false)?)?;
        let there = base.table.rows.len();
        let sizes: &[usize] = match there {
            0..1_500 => &[300],
            1_500..9_000 => &[300, 1_000],
            _ => &[300, 1_000, 10_000],
        };
        for method in METHODS {
            for &rows in if size == Size::Small { &sizes[..1] } else { sizes } {
                if method == SDV && rows < OF_SDV {
                    continue;
                }
                let name = format!("{method}-{}-{rows}", base.name);
                let seed = seed_of(seed, &name) >> 34;
                bases.push(Base { name, from: (base.family.clone(), base.name.clone()), method, rows, seed });
            }
        }
    }
    Ok(bases)
}

/// Takes over what the script made.
pub fn write(bases: &[Base], folder: &Path, index: &mut Index) -> Result<()> {
    for base in bases {
        let path = folder.join(format!("{}.csv", base.name));
        if !path.exists() {
            continue;
        }
        let table = Table::read(&path)?;
        let (family, name) = &base.from;
        let source = format!("{} from {family}/{name}", base.method);
        let label = Label::generated(&format!("resampled-{}", base.method), &source, "3", "mixed-columns");
        index.add_table(&base.name, &label, &table, b',', false)?;
    }
    Ok(())
}
