//! The rule table: the first line that holds gives the headline.

use dumpscope_model::{Headline, Interval, Shares};

use super::coupled::Coupled;
use super::groups::{self, Voice};
use super::recycling::Recycling;
use crate::indicator::Group;
use crate::model::Rule;

/// What the table looks at.
#[derive(Debug, Clone)]
pub(super) struct Facts<'a> {
    /// Rows, those that repeat an earlier one left out as far as that is known.
    pub(super) rows: u64,
    /// Share of the rows that are different people, at most; 1 where nothing is known of them.
    pub(super) different: f64,
    /// What couples the columns.
    pub(super) coupled: Coupled,
    /// Rows that stand apart from the others, of a good part of the table.
    pub(super) apart: Option<(u64, u64)>,
    /// What older dumps hold.
    pub(super) recycling: Option<Recycling<'a>>,
    /// Composition, invented rows as the indicators measured them, with those that nobody sees.
    pub(super) shares: Shares,
    /// The same by what was found alone.
    pub(super) found: Shares,
    /// Composition, invented rows as the groups place them where they agree that rows are invented.
    pub(super) placed: Shares,
    /// Whether the measured share of invented rows rests on a decisive signature.
    pub(super) signed: bool,
    /// Whether a decisive signature is on nearly every row.
    pub(super) decisive: bool,
    /// Whether any signature was met.
    pub(super) signature: bool,
    /// Low end of the share of invented rows from which a table is mixed: 0 where what measures them without a signature found
    /// more than it tells from none.
    pub(super) limit: f64,
    /// Smallest share of invented rows that what measured them would have told from none; `None` where nothing did.
    pub(super) measures: Option<f64>,
    /// All groups together.
    pub(super) log10_lr: Option<f64>,
    /// The groups.
    pub(super) voices: Vec<Voice>,
}

/// Why a headline holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Older dumps hold the people, and their records agree.
    Records,
    /// Older dumps hold the people; nothing else could be compared.
    People,
    /// A decisive signature on nearly every row.
    Signature,
    /// The groups agree that rows are invented.
    Invented,
    /// Some rows are invented.
    SomeInvented,
    /// Some rows are invented, and nothing sets the others apart from them.
    Alike,
    /// Known dumps hold more people than two honest tables share.
    Overlap,
    /// The groups agree that people are real.
    Real,
    /// Too few rows.
    FewRows,
    /// Nothing could be asked.
    Silent,
    /// The groups do not agree, or not enough of them speak.
    Undecided,
}

impl Facts<'_> {
    /// Headline and reason.
    pub(super) fn headline(&self, rule: &Rule) -> (Headline, Why) {
        if let Some(why) = self.recycled(rule) {
            return (Headline::Recycled, why);
        }
        let enough = self.rows >= rule.least_rows;
        if self.decisive {
            return (Headline::Fabricated, Why::Signature);
        }
        if enough && self.invented(rule) {
            return (Headline::Fabricated, Why::Invented);
        }
        if self.some_invented() && (enough || self.signed) && !self.alike(rule) {
            return (Headline::Mixed, Why::SomeInvented);
        }
        if self.shares.seen.is_some_and(|seen| seen.low > rule.usual_overlap) {
            return (Headline::Mixed, Why::Overlap);
        }
        if enough && self.real(rule) {
            return (Headline::Authentic, Why::Real);
        }
        let why = match (enough, self.log10_lr) {
            (true, _) if self.some_invented() => Why::Alike,
            (false, _) => Why::FewRows,
            (true, None) => Why::Silent,
            (true, Some(_)) => Why::Undecided,
        };
        (Headline::Insufficient, why)
    }

    /// Known dumps, older than the claim and few, hold the people of nearly every row that is not invented.
    fn recycled(&self, rule: &Rule) -> Option<Why> {
        let recycling = self.recycling.as_ref().filter(|recycling| recycling.few)?;
        // Only rows that surely look invented are set apart: an interval that holds 0 would lift any overlap.
        let invented = self.shares.generated.filter(|share| share.low > rule.detection_limit);
        let others = 1.0 - invented.map_or(0.0, |share| share.estimate);
        if recycling.seen.low < rule.recycled_seen * others || recycling.seen.low <= rule.named_overlap {
            return None;
        }
        match recycling.joint {
            Some(joint) if joint >= rule.recycled_joint => Some(Why::Records),
            Some(_) => None,
            None => Some(Why::People),
        }
    }

    /// Surely more invented rows than are told from none.
    fn some_invented(&self) -> bool {
        self.shares.generated.is_some_and(|share| share.low > self.limit)
    }

    /// Invented rows were found, and every other row may be of the same making: their share rests on how often names come,
    /// not on rows that stand apart, and it ends at the whole table.
    pub(super) fn alike(&self, rule: &Rule) -> bool {
        !self.signed
            && self.some_invented()
            && self.shares.generated.is_some_and(|share| share.high > 1.0 - rule.others)
    }

    /// Nearly every row looks invented, and more than one group says so.
    fn invented(&self, rule: &Rule) -> bool {
        self.log10_lr.is_some_and(|lr| lr <= rule.fabricated_log10_lr)
            && groups::stands_without_any(&self.voices, rule.without_any)
            && (self.alike(rule)
                || self.placed.generated.is_some_and(|share| share.estimate >= rule.fabricated_share))
    }

    /// More than one group says that people are real, and what couples the columns does; no trace of a generator, no row that
    /// must be invented, and no stretch that stands apart.
    fn real(&self, rule: &Rule) -> bool {
        let kind = |group: &Group| matches!(group, Group::Email | Group::Geography | Group::TimeAndIds);
        self.log10_lr.is_some_and(|lr| lr >= rule.authentic_log10_lr)
            && groups::stands_without_any(&self.voices, rule.without_any)
            && self.speaking(rule).iter().any(kind)
            && self.coupled.holds(rule)
            && self.different >= rule.different_people
            && !self.signature
            && self.apart.is_none()
            && self.shares.generated.is_none_or(|share| share.low <= rule.detection_limit)
    }

    /// Groups that speak for real people.
    pub(super) fn speaking(&self, rule: &Rule) -> Vec<Group> {
        self.voices.iter().filter(|voice| voice.log10_lr >= rule.speaks).map(|voice| voice.group).collect()
    }

    /// How many groups speak against real people.
    pub(super) fn against(&self, rule: &Rule) -> usize {
        self.voices.iter().filter(|voice| voice.log10_lr <= -rule.speaks).count()
    }

    /// The composition that goes with a headline.
    pub(super) fn composition(&self, why: Why) -> Shares {
        if why == Why::Invented { self.placed } else { self.shares }
    }

    /// log10 ratio, already seen against fresh, where a headline stands for one.
    pub(super) fn seen_vs_fresh(why: Why, rule: &Rule) -> Option<f64> {
        match why {
            Why::Records => Some(rule.recycled_log10_lr),
            Why::People => Some(rule.recycled_unjoined_log10_lr),
            _ => None,
        }
    }
}

/// Rows that a share is of, in whole rows.
pub(super) fn rows_of(share: Interval, rows: u64) -> u64 {
    (share.estimate * rows as f64).round() as u64
}

#[cfg(test)]
mod tests;
