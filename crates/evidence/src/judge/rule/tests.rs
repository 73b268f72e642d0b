use super::*;
use crate::model::Model;

const fn share(low: f64, estimate: f64, high: f64) -> Interval {
    Interval { low, estimate, high }
}

/// Ten thousand rows of which nothing is known, and voices by group.
fn facts(voices: &[(Group, f64)]) -> Facts<'static> {
    let voices: Vec<Voice> =
        voices.iter().map(|(group, lr)| Voice { group: *group, log10_lr: *lr }).collect();
    let log10_lr = groups::fused(&voices, false, (10_000, true), Model::embedded()).1;
    Facts {
        rows: 10_000,
        different: 1.0,
        coupled: Coupled { weight: 1.0, unfollowed: None },
        apart: None,
        recycling: None,
        shares: Shares::default(),
        placed: Shares::default(),
        signed: false,
        decisive: false,
        signature: false,
        limit: Model::embedded().rule.detection_limit,
        found: Shares::default(),
        measures: None,
        log10_lr,
        voices,
    }
}

const fn generated(low: f64, estimate: f64, high: f64) -> Shares {
    Shares { generated: Some(share(low, estimate, high)), seen: None, rest: None }
}

#[expect(clippy::unnecessary_wraps, reason = "takes the place of a field that may be unknown")]
fn known(low: f64, joint: Option<f64>, few: bool) -> Option<Recycling<'static>> {
    Some(Recycling { seen: share(low, low, low), joint, sources: Vec::new(), few, dated: true })
}

#[track_caller]
fn check(facts: &Facts<'_>, expect: Headline) {
    assert_eq!(facts.headline(&Model::embedded().rule).0, expect, "{facts:?}");
}

const REAL: [(Group, f64); 3] = [(Group::Names, 0.6), (Group::Coupling, 0.6), (Group::Email, 0.8)];
const INVENTED: [(Group, f64); 3] = [(Group::Names, -0.9), (Group::Coupling, -0.9), (Group::Email, -0.7)];

#[test]
fn recycled_takes_people_records_age_and_few_sources() {
    let with = |recycling| Facts { recycling, ..facts(&REAL) };
    check(&with(known(0.95, Some(0.97), true)), Headline::Recycled);
    check(&with(known(0.80, Some(0.80), true)), Headline::Recycled);
    check(&with(known(0.79, Some(0.97), true)), Headline::Authentic);
    check(&with(known(0.95, Some(0.40), true)), Headline::Authentic);
    check(&with(known(0.95, Some(0.97), false)), Headline::Authentic);
    let unjoined = with(known(0.95, None, true));
    let rule = &Model::embedded().rule;
    assert_eq!(unjoined.headline(rule), (Headline::Recycled, Why::People));
    assert!(Facts::seen_vs_fresh(Why::People, rule) < Facts::seen_vs_fresh(Why::Records, rule));
    // Ten rows are enough for a library.
    check(&Facts { rows: 10, ..with(known(0.9, Some(0.97), true)) }, Headline::Recycled);
}

#[test]
fn invented_rows_among_recycled_ones_are_set_apart() {
    let with = |low, shares| Facts { recycling: known(low, Some(0.97), true), shares, ..facts(&[]) };
    check(&with(0.70, generated(0.16, 0.18, 0.20)), Headline::Recycled);
    check(&with(0.60, generated(0.16, 0.18, 0.20)), Headline::Mixed);
    // An interval that holds none sets nothing apart.
    check(&with(0.45, generated(0.0, 0.45, 0.9)), Headline::Insufficient);
    check(&with(0.0, generated(0.99, 1.0, 1.0)), Headline::Insufficient);
}

#[test]
fn fabricated_takes_a_ratio_that_rests_on_several_groups_and_nearly_all_rows() {
    let with =
        |voices: &[(Group, f64)], estimate| Facts { placed: generated(0.5, estimate, 1.0), ..facts(voices) };
    check(&with(&INVENTED, 0.9), Headline::Fabricated);
    check(&with(&INVENTED, 0.80), Headline::Fabricated);
    check(&with(&INVENTED, 0.79), Headline::Insufficient);
    check(&with(&INVENTED[..2], 0.9), Headline::Fabricated);
    check(&with(&[(Group::Names, -0.5), (Group::Email, -0.4)], 0.9), Headline::Insufficient);
    // A group for real people takes away from the others.
    check(&with(&[&INVENTED[..2], &[(Group::Geography, 0.2)]].concat(), 0.9), Headline::Fabricated);
    check(&with(&[&INVENTED[..2], &[(Group::Geography, 0.9)]].concat(), 0.9), Headline::Insufficient);
    // One loud group is not several.
    check(&with(&[(Group::Names, -3.0), (Group::Email, -0.2)], 0.9), Headline::Insufficient);
    check(&Facts { rows: 99, ..with(&INVENTED, 0.9) }, Headline::Insufficient);
    check(&facts(&INVENTED), Headline::Insufficient);
}

#[test]
fn a_decisive_signature_needs_no_other_group() {
    let signed = Facts { decisive: true, signed: true, signature: true, ..facts(&[]) };
    check(&signed, Headline::Fabricated);
    check(&Facts { rows: 10, ..signed.clone() }, Headline::Fabricated);
    let known_before = Facts { recycling: known(0.95, Some(0.97), true), ..signed };
    check(&known_before, Headline::Recycled);
}

#[test]
fn mixed_takes_surely_invented_rows_or_much_overlap() {
    let with = |shares| Facts { shares, ..facts(&REAL) };
    check(&with(generated(0.04, 0.2, 0.4)), Headline::Mixed);
    check(&with(generated(0.02, 0.2, 0.4)), Headline::Authentic);
    check(&Facts { rows: 60, ..with(generated(0.04, 0.2, 0.4)) }, Headline::Insufficient);
    check(&Facts { rows: 60, signed: true, ..with(generated(0.04, 0.2, 0.4)) }, Headline::Mixed);
    // What allows for people's own before it finds any is not asked for the same again.
    check(&Facts { limit: 0.0, ..with(generated(0.02, 0.05, 0.4)) }, Headline::Mixed);
    check(&Facts { limit: 0.0, ..with(generated(0.0, 0.05, 0.4)) }, Headline::Authentic);
    let seen = |low| Shares { seen: Some(share(low, low, low)), ..Shares::default() };
    check(&with(seen(0.85)), Headline::Mixed);
    check(&with(seen(0.75)), Headline::Authentic);
}

#[test]
fn invented_rows_among_none_of_another_making_are_no_mix() {
    let rule = &Model::embedded().rule;
    let with = |voices: &[(Group, f64)], high| Facts { shares: generated(0.08, 0.1, high), ..facts(voices) };
    check(&with(&[], 0.9), Headline::Mixed);
    check(&with(&[], 0.97), Headline::Insufficient);
    assert_eq!(with(&REAL, 1.0).headline(rule), (Headline::Insufficient, Why::Alike));
    // What speaks against the whole table speaks of every row.
    assert_eq!(with(&INVENTED, 1.0).headline(rule), (Headline::Fabricated, Why::Invented));
    check(&with(&INVENTED[..1], 1.0), Headline::Insufficient);
    check(&with(&INVENTED, 0.9), Headline::Mixed);
    // Rows that bear a trace stand apart from those that do not.
    check(&Facts { signed: true, signature: true, ..with(&[], 1.0) }, Headline::Mixed);
    check(&Facts { rows: 60, ..with(&[], 1.0) }, Headline::Insufficient);
}

#[test]
fn authentic_takes_a_ratio_that_rests_on_several_groups() {
    check(&facts(&REAL), Headline::Authentic);
    check(&facts(&REAL[1..]), Headline::Authentic);
    // Names, coupling and form alone do not say it.
    check(
        &facts(&[(Group::Names, 0.9), (Group::Coupling, 0.9), (Group::Format, 0.9)]),
        Headline::Insufficient,
    );
    // One loud group is not several, and one against takes away.
    check(&facts(&[(Group::Email, 3.0), (Group::Coupling, 0.2)]), Headline::Insufficient);
    check(&facts(&[&REAL[1..], &[(Group::TimeAndIds, -0.5)]].concat()), Headline::Insufficient);
    check(&facts(&[&REAL[..], &[(Group::TimeAndIds, -0.2)]].concat()), Headline::Authentic);
    check(&Facts { signature: true, ..facts(&REAL) }, Headline::Insufficient);
    check(&Facts { different: 0.5, ..facts(&REAL) }, Headline::Authentic);
    check(&Facts { different: 0.2, ..facts(&REAL) }, Headline::Insufficient);
    check(&Facts { rows: 99, ..facts(&REAL) }, Headline::Insufficient);
    check(
        &facts(&[(Group::Names, 0.3), (Group::Coupling, 0.3), (Group::Email, 0.3)]),
        Headline::Insufficient,
    );
}

#[test]
fn what_says_nothing_is_insufficient() {
    let rule = &Model::embedded().rule;
    assert_eq!(facts(&[]).headline(rule).1, Why::Silent);
    assert_eq!(Facts { rows: 10, ..facts(&[]) }.headline(rule).1, Why::FewRows);
    assert_eq!(facts(&[(Group::Names, f64::MIN_POSITIVE)]).headline(rule).1, Why::Undecided);
    check(&Facts { log10_lr: Some(f64::NAN), ..facts(&REAL) }, Headline::Insufficient);
}

#[test]
fn authentic_takes_what_couples_columns_and_no_stretch_apart() {
    check(&facts(&REAL), Headline::Authentic);
    check(
        &Facts { coupled: Coupled { weight: 0.1, unfollowed: None }, ..facts(&REAL) },
        Headline::Insufficient,
    );
    check(
        &Facts { coupled: Coupled { weight: 1.0, unfollowed: Some(0.1) }, ..facts(&REAL) },
        Headline::Insufficient,
    );
    check(&Facts { apart: Some((4_001, 5_000)), ..facts(&REAL) }, Headline::Insufficient);
}
