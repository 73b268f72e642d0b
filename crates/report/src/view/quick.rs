use dumpscope_model::{CountInterval, Interval, Profile, QuickColumn};

use super::judgement::rounded_interval;
use super::ratio;

/// What a quick look read of a table, and what that tells of all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct QuickView {
    /// Only the first part was looked at.
    pub head: bool,
    /// Blocks read.
    pub blocks: u64,
    /// Blocks in all.
    pub blocks_of: Option<u64>,
    /// Blocks left out, where records start being in doubt.
    pub left_out: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes in all.
    pub bytes_of: Option<u64>,
    /// Bytes read as a share of all.
    pub share: Option<f64>,
    /// Rows of the whole table.
    pub rows: Option<CountInterval>,
}

impl QuickView {
    pub(super) fn new(profile: &Profile) -> Option<Self> {
        let quick = profile.quick.as_ref()?;
        Some(Self {
            head: quick.head,
            blocks: quick.blocks,
            blocks_of: quick.blocks_of,
            left_out: quick.left_out,
            bytes: quick.bytes,
            bytes_of: quick.bytes_of,
            share: quick.bytes_of.and_then(|of| ratio(quick.bytes, of)),
            rows: quick.rows,
        })
    }
}

/// Shares of a column over the whole table, as far as blocks tell.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct QuickColumnView {
    /// Null cells among the rows.
    pub nulls: Option<Interval>,
    /// Cells with the outer form of the type, among those that are not null.
    pub looks_like: Option<Interval>,
    /// Cells passing the full check, among those that are not null.
    pub validates: Option<Interval>,
}

impl QuickColumnView {
    pub(super) fn new(column: &QuickColumn, typed: bool) -> Self {
        let of_type = |share: Option<Interval>| share.filter(|_| typed).and_then(rounded_interval);
        Self {
            nulls: column.nulls.and_then(rounded_interval),
            looks_like: of_type(column.looks_like),
            validates: of_type(column.validates),
        }
    }
}
