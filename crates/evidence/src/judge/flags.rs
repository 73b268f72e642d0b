//! Flags: what a table is like, beside the verdict on its rows.

use dumpscope_model::Profile;

use super::View;
use crate::catalog;
use crate::indicator::Question;

/// A link to somebody's page: with names beside it, what whoever walks a site from page to page writes down.
const LINKS: [&str; 2] = ["social-handle", "url"];
/// Who a page is about.
const NAMES: [&str; 4] = ["first-name", "full-name", "last-name", "username"];
/// What else a page shows to everybody. No way to reach or to bill a person, and nothing that only a service knows.
const SHOWN: [&str; 27] = [
    "boolean",
    "city",
    "company",
    "constant",
    "country",
    "date",
    "date-time",
    "decimal",
    "department",
    "empty",
    "enum",
    "epoch",
    "file-name",
    "free-text",
    "html",
    "integer",
    "job-title",
    "language",
    "locality",
    "middle-name",
    "organisation",
    "photo",
    "region",
    "row-number",
    "salutation",
    "user-id",
    "uuid",
];

/// Flags of a table: by its form alone, or by what its traces say of columns beside people.
pub(super) fn of(view: &View<'_>) -> Vec<String> {
    let table = view.table;
    let question =
        Question { table, claim: view.claim, tables: std::slice::from_ref(table), model: view.model };
    let by_form = [("combo-list", is_combo_list(table)), ("scrape-like", is_scrape_like(table))];
    let by_form = by_form.into_iter().filter_map(|(flag, holds)| holds.then_some(flag));
    by_form.chain(catalog::flags(&question)).map(str::to_owned).collect()
}

fn kinds(table: &Profile) -> impl Iterator<Item = &str> {
    table.columns.iter().map(|column| column.field_type.as_str())
}

/// Addresses and passwords, and nothing else.
fn is_combo_list(table: &Profile) -> bool {
    ["email", "password-plain"].iter().all(|kind| kinds(table).any(|own| own == *kind))
        && kinds(table).all(|kind| matches!(kind, "email" | "password-plain" | "empty"))
}

/// Names with links to pages, and nothing that such a page does not show.
fn is_scrape_like(table: &Profile) -> bool {
    [&LINKS[..], &NAMES].iter().all(|wanted| kinds(table).any(|kind| wanted.contains(&kind)))
        && kinds(table).all(|kind| [&LINKS[..], &NAMES, &SHOWN].iter().any(|shown| shown.contains(&kind)))
}
