//! `--rows`: the inputs a second time, to list the rows that look invented by number.

use std::io::{Error, Write};

use dumpscope_evidence::row_scorer;
use dumpscope_input::{InputPath, OpenOptions, open};
use dumpscope_model::{ListedRows, Unlisted};
use dumpscope_scan::{RowsError, ScanOptions, ScanState, SecondPass, list_rows};

use super::Asked;
use super::checkpoint::Keeper;
use super::reading::{self, Reading, shown};
use crate::args::{ProgressKind, TriageArgs};
use crate::custody::Run;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Output, Readers};
use crate::progress::Inputs;

/// First line of the list.
const HEAD: &str = "table,row,byte,probability\n";

/// A list of rows that was asked for.
pub struct RowList {
    output: Output,
    false_discoveries: f64,
}

impl RowList {
    /// Makes ready to write it, when it is asked for. What can be read only once is refused before it is read.
    pub fn create(args: &TriageArgs, inputs: &[InputPath]) -> Result<Option<Self>, Failure> {
        let Some(path) = &args.rows else { return Ok(None) };
        if path.as_os_str() == "-" {
            return Err(Failure::usage("--rows lists rows in a file; name one"));
        }
        let again = |input: &InputPath| {
            input.path().is_some_and(|path| std::fs::metadata(path).is_ok_and(|meta| meta.is_file()))
        };
        // A file that is not there is told of when it is read.
        let once = |input: &&InputPath| !again(input) && input.path().is_none_or(std::path::Path::exists);
        if let Some(input) = inputs.iter().find(once) {
            return Err(Failure::usage(format!(
                "--rows reads every input twice, and {} can be read only once; save it to a file first",
                shown(input)
            )));
        }
        let output = Output::create(path, Readers::Owner)?;
        Ok(Some(Self { output, false_discoveries: args.rows_fdr }))
    }

    /// Reads every input, each a second time for its rows, and writes the list.
    pub fn read_all(
        self,
        asked: &Asked,
        progress: ProgressKind,
        quiet: bool,
        run: &mut Run,
        mut keeper: Option<&mut Keeper>,
    ) -> Result<Reading, Failure> {
        let bars = Inputs::new(progress, quiet, asked.inputs.len());
        let most_false = self.false_discoveries;
        let mut read: Option<Result<Reading, Failure>> = None;
        let written = self.output.write(&mut |out| {
            out.write_all(HEAD.as_bytes())?;
            let mut unwritten = None;
            let mut list = |number: usize, state: &mut ScanState, pass: Option<SecondPass>| {
                let input = &asked.inputs[number - 1];
                let listing = Listing { input, how: &asked.open, scan: &asked.scan, number, bars: &bars };
                match listing.write(pass.as_ref(), state, most_false, out) {
                    Ok(listed) => {
                        state.keep_listed(listed);
                        Ok(())
                    }
                    Err(Stopped::Other(failure)) => Err(failure),
                    Err(Stopped::Write(error)) => {
                        unwritten = Some(error);
                        Err(not_written())
                    }
                }
            };
            let done = reading::all(asked, progress, quiet, run, keeper.as_deref_mut(), &mut list);
            if let Some(error) = unwritten {
                return Err(error);
            }
            let stopped = done.is_err();
            read = Some(done);
            if stopped { Err(Error::other("stopped")) } else { Ok(()) }
        });
        match (read, written) {
            (Some(Err(failure)), _) | (_, Err(failure)) => Err(failure),
            (Some(Ok(reading)), Ok(())) => Ok(reading),
            (None, Ok(())) => Err(not_written()),
        }
    }
}

/// Stops the reading; why it could not be written is said by who writes.
fn not_written() -> Failure {
    Failure::new(Exit::Output, "the list of rows could not be written")
}

enum Stopped {
    Write(Error),
    Other(Failure),
}

struct Listing<'a> {
    input: &'a InputPath,
    how: &'a OpenOptions,
    scan: &'a ScanOptions,
    number: usize,
    bars: &'a Inputs,
}

impl Listing<'_> {
    fn write(
        &self,
        pass: Option<&SecondPass>,
        state: &ScanState,
        most_false: f64,
        out: &mut dyn Write,
    ) -> Result<ListedRows, Stopped> {
        let none = |why| ListedRows { most_false, rows: 0, expected_false: None, unlisted: Some(why) };
        let scorer = state.checks().and_then(|checks| row_scorer(checks, most_false));
        let Some((pass, scorer)) = pass.zip(scorer) else { return Ok(none(Unlisted::NothingToAsk)) };
        if let Some(why) = scorer.unlisted() {
            return Ok(none(why));
        }
        let opened = open(self.input, self.how).map_err(|error| Stopped::Other(error.into()))?;
        let progress = self.bars.input(self.number, &self.input.name(), &opened);
        let prefix = self.number.to_string();
        let listed = list_rows(opened.content, pass, &scorer, &prefix, self.scan, &progress, out);
        progress.finish();
        let rows = listed.map_err(|error| match error {
            RowsError::Write(error) => Stopped::Write(error),
            RowsError::Scan(error) => Stopped::Other(Failure::scan(&shown(self.input), &error)),
            RowsError::Changed => Stopped::Other(Failure::new(
                Exit::Unreadable,
                format!(
                    "{} is not what it was when it was read first; no rows are listed",
                    shown(self.input)
                ),
            )),
        })?;
        Ok(ListedRows { most_false, rows, expected_false: scorer.expected_false, unlisted: None })
    }
}
