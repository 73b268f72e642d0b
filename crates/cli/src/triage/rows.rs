//! `--rows`: the inputs a second time, to list the rows that look invented by number.

use std::io::{Error, Write};

use dumpscope_evidence::row_scorer;
use dumpscope_input::{InputPath, OpenOptions, open};
use dumpscope_model::Profile;
use dumpscope_scan::{RowsError, ScanOptions, SecondPass, list_rows};

use crate::args::{ProgressKind, TriageArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Output, Readers};
use crate::progress::Inputs;
use crate::terminal::complain;

use super::Asked;
use super::reading::shown;

/// First line of the list.
const HEAD: &str = "table,row,byte,probability\n";

/// An input that could be read, with what a second pass over it needs.
pub struct Again {
    /// Its place among the inputs.
    pub input: usize,
    /// `None` where rows cannot be scored.
    pub pass: Option<SecondPass>,
}

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

    /// Reads the inputs again and writes the list. `tables` are those of `again`, in its order.
    pub fn write(
        self,
        asked: &Asked,
        again: &[Again],
        tables: &[Profile],
        progress: ProgressKind,
        quiet: bool,
    ) -> Result<(), Failure> {
        let bars = Inputs::new(progress, quiet, again.len());
        let mut failed = None;
        let mut notes = Vec::new();
        let most = self.false_discoveries;
        let written = self.output.write(&mut |out| {
            out.write_all(HEAD.as_bytes())?;
            for ((number, again), table) in (1..).zip(again).zip(tables) {
                let Some((pass, scorer)) = again.pass.as_ref().zip(row_scorer(table, most)) else {
                    notes.push(format!(
                        "{}: no two columns that tell of a row whether it is invented",
                        table.name
                    ));
                    continue;
                };
                let Some(expected) = scorer.expected_false else {
                    notes
                        .push(format!("{}: no row can be listed at so low a rate of false ones", table.name));
                    continue;
                };
                let input = &asked.inputs[again.input];
                let listing = Listing { input, how: &asked.open, scan: &asked.scan, number, bars: &bars };
                match listing.write(pass, &scorer, out) {
                    Ok(rows) => notes.push(format!(
                        "{}: {rows} rows listed, of which about {:.1} % are expected to be real",
                        table.name,
                        100.0 * expected
                    )),
                    Err(Stopped::Write(error)) => return Err(error),
                    Err(Stopped::Other(failure)) => {
                        failed = Some(failure);
                        return Err(Error::other("stopped"));
                    }
                }
            }
            Ok(())
        });
        if let Some(failure) = failed {
            return Err(failure);
        }
        written?;
        if !quiet {
            for note in &notes {
                complain(&format!("note: {note}"));
            }
        }
        Ok(())
    }
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
        pass: &SecondPass,
        scorer: &dumpscope_model::RowScorer,
        out: &mut dyn Write,
    ) -> Result<u64, Stopped> {
        let opened = open(self.input, self.how).map_err(|error| Stopped::Other(error.into()))?;
        let progress = self.bars.input(self.number, &self.input.name(), opened.meter.clone());
        let prefix = self.number.to_string();
        let listed = list_rows(opened.content, pass, scorer, &prefix, self.scan, &progress, out);
        progress.finish();
        listed.map_err(|error| match error {
            RowsError::Write(error) => Stopped::Write(error),
            RowsError::Scan(error) => Stopped::Other(Failure::scan(&shown(self.input), &error)),
            RowsError::Changed => Stopped::Other(Failure::new(
                Exit::Unreadable,
                format!(
                    "{} is not what it was when it was read first; no rows are listed",
                    shown(self.input)
                ),
            )),
        })
    }
}
