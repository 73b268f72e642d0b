//! `accuracy`: the verdict on a labelled corpus. Every table is judged with weights that were fitted without its family,
//! so that what is seen is what tables of an unknown publisher or generator would show.

mod bootstrap;
mod headlines;
mod mixes;
mod outcome;
mod plot;
mod ratios;

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use dumpscope_evidence::Model;
use dumpscope_model::Status;

use crate::calibrate::commit;
use crate::fit::cases;
use crate::fit::index::Label;
use crate::fit::left_out::folds;
use crate::fit::weights::Layout;
use crate::tree;
use outcome::Outcome;

/// Where the figures are kept.
const RESULTS: &str = "bench/accuracy/RESULTS.md";
/// Where the plot is kept.
const PLOT: &str = "bench/accuracy/reliability.svg";

/// Measure the verdict on a labelled corpus, families left out
#[derive(clap::Args)]
pub struct Args {
    /// Folder with corpus.tsv, as `cargo xtask corpus` makes it
    #[arg(long)]
    corpus: PathBuf,
    /// Write the figures and the plot into bench/accuracy
    #[arg(long)]
    write: bool,
    /// Print the findings of each table whose name contains this, and nothing else
    #[arg(long)]
    findings: Option<String>,
    /// Print one line for each table and nothing else: what it is, what was said of it
    #[arg(long)]
    tables: bool,
}

impl Args {
    /// Reads, judges, counts, prints.
    pub fn run(self) -> Result<()> {
        let model = Model::embedded();
        if let Some(only) = &self.findings {
            return findings(&self.corpus, model, only);
        }
        let layout = Layout::of(model);
        let cases = cases::read(&self.corpus, model, "")?;
        let folds = folds(&cases, &layout);
        let outcomes = outcome::all(&cases, &folds, &layout, model)?;
        if self.tables {
            outcomes.iter().for_each(table);
            return Ok(());
        }
        let report = report(&outcomes)?;
        print!("{report}");
        if self.write {
            tree::write(RESULTS, &report)?;
            tree::write(PLOT, &plot::reliability(&outcomes))?;
        }
        Ok(())
    }
}

fn report(outcomes: &[Outcome<'_>]) -> Result<String> {
    let count = |label: Label| outcomes.iter().filter(|one| one.case.listed.label == label).count();
    let families = |label: Label| {
        let mut names: Vec<&str> = outcomes.iter().filter(|one| one.is(label)).map(Outcome::family).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    };
    let mut out = format!(
        "# How well the verdict tells real from invented tables\n\n\
         Measured {} at commit {} by `cargo xtask accuracy`, on tables about people: {} real ones of {} publishers, {} invented\n\
         ones of {} generators (parts of one table, and subsets of its columns, counted), {} mixes. Every table was judged with\n\
         weights fitted without its family and without what was made from it. Each family counts once, each label half; the\n\
         intervals (95 %) are from a bootstrap over families. Costs are of ratios before the cap. The real tables are officials,\n\
         athletes, registers and businesses: no customer table exists in the open. Indicators were written with some of these\n\
         tables in sight; what `names-by-age` and `name-communities` take for people's and for a program's was even chosen after\n\
         looking at these very tables, so that the figures flatter, and most real tables are American, where the second sees most.\n\
         Figures with signatures flatter besides: the lists of names that known\n\
         generators draw from are those of the very packages that the corpus is made with; what an unknown generator would\n\
         show is in the figures without.\n\n",
        jiff::Zoned::now().date(),
        commit()?,
        count(Label::Real),
        families(Label::Real),
        count(Label::Generated),
        families(Label::Generated),
        count(Label::Mixed),
    );
    headlines::goals(&mut out, outcomes);
    ratios::costs(&mut out, outcomes);
    ratios::levels(&mut out, outcomes);
    headlines::by_size(&mut out, outcomes);
    ratios::families(&mut out, outcomes);
    mixes::report(&mut out, outcomes)?;
    let _ = writeln!(
        out,
        "\n![Stated against observed ratios](reliability.svg)\n\nTables of 1 000 rows and more in bins of half a log10; the larger a \
         disc, the more families; a tenth of a family is added to either side of a bin."
    );
    Ok(out)
}

/// One table, tab separated: name, family, level, rows, invented share and pattern; ratio, headline, share found, borders.
fn table(one: &Outcome<'_>) {
    let listed = &one.case.listed;
    let share = one.generated.map_or_else(
        || "–".into(),
        |share| format!("{:.3} ({:.3}–{:.3})", share.estimate, share.low, share.high),
    );
    let borders: Vec<String> =
        one.segments.iter().skip(1).map(|segment| segment.from_row.to_string()).collect();
    println!(
        "{}\t{}\t{}\t{}\t{}\t{}\t{:+.2}\t{}\t{share}\t{}",
        listed.name,
        listed.family,
        listed.level,
        listed.rows,
        listed.share,
        listed.pattern,
        one.with,
        one.headline.id(),
        borders.join(" "),
    );
}

/// The findings of tables, for whoever works on an indicator; by the weights that are embedded.
fn findings(corpus: &std::path::Path, model: &Model, only: &str) -> Result<()> {
    for case in cases::read(corpus, model, only)? {
        let triage = outcome::triage(&case, model)?;
        for table in &triage.tables {
            println!("## {} ({:?}, {})", case.listed.name, case.listed.label, case.listed.family);
            if let Some(verdict) = &table.verdict {
                let groups: Vec<String> = verdict
                    .groups
                    .iter()
                    .map(|group| format!("{} {:+.2}", group.id, group.log10_lr))
                    .collect();
                println!("{}: {}", verdict.headline.id(), groups.join(", "));
            }
            for finding in table.findings.iter().filter(|finding| finding.status != Status::Skipped) {
                let lr = finding.standalone_log10_lr.map_or_else(|| "    –".into(), |lr| format!("{lr:+.2}"));
                println!("{lr} {}: {}", finding.id, finding.statement);
            }
        }
    }
    Ok(())
}
