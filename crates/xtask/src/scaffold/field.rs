//! `cargo xtask new-field ID`.

use anyhow::{Result, ensure};

use super::{Name, format, register};
use crate::tree;

/// A field type to be filled in. Its texts are empty on purpose: the registry's tests ask for each of them by name.
const TEMPLATE: &str = include_str!("field.rs.in");

const FOLDER: &str = "crates/fields/src/catalog";

pub fn create(name: &Name) -> Result<()> {
    let file = format!("{FOLDER}/{}.rs", name.stem);
    let registry = format!("{FOLDER}/mod.rs");
    ensure!(!tree::root().join(&file).exists(), "{file} exists already");
    let registered = register(&tree::read(&registry)?, &name.stem, "TYPE")?;
    tree::write(&file, &fill(name))?;
    tree::write(&registry, &registered)?;
    format(&[&registry])?;
    println!("created {file} and added `{}` to {registry}", name.stem);
    println!("next: fill it in, then `cargo test -p dumpscope-fields` says what is missing");
    println!(
        "then: place its line in the registry where reports should list it, and review the confusion matrix"
    );
    Ok(())
}

fn fill(name: &Name) -> String {
    TEMPLATE.replace("@ID@", &name.id).replace("@WORDS@", &name.id.replace('-', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_has_every_part_of_a_field_type() {
        let contract = tree::read("crates/fields/src/field_type.rs").unwrap();
        let parts: Vec<&str> = contract
            .split("pub struct FieldType {")
            .nth(1)
            .and_then(|rest| rest.split("\n}").next())
            .unwrap()
            .lines()
            .filter_map(|l| l.trim().strip_prefix("pub ")?.split(':').next())
            .collect();
        assert!(parts.len() > 10, "{parts:?}");
        let filled = fill(&Name::parse("crypto-address").unwrap());
        for part in parts {
            let named = filled.lines().any(|l| {
                let l = l.trim();
                l == format!("{part},") || l.starts_with(&format!("{part}: "))
            });
            assert!(named, "the template lacks `{part}`");
        }
        assert!(filled.contains("id: \"crypto-address\""));
        assert!(!filled.contains('@'));
    }
}
