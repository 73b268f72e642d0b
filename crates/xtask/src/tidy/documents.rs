//! What the documents say is there, is there: paths, crates, guarding tests, recipes, tasks, set-up commands.

use clap::CommandFactory;

use super::{Repo, extension};

/// The two commands a stranger runs, in this order, and nothing else.
pub const SET_UP: [&str; 2] = ["cargo run --release -- triage samples/temu-2024", "cargo test --workspace"];

pub fn check(repo: &Repo) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in repo.texts().filter(|(p, _)| extension(p) == Some("md") && !p.starts_with("samples/"))
    {
        let folder = path.rsplit_once('/').map_or("", |(f, _)| f);
        complaints.extend(links(repo, path, folder, text));
        complaints.extend(code_spans(repo, path, text));
    }
    complaints.extend(set_up(repo));
    complaints.extend(crate_map(repo));
    complaints.extend(changelog(repo));
    complaints
}

/// `[text](path)`: the path exists.
fn links(repo: &Repo, path: &str, folder: &str, text: &str) -> Vec<String> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|target| target.split('#').next().unwrap_or(target))
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
        .filter(|target| {
            let joined = if folder.is_empty() { (*target).into() } else { format!("{folder}/{target}") };
            !repo.has(&joined)
        })
        .map(|target| format!("{path}: links to `{target}`, which does not exist"))
        .collect()
}

/// What stands between backticks and can be looked up.
fn code_spans(repo: &Repo, path: &str, text: &str) -> Vec<String> {
    // Text blocks (pictures of a run) are not looked up, command blocks are.
    let mut complaints = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        if let Some(tag) = line.trim_start().strip_prefix("```") {
            fence = if fence.is_some() { None } else { Some(tag.trim()) };
            continue;
        }
        match fence {
            None => {
                for span in line.split('`').skip(1).step_by(2) {
                    complaints.extend(span_complaint(repo, span).map(|c| format!("{path}: {c}")));
                }
            }
            Some("sh") => {
                let command = line.split(" #").next().unwrap_or(line).trim();
                complaints.extend(span_complaint(repo, command).map(|c| format!("{path}: {c}")));
            }
            Some(_) => {}
        }
    }
    complaints
}

/// Roots of paths that are checked when they stand in a code span.
const ROOTS: &[&str] = &["crates/", "tests/", "samples/", "bench/", "docs/", ".ci/", ".cargo/"];

fn span_complaint(repo: &Repo, span: &str) -> Option<String> {
    let holds_blank =
        span.contains(|c: char| "<>*{}…$".contains(c) || c.is_uppercase() && !span.contains('.'));
    if let Some((file, item)) = span.split_once("::")
        && extension(file) == Some("rs")
    {
        let Some(text) = repo.text(file) else { return Some(format!("`{span}`: there is no {file}")) };
        let found = text.contains(&format!("fn {item}(")) || text.contains(&format!("fn {item}<"));
        return (!found).then(|| format!("`{span}`: {file} has no such function"));
    }
    let words: Vec<&str> = span.split_whitespace().collect();
    match words.as_slice() {
        ["just", recipe, ..] => {
            let recipes = repo.text("justfile")?;
            let known = recipes.lines().any(|l| {
                let head = l.split(':').next().unwrap_or_default();
                l.contains(':') && !l.starts_with(' ') && head.split_whitespace().next() == Some(recipe)
            });
            (!known).then(|| format!("`{span}`: the justfile has no recipe `{recipe}`"))
        }
        ["cargo", "xtask", task, ..] => {
            let known = crate::Task::command().get_subcommands().any(|c| c.get_name() == *task);
            (!known).then(|| format!("`{span}`: there is no task `{task}`"))
        }
        [one] if !holds_blank && ROOTS.iter().any(|r| one.starts_with(r)) => {
            (!repo.has(one)).then(|| format!("`{span}` does not exist"))
        }
        _ => None,
    }
}

/// The README's set-up is the two commands, and CI runs both.
fn set_up(repo: &Repo) -> Vec<String> {
    let Some(readme) = repo.text("README.md") else { return vec!["README.md is missing".into()] };
    let block: Vec<&str> = readme
        .split("```sh\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .map(|block| block.lines().map(|l| l.split(" #").next().unwrap_or(l).trim()).collect())
        .unwrap_or_default();
    let mut complaints = Vec::new();
    if block != SET_UP {
        complaints.push(format!("README.md: its first command block must be exactly {SET_UP:?}"));
    }
    match repo.text(".ci/run") {
        None => complaints.push(".ci/run is missing".into()),
        Some(ci) => {
            for command in SET_UP {
                if !ci.lines().any(|l| l.contains(command) && !l.trim_start().starts_with('#')) {
                    complaints.push(format!(".ci/run does not run the README's `{command}`"));
                }
            }
        }
    }
    complaints
}

/// The table of crates in ARCHITECTURE.md names exactly the folders of `crates/` (those still to come are marked).
fn crate_map(repo: &Repo) -> Vec<String> {
    let Some(text) = repo.text("ARCHITECTURE.md") else { return vec!["ARCHITECTURE.md is missing".into()] };
    let rows: Vec<(&str, bool)> = text
        .lines()
        .skip_while(|l| !l.starts_with("| crate |"))
        .skip(2)
        .take_while(|l| l.starts_with('|'))
        .filter_map(|l| Some((l.split('`').nth(1)?, l.contains("(to come)"))))
        .collect();
    let mut folders: Vec<&str> = repo
        .paths()
        .filter_map(|p| p.strip_prefix("crates/")?.strip_suffix("/Cargo.toml"))
        .filter(|p| !p.contains('/'))
        .collect();
    folders.sort_unstable();
    let mut complaints = Vec::new();
    for folder in &folders {
        if !rows.contains(&(*folder, false)) {
            complaints.push(format!(
                "ARCHITECTURE.md: the table of crates lacks `{folder}` (or calls it still to come)"
            ));
        }
    }
    for (row, to_come) in rows {
        if !to_come && !folders.contains(&row) {
            complaints
                .push(format!("ARCHITECTURE.md: the table of crates names `{row}`, which is not in crates/"));
        }
    }
    complaints
}

/// Unreleased changes come first.
fn changelog(repo: &Repo) -> Vec<String> {
    let first = repo.text("CHANGELOG.md").and_then(|t| t.lines().find(|l| l.starts_with("## ")));
    if first == Some("## Unreleased") {
        Vec::new()
    } else {
        vec!["CHANGELOG.md: `## Unreleased` comes first".into()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repo() -> Repo {
        Repo::of(&[
            ("justfile", "ready:\n    x\nnew-field NAME:\n    y\n"),
            ("tests/privacy.rs", "fn markers_stay_in() {}"),
            ("crates/model/Cargo.toml", ""),
            (
                "README.md",
                "x\n```sh\ncargo run --release -- triage samples/temu-2024\ncargo test --workspace\n```\n",
            ),
            (".ci/run", "cargo test --workspace\n"),
            (
                "ARCHITECTURE.md",
                "| crate | purpose |\n|---|---|\n| `model` | x |\n| `evidence` (to come) | y |\n",
            ),
            ("CHANGELOG.md", "# Changes\n\n## Unreleased\n"),
        ])
    }

    #[track_caller]
    fn span(text: &str, complains: bool) {
        assert_eq!(span_complaint(&repo(), text).is_some(), complains, "{text}");
    }

    #[test]
    fn spans_are_looked_up() {
        span("just ready", false);
        span("just new-field crypto-address", false);
        span("just dance", true);
        span("cargo xtask tidy", false);
        span("cargo xtask dance", true);
        span("tests/privacy.rs::markers_stay_in", false);
        span("tests/privacy.rs::markers_go_out", true);
        span("tests/gone.rs", true);
        span("crates/model", false);
        span("crates/model/", false);
        span("crates/x/src/<name>.rs", false);
        span("SELECT a::text", false);
    }

    #[test]
    fn set_up_commands_are_those_of_ci() {
        assert_eq!(set_up(&repo()).len(), 1, "the made-up CI runs only the second");
        assert!(crate_map(&repo()).is_empty());
        assert!(changelog(&repo()).is_empty());
    }

    #[test]
    fn links_are_followed() {
        assert!(links(&repo(), "a.md", "", "see [x](README.md#top) and [y](https://example.com)").is_empty());
        assert_eq!(links(&repo(), "a.md", "", "see [x](GONE.md)").len(), 1);
        assert_eq!(links(&repo(), "bench/a.md", "bench", "see [x](README.md)").len(), 1);
    }
}
