//! A table that was judged on the way, and what reports say of that.

use dumpscope_model::{Estimate, Headline, Interval, Triage};
use dumpscope_report::json::{read, to_string};
use dumpscope_report::terminal::{TerminalOptions, render};
use serde_json::{Value, json};

use crate::fixtures;

/// The judged customers, known dumps not asked, with these words for an eighth, a quarter and a half of them.
fn after(words: [Headline; 3]) -> Triage {
    let mut triage = fixtures::judged();
    let all = 8_460_000_001;
    let part = |(headline, share): (Headline, u64)| Estimate {
        from_start: true,
        bytes: all / share,
        of: all,
        rows: 87_000_000 / share,
        headline,
        log10_lr: Some(-1.361_9 / share as f64),
        generated: (share < 8).then_some(Interval { low: 0.119_01, estimate: 0.125, high: 0.131_04 }),
    };
    triage.tables[0].known = None;
    triage.tables[0].estimates = words.into_iter().zip([8, 4, 2]).map(part).collect();
    triage
}

/// Of a table that was found to be recycled, in the end.
pub fn judged() -> Triage {
    after([Headline::Fabricated, Headline::Recycled, Headline::Recycled])
}

#[track_caller]
fn check(words: [Headline; 3], since: &Value, said: &str) {
    let triage = after(words);
    let text = to_string(&triage);
    read(&text).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["tables"][0]["stability"]["unchanged_since"], *since);
    let told: Vec<&Value> = report["tables"][0]["stability"]["estimates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["headline"])
        .collect();
    assert_eq!(told, words.map(Headline::id));
    let shown = render(&triage, &TerminalOptions { width: 160, ..TerminalOptions::default() });
    let line = shown.lines().find(|line| line.contains("Stable")).unwrap().replace('\u{a0}', " ");
    assert_eq!(line.trim(), format!("Stable    {said}"));
}

#[test]
fn since_when_a_verdict_stands() {
    use Headline::{Fabricated, Insufficient, Mixed, Recycled};
    check([Recycled; 3], &json!(0.125), "the verdict is the same since 12.5 % of the file");
    check(
        [Fabricated, Recycled, Recycled],
        &json!(0.25),
        "the verdict is the same since 25.0 % of the file; before: fabricated at 12.5 %",
    );
    check(
        [Recycled, Mixed, Recycled],
        &json!(0.5),
        "the verdict is the same since 50.0 % of the file; before: recycled at 12.5 %, mixed at 25.0 %",
    );
    check(
        [Insufficient, Fabricated, Fabricated],
        &Value::Null,
        "the verdict changed after 50.0 % of the file; before: insufficient at 12.5 %, fabricated at 25.0 % and 50.0 %",
    );
}

#[test]
fn figures_of_a_part_are_rounded() {
    let report: Value = serde_json::from_str(&to_string(&judged())).unwrap();
    let estimates = &report["tables"][0]["stability"]["estimates"];
    let first = json!({
        "share": 0.125, "bytes": 1_057_500_000, "rows": 10_875_000, "headline": "fabricated", "log10_lr": -0.17, "generated": null
    });
    assert_eq!(estimates[0], first);
    assert_eq!(estimates[2]["generated"], json!({ "low": 0.119, "estimate": 0.125, "high": 0.131 }));
}

#[test]
fn nothing_is_said_where_nobody_asked_or_known_dumps_were_asked_since() {
    let stability = |triage: &Triage| {
        let report: Value = serde_json::from_str(&to_string(triage)).unwrap();
        report["tables"][0]["stability"].clone()
    };
    let (mut compared, mut plain) = (judged(), judged());
    compared.tables[0].known = fixtures::judged().tables[0].known.clone();
    plain.tables[0].estimates.clear();
    assert_eq!((stability(&compared), stability(&plain)), (Value::Null, Value::Null));
    assert!(!render(&plain, &TerminalOptions::default()).contains("Stable"));
}
