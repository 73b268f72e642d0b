//! Field types (semantic types) and their registry: for each, a gate, a check, a normal form, a mask, a generator,
//! header words, examples and near-misses.
//!
//! Knows nothing of files, of other columns, or of what a table is made of: a field type sees one cell.

pub mod catalog;
mod field_type;
mod seeded;

pub use catalog::{REGISTRY, by_id};
pub use field_type::{Decide, FieldType, Gate, Group, Match};
pub use seeded::Seeded;
