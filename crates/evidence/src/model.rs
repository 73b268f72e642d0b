use serde::Deserialize;
use std::collections::BTreeMap;

use crate::fitted::Fitted;

/// Scales of the indicators and thresholds of the verdict, chosen from principle, and what was fitted on labelled tables:
/// two files of the repository, `model.toml` and `fitted.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Thresholds of the rule table.
    pub rule: Rule,
    /// By feature: `id` of an indicator, or `id.figure`.
    pub scale: BTreeMap<String, Scale>,
    /// Weights of the features, with the version that every verdict names.
    #[serde(skip)]
    pub fitted: Fitted,
}

/// How a statistic turns into a weight: a straight line between what real and what invented tables show, flat beyond.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Usual on real tables.
    pub real: f64,
    /// Usual on invented tables.
    pub generated: f64,
    /// Most that a real-looking figure weighs, log10.
    pub for_real: f64,
    /// Most that an invented-looking figure weighs, log10.
    pub for_generated: f64,
    /// Its place among the model's scales, by which a figure is known to the fit; `None` when it is not the model's.
    #[serde(skip)]
    pub(crate) feature: Option<usize>,
}

impl Scale {
    /// The weight of a measured statistic: `for_real` at `real`, `−for_generated` at `generated`, 0 midway.
    pub fn log10_lr(&self, x: f64) -> f64 {
        let half = (self.real - self.generated) / 2.0;
        if half == 0.0 || !x.is_finite() {
            return 0.0;
        }
        let at = ((x - self.generated - half) / half).clamp(-1.0, 1.0);
        if at >= 0.0 { at * self.for_real } else { at * self.for_generated }
    }
}

/// Thresholds of the rule table (see `judge`).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Fewest rows for a statistical verdict.
    pub least_rows: u64,
    /// Least share of the rows that are not invented which known dumps hold, for `recycled`.
    pub recycled_seen: f64,
    /// Least share of shared people whose records agree as well, for `recycled`.
    pub recycled_joint: f64,
    /// Most known dumps that `recycled` may take to explain the rows.
    pub recycled_sources: usize,
    /// log10 ratio, already seen against fresh, that `recycled` stands for.
    pub recycled_log10_lr: f64,
    /// The same where nothing but the key could be compared.
    pub recycled_unjoined_log10_lr: f64,
    /// Share of one honest table's people that another may hold: above it, `mixed`.
    pub usual_overlap: f64,
    /// Least share of rows that look invented, for `fabricated`.
    pub fabricated_share: f64,
    /// log10 ratio at or under which `fabricated` may be said.
    pub fabricated_log10_lr: f64,
    /// log10 ratio of a decisive signature on at least `fabricated_share` of the rows.
    pub decisive_log10_lr: f64,
    /// log10 ratio at or above which `authentic` may be said.
    pub authentic_log10_lr: f64,
    /// Fewest rows for `authentic`: fewer may have been written out one by one.
    pub written_rows: u64,
    /// Most that is said for real people, log10, of a table of fewer rows than that.
    pub written_log10_lr: f64,
    /// Least that what couples columns must weigh for real people, log10, for `authentic`.
    pub coupled_log10_lr: f64,
    /// Most that is said for real people, log10, of a table whose columns nothing couples.
    pub uncoupled_log10_lr: f64,
    /// Part of what people show that first names must follow years of birth, for `authentic`, and fewest people to ask it of.
    pub absent_part: f64,
    /// See [`Self::absent_part`].
    pub absent_rows: u64,
    /// Share of the rows from which a run of them that stands apart keeps a table from `authentic`.
    pub apart_share: f64,
    /// Share of rows that may be invented where none was found: rows that hang together, of no known generator.
    pub unseen_share: f64,
    /// Least share of rows that must be of another making for invented ones to make a table mixed.
    pub others: f64,
    /// Least share of rows invented that can be told from none.
    pub detection_limit: f64,
    /// Least that must be left for `fabricated` or `authentic`, log10, once the group that says most for it is taken away.
    pub without_any: f64,
    /// Least share of the rows that are different people, for `authentic`: what is drawn again looks surer than it is.
    pub different_people: f64,
    /// Weight, log10, from which a group counts as speaking.
    pub speaks: f64,
    /// Share of a column's cells that must pass the full check for the column to count as holding its type.
    pub present_share: f64,
    /// How far a count may be from a claimed one: claims are rounded.
    pub claim_tolerance: f64,
    /// Days between the newest date in a dump and the day it is said to be from, from which it is remarked.
    pub stale_days: i64,
    /// Share of the rows at which a repeat is remarked.
    pub repeats: f64,
    /// Share of the cells that look like a type and fail its check, from which it is remarked.
    pub validity_gap: f64,
    /// Addresses that must name a service before it is remarked.
    pub least_tags: u64,
    /// Containment from which a known dump with as many rows is taken for the dump in hand itself.
    pub itself: f64,
    /// Dumps that share at least this much of the people are named.
    pub named_overlap: f64,
}

impl Model {
    /// The model of this version of the program.
    ///
    /// # Panics
    /// Never: a test reads the same text.
    pub fn embedded() -> &'static Self {
        static MODEL: std::sync::LazyLock<Model> = std::sync::LazyLock::new(|| {
            #[expect(clippy::expect_used, reason = "part of the program; a test parses it")]
            let fitted =
                toml::from_str(include_str!("../fitted.toml")).expect("the embedded weights are valid");
            #[expect(clippy::expect_used, reason = "part of the program; a test parses it")]
            let mut model: Model =
                toml::from_str(include_str!("../model.toml")).expect("the embedded model is valid");
            for (place, scale) in model.scale.values_mut().enumerate() {
                scale.feature = Some(place);
            }
            model.fitted = fitted;
            model
        });
        &MODEL
    }

    /// The name of a feature by its place.
    pub fn feature(&self, place: usize) -> Option<&str> {
        self.scale.keys().nth(place).map(String::as_str)
    }

    /// Most that an indicator may weigh by its scales, for real and for invented rows, log10; `None` when it has none.
    /// An indicator with several figures has several scales, named `id.figure`.
    pub fn most(&self, id: &str) -> Option<(f64, f64)> {
        let own = |name: &str| name == id || name.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'));
        let scales = self.scale.iter().filter(|(name, _)| own(name)).map(|(_, scale)| scale);
        scales.fold(None, |most: Option<(f64, f64)>, scale| {
            let (real, generated) = most.unwrap_or_default();
            Some((real.max(scale.for_real), generated.max(scale.for_generated)))
        })
    }

    /// An indicator's scale; one that weighs nothing when the file has none.
    pub fn scale(&self, id: &str) -> Scale {
        self.scale.get(id).copied().unwrap_or(Scale {
            real: 0.0,
            generated: 0.0,
            for_real: 0.0,
            for_generated: 0.0,
            feature: None,
        })
    }
}
