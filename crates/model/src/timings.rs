/// Where the time of reading one table went. Judging and reporting come after and are not in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timings {
    /// Threads that read.
    pub threads: u64,
    /// What was done, in order.
    pub stages: Vec<StageTime>,
    /// What measuring the columns of each field type took, most first: parts of the stage `columns`.
    pub field_types: Vec<FieldTypeTime>,
}

/// What one stage took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageTime {
    /// Stable id.
    pub stage: Stage,
    /// Seconds: on the clock, or added up over the threads ([`Stage::is_part`]).
    pub seconds: f64,
}

/// What is done to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Form, header, field types and what to count, from blocks all over the table.
    Plan,
    /// The whole parallel pass over every byte.
    Pass,
    /// In the pass: finding records and cells.
    Read,
    /// In the pass: waiting until the block before has been read.
    Wait,
    /// In the pass: hashes, nulls, types, normal forms and distinct values, column by column.
    Columns,
    /// In the pass: keys of rows and of people, and the row sample.
    Rows,
    /// Counting different keys: duplicates and people.
    Keys,
    /// What the row sample shows: masks and traits.
    Traits,
}

impl Stage {
    /// Stable id for outputs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Pass => "pass",
            Self::Read => "read",
            Self::Wait => "wait",
            Self::Columns => "columns",
            Self::Rows => "rows",
            Self::Keys => "keys",
            Self::Traits => "traits",
        }
    }

    /// Whether it is a part of the pass, with the seconds of all threads together.
    pub const fn is_part(self) -> bool {
        matches!(self, Self::Read | Self::Wait | Self::Columns | Self::Rows)
    }
}

/// What the columns of one field type took.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldTypeTime {
    /// Id of the field type; `unknown` for none.
    pub field_type: String,
    /// Columns of the type.
    pub columns: u64,
    /// Seconds of all threads together.
    pub seconds: f64,
}
