use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use dumpscope_stats::LibraryKey;
use serde::Deserialize;

use crate::fingerprint::{self, FORMAT, Fingerprint, Provenance};
use crate::{LibraryError, Trouble, key_file};

/// The file that makes a folder a library.
pub const MARKER: &str = "library.toml";
/// The key, unless it is kept elsewhere.
const KEY: &str = "key";
/// Ending of fingerprints.
const ENDING: &str = "fp";
/// Longest marker read.
const LONGEST: u64 = 64 << 10;
/// Longest id.
const LONGEST_ID: usize = 64;

#[derive(Deserialize)]
struct Marker {
    format: u32,
    key_id: String,
}

/// Known dumps under one key: in a folder, or in memory for one run.
#[derive(Debug)]
pub struct Library {
    key: LibraryKey,
    dumps: Dumps,
    troubles: Vec<Trouble>,
}

/// What is in a library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Id and provenance of each dump, by id.
    pub dumps: Vec<(String, Provenance)>,
    /// Fingerprints that cannot be read.
    pub troubles: Vec<Trouble>,
}

#[derive(Debug)]
enum Dumps {
    Folder(PathBuf),
    Memory(Vec<(String, Fingerprint)>),
}

/// The id a name gives: lower-case ASCII letters and digits with single hyphens; `None` when there are none.
pub fn id_of(name: &str) -> Option<String> {
    let mut id = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(LONGEST_ID);
    let id = id.trim_end_matches('-').to_owned();
    (!id.is_empty()).then_some(id)
}

impl Library {
    /// Whether a folder is a library, of whatever version.
    pub fn is_one(folder: &Path) -> bool {
        folder.join(MARKER).is_file()
    }

    /// Makes a folder a library, and the folder when it is not there. `key_file` is where its key is to be, instead of
    /// inside: a key that is there already is taken.
    pub fn init(folder: &Path, key_file: Option<&Path>) -> Result<Self, LibraryError> {
        if Self::is_one(folder) {
            return Err(LibraryError::AlreadyOne);
        }
        fs::create_dir_all(folder).map_err(LibraryError::system("made"))?;
        let key_path = key_file.map_or_else(|| folder.join(KEY), Path::to_path_buf);
        let key = match key_file::read(&key_path) {
            Ok((key, _)) => key,
            Err(LibraryError::NoKey) => {
                let secret = key_file::random()?;
                key_file::write_new(&key_path, &secret).map_err(LibraryError::system("given a key"))?;
                LibraryKey::new(secret)
            }
            Err(error) => return Err(error),
        };
        let marker = format!(
            "# A dumpscope library: fingerprints of known dumps (*.fp). They are pseudonymised personal data, and tell\n\
             # nothing of anybody without the key. Whoever has both can ask whether somebody is in a dump: keep them apart.\n\
             format = {FORMAT}\nkey_id = \"{}\"\n",
            key.id()
        );
        // Last: a folder is a library only once it is whole.
        key_file::write_new(&folder.join(MARKER), marker.as_bytes())
            .map_err(LibraryError::system("written"))?;
        Ok(Self { key, dumps: Dumps::Folder(folder.into()), troubles: Vec::new() })
    }

    /// Opens a library. `key_file` is where its key is, when it is not inside.
    pub fn open(folder: &Path, key_file: Option<&Path>) -> Result<Self, LibraryError> {
        let marker = marker(folder)?;
        if marker.format != FORMAT {
            return Err(LibraryError::Version { found: marker.format });
        }
        let (key, open_to_others) =
            key_file::read(&key_file.map_or_else(|| folder.join(KEY), Path::to_path_buf))?;
        if key.id() != marker.key_id {
            let expected: String = marker.key_id.chars().filter(char::is_ascii_hexdigit).take(16).collect();
            return Err(LibraryError::OtherKey { expected, found: key.id().into() });
        }
        let mut troubles = Vec::new();
        if open_to_others {
            let why = "can be read by others than its owner; take their rights away (chmod 600)".into();
            troubles.push(Trouble { file: KEY.into(), why });
        }
        Ok(Self { key, dumps: Dumps::Folder(folder.into()), troubles })
    }

    /// A library that lives as long as this value, under a key that nobody else will ever have.
    pub fn in_memory() -> Result<Self, LibraryError> {
        let key = LibraryKey::new(key_file::random()?);
        Ok(Self { key, dumps: Dumps::Memory(Vec::new()), troubles: Vec::new() })
    }

    /// The key dumps are scanned with to be compared or added.
    pub fn key(&self) -> &LibraryKey {
        &self.key
    }

    /// What was found wrong with the library when it was opened, and did not stop it from being used.
    pub fn troubles(&self) -> &[Trouble] {
        &self.troubles
    }

    /// Adds a dump; gives its id.
    pub fn add(&mut self, fingerprint: Fingerprint) -> Result<String, LibraryError> {
        let id = id_of(&fingerprint.provenance.name).ok_or(LibraryError::NoId)?;
        if fingerprint.digests.key_id != self.key.id() {
            return Err(self.other_scan(Some(&fingerprint.digests.key_id)));
        }
        if fingerprint.digests.is_empty() {
            return Err(LibraryError::NothingToCompare);
        }
        let files = &fingerprint.provenance.blake3;
        let mut same = None;
        self.each(|known, met| {
            if !files.is_empty() && met.is_ok_and(|met| met.provenance.blake3 == *files) {
                same.get_or_insert_with(|| known.to_owned());
            }
        })?;
        if let Some(same) = same {
            return Err(LibraryError::Enrolled(same));
        }
        match &mut self.dumps {
            Dumps::Folder(folder) => {
                let bytes = fingerprint.to_bytes().map_err(LibraryError::system("written to"))?;
                match key_file::write_new(&file_of(folder, &id), &bytes) {
                    Ok(()) => {}
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        return Err(LibraryError::IdTaken(id));
                    }
                    Err(error) => return Err(LibraryError::system("written to")(error)),
                }
            }
            Dumps::Memory(dumps) if dumps.iter().any(|(known, _)| *known == id) => {
                return Err(LibraryError::IdTaken(id));
            }
            Dumps::Memory(dumps) => dumps.push((id.clone(), fingerprint)),
        }
        Ok(id)
    }

    /// Ids and provenances of all dumps in the order of their ids, and what cannot be read.
    pub fn list(&self) -> Result<Listing, LibraryError> {
        let mut all = Listing::default();
        self.each(|id, met| match met {
            Ok(fingerprint) => all.dumps.push((id.to_owned(), fingerprint.provenance.clone())),
            Err(trouble) => all.troubles.push(trouble),
        })?;
        Ok(all)
    }

    /// One dump whole.
    pub fn show(&self, id: &str) -> Result<Fingerprint, LibraryError> {
        let missing = || LibraryError::NoSuchDump(id_of(id).unwrap_or_else(|| "of that name".into()));
        match &self.dumps {
            Dumps::Folder(folder) => {
                let path = file_of(folder, &id_of(id).filter(|own| own == id).ok_or_else(missing)?);
                if !path.is_file() {
                    return Err(missing());
                }
                self.own(fingerprint::read(&path)).map_err(|why| LibraryError::System {
                    doing: "asked about it",
                    why: format!("its file {why}"),
                })
            }
            Dumps::Memory(dumps) => {
                dumps.iter().find(|(known, _)| known == id).map(|(_, one)| one.clone()).ok_or_else(missing)
            }
        }
    }

    /// Calls `with` for each dump, one at a time in memory, in the order of their ids.
    pub(crate) fn each(
        &self,
        mut with: impl FnMut(&str, Result<&Fingerprint, Trouble>),
    ) -> Result<(), LibraryError> {
        match &self.dumps {
            Dumps::Memory(dumps) => dumps.iter().for_each(|(id, fingerprint)| with(id, Ok(fingerprint))),
            Dumps::Folder(folder) => {
                for id in ids(folder)? {
                    let read = self.own(fingerprint::read(&file_of(folder, &id)));
                    let trouble = |why: &String| Trouble { file: file_name(&id), why: why.clone() };
                    with(&id, read.as_ref().map_err(trouble));
                }
            }
        }
        Ok(())
    }

    /// Refuses a fingerprint of another key.
    fn own(&self, read: Result<Fingerprint, String>) -> Result<Fingerprint, String> {
        let read = read?;
        if read.digests.key_id == self.key.id() {
            return Ok(read);
        }
        Err("was made with another key; take it to the library it came from, or add the dump again".into())
    }

    pub(crate) fn other_scan(&self, found: Option<&str>) -> LibraryError {
        let shown = |id: &str| id.chars().filter(char::is_ascii_hexdigit).take(16).collect::<String>();
        LibraryError::OtherScan {
            expected: self.key.id().into(),
            found: found.map_or_else(|| "without one".into(), |id| format!("with key {}", shown(id))),
        }
    }
}

fn file_of(folder: &Path, id: &str) -> PathBuf {
    folder.join(file_name(id))
}

/// Name of a dump's file.
pub(crate) fn file_name(id: &str) -> String {
    format!("{id}.{ENDING}")
}

/// Ids by the names of the files, sorted. A file whose name is no id is not one of ours.
fn ids(folder: &Path) -> Result<Vec<String>, LibraryError> {
    let entries = fs::read_dir(folder).map_err(LibraryError::system("listed"))?;
    let mut ids = Vec::new();
    for entry in entries {
        let path = entry.map_err(LibraryError::system("listed"))?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if path.extension().is_some_and(|e| e == ENDING)
            && let Some(id) = stem.and_then(id_of).filter(|id| Some(id.as_str()) == stem)
        {
            ids.push(id);
        }
    }
    ids.sort_unstable();
    Ok(ids)
}

fn marker(folder: &Path) -> Result<Marker, LibraryError> {
    let path = folder.join(MARKER);
    if !path.is_file() {
        return Err(LibraryError::NotALibrary);
    }
    let mut text = String::new();
    #[expect(clippy::disallowed_methods, reason = "this program's own file; bounded below")]
    let file = File::open(path).map_err(LibraryError::system("opened"))?;
    file.take(LONGEST).read_to_string(&mut text).map_err(LibraryError::system("opened"))?;
    // A later format may say more; the number is understood by all.
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| LibraryError::Marker(error.message().to_owned()))?;
    let format = table.get("format").and_then(toml::Value::as_integer).and_then(|n| u32::try_from(n).ok());
    match format {
        Some(found) if found != FORMAT => Err(LibraryError::Version { found }),
        _ => table
            .try_into()
            .map_err(|error: toml::de::Error| LibraryError::Marker(error.message().to_owned())),
    }
}
