use std::fmt;

use crate::{
    CountInterval, Dialect, Estimate, Finding, Format, Known, ListedRows, Locale, Quick, Segment, Timings,
    Traits, Verdict,
};

/// Where every decoded byte of a table went: `parsed + repaired + rejected + skipped = decoded`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bytes {
    /// Decoded size in bytes (after decompression and transcoding to UTF-8).
    pub decoded: u64,
    /// In records read as they stand, their terminators included.
    pub parsed: u64,
    /// In records read after a repair (cells missing, quotes taken literally, bytes that are not UTF-8).
    pub repaired: u64,
    /// In records that could not be read as a row of this table.
    pub rejected: u64,
    /// Outside records: byte-order mark, preamble, header, blank lines.
    pub skipped: u64,
}

/// Number of different values.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Distinct {
    /// Estimate, or the exact count when `error` is 0.
    pub estimate: u64,
    /// Relative standard error (0.008 = 0.8 %); 0 when exact.
    pub error: f64,
}

/// A frequent value of a column whose field type is not personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopValue {
    /// The value, cut to 64 characters.
    pub value: String,
    /// Exact number of rows holding it.
    pub count: u64,
}

/// The shape of cells, with every letter and digit masked.
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    /// Masked shape, such as `Aaaa-Aaaa`.
    pub mask: String,
    /// Share of the sampled non-null cells with this shape, 0 to 1.
    pub share: f64,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// Position from 0.
    pub index: usize,
    /// Header name; masked when the name itself looks like personal data.
    pub name: String,
    /// Field type id, `unknown` where nothing fits.
    pub field_type: String,
    /// Confidence in the field type, 0 to 1.
    pub confidence: f64,
    /// Why this type was chosen, in plain words.
    pub reasons: Vec<String>,
    /// Other types that were near, with their confidence.
    pub alternatives: Vec<(String, f64)>,
    /// Whether the field type is personal (its values never leave the program).
    pub personal: bool,
    /// Have I Been Pwned data class of the field type.
    pub data_class: Option<String>,
    /// Rows whose cell is missing, empty or spelled as null.
    pub nulls: u64,
    /// Share of non-null cells that have the outer form of the type, over every row; `None` if all are null.
    pub looks_like: Option<f64>,
    /// Share of non-null cells that pass the type's full check, over every row; `None` if all are null.
    pub validates: Option<f64>,
    /// Different non-null cells.
    pub distinct: Distinct,
    /// Frequent values, most frequent first; empty for personal types.
    pub top: Vec<TopValue>,
    /// Most frequent masked shapes in the row sample, most frequent first.
    pub masks: Vec<Mask>,
}

/// How many different people a table holds, by its best key.
#[derive(Debug, Clone, PartialEq)]
pub struct People {
    /// Lower end of the 95 % interval.
    pub low: u64,
    /// Estimate.
    pub estimate: u64,
    /// Upper end of the 95 % interval.
    pub high: u64,
    /// What counted as one person: `email`, `phone`, `full-name + birth-date` ….
    pub key: String,
}

/// Rows that repeat.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Duplicates {
    /// Rows that equal an earlier row cell by cell; `None` when not counted.
    pub exact_rows: Option<u64>,
    /// Rows that equal an earlier row once every cell is normalised (exact ones included).
    pub near_rows: Option<u64>,
    /// Rows whose key already occurred, by key (such as `email`); rows without the key do not count.
    pub by_key: Vec<(String, u64)>,
    /// Why neither these nor people were counted, where they should have been.
    pub no_room: Option<NoRoom>,
}

/// Keys of rows and people that fitted neither the memory given to them nor the folder for temporary files. Displays as what is said
/// of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoRoom {
    /// Bytes that they take.
    pub bytes: u64,
    /// What the system says.
    pub why: String,
}

impl fmt::Display for NoRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = self.why.split(" (os error").next().unwrap_or_default();
        let first = why.chars().take(1).flat_map(char::to_lowercase);
        let why: String = first.chain(why.chars().skip(1)).collect();
        let megabytes = self.bytes.div_ceil(1_000_000);
        let room = if megabytes < 1_000 {
            format!("{megabytes} MB")
        } else {
            format!("{:.1} GB", megabytes as f64 / 1e3)
        };
        write!(
            f,
            "not counted: no room for keys in the temporary folder ({why}); give more --memory, or a TMPDIR with {room} free"
        )
    }
}

/// Counts over one stretch of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Rows that start here, repaired ones included.
    pub rows: u64,
    /// Of those, repaired.
    pub repaired: u64,
    /// Records rejected here.
    pub rejected: u64,
    /// Null cells of those rows.
    pub nulls: u64,
    /// Non-null cells that fail their column's full check.
    pub invalid: u64,
    /// Bytes in non-null cells.
    pub cell_bytes: u64,
}

/// Counts along the file, in stretches of equal decoded size.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Windows {
    /// Decoded bytes per window: a power of two from 4 096 up.
    pub width: u64,
    /// One entry per window from the start of the file.
    pub counts: Vec<Window>,
}

/// The row sample the sampled figures rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SampleInfo {
    /// Rows in the sample.
    pub rows: u64,
    /// Rows it was drawn from.
    pub of: u64,
}

/// A kind of irregularity met while reading, with its first place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable id such as `too-many-cells`.
    pub id: String,
    /// Plain words: what it was and what was done.
    pub what: String,
    /// How many records.
    pub count: u64,
    /// Row number of the first one (from 1, header not counted): the number of rows before it plus one.
    pub first_row: u64,
    /// Decoded byte offset of the first one.
    pub first_byte: u64,
}

/// Everything measured on one table.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Name of the table: file name or table name, masked where it looks personal.
    pub name: String,
    /// The table's own verdict; `None` while nothing has judged.
    pub verdict: Option<Verdict>,
    /// Form of its records.
    pub format: Format,
    /// How it is written.
    pub dialect: Dialect,
    /// Ranked alternatives to the dialect with the reason each lost, in plain words.
    pub dialect_alternatives: Vec<String>,
    /// Byte accounting.
    pub bytes: Bytes,
    /// Rows read (repaired included, header excluded).
    pub rows: u64,
    /// Of those, rows read after a repair.
    pub repaired_rows: u64,
    /// Records that could not be read as rows.
    pub rejected_rows: u64,
    /// People; `None` when no column can serve as a key.
    pub people: Option<People>,
    /// Repeats.
    pub duplicates: Duplicates,
    /// Columns in file order.
    pub columns: Vec<Column>,
    /// What the sampled figures rest on.
    pub sample: SampleInfo,
    /// Counts along the file.
    pub windows: Windows,
    /// Irregularities met, most frequent first.
    pub problems: Vec<Problem>,
    /// What the row sample shows across columns.
    pub traits: Traits,
    /// Where its people live and what they speak.
    pub locale: Locale,
    /// What it shares with known dumps; `None` without a library.
    pub known: Option<Known>,
    /// What came of listing its rows; `None` when nobody asked for it.
    pub listed: Option<ListedRows>,
    /// Where the time went; `None` when nobody asked for it.
    pub timings: Option<Timings>,
    /// What was read and what it tells of the whole table, when a quick look was asked for; then every count of this profile
    /// is among the rows seen, and repeats and people are `None`. `None` when every row was read.
    pub quick: Option<Quick>,
    /// What would have been said of it earlier in the reading, in order; empty when nobody asked.
    pub estimates: Vec<Estimate>,
    /// Indicator answers; empty while nothing has judged.
    pub findings: Vec<Finding>,
    /// Stretches judged apart; empty while nothing has judged.
    pub segments: Vec<Segment>,
}

impl Profile {
    /// Rows of the whole table, with the interval where they are estimated.
    pub fn rows_held(&self) -> CountInterval {
        let read = CountInterval { low: self.rows, estimate: self.rows, high: self.rows };
        self.quick.as_ref().map_or(read, |quick| quick.rows.unwrap_or(read))
    }
}
