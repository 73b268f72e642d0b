//! Indicators and the verdict: what a table's figures say of where its rows come from.
//!
//! `catalog` holds one file per indicator, `model` the scales and thresholds, read from `model.toml`.
//!
//! Knows nothing of bytes, paths or cells: a verdict can be computed again from a saved state.

pub mod catalog;
#[cfg(test)]
mod drawing;
mod indicator;
mod model;
mod intervals;
mod evenness;
mod occupancy;
mod reading;

pub use catalog::{REGISTRY, by_id};
pub use indicator::{Answer, Group, Indicator, Question};
pub use model::{Model, Rule, Scale};
