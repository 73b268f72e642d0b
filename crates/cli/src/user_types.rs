//! Field types of the user's own: a TOML file, and the files of words beside it.

use std::cell::RefCell;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use dumpscope_fields::{TypeSet, UserTypes};
use dumpscope_input::display_path;

use crate::failure::{Failure, plain};

/// Longest file of types, which is written by hand, and longest file of words.
const LONGEST: u64 = 1 << 20;
const LONGEST_LIST: u64 = 16 << 20;

/// A file of types that was read.
pub struct TypesFile {
    /// The built-in types and these.
    pub set: &'static TypeSet,
    /// What custody keeps of it: its name, how many types, and a digest of all that was read.
    pub stated: String,
    /// The file, and its files of words.
    pub files: Vec<PathBuf>,
}

/// The types to go by: those of a file beside the built-in ones, when one is named.
pub fn of(file: Option<&Path>) -> Result<&'static TypeSet, Failure> {
    file.map_or(Ok(TypeSet::built_in()), |file| Ok(read(file)?.set))
}

/// Reads a file of types; once a run, for they live as long as the program.
pub fn read(file: &Path) -> Result<TypesFile, Failure> {
    let shown = display_path(&file.to_string_lossy());
    let text = text_of(file, LONGEST).map_err(|why| {
        Failure::usage(format!("--fields: {shown} {why}; `dumpscope fields --help` shows one"))
    })?;
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    let name = display_path(&file.file_name().unwrap_or_default().to_string_lossy());
    let mut digest = blake3::Hasher::new();
    digest.update(text.as_bytes());
    // What was read, in order: the digest is of all of it.
    let lists = RefCell::new((digest, vec![file.to_path_buf()]));
    let list = |path: &str| {
        let path = folder.join(path);
        let advice = "name a file of words, one a line, relative to the file of types";
        let text = text_of(&path, LONGEST_LIST).map_err(|why| format!("the list {why}; {advice}"))?;
        let (digest, files) = &mut *lists.borrow_mut();
        digest.update(text.as_bytes());
        files.push(path);
        Ok(text)
    };
    let types = UserTypes::parse(&text, &name, &list).map_err(|error| {
        Failure::usage(format!("{shown}, {error}; `dumpscope fields --help` shows how one is written"))
    })?;
    let (digest, files) = lists.into_inner();
    let digest = digest.finalize().to_hex();
    let stated = format!("{name} ({} types, blake3 {})", types.iter().count(), &digest[..16]);
    Ok(TypesFile { set: Box::leak(Box::new(TypeSet::with(&types))), stated, files })
}

/// The text of a regular file of at most so many bytes, or why there is none.
fn text_of(file: &Path, longest: u64) -> Result<String, String> {
    // A pipe would be waited for.
    if file.exists() && !file.is_file() {
        return Err("is not a regular file".into());
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "written by the analyst, not by the dump's maker; bounded below"
    )]
    let opened = File::open(file).map_err(|error| format!("cannot be read: {}", plain(&error)))?;
    let mut text = String::new();
    match opened.take(longest + 1).read_to_string(&mut text) {
        Ok(n) if n as u64 > longest => Err(format!("is longer than {} MiB", longest >> 20)),
        Ok(_) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => Err("is not UTF-8 text".into()),
        Err(error) => Err(format!("cannot be read: {}", plain(&error))),
    }
}
