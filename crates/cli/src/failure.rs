//! Why a run cannot go on: one line for people, one status for machines.

use dumpscope_input::{InputError, display_path};
use dumpscope_report::text::screen;

use crate::exit::Exit;

/// What was met, where, and what to do next; never a byte of a dump's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The status it ends in.
    pub exit: Exit,
    /// The line, safe to print.
    pub message: String,
}

impl Failure {
    /// A failure with this status; the message is made safe to print.
    pub fn new(exit: Exit, message: impl AsRef<str>) -> Self {
        Self { exit, message: screen(message.as_ref()) }
    }

    /// The command line or a case file is wrong.
    pub fn usage(message: impl AsRef<str>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// The run was stopped from outside.
    pub fn interrupted() -> Self {
        Self::new(Exit::Interrupted, "interrupted; nothing was written, start it again when ready")
    }

    /// An output cannot be written. `doing` is such as `create`.
    pub fn output(doing: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let advice = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some space, or name another place",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                "name a place that may be written to"
            }
            ErrorKind::FileTooLarge => "raise the limit on file sizes (ulimit -f), or name another place",
            ErrorKind::NotFound => "create its folder first",
            ErrorKind::IsADirectory => "name a file in it",
            _ => "name another place",
        };
        let path = display_path(&path.to_string_lossy());
        Self::new(Exit::Output, format!("cannot {doing} {path}: {}; {advice}", plain(error)))
    }
}

/// The system's words without its error number.
pub fn plain(error: &std::io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or(&words);
    words.chars().take(1).flat_map(char::to_lowercase).chain(words.chars().skip(1)).collect()
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Self::new(Exit::Unreadable, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};
    use std::path::Path;

    use super::*;

    #[track_caller]
    fn check(path: &str, kind: ErrorKind, expect: &str) {
        let failure = Failure::output("create", Path::new(path), &Error::from(kind));
        assert_eq!(failure.message, expect);
        assert_eq!(failure.exit, Exit::Output);
    }

    #[test]
    fn says_what_where_and_what_to_do() {
        check(
            "out.json",
            ErrorKind::StorageFull,
            "cannot create out.json: no storage space; free some space, or name another place",
        );
        check(
            "a/b.json",
            ErrorKind::NotFound,
            "cannot create a/b.json: entity not found; create its folder first",
        );
    }

    #[test]
    fn is_safe_to_print() {
        check(
            "jean.dupont@example.org.json",
            ErrorKind::PermissionDenied,
            "cannot create •••.json: permission denied; name a place that may be written to",
        );
        assert!(!Failure::usage("a\u{1b}[31mb\u{202e}").message.contains(['\u{1b}', '\u{202e}']));
    }
}
