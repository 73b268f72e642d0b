//! How much of a table older dumps hold.

use dumpscope_model::{Claim, Interval, Known, KnownDump, Profile};

use super::shares::sound;
use crate::days;
use crate::model::Rule;

/// What the library says of a table, as the rule table needs it.
#[derive(Debug, Clone)]
pub(super) struct Recycling<'a> {
    /// Share of the rows whose person is in a dump that counts.
    pub(super) seen: Interval,
    /// Of those people, the share whose records agree as well; `None` when nothing but keys could be compared.
    pub(super) joint: Option<f64>,
    /// The dumps that count, most contained first.
    pub(super) sources: Vec<&'a KnownDump>,
    /// Whether a handful of them explain what was seen.
    pub(super) few: bool,
    /// Whether they are known to be older than the claim.
    pub(super) dated: bool,
}

/// The day a claim is from: when it was posted, else when the data is said to have been taken.
pub(crate) fn claim_day(claim: Option<&Claim>) -> Option<&str> {
    let claim = claim?;
    claim.posted.as_deref().or(claim.taken.as_deref())
}

impl<'a> Recycling<'a> {
    /// `None` when no dump that counts shares anything worth a name.
    pub(super) fn of(table: &'a Profile, claim: Option<&Claim>, rule: &Rule) -> Option<Self> {
        let known = table.known.as_ref()?;
        let day = claim_day(claim);
        let mut shared: Vec<(Interval, &KnownDump)> = known
            .dumps
            .iter()
            .filter_map(|dump| Some((dump.containment.and_then(sound)?, dump)))
            .filter(|(share, _)| share.estimate >= rule.named_overlap)
            .collect();
        shared.sort_by(|a, b| b.0.estimate.total_cmp(&a.0.estimate));
        let counts = |share: &Interval, dump: &KnownDump| match day {
            Some(day) => dump.date.as_deref().is_some_and(|date| days::before(date, day) == Some(true)),
            None => !is_itself(table, share, dump, rule),
        };
        let counted: Vec<(Interval, &KnownDump)> =
            shared.iter().copied().filter(|(share, dump)| counts(share, dump)).collect();
        let (first, _) = counted.first()?;
        // The union is known over all dumps only: where some of them do not count, the largest of the others is a
        // lower bound.
        let union = known.seen.and_then(sound).filter(|_| counted.len() == shared.len());
        let seen = union.unwrap_or(*first);
        let handful = &counted[..counted.len().min(rule.recycled_sources)];
        let explained: f64 = handful.iter().map(|(share, _)| share.estimate).sum();
        let agreeing: Vec<(f64, f64)> = handful
            .iter()
            .filter_map(|(share, dump)| {
                Some((share.estimate, dump.joint_agreement.and_then(sound)?.estimate))
            })
            .collect();
        let weight: f64 = agreeing.iter().map(|(share, _)| share).sum();
        let joint =
            (weight > 0.0).then(|| agreeing.iter().map(|(share, joint)| share * joint).sum::<f64>() / weight);
        Some(Self {
            seen,
            joint,
            few: explained >= rule.recycled_seen * seen.estimate,
            sources: handful.iter().map(|(_, dump)| *dump).collect(),
            dated: day.is_some(),
        })
    }
}

/// Whether a known dump looks like the very dump in hand, enrolled: as many rows and all of its people.
fn is_itself(table: &Profile, share: &Interval, dump: &KnownDump, rule: &Rule) -> bool {
    let held = table.rows_held();
    let apart = dump.rows.abs_diff(dump.rows.clamp(held.low, held.high)) as f64;
    share.estimate >= rule.itself && apart <= (1.0 - rule.itself) * held.estimate as f64
}

/// Dumps worth naming that are not known to be older than the claim: undated, younger, or the dump itself.
pub(super) fn left_aside<'a>(known: &'a Known, claim: Option<&Claim>, rule: &Rule) -> Vec<&'a KnownDump> {
    let Some(day) = claim_day(claim) else { return Vec::new() };
    let shares = |dump: &KnownDump| {
        dump.containment.and_then(sound).is_some_and(|share| share.estimate >= rule.named_overlap)
    };
    let older =
        |dump: &KnownDump| dump.date.as_deref().is_some_and(|date| days::before(date, day) == Some(true));
    known.dumps.iter().filter(|dump| shares(dump) && !older(dump)).collect()
}
