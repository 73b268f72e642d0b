use std::fmt::Write;

use super::Case;
use crate::table::{Form, Role, Table, Truth};

/// Writing to a string does not fail.
macro_rules! line {
    ($text:expr) => { $text.push('\n') };
    ($text:expr, $($format:tt)+) => {
        writeln!($text, $($format)+).expect("a string takes whatever is written")
    };
}

pub fn case(case: &Case) -> String {
    let mut text = String::new();
    let dump: Vec<String> = case.dump.iter().map(|table| quoted(table.file)).collect();
    line!(text, "# Made by `cargo xtask samples --case {}`; see ORIGIN.md.", case.name);
    line!(text, "name = {}", quoted(case.name));
    line!(text, "title = {}", quoted(case.title));
    line!(text, "dump = [{}]", dump.join(", "));
    line!(text);
    line!(text, "[claim]");
    text.push_str(case.claim.trim_start());
    if !case.library.is_empty() {
        line!(text);
        line!(text, "[library]");
        line!(text, "path = \"library\"");
    }
    line!(text);
    line!(text, "[options]");
    line!(text, "seed = {}", case.seed);
    text
}

pub fn expected(case: &Case, truths: &[Truth]) -> String {
    let mut text = String::new();
    line!(
        text,
        "# What a triage must say of this sample. Counted by the maker while it wrote the tables, not taken from a run."
    );
    line!(text);
    line!(text, "[verdict]");
    let headlines: Vec<String> = case.headlines.iter().map(|headline| quoted(headline)).collect();
    line!(text, "headline = [{}]", headlines.join(", "));
    line!(text);
    line!(text, "# Points of the claim that the file decides.");
    line!(text, "[claim]");
    for (id, holds) in case.holds {
        line!(text, "{id} = {holds}");
    }
    for (table, truth) in case.dump.iter().zip(truths) {
        self::table(table, truth, &mut text);
    }
    text
}

fn table(table: &Table, truth: &Truth, text: &mut String) {
    line!(text);
    line!(text, "[[table]]");
    line!(text, "name = {}", quoted(table.file));
    match table.form {
        Form::Delimited { delimiter, .. } => {
            line!(text, "format = \"delimited\"");
            line!(text, "delimiter = {}", quoted(&delimiter.to_string()));
            line!(text, "header = \"first-row\"");
        }
        Form::Ndjson => {
            line!(text, "format = \"ndjson\"");
            line!(text, "header = \"keys\"");
        }
    }
    line!(text, "encoding = {}", quoted(table.charset.name()));
    line!(text, "rows = {}", truth.rows);
    line!(text, "repaired_rows = {}", truth.repaired);
    line!(text, "rejected_rows = {}", truth.rejected);
    if let Some(exact) = truth.exact_duplicates() {
        line!(text, "exact_duplicates = {exact}");
    }
    if let Some(near) = truth.near_duplicates() {
        line!(
            text,
            "# At least by trimming and folding case and accents; at most by dropping all but letters and digits:"
        );
        line!(text, "# how far normalising goes is the field types' affair.");
        line!(text, "near_duplicates = {{ min = {}, max = {} }}", near.min, near.max);
    }
    if let Some(people) = truth.people(&table.columns) {
        let by = if table.columns.iter().any(|c| c.role == Role::Mail) {
            "address"
        } else {
            "telephone, or name and birth date"
        };
        line!(
            text,
            "# Distinct keys ({by}), 4 % either way for the estimate; rows without the key may be anyone."
        );
        line!(text, "people = {{ min = {}, max = {} }}", people.min, people.max);
    }
    line!(text, "columns = [");
    for column in &table.columns {
        line!(text, "    [{}, {}],", quoted(column.name), quoted(column.field_type));
    }
    line!(text, "]");
    line!(text);
    line!(text, "[table.nulls]");
    for (column, nulls) in table.columns.iter().zip(&truth.nulls) {
        line!(text, "{} = {nulls}", quoted(column.name));
    }
}

pub fn origin(case: &Case, rows: u64) -> String {
    let files: Vec<String> = case.dump.iter().map(|t| format!("`{}`", t.file)).collect();
    let library: Vec<String> = case.library.iter().map(|t| format!("`library/{}`", t.file)).collect();
    let mut text = String::new();
    line!(text, "# {}", case.title);
    line!(text);
    line!(
        text,
        "Every row is made up. No real person, address, number, account or parcel is meant; where a combination"
    );
    line!(
        text,
        "happens to exist, that is chance. First names, surnames, towns and the names of mail providers are"
    );
    line!(
        text,
        "real words (see NOTICE and the sources of `crates/reference`), because their frequencies are what is"
    );
    line!(
        text,
        "measured; who bears them, where they live and how they write was drawn by a program. Telephone numbers and IPv4"
    );
    line!(
        text,
        "addresses have the form and the ranges of real ones and belong to nobody in the file. Password hashes are"
    );
    line!(text, "random bytes. No published data set of people and no leaked data went into it.");
    line!(text);
    line!(
        text,
        "- made by: `cargo xtask samples --case {} --rows {rows}`, seed {}; the same bytes on every machine",
        case.name,
        case.seed
    );
    line!(text, "- files: {}", files.join(", "));
    if !library.is_empty() {
        line!(text, "- earlier dumps that rows were taken from, made up as well: {}", library.join(", "));
    }
    line!(text, "- checked by: `cargo xtask samples --check`, which a test runs");
    line!(text, "- any other size: `--rows N --out DIR`");
    line!(text);
    text.push_str(case.origin.trim_start());
    line!(text);
    line!(
        text,
        "A sample shows that the machinery works. It proves nothing about accuracy, and nothing is tuned on it."
    );
    text
}

/// A TOML basic string; the texts here hold no control characters but tabs.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t"))
}
