use dumpscope_model::Triage;
use dumpscope_report::json::{body, body_digest, read, to_string, write};
use serde_json::{Value, json};

use crate::{fixtures, quick};

fn value(triage: &Triage) -> Value {
    serde_json::from_str(&to_string(triage)).unwrap()
}

#[test]
fn snapshots() {
    insta::assert_snapshot!("shop_json", to_string(&fixtures::shop()));
    insta::assert_snapshot!("judged_json", to_string(&fixtures::judged()));
    insta::assert_snapshot!("quick_json", to_string(&quick::looked_at()));
    insta::assert_snapshot!("hostile_json", to_string(&fixtures::hostile()));
}

#[test]
fn round_trip_is_exact() {
    for (name, triage) in fixtures::all() {
        let text = to_string(&triage);
        let document = read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(document.text(), text, "{name}");
        assert_eq!(document.digest_holds(), Some(true), "{name}");
    }
}

#[test]
fn the_digest_is_that_of_the_lines_outside_custody() {
    for (name, triage) in fixtures::all() {
        let text = to_string(&triage);
        let mut inside = false;
        let mut rest = String::new();
        for line in text.lines() {
            inside |= line == "  \"custody\": {";
            if !inside {
                rest.push_str(line);
                rest.push('\n');
            }
            inside &= line != "  },";
        }
        assert_eq!(rest, body(&triage), "{name}");
        let stated = value(&triage)["custody"]["report_blake3"].clone();
        assert_eq!(stated, body_digest(&triage), "{name}");
        assert_eq!(stated, blake3::hash(rest.as_bytes()).to_hex().as_str(), "{name}");
    }
}

#[test]
fn custody_and_times_do_not_reach_the_body() {
    let triage = fixtures::customers();
    let mut other = triage.clone();
    other.case = "another name".into();
    other.custody = fixtures::custody(&["elsewhere/dump.csv.gz"]);
    other.custody.seconds = 0.001;
    other.custody.seed = 1;
    assert_eq!(body(&triage), body(&other));
    assert_ne!(to_string(&triage), to_string(&other));
    other.tables[0].rows += 1;
    assert_ne!(body_digest(&triage), body_digest(&other));
}

#[test]
fn a_changed_report_is_found() {
    let text = to_string(&fixtures::customers());
    let changed = text.replace("\"rows\": 87000000", "\"rows\": 87000001");
    assert_ne!(text, changed);
    assert_eq!(read(&changed).unwrap().digest_holds(), Some(false));
}

#[test]
fn write_gives_the_same_bytes_and_passes_errors_on() {
    let triage = fixtures::judged();
    let mut bytes = Vec::new();
    write(&triage, &mut bytes).unwrap();
    assert_eq!(bytes, to_string(&triage).as_bytes());
    let mut full = [0_u8; 10];
    assert!(write(&triage, &mut &mut full[..]).is_err());
}

#[test]
fn unknown_is_null_and_never_zero() {
    let report = value(&fixtures::shop());
    for pointer in [
        "/verdict",
        "/library",
        "/roll",
        "/notification",
        "/tool/model",
        "/custody/inputs/1/bytes",
        "/claim/checks/2/measured",
        "/claim/checks/2/holds",
        "/tables/0/findings",
        "/tables/0/segments",
        "/tables/0/listed_rows",
        "/tables/0/timings",
        "/tables/0/dialect/quote",
        "/tables/0/dialect/escape",
        "/tables/1/dialect/delimiter",
        "/tables/1/people",
        "/tables/1/duplicates/exact_rows",
    ] {
        assert_eq!(report.pointer(pointer), Some(&Value::Null), "{pointer}");
    }
    assert_eq!(value(&fixtures::customers())["claim"], Value::Null);
    assert_eq!(value(&fixtures::customers())["tables"][0]["columns"][10]["validates"], Value::Null);
    // What is not finite is not known.
    assert_eq!(value(&fixtures::hostile())["tables"][0]["findings"][0]["measured"], Value::Null);
}

#[test]
fn one_column_has_no_delimiter() {
    let delimiter = |columns| {
        let text = to_string(&fixtures::unit_separated(columns));
        read(&text).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["tables"][0]["dialect"]["delimiter"].clone()
    };
    assert_eq!((delimiter(0), delimiter(1)), (Value::Null, Value::Null));
    assert_eq!(delimiter(2), "\u{1f}");
}

#[test]
fn large_counts_stay_exact() {
    let mut triage = fixtures::customers();
    triage.tables[0].rows = u64::MAX;
    assert!(to_string(&triage).contains("\"rows\": 18446744073709551615,"));
    assert_eq!(value(&triage)["custody"]["seed"], json!(12_297_829_382_473_034_410_u64));
}

#[track_caller]
fn check_refused(text: &str, expect: &str) {
    let error = read(text).unwrap_err().to_string();
    assert!(error.contains(expect), "{error}");
    assert!(!error.contains('\u{1b}'), "{error}");
}

#[test]
fn what_is_not_a_report_is_refused() {
    let text = to_string(&fixtures::customers());
    check_refused("", "EOF");
    check_refused("[]", "not a dumpscope report");
    check_refused(&text.replacen("\"tables\"", "\"surplus\": 1, \"tables\"", 1), "surplus");
    check_refused(&text.replacen("\"nulls\": 0", "\"nulls\": 0, \"cells\": []", 1), "cells");
    check_refused(
        &text.replacen("\"schema_version\": \"1\"", "\"schema_version\": \"\\u001b[2J\"", 1),
        "schema version",
    );
    check_refused(&text.replacen("\"tables\"", "\"\\u001b[2J\": 1, \"tables\"", 1), "u{1b}");
}
