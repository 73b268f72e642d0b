//! From figures to weights, in three steps: a monotone ridge score for each group, one non-negative weight for each score,
//! and a factor that makes the sum a ratio. All three are linear, so that what comes out is one part per feature and side.
//!
//! Every family counts as one observation, and both labels count the same, however many tables a family has. The second
//! and third step see scores only of families that the first left out (stacking, Wolpert 1992): otherwise the group with
//! the most figures would look best. Signatures come last, on top of what the others say, so that the others are
//! weighed as they are where no known generator was at work.

use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::LN_10;

use dumpscope_evidence::{Figure, Group, Model, Sides, by_id};

use super::cases::Case;
use super::descent::{Hold, Row, minimise};
use super::index::Label;

/// Part of its own weight that a figure, and of its score that a group, is believed to add before any table was seen.
/// Indicators of a group overlap, and groups do.
const BELIEVED: f64 = 0.5;
/// How firmly, in families: the belief weighs as much as what these would say.
const FIRMLY: f64 = 1.0;
/// Families of each label that must show a figure before more than what was believed is added.
const LEAST_FAMILIES: usize = 3;
/// Most of its own weight that such a figure may add in the end.
const JUDGED: f64 = 0.25;
/// Most that one figure may say for real rows, log10: who knows what is looked at can copy any one of them, so that no ratio
/// above ten rests on one alone, and on what little chance adds to it.
const ALONE: f64 = 0.85;
/// Parts into which families are cut for scores of families left out.
const FOLDS: usize = 8;

/// What is added for a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights {
    /// By feature.
    pub parts: Vec<Sides>,
    /// Groups and the part of their score that counts, for the record.
    pub groups: Vec<(Group, f64)>,
    /// The factors of the last step, one for each side of the sum. There is none that would add to every table: one of
    /// which nothing can be looked at comes to nothing.
    pub factor: Sides,
}

impl Weights {
    /// log10 ratio of real against invented, before any cap; without what signatures say when `signatures` is off.
    pub fn log10_lr(&self, figures: &[Figure], layout: &Layout, signatures: bool) -> f64 {
        let counts = |feature: usize| signatures || layout.group(feature) != Some(Group::Signature);
        let sum: f64 =
            figures.iter().filter(|f| counts(f.feature)).map(|f| f.counted(self.parts[f.feature])).sum();
        self.factor.of(sum) * sum
    }
}

/// Which group each feature is of.
#[derive(Debug, Clone)]
pub struct Layout {
    groups: Vec<Option<Group>>,
    /// Most that each figure says for real rows by itself, log10.
    for_real: Vec<f64>,
}

impl Layout {
    /// That of a model's scales.
    pub fn of(model: &Model) -> Self {
        let group = |name: &String| by_id(name.split('.').next()?).map(|indicator| indicator.group);
        Self {
            groups: model.scale.keys().map(group).collect(),
            for_real: model.scale.values().map(|scale| scale.for_real).collect(),
        }
    }

    /// The group of a feature.
    pub fn group(&self, feature: usize) -> Option<Group> {
        self.groups[feature]
    }
}

/// Who published or made a table, apart by label.
pub type Family<'a> = (Label, &'a str);

/// The family of a case.
pub fn family(case: &Case) -> Family<'_> {
    (case.listed.label, case.listed.family.as_str())
}

/// How much each case counts: families alike, labels alike, all together as many as there are families in the rarer
/// label, twice. What one generator makes at several levels counts alike by level, within its family.
pub fn balance(cases: &[&Case]) -> Vec<f64> {
    let mut tables: BTreeMap<Family<'_>, BTreeMap<&str, usize>> = BTreeMap::new();
    for case in cases {
        *tables.entry(family(case)).or_default().entry(&case.listed.level).or_default() += 1;
    }
    let of = |label: Label| tables.keys().filter(|family| family.0 == label).count();
    let rarer = of(Label::Real).min(of(Label::Generated)) as f64;
    let weight = |case: &&Case| {
        let family = family(case);
        let levels = &tables[&family];
        rarer / (of(family.0) * levels.len() * levels[case.listed.level.as_str()]) as f64
    };
    cases.iter().map(weight).collect()
}

/// Values of a group's figures by column: two for each feature, one for each side.
fn values(case: &Case, group: Group, layout: &Layout) -> Vec<(usize, f64)> {
    let of = case.weighed.figures.iter().filter(|figure| layout.group(figure.feature) == Some(group));
    of.flat_map(|figure| {
        [
            (2 * figure.feature, LN_10 * figure.for_real),
            (2 * figure.feature + 1, -LN_10 * figure.for_generated),
        ]
    })
    .collect()
}

/// Which features enough families of either label show for a fit to go by.
fn shown(cases: &[&Case], layout: &Layout) -> Vec<bool> {
    let mut families: Vec<BTreeSet<Family<'_>>> = vec![BTreeSet::new(); layout.groups.len()];
    for case in cases {
        for figure in &case.weighed.figures {
            families[figure.feature].insert(family(case));
        }
    }
    let enough = |(feature, families): (usize, &BTreeSet<Family<'_>>)| {
        let of = |label: Label| families.iter().filter(|family| family.0 == label).count();
        // That a signature was not met is not written down, and most tables were asked.
        layout.group(feature) == Some(Group::Signature)
            || of(Label::Real).min(of(Label::Generated)) >= LEAST_FAMILIES
    };
    families.iter().enumerate().map(enough).collect()
}

/// What holds each column: figures that few families of either label show are held at what is believed of them.
fn holds(cases: &[&Case], layout: &Layout) -> Vec<Hold> {
    let hold = |enough: bool| {
        let most = if enough { f64::INFINITY } else { BELIEVED };
        Hold { centre: BELIEVED, strength: FIRMLY, least: 0.0, most }
    };
    shown(cases, layout).into_iter().flat_map(|enough| [hold(enough), hold(enough)]).collect()
}

/// The score of each group on one table.
type Scores = Vec<(usize, f64)>;

fn score(values: &[(usize, f64)], betas: &[f64]) -> f64 {
    values.iter().map(|(column, x)| betas[*column] * x).sum()
}

/// Betas of a group's columns from cases that show any of them.
fn ridge(cases: &[&Case], group: Group, layout: &Layout, offsets: Option<&[f64]>) -> Vec<f64> {
    let of: Vec<usize> = (0..cases.len())
        .filter(|&at| offsets.is_some() || !values(cases[at], group, layout).is_empty())
        .collect();
    let shown: Vec<&Case> = of.iter().map(|&at| cases[at]).collect();
    let weights = balance(&shown);
    let rows: Vec<Row> = of
        .iter()
        .zip(weights)
        .map(|(&at, weight)| Row {
            x: values(cases[at], group, layout),
            offset: offsets.map_or(0.0, |offsets| offsets[at]),
            real: cases[at].listed.label == Label::Real,
            weight,
        })
        .collect();
    minimise(&rows, &holds(&shown, layout))
}

/// Cuts families into folds, those of each label in turn.
fn folds(cases: &[&Case]) -> Vec<usize> {
    let families: BTreeSet<Family<'_>> = cases.iter().map(|case| family(case)).collect();
    let mut fold: BTreeMap<Family<'_>, usize> = BTreeMap::new();
    for label in [Label::Real, Label::Generated] {
        let of = families.iter().filter(|family| family.0 == label);
        fold.extend(of.enumerate().map(|(nth, family)| (*family, nth % FOLDS)));
    }
    cases.iter().map(|case| fold[&family(case)]).collect()
}

/// Fits the weights to real and invented tables; others must not be among the cases.
pub fn fit(cases: &[&Case], layout: &Layout) -> Weights {
    let groups: Vec<Group> =
        Group::ALL.into_iter().filter(|group| group.weighs() && *group != Group::Signature).collect();
    let fold = folds(cases);
    let without = |k: usize| -> Vec<&Case> {
        cases.iter().zip(&fold).filter(|(_, of)| **of != k).map(|(case, _)| *case).collect()
    };
    let mut scores: Vec<Scores> = vec![Vec::new(); cases.len()];
    for k in 0..FOLDS {
        let others = without(k);
        for (place, group) in groups.iter().enumerate() {
            let betas = ridge(&others, *group, layout, None);
            for at in (0..cases.len()).filter(|&at| fold[at] == k) {
                let values = values(cases[at], *group, layout);
                if !values.is_empty() {
                    scores[at].push((place, score(&values, &betas)));
                }
            }
        }
    }
    let fused = fuse(cases, &scores, groups.len(), |_| true);
    let left_out: Vec<f64> = {
        let by_fold: Vec<Vec<f64>> =
            (0..FOLDS).map(|k| fuse(cases, &scores, groups.len(), |at| fold[at] != k)).collect();
        (0..cases.len()).map(|at| score(&scores[at], &by_fold[fold[at]])).collect()
    };
    let factor = calibrate(cases, &left_out);
    let mut parts = vec![Sides::default(); layout.groups.len()];
    let shown = shown(cases, layout);
    let mut put = |betas: &[f64], group: Group, times: f64| {
        for (feature, part) in parts.iter_mut().enumerate().filter(|(f, _)| layout.group(*f) == Some(group)) {
            let most = if shown[feature] { f64::INFINITY } else { JUDGED };
            part.for_real = (times * betas[2 * feature]).min(most);
            part.for_generated = (times * betas[2 * feature + 1]).min(most);
        }
    };
    for (group, weight) in groups.iter().zip(&fused) {
        put(&ridge(cases, *group, layout, None), *group, *weight);
    }
    let offsets: Vec<f64> = left_out.iter().map(|fused| factor.of(*fused) * fused).collect();
    put(&ridge(cases, Group::Signature, layout, Some(&offsets)), Group::Signature, 1.0);
    for (part, own) in parts.iter_mut().zip(&layout.for_real) {
        part.for_real = part.for_real.min(ALONE / (own * factor.for_real).max(f64::MIN_POSITIVE));
    }
    Weights { parts, groups: groups.into_iter().zip(fused).collect(), factor }
}

/// One non-negative weight for each group's score.
fn fuse(cases: &[&Case], scores: &[Scores], groups: usize, counts: impl Fn(usize) -> bool) -> Vec<f64> {
    let of: Vec<usize> = (0..cases.len()).filter(|&at| counts(at)).collect();
    let shown: Vec<&Case> = of.iter().map(|&at| cases[at]).collect();
    let rows: Vec<Row> = of
        .iter()
        .zip(balance(&shown))
        .map(|(&at, weight)| Row {
            x: scores[at].clone(),
            offset: 0.0,
            real: cases[at].listed.label == Label::Real,
            weight,
        })
        .collect();
    minimise(
        &rows,
        &vec![Hold { centre: BELIEVED, strength: FIRMLY, least: 0.0, most: f64::INFINITY }; groups],
    )
}

/// The factors that make scores of families left out ratios, one for each side.
fn calibrate(cases: &[&Case], fused: &[f64]) -> Sides {
    let row = |((case, fused), weight): ((&&Case, &f64), f64)| Row {
        x: vec![(usize::from(*fused < 0.0), *fused)],
        offset: 0.0,
        real: case.listed.label == Label::Real,
        weight,
    };
    let rows: Vec<Row> = cases.iter().zip(fused).zip(balance(cases)).map(row).collect();
    let hold = Hold { centre: 1.0, strength: FIRMLY, least: 0.0, most: f64::INFINITY };
    let found = minimise(&rows, &[hold, hold]);
    Sides { for_real: found[0], for_generated: found[1] }
}
