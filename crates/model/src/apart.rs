//! Rows of a table that stand apart from the others, with what they show by themselves: counts, never a value.
//!
//! Kept in a scan state as they are, hence serde.

use serde::{Deserialize, Serialize};

use crate::Traits;

/// What sets rows apart from the others, none of which says that they were invented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ApartKind {
    /// They stand in a line, and several columns are otherwise before and after them.
    #[default]
    Stretch,
    /// They stand out of the order that the other rows keep in this column, from 0.
    OutOfOrder(usize),
    /// Their cells in this column, from 0, are written in another way.
    Written(usize),
    /// Their cells in this column, from 0, are empty.
    Empty(usize),
}

/// Some of the sampled rows, looked at by themselves.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RowsApart {
    /// What sets them apart.
    pub kind: ApartKind,
    /// Number of the first and of the last of them, from 1.
    pub rows: (u64, u64),
    /// Sampled rows that are of them.
    pub sampled: u64,
    /// Sampled rows that were looked through.
    pub of: u64,
    /// What they show.
    pub traits: Traits,
    /// What the others show; `None` where they are so many that the whole table says it.
    pub others: Option<Traits>,
}
