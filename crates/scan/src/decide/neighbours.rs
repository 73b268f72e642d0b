//! What a column's neighbours say of it.

use super::{
    BAR, Column,
    candidates::{self, Ground},
};

/// A type that is likelier beside another.
struct Rule {
    /// The type a neighbour speaks for.
    field_type: &'static str,
    /// Neighbours that speak for it.
    beside: &'static [&'static str],
    /// How many columns away at most.
    within: usize,
    /// Least share of valid cells the column itself must have.
    least: f64,
}

/// Pairs that tables put side by side. Order and distances are those of address and name blocks in customer tables.
const RULES: &[Rule] = &[
    Rule { field_type: "last-name", beside: &["first-name"], within: 2, least: 0.5 },
    Rule { field_type: "first-name", beside: &["last-name"], within: 2, least: 0.5 },
    Rule { field_type: "city", beside: &["postcode", "region", "street-address"], within: 2, least: 0.5 },
    Rule { field_type: "postcode", beside: &["city", "region"], within: 2, least: 0.8 },
    Rule { field_type: "region", beside: &["city", "postcode"], within: 2, least: 0.8 },
    Rule { field_type: "street-address", beside: &["city", "postcode"], within: 3, least: 0.4 },
    Rule { field_type: "longitude", beside: &["latitude"], within: 1, least: 0.95 },
    Rule { field_type: "latitude", beside: &["longitude"], within: 1, least: 0.95 },
];

/// What a neighbour lifts a candidate to: over the bar, under what speaks for itself.
const LIFTED: f64 = 0.6;
/// What a neighbour adds to a candidate that stands by itself already.
const CONFIRMED: f64 = 0.3;

/// Lets sure columns speak for those beside them. Columns that have a header naming something else, and facts of whole
/// columns, are left alone.
pub(super) fn weigh(columns: &mut [Column]) {
    let sure: Vec<Option<&'static str>> = columns
        .iter()
        .map(|column| column.best().filter(|best| best.confidence >= 0.6).map(|b| b.field_type.id))
        .collect();
    for at in 0..columns.len() {
        let Some(column) = columns.get_mut(at) else { continue };
        if column
            .best()
            .is_some_and(|best| matches!(best.ground, Ground::Named | Ground::Both | Ground::Fact))
        {
            continue;
        }
        let mut changed = false;
        for rule in RULES {
            let from = at.saturating_sub(rule.within);
            let near = sure[from..sure.len().min(at + rule.within + 1)].iter().enumerate();
            let Some(neighbour) = near
                .filter(|(offset, _)| from + offset != at)
                .find_map(|(_, id)| id.filter(|id| rule.beside.contains(id)))
            else {
                continue;
            };
            changed |= lift(column, rule, neighbour);
        }
        if changed {
            candidates::sort(&mut column.candidates);
        }
    }
}

fn lift(column: &mut Column, rule: &Rule, neighbour: &'static str) -> bool {
    let Some(candidate) = column.candidates.iter_mut().find(|c| c.field_type.id == rule.field_type) else {
        return false;
    };
    if candidate.shares.valid < rule.least {
        return false;
    }
    candidate.confidence = match candidate.confidence {
        standing @ BAR.. => standing + (1.0 - standing) * CONFIRMED,
        _ => LIFTED * candidate.shares.valid.sqrt(),
    };
    candidate.ground = Ground::Beside(neighbour);
    true
}
