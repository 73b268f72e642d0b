//! Tables in the making: cells by row, the form they are written in, the flaws that are planted, and the count of
//! all of it.

mod flaws;
mod sink;
mod truth;
mod write;

pub use flaws::Flaws;
pub use sink::Cells;
pub use truth::{Range, Truth};
pub use write::{DETAILED_ROWS, write_table};

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Delimited text with a header line; quoted where needed, quotes doubled.
    Delimited {
        /// The delimiter.
        delimiter: char,
        /// Whether lines end in CR LF.
        crlf: bool,
    },
    /// One JSON object per line.
    Ndjson,
}

/// Charset of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8 without a mark.
    Utf8,
    /// Windows-1252.
    Windows1252,
    /// UTF-16, little end first, with its mark.
    Utf16Le,
}

impl Charset {
    /// Name as the WHATWG encoding standard has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "windows-1252",
            Self::Utf16Le => "UTF-16LE",
        }
    }
}

/// What a column's cells are, as a way of counting people and near repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing special.
    Plain,
    /// A key of a person: an e-mail address.
    Mail,
    /// A telephone number: written in many ways.
    Phone,
    /// Part of a person's name, or a birth date: together a key where there is no address.
    Identity,
    /// A number: unquoted in JSON.
    Number,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Header.
    pub name: &'static str,
    /// Field type id that a reader should find.
    pub field_type: &'static str,
    /// Role of its cells.
    pub role: Role,
}

/// A column with the role that goes with its field type.
pub const fn column(name: &'static str, field_type: &'static str, role: Role) -> Column {
    Column { name, field_type, role }
}

/// Fills the cells of one row: a pure function of the row's number.
pub type Fill = Box<dyn Fn(u64, &mut Cells) + Send + Sync>;

/// A table that can be written at any length.
pub struct Table {
    /// File name; `.gz` at its end means that the file is to be compressed.
    pub file: &'static str,
    /// How it is written.
    pub form: Form,
    /// In which charset.
    pub charset: Charset,
    /// Columns.
    pub columns: Vec<Column>,
    /// Records, broken ones included, header not.
    pub rows: u64,
    /// Flaws to plant.
    pub flaws: Flaws,
    /// Seed of the flaws.
    pub seed: u64,
    /// The rows.
    pub fill: Fill,
}
