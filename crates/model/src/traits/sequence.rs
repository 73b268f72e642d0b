//! What rows show when they are put in order, or beside each other: ids, counters and cycles, households.

use serde::{Deserialize, Serialize};

/// A column of numbers that name records, and how they go with time.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct IdColumn {
    /// Column, from 0.
    pub column: usize,
    /// Ids in the sample: whole numbers behind one common prefix.
    pub n: u64,
    /// Different ids.
    pub distinct: u64,
    /// Pairs of rows that share an id.
    pub pairs: f64,
    /// Rows whose id is larger than that of the row before in the sample, along the file.
    pub rising: u64,
    /// The 1st and the 99th percentile of the different ids.
    pub span: (u64, u64),
    /// Different ids from the one to the other, both included.
    pub inner: u64,
    /// Against each column of dates or times other than of birth.
    pub times: Vec<IdTime>,
}

/// How ids go with a time.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct IdTime {
    /// Column of dates or times, from 0.
    pub column: usize,
    /// Whether its header says that the record began then: a sign-up, an order.
    pub beginning: bool,
    /// Rows with both.
    pub n: u64,
    /// Rank correlation of id and day (Spearman's).
    pub correlation: f64,
    /// How near in time neighbours by id are: 1 − half the rank version of von Neumann's ratio, 0 by chance and 1 where
    /// time runs along the ids, in one stretch or in several.
    pub coherence: f64,
    /// The same of neighbours in the file.
    pub file_coherence: f64,
}

/// Different people who share an address, a number or a connection, and how many of them share a surname too.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Households {
    /// What they share.
    pub shared: Shared,
    /// The columns, from 0: surname, and what is shared.
    pub columns: (usize, usize),
    /// People with a first name, a surname and what may be shared.
    pub n: u64,
    /// Pairs of people of two first names who share it, where at most eight do.
    pub pairs: u64,
    /// Of those, pairs of one surname.
    pub same: u64,
    /// Pairs of one such group and the next by postcode: what chance gives in one place.
    pub apart: u64,
    /// Of those, pairs of one surname.
    pub apart_same: u64,
    /// People in groups of more than eight: firms, blocks of flats, proxies.
    pub crowded: u64,
}

/// What the people of a household share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shared {
    /// Street, number, town and postcode.
    Address,
    /// Phone number.
    Phone,
    /// Network address.
    Network,
}

impl Shared {
    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Network => "network",
        }
    }
}

/// What a column does along rows that follow each other, at the head of the file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// What.
    pub kind: PatternKind,
    /// Column, from 0.
    pub column: usize,
    /// Steps from row to row that were looked at.
    pub n: u64,
    /// Steps that follow the pattern.
    pub hits: u64,
    /// Rows after which values come again, for a cycle; 0 otherwise.
    pub period: u64,
}

/// Ways in which values follow from the row's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatternKind {
    /// One text with a number in it that is one more in each row.
    Counter,
    /// A number or a date that grows by the same step in each row.
    Steps,
    /// Values come again in the same order.
    Cycle,
}

impl PatternKind {
    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Steps => "steps",
            Self::Cycle => "cycle",
        }
    }
}

/// A column whose values name rows of another table of the same dump.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Link {
    /// Column, from 0.
    pub column: usize,
    /// The other table's name.
    pub other: String,
    /// The other table's column, from 0.
    pub other_column: usize,
    /// Whether the headers say that the columns belong together.
    pub named: bool,
    /// Whether nearly every row of this table has a value of its own too.
    pub unique: bool,
    /// Different values compared.
    pub n: u64,
    /// Of those, as many as would be met in the other table's sample if all were in the table.
    pub expected: f64,
    /// Values met.
    pub hits: u64,
    /// Share of the whole numbers between the other column's smallest and largest that it holds: what numbers drawn
    /// from that range would meet. 0 for keys of another kind.
    pub filled: f64,
    /// Columns of dates in this table and the other.
    pub times: Option<(usize, usize)>,
    /// Whether the other table's header says that the record began then.
    pub begins: bool,
    /// Values met that have both dates, the first of each.
    pub dated: u64,
    /// Of those, dates of this table that are not before the other's.
    pub in_order: u64,
    /// The same against another row's date.
    pub in_order_apart: u64,
}

/// States that the rows of one parcel or order go through: which of two states comes first, over all of them.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Paths {
    /// Column of the parcel's number, from 0.
    pub column: usize,
    /// Column of its state, from 0.
    pub state: usize,
    /// Column of the time, from 0.
    pub time: usize,
    /// Different states.
    pub states: u64,
    /// Rows that follow a row of the same parcel in time, in another state.
    pub n: u64,
    /// Of them those in the order that their two states have more often.
    pub usual: u64,
    /// As many as would be if any two states came in either order alike.
    pub by_chance: f64,
}
