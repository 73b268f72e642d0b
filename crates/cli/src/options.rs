//! How a dump is read: the same names as flags and in a case's `[options]`.

use clap::Args;
use serde::Deserialize;

use crate::failure::Failure;
use crate::value::{EscapeName, FormatName, Quote, Sign, Size};

/// Options as written, each with its absence: low arguments. [`Options::over`] lays one set over another.
#[derive(Debug, Clone, Default, PartialEq, Args, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Form of the records: delimited or ndjson (default: found out)
    #[arg(long, value_name = "FORM", help_heading = "How the dump is written")]
    pub format: Option<FormatName>,

    /// Sign between cells, such as ';' or tab (default: found out)
    #[arg(long, value_name = "SIGN", help_heading = "How the dump is written")]
    pub delimiter: Option<Sign>,

    /// Sign around cells: one sign, or none (default: found out)
    #[arg(long, value_name = "SIGN", help_heading = "How the dump is written")]
    pub quote: Option<Quote>,

    /// How a quote inside quotes is written: doubled or backslash (default: found out)
    #[arg(long, value_name = "HOW", help_heading = "How the dump is written")]
    pub escape: Option<EscapeName>,

    /// Charset, such as utf-8, latin1, windows-1252, utf-16le (default: found out)
    #[arg(long, value_name = "CHARSET", help_heading = "How the dump is written")]
    pub encoding: Option<String>,

    /// The first row holds column names (default: found out)
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "true|false",
          hide_possible_values = true, overrides_with = "no_header", help_heading = "How the dump is written")]
    pub header: Option<bool>,

    /// The first row is data
    #[arg(long, overrides_with = "header", help_heading = "How the dump is written")]
    #[serde(skip)]
    pub no_header: bool,

    /// A word that stands for nothing, beside the usual ones; may be given several times
    #[arg(long, value_name = "WORD", help_heading = "How the dump is written")]
    pub null: Vec<String>,

    /// Seed of sampling and row keys; the same seed repeats a run (default: random, kept in custody)
    #[arg(long, value_name = "N", help_heading = "How it is worked through")]
    pub seed: Option<u64>,

    /// Threads (default: one per core)
    #[arg(long, value_name = "N", help_heading = "How it is worked through")]
    pub threads: Option<usize>,

    /// Most memory to use, such as 512M
    #[arg(long, value_name = "SIZE", help_heading = "How it is worked through")]
    pub memory: Option<Size>,

    /// Bytes worked through at a time
    #[arg(long, value_name = "SIZE", help_heading = "How it is worked through")]
    pub block_size: Option<Size>,

    /// Read files instead of mapping them into memory
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "true|false",
          hide_possible_values = true, help_heading = "How it is worked through")]
    pub no_mmap: Option<bool>,

    /// Leave out the BLAKE3 digest of each input
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "true|false",
          hide_possible_values = true, help_heading = "How it is worked through")]
    pub no_digest: Option<bool>,
}

/// Least and most of what can be asked for.
const THREADS: std::ops::RangeInclusive<usize> = 1..=1024;
const MEMORY: std::ops::RangeInclusive<u64> = 64 << 20..=1 << 50;
const BLOCK: std::ops::RangeInclusive<u64> = 4 << 10..=64 << 20;

impl Options {
    /// These options where they say something, `under` where they do not.
    pub fn over(self, under: Self) -> Self {
        Self {
            format: self.format.or(under.format),
            delimiter: self.delimiter.or(under.delimiter),
            quote: self.quote.or(under.quote),
            escape: self.escape.or(under.escape),
            encoding: self.encoding.or(under.encoding),
            header: if self.no_header { Some(false) } else { self.header.or(under.header) },
            no_header: false,
            null: if self.null.is_empty() { under.null } else { self.null },
            seed: self.seed.or(under.seed),
            threads: self.threads.or(under.threads),
            memory: self.memory.or(under.memory),
            block_size: self.block_size.or(under.block_size),
            no_mmap: self.no_mmap.or(under.no_mmap),
            no_digest: self.no_digest.or(under.no_digest),
        }
    }

    /// Refuses what makes no sense together or alone.
    pub fn validate(&self) -> Result<(), Failure> {
        if let (Some(delimiter), Some(Quote(Some(quote)))) = (self.delimiter, self.quote)
            && delimiter.0 == quote
        {
            return Err(Failure::usage("--delimiter and --quote are the same sign; change one of them"));
        }
        if let Some(label) = &self.encoding {
            dumpscope_input::encoding_for_label(label)
                .map_err(|error| Failure::usage(format!("--encoding: {error}")))?;
        }
        if let Some(threads) = self.threads.filter(|n| !THREADS.contains(n)) {
            return Err(Failure::usage(format!(
                "--threads {threads}: from {} to {}",
                THREADS.start(),
                THREADS.end()
            )));
        }
        for (flag, size, range) in
            [("--memory", self.memory, MEMORY), ("--block-size", self.block_size, BLOCK)]
        {
            if let Some(size) = size.filter(|size| !range.contains(&size.0)) {
                let (low, high) = (Size(*range.start()), Size(*range.end()));
                return Err(Failure::usage(format!("{flag} {size}: from {low} to {high}")));
            }
        }
        Ok(())
    }

    /// What was set, as `name=value`, sorted: what custody keeps. The seed is kept apart. Null words come from the dump and
    /// may be personal, so only their number is told.
    pub fn stated(&self) -> Vec<String> {
        let null = match self.null.len() {
            0 => None,
            1 => Some("1 word".to_owned()),
            n => Some(format!("{n} words")),
        };
        let all = [
            ("block-size", self.block_size.map(|v| v.to_string())),
            ("delimiter", self.delimiter.map(|v| v.to_string())),
            ("encoding", self.encoding.clone()),
            ("escape", self.escape.map(|v| v.to_string())),
            ("format", self.format.map(|v| v.to_string())),
            ("header", self.header.map(|v| v.to_string())),
            ("memory", self.memory.map(|v| v.to_string())),
            ("no-digest", self.no_digest.map(|v| v.to_string())),
            ("no-mmap", self.no_mmap.map(|v| v.to_string())),
            ("null", null),
            ("quote", self.quote.map(|v| v.to_string())),
            ("threads", self.threads.map(|v| v.to_string())),
        ];
        all.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    fn line(args: &[&str]) -> Options {
        Line::try_parse_from([&["x"], args].concat()).unwrap().options
    }

    fn table(text: &str) -> Options {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn the_command_line_and_a_case_write_the_same_things() {
        let args = line(&[
            "--format",
            "ndjson",
            "--delimiter",
            "tab",
            "--quote",
            "none",
            "--escape",
            "backslash",
            "--encoding",
            "latin1",
            "--header",
            "--null",
            "NA",
            "--null",
            "?",
            "--seed",
            "7",
            "--threads",
            "3",
            "--memory",
            "1G",
            "--block-size",
            "64K",
            "--no-mmap",
            "--no-digest",
        ]);
        let case = table(
            "format = 'ndjson'\ndelimiter = 'tab'\nquote = 'none'\nescape = 'backslash'\nencoding = 'latin1'\n\
             header = true\nnull = ['NA', '?']\nseed = 7\nthreads = 3\nmemory = '1G'\nblock_size = 65536\n\
             no_mmap = true\nno_digest = true\n",
        );
        assert_eq!(args, case);
        assert_eq!(args.stated().len(), 12, "every option but the seed is stated");
        let mut sorted = args.stated();
        sorted.sort();
        assert_eq!(args.stated(), sorted);
    }

    #[test]
    fn null_words_are_counted_and_not_told() {
        assert_eq!(line(&["--null", "jane@example.org"]).stated(), ["null=1 word"]);
        assert_eq!(line(&["--null", "NA", "--null", "0612345678"]).stated(), ["null=2 words"]);
        assert!(line(&[]).stated().is_empty());
    }

    #[test]
    fn the_command_line_wins() {
        let case = || table("header = true\nseed = 1\nno_mmap = true\nnull = ['NA']\ndelimiter = ';'");
        let both = line(&["--no-header", "--seed", "2", "--no-mmap=false"]).over(case());
        assert_eq!((both.header, both.seed, both.no_mmap), (Some(false), Some(2), Some(false)));
        assert_eq!((both.null, both.delimiter), (vec!["NA".to_owned()], Some(Sign(b';'))));
        assert_eq!(line(&[]).over(case()), case());
        assert_eq!(line(&["--no-header", "--header"]).over(case()).header, Some(true), "the last one wins");
        assert_eq!(line(&["--header", "--no-header"]).over(case()).header, Some(false), "the last one wins");
    }

    #[track_caller]
    fn refused(args: &[&str], word: &str) {
        let failure = line(args).validate().unwrap_err();
        assert!(failure.message.contains(word), "{}", failure.message);
    }

    #[test]
    fn nonsense_is_refused() {
        refused(&["--delimiter", "'", "--quote", "'"], "same sign");
        refused(&["--encoding", "klingon"], "charset");
        refused(&["--threads", "0"], "from 1");
        refused(&["--memory", "1M"], "from 64M");
        refused(&["--block-size", "100"], "from 4K");
        assert!(
            line(&["--encoding", "UTF-16LE", "--memory", "512M", "--block-size", "4K"]).validate().is_ok()
        );
    }
}
