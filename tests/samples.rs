//! Every folder of `samples/` says in its `expected.toml` what a triage must say of it. A new sample needs no code.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::program::{root, run, without_custody};

/// `expected.toml`. What is left out is not compared; the headline and the tables are always there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    verdict: Verdict,
    /// Points of the claim, and whether they hold.
    #[serde(default)]
    claim: BTreeMap<String, bool>,
    table: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdict {
    /// Ids of the headlines that will do.
    headline: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    name: String,
    format: Option<String>,
    delimiter: Option<String>,
    encoding: Option<String>,
    header: Option<String>,
    rows: Option<Count>,
    repaired_rows: Option<Count>,
    rejected_rows: Option<Count>,
    exact_duplicates: Option<Count>,
    near_duplicates: Option<Count>,
    people: Option<Count>,
    columns: Option<Vec<(String, String)>>,
    #[serde(default)]
    nulls: BTreeMap<String, Count>,
}

/// A number, or the range it must lie in.
#[derive(Deserialize, Clone, Copy)]
#[serde(untagged, deny_unknown_fields)]
enum Count {
    Exact(u64),
    Range { min: u64, max: u64 },
}

impl Count {
    fn holds(self, found: &Value) -> bool {
        let Some(n) = found.as_u64() else { return false };
        match self {
            Self::Exact(expect) => n == expect,
            Self::Range { min, max } => (min..=max).contains(&n),
        }
    }

    fn text(self) -> String {
        match self {
            Self::Exact(expect) => expect.to_string(),
            Self::Range { min, max } => format!("{min} to {max}"),
        }
    }
}

/// Differences between a report and what is expected of it, each with its place.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn count(&mut self, place: &str, expect: Option<Count>, found: &Value) {
        if let Some(expect) = expect
            && !expect.holds(found)
        {
            self.0.push(format!("{place}: expected {}, found {found}", expect.text()));
        }
    }

    fn text(&mut self, place: &str, expect: Option<&str>, found: &Value) {
        if let Some(expect) = expect
            && found.as_str() != Some(expect)
        {
            self.0.push(format!("{place}: expected \"{expect}\", found {found}"));
        }
    }

    fn table(&mut self, expect: &Table, found: &Value) {
        let at = |what: &str| format!("{}: {what}", expect.name);
        let dialect = &found["dialect"];
        self.text(&at("format"), expect.format.as_deref(), &found["format"]);
        self.text(&at("delimiter"), expect.delimiter.as_deref(), &dialect["delimiter"]);
        self.text(&at("encoding"), expect.encoding.as_deref(), &dialect["encoding"]);
        self.text(&at("header"), expect.header.as_deref(), &dialect["header"]);
        self.count(&at("rows"), expect.rows, &found["rows"]);
        self.count(&at("repaired rows"), expect.repaired_rows, &found["repaired_rows"]);
        self.count(&at("rejected rows"), expect.rejected_rows, &found["rejected_rows"]);
        self.count(&at("exact duplicates"), expect.exact_duplicates, &found["duplicates"]["exact_rows"]);
        self.count(&at("near duplicates"), expect.near_duplicates, &found["duplicates"]["near_rows"]);
        self.count(&at("people"), expect.people, &found["people"]["estimate"]);
        let none = Vec::new();
        let columns = found["columns"].as_array().unwrap_or(&none);
        let text = |value: &Value| value.as_str().unwrap_or("?").to_owned();
        if let Some(expect) = &expect.columns {
            let found: Vec<_> = columns.iter().map(|c| (text(&c["name"]), text(&c["field_type"]))).collect();
            if found.len() != expect.len() {
                self.0.push(at(&format!("expected {} columns, found {}", expect.len(), found.len())));
            }
            for (expect, found) in expect.iter().zip(&found).filter(|(expect, found)| expect != found) {
                self.0.push(at(&format!("expected column {expect:?}, found {found:?}")));
            }
        }
        for (name, nulls) in &expect.nulls {
            let nothing = Value::Null;
            let found = columns.iter().find(|c| c["name"] == **name).map_or(&nothing, |c| &c["nulls"]);
            self.count(&at(&format!("nulls of {name}")), Some(*nulls), found);
        }
    }
}

/// Bytes that went somewhere, and rows that are somewhere, in every table of every report.
fn accounts(table: &Value) -> Vec<String> {
    let number = |value: &Value| value.as_u64().unwrap_or(u64::MAX / 8);
    let bytes = &table["bytes"];
    let parts = ["parsed", "repaired", "rejected", "skipped"].map(|part| number(&bytes[part]));
    let mut wrong = Vec::new();
    if parts.iter().sum::<u64>() != number(&bytes["decoded"]) {
        wrong.push(format!("{}: bytes do not add up: {bytes}", table["name"]));
    }
    for column in table["columns"].as_array().into_iter().flatten() {
        if number(&column["nulls"]) > number(&table["rows"]) {
            wrong.push(format!("{}: more nulls than rows in {}", table["name"], column["name"]));
        }
    }
    wrong
}

fn sample_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join("samples"))
        .expect("the repository has samples")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn differences(folder: &Path) -> Vec<String> {
    let expected = std::fs::read_to_string(folder.join("expected.toml"));
    let Ok(expected) = expected else {
        return vec!["has no expected.toml: say what a triage must say of it".into()];
    };
    let expected: Expected = match toml::from_str(&expected) {
        Ok(expected) => expected,
        Err(error) => return vec![format!("expected.toml: {error}")],
    };
    let report =
        run(&root(), &["triage", folder.to_str().unwrap(), "--json", "-", "--quiet"]).ended(0).json();
    let mut differences = Differences::default();
    let headline = &report["verdict"]["headline"];
    if !expected.verdict.headline.iter().any(|expect| headline == expect.as_str()) {
        differences.0.push(format!("expected one of {:?}, found {headline}", expected.verdict.headline));
    }
    let checks = report["claim"]["checks"].as_array().cloned().unwrap_or_default();
    for (id, holds) in &expected.claim {
        let found = checks.iter().find(|check| check["id"] == id.as_str()).map(|check| &check["holds"]);
        if found != Some(&Value::Bool(*holds)) {
            differences.0.push(format!("claim of {id}: expected {holds}, found {found:?}"));
        }
    }
    let tables = report["tables"].as_array().unwrap();
    if tables.len() != expected.table.len() {
        differences.0.push(format!("expected {} tables, found {}", expected.table.len(), tables.len()));
    }
    for expect in &expected.table {
        match tables.iter().find(|table| table["name"] == expect.name.as_str()) {
            Some(found) => differences.table(expect, found),
            None => differences.0.push(format!("there is no table {}", expect.name)),
        }
    }
    differences.0.extend(tables.iter().flat_map(accounts));
    differences.0
}

#[test]
fn every_sample_gives_what_it_says() {
    let folders = sample_folders();
    assert!(folders.len() >= 6, "the six cases are there");
    let wrong: Vec<String> = folders
        .iter()
        .flat_map(|folder| {
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            differences(folder).into_iter().map(move |line| format!("{name}: {line}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} difference(s):\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_sample_has_its_case_and_its_origin() {
    for folder in sample_folders() {
        for file in ["case.toml", "expected.toml", "ORIGIN.md"] {
            assert!(folder.join(file).is_file(), "{} lacks {file}", folder.display());
        }
    }
}

#[test]
fn a_sample_is_the_same_whatever_the_machinery() {
    let case = root().join("samples/temu-2024");
    let report = |more: &[&str]| {
        let args = [&["triage", case.to_str().unwrap(), "--json", "-", "--quiet"], more].concat();
        without_custody(run(&root(), &args).ended(0).json())
    };
    let one = report(&["--threads", "1"]);
    for more in
        [&["--threads", "2", "--block-size", "4K"][..], &["--threads", "7", "--no-mmap"], &["--no-digest"]]
    {
        assert!(report(more) == one, "{more:?} changes the answer");
    }
}

#[test]
fn a_difference_is_named() {
    let expect: Table = toml::from_str(
        "name = 'a.csv'\nrows = 3\ndelimiter = ';'\npeople = { min = 2, max = 4 }\n\
         columns = [['mail', 'email'], ['x', 'unknown']]\n[nulls]\nmail = 1\n",
    )
    .unwrap();
    let found = serde_json::json!({
        "name": "a.csv", "rows": 4, "dialect": {"delimiter": ","}, "people": null,
        "columns": [{"name": "mail", "field_type": "url", "nulls": 1}],
    });
    let mut differences = Differences::default();
    differences.table(&expect, &found);
    let lines = differences.0.join("\n");
    for part in [
        "rows: expected 3, found 4",
        "delimiter",
        "people: expected 2 to 4, found null",
        "2 columns, found 1",
        "\"url\"",
    ] {
        assert!(lines.contains(part), "`{part}` is not in:\n{lines}");
    }
    assert!(!lines.contains("nulls"));
    let bytes = serde_json::json!({"name": "a", "rows": 1, "columns": [],
        "bytes": {"decoded": 10, "parsed": 5, "repaired": 1, "rejected": 1, "skipped": 2}});
    assert_eq!(accounts(&bytes).len(), 1);
}
