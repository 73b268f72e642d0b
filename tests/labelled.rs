//! Public tables that are not in the repository: `DUMPSCOPE_LABELLED` names their folder. Without it these tests pass;
//! with it, every table is read with the right form and row count.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::program::{root, run};

fn labelled() -> Option<PathBuf> {
    std::env::var_os("DUMPSCOPE_LABELLED").map(PathBuf::from)
}

/// Rows of a tab-separated list, by column name.
fn list(path: &PathBuf) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    lines
        .map(|l| names.iter().zip(l.split('\t')).map(|(n, c)| ((*n).to_owned(), c.to_owned())).collect())
        .collect()
}

/// One run over all these files; the report's tables by name.
fn triage(files: &[PathBuf]) -> BTreeMap<String, Value> {
    let mut args: Vec<&str> = files.iter().map(|f| f.to_str().unwrap()).collect();
    args.extend(["--json", "-", "--quiet", "--no-digest"]);
    let report = run(&root(), &args_of(&args)).ended(0).json();
    let tables = report["tables"].as_array().unwrap().iter();
    tables.map(|t| (t["name"].as_str().unwrap().to_owned(), t.clone())).collect()
}

fn args_of<'a>(args: &[&'a str]) -> Vec<&'a str> {
    std::iter::once("triage").chain(args.iter().copied()).collect()
}

fn names(table: &Value) -> Vec<String> {
    table["columns"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|c| c["name"].as_str().unwrap_or("?").to_owned())
        .collect()
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} difference(s):\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_table_is_read_as_it_is() {
    let Some(folder) = labelled() else { return };
    let list = list(&folder.join("tables.tsv"));
    let files: Vec<PathBuf> =
        list.iter().map(|t| folder.join("tables").join(format!("{}.csv", t["name"]))).collect();
    let found = triage(&files);
    let mut wrong = Vec::new();
    for table in &list {
        let name = &table["name"];
        let Some(found) = found.get(&format!("{name}.csv")) else {
            wrong.push(format!("{name}: was not read"));
            continue;
        };
        let expect: Vec<&str> = table["columns"].split(';').collect();
        let rows = table["rows"].parse::<u64>().unwrap();
        if found["rows"] != rows || found["rejected_rows"] != 0 {
            wrong.push(format!(
                "{name}: {rows} rows, read {} and rejected {}",
                found["rows"], found["rejected_rows"]
            ));
        }
        if names(found) != expect {
            wrong.push(format!("{name}: columns {expect:?}, read {:?}", names(found)));
        }
        if found["dialect"]["delimiter"] != "," {
            wrong.push(format!("{name}: delimiter {}", found["dialect"]["delimiter"]));
        }
    }
    none(&wrong);
}

#[test]
fn every_labelled_column_is_found_under_its_header() {
    let Some(folder) = labelled() else { return };
    let mut headers: BTreeMap<String, BTreeMap<usize, String>> = BTreeMap::new();
    for column in list(&folder.join("columns.tsv")) {
        headers
            .entry(column["file"].clone())
            .or_default()
            .insert(column["index"].parse().unwrap(), column["header"].clone());
    }
    let files: Vec<PathBuf> = headers.keys().map(|file| folder.join("columns").join(file)).collect();
    let found = triage(&files);
    let mut wrong = Vec::new();
    for (file, headers) in &headers {
        let Some(found) = found.get(file) else {
            wrong.push(format!("{file}: was not read"));
            continue;
        };
        let names = names(found);
        // Headers that look like personal data are masked; the others stand as they are.
        let same = headers
            .iter()
            .filter(|(i, header)| names.get(**i).is_some_and(|n| n.trim() == header.trim()))
            .count();
        if same * 10 < headers.len() * 9 || found["dialect"]["header"] != "first-row" {
            wrong.push(format!(
                "{file}: {same} of {} headers, header from {}",
                headers.len(),
                found["dialect"]["header"]
            ));
        }
    }
    none(&wrong);
}

#[test]
fn other_forms_are_told() {
    let Some(folder) = labelled() else { return };
    let files = ["nl_kinderopvang_semicolon.csv", "rne_maires_latin1_semicolon.csv"]
        .map(|f| folder.join("formats").join(f));
    let found = triage(&files);
    let [care, mayors] =
        ["nl_kinderopvang_semicolon.csv", "rne_maires_latin1_semicolon.csv"].map(|f| &found[f]);
    assert_eq!((&care["dialect"]["delimiter"], &care["rows"]), (&";".into(), &1999.into()));
    assert_eq!((&mayors["dialect"]["delimiter"], &mayors["rows"]), (&";".into(), &34_921.into()));
    let encoding = mayors["dialect"]["encoding"].as_str().unwrap();
    assert!(["windows-1252", "ISO-8859-1", "ISO-8859-15"].contains(&encoding), "{encoding}");
}
