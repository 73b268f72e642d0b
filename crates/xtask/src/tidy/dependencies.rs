//! The direction of the crates, as ARCHITECTURE.md draws it, and pinned versions of what may still break.

use super::Repo;

/// Which crates of the workspace each may use in what ships. `cli` may use all.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("stats", &["model"]),
    ("reference", &["model"]),
    ("input", &["model"]),
    ("records", &["model"]),
    ("fields", &["model", "reference"]),
    ("scan", &["model", "reference", "input", "records", "fields", "stats"]),
    ("library", &["model", "stats"]),
    ("evidence", &["model", "reference"]),
    ("report", &["model"]),
];

pub fn check(repo: &Repo) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in repo.texts() {
        let Some(name) = path.strip_prefix("crates/").and_then(|p| p.strip_suffix("/Cargo.toml")) else {
            continue;
        };
        let allowed = ALLOWED.iter().find(|(n, _)| *n == name).map(|(_, a)| *a);
        let Some(allowed) = allowed else { continue };
        let Ok(manifest) = text.parse::<toml::Table>() else {
            complaints.push(format!("{path}: is not TOML"));
            continue;
        };
        let used = manifest.get("dependencies").and_then(toml::Value::as_table);
        for key in used.into_iter().flat_map(toml::Table::keys) {
            if let Some(other) = key.strip_prefix("dumpscope-")
                && !allowed.contains(&other)
            {
                complaints
                    .push(format!("{path}: `{name}` must know nothing of `{other}` (see ARCHITECTURE.md)"));
            }
        }
    }
    complaints.extend(repo.text("Cargo.toml").map(unpinned).unwrap_or_default());
    complaints
}

/// Below 1.0 and yet never broken within 0.2, which half of the registry relies on; pinning it would only fight them.
const STEADY: &[&str] = &["libc"];

/// Versions below 1.0 may break at any release: they are pinned whole.
fn unpinned(manifest: &str) -> Vec<String> {
    let Ok(manifest) = manifest.parse::<toml::Table>() else {
        return vec!["Cargo.toml: is not TOML".into()];
    };
    let workspace =
        manifest.get("workspace").and_then(|w| w.get("dependencies")).and_then(toml::Value::as_table);
    workspace
        .into_iter()
        .flatten()
        .filter(|(name, _)| !STEADY.contains(&name.as_str()))
        .filter_map(|(name, spec)| {
            let version = spec.as_str().or_else(|| spec.get("version").and_then(toml::Value::as_str))?;
            version
                .starts_with("0.")
                .then(|| format!("Cargo.toml: {name} {version} is below 1.0: pin it as `={version}` in full"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_is_held() {
        let with = |dep: &str| format!("[dependencies]\n{dep}.workspace = true\n");
        let check = |name: &str, dep: &str| {
            check(&Repo::of(&[(&format!("crates/{name}/Cargo.toml"), &with(dep))])).len()
        };
        assert_eq!(check("evidence", "dumpscope-scan"), 1);
        assert_eq!(check("report", "dumpscope-scan"), 1);
        assert_eq!(check("fields", "dumpscope-scan"), 1);
        assert_eq!(check("scan", "dumpscope-fields"), 0);
        assert_eq!(check("cli", "dumpscope-scan"), 0);
    }

    #[test]
    fn below_one_is_pinned() {
        let check = |line: &str| unpinned(&format!("[workspace.dependencies]\n{line}\n")).len();
        assert_eq!(check("a = \"0.3.1\""), 1);
        assert_eq!(check("a = { version = \"0.3.1\" }"), 1);
        assert_eq!(check("a = \"=0.3.1\""), 0);
        assert_eq!(check("a = \"1.3\""), 0);
        assert_eq!(check("a = { path = \"a\" }"), 0);
        assert_eq!(check("libc = \"0.2\""), 0);
    }
}
