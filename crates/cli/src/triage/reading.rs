//! Inputs one after the other: opened, scanned, entered in custody. One that fails does not stop the others.

use dumpscope_input::{InputPath, OpenOptions, Source, open};
use dumpscope_scan::{Keeping, ScanError, ScanOptions, ScanState, SecondPass, scan_and_keep};

use crate::args::ProgressKind;
use crate::custody::Run;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::progress::Inputs;
use crate::terminal::complain;

use super::Asked;
use super::checkpoint::Keeper;

/// What came of the inputs.
pub struct Reading {
    /// A state for each that could be read; at least one.
    pub states: Vec<ScanState>,
    /// Whether anything could not be read, or not proven to be whole.
    pub lost: bool,
}

impl Reading {
    /// How a run ends that read this: what was not read comes before what was not counted.
    pub fn exit(&self, lost: bool) -> Exit {
        if self.lost || lost {
            Exit::Partial
        } else if self.states.iter().any(|state| state.no_room().is_some()) {
            Exit::Output
        } else {
            Exit::Finished
        }
    }
}

/// What is done with an input once it is read: its number from 1, its state, and what reading it again needs (`None` where
/// its rows cannot be scored). Tables are large: nothing of them is kept for the end.
pub type Then<'t> = &'t mut dyn FnMut(usize, &mut ScanState, Option<SecondPass>) -> Result<(), Failure>;

/// Reads every input, those that were not done before. Fails when none can be read, or when interrupted.
pub fn all(
    asked: &Asked,
    progress: ProgressKind,
    quiet: bool,
    run: &mut Run,
    mut keeper: Option<&mut Keeper>,
    then: Then<'_>,
) -> Result<Reading, Failure> {
    let progress = Inputs::new(progress, quiet, asked.inputs.len());
    let (mut states, mut lost, mut last) = (Vec::new(), false, None);
    for (number, input) in (1..).zip(&asked.inputs) {
        if let Some((mut state, record)) = keeper.as_ref().and_then(|keeper| keeper.done_before(number)) {
            if states.len() >= dumpscope_scan::RELATED {
                state.drop_links();
            }
            lost |= record.doubt;
            run.read(record.input);
            states.push(state);
            continue;
        }
        match one_kept(input, (&asked.open, &asked.scan), number, &progress, keeper.as_deref_mut()) {
            Ok((mut state, source, pass)) => {
                if states.len() >= dumpscope_scan::RELATED {
                    state.drop_links();
                }
                let record = source.custody();
                for problem in &record.problems {
                    complain(&format!("{}: {problem}", record.path));
                }
                if let Some(no_room) = state.no_room() {
                    complain(&format!("{}: repeats and people were {no_room}", record.path));
                }
                if asked.scan.quick.is_some() && state.quick().is_none() && !quiet {
                    complain(&format!(
                        "note: {} is no larger than a quick look: every row was read",
                        shown(input)
                    ));
                }
                lost |= source.problems().iter().any(dumpscope_input::ReadProblem::leaves_doubt);
                run.read(record);
                then(number, &mut state, pass)?;
                if let Some(keeper) = keeper.as_deref_mut().filter(|_| asked.inputs.len() > 1) {
                    keeper.done(number, input, &source, &state);
                }
                states.push(state);
            }
            Err(failure) if failure.exit == Exit::Unreadable => {
                lost = true;
                // The last one is said by `main` when there is nothing to go on with.
                if let Some(before) = last.replace(failure) {
                    complain(&before.message);
                }
            }
            Err(failure) => return Err(failure),
        }
    }
    match last {
        Some(failure) if states.is_empty() => Err(failure),
        Some(failure) => {
            complain(&failure.message);
            Ok(Reading { states, lost })
        }
        None => Ok(Reading { states, lost }),
    }
}

/// An input that was read: its state, its source for custody, and what reading it again needs.
type Read = (ScanState, Source, Option<SecondPass>);

/// Reads one input, and takes its digest when `how` says so.
pub fn one(
    input: &InputPath,
    how: &OpenOptions,
    scan: &ScanOptions,
    number: usize,
    inputs: &Inputs,
) -> Result<Read, Failure> {
    one_kept(input, (how, scan), number, inputs, None)
}

/// As [`one`], kept while it is read.
fn one_kept(
    input: &InputPath,
    (how, scan): (&OpenOptions, &ScanOptions),
    number: usize,
    inputs: &Inputs,
    mut keeper: Option<&mut Keeper>,
) -> Result<Read, Failure> {
    let opened = open(input, how)?;
    let kept = match keeper.as_deref_mut() {
        Some(keeper) => keeper.begin(number, input, &opened)?,
        None => None,
    };
    let progress = inputs.input(number, &input.name(), &opened);
    let go = |keeping: Option<Keeping<'_>>| {
        scan_and_keep(opened.content, &opened.name, &opened.encoding, scan, &progress, keeping)
    };
    let scanned = match kept {
        Some(kept) => kept.scan(|keeping| go(Some(keeping))),
        None => go(None),
    };
    progress.finish();
    let name = shown(input);
    let (state, pass) = scanned.map_err(|error| match (error, keeper) {
        (ScanError::Kept, Some(keeper)) => keeper.damaged(),
        (ScanError::Interrupted { .. }, Some(keeper)) => keeper.stop(),
        (error, _) => Failure::scan(&name, &error),
    })?;
    if how.digest {
        // A pool of its own, so that --threads holds for hashing too.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(scan.threads).build();
        pool.map_err(|error| Failure::scan(&name, &ScanError::Threads(error.to_string())))?
            .install(|| opened.source.digest())?;
    }
    Ok((state, opened.source, pass))
}

/// How failures call an input: as it was given.
pub fn shown(input: &InputPath) -> String {
    if input.path().is_none() { input.name() } else { input.display() }
}
