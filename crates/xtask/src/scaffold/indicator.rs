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
    use super::super::{filled, register};
    use super::*;
    use crate::tree;

    #[test]
    fn the_template_has_every_part_of_an_indicator() {
        let contract = tree::read("crates/evidence/src/indicator.rs").unwrap();
        let parts: Vec<&str> = contract
            .split("pub struct Indicator {")
            .nth(1)
            .and_then(|rest| rest.split("\n}").next())
            .unwrap()
            .lines()
            .filter_map(|l| l.trim().strip_prefix("pub ")?.split(':').next())
            .collect();
        assert!(parts.len() > 8, "{parts:?}");
        let filled = filled(&tree::read(INDICATORS.template).unwrap(), &Name::parse("name-order").unwrap());
        for part in parts {
            let named = filled.lines().any(|l| {
                let l = l.trim();
                l == format!("{part},") || l.starts_with(&format!("{part}: "))
            });
            assert!(named, "the template lacks `{part}`");
        }
        assert!(filled.contains("id: \"name-order\"") && filled.contains("question: \"Name order?\""));
        assert!(!filled.contains("NAME_"), "every place is filled");
    }

    #[test]
    fn the_registry_takes_a_line() {
        let registry = tree::read(&format!("{}/mod.rs", INDICATORS.folder)).unwrap();
        let with = register(&registry, "zz_new_indicator").unwrap();
        assert_eq!(with.lines().count(), registry.lines().count() + 1);
        assert!(register(&registry, "block_seams").is_err(), "it is there already");
    }
}
