//! `cargo xtask new-indicator ID`. The template stands beside the contract it follows, in `crates/evidence`.

use anyhow::{Result, ensure};

use super::{Name, format, register};
use crate::tree;

const FOLDER: &str = "crates/evidence/src/catalog";

/// The template of an indicator, kept with the crate that defines what an indicator is.
const TEMPLATE: &str = "crates/evidence/indicator.rs.in";

pub fn create(name: &Name) -> Result<()> {
    let registry = format!("{FOLDER}/mod.rs");
    for needed in [registry.as_str(), TEMPLATE] {
        ensure!(
            tree::root().join(needed).is_file(),
            "{needed} does not exist: indicators live in `crates/evidence`, which comes with the first verdict; \
             until then an indicator has no contract to follow"
        );
    }
    let file = format!("{FOLDER}/{}.rs", name.stem);
    ensure!(!tree::root().join(&file).exists(), "{file} exists already");
    let registered = register(&tree::read(&registry)?, &name.stem, "INDICATOR")?;
    tree::write(
        &file,
        &tree::read(TEMPLATE)?.replace("@ID@", &name.id).replace("@WORDS@", &name.id.replace('-', " ")),
    )?;
    tree::write(&registry, &registered)?;
    format(&[&registry])?;
    println!("created {file} and added `{}` to {registry}", name.stem);
    println!("next: fill it in, then `cargo test -p dumpscope-evidence` says what is missing");
    Ok(())
}
