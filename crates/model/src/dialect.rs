/// The form a table's records came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Delimited text (CSV, TSV and kin).
    #[default]
    Delimited,
    /// One JSON value per line.
    Ndjson,
}

impl Format {
    /// Stable id used in flags and outputs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Delimited => "delimited",
            Self::Ndjson => "ndjson",
        }
    }
}

/// How records end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Newline {
    /// `\n`; a `\r` directly before it belongs to the terminator, so LF, CRLF and a mixture of these two read alike.
    #[default]
    Lf,
    /// Most records end in `\r\n`. Read exactly as [`Newline::Lf`]; kept apart for the report only.
    CrLf,
    /// `\r` alone (old Mac).
    Cr,
    /// `\n`, `\r\n` and `\r` alone, in turn: each `\n` and each `\r` ends a record.
    Mixed,
}

impl Newline {
    /// Stable id used in outputs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Lf => "lf",
            Self::CrLf => "crlf",
            Self::Cr => "cr",
            Self::Mixed => "mixed",
        }
    }
}

/// How a quote inside a quoted cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Escape {
    /// Doubled: `""`.
    #[default]
    Doubled,
    /// `\"`; a backslash takes the byte after it literally.
    Backslash,
}

/// Where the column names came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeaderSource {
    /// The first record after the preamble.
    #[default]
    FirstRow,
    /// None in the file: columns are named `c1`, `c2`, …
    None,
    /// Keys of the records themselves (JSON).
    Keys,
}

/// How a delimited table is written. For [`Format::Ndjson`] only `encoding` and `header` mean something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// WHATWG name of the charset the bytes were decoded from, such as `UTF-8`.
    pub encoding: String,
    /// Cell delimiter, one byte.
    pub delimiter: u8,
    /// Quote byte, if cells may be quoted.
    pub quote: Option<u8>,
    /// How quotes inside quotes are written.
    pub escape: Escape,
    /// Record terminator.
    pub newline: Newline,
    /// Whether a header was found.
    pub header: HeaderSource,
    /// Lines before the header (or the first record) that belong to no table.
    pub preamble_rows: u64,
}

impl Dialect {
    /// Stands in for the delimiter of a table of one column: the ASCII unit separator, which text does not hold.
    pub const NO_DELIMITER: u8 = 0x1f;
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            encoding: "UTF-8".into(),
            delimiter: b',',
            quote: Some(b'"'),
            escape: Escape::Doubled,
            newline: Newline::Lf,
            header: HeaderSource::FirstRow,
            preamble_rows: 0,
        }
    }
}
