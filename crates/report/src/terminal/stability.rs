//! How long the verdict has stood, in words.

use dumpscope_model::Headline;

use super::Block;
use crate::number::percent;
use crate::view::{StabilityView, TableView};

/// One paragraph; nothing where no part of the table was judged.
pub(super) fn stability(table: &TableView, block: &mut Block<'_>) {
    if let (Some(stability), Some(verdict)) = (&table.stability, &table.verdict) {
        block.say("Stable", &said(stability, verdict.headline));
    }
}

/// `the verdict is the same since 12.5 % of the file`, and what it was before.
fn said(stability: &StabilityView, headline: Headline) -> String {
    let at = |share: Option<f64>| share.map_or_else(|| "a part".to_owned(), percent);
    let all: Vec<(Headline, String)> =
        stability.estimates.iter().map(|one| (one.headline, at(one.share))).collect();
    let stood = all.iter().rev().take_while(|(word, _)| *word == headline).count();
    let (before, since) = all.split_at(all.len() - stood);
    // Parts of one verdict after another are named together.
    let mut told: Vec<String> = Vec::new();
    for same in before.chunk_by(|one, next| one.0 == next.0) {
        let places: Vec<&str> = same.iter().map(|(_, place)| place.as_str()).collect();
        told.push(format!("{} at {}", same[0].0.id(), listed(&places)));
    }
    let told = told.join(", ");
    match since.first() {
        Some((_, place)) if before.is_empty() => format!("the verdict is the same since {place} of the file"),
        Some((_, place)) => format!("the verdict is the same since {place} of the file; before: {told}"),
        None => {
            let last = all.last().map_or("", |(_, place)| place);
            format!("the verdict changed after {last} of the file; before: {told}")
        }
    }
}

/// `12.5 %, 25 % and 50 %`.
fn listed(places: &[&str]) -> String {
    match places {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [more @ .., last] => format!("{} and {last}", more.join(", ")),
    }
}
