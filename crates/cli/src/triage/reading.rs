//! Inputs one after the other: opened, scanned, entered in custody. One that fails does not stop the others.

use dumpscope_input::{InputPath, OpenOptions, Source, open};
use dumpscope_scan::{ScanError, ScanOptions, ScanState, SecondPass, scan_for_rows};

use crate::args::ProgressKind;
use crate::custody::Run;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::progress::Inputs;
use crate::terminal::complain;

use super::Asked;

/// What came of the inputs.
pub struct Reading {
    /// A state for each that could be read; at least one.
    pub states: Vec<ScanState>,
    /// Whether anything could not be read, or not proven to be whole.
    pub lost: bool,
}

/// What is done with an input once it is read: its number from 1, its state, and what reading it again needs (`None` where
/// its rows cannot be scored). Tables are large: nothing of them is kept for the end.
pub type Then<'t> = &'t mut dyn FnMut(usize, &mut ScanState, Option<SecondPass>) -> Result<(), Failure>;

/// Reads every input. Fails when none can be read, or when interrupted.
pub fn all(
    asked: &Asked,
    progress: ProgressKind,
    quiet: bool,
    run: &mut Run,
    then: Then<'_>,
) -> Result<Reading, Failure> {
    let progress = Inputs::new(progress, quiet, asked.inputs.len());
    let (mut states, mut lost, mut last) = (Vec::new(), false, None);
    for (number, input) in (1..).zip(&asked.inputs) {
        match one(input, &asked.open, &asked.scan, number, &progress) {
            Ok((mut state, source, pass)) => {
                if states.len() >= dumpscope_scan::RELATED {
                    state.drop_links();
                }
                let record = source.custody();
                for problem in &record.problems {
                    complain(&format!("{}: {problem}", record.path));
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

/// Reads one input, and takes its digest when `how` says so. Gives what reading it again needs as well.
pub fn one(
    input: &InputPath,
    how: &OpenOptions,
    scan: &ScanOptions,
    number: usize,
    inputs: &Inputs,
) -> Result<(ScanState, Source, Option<SecondPass>), Failure> {
    let opened = open(input, how)?;
    let progress = inputs.input(number, &input.name(), opened.meter.clone());
    let scanned = scan_for_rows(opened.content, &opened.name, &opened.encoding, scan, &progress);
    progress.finish();
    let name = shown(input);
    let (state, pass) = scanned.map_err(|error| Failure::scan(&name, &error))?;
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
