//! The key in its file, and files that only their owner may read.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use dumpscope_stats::LibraryKey;

use crate::LibraryError;

/// Bytes of a key.
const KEY: usize = 32;

/// A key that nobody has.
pub(crate) fn random() -> Result<[u8; KEY], LibraryError> {
    let mut secret = [0; KEY];
    getrandom::fill(&mut secret)
        .map_err(|error| LibraryError::System { doing: "given a key", why: error.to_string() })?;
    Ok(secret)
}

/// Reads a key, and whether others than its owner may read it too.
pub(crate) fn read(path: &Path) -> Result<(LibraryKey, bool), LibraryError> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(LibraryError::NoKey),
        Err(error) => return Err(LibraryError::system("opened with its key")(error)),
    };
    if !meta.is_file() || meta.len() != KEY as u64 {
        return Err(LibraryError::BrokenKey("is not 32 bytes long"));
    }
    let mut secret = [0; KEY];
    #[expect(clippy::disallowed_methods, reason = "this program's own file, of a fixed length")]
    File::open(path)
        .and_then(|mut file| file.read_exact(&mut secret))
        .map_err(LibraryError::system("opened with its key"))?;
    Ok((LibraryKey::new(secret), open_to_others(&meta)))
}

#[cfg(unix)]
fn open_to_others(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    meta.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn open_to_others(_: &fs::Metadata) -> bool {
    false
}

/// Writes a file that only its owner may read, whole or not at all: under a temporary name beside it, flushed, renamed.
/// Fails when a file of that name is there.
pub(crate) fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let part =
        path.with_file_name(format!(".{}.{}.dumpscope-part", name.to_string_lossy(), std::process::id()));
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(&part)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        drop(fs::remove_file(&part));
    }
    written
}
