//! `accuracy-fields`: the column decision against a set of labelled public tables, and against the leak-shaped set.
//!
//! The labelled set is named by `DUMPSCOPE_LABELLED`: `columns/*.csv` (header row first) and `columns.tsv` (file, index, header,
//! base type, reference label, field type id or nothing). Files of one publisher share the part of their name before
//! `__`; publishers are dealt in turn into a half to look at and a half that is only ever counted.

mod disputed;
mod figures;
pub mod labelled;
mod leaks;

use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};
use dumpscope_scan::decide::{self, ColumnSample, Decision};

use crate::tree::{self, LABELLED};
use disputed::Disputed;
use figures::Figures;
use labelled::{Half, Table};

/// Where the figures are kept.
const FIGURES: &str = "bench/accuracy/FIELDS.md";

/// Measure the column decision on the labelled set (`DUMPSCOPE_LABELLED`) and on the leak-shaped set
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command")]
pub struct Args {
    /// List the wrong decisions of the half that may be looked at (headers and types, no values)
    #[arg(long)]
    errors: bool,
    /// Replace headers by c1 … cn before listing errors or counting confusions
    #[arg(long)]
    headless: bool,
    /// Count which types were given to which labels, over both halves (counts only; needs the labelled set)
    #[arg(long, conflicts_with = "leaks")]
    confusion: bool,
    /// Only the leak-shaped set; with `--errors`, its wrong decisions
    #[arg(long)]
    leaks: bool,
    /// Another seed of the leak-shaped set than the one whose figures are kept
    #[arg(long, default_value_t = leaks::SEED, conflicts_with = "write")]
    seed: u64,
    /// Write the figures into bench/accuracy/FIELDS.md (needs the labelled set)
    #[arg(long, conflicts_with = "leaks")]
    write: bool,
}

impl Args {
    /// Reads, decides, counts, prints.
    pub fn run(self) -> Result<()> {
        let folder = tree::labelled().filter(|_| !self.leaks);
        let tables = folder.map(|folder| labelled::read(&folder)).transpose()?;
        if self.errors {
            match tables {
                Some(tables) => print!("{}", errors(&tables, self.headless)),
                None => print!("{}", leaks::errors(&leaks::decide(self.seed)?)),
            }
            return Ok(());
        }
        if self.confusion {
            let tables = tables.with_context(|| format!("{LABELLED} names no folder"))?;
            print!("{}", measure(&tables, self.headless, |_, _| true).confusion());
            return Ok(());
        }
        let disputed = Disputed::read()?;
        let labelled = tables.as_deref().map(|tables| report(tables, &disputed));
        if labelled.is_none() && !self.leaks {
            ensure!(!self.write, "{LABELLED} names no folder: half of the figures would be lost");
            println!("{LABELLED} names no folder: only the leak-shaped set\n");
        }
        let report = labelled.unwrap_or_default() + &leaks::report(&leaks::decide(self.seed)?);
        print!("{report}");
        if self.write {
            tree::write(FIGURES, &report)?;
        }
        Ok(())
    }
}

fn decided(table: &Table, headless: bool) -> Vec<Decision> {
    let numbers: Vec<String> = (1..=table.headers.len()).map(|n| format!("c{n}")).collect();
    let headers = if headless { &numbers } else { &table.headers };
    let samples: Vec<ColumnSample<'_>> = headers
        .iter()
        .zip(&table.columns)
        .map(|(header, cells)| {
            let values: Vec<&[u8]> =
                cells.iter().map(|cell| cell.trim_ascii()).filter(|cell| !labelled::is_null(cell)).collect();
            let nulls = (cells.len() - values.len()) as u64;
            ColumnSample { header: Some(header), values, nulls, cells: cells.len() as u64 }
        })
        .collect();
    decide::decide(&samples)
}

/// Counts the columns that are kept, by table and column number.
fn measure(tables: &[Table], headless: bool, keep: impl Fn(&Table, usize) -> bool) -> Figures {
    let mut figures = Figures::default();
    for table in tables {
        let decisions = decided(table, headless);
        for (index, label) in &table.labels {
            let Some(decision) = decisions.get(*index).filter(|_| keep(table, *index)) else { continue };
            figures.add(label, decision.field_type);
        }
    }
    figures
}

fn errors(tables: &[Table], headless: bool) -> String {
    let mut out = String::new();
    for table in tables.iter().filter(|table| table.half == Half::Seen) {
        let decisions = decided(table, headless);
        for (index, label) in &table.labels {
            let Some(decision) = decisions.get(*index) else { continue };
            if !figures::is_wrong(label, decision.field_type) {
                continue;
            }
            let _ = writeln!(
                out,
                "{}\t{}\t{:.2}\t{}\t{}#{index}\t{}\t{:?}",
                if label.is_empty() { "-" } else { label },
                decision.field_type.map_or("unknown", |t| t.id),
                decision.confidence,
                table.headers[*index],
                table.file,
                decision.reasons.join("; "),
                decision.alternatives
            );
        }
    }
    out
}

fn report(tables: &[Table], disputed: &Disputed) -> String {
    let columns: usize = tables.iter().map(|table| table.labels.len()).sum();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# Field types: accuracy of the column decision\n\n\
         Measured {} by `cargo xtask accuracy-fields` on {} public tables, {columns} columns ({} with a label), at most\n\
         1 000 records each. Tables come from {} publishers; the *seen* half may be looked at while rules are written,\n\
         the *unseen* half is only counted.\n\n\
         A labelled column is right when the decision is its label. A column without a label is none of the person-like\n\
         types: any generic, number or time type is right there, a person-like type counts against that type's precision.\n\
         Person-like are the types that occur as labels; *any personal type* also counts ours that the labels do not know\n\
         (`full-address`, `locality`, `organisation`, accounts, numbers).\n\
         Micro figures add up all columns, macro figures average the F1 of the types. Labels are those of a public\n\
         benchmark of semantic types over US open data: no customer table among them, next to no French.\n",
        jiff::Zoned::now().date(),
        tables.len(),
        tables.iter().flat_map(|t| &t.labels).filter(|(_, label)| !label.is_empty()).count(),
        labelled::publishers(tables),
    );
    let _ = writeln!(
        out,
        "| headers | half | labelled | micro P | micro R | micro F1 | macro F1 | person-like on unlabelled | any personal type |\n|---|---|---|---|---|---|---|---|---|"
    );
    for (name, headless) in [("as given", false), ("c1 … cn", true)] {
        for (half, keep) in [("both", None), ("seen", Some(Half::Seen)), ("unseen", Some(Half::Unseen))] {
            let figures = measure(tables, headless, |table, _| keep.is_none_or(|half| table.half == half));
            let _ = writeln!(out, "| {name} | {half} | {}", figures.row());
        }
        let undisputed =
            |table: &Table, index| table.half == Half::Seen && !disputed.holds(&table.file, index);
        let _ = writeln!(
            out,
            "| {name} | seen, without disputed | {}",
            measure(tables, headless, undisputed).row()
        );
    }
    let with = measure(tables, false, |_, _| true);
    let without = measure(tables, true, |_, _| true);
    let _ = writeln!(out, "\n{}", figures::by_type(&with, &without));
    let _ = writeln!(out, "{}", disputed.table());
    out
}
