//! Files stay small.

use super::{Repo, extension};

/// Lines a hand-written file may have.
const LIMIT: usize = 600;

/// Files that grow by nature or are written by a program.
const EXEMPT: &[&str] = &["CHANGELOG.md", crate::fields_doc::PAGE];

pub fn check(repo: &Repo) -> Vec<String> {
    repo.texts()
        .filter(|(name, _)| matches!(extension(name), Some("rs" | "md" | "py" | "sh")) || !name.contains('.'))
        .filter(|(name, _)| !name.starts_with("LICENSE") && !EXEMPT.contains(name))
        .filter_map(|(name, text)| {
            let lines = text.lines().count();
            (lines > LIMIT).then(|| format!("{name} has {lines} lines (limit {LIMIT}): split it by meaning"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_hundred_lines_pass_and_one_more_does_not() {
        let text = "x\n".repeat(600);
        assert!(check(&Repo::of(&[("a.rs", &text)])).is_empty());
        let text = "x\n".repeat(601);
        assert_eq!(
            check(&Repo::of(&[("a.rs", &text), ("data.csv", &text), ("LICENSE-APACHE", &text)])).len(),
            1
        );
    }
}
