//! Field types (semantic types) and their registry: for each, a gate, a check, a normal form, a mask, a generator,
//! header words, examples and near-misses.
//!
//! `ahead` says what checks read from far memory, `catalog` holds one file per type, `form` what several types share, `headers` finds the types a column name speaks
//! of, `mask` makes shapes that may be shown, `user` reads the types of a user's own.
//!
//! Knows nothing of files, of other columns, or of what a table is made of: a field type sees one cell.

pub mod ahead;
pub mod catalog;
mod field_type;
pub mod form;
pub mod headers;
pub mod keys;
mod made_up;
pub mod mask;
mod seeded;
mod type_set;
mod user;

pub use catalog::{REGISTRY, by_id};
pub use field_type::{Check, Decide, FieldType, Gate, Group, Match, Normalise};
pub use form::hash::{Scheme, scheme as hash_scheme};
pub use seeded::Seeded;
pub use type_set::TypeSet;
pub use user::{UserTypeError, UserTypes};
