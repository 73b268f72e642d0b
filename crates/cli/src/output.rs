//! Files that are whole or not there: written under a temporary name beside the target, flushed to disk, renamed.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::failure::Failure;
use crate::terminal;

/// Suffix of what is being written. Such a file is never whole and may be deleted.
pub const PART: &str = "dumpscope-part";

/// Part files of this process, for an end that runs no destructor.
static PARTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Takes away every file that is still being written.
pub fn remove_parts() {
    for part in PARTS.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        drop(fs::remove_file(part));
    }
}

/// Who may read an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// As the user's settings (umask) have it.
    Usual,
    /// The user alone: a saved state is pseudonymised personal data.
    Owner,
}

/// An output that was named, and can be created, but has no content yet.
#[derive(Debug)]
pub struct Output {
    target: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    Stdout,
    /// Something that is no regular file: a device, a named pipe. Renaming would replace it.
    Direct(File),
    Part {
        path: PathBuf,
        file: File,
    },
}

impl Output {
    /// Makes ready to write to `target` (`-`: standard output), so that a place that cannot be written to is found
    /// before hours of scanning. An existing file is replaced only by [`Output::write`], a link's target in its stead.
    pub fn create(target: &Path, readers: Readers) -> Result<Self, Failure> {
        if target.as_os_str() == "-" {
            return Ok(Self { target: target.into(), to: To::Stdout });
        }
        let failed = |error: &io::Error| Failure::output("create", target, error);
        let real = target.canonicalize().unwrap_or_else(|_| target.to_path_buf());
        let there = fs::metadata(&real);
        match &there {
            Ok(meta) if meta.is_dir() => return Err(failed(&io::Error::from(io::ErrorKind::IsADirectory))),
            Ok(meta) if !meta.is_file() => {
                let file = File::options().write(true).open(&real).map_err(|e| failed(&e))?;
                return Ok(Self { target: target.into(), to: To::Direct(file) });
            }
            _ => {}
        }
        let name = real.file_name().ok_or_else(|| failed(&io::Error::from(io::ErrorKind::InvalidInput)))?;
        remove_stale(&real, name);
        let (path, file) = part_file(&real, name, readers, there.ok().as_ref()).map_err(|e| failed(&e))?;
        Ok(Self { target: real, to: To::Part { path, file } })
    }

    /// Whether it goes to standard output.
    pub const fn is_stdout(&self) -> bool {
        matches!(self.to, To::Stdout)
    }

    /// Writes the whole content. On any error nothing is left under the target's name but what was there before.
    pub fn write(mut self, content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let done = match &mut self.to {
            To::Stdout => {
                let mut text = Vec::new();
                content(&mut text).map_err(|e| Failure::output("write to", &self.target, &e))?;
                return terminal::say_bytes(&text);
            }
            To::Direct(file) => match written(file, content) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                done => done,
            },
            To::Part { path, file } => written(file, content)
                .and_then(|()| file.sync_all())
                .and_then(|()| fs::rename(&*path, &self.target)),
        };
        done.map_err(|error| Failure::output("write", &self.target, &error))?;
        if let To::Part { path, .. } = &self.to {
            forget(path);
            // The new name itself is on disk only when its folder is.
            if let Some(Ok(folder)) = self.target.parent().map(|f| File::options().read(true).open(f)) {
                drop(folder.sync_all());
            }
            self.to = To::Stdout;
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let To::Part { path, .. } = &self.to {
            drop(fs::remove_file(path));
            forget(path);
        }
    }
}

fn written(file: &mut File, content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, file);
    content(&mut out)?;
    out.flush()
}

/// A new file beside `real`, hidden, named after it and this process; never one that exists. Nobody may read it who may
/// not read what it will replace. It is locked for as long as this process lives.
fn part_file(
    real: &Path,
    name: &OsStr,
    readers: Readers,
    replaced: Option<&Metadata>,
) -> io::Result<(PathBuf, File)> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let usual = if readers == Readers::Owner { 0o600 } else { 0o666 };
        options.mode(usual & replaced.map_or(0o666, |meta| meta.permissions().mode()));
    }
    #[cfg(not(unix))]
    let _ = (readers, replaced);
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..100 {
        let mut part = OsString::from(".");
        part.push(name);
        part.push(format!(".{}-{attempt}.{PART}", std::process::id()));
        let path = real.with_file_name(part);
        match options.open(&path) {
            // Another run took it for a stale one in the moment before it was locked.
            Ok(file) if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) || !path.exists() => {}
            Ok(file) => {
                PARTS.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
                return Ok((path, file));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

/// Takes away what runs left that were killed while they wrote the same output: files with a part's name that no living
/// process has locked. Whatever cannot be looked at stays.
fn remove_stale(real: &Path, name: &OsStr) {
    let folder = real.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !is_part_of(&entry.file_name(), name) {
            continue;
        }
        // The lock is held until the file is gone.
        if let Ok(file) = File::options().write(true).open(entry.path())
            && file.try_lock().is_ok()
        {
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// Whether `file` is named as [`part_file`] names parts of `name`.
fn is_part_of(file: &OsStr, name: &OsStr) -> bool {
    let rest = file.as_encoded_bytes().strip_prefix(b".");
    let rest = rest.and_then(|rest| rest.strip_prefix(name.as_encoded_bytes()));
    let rest = rest.and_then(|rest| rest.strip_prefix(b"."));
    let middle = rest.and_then(|rest| rest.strip_suffix(PART.as_bytes())?.strip_suffix(b"."));
    middle.is_some_and(|m| m.split(|&b| b == b'-').all(|n| !n.is_empty() && n.iter().all(u8::is_ascii_digit)))
}

fn forget(path: &Path) {
    PARTS.lock().unwrap_or_else(PoisonError::into_inner).retain(|part| part != path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
    fn text(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn put(path: &Path, content: &str) -> Result<(), Failure> {
        Output::create(path, Readers::Usual)?.write(&mut |out| out.write_all(content.as_bytes()))
    }

    #[test]
    fn a_file_appears_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.json");
        put(&path, "old").unwrap();
        let output = Output::create(&path, Readers::Usual).unwrap();
        assert_eq!(names(dir.path()).len(), 2, "the part stands beside the old file");
        assert_eq!(text(&path), "old");
        output.write(&mut |out| out.write_all(b"new")).unwrap();
        assert_eq!(text(&path), "new");
        assert_eq!(names(dir.path()), ["out.json"]);
    }

    #[test]
    fn a_failed_write_leaves_what_was_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.json");
        put(&path, "old").unwrap();
        let failed = Output::create(&path, Readers::Usual).unwrap().write(&mut |out| {
            out.write_all(b"half")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        });
        assert!(failed.unwrap_err().message.contains("free some space"));
        assert_eq!(text(&path), "old");
        assert_eq!(names(dir.path()), ["out.json"]);
        drop(Output::create(&path, Readers::Usual).unwrap());
        assert_eq!(names(dir.path()), ["out.json"]);
    }

    #[test]
    fn stale_parts_go_and_living_ones_stay() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.json");
        let others = [".out.json.x-0.dumpscope-part", ".other.1-0.dumpscope-part", ".out.json.1-0.part"];
        for name in others.iter().chain(&[".out.json.1-0.dumpscope-part", ".out.json.22-10.dumpscope-part"]) {
            File::create(dir.path().join(name)).unwrap();
        }
        let first = Output::create(&path, Readers::Usual).unwrap();
        let second = Output::create(&path, Readers::Usual).unwrap();
        assert_eq!(names(dir.path()).len(), others.len() + 2, "{:?}", names(dir.path()));
        first.write(&mut |out| out.write_all(b"first")).unwrap();
        second.write(&mut |out| out.write_all(b"second")).unwrap();
        assert_eq!(text(&path), "second");
        assert_eq!(names(dir.path()).len(), others.len() + 1);
    }

    #[test]
    fn folders_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        assert!(put(dir.path(), "x").unwrap_err().message.contains("name a file in it"));
        assert!(
            put(&dir.path().join("no/such/out.json"), "x")
                .unwrap_err()
                .message
                .contains("create its folder first")
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        put(&real, "old").unwrap();
        std::os::unix::fs::symlink("real", &link).unwrap();
        put(&link, "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(text(&real), "new");
        put(Path::new("/dev/null"), "x").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
        let state = dir.path().join("state");
        Output::create(&state, Readers::Owner).unwrap().write(&mut |out| out.write_all(b"x")).unwrap();
        assert_eq!(fs::metadata(&state).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
