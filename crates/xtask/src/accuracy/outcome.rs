//! What a table comes to with weights fitted without its family.

use anyhow::Result;
use dumpscope_evidence::{Model, judge};
use dumpscope_model::{Headline, Interval, Segment, Triage};
use rayon::prelude::*;

use crate::calibrate::{LARGE, cap, parts, round};
use crate::fit::cases::Case;
use crate::fit::index::Label;
use crate::fit::left_out::Fold;
use crate::fit::weights::Layout;

/// A table, judged.
pub struct Outcome<'a> {
    /// The table.
    pub case: &'a Case,
    /// log10 ratio before the cap.
    pub with: f64,
    /// The same without what signatures say.
    pub without: f64,
    /// The headline.
    pub headline: Headline,
    /// Share of the rows that look invented.
    pub generated: Option<Interval>,
    /// Stretches judged apart.
    pub segments: Vec<Segment>,
}

impl Outcome<'_> {
    /// Whether it has this label.
    pub fn is(&self, label: Label) -> bool {
        self.case.listed.label == label
    }

    /// Publisher or generator.
    pub fn family(&self) -> &str {
        &self.case.listed.family
    }

    /// Whether it has a thousand rows or more.
    pub fn is_large(&self) -> bool {
        self.case.listed.rows >= LARGE
    }

    /// The ratio, with or without signatures.
    pub fn log10_lr(&self, signatures: bool) -> f64 {
        if signatures { self.with } else { self.without }
    }
}

/// Judges every table that a fold holds, in the order of the corpus.
pub fn all<'a>(
    cases: &'a [Case],
    folds: &[Fold],
    layout: &Layout,
    model: &Model,
) -> Result<Vec<Outcome<'a>>> {
    let mut held: Vec<(usize, &Fold)> =
        folds.iter().flat_map(|fold| fold.held.iter().map(move |&at| (at, fold))).collect();
    held.sort_by_key(|(at, _)| *at);
    held.into_par_iter()
        .map(|(at, fold)| {
            let case = &cases[at];
            let mut model = model.clone();
            model.fitted.weight = parts(&fold.weights, &model);
            model.fitted.cap = cap(fold.families);
            model.fitted.factor = round(&fold.weights.factor);
            let triage = triage(case, &model)?;
            let table = triage.tables.into_iter().next().unwrap_or_default();
            let lr = |signatures| fold.weights.log10_lr(&case.weighed.figures, layout, signatures);
            let verdict = table.verdict;
            Ok(Outcome {
                with: if case.weighed.decisive { model.rule.decisive_log10_lr } else { lr(true) },
                without: lr(false),
                headline: verdict.as_ref().map_or(Headline::Insufficient, |v| v.headline),
                generated: verdict.and_then(|v| v.shares.generated),
                segments: table.segments,
                case,
            })
        })
        .collect()
}

/// The verdict on a table.
pub fn triage(case: &Case, model: &Model) -> Result<Triage> {
    let mut triage = Triage { tables: vec![case.profile()?], ..Triage::default() };
    judge(&mut triage, None, model);
    Ok(triage)
}
