//! `new-field` and `new-indicator`: a file from a template and its line in the registry, so that nobody starts from a
//! copy of a neighbour. What comes out compiles; the registry's tests then say, one by one, what is still to be filled in.

mod field;
mod indicator;

use anyhow::{Context, Result, ensure};

use crate::tree;

/// Start a field type.
#[derive(clap::Args)]
pub struct NewField {
    /// Id of the type in kebab-case, such as `crypto-address`
    name: String,
}

/// Start an indicator.
#[derive(clap::Args)]
pub struct NewIndicator {
    /// Id of the indicator in kebab-case, such as `name-order`
    name: String,
}

impl NewField {
    /// Creates the file and registers it.
    pub fn run(self) -> Result<()> {
        field::run(&Name::parse(&self.name)?)
    }
}

impl NewIndicator {
    /// Creates the file and registers it.
    pub fn run(self) -> Result<()> {
        indicator::run(&Name::parse(&self.name)?)
    }
}

/// A unit's name in its two spellings.
struct Name {
    /// `kebab-case`, outside.
    id: String,
    /// `snake_case`, in files.
    stem: String,
}

/// Words a module cannot be called by.
const RESERVED: &[&str] = &["mod", "type", "match", "move", "ref", "self", "static", "enum", "box", "use"];

impl Name {
    fn parse(id: &str) -> Result<Self> {
        let kebab = id.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        }) && id.starts_with(|c: char| c.is_ascii_lowercase());
        ensure!(
            kebab,
            "`{id}` is no id: words of lower-case letters and digits joined by `-`, such as `crypto-address`"
        );
        let stem = id.replace('-', "_");
        ensure!(
            !RESERVED.contains(&stem.as_str()),
            "`{id}` is a word of the language; add one, such as `{id}-value`"
        );
        Ok(Self { id: id.into(), stem })
    }
}

/// A folder of units with a registry, and what a new one starts from.
struct Catalogue {
    /// Folder, with the registry in its `mod.rs`.
    folder: &'static str,
    /// A unit in which `NAME_KEBAB`, `NAME_TITLE` and `NAME_WORDS` stand for its name. It compiles once they are filled.
    template: &'static str,
    /// Package whose tests say what is missing.
    package: &'static str,
}

/// Creates a unit's file and registers it.
fn create(catalogue: &Catalogue, name: &Name) -> Result<()> {
    let (file, registry) =
        (format!("{}/{}.rs", catalogue.folder, name.stem), format!("{}/mod.rs", catalogue.folder));
    ensure!(!tree::root().join(&file).exists(), "{file} exists already");
    let registered = register(&tree::read(&registry)?, &name.stem)?;
    tree::write(&file, &filled(&tree::read(catalogue.template)?, name))?;
    tree::write(&registry, &registered)?;
    println!("created {file} and added `{}` to {registry}", name.stem);
    println!("next: fill it in; `cargo test -p {}` says what is missing", catalogue.package);
    Ok(())
}

/// The template with the name in its places.
fn filled(template: &str, name: &Name) -> String {
    let words = name.id.replace('-', " ");
    let title: String =
        words.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(words.chars().skip(1)).collect();
    template.replace("NAME_KEBAB", &name.id).replace("NAME_TITLE", &title).replace("NAME_WORDS", &words)
}

/// The registry with `stem` on a line of its own at the end of its `registry! { … }` list, which is where reports will
/// show it until somebody moves the name.
fn register(registry: &str, stem: &str) -> Result<String> {
    let start = registry.find("\nregistry! {").context("the registry has no `registry! { … }` list")?;
    let end =
        registry[start..].find("\n}").context("the `registry!` list does not end in a line `}`")? + start;
    let listed = registry[start..end].split_whitespace().any(|name| name.trim_start_matches("r#") == stem);
    ensure!(!listed, "`{stem}` is registered already");
    Ok(format!("{}\n    {stem}{}", &registry[..end], &registry[end..]))
}

/// The template of a catalogue, filled for `id`, once it is seen to name every part of the contract's struct and to leave
/// no place open.
#[cfg(test)]
#[track_caller]
fn whole_template(catalogue: &Catalogue, contract: &str, unit: &str, more_than: usize, id: &str) -> String {
    let contract = tree::read(contract).unwrap();
    let parts: Vec<&str> = contract
        .split(&format!("pub struct {unit} {{"))
        .nth(1)
        .and_then(|rest| rest.split("\n}").next())
        .unwrap()
        .lines()
        .filter_map(|l| l.trim().strip_prefix("pub ")?.split(':').next())
        .collect();
    assert!(parts.len() > more_than, "{parts:?}");
    let filled = filled(&tree::read(catalogue.template).unwrap(), &Name::parse(id).unwrap());
    for part in parts {
        let named = filled.lines().any(|l| {
            let l = l.trim();
            l == format!("{part},") || l.starts_with(&format!("{part}: "))
        });
        assert!(named, "the template lacks `{part}`");
    }
    assert!(!filled.contains("NAME_"), "every place is filled");
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_added_at_the_end_of_the_list() {
        let registry = "macro_rules! registry {\n    () => {};\n}\n\nregistry! {\n    a b\n    r#enum\n}\n\nfn f() {\n}\n";
        let with = "macro_rules! registry {\n    () => {};\n}\n\nregistry! {\n    a b\n    r#enum\n    c\n}\n\nfn f() {\n}\n";
        assert_eq!(register(registry, "c").unwrap(), with);
        assert!(register(registry, "b").is_err());
        assert!(register(registry, "enum").is_err());
        assert!(register("nothing here\n", "a").is_err());
    }

    #[test]
    fn ids_are_kebab_case() {
        for good in ["email", "crypto-address", "ipv4", "isbn-13"] {
            assert!(Name::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "Email", "e_mail", "-x", "x-", "a--b", "4x", "match", "../x", "é"] {
            assert!(Name::parse(bad).is_err(), "{bad}");
        }
    }
}
