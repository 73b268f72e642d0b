//! Saved scan states on disk.

mod wire;

pub use wire::Input;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use dumpscope_input::display_path;
use dumpscope_model::{Claim, Custody};
use dumpscope_scan::{ScanState, StateMeta};

use crate::exit::Exit;
use crate::failure::{Failure, plain};

/// What every state begins with, so that a folder can be searched without reading dumps.
const BEGINNING: &[u8] = b"dumpscope-state\n";

/// Longest state read: ten thousand tables would not fill it, and nobody's memory is filled by a file that lies.
const LONGEST: u64 = 4 << 30;

/// What a state says of itself to whoever finds it.
const NOTICE: &str = "Pseudonymised personal data: counters, estimates and masks of a scan, keyed hashes when a library was asked, no raw \
                      value. \
                      Keep it as such; `dumpscope purge` deletes it after its keep-until date.";

/// The run that a state is kept of.
#[derive(Clone, Copy)]
pub struct SavedRun<'a> {
    /// Case name.
    pub case: &'a str,
    /// Identity of the inputs and of the run.
    pub custody: &'a Custody,
    /// What the case says is claimed, so that a later judgement can hold it against the figures.
    pub claim: Option<&'a Claim>,
}

/// Writes a state that may be kept through `keep_until`.
pub fn save(
    run: &SavedRun<'_>,
    keep_until: String,
    states: &[ScanState],
    out: &mut dyn Write,
) -> io::Result<()> {
    let meta = StateMeta {
        tool_version: env!("CARGO_PKG_VERSION").into(),
        case: run.case.into(),
        saved: run.custody.finished.clone(),
        keep_until,
        notice: NOTICE.into(),
        custody: wire::write(run.custody, run.claim),
    };
    dumpscope_scan::save(&meta, states, out)
}

/// A state read back.
pub struct Saved {
    /// Case name.
    pub case: String,
    /// The run that made it.
    pub custody: Custody,
    /// What was claimed.
    pub claim: Option<Claim>,
    /// Day through which it may be kept.
    pub keep_until: String,
    /// One state per table.
    pub states: Vec<ScanState>,
}

/// Reads a state whole. Fails when it is none.
pub fn load(path: &Path) -> Result<Saved, Failure> {
    let refused = |why: &dyn std::fmt::Display| {
        Failure::new(Exit::Unreadable, format!("{} {why}", display_path(&path.to_string_lossy())))
    };
    let file = open(path)?;
    let (meta, states) = dumpscope_scan::load(&mut file.take(LONGEST)).map_err(|error| refused(&error))?;
    let (custody, claim) = wire::read(&meta.custody)
        .ok_or_else(|| refused(&"holds no custody record this version reads; scan the dump again"))?;
    Ok(Saved { case: meta.case, custody, claim, keep_until: meta.keep_until, states })
}

/// Whether a file begins as a state does.
pub fn is_one(path: &Path) -> Result<bool, Failure> {
    let mut file = open(path)?;
    Ok(file.fill_buf().is_ok_and(|head| head.starts_with(BEGINNING)))
}

/// Whether a file begins as a checkpoint does.
pub fn is_checkpoint(path: &Path) -> Result<bool, Failure> {
    let mut file = open(path)?;
    Ok(file.fill_buf().is_ok_and(dumpscope_scan::Saved::is_one))
}

fn open(path: &Path) -> Result<BufReader<File>, Failure> {
    let failed = |error: &io::Error| {
        let shown = display_path(&path.to_string_lossy());
        let what = plain(error);
        Failure::new(
            Exit::Unreadable,
            format!("cannot read {shown}: {what}; name a file that `triage --state` wrote"),
        )
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "this program's own file, checked by its digest; bounded by LONGEST"
    )]
    let file = File::open(path).map_err(|error| failed(&error))?;
    match file.metadata() {
        Ok(meta) if meta.is_file() => Ok(BufReader::with_capacity(1 << 16, file)),
        Ok(meta) if meta.is_dir() => Err(failed(&io::Error::from(io::ErrorKind::IsADirectory))),
        // A pipe would be waited for.
        Ok(_) => Err(failed(&io::Error::other("not a regular file"))),
        Err(error) => Err(failed(&error)),
    }
}
