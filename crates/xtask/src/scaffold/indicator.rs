//! `cargo xtask new-indicator ID`. The template stands beside the contract it follows, in `crates/evidence`.

use anyhow::Result;

use super::{Catalogue, Name, create};

const INDICATORS: Catalogue = Catalogue {
    folder: "crates/evidence/src/catalog",
    template: "crates/evidence/template.rs.txt",
    package: "dumpscope-evidence",
};

/// Creates an indicator.
pub fn run(name: &Name) -> Result<()> {
    create(&INDICATORS, name)?;
    println!(
        "then: put its name where reports should list it; a weight needs a scale in crates/evidence/model.toml"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{register, whole_template};
    use super::*;
    use crate::tree;

    #[test]
    fn the_template_has_every_part_of_an_indicator() {
        let filled =
            whole_template(&INDICATORS, "crates/evidence/src/indicator.rs", "Indicator", 8, "name-order");
        assert!(filled.contains("id: \"name-order\"") && filled.contains("question: \"Name order?\""));
    }

    #[test]
    fn the_registry_takes_a_line() {
        let registry = tree::read(&format!("{}/mod.rs", INDICATORS.folder)).unwrap();
        let with = register(&registry, "zz_new_indicator").unwrap();
        assert_eq!(with.lines().count(), registry.lines().count() + 1);
        assert!(register(&registry, "block_seams").is_err(), "it is there already");
    }
}
