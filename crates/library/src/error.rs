use crate::fingerprint;

/// Why a library cannot be used, in words that follow its path, with what to do next. Holds nothing of a dump's content.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// No marker in the folder.
    #[error("is not a library; `dumpscope library init` makes a folder one")]
    NotALibrary,
    /// A marker is there already.
    #[error("is a library already; add dumps with `dumpscope library add`, or name another folder")]
    AlreadyOne,
    /// The marker cannot be understood.
    #[error("has a library.toml that is damaged: {0}; put back the one it was made with")]
    Marker(String),
    /// Another version made it.
    #[error(
        "is a library of format {found}, and this version reads format {}; use the version that made it, or make a new library and add the dumps again",
        fingerprint::FORMAT
    )]
    Version {
        /// The format met.
        found: u32,
    },
    /// The key is not where it should be.
    #[error("has no key beside it; name the key file with --key")]
    NoKey,
    /// What should be the key is not.
    #[error("cannot be used: its key file {0}; name the right one with --key")]
    BrokenKey(&'static str),
    /// The key of another library.
    #[error("was made with key {expected}, and this key is {found}; name the right key file with --key")]
    OtherKey {
        /// Id of the library's key.
        expected: String,
        /// Id of the key at hand.
        found: String,
    },
    /// A name that makes no id.
    #[error("cannot hold a dump of that name: it has no letter or digit; name it with --name")]
    NoId,
    /// The id is there already.
    #[error("holds a dump called {0} already; give this one another name with --name")]
    IdTaken(String),
    /// The same dump is there already.
    #[error("holds this very dump already, as {0}")]
    Enrolled(String),
    /// No such id.
    #[error("holds no dump {0}; `dumpscope library list` names them")]
    NoSuchDump(String),
    /// A dump in which nothing can be compared.
    #[error(
        "gains nothing from a dump without addresses, phone numbers, or names with birth dates; nothing was added"
    )]
    NothingToCompare,
    /// A scan under another key, or under none.
    #[error("has key {expected}, and the dump was scanned {found}; triage the dump again with --library")]
    OtherScan {
        /// Id of the library's key.
        expected: String,
        /// `with key …` or `without one`.
        found: String,
    },
    /// The system's words.
    #[error("cannot be {doing}: {why}")]
    System {
        /// Such as `written`.
        doing: &'static str,
        /// The system's words.
        why: String,
    },
}

impl LibraryError {
    pub(crate) fn system(doing: &'static str) -> impl Fn(std::io::Error) -> Self {
        move |error| Self::System { doing, why: error.kind().to_string() }
    }
}

/// Something about a library that does not stop its use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Name of the file in the library's folder, as it is there.
    pub file: String,
    /// What is wrong with it and what to do, to follow the name.
    pub why: String,
}
