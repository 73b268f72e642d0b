//! `cargo xtask new-field ID`. The template stands beside the contract it follows, in `crates/fields`.

use anyhow::Result;

use super::{Catalogue, Name, create};

const FIELDS: Catalogue = Catalogue {
    folder: "crates/fields/src/catalog",
    template: "crates/fields/template.rs.txt",
    package: "dumpscope-fields",
};

/// Creates a field type.
pub fn run(name: &Name) -> Result<()> {
    create(&FIELDS, name)?;
    println!("then: put its name where reports should list it, and review the confusion matrix");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::whole_template;
    use super::*;
    use crate::tree;

    #[test]
    fn the_template_has_every_part_of_a_field_type() {
        let filled =
            whole_template(&FIELDS, "crates/fields/src/field_type.rs", "FieldType", 10, "crypto-address");
        assert!(filled.contains("id: \"crypto-address\""));
        assert!(filled.contains("title: \"Crypto address\""));
        assert!(filled.contains("headers: &[\"crypto address\"]"));
    }

    #[test]
    fn the_registry_takes_a_line() {
        let registry = tree::read(&format!("{}/mod.rs", FIELDS.folder)).unwrap();
        let with = super::super::register(&registry, "zz_new_type").unwrap();
        assert_eq!(with.lines().count(), registry.lines().count() + 1);
        assert!(super::super::register(&registry, "email").is_err(), "it is there already");
        assert!(super::super::register(&with, "zz_new_type").is_err());
    }
}
