//! `calibrate`: fits the weights of the figures to a labelled corpus and writes them with their scorecard into
//! `crates/evidence/fitted.toml`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use dumpscope_evidence::{Fitted, Model, Scorecard, Sides};

use crate::fit::cases::{self, Case};
use crate::fit::cost::{cllr, cllr_min};
use crate::fit::left_out::{self, families, fits, folds};
use crate::fit::weights::{Layout, Weights, fit};
use crate::tree;

/// Where the weights are kept.
const FITTED: &str = "crates/evidence/fitted.toml";
/// Rows from which a table counts for the scorecard.
pub const LARGE: u64 = 1_000;
/// Fewest families of each label that a fit can be trusted with.
const LEAST_FAMILIES: usize = 5;

/// Fit the weights of the verdict to a labelled corpus
#[derive(clap::Args)]
pub struct Args {
    /// Folder with corpus.tsv, as `cargo xtask corpus` makes it
    #[arg(long)]
    corpus: PathBuf,
    /// Only print what would change
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// Reads, fits, writes, says what changed.
    pub fn run(self) -> Result<()> {
        let model = Model::embedded();
        let layout = Layout::of(model);
        let cases = cases::read(&self.corpus, model, "")?;
        let used: Vec<&Case> = cases.iter().filter(|case| fits(case)).collect();
        let counted = families(&used);
        ensure!(
            counted.0.min(counted.1) >= LEAST_FAMILIES,
            "{} families of real and {} of invented tables about people: {LEAST_FAMILIES} of each are needed",
            counted.0,
            counted.1
        );
        let weights = fit(&used, &layout);
        let scorecard = scorecard(&cases, &layout, model)?;
        let fitted = Fitted {
            version: scorecard.date.replace('-', "."),
            scorecard: Scorecard {
                tables: used.len() as u64,
                families_real: counted.0 as u64,
                families_generated: counted.1 as u64,
                ..scorecard
            },
            cap: cap(counted),
            factor: round(&weights.factor),
            weight: parts(&weights, model),
        };
        print!("{}", changes(&model.fitted, &fitted, &weights));
        if !self.dry_run {
            tree::write(FITTED, &text(&fitted)?)?;
            println!("{FITTED} written");
        }
        Ok(())
    }
}

/// Most that may be said: an error that none of so many families shows is not rarer than about one in as many (the same
/// bound as in Vergeer et al. 2016, simpler).
pub fn cap((real, generated): (usize, usize)) -> Sides {
    let bound = |families: usize| ((families as f64 + 1.0).log10() * 1_000.0).floor() / 1_000.0;
    Sides { for_real: bound(generated), for_generated: bound(real) }
}

/// The weights as the model holds them: by name.
pub fn parts(weights: &Weights, model: &Model) -> std::collections::BTreeMap<String, Sides> {
    let round =
        |part: &Sides| Sides { for_real: rounded(part.for_real), for_generated: rounded(part.for_generated) };
    model.scale.keys().cloned().zip(weights.parts.iter().map(round)).collect()
}

/// Figures as the file holds them.
pub fn round(sides: &Sides) -> Sides {
    Sides { for_real: rounded(sides.for_real), for_generated: rounded(sides.for_generated) }
}

fn rounded(x: f64) -> f64 {
    (x * 1_000.0).round() / 1_000.0
}

/// How ratios do on families left out, tables of a thousand rows and more.
fn scorecard(cases: &[Case], layout: &Layout, model: &Model) -> Result<Scorecard> {
    let (mut held, mut with, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for fold in folds(cases, layout) {
        for case in
            fold.held.iter().map(|&at| &cases[at]).filter(|case| fits(case) && case.listed.rows >= LARGE)
        {
            let lr = |signatures| fold.weights.log10_lr(&case.weighed.figures, layout, signatures);
            held.push(case);
            with.push(if case.weighed.decisive { model.rule.decisive_log10_lr } else { lr(true) });
            without.push(lr(false));
        }
    }
    let (with, without) = (left_out::scored(&held, &with), left_out::scored(&held, &without));
    let cost = |cost: Option<f64>| cost.map(rounded).context("no table of a thousand rows on one side");
    Ok(Scorecard {
        date: jiff::Zoned::now().date().to_string(),
        commit: commit()?,
        cllr: cost(cllr(&with))?,
        cllr_without_signatures: cost(cllr(&without))?,
        cllr_min: cost(cllr_min(&with))?,
        ..Scorecard::default()
    })
}

/// The commit at hand, with a `+` where files differ from it.
pub fn commit() -> Result<String> {
    let git = |args: &[&str]| -> Result<String> {
        let out =
            Command::new("git").args(args).current_dir(tree::root()).output().context("git is needed")?;
        Ok(String::from_utf8_lossy(&out.stdout).trim().to_owned())
    };
    let dirty = !git(&["status", "--porcelain", "--untracked-files=no", "--", "crates"])?.is_empty();
    Ok(git(&["rev-parse", "--short", "HEAD"])? + if dirty { "+" } else { "" })
}

fn text(fitted: &Fitted) -> Result<String> {
    let body = toml::to_string(fitted)?;
    Ok(format!(
        "# How much of each figure's own weight (model.toml) counts once all are taken together, fitted on labelled tables by\n\
         # `cargo xtask calibrate`; how that did on families left out is in bench/accuracy/RESULTS.md. 1 takes a figure at its\n\
         # word, 0 leaves it out; none can turn it around.\n{body}"
    ))
}

/// What a fit changes.
fn changes(old: &Fitted, new: &Fitted, weights: &Weights) -> String {
    let mut out = String::new();
    let (was, is) = (&old.scorecard, &new.scorecard);
    let _ = writeln!(
        out,
        "{} tables, {} + {} families (before: {}, {} + {})\n\
         Cllr {:.3} (before {:.3}), without signatures {:.3} ({:.3}), least possible {:.3} ({:.3})\n\
         factor {:.3} for real, {:.3} for invented",
        is.tables,
        is.families_real,
        is.families_generated,
        was.tables,
        was.families_real,
        was.families_generated,
        is.cllr,
        was.cllr,
        is.cllr_without_signatures,
        was.cllr_without_signatures,
        is.cllr_min,
        was.cllr_min,
        new.factor.for_real,
        new.factor.for_generated,
    );
    for (group, weight) in &weights.groups {
        let _ = writeln!(out, "group {} counts {weight:.3}", group.id());
    }
    for (name, part) in &new.weight {
        let before = old.weight.get(name).copied().unwrap_or_default();
        let _ = writeln!(
            out,
            "{name}: {:.3} ({:+.3}) for real, {:.3} ({:+.3}) for invented",
            part.for_real,
            part.for_real - before.for_real,
            part.for_generated,
            part.for_generated - before.for_generated
        );
    }
    out
}
