//! Every file of a catalogue is in its registry. (What a registry line *means* is tested in the crate itself.)

use super::{Repo, code};

/// Folders where one file is one registered unit.
pub const CATALOGUES: &[&str] = &["crates/fields/src/catalog", "crates/evidence/src/catalog"];

pub fn check(repo: &Repo) -> Vec<String> {
    let mut complaints = Vec::new();
    for folder in CATALOGUES {
        let registry = format!("{folder}/mod.rs");
        let Some(text) = repo.text(&registry) else {
            if repo.has(folder) {
                complaints.push(format!("{registry} is missing: a catalogue without a registry"));
            }
            continue;
        };
        let bare = code::bare(text);
        for path in repo.paths() {
            let Some(stem) =
                path.strip_prefix(*folder).and_then(|p| p.strip_prefix('/')?.strip_suffix(".rs"))
            else {
                continue;
            };
            let unit = stem.split('/').next().unwrap_or(stem);
            if unit != "mod" && code::lines_with(&bare, unit).is_empty() {
                complaints.push(format!("{path} is not in {registry}: add its name"));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forgotten_file_is_found() {
        let of = |registry: &str| {
            check(&Repo::of(&[
                ("crates/fields/src/catalog/mod.rs", registry),
                ("crates/fields/src/catalog/iban.rs", ""),
                ("crates/fields/src/catalog/email.rs", ""),
            ]))
            .len()
        };
        assert_eq!(of("mod email;\nmod iban;"), 0);
        assert_eq!(of("mod email; // iban"), 1);
        assert_eq!(of(""), 2);
        assert_eq!(check(&Repo::of(&[("crates/evidence/src/catalog/coupling.rs", "")])).len(), 1);
    }
}
