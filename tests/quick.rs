//! `--quick`: a first verdict from some of the rows, which never passes for one from all of them.

use serde_json::{Value, json};

use crate::program::{folder, people, run, run_with, without_custody};

const ROWS: usize = 40_000;

fn report(file: &[u8], more: &[&str]) -> Value {
    let dir = folder(&[("dump.csv", file)]);
    let args = ["triage", "dump.csv", "--quick=256K", "--seed", "1", "--json", "-"];
    run(dir.path(), &[&args[..], more].concat()).ended(0).json()
}

#[test]
fn says_what_blocks_tell_and_null_of_the_rest() {
    let report = report(&people(ROWS), &[]);
    let table = &report["tables"][0];
    let quick = &table["quick"];
    assert_eq!(quick["from"], "blocks");
    let rows = &quick["rows"];
    assert!(
        rows["low"].as_u64() <= Some(ROWS as u64) && Some(ROWS as u64) <= rows["high"].as_u64(),
        "{rows}"
    );
    assert!(rows["high"].as_u64() < Some(ROWS as u64 * 11 / 10), "{rows}");
    let (blocks, seen) = (quick["blocks"]["read"].as_u64(), quick["seen"]["rows"].as_u64());
    assert_eq!(blocks, Some(64));
    assert!((1_000..ROWS as u64 / 2).contains(&seen.unwrap()), "{seen:?}");
    assert_eq!(quick["bytes"]["of"], people(ROWS).len());
    for counted in ["rows", "repaired_rows", "rejected_rows", "people"] {
        assert_eq!(table[counted], Value::Null, "{counted}");
    }
    assert_eq!(
        table["duplicates"],
        json!({ "exact_rows": null, "near_rows": null, "by_key": {}, "none_because": null })
    );
    for (at, column) in table["columns"].as_array().unwrap().iter().enumerate() {
        assert_eq!((&column["nulls"], &column["distinct"]), (&Value::Null, &Value::Null));
        let nulls = &quick["columns"][at]["nulls"];
        assert_eq!((nulls["low"].as_f64(), nulls["estimate"].as_f64()), (Some(0.0), Some(0.0)));
        assert!(nulls["high"].as_f64() > Some(0.0), "not every row was seen");
    }
    let custody = &report["custody"];
    assert_eq!(custody["options"], json!(["quick=256K"]));
    assert_eq!(custody["inputs"][0]["blake3"], Value::Null);
    let limits = report["verdict"]["limits"].to_string();
    assert!(limits.contains("drawn from all over the file"), "{limits}");
}

#[test]
fn the_same_seed_gives_the_same_look() {
    let file = people(ROWS);
    let looks: Vec<Value> =
        [&["--threads", "1"][..], &["--threads", "3", "--no-mmap"], &["--block-size", "8K"]]
            .iter()
            .map(|more| without_custody(report(&file, more)))
            .collect();
    assert_eq!(looks[0], looks[1]);
    assert_eq!(looks[0], looks[2]);
}

#[test]
fn a_saved_look_stays_a_look() {
    let dir = folder(&[("dump.csv", &people(ROWS))]);
    let triage =
        ["triage", "dump.csv", "--quick=64K", "--seed", "1", "--json", "a.json", "--state", "a.state"];
    let shown = run(dir.path(), &triage).ended(0).out;
    let again = run(dir.path(), &["report", "a.state", "--json", "b.json"]).ended(0).out;
    for out in [&shown, &again] {
        for words in ["A QUICK LOOK", "about 40 0", "Without --quick", "not counted by a quick look"] {
            assert!(out.replace('\u{a0}', " ").contains(words), "`{words}` is not in: {out}");
        }
    }
    let read = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(dir.path().join(name)).unwrap()).unwrap()
    };
    assert_eq!(without_custody(read("a.json")), without_custody(read("b.json")));
}

#[test]
fn json_lines_are_looked_at_as_well() {
    let lines: String = (0..20_000)
        .map(|i| {
            format!(
                "{{\"id\":{i},\"email\":\"user{i}@example.com\",\"city\":{}}}\n",
                if i % 4 == 0 { "null" } else { "\"Lyon\"" }
            )
        })
        .collect();
    let report = report(lines.as_bytes(), &[]);
    let quick = &report["tables"][0]["quick"];
    assert!(
        quick["rows"]["low"].as_u64() <= Some(20_000) && quick["rows"]["high"].as_u64() >= Some(20_000),
        "{quick}"
    );
    let city = &quick["columns"][2]["nulls"];
    assert!((0.24..0.26).contains(&city["estimate"].as_f64().unwrap()), "{city}");
}

#[test]
fn what_is_small_is_read_whole_and_said_so() {
    let dir = folder(&[("dump.csv", &people(300))]);
    let whole = run(dir.path(), &["triage", "dump.csv", "--quick", "--json", "-"]).ended(0);
    let report = whole.json();
    assert!(whole.says(&["dump.csv is no larger than a quick look: every row was read"]).err.len() < 200);
    assert_eq!((&report["tables"][0]["rows"], &report["tables"][0]["quick"]), (&json!(300), &Value::Null));
    let piped = run_with(dir.path(), &["triage", "-", "--quick", "--json", "-"], &people(300)).ended(0);
    assert_eq!(piped.json()["tables"][0]["rows"], 300);
}

#[test]
fn what_needs_every_row_is_refused() {
    let dir = folder(&[("dump.csv", &people(300))]);
    run(dir.path(), &["triage", "dump.csv", "--quick", "--rows", "rows.csv"])
        .ended(2)
        .says(&["--rows", "--quick"]);
    run(dir.path(), &["triage", "dump.csv", "--quick=9"]).ended(2).says(&["from 64K"]);
}
