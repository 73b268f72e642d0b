use serde::{Deserialize, Serialize};

use crate::Interval;

/// A whole number with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CountInterval {
    /// Lower end.
    pub low: u64,
    /// Estimate.
    pub estimate: u64,
    /// Upper end.
    pub high: u64,
}

/// What a quick look read of a table, and what that tells of all of it. Whatever else a profile of it counts, it counts among
/// the rows seen.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quick {
    /// Only the first part could be looked at, since the input cannot be read from its middle: nothing is told of the rest.
    pub head: bool,
    /// Blocks read.
    pub blocks: u64,
    /// Blocks in all; `None` where the end of the input is not known.
    pub blocks_of: Option<u64>,
    /// Blocks drawn and left out, since where a record starts in them is in doubt.
    pub left_out: u64,
    /// Decoded bytes of the records read.
    pub bytes: u64,
    /// Decoded bytes in all; `None` where the end of the input is not known.
    pub bytes_of: Option<u64>,
    /// Rows of the whole table; `None` from a first part.
    pub rows: Option<CountInterval>,
    /// Columns in file order.
    pub columns: Vec<QuickColumn>,
}

/// Shares of one column over the whole table; `None` from a first part, and where there is nothing to take a share of.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct QuickColumn {
    /// Null cells, as a share of the rows.
    pub nulls: Option<Interval>,
    /// Cells with the outer form of the type, as a share of those that are not null.
    pub looks_like: Option<Interval>,
    /// Cells that pass the type's full check, as a share of those that are not null.
    pub validates: Option<Interval>,
}
