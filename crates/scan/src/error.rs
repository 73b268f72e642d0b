use dumpscope_records::detect::DetectError;

/// Why a scan came to no state.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The table's form could not be told.
    #[error("{name} {reason}")]
    Form {
        /// Input name, safe to print.
        name: String,
        /// Why.
        reason: DetectError,
    },
    /// The input could not be read on.
    #[error("cannot read on at decoded byte {at}: {why}; check the file or the pipe and run again")]
    Read {
        /// Decoded offset reached.
        at: u64,
        /// The system's words.
        why: String,
    },
    /// A mapped file was cut short meanwhile.
    #[error(
        "the file was cut short while it was read (around decoded byte {at}); nothing measured can be trusted: copy it \
         first, or wait until whoever writes it is done"
    )]
    CutShort {
        /// Decoded offset reached.
        at: u64,
    },
    /// Asked to stop.
    #[error("stopped at decoded byte {at}; nothing was written")]
    Interrupted {
        /// Decoded offset reached.
        at: u64,
    },
    /// What was kept of the scan does not go with the input.
    #[error("what was kept of it is damaged, or of another input or program")]
    Kept,
    /// The file for keys beside a checkpoint could not be used.
    #[error(
        "cannot keep row keys beside the checkpoint: {why}; free some disk space and run the same command again"
    )]
    Spill {
        /// The system's words.
        why: String,
    },
    /// No threads.
    #[error("cannot start worker threads: {0}; try --threads 1")]
    Threads(String),
}

/// Why a saved state could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// Not a state at all.
    #[error("is not a dumpscope scan state; give a file that `triage --state` wrote")]
    NotAState,
    /// Of another version.
    #[error(
        "was saved by a version with state format {found}, this one reads {expected}; scan the dump again"
    )]
    Version {
        /// Format met.
        found: u32,
        /// Format read here.
        expected: u32,
    },
    /// Cut short or altered.
    #[error("is damaged (its digest does not match its content); scan the dump again")]
    Damaged,
}
