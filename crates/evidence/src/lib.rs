//! Indicators and the verdict: what a table's figures say of where its rows come from.
//!
//! `catalog` holds one file per indicator, `model` the scales and thresholds, read from `model.toml`; `judge` combines
//! findings into a verdict, `claim` holds the claim against what was measured.
//!
//! Knows nothing of bytes, paths or cells: a verdict can be computed again from a saved state.

pub mod catalog;
mod checks;
mod claim;
mod days;
#[cfg(test)]
mod drawing;
mod evenness;
mod fitted;
mod indicator;
mod intervals;
mod judge;
mod locale;
mod model;
mod occupancy;
mod reading;
mod seams;
mod words;

pub use catalog::{REGISTRY, by_id};
pub use checks::row_scorer;
pub use claim::FAMILIES;
pub use fitted::{Figure, Fitted, Scorecard, Sides};
pub use indicator::{Answer, Group, Indicator, Question};
pub use judge::{Weighed, bears_people, estimate, judge, weighed};
pub use model::{Model, Rule, Scale};
