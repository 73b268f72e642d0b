//! `--checkpoint`: what a long triage keeps so that the same command goes on with it after it was stopped.

mod open;
mod run;

pub use open::refuse;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use dumpscope_input::{Content, InputPath, Opened, Source, display_path, raw};
use dumpscope_scan::{Done, Head, Keeping, KeyLog, LogMark, Saved, ScanState, Seal};

use crate::exit::Exit;
use crate::failure::{Failure, plain};
use crate::interrupt;
use crate::output::{Output, Readers};
use crate::terminal::complain;

use super::reading::shown;
use run::{Asks, KeptRun, Record};

/// What a checkpoint says of itself to whoever finds it.
const NOTICE: &str = "Checkpoint of a triage that was not finished, with its keys in the file of the same name and .keys: pseudonymised \
                      personal data, which cannot be read without the dump it is of. Delete both if the triage is not gone on with.";

/// Name of the file of keys beside a checkpoint.
pub fn keys_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".keys");
    name.into()
}

/// Keeps a triage while it runs.
pub struct Keeper {
    path: PathBuf,
    every: Duration,
    quiet: bool,
    /// Of the program, and of the input being read.
    head: Head,
    seal: Option<Arc<Seal>>,
    run: KeptRun,
    began: Instant,
    done: Vec<Done>,
    /// The pass that was kept, until it is gone on with.
    from: Option<From>,
    /// Whether there is one input only.
    alone: bool,
    /// Locked for as long as this process lives.
    keys: File,
    /// Number of the input whose pass is on disk, with the keys that belong to it.
    pass_of: Option<u32>,
    saved: Option<Instant>,
    writer: Option<JoinHandle<Result<(), Failure>>>,
    /// Why it could not be written last.
    failed: Option<String>,
}

/// A pass as it was kept.
struct From {
    head: Head,
    seal: Arc<Seal>,
    pass: Vec<u8>,
    log: LogMark,
}

impl Keeper {
    /// What is kept of an input that is begun: `None` of one that can only be read from its start.
    pub fn begin(
        &mut self,
        number: usize,
        input: &InputPath,
        opened: &Opened,
    ) -> Result<Option<Kept<'_>>, Failure> {
        let Some((file, modified)) = raw(input)? else { return Err(changed(&self.path, input)) };
        let from = self.from.take_if(|from| from.head.input as usize == number);
        if let Some(from) = &from {
            (self.head, self.seal) = (from.head.clone(), Some(Arc::clone(&from.seal)));
        } else {
            let (seal, salt) = Seal::fresh(&file).map_err(|error| unreadable(input, &error))?;
            let (input, bytes, mark) = (number as u32, file.len(), seal.mark());
            let modified = modified.and_then(nanoseconds);
            self.head = Head { input, bytes, modified, salt, mark, ..self.head.clone() };
            self.seal = Some(Arc::new(seal));
        }
        if matches!(opened.content, Content::Stream(_)) {
            let why = "is packed or not in UTF-8, and can be read from its start only";
            if self.alone {
                return Err(Failure::usage(format!(
                    "--checkpoint: {} {why}; unpack and convert it first, or leave out --checkpoint",
                    shown(input)
                )));
            }
            if !self.quiet {
                complain(&format!("note: {} {why}: it is kept once it is done, not before", shown(input)));
            }
            return Ok(None);
        }
        let keys = self.keys.try_clone().map_err(|error| self.unwritten(&error))?;
        let (pass, log) = if let Some(From { seal, pass, log, .. }) = from {
            let log = KeyLog::resume(keys, &seal, log).map_err(|error| self.unwritten(&error))?;
            (Some(pass), log.ok_or_else(|| damaged(&self.path))?)
        } else {
            // Should another input wait to be gone on with, its keys are written over now: it is read from its start.
            self.from = None;
            if self.pass_of.is_some() {
                self.save(None);
                self.settle();
            }
            let Some(seal) = &self.seal else { return Err(damaged(&self.path)) };
            (None, KeyLog::begin(keys, seal).map_err(|error| self.unwritten(&error))?)
        };
        Ok(Some(Kept { keeper: self, log: Arc::new(log), from: pass }))
    }

    /// The state of an input that was done before, and its record.
    pub fn done_before(&self, number: usize) -> Option<(ScanState, Record)> {
        let done = self.done.iter().find(|done| done.input as usize == number)?;
        Some((done.clone().into_state(), Record::read(&done.record)?))
    }

    /// Notes that an input is done.
    pub fn done(&mut self, number: usize, input: &InputPath, source: &Source, state: &ScanState) {
        let Some((length, modified, mark)) = identity(input) else { return };
        let doubt = source.problems().iter().any(dumpscope_input::ReadProblem::leaves_doubt);
        let record = Record { input: source.custody(), doubt, mark };
        self.done.push(Done::new(number as u32, record.bytes(), (length, modified), state));
        if self.saved.is_none_or(|saved| saved.elapsed() >= self.every) && self.began.elapsed() >= self.every
        {
            self.save(None);
        }
    }

    /// Writes what is done, with the pass under way. It is written meanwhile: what keeps it from being is said later.
    fn save(&mut self, pass: Option<(Vec<u8>, &Arc<KeyLog>)>) {
        self.settle();
        let Some(seal) = &self.seal else { return };
        self.saved = Some(Instant::now());
        let log = pass.as_ref().map(|(_, log)| Arc::clone(log));
        let pass = pass.map(|(pass, log)| (pass, log.mark()));
        self.pass_of = pass.as_ref().map(|_| self.head.input);
        let kept = Saved { run: self.run.bytes(self.began), done: self.done.clone(), pass };
        let bytes = kept.write(&self.head, seal);
        let path = self.path.clone();
        self.writer = Some(std::thread::spawn(move || {
            let failed = |error: &std::io::Error| Failure::output("write", &path, error);
            let bytes = bytes.map_err(|error| failed(&error))?;
            if let Some(log) = log {
                log.sync().map_err(|error| failed(&error))?;
            }
            Output::create(&path, Readers::Owner)?.write(&mut |out| out.write_all(&bytes))
        }));
    }

    /// Waits for what is being written; says once that it could not be.
    fn settle(&mut self) {
        let Some(writer) = self.writer.take() else { return };
        let done = writer.join().unwrap_or_else(|_| Err(Failure::new(Exit::Internal, "it stopped")));
        match done {
            Ok(()) => self.failed = None,
            Err(failure) => {
                if self.failed.replace(failure.message.clone()).is_none() {
                    complain(&format!("note: no checkpoint: {}; the triage goes on", failure.message));
                }
            }
        }
    }

    /// Keeps what is done, where no pass is kept, and gives what is said of a triage that was stopped.
    pub fn stop(&mut self) -> Failure {
        if self.pass_of != Some(self.head.input) {
            self.save(None);
        }
        self.settle();
        if self.saved.is_none() || self.failed.is_some() {
            return Failure::interrupted();
        }
        Failure::new(
            Exit::Interrupted,
            format!(
                "interrupted; no report was written, but what was read so far is kept in {}: the same command goes on from there",
                self.shown()
            ),
        )
    }

    /// Takes the checkpoint away: the triage is done.
    pub fn finish(mut self) {
        self.settle();
        for path in [self.path.clone(), keys_of(&self.path)] {
            drop(std::fs::remove_file(path));
        }
    }

    /// Sets right what the run says of itself.
    pub fn of_run(&self) -> (&str, f64, &[String]) {
        (&self.run.started, self.run.seconds, &self.run.resumed)
    }

    fn shown(&self) -> String {
        display_path(&self.path.to_string_lossy())
    }

    /// What is said when it turns out not to go with its input.
    pub fn damaged(&self) -> Failure {
        damaged(&self.path)
    }

    fn unwritten(&self, error: &std::io::Error) -> Failure {
        Failure::output("write", &keys_of(&self.path), error)
    }
}

/// An input whose pass is kept.
pub struct Kept<'k> {
    keeper: &'k mut Keeper,
    log: Arc<KeyLog>,
    from: Option<Vec<u8>>,
}

impl Kept<'_> {
    /// Scans with it: `scan` is given how the pass is kept.
    pub fn scan<T>(self, scan: impl FnOnce(Keeping<'_>) -> T) -> T {
        let Self { keeper, log, from } = self;
        let every = keeper.every;
        let mut save = |pass: Vec<u8>, _at: u64| {
            keeper.save(Some((pass, &log)));
            if interrupt::asked() {
                keeper.settle();
            }
        };
        // Stopping takes as long as what was counted takes to be written.
        let _held = interrupt::hold();
        scan(Keeping { every, log: Arc::clone(&log), from, save: &mut save })
    }
}

/// Length, last change and content of an input that can be read twice.
fn identity(input: &InputPath) -> Option<(u64, Option<i128>, [u8; 32])> {
    let (file, modified) = raw(input).ok()??;
    let mark = Seal::of(&file, &[0; 16]).ok()?.mark();
    Some((file.len(), modified.and_then(nanoseconds), mark))
}

fn nanoseconds(time: SystemTime) -> Option<i128> {
    let signed = |duration: Duration| i128::try_from(duration.as_nanos()).ok();
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => signed(after),
        Err(before) => signed(before.duration()).map(|nanoseconds| -nanoseconds),
    }
}

fn unreadable(input: &InputPath, error: &std::io::Error) -> Failure {
    Failure::new(Exit::Unreadable, format!("cannot read {}: {}", shown(input), plain(error)))
}

/// Says why a checkpoint is not gone on with, and how to start over.
fn refused(path: &Path, why: &str) -> Failure {
    let both = display_path(&path.to_string_lossy());
    Failure::usage(format!(
        "{both} {why}; delete it and {both}.keys to start over, or name another file with --checkpoint"
    ))
}

fn damaged(path: &Path) -> Failure {
    refused(path, "is damaged, or its file of keys is")
}

fn changed(path: &Path, input: &InputPath) -> Failure {
    refused(path, &format!("cannot be gone on with: {} is not what it was when it was kept", shown(input)))
}
