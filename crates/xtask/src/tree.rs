//! The files of the repository, as git knows them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The root of the workspace, whatever folder the task was started in.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or_else(|| Path::new(".")).to_path_buf()
}

/// Variable that names the labelled set.
pub const LABELLED: &str = "DUMPSCOPE_LABELLED";

/// The folder of the labelled set; `None` where the variable is not set.
pub fn labelled() -> Option<PathBuf> {
    std::env::var_os(LABELLED).map(PathBuf::from)
}

/// Every file git tracks or would track (new files count, ignored ones do not) that exists, relative to the root, sorted.
pub fn files() -> Result<Vec<String>> {
    let root = root();
    let git = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(&root)
        .output()
        .context("git is needed to list the files of the repository")?;
    ensure!(git.status.success(), "git ls-files failed: {}", String::from_utf8_lossy(&git.stderr).trim());
    let mut files: Vec<String> = git
        .stdout
        .split(|&b| b == 0)
        .filter(|name| !name.is_empty())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .filter(|name| root.join(name).is_file())
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// The text of a file of the repository; `None` when it is not UTF-8 (embedded data, compressed samples).
pub fn text(name: &str) -> Result<Option<String>> {
    #[expect(clippy::disallowed_methods, reason = "a task reads the repository, never a dump")]
    let bytes = std::fs::read(root().join(name)).with_context(|| format!("reading {name}"))?;
    Ok(String::from_utf8(bytes).ok())
}

/// The text of a file that must be there and be text.
pub fn read(name: &str) -> Result<String> {
    text(name)?.with_context(|| format!("{name} is not UTF-8 text"))
}

/// Writes a file of the repository.
pub fn write(name: &str, text: &str) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "a source file under version control, not a report")]
    std::fs::write(root().join(name), text).with_context(|| format!("writing {name}"))
}
