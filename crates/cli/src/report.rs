//! Reports of a triage, fresh or from a saved state, to where they were asked for.

use std::path::Path;

use dumpscope_evidence::Model;
use dumpscope_model::Triage;
use dumpscope_report::{json, terminal as screen_report};
use dumpscope_scan::ScanState;

use crate::args::{ReportArgs, Screen};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::known;
use crate::output::{Output, Readers};
use crate::overwrite::{self, Kept};
use crate::state_file;
use crate::terminal;

/// Outputs of one run, made ready before anything is read.
pub struct Reports<'a> {
    json: Option<Output>,
    screen: &'a Screen,
}

impl<'a> Reports<'a> {
    /// Makes ready to write them.
    pub fn create(json: Option<&Path>, screen: &'a Screen) -> Result<Self, Failure> {
        let json = json.map(|path| Output::create(path, Readers::Usual)).transpose()?;
        Ok(Self { json, screen })
    }

    /// Whether the JSON report takes standard output.
    pub fn to_stdout(&self) -> bool {
        self.json.as_ref().is_some_and(Output::is_stdout)
    }

    /// Writes them all, files first.
    pub fn write(self, triage: &Triage, exit: Exit) -> Result<Exit, Failure> {
        let for_people = !self.screen.quiet && !self.to_stdout();
        if let Some(output) = self.json {
            output.write(&mut |out| json::write(triage, out))?;
        }
        if for_people {
            terminal::say(&screen_report::render(triage, &terminal::layout(self.screen)))?;
        }
        let headline = triage.verdict.as_ref().map(|v| v.headline).filter(|_| self.screen.exit_verdict);
        Ok(exit.with_verdict(headline))
    }
}

/// `dumpscope report`: the same reports from a saved state, judged anew.
pub fn run(args: &ReportArgs) -> Result<Exit, Failure> {
    let mut saved = state_file::load(&args.state)?;
    if let Some(json) = &args.json {
        overwrite::refuse_kept(json, Kept::file("the saved state", &args.state))?;
        if let Some(library) = &args.library {
            overwrite::refuse_kept(json, known::files(library, args.key.as_deref()))?;
        }
    }
    let mut exit = Exit::Finished;
    if let Some(library) = &args.library {
        let files: Vec<_> = saved.custody.inputs.iter().map(|input| input.digest.blake3.clone()).collect();
        if !known::of_library(library, args.key.as_deref())?.compare(&mut saved.states, &files)? {
            exit = Exit::Partial;
        }
    }
    let reports = Reports::create(args.json.as_deref(), &args.screen)?;
    let tables = saved.states.iter().map(ScanState::finish).collect();
    let mut triage = Triage { case: saved.case, custody: saved.custody, tables, ..Triage::default() };
    dumpscope_evidence::judge(&mut triage, saved.claim.as_ref(), Model::embedded());
    reports.write(&triage, exit)
}
