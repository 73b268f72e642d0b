//! Field types said to be in the file, and those said not to be.

use dumpscope_model::{ClaimCheck, Column, Profile};

use super::point;
use crate::model::Rule;
use crate::words::{list, percent};

/// Groups of field types that an exclusion may name as one.
pub const FAMILIES: [(&str, &[&str]); 4] = [
    ("bank", &["iban", "bic", "card-number", "card-masked", "card-expiry"]),
    ("cards", &["card-number", "card-masked", "card-expiry"]),
    ("passwords", &["password-plain", "password-hash", "salt", "pin", "totp-seed"]),
    (
        "identity",
        &[
            "nir",
            "us-ssn",
            "ca-sin",
            "ch-ahv",
            "es-dni",
            "nl-bsn",
            "be-national-number",
            "it-codice-fiscale",
            "uk-nino",
            "uk-nhs",
            "de-tax-id",
            "passport",
            "driving-licence",
        ],
    ),
];

/// What also counts as a claimed type being there: any of these sets of types.
const RELATIVES: [(&str, &[&[&str]]); 23] = [
    ("full-name", &[&["first-name", "last-name"]]),
    ("first-name", &[&["full-name"]]),
    ("last-name", &[&["full-name"]]),
    ("ipv4", &[&["ipv6"]]),
    ("ipv6", &[&["ipv4"]]),
    ("street-address", &[&["address-line"], &["full-address"]]),
    ("address-line", &[&["street-address"]]),
    ("full-address", &[&["street-address"]]),
    ("city", &[&["full-address"]]),
    ("postcode", &[&["full-address"]]),
    ("company", &[&["organisation"]]),
    ("organisation", &[&["company"]]),
    ("birth-date", &[&["birth-year"]]),
    ("sex", &[&["salutation"]]),
    ("user-id", &[&["customer-id"]]),
    ("customer-id", &[&["user-id"]]),
    ("card-number", &[&["card-masked"]]),
    ("password-hash", &[&["hex-digest"]]),
    ("signature-image", &[&["image-blob"]]),
    ("region", &[&["department"]]),
    ("eu-vat", &[&["fr-vat"]]),
    ("fr-vat", &[&["eu-vat"]]),
    ("session-token", &[&["api-key"]]),
];

/// Columns of a type that hold something, over all tables.
fn columns<'a>(id: &'a str, tables: &'a [Profile]) -> impl Iterator<Item = &'a Column> {
    let filled = |table: &'a Profile| table.columns.iter().filter(move |column| column.nulls < table.rows);
    tables.iter().flat_map(filled).filter(move |column| column.field_type == id)
}

fn share(column: &Column) -> f64 {
    column.validates.filter(|share| share.is_finite()).unwrap_or(0.0)
}

/// Whether a column of this type passes the type's full check on a real share of its cells.
fn holds(id: &str, tables: &[Profile], rule: &Rule) -> bool {
    columns(id, tables).any(|column| share(column) >= rule.present_share)
}

/// Each claimed type, or a near relative, must be the type of a column.
pub(super) fn fields(claimed: &[String], tables: &[Profile], rule: &Rule) -> ClaimCheck {
    let check = point("fields", claimed.join(", "));
    if tables.is_empty() {
        return ClaimCheck { note: "There is no table.".to_owned(), ..check };
    }
    let there = |id: &str| columns(id, tables).next().is_some();
    let relative = |id: &str| {
        let (_, sets) = RELATIVES.iter().find(|(of, _)| *of == id)?;
        sets.iter().find(|set| set.iter().all(|other| there(other)))
    };
    let missing: Vec<&str> =
        claimed.iter().map(String::as_str).filter(|id| !there(id) && relative(id).is_none()).collect();
    let mut notes = Vec::new();
    if !missing.is_empty() {
        notes.push(format!("No column of {}.", list(&missing)));
    }
    for id in claimed.iter().filter(|id| !there(id)) {
        if let Some(set) = relative(id) {
            notes.push(format!("{} in place of {id}.", list(set)));
        }
    }
    for column in claimed.iter().flat_map(|id| columns(id, tables)).filter(|c| share(c) < rule.present_share)
    {
        notes.push(format!(
            "Only {} of the cells taken for {} are valid.",
            percent(share(column)),
            column.field_type
        ));
    }
    let met = claimed.len() - missing.len();
    ClaimCheck {
        measured: Some(format!("{met} of {}", claimed.len())),
        holds: Some(missing.is_empty()),
        note: notes.join(" "),
        ..check
    }
}

/// No excluded type may be the type of a column whose cells pass its check.
pub(super) fn excludes(claimed: &[String], tables: &[Profile], rule: &Rule) -> ClaimCheck {
    let check = point("excludes", format!("no {}", claimed.join(", ")));
    if tables.is_empty() {
        return ClaimCheck { note: "There is no table.".to_owned(), ..check };
    }
    let mut ids: Vec<&str> = Vec::new();
    for id in claimed {
        match FAMILIES.iter().find(|(family, _)| family == id) {
            Some((_, members)) => ids.extend(*members),
            None => ids.push(id),
        }
    }
    ids.sort_unstable();
    ids.dedup();
    let present: Vec<&str> = ids.iter().copied().filter(|id| holds(id, tables, rule)).collect();
    if !present.is_empty() {
        return ClaimCheck {
            measured: Some(format!("there is {}", list(&present))),
            holds: Some(false),
            ..check
        };
    }
    let like: Vec<&str> = ids.iter().copied().filter(|id| columns(id, tables).next().is_some()).collect();
    if !like.is_empty() {
        return ClaimCheck {
            measured: Some(format!("cells look like {}", list(&like))),
            note: "Few of them pass the full check: made up, cut or something else.".to_owned(),
            ..check
        };
    }
    ClaimCheck { measured: Some("no such column".to_owned()), holds: Some(true), ..check }
}
