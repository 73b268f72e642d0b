//! What was fitted on labelled tables: how much of each figure's own weight counts once all are taken together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The weights of the features and how well they did on families of tables that were left out: one generated, versioned
/// file (`cargo xtask calibrate`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fitted {
    /// Named in every verdict.
    pub version: String,
    /// How it was fitted, and how well it did.
    pub scorecard: Scorecard,
    /// Most that may be said, log10: about what the number of families supports.
    pub cap: Sides,
    /// What the sum of all groups is multiplied by, on the side it comes to.
    pub factor: Sides,
    /// By feature: part of the figure's own weight that is added.
    pub weight: BTreeMap<String, Sides>,
}

/// One figure for each side.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sides {
    /// For real rows.
    pub for_real: f64,
    /// For invented rows.
    pub for_generated: f64,
}

/// What the weights were fitted on, and how they did on families left out (see `bench/accuracy/RESULTS.md`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// Day of the fit, ISO 8601.
    pub date: String,
    /// Commit of the program that read the tables.
    pub commit: String,
    /// Tables of the corpus, every size and column subset counted.
    pub tables: u64,
    /// Publishers of real tables.
    pub families_real: u64,
    /// Generators.
    pub families_generated: u64,
    /// Cost of the log likelihood ratios before the cap, tables of 1 000 rows and more, families left out.
    pub cllr: f64,
    /// The same without what signatures say.
    pub cllr_without_signatures: f64,
    /// What would remain of it after the best possible calibration.
    pub cllr_min: f64,
}

/// What one figure weighs by itself, log10, both ends of it at least 0. Where an indicator reads several columns, the
/// strongest of each side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Place of its scale in the model.
    pub feature: usize,
    /// For real rows.
    pub for_real: f64,
    /// For invented rows.
    pub for_generated: f64,
}

impl Sides {
    /// The figure for the side of a log10 ratio.
    pub fn of(&self, log10_lr: f64) -> f64 {
        if log10_lr >= 0.0 { self.for_real } else { self.for_generated }
    }
}

impl Figure {
    /// A weight on either side, log10.
    pub(crate) fn of(feature: usize, log10_lr: f64) -> Self {
        Self { feature, for_real: log10_lr.max(0.0), for_generated: (-log10_lr).max(0.0) }
    }

    /// What it adds, log10, by the part of it that counts on each side.
    pub fn counted(&self, part: Sides) -> f64 {
        part.for_real * self.for_real - part.for_generated * self.for_generated
    }
}

/// Figures of one feature made one: the strongest of each side.
pub(crate) fn merged(figures: impl IntoIterator<Item = Figure>) -> Vec<Figure> {
    let mut by_feature: BTreeMap<usize, Figure> = BTreeMap::new();
    for figure in figures {
        let known = by_feature.entry(figure.feature).or_insert(figure);
        known.for_real = known.for_real.max(figure.for_real);
        known.for_generated = known.for_generated.max(figure.for_generated);
    }
    by_feature.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    #[test]
    fn the_strongest_of_each_side_counts() {
        let figures = [Figure::of(3, 0.2), Figure::of(1, -0.5), Figure::of(3, 0.4), Figure::of(3, -0.1)];
        let merged = merged(figures);
        assert_eq!(
            merged,
            [
                Figure { feature: 1, for_real: 0.0, for_generated: 0.5 },
                Figure { feature: 3, for_real: 0.4, for_generated: 0.1 }
            ]
        );
        let counted = merged[1].counted(Sides { for_real: 0.5, for_generated: 2.0 });
        assert!(counted.abs() < 1e-12, "{counted}");
    }

    #[test]
    fn weights_are_of_features_that_exist_and_never_turn_a_figure_around() {
        let model = Model::embedded();
        for (name, weight) in &model.fitted.weight {
            assert!(model.scale.contains_key(name), "{name}: no such feature; fit again");
            for side in [weight.for_real, weight.for_generated] {
                assert!(side.is_finite() && side >= 0.0, "{name}: {side}");
            }
        }
        let factor = model.fitted.factor;
        assert!(factor.for_real > 0.0 && factor.for_generated > 0.0, "{factor:?}");
        let Scorecard { cllr, cllr_min, families_real, families_generated, .. } = model.fitted.scorecard;
        assert!(cllr_min <= cllr && cllr < 1.0, "a model that tells nothing is none");
        // No rarer an error than one family in all of them can be claimed.
        assert!(model.fitted.cap.for_generated <= (families_real as f64 + 1.0).log10());
        assert!(model.fitted.cap.for_real <= (families_generated as f64 + 1.0).log10());
    }
}
