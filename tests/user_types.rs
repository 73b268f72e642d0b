//! Field types of a user's own have the rights of built-in ones, and their mistakes are named.

use std::path::Path;

use serde_json::Value;

use crate::program::{Run, folder, root, run};

/// The example of the documents.
const TYPES: &str = "docs/user-types/types.toml";

/// The digit that makes a number pass Luhn's check, done by hand: this is the test's own.
fn with_luhn(body: u32) -> String {
    let sum: u32 = body
        .to_string()
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, b)| match (at % 2, u32::from(b - b'0')) {
            (0, d) if d > 4 => 2 * d - 9,
            (0, d) => 2 * d,
            (_, d) => d,
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// Members of the made-up programme; one number in fifty has a wrong digit. `headers` names the columns.
fn members(headers: &str) -> String {
    let rows = (0..600u32).map(|i| {
        let mut number = with_luhn(1_000_000 + i * 7919 % 8_999_999);
        if i % 50 == 0 {
            let last = number.pop().unwrap_or('0');
            number.push(if last == '9' { '0' } else { char::from(last as u8 + 1) });
        }
        let tier = ["GOLD", "silver", "bronze", "platine"][(i * i % 7 % 4) as usize];
        let depot = ["cote sud", "VAL FLEURI", "Pont-Neuf", "Marais Nord"][(i / 3 % 4) as usize];
        let country = ["FR", "BE", "CH"][(i % 3) as usize];
        format!("{country}-{number},{tier},{depot},{:04}-{:02}-{:05}\n", i % 97, i % 12, i * 31 % 99_991)
    });
    format!("{headers}\n{}", rows.collect::<String>())
}

fn with_types(headers: &str) -> tempfile::TempDir {
    let dir = folder(&[("members.csv", members(headers).as_bytes())]);
    for name in ["types.toml", "depots.txt"] {
        std::fs::copy(root().join("docs/user-types").join(name), dir.path().join(name)).unwrap();
    }
    dir
}

fn triage(dir: &Path, more: &[&str]) -> Run {
    let args = ["triage", "members.csv", "--fields", "types.toml", "--json", "-", "--quiet", "--seed", "1"];
    run(dir, &[&args[..], more].concat()).ended(0)
}

fn column(report: &Value, at: usize) -> &Value {
    &report["tables"][0]["columns"][at]
}

#[test]
fn they_stand_in_every_report_like_built_in_ones() {
    let dir = with_types("member no,tier,depot,ticket");
    let fresh = triage(dir.path(), &["--state", "s.state"]);
    let report = fresh.json();
    let ids: Vec<_> = (0..4).map(|at| column(&report, at)["field_type"].as_str().unwrap()).collect();
    assert_eq!(ids, ["member-number", "member-tier", "depot", "till-receipt"]);
    let number = column(&report, 0);
    assert_eq!((&number["looks_like"], &number["personal"]), (&1.0.into(), &true.into()), "{number:#}");
    assert_eq!(number["validates"], 0.98, "{number:#}");
    assert!(!fresh.out.contains("FR-1"), "a number came out");
    assert!(
        fresh.out.contains("silver") && fresh.out.contains("VAL FLEURI"),
        "what is not personal is shown"
    );

    // The state says all of it: nothing of the file of types is needed any more.
    std::fs::remove_file(dir.path().join("types.toml")).unwrap();
    let again = run(dir.path(), &["report", "s.state", "--json", "-"]).ended(0);
    assert_eq!(again.out, fresh.out);
    let screen = run(dir.path(), &["report", "s.state"]).ended(0).out;
    for word in ["member-number", "member-tier", "Loyalty program details", "98"] {
        assert!(screen.contains(word), "`{word}` is not in {screen}");
    }
}

#[test]
fn they_are_told_by_values_too() {
    let dir = with_types("c1,c2,c3,c4");
    let report = triage(dir.path(), &[]).json();
    let ids: Vec<_> = (0..4).map(|at| column(&report, at)["field_type"].as_str().unwrap()).collect();
    assert_eq!(ids[..3], ["member-number", "member-tier", "depot"]);
    assert_ne!(ids[3], "till-receipt", "only a header gives it");
    let without = run(dir.path(), &["triage", "members.csv", "--json", "-", "--quiet"]).ended(0).json();
    assert_ne!(column(&without, 0)["field_type"], "member-number");
}

#[test]
fn the_catalogue_and_the_schema_know_them() {
    let list = run(&root(), &["fields", "--fields", TYPES]).ended(0).out;
    assert!(list.contains("member-number") && list.contains("iban"), "{list}");
    let page = run(&root(), &["explain", "member-number", "--fields", TYPES]).ended(0).out;
    for word in ["Club member number", "luhn", "numero adherent", "FR-12345674", "types.toml", "user"] {
        assert!(page.replace('\u{a0}', " ").contains(word), "`{word}` is not in {page}");
    }
    run(&root(), &["explain", "member-number"]).ended(2);
    let dir = with_types("member no,tier,depot,ticket");
    let report = triage(dir.path(), &[]).json();
    let valid = |args: &[&str]| {
        let schema: Value = serde_json::from_str(&run(&root(), args).ended(0).out).unwrap();
        jsonschema::validator_for(&schema).unwrap().is_valid(&report)
    };
    assert!(valid(&["schema", "--fields", TYPES]) && !valid(&["schema"]));
}

#[test]
fn a_case_may_name_them() {
    let dir = with_types("member no,tier,depot,ticket");
    let case = "dump = ['members.csv']\nfields = 'types.toml'\n[claim]\nfields = ['member-number']\n";
    std::fs::write(dir.path().join("case.toml"), case).unwrap();
    let report = run(dir.path(), &["triage", ".", "--json", "-", "--quiet"]).ended(0).json();
    assert_eq!(column(&report, 0)["field_type"], "member-number");
    let text = report.to_string();
    assert!(text.contains("fields=types.toml (4 types, blake3 "), "custody says which types: {text}");
    assert!(text.contains("1 of 1"), "the claim knows them: {text}");
    run(dir.path(), &["triage", ".", "--json", "types.toml"]).ended(2).says(&["would be overwritten"]);
    run(dir.path(), &["triage", ".", "--state", "depots.txt"]).ended(2).says(&["would be overwritten"]);
}

#[test]
fn mistakes_are_usage_and_quick() {
    let dir = folder(&[
        ("a.csv", b"a,b\n1,2\n"),
        ("taken.toml", b"[[field]]\nid = 'email'\nregex = 'a'\n"),
        ("huge.toml", b"\n[[field]]\nid = 'x'\nregex = '((a{1000}){1000}){1000}'\n"),
        ("key.toml", b"[[field]]\nid = 'x'\nregexp = 'marie.curie'\n"),
        ("list.toml", b"[[field]]\nid = 'x'\nlist_file = 'gone.txt'\n"),
        ("bytes.toml", b"\xff\xfe\x00"),
    ]);
    let wrong: &[(&str, &[&str])] = &[
        ("taken.toml", &["taken.toml, line 2", "built-in", "another id"]),
        ("huge.toml", &["huge.toml, line 4", "too big", "repeat less"]),
        ("key.toml", &["key.toml, line 3", "regexp", "`regex`", "dumpscope fields --help"]),
        ("list.toml", &["list.toml, line 3", "the list cannot be read", "one a line"]),
        ("bytes.toml", &["not UTF-8"]),
        ("gone.toml", &["gone.toml", "cannot be read"]),
        (".", &["not a regular file"]),
    ];
    for (file, words) in wrong {
        for args in [&["triage", "a.csv"][..], &["fields"], &["explain", "iban"], &["schema"]] {
            let run = run(dir.path(), &[args, &["--fields", file]].concat()).ended(2).says(words);
            assert!(!run.err.contains("curie"), "{}", run.err);
            assert!(run.out.is_empty());
        }
    }
}
