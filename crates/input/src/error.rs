use crate::ReadProblem;

/// Why an input cannot be read at all. Paths in it have gone through [`display_path`](crate::display_path); each
/// message says what was met, where, and what to do next, and none holds a byte of the content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// Nothing was named.
    #[error(
        "no input: name a file, a folder, a quoted pattern such as 'dumps/*.csv', or - for standard input"
    )]
    Nothing,
    /// No such path.
    #[error("{path} does not exist; check the spelling, or quote a pattern such as 'dumps/*.csv'")]
    Missing {
        /// Path as given.
        path: String,
    },
    /// A pattern that matches no file.
    #[error("no file matches {pattern}; check the folder and the spelling (hidden files are not matched)")]
    NoMatch {
        /// Pattern as given.
        pattern: String,
    },
    /// A pattern that cannot be understood.
    #[error("{pattern} is not a valid pattern ({detail}); use *, ?, ** and [abc], or name the file itself")]
    BadPattern {
        /// Pattern as given.
        pattern: String,
        /// What is wrong with it.
        detail: &'static str,
    },
    /// A folder with no regular file in it.
    #[error("the folder {path} holds no file to read (hidden files are skipped); name a file instead")]
    EmptyFolder {
        /// Path as given.
        path: String,
    },
    /// A link inside a folder that points outside it, or nowhere.
    #[error(
        "{path} is a link that leaves the folder it is in, so nothing was read; remove it, or name the files one by one"
    )]
    LinkLeaves {
        /// Path of the link.
        path: String,
    },
    /// More files or folder levels than one run takes.
    #[error("{path} holds more than {limit} {what}; hand in a smaller folder")]
    TooMany {
        /// Path as given.
        path: String,
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// Standard input was named twice.
    #[error("standard input (-) is named twice; it can be read only once")]
    TwiceStdin,
    /// Standard input is a terminal.
    #[error("standard input is a terminal; pipe a file into it, or name a file")]
    Terminal,
    /// A folder where a file is needed.
    #[error("{path} is a folder; name the files in it, or hand the folder over as a whole")]
    Folder {
        /// Path as given.
        path: String,
    },
    /// The system refuses.
    #[error(
        "{path} may not be read (permission denied); change its permissions, or run as a user who may read it"
    )]
    Denied {
        /// Path as given.
        path: String,
    },
    /// Nothing in it.
    #[error("{path} is empty{after}; there is nothing to triage: check that the copy or download completed")]
    Empty {
        /// Path as given.
        path: String,
        /// Empty, or ` once the gzip is unpacked`.
        after: String,
    },
    /// Not text.
    #[error("{path} seems to be {kind}{within}; {advice}")]
    Binary {
        /// Path as given.
        path: String,
        /// What it seems to be, with its article.
        kind: &'static str,
        /// Empty, or ` (inside gzip)`.
        within: String,
        /// What to do next.
        advice: &'static str,
    },
    /// Containers inside each other beyond [`Limits::depth`](crate::Limits::depth).
    #[error("{path} is packed more than {limit} times over; unpack it first")]
    TooDeep {
        /// Path as given.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// Compressed data of which nothing could be decoded.
    #[error("nothing could be unpacked from {path}: {problem}; copy or download it again")]
    Unpackable {
        /// Path as given.
        path: String,
        /// What went wrong.
        problem: ReadProblem,
    },
    /// The name of a charset that nobody knows.
    #[error(
        "{label} is not a charset this build knows; use a WHATWG label such as utf-8, latin1, windows-1252, utf-16le or shift_jis"
    )]
    UnknownEncoding {
        /// The label, made safe to print.
        label: String,
    },
    /// UTF-32, which no decoder here reads.
    #[error(
        "{path} is UTF-32 text, which this build does not read; convert it first: iconv -f UTF-32 -t UTF-8"
    )]
    Utf32 {
        /// Path as given.
        path: String,
    },
    /// Anything else the system says.
    #[error("{path} cannot be read: {detail}")]
    Io {
        /// Path as given.
        path: String,
        /// The system's words.
        detail: String,
    },
}

impl InputError {
    /// From the system's answer about `shown`, a path that is already safe to print.
    pub(crate) fn from_io(shown: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = shown.to_owned();
        match error.kind() {
            ErrorKind::NotFound => Self::Missing { path },
            ErrorKind::PermissionDenied => Self::Denied { path },
            ErrorKind::IsADirectory => Self::Folder { path },
            _ => Self::Io { path, detail: error.to_string() },
        }
    }
}
