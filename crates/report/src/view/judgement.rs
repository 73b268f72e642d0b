use dumpscope_model::{ClaimCheck, Finding, Headline, Interval, Segment, Shares, Status, Verdict};

use super::{rounded, sentences, share};
use crate::text::Text;

/// The combined judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct VerdictView {
    /// The one word.
    pub headline: Headline,
    /// Whether the rest looks like one source.
    pub one_source: Option<bool>,
    /// Flags.
    pub flags: Vec<Text>,
    /// Composition, with all that cannot be ruled out in its intervals.
    pub shares: Shares,
    /// Composition by what was found.
    pub found: Shares,
    /// Smallest share of invented rows that would have been told from none.
    pub detection_limit: Option<f64>,
    /// log10 likelihood ratio, real against generated.
    pub real_vs_generated: Option<f64>,
    /// log10 likelihood ratio, already seen against fresh.
    pub seen_vs_fresh: Option<f64>,
    /// Word of the strength scale.
    pub strength: Text,
    /// Prior odds the reader set.
    pub prior_odds: Option<f64>,
    /// Contribution by group: id and log10 likelihood ratio.
    pub groups: Vec<(Text, Option<f64>)>,
    /// Reasons, strongest first.
    pub reasons: Vec<Text>,
    /// What cannot be decided.
    pub limits: Vec<Text>,
    /// What would change the verdict.
    pub next_steps: Vec<Text>,
}

impl VerdictView {
    pub(super) fn new(verdict: &Verdict) -> Self {
        Self {
            headline: verdict.headline,
            one_source: verdict.one_source,
            flags: sentences(&verdict.flags),
            shares: rounded_shares(&verdict.shares),
            found: rounded_shares(&verdict.found),
            detection_limit: verdict.detection_limit.and_then(share),
            real_vs_generated: verdict.log10_lr_real_vs_generated.and_then(|x| rounded(x, 1e2)),
            seen_vs_fresh: verdict.log10_lr_seen_vs_fresh.and_then(|x| rounded(x, 1e2)),
            strength: Text::name(&verdict.strength),
            prior_odds: verdict.prior_odds.and_then(|x| rounded(x, 1e4)),
            groups: verdict.groups.iter().map(|g| (Text::name(&g.id), rounded(g.log10_lr, 1e2))).collect(),
            reasons: sentences(&verdict.reasons),
            limits: sentences(&verdict.limits),
            next_steps: sentences(&verdict.next_steps),
        }
    }
}

/// An indicator's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingView {
    /// Indicator id.
    pub id: Text,
    /// Group id.
    pub group: Text,
    /// Outcome.
    pub status: Status,
    /// log10 likelihood ratio standing alone, real against generated.
    pub log10_lr: Option<f64>,
    /// The statistic.
    pub measured: Option<f64>,
    /// Expected on real tables.
    pub expected_real: Option<f64>,
    /// Expected on generated tables.
    pub expected_generated: Option<f64>,
    /// What the statistic rests on.
    pub n: Option<u64>,
    /// Plain words.
    pub statement: Text,
    /// Row ranges, first and last row from 1.
    pub places: Vec<(u64, u64)>,
    /// Whether it rests on the row sample.
    pub sampled: bool,
}

/// Characters that the sentences quoted on a first screen may have together.
const LEAD: usize = 180;

impl FindingView {
    /// The first sentences of the statement, one at least and as many as stay short; an ellipsis where more follow.
    pub fn lead(&self) -> Text {
        let whole = self.statement.raw();
        let ends = whole.match_indices(". ").map(|(at, _)| at + 1).chain([whole.len()]);
        let short = ends.take_while(|&end| whole[..end].chars().count() <= LEAD).last();
        let first = whole.find(". ").map_or(whole.len(), |at| at + 1);
        match &whole[..short.unwrap_or(first)] {
            lead if lead.len() == whole.len() => self.statement.clone(),
            lead => Text::sentence(&format!("{lead} …")),
        }
    }

    pub(super) fn new(finding: &Finding) -> Self {
        let statistic = |x: Option<f64>| x.and_then(|x| rounded(x, 1e4));
        Self {
            id: Text::name(&finding.id),
            group: Text::name(&finding.group),
            status: finding.status,
            log10_lr: finding.standalone_log10_lr.and_then(|x| rounded(x, 1e2)),
            measured: statistic(finding.measured),
            expected_real: statistic(finding.expected_real),
            expected_generated: statistic(finding.expected_generated),
            n: finding.n,
            statement: Text::sentence(&finding.statement),
            places: finding.places.clone(),
            sampled: finding.sampled,
        }
    }

    /// The finding's weight when it speaks at all.
    pub fn weight(&self) -> Option<f64> {
        if self.status == Status::Finding { self.log10_lr.filter(|lr| *lr != 0.0) } else { None }
    }
}

/// A stretch of rows judged apart.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentView {
    /// First row, from 1.
    pub from_row: u64,
    /// Last row.
    pub to_row: u64,
    /// Its headline.
    pub headline: Headline,
    /// Its composition.
    pub shares: Shares,
}

impl SegmentView {
    pub(super) fn new(segment: &Segment) -> Self {
        Self {
            from_row: segment.from_row,
            to_row: segment.to_row,
            headline: segment.headline,
            shares: rounded_shares(&segment.shares),
        }
    }
}

/// One point of the claim.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckView {
    /// Stable id.
    pub id: Text,
    /// As claimed.
    pub claimed: Text,
    /// As measured.
    pub measured: Option<Text>,
    /// Whether it holds.
    pub holds: Option<bool>,
    /// Plain words.
    pub note: Text,
}

impl CheckView {
    pub(super) fn new(check: &ClaimCheck) -> Self {
        Self {
            id: Text::name(&check.id),
            claimed: Text::sentence(&check.claimed),
            measured: check.measured.as_deref().map(Text::sentence),
            holds: check.holds,
            note: Text::sentence(&check.note),
        }
    }
}

fn rounded_shares(shares: &Shares) -> Shares {
    Shares {
        generated: shares.generated.and_then(rounded_interval),
        seen: shares.seen.and_then(rounded_interval),
        rest: shares.rest.and_then(rounded_interval),
    }
}

/// An interval with an end that is not a number is not known.
pub(super) fn rounded_interval(interval: Interval) -> Option<Interval> {
    Some(Interval {
        low: share(interval.low)?,
        estimate: share(interval.estimate)?,
        high: share(interval.high)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(statement: &str, expect: &str) {
        let finding = Finding { statement: statement.to_owned(), ..Finding::default() };
        assert_eq!(FindingView::new(&finding).lead().raw(), expect);
    }

    #[test]
    fn a_first_screen_quotes_whole_sentences() {
        let long = "é".repeat(LEAD);
        check("", "");
        check("One. 2.5 % of two.", "One. 2.5 % of two.");
        check(&format!("One. Two. {long}."), "One. Two. …");
        check(&format!("One {long}. Two."), &format!("One {long}. …"));
        check(&long, &long);
    }
}
