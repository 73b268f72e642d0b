use dumpscope_model::{Estimate, Headline, Interval, Profile};

use super::judgement::rounded_interval;
use super::{ratio, rounded};

/// How long the verdict on a table has stood.
#[derive(Debug, Clone, PartialEq)]
pub struct StabilityView {
    /// Share of the table's bytes after which the verdict never changed again; `None` where it changed after the last part.
    pub unchanged_since: Option<f64>,
    /// What would have been said of each part, from the smallest on.
    pub estimates: Vec<EstimateView>,
}

impl StabilityView {
    pub(super) fn new(profile: &Profile) -> Option<Self> {
        let verdict = profile.verdict.as_ref()?;
        // Of parts known dumps were not asked: that they change a verdict does not make it less steady.
        if profile.estimates.is_empty() || profile.known.is_some() {
            return None;
        }
        let estimates: Vec<EstimateView> = profile.estimates.iter().map(EstimateView::new).collect();
        let stood = estimates.iter().rev().take_while(|one| one.headline == verdict.headline).last();
        Some(Self { unchanged_since: stood.and_then(|one| one.share), estimates })
    }
}

/// What would have been said of a part of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EstimateView {
    /// Bytes read as a share of the table's.
    pub share: Option<f64>,
    /// Decoded bytes read.
    pub bytes: u64,
    /// Decoded bytes of the table.
    pub of: u64,
    /// Rows read.
    pub rows: u64,
    /// The one word.
    pub headline: Headline,
    /// log10 likelihood ratio, real against generated.
    pub log10_lr: Option<f64>,
    /// Share of invented rows.
    pub generated: Option<Interval>,
}

impl EstimateView {
    /// Rounds it.
    pub fn new(estimate: &Estimate) -> Self {
        Self {
            share: ratio(estimate.bytes, estimate.of),
            bytes: estimate.bytes,
            of: estimate.of,
            rows: estimate.rows,
            headline: estimate.headline,
            log10_lr: estimate.log10_lr.and_then(|lr| rounded(lr, 1e2)),
            generated: estimate.generated.and_then(rounded_interval),
        }
    }
}
