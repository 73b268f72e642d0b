//! A file judged on the way: since when the verdict has stood, and what it was before.

use serde_json::{Value, json};

use crate::program::{folder, people, run, run_with, without_custody};
use crate::rows::table;

const ROWS: u64 = 8_000;

fn told(report: &Value) -> (Value, Vec<&str>) {
    let stability = &report["tables"][0]["stability"];
    let words =
        stability["estimates"].as_array().unwrap().iter().map(|one| one["headline"].as_str().unwrap());
    (stability["unchanged_since"].clone(), words.collect())
}

/// What a file is said to be at an eighth, a quarter, a half of it and in the end; since when that stands; and how the
/// terminal puts it.
#[track_caller]
fn check(file: &str, words: [&str; 4], since: Option<f64>, said: &str) {
    let dir = folder(&[("dump.csv", file.as_bytes())]);
    let args = ["triage", "dump.csv", "--seed", "1", "--stability", "always", "--json", "out.json"];
    let shown = run(dir.path(), &args).ended(0).out.replace(['\u{a0}', '\u{202f}'], " ");
    let report: Value = serde_json::from_slice(&std::fs::read(dir.path().join("out.json")).unwrap()).unwrap();
    let (stood, told) = told(&report);
    assert_eq!([&told[..], &[report["verdict"]["headline"].as_str().unwrap()]].concat(), words);
    match since {
        None => assert_eq!(stood, Value::Null),
        Some(since) => assert!((stood.as_f64().unwrap() - since).abs() < 0.002, "{stood}"),
    }
    let one_line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains(&format!("Stable {said}")), "`{said}` is not in: {shown}");
    let estimates = report["tables"][0]["stability"]["estimates"].as_array().unwrap();
    for (one, share) in estimates.iter().zip([0.125, 0.25, 0.5]) {
        assert!((one["share"].as_f64().unwrap() - share).abs() < 0.002, "{one}");
        assert!((one["bytes"].as_f64().unwrap() - file.len() as f64 * share).abs() < 300.0, "{one}");
        let rows = file[..one["bytes"].as_u64().unwrap() as usize].lines().count() as u64 - 1;
        assert_eq!(one["rows"].as_u64(), Some(rows));
    }
}

#[test]
fn an_invented_table_is_one_from_the_start() {
    let same = "the verdict is the same since 12.5 % of the file Rows";
    check(&table(ROWS, |_| true), ["fabricated"; 4], Some(0.125), same);
}

#[test]
fn one_that_goes_on_with_people_changes() {
    let words = ["fabricated", "fabricated", "mixed", "mixed"];
    let said =
        "the verdict is the same since 50.0 % of the file; before: fabricated at 12.5 % and 25.0 % Rows";
    check(&table(ROWS, |row| row < ROWS / 4 + 100), words, Some(0.5), said);
}

#[test]
fn one_that_ends_in_invented_rows_changes_at_the_end() {
    let text = table(ROWS, |row| row > ROWS / 2 + 100);
    let dir = folder(&[("dump.csv", text.as_bytes())]);
    let args = ["triage", "dump.csv", "--seed", "1", "--stability", "always", "--json", "-"];
    let report = run(dir.path(), &args).ended(0).json();
    let (since, told) = told(&report);
    assert_eq!((since, &report["verdict"]["headline"]), (Value::Null, &json!("mixed")));
    assert!(told.iter().all(|word| ["authentic", "insufficient"].contains(word)), "{told:?}");
    let shown = run(dir.path(), &args[..6]).ended(0).out;
    assert!(shown.contains("the verdict changed after 50.0"), "{shown}");
}

#[test]
fn the_answer_is_the_same_with_and_without() {
    let text = table(ROWS, |row| row % 3 == 0);
    let dir = folder(&[("dump.csv", text.as_bytes())]);
    let report = |more: &[&str]| {
        let args = ["triage", "dump.csv", "--seed", "1", "--json", "-"];
        without_custody(run(dir.path(), &[&args[..], more].concat()).ended(0).json())
    };
    let stable = |more: &[&str]| report(&[&["--stability", "always"], more].concat());
    let judged = stable(&[]);
    for more in [&["--threads", "1"][..], &["--threads", "3", "--block-size", "8K"], &["--no-mmap"]] {
        assert_eq!(stable(more), judged, "{more:?}");
    }
    // Nobody watches, and the file is small.
    let plain = report(&[]);
    assert_eq!(plain["tables"][0]["stability"], Value::Null);
    assert_eq!(report(&["--stability", "never"]), plain);
    let mut without = judged;
    assert_ne!(without["tables"][0]["stability"].take(), Value::Null);
    assert_eq!(without, plain);
}

#[test]
fn what_is_waited_for_is_told_at_once() {
    let text = table(20_000, |_| true);
    let dir = folder(&[("a.csv", text.as_bytes()), ("b.csv", &people(5))]);
    let args = ["triage", "a.csv", "b.csv", "--seed", "1", "--stability", "always", "--progress", "json"];
    let run = run(dir.path(), &[&args[..], &["--json", "out.json"]].concat()).ended(0);
    let lines: Vec<Value> = run.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |input: u64| -> Vec<&Value> {
        lines.iter().filter(|line| line["event"] == "estimate" && line["input"] == input).collect()
    };
    let told: Vec<(&Value, &Value)> = of(1).iter().map(|line| (&line["from"], &line["headline"])).collect();
    let (blocks, start, word) = (json!("blocks"), json!("start"), json!("fabricated"));
    assert_eq!(told, [(&blocks, &word), (&start, &word), (&start, &word), (&start, &word)]);
    for line in of(1) {
        let names: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        let all = [
            "event",
            "input",
            "inputs",
            "from",
            "share",
            "bytes",
            "rows",
            "headline",
            "log10_lr",
            "generated",
            "seconds",
        ];
        assert_eq!(names, all);
    }
    assert!(of(2).iter().all(|line| line["from"] == "start"), "too small for a first look");
    let report: Value = serde_json::from_slice(&std::fs::read(dir.path().join("out.json")).unwrap()).unwrap();
    let kept = &report["tables"][0]["stability"]["estimates"];
    let last = of(1)[3];
    for name in ["share", "bytes", "rows", "headline", "log10_lr", "generated"] {
        assert_eq!(kept[2][name], last[name], "{name}");
    }
}

#[test]
fn what_cannot_be_judged_on_the_way_is_left_out() {
    let text = table(2_000, |_| true);
    let dir = folder(&[("dump.csv", text.as_bytes()), ("known/old.csv", text.as_bytes())]);
    let always = ["--seed", "1", "--stability", "always", "--json", "-"];
    let none = |report: &Value| assert_eq!(report["tables"][0]["stability"], Value::Null);
    none(&run_with(dir.path(), &[&["triage", "-"], &always[..]].concat(), text.as_bytes()).ended(0).json());
    let args = ["triage", "dump.csv"];
    none(&run(dir.path(), &[&args[..], &["--library", "known"], &always[..]].concat()).ended(0).json());
    none(&run(dir.path(), &[&args[..], &["--quick=64K"], &always[..]].concat()).ended(0).json());
}

#[test]
fn a_saved_state_keeps_it() {
    let text = table(2_000, |_| true);
    let dir = folder(&[("dump.csv", text.as_bytes())]);
    let fresh = ["triage", "dump.csv", "--stability", "always", "--json", "-", "--state", "s.state"];
    let fresh = run(dir.path(), &fresh).ended(0);
    assert_eq!(run(dir.path(), &["report", "s.state", "--json", "-"]).ended(0).out, fresh.out);
    assert_eq!(told(&fresh.json()).1.len(), 3);
}
