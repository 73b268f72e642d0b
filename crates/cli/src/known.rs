//! Known dumps of a run: the library that was named, or plain dumps enrolled for this run alone, and what they have in
//! common with the tables in hand.

use std::path::{Path, PathBuf};

use dumpscope_input::{OpenOptions, display_path, expand};
use dumpscope_library::{Fingerprint, InHand, Library, LibraryError, Provenance};
use dumpscope_scan::{ScanOptions, ScanState};
use dumpscope_stats::{Digests, Merge};

use crate::args::ProgressKind;
use crate::custody::{self, Run};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::overwrite::Kept;
use crate::progress::Inputs;
use crate::terminal::complain;
use crate::triage::{Asked, read_one};

/// What known dumps are compared with.
pub struct KnownDumps {
    library: Library,
    shown: String,
    /// Whether the library is there tomorrow, with its key.
    kept: bool,
}

/// A path as messages show it.
pub fn shown(path: &Path) -> String {
    display_path(&path.to_string_lossy())
}

/// Opens a library, and says what is not in order with it.
pub fn open(folder: &Path, key: Option<&Path>) -> Result<Library, Failure> {
    if !folder.is_dir() {
        return Err(Failure::usage(format!(
            "{}: no such folder; check the spelling of the library's path",
            shown(folder)
        )));
    }
    let library = Library::open(folder, key).map_err(|error| Failure::library(folder, &error))?;
    for trouble in library.troubles() {
        let file =
            key.filter(|_| trouble.file == "key").map_or_else(|| folder.join(&trouble.file), PathBuf::from);
        complain(&format!("note: {} {}", shown(&file), trouble.why));
    }
    Ok(library)
}

/// The files of a library, and its key, which no output may replace.
pub fn files(folder: &Path, key: Option<&Path>) -> Vec<Kept> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let inside = entries.filter_map(|entry| Kept::file("part of the library", &entry.ok()?.path()));
    inside.chain(key.and_then(|key| Kept::file("the library's key", key))).collect()
}

impl KnownDumps {
    /// The library that a triage names; plain dumps in its place are scanned now, under a key that nobody keeps.
    pub fn of(asked: &Asked, progress: ProgressKind, quiet: bool) -> Result<Option<Self>, Failure> {
        let Some(folder) = &asked.library else { return Ok(None) };
        if Library::is_one(folder) || asked.key.is_some() || !folder.is_dir() {
            let library = open(folder, asked.key.as_deref())?;
            return Ok(Some(Self { library, shown: shown(folder), kept: true }));
        }
        Self::of_plain_dumps(folder, asked, progress, quiet).map(Some)
    }

    fn of_plain_dumps(
        folder: &Path,
        asked: &Asked,
        progress: ProgressKind,
        quiet: bool,
    ) -> Result<Self, Failure> {
        let mut library = Library::in_memory().map_err(|error| Failure::library(folder, &error))?;
        let inputs = expand(&[folder.to_string_lossy().into_owned()]).map_err(|error| {
            Failure::usage(format!("{error}; a library is made by `dumpscope library init DIR`"))
        })?;
        // Each is written in its own way: what was said of the dump in hand does not hold for them.
        let scan = ScanOptions {
            threads: asked.scan.threads,
            block_bytes: asked.scan.block_bytes,
            key_memory: asked.scan.key_memory,
            seed: asked.scan.seed,
            library_key: Some(library.key().clone()),
            ..ScanOptions::default()
        };
        let open = OpenOptions { encoding: None, ..asked.open.clone() };
        let bars = Inputs::new(progress, quiet, inputs.len());
        let mut names = Vec::new();
        for (number, input) in (1..).zip(&inputs) {
            let read = read_one(input, &open, &scan, number, &bars).and_then(|(state, source, _)| {
                let file = source.custody();
                let (name, date) = name_and_date(&input.name(), number);
                let provenance = Provenance {
                    date,
                    blake3: file.digest.blake3.into_iter().collect(),
                    ..provenance(name, std::slice::from_ref(&state))
                };
                let fingerprint = Fingerprint { provenance, digests: union(std::slice::from_ref(&state)) };
                library.add(fingerprint).map_err(|error| Failure::library(folder, &error))
            });
            match read {
                Ok(id) => names.push(id),
                Err(failure) if failure.exit == Exit::Interrupted => return Err(failure),
                Err(failure) => complain(&format!("{}; left out of the comparison", failure.message)),
            }
        }
        if !quiet {
            let all = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            let shown = shown(folder);
            complain(&format!(
                "note: {shown} holds plain dumps and is no library: enrolled for this run only: {all}"
            ));
        }
        Ok(Self { library, shown: shown(folder), kept: false })
    }

    /// The key the dump in hand is scanned with.
    pub fn key(&self) -> dumpscope_stats::LibraryKey {
        self.library.key().clone()
    }

    /// Compares, and keeps in each state what was found. `blake3` are the digests of the tables' files, as far as they were
    /// taken. Says whether every known dump could be compared with.
    pub fn compare(&self, states: &mut [ScanState], blake3: &[Option<String>]) -> Result<bool, Failure> {
        let tables: Vec<InHand<'_>> = states
            .iter()
            .enumerate()
            .map(|(at, state)| InHand {
                digests: state.digests(),
                blake3: blake3.get(at).and_then(Option::as_deref),
            })
            .collect();
        let found =
            self.library.compare(&tables).map_err(|error| Failure::named_library(&self.shown, &error))?;
        let mut left_out: Vec<&String> = found.itself.iter().flatten().collect();
        left_out.dedup();
        for id in left_out {
            complain(&format!(
                "note: {} holds the dump in hand, as {id}; not compared with itself",
                self.shown
            ));
        }
        for trouble in &found.troubles {
            let file = display_path(&trouble.file);
            complain(&format!("{}/{file} {}; not compared with", self.shown, trouble.why));
        }
        for (state, known) in states.iter_mut().zip(&found.known) {
            state.set_known(known);
            if !self.kept {
                state.drop_digests();
            }
        }
        Ok(found.troubles.is_empty())
    }
}

/// The known dumps that `report` names.
pub fn of_library(folder: &Path, key: Option<&Path>) -> Result<KnownDumps, Failure> {
    if folder.is_dir() && !Library::is_one(folder) {
        let shown = shown(folder);
        return Err(Failure::usage(format!(
            "{shown} is not a library; a saved state can be compared with a library only, so triage the dump again \
             with --library {shown}, or name a library"
        )));
    }
    Ok(KnownDumps { library: open(folder, key)?, shown: shown(folder), kept: true })
}

/// What was read of a dump, as its fingerprint keeps it.
pub fn provenance(name: String, states: &[ScanState]) -> Provenance {
    let people = states.iter().filter_map(|state| state.finish().people);
    Provenance {
        name,
        rows: states.iter().map(ScanState::rows).sum(),
        // Tables of one dump share their people, so that their sum would count them twice.
        people: people.map(|people| people.estimate).max(),
        enrolled: custody::day_after(0),
        ..Provenance::default()
    }
}

/// The digests of all tables of a dump.
pub fn union(states: &[ScanState]) -> Digests {
    let mut all = Digests::default();
    states.iter().filter_map(ScanState::digests).for_each(|digests| all.merge(digests.clone()));
    all
}

/// A name for a dump and when it is from, by the name of its file: `forum-2022.csv.gz` is `forum-2022`, of 2022. A name
/// that is masked, since it looks like somebody's, gives way to a number.
pub fn name_and_date(file: &str, number: usize) -> (String, Option<String>) {
    let stem = file.split('.').next().filter(|stem| dumpscope_library::id_of(stem).is_some());
    let Some(name) = stem else { return (format!("dump-{number}"), None) };
    let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let year = parts.iter().rposition(|part| digits(part, 4) && ("1990".."2100").contains(part));
    let date = year.map(|at| {
        let mut date = parts[at].to_owned();
        for (next, most) in parts[at + 1..].iter().take(2).zip(["12", "31"]) {
            if !(digits(next, 2) && ("01"..=most).contains(next)) {
                break;
            }
            date.push('-');
            date.push_str(next);
        }
        date
    });
    (name.to_owned(), date)
}

/// The digests of the files a run read, in the order of its tables.
pub fn digests_of(run: &Run) -> Vec<Option<String>> {
    run.inputs().iter().map(|input| input.digest.blake3.clone()).collect()
}

impl Failure {
    /// A library cannot be used.
    pub fn library(folder: &Path, error: &LibraryError) -> Self {
        Self::named_library(&shown(folder), error)
    }

    /// A library, by its name safe to print, cannot be used.
    fn named_library(shown: &str, error: &LibraryError) -> Self {
        use LibraryError as E;
        let exit = match error {
            E::Version { .. }
            | E::Marker(_)
            | E::NoKey
            | E::BrokenKey(_)
            | E::OtherKey { .. }
            | E::System { doing: "opened" | "listed" | "opened with its key" | "asked about it", .. } => {
                Exit::Unreadable
            }
            E::System { .. } => Exit::Output,
            _ => Exit::Usage,
        };
        Self::new(exit, format!("{shown} {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_its_dump() {
        #[track_caller]
        fn check(file: &str, name: &str, date: Option<&str>) {
            assert_eq!(name_and_date(file, 3), (name.to_owned(), date.map(str::to_owned)), "{file}");
        }
        check("forum-2022.csv.gz", "forum-2022", Some("2022"));
        check("shop_2021-09-17_final.txt", "shop_2021-09-17_final", Some("2021-09-17"));
        check("2021-13-40.csv", "2021-13-40", Some("2021"));
        check("users.csv", "users", None);
        check("dump 87000000.csv", "dump 87000000", None);
        check("•••", "dump-3", None);
        check("stdin", "stdin", None);
    }
}
