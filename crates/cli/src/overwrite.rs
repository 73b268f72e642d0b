//! Refuses outputs that would replace what is read, or each other: evidence is never written over.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use dumpscope_input::display_path;

use crate::failure::Failure;

/// Something that is read, and must be there afterwards as it was.
#[derive(Debug)]
pub struct Kept {
    /// What it is, after "is": `an input`.
    what: &'static str,
    /// Its path without links; `None` for standard input.
    real: Option<PathBuf>,
    meta: Metadata,
}

impl Kept {
    /// The file under this path, if there is one.
    pub fn file(what: &'static str, path: &Path) -> Option<Self> {
        let meta = fs::metadata(path).ok()?;
        Some(Self { what, real: path.canonicalize().ok(), meta })
    }

    /// What standard input was redirected from, if the system can tell.
    pub fn stdin() -> Option<Self> {
        Some(Self { what: "standard input", real: None, meta: stdin_metadata()? })
    }
}

/// Refuses an output that is one of `kept`, under whatever name: a link, or another name of the same file. What is no
/// regular file (a device, a pipe) is written to and not replaced, so it may be.
pub fn refuse_kept(output: &Path, kept: impl IntoIterator<Item = Kept>) -> Result<(), Failure> {
    // To standard output, or to a name that is still free.
    let Ok(meta) = fs::metadata(output) else { return Ok(()) };
    if output.as_os_str() == "-" || !meta.is_file() {
        return Ok(());
    }
    let real = output.canonicalize().ok();
    match kept.into_iter().find(|k| same_file(&k.meta, &meta) || (real.is_some() && k.real == real)) {
        None => Ok(()),
        Some(Kept { what, .. }) => {
            let shown = display_path(&output.to_string_lossy());
            Err(Failure::usage(format!("{shown} is {what} and would be overwritten; name another output")))
        }
    }
}

/// Whether two outputs would replace each other.
pub fn same_target(one: &Path, other: &Path) -> bool {
    let is_device = |path: &Path| fs::metadata(path).is_ok_and(|meta| !meta.is_file());
    let named = |path: &Path| path.as_os_str() != "-" && !is_device(path);
    named(one) && named(other) && target(one) == target(other)
}

/// The path that is written to, without links, for a file that need not be there yet.
fn target(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| {
        let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        match (folder.canonicalize(), path.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => path.to_path_buf(),
        }
    })
}

/// Device and inode: what hard links share.
#[cfg(unix)]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn same_file(_: &Metadata, _: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn stdin_metadata() -> Option<Metadata> {
    use std::os::fd::AsFd;
    // A second descriptor of the same open file, closed again here: standard input itself stays open.
    let stdin = std::io::stdin().as_fd().try_clone_to_owned().ok()?;
    fs::File::from(stdin).metadata().ok()
}

#[cfg(not(unix))]
fn stdin_metadata() -> Option<Metadata> {
    None
}
