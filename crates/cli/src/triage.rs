//! `dumpscope triage`: from what was named on the command line to a report.

mod asked;
mod checkpoint;
mod reading;
mod rows;

use dumpscope_evidence::Model;
use dumpscope_model::Triage;
use dumpscope_scan::{Estimates, ScanState};

use crate::args::{Stability, TriageArgs};
use crate::custody::{self, Run};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt;
use crate::known::{self, KnownDumps};
use crate::output::{Output, Readers};
use crate::overwrite;
use crate::progress;
use crate::report::Reports;
use crate::state_file::{self, SavedRun};
use crate::terminal::complain;

pub use asked::Asked;
use checkpoint::{Keeper, keys_of};
use rows::RowList;

pub use reading::{Reading, all as read_all, one as read_one};

/// Bytes from which on judging three parts of a file on the way costs some thirtieth of reading it; and, where somebody
/// waits and watches, from which on it takes long enough to be worth more.
const LARGE: u64 = 6 << 30;
const WATCHED: u64 = 512 << 20;
/// Bytes looked at before a file is read that somebody waits for.
const FIRST: u64 = 1 << 20;

/// Whether parts of a file are judged on the way. Known dumps are asked of whole tables only: what is said without them is
/// no estimate of what is said with them.
fn estimates(args: &TriageArgs, asked: &Asked) -> Option<Estimates> {
    let shown = progress::is_shown(args.progress, args.screen.quiet);
    let least = match args.stability {
        Stability::Never => return None,
        Stability::Always => 0,
        Stability::Auto if shown => WATCHED,
        Stability::Auto => LARGE,
    };
    let estimates = Estimates { least, first: shown.then_some(FIRST) };
    asked.library.is_none().then_some(estimates)
}

/// Reads, measures, reports.
pub fn run(args: &TriageArgs) -> Result<Exit, Failure> {
    let mut asked = Asked::of(args)?;
    let keys = args.checkpoint.as_deref().map(keys_of);
    let outputs = [
        ("--json", &args.json),
        ("--state", &args.state),
        ("--rows", &args.rows),
        ("--checkpoint", &args.checkpoint),
        ("--checkpoint", &keys),
    ];
    asked.protect_inputs(outputs.iter().map(|(_, path)| path.as_deref()))?;
    for (at, (one, path)) in outputs.iter().enumerate() {
        for (other, second) in &outputs[at + 1..] {
            if let (Some(path), Some(second)) = (path, second)
                && overwrite::same_target(path, second)
            {
                return Err(Failure::usage(format!("{one} and {other} name the same file; name two")));
            }
        }
    }
    // Before hours of reading, not after.
    let reports = Reports::create(args.json.as_deref(), &args.screen)?;
    let rows = RowList::create(args, &asked.inputs)?;
    let state = args.state.as_deref().map(|path| Output::create(path, Readers::Owner)).transpose()?;
    if reports.to_stdout() && state.as_ref().is_some_and(Output::is_stdout) {
        return Err(Failure::usage(
            "--json - and --state - cannot share standard output; name a file for one of them",
        ));
    }

    if !asked.not_yet.is_empty() && !args.screen.quiet {
        complain(&format!("note: nothing is judged yet by {} of a case", asked.not_yet.join(" or ")));
    }
    let mut run = Run::start(asked.scan.seed, asked.stated.clone());
    checkpoint::refuse(args, &asked)?;
    let known = KnownDumps::of(&asked, args.progress, args.screen.quiet)?;
    asked.scan.library_key = known.as_ref().map(KnownDumps::key);
    let library_key = asked.scan.library_key.as_ref().map(|key| key.id().to_owned());
    let mut keeper = Keeper::open(args, &mut asked, library_key.as_deref())?;
    run.seed(asked.scan.seed);
    if let Some(keeper) = &keeper {
        let (started, seconds, resumed) = keeper.of_run();
        run.go_on(started, seconds, resumed);
    }
    asked.scan.related = asked.inputs.len() > 1;
    asked.scan.timings = args.timings;
    asked.scan.estimates = estimates(args, &asked);
    let (progress, quiet, kept) = (args.progress, args.screen.quiet, keeper.as_mut());
    let mut reading = if let Some(rows) = rows {
        rows.read_all(&asked, progress, quiet, &mut run, kept)?
    } else {
        read_all(&asked, progress, quiet, &mut run, kept, &mut |_, _, _| Ok(()))?
    };
    if interrupt::asked() {
        return Err(keeper.map_or_else(Failure::interrupted, |mut keeper| keeper.stop()));
    }
    let uncompared = match known {
        Some(known) => !known.compare(&mut reading.states, &known::digests_of(&run))?,
        None => false,
    };
    let exit = reading.exit(uncompared);
    let Reading { mut states, .. } = reading;
    dumpscope_scan::relate(&mut states);
    let tables = states.iter().map(ScanState::finish).collect();
    let custody = run.finish();
    if let Some(output) = state {
        let keep_until = custody::day_after(args.keep);
        output.write(&mut |out| {
            let run = SavedRun { case: &asked.case, custody: &custody, claim: asked.claim.as_ref() };
            state_file::save(&run, keep_until.clone(), &states, out)
        })?;
    }
    let mut triage = Triage { case: asked.case, custody, tables, ..Triage::default() };
    dumpscope_evidence::judge(&mut triage, asked.claim.as_ref(), Model::embedded());
    let exit = reports.write(&triage, exit)?;
    if let Some(keeper) = keeper {
        keeper.finish();
    }
    Ok(exit)
}
