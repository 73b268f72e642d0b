//! What cannot be decided, said every time, and what would help.

use dumpscope_model::Profile;

use super::View;
use super::recycling::{claim_day, left_aside};
use super::rule::{Facts, Why};
use crate::words::{counted, grouped, list, percent};

/// Limits of any verdict on a file alone.
const ALWAYS: [&str; 5] = [
    "Not decidable from the file alone: that real records came from this company rather than from a partner, a scrape or \
     a stuffing list.",
    "Nor: recycling from a dump that is not in the library, a careful resampling of real rows, real people with invented \
     columns that couple to nothing.",
    "Nor: the day the data was taken, beyond a lower bound.",
    "Training data are officials, athletes, registers, businesses: no customer table exists in the open.",
    "Not compared with the company's own records: no roll was given.",
];

/// The limits of this verdict; `facts` is `None` where rows are about nobody.
pub(super) fn limits(view: &View<'_>, facts: Option<&Facts<'_>>) -> Vec<String> {
    let model = view.model;
    let mut limits: Vec<String> = ALWAYS.iter().map(|text| (*text).to_owned()).collect();
    if facts.is_none() {
        limits.truncate(3);
    }
    if let Some(facts) = facts {
        let card = &model.fitted.scorecard;
        limits.push(format!(
            "Weights were fitted on {} and {} (model {}): no ratio above {} to 1 for real people or 1 to {} against is \
             claimed, decisive signatures and known dumps aside.",
            counted(card.families_real, "publisher of real tables", "publishers of real tables"),
            counted(card.families_generated, "generator", "generators"),
            model.fitted.version,
            grouped(10_f64.powf(model.fitted.cap.for_real).round() as u64),
            grouped(10_f64.powf(model.fitted.cap.for_generated).round() as u64),
        ));
        limits.push(unseen(facts));
    }
    limits.splice(0..0, quick(view.table));
    match &view.table.known {
        None => limits.push("Not compared with known dumps: no library was given.".to_owned()),
        Some(known) if known.seen.is_none() => limits.push(format!(
            "Not compared with the {} of the library: no key is in both.",
            counted(known.dumps.len() as u64, "dump", "dumps")
        )),
        Some(_) => {}
    }
    limits
}

/// Which invented rows would not have been found.
fn unseen(facts: &Facts<'_>) -> String {
    let Some(share) = facts.measures else {
        return "How many rows are invented could not be measured: too few rows, or no columns that show it."
            .into();
    };
    let share = percent(share);
    let most = |shares: &dumpscope_model::Shares| shares.generated.map_or(0.0, |share| share.high);
    let more = if most(&facts.shares) > most(&facts.found) {
        format!(": up to {} of the table may be such", percent(most(&facts.shares)))
    } else {
        String::new()
    };
    format!(
        "Invented rows show from about {share} of the table on where their columns were drawn apart or their names from a \
         known generator's lists; rows that a careful program drew whole do not show at all{more}."
    )
}

/// That not every row was read.
fn quick(table: &Profile) -> Option<String> {
    let quick = table.quick.as_ref()?;
    let rows = counted(table.rows, "row", "rows");
    Some(if quick.head {
        format!(
            "Judged on the first {rows} alone: the rest of this input was not looked at and may be something else."
        )
    } else {
        let (blocks, of) = (quick.blocks, quick.bytes_of.unwrap_or(quick.bytes).max(1));
        format!(
            "Judged on {rows} of {} drawn from all over the file ({} of its bytes): repeats and people were not counted, and what \
             few rows show may have been missed.",
            counted(blocks, "block", "blocks"),
            percent(quick.bytes as f64 / of as f64)
        )
    })
}

/// What would change the verdict, most useful first.
pub(super) fn next_steps(view: &View<'_>, facts: &Facts<'_>, why: Why) -> Vec<String> {
    let (table, rule) = (view.table, &view.model.rule);
    let mut steps = Vec::new();
    if table.quick.is_some() {
        steps.push("Run again without --quick: then every row is read.".to_owned());
    }
    let named = services(table, rule.least_tags);
    if !named.is_empty() && !matches!(why, Why::Records) {
        steps.push(format!("Enrol the dump of {}, if there is one: addresses name it.", list(&named)));
    }
    if table.known.as_ref().is_none_or(|known| known.seen.is_none()) {
        steps.push(
            "Compare with known dumps: enrol those at hand in a library and name it in the case.".to_owned(),
        );
    }
    if let Some(known) = &table.known {
        let aside = left_aside(known, view.claim, rule);
        let undated: Vec<&str> =
            aside.iter().filter(|dump| dump.date.is_none()).map(|dump| dump.name.as_str()).collect();
        if !undated.is_empty() {
            steps.push(format!(
                "Give {} a date in the library: what is not known to be older than the claim does not count.",
                list(&undated)
            ));
        }
    }
    steps.push(
        "Ask the company to seal a roll of its own records: matching it, or not, decides more than any statistic."
            .to_owned(),
    );
    if facts.rows < 10 * rule.least_rows && !matches!(why, Why::Records | Why::Signature) {
        steps.push(format!(
            "Get more rows: {} here; names, births and addresses speak from about {} on.",
            grouped(facts.rows),
            grouped(10 * rule.least_rows)
        ));
    }
    if claim_day(view.claim).is_none() {
        steps.push(
            "Note in case.toml when the claim was posted: dates can then be held against it.".to_owned(),
        );
    }
    steps
}

/// Services that enough addresses name, most first.
fn services(table: &Profile, least: u64) -> Vec<String> {
    let mut named: Vec<(String, u64)> = table
        .traits
        .mail
        .iter()
        .flat_map(|mail| mail.services.iter().cloned())
        .filter(|(_, count)| *count >= least)
        .collect();
    named.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    named.into_iter().take(3).map(|(id, _)| id).collect()
}
