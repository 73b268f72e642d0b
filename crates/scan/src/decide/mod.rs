//! The column decision: which field type a column holds, and how sure that is.
//!
//! Three witnesses are heard: the **values** (the shares of sampled cells that look like a type, are valid, and tell),
//! the **header** (phrases of the field types), and the **neighbours** (a last name stands beside a first name). Values
//! veto: a header that names a type its cells do not look like is a header that lies. Thresholds are data of the field
//! types ([`dumpscope_fields::Decide`]); what is known of a whole column only (empty, constant, numbered rows, few
//! values) is added here. Where nothing reaches the bar the answer is *unknown*.
//!
//! Pure: no I/O, no randomness; reasons never hold a value.

mod candidates;
mod change;
mod evidence;
mod facts;
mod neighbours;
mod people;
mod reasons;
mod schemes;

use rayon::prelude::*;

use dumpscope_fields::{FieldType, TypeSet};

use candidates::{Candidate, Ground};
use evidence::Evidence;
use facts::Facts;

/// Least confidence at which a column is given a type.
const BAR: f64 = 0.5;
/// Near types kept beside the decision.
const ALTERNATIVES: usize = 3;
/// Least confidence of a near type.
const NEAR: f64 = 0.2;

/// Share of valid cells from which a column is not looked through for a change of type.
const UNMIXED: f64 = 0.85;
/// Confidence of the two types of a column that changes half-way: alternatives, under the bar.
const HALF: f64 = 0.45;

/// What the plan sampled of one column.
#[derive(Clone)]
pub struct ColumnSample<'a> {
    /// Header, if the table has one.
    pub header: Option<&'a str>,
    /// Trimmed non-null cells in file order, some two thousand at most.
    pub values: Vec<&'a [u8]>,
    /// Null cells met beside them.
    pub nulls: u64,
    /// Cells met in all.
    pub cells: u64,
}

/// What was decided of one column.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The type; `None` is unknown.
    pub field_type: Option<&'static FieldType>,
    /// Confidence, 0 to 1.
    pub confidence: f64,
    /// Why, in plain words, without values.
    pub reasons: Vec<String>,
    /// Near types with their confidence, nearest first.
    pub alternatives: Vec<(&'static str, f64)>,
    /// Whether the header speaks of a personal type that the cells were not given: they may hold it in a form that is not
    /// known (damaged names, towns of another script), and are not shown.
    pub guarded: bool,
    /// For dates: whether the day comes before the month; `None` when no cell tells.
    pub day_first: Option<bool>,
}

/// One column on its way to a decision.
struct Column {
    /// Types of its beginning and its end, as far as known, where it changes on its way.
    change: Option<change::Ends>,
    facts: Facts,
    evidence: Evidence,
    candidates: Vec<Candidate>,
}

/// Decides every column of a table, by the built-in types.
pub fn decide(columns: &[ColumnSample<'_>]) -> Vec<Decision> {
    decide_among(TypeSet::built_in(), columns)
}

/// Decides every column of a table, by these types.
pub fn decide_among(types: &'static TypeSet, columns: &[ColumnSample<'_>]) -> Vec<Decision> {
    let mut heard: Vec<Column> = columns.par_iter().map(|sample| Column::hear(sample, types)).collect();
    neighbours::weigh(&mut heard);
    heard.iter().zip(columns).map(|(column, sample)| column.decision(sample)).collect()
}

impl Column {
    fn hear(sample: &ColumnSample<'_>, types: &'static TypeSet) -> Self {
        let facts = Facts::of(sample);
        let evidence = Evidence::of(sample, types);
        let candidates = candidates::rank(&evidence, &facts);
        let mut column = Self { change: None, facts, evidence, candidates };
        let best = column.best();
        if best.is_none_or(|best| best.shares.valid < UNMIXED && best.ground != Ground::Fact) {
            let best = best.map(|best| best.field_type);
            column.change = change::find(sample, types).or_else(|| change::stops(best?, &sample.values));
        }
        column
    }

    /// The candidate in front, if it reaches the bar.
    fn best(&self) -> Option<&Candidate> {
        // A column that changes on its way is neither; long numbers that a spreadsheet rounded are gone.
        let lost = |best: &Candidate| {
            self.change.is_some()
                || (self.facts.rounded && !matches!(best.ground, Ground::Named | Ground::Both | Ground::Fact))
        };
        self.candidates.first().filter(|best| best.confidence >= BAR && !lost(best))
    }

    fn decision(&self, sample: &ColumnSample<'_>) -> Decision {
        let best = self.best();
        let near = self.candidates.iter().skip(usize::from(best.is_some()));
        Decision {
            field_type: best.map(|candidate| candidate.field_type),
            // How sure *unknown* is: as far as the nearest type stays under the bar.
            confidence: best.map_or_else(
                || 1.0 - self.candidates.first().map_or(0.0, |near| near.confidence),
                |candidate| candidate.confidence,
            ),
            reasons: self.reasons(best, sample),
            alternatives: match self.change {
                Some(ends) => ends.into_iter().flatten().map(|id| (id, HALF)).collect(),
                None => near
                    .filter(|candidate| candidate.confidence >= NEAR)
                    .take(ALTERNATIVES)
                    .map(|candidate| (candidate.field_type.id, candidate.confidence))
                    .collect(),
            },
            guarded: self.evidence.names_personal(best.map(|best| best.field_type)),
            day_first: facts::day_first(&sample.values),
        }
    }

    fn reasons(&self, best: Option<&Candidate>, sample: &ColumnSample<'_>) -> Vec<String> {
        let mut reasons = Vec::new();
        if let Some([first, last]) = self.change {
            let [first, last] = [first, last].map(|end| end.unwrap_or("something else"));
            reasons
                .push(format!("the column changes on its way: its first cells are {first}, its last {last}"));
        }
        if self.facts.rounded {
            reasons.push("long numbers in scientific notation: a spreadsheet rounded them".into());
        }
        reasons.extend(reasons::of(best, &self.evidence, &self.facts));
        reasons.extend(best.and_then(|best| schemes::said(best.field_type, &sample.values)));
        reasons
            .extend(best.and_then(|best| facts::layout(best.field_type.id, &sample.values)).map(Into::into));
        reasons
    }
}

#[cfg(test)]
mod hash_tests;
#[cfg(test)]
mod phone_tests;
#[cfg(test)]
mod tests;
