//! `cargo xtask new-indicator ID`. The template stands beside the contract it follows, in `crates/evidence`.

use anyhow::{Result, ensure};

use super::{Catalogue, Name, create};
use crate::tree;

const INDICATORS: Catalogue = Catalogue {
    folder: "crates/evidence/src/catalog",
    template: "crates/evidence/template.rs.txt",
    package: "dumpscope-evidence",
};

/// Creates an indicator.
pub fn run(name: &Name) -> Result<()> {
    ensure!(
        tree::root().join(INDICATORS.folder).is_dir(),
        "{} does not exist: indicators live in `crates/evidence`, which comes with the first verdict; until then an \
         indicator has no contract to follow",
        INDICATORS.folder
    );
    create(&INDICATORS, name)
}
