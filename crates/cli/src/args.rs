//! The command line as written.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::exit;
use crate::options::Options;
use crate::value::Size;

/// Says what a file that is claimed to be a leaked table is made of, and shows nothing personal.
#[derive(Debug, Parser)]
#[command(name = "dumpscope", version, max_term_width = 100, after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", exit::HELP))]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  dumpscope triage samples/temu-2024        a case: a folder with a case.toml
  dumpscope triage customers.csv.gz         one file
  dumpscope triage 'parts/*.csv' --json -   several files, JSON on standard output
  zcat dump.gz | dumpscope triage -         standard input
  dumpscope new-case boutique-2025          start a case

`dumpscope help COMMAND` says more; no command sends anything anywhere.";

/// Commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read a dump and say what it holds
    Triage(Box<TriageArgs>),
    /// Render a saved scan state again
    Report(ReportArgs),
    /// Start a case: a folder with a commented case.toml
    NewCase(NewCaseArgs),
    /// List the field types
    Fields(FieldsArgs),
    /// List the indicators: the questions a verdict rests on
    Indicators(CatalogueArgs),
    /// Say everything about a field type, an indicator or a group of indicators
    Explain(ExplainArgs),
    /// Print the JSON Schema of the JSON report
    Schema(SchemaArgs),
    /// Keep fingerprints of known dumps, to find them again in others
    #[command(after_help = LIBRARY)]
    Library {
        /// What to do with a library.
        #[command(subcommand)]
        command: LibraryCommand,
    },
    /// Delete saved scan states and library entries whose keep-until date has passed
    Purge(PurgeArgs),
}

const TRIAGE: &str = "\
Examples:
  dumpscope triage boutique-2025                      a case
  dumpscope triage a.csv b.ndjson.zst parts/          files and folders
  dumpscope triage dump.txt --delimiter '|' --quote none --encoding latin1
  dumpscope triage dump.csv --json report.json --state dump.state --keep 14
  dumpscope triage dump.csv --library known           how much of it is in known dumps
  dumpscope triage dump.csv --quick                   a first verdict within a second
  dumpscope triage dump.csv --rows rows.csv           the numbers of the rows that look invented
  dumpscope triage dump.csv --checkpoint dump.check   go on after an interruption: the same command again
  dumpscope triage dump.csv --fields types.toml       with field types of your own
  dumpscope triage - --json - --quiet < dump.csv";

/// `dumpscope triage`
#[derive(Debug, Args)]
#[command(after_help = TRIAGE, after_long_help = format!("{TRIAGE}\n\n{}", exit::HELP))]
pub struct TriageArgs {
    /// A case folder, files, folders, quoted patterns, or - for standard input
    #[arg(required = true, value_name = "DUMP")]
    pub dump: Vec<String>,

    /// Write the JSON report to FILE (-: standard output, instead of the terminal report)
    #[arg(long, value_name = "FILE", help_heading = "Outputs")]
    pub json: Option<PathBuf>,

    /// Save the scan state to FILE: no raw value, but still to be kept and purged as personal data
    #[arg(long, value_name = "FILE", help_heading = "Outputs")]
    pub state: Option<PathBuf>,

    /// Days to keep the saved state
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(0..=36_500),
          requires = "state", help_heading = "Outputs")]
    pub keep: u32,

    /// List the rows that look invented in FILE, as CSV: table, row number, byte, probability. Reads the inputs twice
    #[arg(long, value_name = "FILE", help_heading = "Outputs")]
    pub rows: Option<PathBuf>,

    /// Share of the listed rows that may be real ones
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = crate::value::false_discoveries,
          requires = "rows", help_heading = "Outputs")]
    pub rows_fdr: f64,

    /// Look at blocks from all over the file instead of every row, 64M of them unless said otherwise: a first verdict, with
    /// intervals. Of what is packed or piped, at the first part. Takes no digest
    #[arg(long, value_name = "SIZE", num_args = 0..=1, require_equals = true, default_missing_value = "64M",
          conflicts_with = "rows", value_parser = crate::value::quick, help_heading = "How it is worked through")]
    pub quick: Option<Size>,

    /// Keep what was read in FILE while it runs, so that after an interruption the same command goes on from there. Private,
    /// readable with the dump alone, and removed at the end
    #[arg(long, value_name = "FILE", conflicts_with = "quick", help_heading = "How it is worked through")]
    pub checkpoint: Option<PathBuf>,

    /// Seconds of work between two checkpoints
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0, value_parser = crate::value::seconds,
          requires = "checkpoint", help_heading = "How it is worked through")]
    pub checkpoint_every: f64,

    /// Judge an eighth, a quarter and a half of a plain file on the way, and say since when the verdict stands. By itself from
    /// 6 GiB on, and from 512 MiB on where progress is shown. Not said where known dumps are asked
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "How it is worked through")]
    pub stability: Stability,

    /// Field types of your own, in a TOML file
    #[arg(long, value_name = "FILE", help_heading = "What it may hold")]
    pub fields: Option<PathBuf>,

    /// Library of known dumps to compare with; a folder of plain dumps is enrolled for this run alone
    #[arg(long, value_name = "DIR", help_heading = "Known dumps")]
    pub library: Option<PathBuf>,

    /// Key file of the library, where it is kept elsewhere
    #[arg(long, value_name = "FILE", help_heading = "Known dumps")]
    pub key: Option<PathBuf>,

    /// How the dump is read.
    #[command(flatten)]
    pub options: Options,

    /// Say where the time went, by stage and by field type
    #[arg(long, help_heading = "Terminal")]
    pub timings: bool,

    /// The report on the terminal.
    #[command(flatten)]
    pub screen: Screen,

    /// Progress on standard error
    #[arg(long, value_name = "HOW", default_value = "auto", help_heading = "Terminal")]
    pub progress: ProgressKind,
}

/// `dumpscope report`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dumpscope report dump.state
  dumpscope report dump.state --json report.json
  dumpscope report dump.state --library known     compare again, with dumps added since")]
pub struct ReportArgs {
    /// A state that `triage --state` saved
    #[arg(value_name = "STATE")]
    pub state: PathBuf,

    /// Write the JSON report to FILE (-: standard output, instead of the terminal report)
    #[arg(long, value_name = "FILE", help_heading = "Outputs")]
    pub json: Option<PathBuf>,

    /// Library to compare with again, under the key the dump was scanned with
    #[arg(long, value_name = "DIR", help_heading = "Known dumps")]
    pub library: Option<PathBuf>,

    /// Key file of the library, where it is kept elsewhere
    #[arg(long, value_name = "FILE", requires = "library", help_heading = "Known dumps")]
    pub key: Option<PathBuf>,

    /// The report on the terminal.
    #[command(flatten)]
    pub screen: Screen,
}

/// `dumpscope new-case`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dumpscope new-case boutique-2025
  cp dump.csv.gz boutique-2025/ && dumpscope triage boutique-2025")]
pub struct NewCaseArgs {
    /// Folder of the case; created when it is not there. An existing case.toml is never touched
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

const FIELDS: &str = "\
Examples:
  dumpscope fields
  dumpscope fields --fields types.toml        with field types of your own

A file of types holds one [[field]] each, with a rule (regex of the whole cell, list or list_file of words, checksum
by name; several must all hold) and what names it:

  [[field]]
  id = \"member-number\"
  headers = [\"member no\", \"numero adherent\"]
  regex = \"MB-[0-9]{8}\"
  checksum = \"luhn\"
  data_class = \"Membership numbers\"

Values are taken for personal unless personal = false is written. Other keys: title, doc, sources, length, mask,
specificity, named, alone, header_only, examples, near_misses.";

/// `dumpscope fields`
#[derive(Debug, Args)]
#[command(after_help = FIELDS)]
pub struct FieldsArgs {
    /// Field types of your own, in a TOML file, to list beside the built-in ones
    #[arg(long, value_name = "FILE")]
    pub fields: Option<PathBuf>,

    /// The list on the terminal.
    #[command(flatten)]
    pub page: Page,
}

/// `dumpscope schema`
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Field types of your own, in a TOML file, for reports made with them
    #[arg(long, value_name = "FILE")]
    pub fields: Option<PathBuf>,
}

/// `dumpscope indicators`
#[derive(Debug, Args)]
pub struct CatalogueArgs {
    /// The list on the terminal.
    #[command(flatten)]
    pub page: Page,
}

/// `dumpscope explain`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dumpscope explain iban
  dumpscope explain coupling
  dumpscope explain member-number --fields types.toml
  dumpscope explain keys     how spellings are compared
  dumpscope explain --sources
  dumpscope explain          everything that can be explained")]
pub struct ExplainArgs {
    /// Id of a field type, an indicator or a group of indicators, or `keys`
    #[arg(value_name = "ID")]
    pub id: Option<String>,

    /// Field types of your own, in a TOML file
    #[arg(long, value_name = "FILE")]
    pub fields: Option<PathBuf>,

    /// Say where the embedded data come from: packages, versions, licences, dates
    #[arg(long, conflicts_with = "id")]
    pub sources: bool,

    /// The page on the terminal.
    #[command(flatten)]
    pub page: Page,
}

const LIBRARY: &str = "\
Examples:
  dumpscope library init known                          start a library
  dumpscope library add known forum-2022.csv.gz         enrol a dump; it is not needed afterwards
  dumpscope library list known
  dumpscope triage dump.csv --library known             how much of it is in them";

/// `dumpscope library`
#[derive(Debug, Subcommand)]
pub enum LibraryCommand {
    /// Make a folder a library, with a key of its own
    Init(LibraryInitArgs),
    /// Scan a dump and keep its fingerprint
    Add(Box<LibraryAddArgs>),
    /// List the known dumps
    List(LibraryListArgs),
    /// Say everything about a known dump
    Show(LibraryShowArgs),
}

/// Which library.
#[derive(Debug, Args)]
pub struct Place {
    /// Folder of the library
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// Where its key is, when it is not inside: apart from the fingerprints it is safer
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

/// `dumpscope library init`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dumpscope library init known
  dumpscope library init known --key ~/keys/known.key     the key apart from the fingerprints")]
pub struct LibraryInitArgs {
    /// Which library.
    #[command(flatten)]
    pub place: Place,
}

/// `dumpscope library add`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dumpscope library add known forum-2022.csv.gz
  dumpscope library add known part-*.csv --name shop --date 2021-09 --note 'seen on a forum' --keep 365")]
pub struct LibraryAddArgs {
    /// Which library.
    #[command(flatten)]
    pub place: Place,

    /// Files, folders, quoted patterns, or - for standard input: the parts of one dump
    #[arg(required = true, value_name = "DUMP")]
    pub dump: Vec<String>,

    /// Its name (default: by its file's name)
    #[arg(long, help_heading = "What it is")]
    pub name: Option<String>,

    /// When it was taken or first seen: a year, a month or a day (default: by its file's name)
    #[arg(long, help_heading = "What it is")]
    pub date: Option<String>,

    /// Where it is from
    #[arg(long, value_name = "TEXT", help_heading = "What it is")]
    pub note: Option<String>,

    /// Days to keep the fingerprint (default: until it is deleted)
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=36_500), help_heading = "What it is")]
    pub keep: Option<u32>,

    /// How the dump is read.
    #[command(flatten)]
    pub options: Options,

    /// Say nothing but failures
    #[arg(long, short, help_heading = "Terminal")]
    pub quiet: bool,

    /// Progress on standard error
    #[arg(long, value_name = "HOW", default_value = "auto", help_heading = "Terminal")]
    pub progress: ProgressKind,
}

/// `dumpscope library list`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dumpscope library list known
  dumpscope library list known --json")]
pub struct LibraryListArgs {
    /// Which library.
    #[command(flatten)]
    pub place: Place,

    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `dumpscope library show`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dumpscope library show known forum-2022")]
pub struct LibraryShowArgs {
    /// Which library.
    #[command(flatten)]
    pub place: Place,

    /// Id of the dump
    #[arg(value_name = "ID")]
    pub id: String,

    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `dumpscope purge`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dumpscope purge cases/ --dry-run    what would go
  dumpscope purge cases/ known/       delete it")]
pub struct PurgeArgs {
    /// Saved states, library entries, and folders to look for them in, at any depth
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Say what would be deleted, and delete nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// How reports look on the terminal.
#[derive(Debug, Clone, Args)]
pub struct Screen {
    /// Columns listed per table
    #[arg(long, value_name = "N", help_heading = "Terminal")]
    pub columns: Option<usize>,

    /// Width in characters (default: that of the terminal)
    #[arg(long, value_name = "N", help_heading = "Terminal")]
    pub width: Option<u16>,

    /// Colours (`NO_COLOR` is honoured)
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Terminal")]
    pub color: Color,

    /// No report on the terminal and no progress; failures are still said
    #[arg(long, short, help_heading = "Terminal")]
    pub quiet: bool,

    /// End with the verdict as exit status
    #[arg(long, help_heading = "Terminal")]
    pub exit_verdict: bool,
}

/// How pages look on the terminal.
#[derive(Debug, Clone, Args)]
pub struct Page {
    /// Width in characters (default: that of the terminal)
    #[arg(long, value_name = "N")]
    pub width: Option<u16>,

    /// Colours (`NO_COLOR` is honoured)
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// When to judge parts of a file on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stability {
    /// Where a file is so large that it costs little
    Auto,
    /// Of every file that can be read from any place
    Always,
    /// Never
    Never,
}

/// How to show progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProgressKind {
    /// A bar when standard error is a terminal
    Auto,
    /// One JSON object a line, for batch jobs
    Json,
    /// Nothing
    None,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_that_takes_something_has_examples() {
        for command in Cli::command().get_subcommands().filter(|c| c.get_positionals().next().is_some()) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains(&format!("dumpscope {} ", command.get_name())), "{}", command.get_name());
        }
    }
}
