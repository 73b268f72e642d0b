//! Weights without one family, for the tables of that family: what a verdict on tables of somebody unknown would say.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::cases::Case;
use super::cost::Scored;
use super::index::{Label, Listed};
use super::weights::{Layout, Weights, family, fit};

/// The weights fitted without a family, and its tables.
pub struct Fold {
    /// Fitted without it and without what was made from its tables.
    pub weights: Weights,
    /// Families of real and of invented tables that were left.
    pub families: (usize, usize),
    /// Places of its tables among the cases.
    pub held: Vec<usize>,
}

/// Whether a case takes part in a fit. Rows drawn again from real tables (level 3) do not: the ratio is against rows that
/// somebody invented, and a careful resampling cannot be told from what it was drawn from.
pub fn fits(case: &Case) -> bool {
    case.people && case.listed.label != Label::Mixed && case.listed.level != "3"
}

/// How many families of each label take part.
pub fn families(cases: &[&Case]) -> (usize, usize) {
    let all: BTreeSet<_> = cases.iter().map(|case| family(case)).collect();
    let of = |label: Label| all.iter().filter(|family| family.0 == label).count();
    (of(Label::Real), of(Label::Generated))
}

/// Sources by the family of the real tables they name, so that what was made from a family goes out with it.
fn made_from(cases: &[Case]) -> BTreeMap<&str, &str> {
    let real = cases.iter().filter(|case| case.listed.label == Label::Real);
    real.map(|case| (case.listed.source.as_str(), case.listed.family.as_str())).collect()
}

/// Whether a table is of a family, or was made from a table or with the words of it.
fn is_of(listed: &Listed, (label, name): (Label, &str), made_from: &BTreeMap<&str, &str>) -> bool {
    let own = listed.family == name && (listed.label == label || listed.label == Label::Mixed);
    let named = || {
        let words = listed.source.split([':', '+', '/', ' ']);
        let words = words.map(|word| word.strip_prefix("weighted-").unwrap_or(word));
        words.into_iter().any(|word| word == name || made_from.get(word) == Some(&name))
    };
    own || match (label, listed.label) {
        (Label::Real, Label::Generated | Label::Mixed) | (Label::Generated, Label::Mixed) => named(),
        _ => false,
    }
}

/// What goes out together: a family; for a mix, its publisher and what made its invented rows.
fn key(listed: &Listed) -> (Label, &str, &str) {
    let maker = listed.source.split_once('+').map_or("", |(_, maker)| maker);
    let maker = maker.split(':').next().unwrap_or_default();
    (listed.label, &listed.family, if listed.label == Label::Mixed { maker } else { "" })
}

/// One fold for each family, and for each publisher and maker of mixes. Every case that is about people is held in exactly
/// one.
pub fn folds(cases: &[Case], layout: &Layout) -> Vec<Fold> {
    let made_from = made_from(cases);
    let mut held: BTreeMap<(Label, &str, &str), Vec<usize>> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate().filter(|(_, case)| case.people) {
        held.entry(key(&case.listed)).or_default().push(at);
    }
    let held: Vec<_> = held.into_iter().collect();
    held.into_par_iter()
        .map(|((label, name, _), held)| {
            let out = |listed: &Listed| match label {
                // Both sides of a mix go.
                Label::Mixed => {
                    let mix = &cases[held[0]].listed;
                    is_of(mix, (listed.label, &listed.family), &made_from)
                        || is_of(listed, (Label::Real, &mix.family), &made_from)
                }
                _ => is_of(listed, (label, name), &made_from),
            };
            let left: Vec<&Case> = cases.iter().filter(|case| fits(case) && !out(&case.listed)).collect();
            Fold { weights: fit(&left, layout), families: families(&left), held }
        })
        .collect()
}

/// A ratio for each held table that is real or invented, each family counting once.
pub fn scored(cases: &[&Case], log10_lr: &[f64]) -> Vec<Scored> {
    let weights = super::weights::balance(cases);
    let one = |((case, lr), weight): ((&&Case, &f64), f64)| Scored {
        ln_lr: lr * std::f64::consts::LN_10,
        real: case.listed.label == Label::Real,
        weight,
    };
    cases.iter().zip(log10_lr).zip(weights).map(one).collect()
}
