//! Nothing of one developer's machine is committed: no absolute paths, no registry other than crates.io.

use super::{Repo, extension};

/// Starts of paths that exist on one machine only. Written in halves, so that this file does not find itself.
const MACHINE: &[(&str, &str)] = &[("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/"), ("/Us", "ers/")];

/// Where a lock file's packages may come from.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub fn check(repo: &Repo) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in
        repo.texts().filter(|(p, _)| !p.starts_with("samples/") || extension(p) == Some("toml"))
    {
        for (i, line) in text.lines().enumerate() {
            for (a, b) in MACHINE {
                let trace = format!("{a}{b}");
                // inside a longer path or a URL it is no absolute path
                if line.match_indices(&trace).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "._-/}*".contains(c))
                }) {
                    complaints.push(format!("{path}:{}: holds a path of one machine (`{trace}`)", i + 1));
                }
            }
        }
        if path.ends_with("Cargo.lock") {
            let foreign =
                text.lines().filter(|l| l.starts_with("source = ") && !l.contains(CRATES_IO)).count();
            if foreign > 0 {
                complaints.push(format!("{path}: {foreign} package(s) do not come from crates.io"));
            }
        }
        if path.ends_with(".cargo/config.toml") && (text.contains("[source") || text.contains("[registr")) {
            complaints
                .push(format!("{path}: names a registry; that belongs in the developer's own settings"));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn complains(path: &str, text: &str, expect: usize) {
        assert_eq!(check(&Repo::of(&[(path, text)])).len(), expect, "{path}: {text}");
    }

    #[test]
    fn traces_are_found() {
        complains("a.md", concat!("run it in /wo", "rk/main"), 1);
        complains("a.rs", concat!("\"/ro", "ot/.cargo\""), 1);
        complains("a.md", concat!("https://x.example/wo", "rk/a"), 0);
        complains("Cargo.lock", "source = \"registry+https://mirror.example/index\"", 1);
        complains("Cargo.lock", "source = \"registry+https://github.com/rust-lang/crates.io-index\"", 0);
        complains(".cargo/config.toml", "[source.crates-io]", 1);
    }
}
