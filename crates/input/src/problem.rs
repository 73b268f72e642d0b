use std::fmt;

use crate::Container;

/// Where in the input something was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Byte offset: in the input as given, or in what `inside` unpacks to.
    pub offset: u64,
    /// The container whose content the offset counts in; `None` for the input as given.
    pub inside: Option<Container>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}", self.offset)?;
        self.inside.map_or(Ok(()), |container| write!(f, " of what the {container} unpacks to"))
    }
}

/// Something that kept part of an input from being read as it stands. What was read before it is delivered all the
/// same. `Display` gives plain words for custody, with no byte of the content.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadProblem {
    /// The compressed data stops before its end.
    Truncated {
        /// What it is packed in.
        container: Container,
        /// Where it stops.
        at: Place,
    },
    /// The compressed data cannot be decoded from here on.
    Corrupt {
        /// What it is packed in.
        container: Container,
        /// The decoder had got to here.
        at: Place,
        /// Decoder's own words.
        detail: String,
    },
    /// A member decoded, but its checksum or length does not match.
    Checksum {
        /// What it is packed in.
        container: Container,
        /// Where the checksum stands.
        at: Place,
    },
    /// Something that is not compressed data follows it; it was not read.
    Trailing {
        /// What the rest is packed in.
        container: Container,
        /// Where it begins.
        at: Place,
    },
    /// The content unpacks to more than [`Limits::ratio`](crate::Limits::ratio) allows.
    Ratio {
        /// What it is packed in.
        container: Container,
        /// Where reading stopped.
        at: Place,
        /// Decoded bytes delivered.
        decoded: u64,
        /// The limit, decoded : given.
        limit: u64,
    },
    /// The content unpacks to more than [`Limits::decoded`](crate::Limits::decoded) allows.
    Size {
        /// What it is packed in.
        container: Container,
        /// Where reading stopped.
        at: Place,
        /// The limit in bytes.
        limit: u64,
    },
    /// Byte sequences that mean nothing in the charset were replaced by U+FFFD.
    Replaced {
        /// WHATWG name of the charset.
        encoding: &'static str,
        /// How many.
        count: u64,
        /// Offset of the first, in unpacked bytes before transcoding.
        first: u64,
    },
    /// The system could not read on; what came before was kept.
    Failed {
        /// Offset in the input as given.
        offset: u64,
        /// The system's words.
        detail: String,
    },
    /// The file ended before the length it had when it was opened.
    Shrunk {
        /// Bytes when opened.
        opened: u64,
        /// Bytes there are now, or that could be read.
        now: u64,
    },
    /// The file grew after it was opened; only what was there then is read.
    Grown {
        /// Bytes when opened.
        opened: u64,
        /// Bytes there are now.
        now: u64,
    },
    /// Same length, but somebody wrote to it after it was opened.
    Modified,
}

impl ReadProblem {
    /// Stable id.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Truncated { .. } => "truncated",
            Self::Corrupt { .. } => "corrupt",
            Self::Checksum { .. } => "checksum",
            Self::Trailing { .. } => "trailing-data",
            Self::Ratio { .. } => "ratio-limit",
            Self::Size { .. } => "size-limit",
            Self::Replaced { .. } => "replaced",
            Self::Failed { .. } => "read-failed",
            Self::Shrunk { .. } => "shrunk",
            Self::Grown { .. } => "grown",
            Self::Modified => "modified",
        }
    }

    /// Whether part of the input was not delivered because of it.
    pub const fn loses_data(&self) -> bool {
        !matches!(self, Self::Checksum { .. } | Self::Replaced { .. } | Self::Grown { .. } | Self::Modified)
    }

    /// Whether it leaves open that the input was read whole and as it was packed: data was lost, or a checksum that
    /// would prove it disagrees.
    pub const fn leaves_doubt(&self) -> bool {
        self.loses_data() || matches!(self, Self::Checksum { .. })
    }
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated { container, at } => {
                write!(f, "the {container} data stops early, at {at}; what unpacked before it was read")
            }
            Self::Corrupt { container, at, detail } => {
                write!(
                    f,
                    "the {container} data is damaged near {at} ({detail}); what unpacked before it was read, the rest was not"
                )
            }
            Self::Checksum { container, at } => {
                write!(
                    f,
                    "a {container} checksum or length at {at} does not match; the data before it may be damaged"
                )
            }
            Self::Trailing { container, at } => {
                write!(
                    f,
                    "something that is not {container} follows the {container} data at {at} and was not read"
                )
            }
            Self::Ratio { container, at, decoded, limit } => write!(
                f,
                "the {container} data unpacks to more than {limit} times its size: stopped at {at} after {decoded} unpacked bytes; raise the limit if this is expected"
            ),
            Self::Size { container, at, limit } => {
                write!(
                    f,
                    "the {container} data unpacks to more than {limit} bytes: stopped at {at}; raise the limit if this is expected"
                )
            }
            Self::Replaced { encoding, count, first } => write!(
                f,
                "{count} byte sequences are not {encoding} and were replaced by U+FFFD, the first at byte {first}; another charset can be set with --encoding"
            ),
            Self::Failed { offset, detail } => {
                write!(f, "reading failed at byte {offset} ({detail}); what came before it was read")
            }
            Self::Shrunk { opened, now } => {
                write!(
                    f,
                    "the file had {opened} bytes when opened and only {now} could be read; run again when nothing writes to it"
                )
            }
            Self::Grown { opened, now } => {
                write!(
                    f,
                    "the file grew from {opened} to {now} bytes while it was read; only the first {opened} were read"
                )
            }
            Self::Modified => {
                write!(f, "the file was written to while it was read; run again when nothing writes to it")
            }
        }
    }
}
