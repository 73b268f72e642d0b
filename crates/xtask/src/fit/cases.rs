//! Tables of a corpus with what each of their figures weighs. Scans are kept beside the corpus, by the digest of the table
//! and of the sources that scan, so that indicators, scales and weights can change without reading the tables again.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use dumpscope_evidence::{Model, Weighed, weighed};
use dumpscope_input::{OpenOptions, expand, open_reader};
use dumpscope_model::Profile;
use dumpscope_scan::{NoProgress, ScanOptions, ScanState, StateMeta, load, relate, save, scan};
use sha2::{Digest as _, Sha256};

use super::index::{self, Listed};
use crate::tree;

/// Crates whose sources decide what a scan comes to.
const SCANNING: [&str; 7] = ["model", "stats", "reference", "input", "records", "fields", "scan"];
/// Folder of a corpus that holds its scans.
const SCANS: &str = ".scans";

/// A table of the corpus and what its figures weigh.
#[derive(Debug, Clone)]
pub struct Case {
    /// The table.
    pub listed: Listed,
    /// Its figures.
    pub weighed: Weighed,
    /// Whether it is about people at all.
    pub people: bool,
    /// Whether it has names and a second kind of column that tells much: addresses or dates of birth.
    pub rich: bool,
    /// Where its scan is kept.
    scan: PathBuf,
}

impl Case {
    /// What was measured on it.
    pub fn profile(&self) -> Result<Profile> {
        Ok(kept(&self.scan).with_context(|| format!("{}: the scan is gone", self.listed.name))?.finish())
    }
}

/// Reads a corpus: scans what was not scanned by the same sources before, and asks every indicator.
pub fn read(folder: &Path, model: &Model, only: &str) -> Result<Vec<Case>> {
    let listed: Vec<Listed> =
        index::read(folder)?.into_iter().filter(|listed| listed.name.contains(only)).collect();
    let version = version()?;
    let scans = folder.join(SCANS);
    std::fs::create_dir_all(&scans).with_context(|| scans.display().to_string())?;
    let all = listed.len();
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    // Plain threads: a scan waits on threads of its own, and whoever waits in a pool takes up another table meanwhile.
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(listed) = listed.get(at) else { break };
                    if at > 0 && at.is_multiple_of(200) {
                        eprintln!("{at} of {all} tables");
                    }
                    let case = case(listed.clone(), &scans, &version, model);
                    found.lock().unwrap_or_else(PoisonError::into_inner).push((at, case));
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, case)| case).collect()
}

fn case(listed: Listed, scans: &Path, version: &str, model: &Model) -> Result<Case> {
    let paths: Vec<&Path> =
        [Some(&listed.path), listed.beside.as_ref()].into_iter().flatten().map(PathBuf::as_path).collect();
    #[expect(clippy::disallowed_methods, reason = "a table of the corpus, on the developer's machine")]
    let read = |path: &&Path| std::fs::read(path).with_context(|| listed.name.clone());
    let tables = paths.iter().map(read).collect::<Result<Vec<_>>>()?;
    let parts: Vec<&[u8]> = tables.iter().map(Vec::as_slice).collect();
    let scan = scans.join(format!("{}-{version}", digest(&parts)));
    let state = match kept(&scan) {
        Some(state) => state,
        None => scanned(&paths, tables, &scan).with_context(|| listed.name.clone())?,
    };
    let profile = state.finish();
    let has = |kinds: &[&str]| profile.columns.iter().any(|c| kinds.contains(&c.field_type.as_str()));
    Ok(Case {
        rich: has(&["last-name", "full-name"]) && has(&["email", "birth-date"]),
        people: dumpscope_evidence::bears_people(&profile),
        weighed: weighed(&profile, model),
        listed,
        scan,
    })
}

/// Scans a table, and holds it against the others given with it.
fn scanned(paths: &[&Path], tables: Vec<Vec<u8>>, keep: &Path) -> Result<ScanState> {
    let options = ScanOptions { seed: 1, threads: 1, related: paths.len() > 1, ..ScanOptions::default() };
    let mut states = Vec::new();
    for (path, bytes) in paths.iter().zip(tables) {
        let path = expand(&[path.to_string_lossy().into_owned()])?;
        let path = path.first().context("no such table")?;
        let opened = open_reader(Box::new(std::io::Cursor::new(bytes)), path, &OpenOptions::default())?;
        states.push(scan(opened, &options, &NoProgress)?);
    }
    if options.related {
        relate(&mut states);
    }
    let state = states.into_iter().next().context("no table")?;
    let mut out = Vec::new();
    save(&StateMeta::default(), std::slice::from_ref(&state), &mut out)?;
    // Whole or not there: two runs may share a corpus.
    let part = keep.with_extension(std::process::id().to_string());
    #[expect(clippy::disallowed_methods, reason = "a scan kept beside the corpus, renamed once it is whole")]
    std::fs::write(&part, out)?;
    std::fs::rename(&part, keep)?;
    Ok(state)
}

/// A scan that was kept; `None` when there is none that can be read.
fn kept(path: &Path) -> Option<ScanState> {
    #[expect(clippy::disallowed_methods, reason = "a scan kept beside the corpus")]
    let bytes = std::fs::read(path).ok()?;
    load(&mut &bytes[..]).ok()?.1.into_iter().next()
}

/// A word for what the sources that scan are at the moment.
fn version() -> Result<String> {
    let of_scanning = |name: &&String| {
        SCANNING.iter().any(|crate_name| name.starts_with(&format!("crates/{crate_name}/src/")))
            || name.starts_with("crates/reference/")
            || name.starts_with("crates/fields/data")
    };
    let mut parts = Vec::new();
    for name in tree::files()?.iter().filter(of_scanning) {
        #[expect(clippy::disallowed_methods, reason = "a source file of the repository")]
        let bytes = std::fs::read(tree::root().join(name)).with_context(|| name.clone())?;
        parts.push(name.clone().into_bytes());
        parts.push(bytes);
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    Ok(digest(&parts)[..12].to_owned())
}

/// SHA-256 of parts, each with its length, in 32 hexadecimal digits.
fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
