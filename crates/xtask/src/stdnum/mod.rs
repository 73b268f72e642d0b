//! `stdnum`: our checks of identity, bank and trade numbers against python-stdnum, value by value.
//!
//! For each subject so many valid values (half made by our generator, half filled in by the reference) and as many
//! damaged ones; our *valid* must equal the reference's, or the difference be one that `subjects` names and explains.
//! `--write` keeps a small sample where both agree as the fixture that `cargo test` reads without Python. Everything is
//! made up from a seed; no number of a person is in it.

mod reference;
mod subjects;
mod values;

use std::{collections::BTreeMap, env, fmt::Write as _};

use anyhow::{Result, bail};
use dumpscope_fields::Seeded;

use crate::tree;
use reference::{Missing, Reference};
use subjects::{SUBJECTS, Subject};

/// The fixture.
const FIXTURE: &str = "crates/fields/tests/registry/stdnum.tsv";
/// Valid and damaged values of each subject in the fixture.
const KEPT: usize = 120;
/// Unexplained values shown of each subject.
const SHOWN: usize = 5;

/// Hold number checks against python-stdnum, made-up value by made-up value
#[derive(clap::Args)]
pub struct Args {
    /// Valid values of each subject, and as many damaged ones
    #[arg(long, default_value_t = 10_000)]
    values: usize,
    /// Seed of the values
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Fail when Python or the package is not to be had (also when the variable CI is set)
    #[arg(long)]
    require: bool,
    /// Write the fixture that `cargo test` reads
    #[arg(long)]
    write: bool,
}

/// One subject's count.
#[derive(Default)]
struct Count {
    both_valid: usize,
    neither: usize,
    known: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
}

impl Args {
    /// Makes, asks, compares.
    pub fn run(self) -> Result<()> {
        let reference = match Reference::find()? {
            Ok(reference) => reference,
            Err(missing) => return self.without(&missing),
        };
        let valid = self.valid(&reference)?;
        let mut requests = Vec::new();
        let mut asked: Vec<(&Subject, Vec<String>)> = Vec::new();
        for (at, (subject, values)) in valid.into_iter().enumerate() {
            let mut rng = Seeded::new(self.seed + 1000 + at as u64);
            let damaged: Vec<String> = values.iter().map(|value| values::damaged(value, &mut rng)).collect();
            let all: Vec<String> = values.into_iter().chain(damaged).collect();
            requests.extend(all.iter().map(|value| format!("judge\t{}\t{value}", subject.id)));
            asked.push((subject, all));
        }
        let answers = reference.ask(&requests)?;
        let mut answers = answers.iter().map(|answer| answer == "1");
        let mut fixture = String::new();
        let mut unexplained = 0;
        println!(
            "| subject | values | both valid | neither | differences on purpose |\n|---|---|---|---|---|"
        );
        for (subject, values) in &asked {
            let verdicts: Vec<bool> = answers.by_ref().take(values.len()).collect();
            let count = compare(subject, values, &verdicts);
            keep(subject, values, &verdicts, &mut fixture);
            println!("{}", line(subject, values.len(), &count));
            unexplained += count.unexplained.len();
            for value in count.unexplained.iter().take(SHOWN) {
                println!("  unexplained: {value}");
            }
        }
        println!("\nIBAN structures of {} countries; seed {}.", subjects::structures(), self.seed);
        for subject in SUBJECTS {
            for known in subject.known {
                println!("- {}, {}: {}.", subject.id, known.name, known.why);
            }
        }
        if self.write {
            tree::write(FIXTURE, &fixture)?;
        }
        if unexplained > 0 {
            bail!(
                "{unexplained} value(s) are judged otherwise than the reference does, without a reason given"
            );
        }
        Ok(())
    }

    /// There is no reference: said aloud, and an error where the comparison must not be left out.
    fn without(&self, missing: &Missing) -> Result<()> {
        let what = match missing {
            Missing::Python => "there is no python3".to_owned(),
            Missing::Package(said) => format!("python-stdnum could not be installed ({said})"),
        };
        if self.require || env::var_os("CI").is_some_and(|value| !value.is_empty()) {
            bail!("{what}; the comparison may not be left out here");
        }
        println!(
            "SKIPPED: {what}. The committed fixture ({FIXTURE}) still holds the checks to the reference."
        );
        Ok(())
    }

    /// So many valid values of each subject.
    fn valid(&self, reference: &Reference) -> Result<Vec<(&'static Subject, Vec<String>)>> {
        let mut requests = Vec::new();
        let filled = |subject: &Subject| if subject.patterns.is_empty() { 0 } else { self.values / 2 };
        for subject in SUBJECTS.iter().filter(|subject| filled(subject) > 0) {
            requests.extend(values::fillings(subject, filled(subject), self.seed));
        }
        let mut answers = reference.ask(&requests)?.into_iter();
        Ok(SUBJECTS
            .iter()
            .map(|subject| {
                let filled = filled(subject);
                let mut all = values::generated(subject, self.values - filled, self.seed);
                all.extend(answers.by_ref().take(filled));
                (subject, all)
            })
            .collect())
    }
}

/// Counts where both agree, where they differ for a reason, and where they do not.
fn compare(subject: &Subject, values: &[String], verdicts: &[bool]) -> Count {
    let mut count = Count::default();
    for (value, theirs) in values.iter().zip(verdicts) {
        let ours = (subject.ours)(subject.field_type, value);
        match (ours, *theirs) {
            (true, true) => count.both_valid += 1,
            (false, false) => count.neither += 1,
            _ => {
                let known = subject.known.iter().find(|known| known.ours == ours && (known.applies)(value));
                match known {
                    Some(known) => *count.known.entry(known.name).or_default() += 1,
                    None => count.unexplained.push(format!("{value} (ours: {ours})")),
                }
            }
        }
    }
    count
}

/// Adds a sample of what both call valid and what both refuse.
fn keep(subject: &Subject, values: &[String], verdicts: &[bool], fixture: &mut String) {
    for wanted in [true, false] {
        // Every so-manieth, so that each pattern has its share.
        let agreed: Vec<&String> = values
            .iter()
            .zip(verdicts)
            .filter(|(value, theirs)| {
                **theirs == wanted && (subject.ours)(subject.field_type, value) == wanted
            })
            .map(|(value, _)| value)
            .collect();
        let step = (agreed.len() / KEPT).max(1);
        for value in agreed.iter().step_by(step).take(KEPT) {
            let _ = writeln!(fixture, "{}\t{value}\t{}", subject.id, u8::from(wanted));
        }
    }
}

fn line(subject: &Subject, values: usize, count: &Count) -> String {
    let known: Vec<String> = count.known.iter().map(|(name, n)| format!("{name} {n}")).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    format!("| {} | {values} | {} | {} | {known} |", subject.id, count.both_valid, count.neither)
}
