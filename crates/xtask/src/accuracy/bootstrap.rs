//! Intervals of a cost: families drawn again with repetition (Efron 1979), since tables of one family are not independent.

use std::collections::BTreeMap;

use dumpscope_testkit::Random;

use super::outcome::Outcome;
use crate::fit::cost::Scored;
use crate::fit::index::Label;

/// How often families are drawn.
const DRAWS: u64 = 400;
/// Of the draws; any number will do.
const SEED: u64 = 5;

/// Ratios by family, each with its weight: those of one family add to one, the levels of a generator counting alike.
pub struct Families(BTreeMap<(Label, String), Vec<(f64, f64)>>);

impl Families {
    /// Those of the tables given, natural logarithms.
    pub fn of(outcomes: &[&Outcome<'_>], signatures: bool) -> Self {
        let key = |one: &Outcome<'_>| (one.case.listed.label, one.family().to_owned());
        let mut levels: BTreeMap<(Label, String), BTreeMap<&str, usize>> = BTreeMap::new();
        for one in outcomes {
            *levels.entry(key(one)).or_default().entry(&one.case.listed.level).or_default() += 1;
        }
        let mut families: BTreeMap<(Label, String), Vec<(f64, f64)>> = BTreeMap::new();
        for one in outcomes {
            let of = &levels[&key(one)];
            let weight = 1.0 / (of.len() * of[one.case.listed.level.as_str()]) as f64;
            let ln_lr = one.log10_lr(signatures) * std::f64::consts::LN_10;
            families.entry(key(one)).or_default().push((ln_lr, weight));
        }
        Self(families)
    }

    /// The cost with each family counted once.
    pub fn cost(&self, cost: fn(&[Scored]) -> Option<f64>) -> Option<f64> {
        let once: Vec<usize> = vec![1; self.0.len()];
        cost(&self.scored(&once))
    }

    /// Its 95 % interval.
    pub fn interval(&self, cost: fn(&[Scored]) -> Option<f64>) -> Option<(f64, f64)> {
        let labels: Vec<Label> = self.0.keys().map(|(label, _)| *label).collect();
        let places =
            |label: Label| -> Vec<usize> { (0..labels.len()).filter(|&at| labels[at] == label).collect() };
        let sides = [places(Label::Real), places(Label::Generated)];
        let mut costs: Vec<f64> = (0..DRAWS)
            .filter_map(|draw| {
                let mut times = vec![0; labels.len()];
                for (side, places) in sides.iter().enumerate() {
                    for nth in 0..places.len() {
                        let bits = Random::of(SEED, draw, (side * 10_000 + nth) as u64).bits();
                        times[places[(bits % places.len() as u64) as usize]] += 1;
                    }
                }
                cost(&self.scored(&times))
            })
            .collect();
        costs.sort_by(f64::total_cmp);
        let at = |share: f64| costs.get((share * (costs.len() as f64 - 1.0)).round() as usize).copied();
        Some((at(0.025)?, at(0.975)?))
    }

    fn scored(&self, times: &[usize]) -> Vec<Scored> {
        let families = self.0.iter().zip(times).filter(|(_, times)| **times > 0);
        families
            .flat_map(|(((label, _), ratios), times)| {
                let (real, times) = (*label == Label::Real, *times as f64);
                ratios.iter().map(move |&(ln_lr, weight)| Scored { ln_lr, real, weight: times * weight })
            })
            .collect()
    }
}
