//! Names say what a thing is.

use super::{Repo, code, extension};

/// Words that name a drawer, not a thing.
const BANNED: &[&str] = &["util", "utils", "helper", "helpers", "misc", "common", "manager", "stuff"];

pub fn check(repo: &Repo) -> Vec<String> {
    let mut complaints = Vec::new();
    for path in repo.paths().filter(|p| extension(p) == Some("rs")) {
        let stem_parts = path.trim_end_matches(".rs").split(['/', '_', '-']);
        if let Some(word) = stem_parts.into_iter().find(|part| BANNED.contains(part)) {
            complaints.push(format!("{path}: `{word}` names a drawer; name the file by what it holds"));
        }
    }
    for (path, text) in repo.rust() {
        let bare = code::bare(text);
        for word in BANNED {
            for line in bare
                .lines()
                .filter_map(|l| l.trim().strip_prefix("mod ").or(l.trim().strip_prefix("pub mod ")))
            {
                if line.trim_end_matches(['{', ';', ' ']) == *word {
                    complaints
                        .push(format!("{path}: module `{word}` names a drawer; name it by what it holds"));
                }
            }
        }
        complaints.extend(ids(path, text));
    }
    complaints
}

/// Ids of the catalogues are nouns in kebab-case.
fn ids(path: &str, text: &str) -> Vec<String> {
    if !path.contains("/catalog/") {
        return Vec::new();
    }
    text.lines()
        .filter_map(|l| l.trim().strip_prefix("id: \"")?.split('"').next())
        .filter(|id| {
            let kebab = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            !kebab || id.is_empty() || id.starts_with("check-") || id.starts_with("is-")
        })
        .map(|id| format!("{path}: id `{id}` must be a kebab-case noun"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn complains(path: &str, text: &str, expect: usize) {
        assert_eq!(check(&Repo::of(&[(path, text)])).len(), expect, "{path}");
    }

    #[test]
    fn drawers_are_found() {
        complains("crates/x/src/utils.rs", "", 1);
        complains("crates/x/src/file_manager.rs", "", 1);
        complains("crates/x/src/common/size.rs", "", 1);
        complains("crates/x/src/lib.rs", "mod helpers;", 1);
        complains("crates/x/src/communes.rs", "mod commons_licence;\n// mod utils;", 0);
        complains("crates/x/src/catalog/a.rs", "id: \"is-email\",", 1);
        complains("crates/x/src/catalog/a.rs", "id: \"e_mail\",", 1);
        complains("crates/x/src/catalog/a.rs", "id: \"isbn-13\",", 0);
    }
}
