//! The claim, point by point, against what was measured. What the file cannot answer stays open.

mod columns;
mod numbers;
mod times;

use dumpscope_model::{Claim, ClaimCheck, Headline, Profile};

use crate::model::Model;
use crate::words::{list, percent};

pub use columns::FAMILIES;

/// Checks everything that is claimed, in a fixed order.
pub(crate) fn check(claim: &Claim, tables: &[Profile], model: &Model) -> Vec<ClaimCheck> {
    let points = [
        claim.rows.map(|rows| numbers::rows(rows, tables, &model.rule)),
        claim.people.map(|people| numbers::people(people, claim.rows, tables, &model.rule)),
        (!claim.fields.is_empty()).then(|| columns::fields(&claim.fields, tables, &model.rule)),
        (!claim.excludes.is_empty()).then(|| columns::excludes(&claim.excludes, tables, &model.rule)),
        (!claim.countries.is_empty()).then(|| countries(&claim.countries, tables, model)),
        claim.taken.as_deref().map(|day| times::taken(day, tables, &model.rule)),
        claim.posted.as_deref().map(|day| times::posted(day, tables)),
        claim.never_sold.map(|never| never_sold(never, tables)),
    ];
    points.into_iter().flatten().collect()
}

fn point(id: &str, claimed: impl Into<String>) -> ClaimCheck {
    ClaimCheck { id: id.to_owned(), claimed: claimed.into(), ..ClaimCheck::default() }
}

/// Countries of the rows over the tables that show any, most frequent first.
fn measured_countries(tables: &[Profile]) -> Vec<(String, f64)> {
    let showing: Vec<&Profile> = tables.iter().filter(|table| !table.traits.countries.is_empty()).collect();
    let rows: f64 = showing.iter().map(|table| table.rows as f64).sum();
    let mut shares: Vec<(String, f64)> = Vec::new();
    for table in &showing {
        for (code, share) in table.traits.countries.iter().filter(|(_, share)| share.is_finite()) {
            let part = if rows > 0.0 { share * table.rows as f64 / rows } else { 0.0 };
            match shares.iter_mut().find(|(other, _)| other == code) {
                Some((_, sum)) => *sum += part,
                None => shares.push((code.clone(), part)),
            }
        }
    }
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    shares
}

fn countries(claimed: &[String], tables: &[Profile], model: &Model) -> ClaimCheck {
    const MOST_NAMED: usize = 6;
    let check = point("countries", claimed.join(" "));
    let shares = measured_countries(tables);
    if shares.is_empty() {
        return ClaimCheck { note: "No column shows a country.".to_owned(), ..check };
    }
    let named: Vec<String> =
        shares.iter().take(MOST_NAMED).map(|(code, share)| format!("{code} {}", percent(*share))).collect();
    let missing: Vec<&String> = claimed
        .iter()
        .filter(|code| !shares.iter().any(|(other, share)| other == *code && *share > 0.0))
        .collect();
    let covered: f64 = shares.iter().filter(|(code, _)| claimed.contains(code)).map(|(_, share)| share).sum();
    let mut notes = Vec::new();
    if !missing.is_empty() {
        notes.push(format!("No row of {}.", list(&missing)));
    }
    if covered < model.rule.present_share {
        notes.push(format!(
            "Only {} of the rows are of the countries claimed.",
            percent(covered.clamp(0.0, 1.0))
        ));
    }
    ClaimCheck {
        measured: Some(named.join(", ")),
        holds: Some(notes.is_empty()),
        note: notes.join(" "),
        ..check
    }
}

/// Contradicted by a table that is recycled from older dumps; never proven.
fn never_sold(never: bool, tables: &[Profile]) -> ClaimCheck {
    let check = point("never-sold", if never { "never sold before" } else { "sold before" });
    let recycled: Vec<&Profile> = tables
        .iter()
        .filter(|table| table.verdict.as_ref().is_some_and(|verdict| verdict.headline == Headline::Recycled))
        .collect();
    let compared: Vec<f64> = tables
        .iter()
        .filter_map(|table| Some(table.known.as_ref()?.seen?.estimate))
        .filter(|share| share.is_finite())
        .collect();
    let most = compared.iter().copied().fold(0.0, f64::max);
    if !recycled.is_empty() {
        return ClaimCheck {
            measured: Some(format!("{} seen in known dumps", percent(most))),
            holds: Some(!never),
            note: "The people and their records were in circulation before.".to_owned(),
            ..check
        };
    }
    if compared.is_empty() {
        return ClaimCheck { note: "Needs a library of known dumps.".to_owned(), ..check };
    }
    ClaimCheck {
        measured: Some(format!("{} seen in known dumps", percent(most))),
        note: "Not record for record in the dumps compared; others may hold them.".to_owned(),
        ..check
    }
}

#[cfg(test)]
mod tests;
