//! What a command line and its case ask for, checked and built.

use std::path::{Path, PathBuf};

use dumpscope_input::{InputPath, OpenOptions, display_path, expand};
use dumpscope_model::Claim;
use dumpscope_records::detect::Overrides;
use dumpscope_scan::{ScanError, ScanOptions};

use crate::args::TriageArgs;
use crate::case::{self, Case};
use crate::custody;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::known;
use crate::options::Options;
use crate::overwrite::{self, Kept};
use crate::user_types::{self, TypesFile};

/// High arguments of a triage.
pub struct Asked {
    /// Name in reports.
    pub case: String,
    /// The case's file, when a case was named.
    pub case_file: Option<PathBuf>,
    /// What to read, in order.
    pub inputs: Vec<InputPath>,
    /// How to open it.
    pub open: OpenOptions,
    /// How to scan it.
    pub scan: ScanOptions,
    /// Whether the seed was asked for, and not drawn.
    pub seed_given: bool,
    /// Options that were set, for custody.
    pub stated: Vec<String>,
    /// What the case says is claimed.
    pub claim: Option<Claim>,
    /// Field types of the user's own, which `scan` knows.
    pub types: Option<TypesFile>,
    /// Folder of known dumps to compare with, and its key where that is kept elsewhere.
    pub library: Option<PathBuf>,
    /// Key file of the library.
    pub key: Option<PathBuf>,
    /// Things the case asks for that this version does not do.
    pub not_yet: Vec<&'static str>,
}

impl Asked {
    /// Reads the case if there is one, lays the command line over it, and finds the inputs.
    pub fn of(args: &TriageArgs) -> Result<Self, Failure> {
        let (named, dump) = named(&args.dump)?;
        let (case, case_file) = named.unzip();
        let under = case.as_ref().map(|c| c.options.clone()).unwrap_or_default();
        let options = args.options.clone().over(under);
        options.validate()?;
        let inputs = inputs(&dump)?;
        let seed_given = options.seed.is_some();
        let seed = options.seed.map_or_else(custody::random_seed, Ok)?;
        let fields = args.fields.clone().or_else(|| case.as_ref().and_then(|case| case.fields.clone()));
        let types = fields.as_deref().map(user_types::read).transpose()?;
        let library = args.library.clone().or_else(|| case.as_ref().and_then(|case| case.library.clone()));
        if args.key.is_some() && library.is_none() {
            return Err(Failure::usage("--key names the key of a library; name the library with --library"));
        }
        let mut open = open_options(&options);
        // A digest is of every byte.
        open.digest &= args.quick.is_none();
        let mut not_yet = Vec::new();
        if let Some(case) = &case {
            not_yet.extend(case.roll.is_some().then_some("the roll"));
        }
        let mut stated = options.stated();
        stated.extend(types.as_ref().map(|types| format!("fields={}", types.stated)));
        stated.extend(args.quick.map(|size| format!("quick={size}")));
        stated.sort();
        let mut scan = scan_options(options, seed);
        scan.quick = args.quick.map(|size| size.0);
        if let Some(types) = &types {
            scan.types = types.set;
        }
        let (name, claim) = case.map(|case| (case.name, case.claim)).unzip();
        Ok(Self {
            case: name.unwrap_or_else(|| name_of(&args.dump, &inputs)),
            claim: claim.flatten(),
            case_file,
            open,
            seed_given,
            stated,
            scan,
            types,
            inputs,
            not_yet,
            library,
            key: args.key.clone(),
        })
    }

    /// The parts of one dump, no case.
    pub fn of_dump(dump: &[String], options: Options) -> Result<Self, Failure> {
        options.validate()?;
        let inputs = inputs(dump)?;
        let seed = options.seed.map_or_else(custody::random_seed, Ok)?;
        Ok(Self {
            case: name_of(dump, &inputs),
            case_file: None,
            seed_given: options.seed.is_some(),
            open: open_options(&options),
            stated: options.stated(),
            scan: scan_options(options, seed),
            claim: None,
            types: None,
            inputs,
            library: None,
            key: None,
            not_yet: Vec::new(),
        })
    }

    /// Refuses to write over what is to be read.
    pub fn protect_inputs<'a>(
        &self,
        outputs: impl IntoIterator<Item = Option<&'a Path>>,
    ) -> Result<(), Failure> {
        for output in outputs.into_iter().flatten() {
            let inputs = self.inputs.iter().filter_map(|input| Kept::file("an input", input.path()?));
            let case = self.case_file.iter().filter_map(|file| Kept::file("the case file", file));
            let types = self.types.iter().flat_map(|types| &types.files);
            let types = types.filter_map(|file| Kept::file("a file of field types", file));
            let library = self.library.iter().flat_map(|folder| known::files(folder, self.key.as_deref()));
            overwrite::refuse_kept(
                output,
                Kept::stdin().into_iter().chain(inputs).chain(case).chain(types).chain(library),
            )?;
        }
        Ok(())
    }
}

/// What paths and patterns name, in order.
fn inputs(dump: &[String]) -> Result<Vec<InputPath>, Failure> {
    expand(dump).map_err(|error| match error {
        dumpscope_input::InputError::Nothing | dumpscope_input::InputError::TwiceStdin => {
            Failure::usage(error.to_string())
        }
        other => Failure::from(other),
    })
}

/// A case with the file it was read from.
type CaseAndFile = (Case, PathBuf);

/// The case that was named, if one was, and the paths to expand.
fn named(arguments: &[String]) -> Result<(Option<CaseAndFile>, Vec<String>), Failure> {
    let Some(file) = arguments.iter().find_map(|argument| case::of(argument)) else {
        return Ok((None, arguments.to_vec()));
    };
    if arguments.len() > 1 {
        let shown = display_path(&file.to_string_lossy());
        return Err(Failure::usage(format!(
            "{shown} makes its folder a case, and a case is triaged alone; name it alone"
        )));
    }
    let case = Case::read(&file)?;
    let dump = case.dump.clone();
    Ok((Some((case, file)), dump))
}

/// The name of what was handed in.
fn name_of(arguments: &[String], inputs: &[InputPath]) -> String {
    match (arguments, inputs) {
        (_, [one]) => one.name(),
        ([one], _) => {
            display_path(Path::new(one).file_name().map_or(one.into(), |n| n.to_string_lossy()).as_ref())
        }
        _ => format!("{} inputs", inputs.len()),
    }
}

fn open_options(options: &Options) -> OpenOptions {
    OpenOptions {
        mmap: !options.no_mmap.unwrap_or(false),
        encoding: options.encoding.clone(),
        digest: !options.no_digest.unwrap_or(false),
        ..OpenOptions::default()
    }
}

/// Part of `--memory` that key sets may hold: one in two; the rest is for blocks, batches and the row sample.
const KEY_SHARE: u64 = 2;

fn scan_options(options: Options, seed: u64) -> ScanOptions {
    let defaults = ScanOptions::default();
    ScanOptions {
        threads: options.threads.unwrap_or(defaults.threads),
        block_bytes: options.block_size.map_or(defaults.block_bytes, |size| size.0 as usize),
        key_memory: options.memory.map_or(defaults.key_memory, |size| size.0 / KEY_SHARE),
        seed,
        overrides: Overrides {
            format: options.format.map(|f| f.0),
            delimiter: options.delimiter.map(|d| d.0),
            quote: options.quote.map(|q| q.0),
            escape: options.escape.map(|e| e.0),
            header: options.header,
        },
        null_words: options.null,
        types: defaults.types,
        library_key: None,
        related: false,
        timings: defaults.timings,
        quick: None,
        estimates: None,
    }
}

impl Failure {
    /// A scan of this input (its name safe to print) came to nothing. The name is said once.
    pub fn scan(input: &str, error: &ScanError) -> Self {
        let exit = match error {
            // Starts with the name already.
            ScanError::Form { .. } => return Self::new(Exit::Unreadable, error.to_string()),
            ScanError::Interrupted { .. } => {
                let interrupted = Self::interrupted();
                return Self::new(interrupted.exit, format!("{input}: {}", interrupted.message));
            }
            ScanError::Read { .. } | ScanError::CutShort { .. } | ScanError::Kept => Exit::Unreadable,
            // A temporary file is an output too: this machine, not this input, is what stops the run.
            ScanError::Spill { .. } | ScanError::Threads(_) => {
                return Self::new(Exit::Output, error.to_string());
            }
        };
        Self::new(exit, format!("{input}: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: &ScanError, exit: Exit, start: &str) {
        let failure = Failure::scan("d/dump.csv", error);
        assert_eq!(failure.exit, exit);
        assert!(failure.message.starts_with(start), "{}", failure.message);
        assert!(failure.message.matches("dump.csv").count() <= 1, "{}", failure.message);
    }

    #[test]
    fn a_failed_scan_names_its_input_once() {
        check(&ScanError::CutShort { at: 9 }, Exit::Unreadable, "d/dump.csv: the file was cut short");
        check(
            &ScanError::Read { at: 9, why: "broken".into() },
            Exit::Unreadable,
            "d/dump.csv: cannot read on at decoded byte 9: broken",
        );
        check(
            &ScanError::Interrupted { at: 9 },
            Exit::Interrupted,
            "d/dump.csv: interrupted; nothing was written",
        );
        check(&ScanError::Threads("none".into()), Exit::Output, "cannot start worker threads");
        let reason = dumpscope_records::detect::DetectError::NoRecords;
        check(&ScanError::Form { name: "dump.csv".into(), reason }, Exit::Unreadable, "dump.csv ");
    }
}
