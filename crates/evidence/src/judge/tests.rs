use dumpscope_model::{Column, Duplicates, Interval, Known, KnownDump, People};
use proptest::prelude::*;

use super::*;

fn column(field_type: &str) -> Column {
    Column {
        field_type: field_type.to_owned(),
        looks_like: Some(1.0),
        validates: Some(1.0),
        ..Column::default()
    }
}

fn people(rows: u64) -> Profile {
    Profile {
        name: "people.csv".into(),
        rows,
        people: Some(People { low: rows, estimate: rows, high: rows, key: "email".into() }),
        columns: vec![column("email"), column("last-name")],
        ..Profile::default()
    }
}

fn judged(tables: Vec<Profile>, claim: Option<&Claim>) -> Triage {
    let mut triage = Triage { tables, ..Triage::default() };
    judge(&mut triage, claim, Model::embedded());
    triage
}

fn exactly(share: f64) -> Interval {
    Interval { low: share, estimate: share, high: share }
}

#[expect(clippy::unnecessary_wraps, reason = "takes the place of a field that may be unknown")]
fn known(date: Option<&str>, share: f64, joint: Option<f64>) -> Option<Known> {
    let dump = KnownDump {
        name: "forum-2022".into(),
        date: date.map(str::to_owned),
        rows: 1_000_000,
        containment: Some(exactly(share)),
        joint_agreement: joint.map(exactly),
        ..KnownDump::default()
    };
    Some(Known { dumps: vec![dump], seen: Some(exactly(share)), ..Known::default() })
}

#[test]
fn a_part_is_judged_as_a_table_is() {
    let quick =
        dumpscope_model::Quick { head: true, bytes_of: Some(8_000), ..dumpscope_model::Quick::default() };
    let bytes = dumpscope_model::Bytes { decoded: 1_000, ..dumpscope_model::Bytes::default() };
    let part = Profile { quick: Some(quick.clone()), bytes, people: None, ..people(500) };
    let whole = judged(vec![part.clone()], None).verdict.unwrap();
    let told = estimate(&part, Model::embedded()).unwrap();
    assert_eq!((told.headline, told.log10_lr), (whole.headline, whole.log10_lr_real_vs_generated));
    assert_eq!(told.generated, whole.shares.generated);
    assert_eq!((told.from_start, told.bytes, told.of, told.rows), (true, 1_000, 8_000, 500));
    let blocks = Profile { quick: Some(dumpscope_model::Quick { head: false, bytes: 700, ..quick }), ..part };
    let told = estimate(&blocks, Model::embedded()).unwrap();
    assert_eq!((told.from_start, told.bytes), (false, 700));
    assert_eq!(estimate(&people(500), Model::embedded()), None, "it is no part");
}

#[test]
fn rows_that_come_again_are_no_other_people() {
    #[track_caller]
    fn check(high: Option<u64>, exact_rows: Option<u64>, expect: f64) {
        let people = high.map(|high| People { low: 0, estimate: high, high, key: "email".into() });
        let duplicates = Duplicates { exact_rows, ..Duplicates::default() };
        let table = Profile { rows: 1_000, people, duplicates, ..Profile::default() };
        assert!((different(&table) - expect).abs() < 1e-12, "{high:?} {exact_rows:?}");
    }
    check(None, None, 1.0);
    check(Some(300), None, 0.3);
    check(Some(600), Some(700), 0.3);
    check(Some(300), Some(10), 0.3);
    check(None, Some(2_000), 0.0);
    assert!((different(&Profile::default()) - 1.0).abs() < 1e-12);
}

#[test]
fn every_table_and_the_dump_are_judged() {
    let orders = Profile { rows: 50_000, columns: vec![column("amount")], ..Profile::default() };
    let triage = judged(vec![people(10_000), orders], None);
    assert_eq!(triage.model.as_deref(), Some(Model::embedded().fitted.version.as_str()));
    assert!(triage.tables.iter().all(|table| table.findings.len() == REGISTRY.len()));
    assert_eq!(triage.verdict, triage.tables[0].verdict, "the dump's is that of the people");
    let orders = triage.tables[1].verdict.as_ref().unwrap();
    assert!(orders.reasons[0].contains("No column says who"), "{:?}", orders.reasons);
    assert!(triage.claim.is_empty());
    assert_eq!(judged(Vec::new(), None).verdict, None);
}

#[test]
fn odd_tables_are_insufficient() {
    let nulls = || {
        let mut table = people(5_000);
        for column in &mut table.columns {
            (column.nulls, column.looks_like, column.validates) = (5_000, None, None);
        }
        table
    };
    let duplicates = Duplicates {
        exact_rows: Some(9_999),
        near_rows: Some(9_999),
        by_key: vec![("email".into(), 9_999)],
        no_room: None,
    };
    let odd = [
        Profile::default(),
        people(10),
        people(10_000),
        nulls(),
        Profile { duplicates, ..people(10_000) },
        Profile { columns: vec![column("constant")], ..people(10_000) },
    ];
    for table in odd {
        let triage = judged(vec![table], None);
        let verdict = triage.verdict.unwrap();
        assert_eq!(verdict.headline, Headline::Insufficient, "{verdict:?}");
        assert_eq!(verdict.shares, dumpscope_model::Shares::default(), "unknown is not 0");
        assert!(!verdict.reasons.is_empty() && !verdict.limits.is_empty());
    }
}

#[track_caller]
fn check_known(known: Option<Known>, posted: Option<&str>, expect: Headline) -> Triage {
    let claim = Claim { posted: posted.map(str::to_owned), never_sold: Some(true), ..Claim::default() };
    let triage = judged(vec![Profile { known, ..people(10_000) }], Some(&claim));
    let verdict = triage.verdict.as_ref().unwrap();
    assert_eq!(verdict.headline, expect, "{:?}", verdict.reasons);
    triage
}

#[test]
fn only_an_older_dump_makes_a_table_recycled() {
    let triage =
        check_known(known(Some("2022-03"), 0.95, Some(0.97)), Some("2024-09-16"), Headline::Recycled);
    assert_eq!(triage.claim.last().unwrap().holds, Some(false));
    assert_eq!(triage.verdict.unwrap().strength, "strong");
    let weaker = check_known(known(Some("2022-03"), 0.95, None), Some("2024-09-16"), Headline::Recycled);
    assert_eq!(weaker.verdict.unwrap().strength, "moderate");
    check_known(known(Some("2024-09"), 0.95, Some(0.97)), Some("2024-09-16"), Headline::Mixed);
    let undated = check_known(known(None, 0.95, Some(0.97)), Some("2024-09-16"), Headline::Mixed);
    assert!(undated.verdict.unwrap().next_steps.iter().any(|step| step.contains("forum-2022")));
    check_known(known(None, 0.95, Some(0.97)), None, Headline::Recycled);
    check_known(known(Some("2022-03"), 0.95, Some(0.3)), Some("2024-09-16"), Headline::Mixed);
    let honest =
        check_known(known(Some("2022-03"), 0.45, Some(0.97)), Some("2024-09-16"), Headline::Insufficient);
    assert_eq!(honest.claim.last().unwrap().holds, None);
    // The very dump in hand, enrolled.
    let mut own = known(None, 1.0, Some(1.0));
    own.as_mut().unwrap().dumps[0].rows = 10_000;
    check_known(own, None, Headline::Mixed);
}

#[test]
fn tables_that_differ_are_named() {
    let old = known(Some("2022-03"), 0.95, Some(0.97));
    let claim = Claim { posted: Some("2024-09-16".into()), ..Claim::default() };
    let recycled = Profile { name: "old.csv".into(), known: old, ..people(9_000) };
    let triage = judged(vec![recycled.clone(), people(9_000)], Some(&claim));
    let verdict = triage.verdict.unwrap();
    assert_eq!(verdict.headline, Headline::Mixed);
    assert!(verdict.reasons[0].contains("old.csv is recycled (50"), "{:?}", verdict.reasons);
    let triage = judged(vec![recycled, people(900)], Some(&claim));
    let verdict = triage.verdict.unwrap();
    assert_eq!(verdict.headline, Headline::Recycled);
    assert!(verdict.reasons[0].contains("people.csv is insufficient"), "{:?}", verdict.reasons);
}

#[track_caller]
fn check_flags(kinds: &[&str], expect: &[&str]) {
    let columns = kinds.iter().map(|kind| column(kind)).collect();
    let triage = judged(vec![Profile { columns, ..people(1_000) }], None);
    assert_eq!(triage.verdict.unwrap().flags, expect, "{kinds:?}");
}

#[test]
fn a_list_of_addresses_and_passwords_is_flagged() {
    check_flags(&["email", "password-plain"], &["combo-list"]);
    check_flags(&["email", "empty", "password-plain"], &["combo-list"]);
    check_flags(&["email", "password-hash"], &[]);
    check_flags(&["email", "password-plain", "phone"], &[]);
}

#[test]
fn what_public_pages_show_is_flagged() {
    check_flags(&["full-name", "url", "job-title", "company", "integer"], &["scrape-like"]);
    check_flags(&["username", "social-handle", "photo", "free-text"], &["scrape-like"]);
    check_flags(&["full-name", "url", "job-title", "email"], &[]);
    check_flags(&["full-name", "url", "ipv4"], &[]);
    check_flags(&["full-name", "job-title", "company"], &[]);
    check_flags(&["url", "company", "integer"], &[]);
    check_flags(&["full-name", "url", "unknown"], &[]);
}

#[test]
fn words_stop_at_what_the_families_support() {
    let model = Model::embedded();
    let cap = model.fitted.cap;
    for why in [Why::Invented, Why::Real, Why::Undecided, Why::Overlap] {
        for lr in [-9.0, 0.0, 9.0_f64] {
            let capped = lr.clamp(-cap.for_generated, cap.for_real);
            let word = strength(why, Some(capped), None, false, model);
            assert!(["none", "weak", "moderate"].contains(&word), "{why:?} {lr}: {word}");
        }
    }
}

fn any_figure() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.0..=1.0,
        1 => any::<f64>(),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-1.0), Just(0.0)],
    ]
}

fn any_interval() -> impl Strategy<Value = Option<Interval>> {
    let interval = (any_figure(), any_figure(), any_figure());
    prop::option::of(interval.prop_map(|(low, estimate, high)| Interval { low, estimate, high }))
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let status = prop_oneof![Just(Status::Finding), Just(Status::Neutral), Just(Status::Skipped)];
    let figures = (prop::option::of(any_figure()), any_figure(), any_figure(), any_figure());
    (status, figures, any_interval(), any::<bool>()).prop_map(
        |(status, (lr, x, real, generated), share, decisive)| Answer {
            status,
            log10_lr: lr.map(|lr| 4.0 * lr - 2.0),
            measured: Some(x),
            expected_real: Some(real),
            expected_generated: Some(generated),
            generated: share,
            decisive,
            statement: "It is so.".into(),
            ..Answer::default()
        },
    )
}

proptest! {
    #[test]
    fn shares_add_to_one_or_are_unknown(
        answers in prop::collection::vec(any_answer(), REGISTRY.len()),
        rows in any::<u64>(),
        containment in any_interval(),
        joint in any_interval(),
        seen in any_interval(),
        date in prop::option::of("[0-9-]{0,10}"),
        posted in prop::option::of("[0-9-]{0,10}"),
    ) {
        let dump = KnownDump { date, rows, containment, joint_agreement: joint, ..KnownDump::default() };
        let known = Some(Known { dumps: vec![dump.clone(), dump], seen, ..Known::default() });
        let mut table = Profile { known, ..people(rows) };
        let claim = Claim { posted: posted.clone(), taken: posted, never_sold: Some(true), rows: Some(rows), ..Claim::default() };
        let asked: Vec<Asked> =
            REGISTRY.iter().zip(answers).map(|(indicator, answer)| Asked { indicator, answer }).collect();
        let own = verdict(&View { table: &table, claim: Some(&claim), model: Model::embedded() }, &asked);
        table.verdict = Some(own.clone());
        let other = Profile { verdict: Some(own.clone()), ..people(rows / 2) };
        let whole = whole::verdict(&[table, other], Model::embedded()).unwrap();
        for one in [own, whole] {
            let shares = one.shares;
            for share in [shares.seen, shares.generated, shares.rest].into_iter().flatten() {
                prop_assert!(0.0 <= share.low && share.low <= share.estimate, "{share:?}");
                prop_assert!(share.estimate <= share.high && share.high <= 1.0, "{share:?}");
            }
            if let Some(rest) = shares.rest {
                let sum = rest.estimate
                    + shares.seen.unwrap_or_default().estimate
                    + shares.generated.unwrap_or_default().estimate;
                prop_assert!((sum - 1.0).abs() < 1e-9, "{shares:?}");
            }
            prop_assert!(one.log10_lr_real_vs_generated.is_none_or(f64::is_finite));
            prop_assert!(one.groups.iter().all(|group| group.log10_lr.is_finite()));
            prop_assert!(one.reasons.iter().all(|reason| !reason.is_empty() && !reason.contains("NaN")));
        }
    }
}
