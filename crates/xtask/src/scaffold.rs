//! `new-field` and `new-indicator`: a file from a template and its line in the registry, so that nobody starts from a
//! copy of a neighbour. What comes out compiles; the registry's tests then say, one by one, what is still to be filled in.

mod field;
mod indicator;

use anyhow::{Result, ensure};

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
        field::create(&Name::parse(&self.name)?)
    }
}

impl NewIndicator {
    /// Creates the file and registers it.
    pub fn run(self) -> Result<()> {
        indicator::create(&Name::parse(&self.name)?)
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

/// The registry with `stem` added: its `mod` line in alphabetical order, and its entry `&stem::ITEM` at the end of the
/// list, which is where reports will show it until somebody moves the line.
fn register(registry: &str, stem: &str, item: &str) -> Result<String> {
    let declaration = format!("mod {stem};");
    ensure!(
        !registry.lines().any(|l| l.trim_start_matches("pub ") == declaration),
        "`{stem}` is registered already"
    );
    let modules: Vec<&str> = registry.lines().filter(|l| l.starts_with("mod ") && l.ends_with(';')).collect();
    let mut out = String::with_capacity(registry.len() + 64);
    let (mut declared, mut listed, mut inside) = (false, false, false);
    for line in registry.lines() {
        let is_module = modules.contains(&line);
        if is_module && !declared && line > declaration.as_str() {
            out.push_str(&declaration);
            out.push('\n');
            declared = true;
        }
        inside |= line.contains("static REGISTRY");
        if inside
            && !listed
            && let Some(end) = line.rfind("];")
        {
            let comma = if line[..end].trim_end().ends_with([',', '[']) || line[..end].trim().is_empty() {
                ""
            } else {
                ", "
            };
            out.push_str(&line[..end]);
            for part in [comma, "&", stem, "::", item, ",", &line[end..]] {
                out.push_str(part);
            }
            listed = true;
        } else {
            out.push_str(line);
        }
        out.push('\n');
        if is_module && !declared && modules.last() == Some(&line) {
            out.push_str(&declaration);
            out.push('\n');
            declared = true;
        }
    }
    ensure!(
        declared && listed,
        "the registry has no list of `mod` lines and no `static REGISTRY` that ends in `];`"
    );
    Ok(out)
}

/// Formats files of the repository in place.
fn format(files: &[&str]) -> Result<()> {
    let done = std::process::Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(crate::tree::root())
        .args(files)
        .current_dir(crate::tree::root())
        .status()?;
    ensure!(done.success(), "rustfmt could not format {}", files.join(", "));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(registry: &str, stem: &str, expect: &str) {
        assert_eq!(register(registry, stem, "TYPE").unwrap(), expect);
    }

    #[test]
    fn a_line_is_added_in_its_place() {
        check(
            "mod a;\nmod c;\n\npub static REGISTRY: &[&F] = &[&a::TYPE, &c::TYPE];\n",
            "b",
            "mod a;\nmod b;\nmod c;\n\npub static REGISTRY: &[&F] = &[&a::TYPE, &c::TYPE, &b::TYPE,];\n",
        );
        check(
            "mod a;\n\npub static REGISTRY: &[&F] = &[\n    &a::TYPE,\n];\nfn f() { g(&[1]); }\n",
            "b",
            "mod a;\nmod b;\n\npub static REGISTRY: &[&F] = &[\n    &a::TYPE,\n&b::TYPE,];\nfn f() { g(&[1]); }\n",
        );
        assert!(register("mod a;\nstatic REGISTRY: &[F] = &[&a::TYPE];\n", "a", "TYPE").is_err());
        assert!(register("nothing here\n", "a", "TYPE").is_err());
    }

    #[test]
    fn the_registries_of_the_repository_take_a_line() {
        let registry = crate::tree::read("crates/fields/src/catalog/mod.rs").unwrap();
        let out = register(&registry, "zz_new_type", "TYPE").unwrap();
        assert!(out.contains("mod zz_new_type;\n"));
        assert!(out.contains("&zz_new_type::TYPE,"));
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
