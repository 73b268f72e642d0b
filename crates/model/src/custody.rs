/// A digest of an input's bytes as given (before decompression).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// BLAKE3, lower-case hex.
    pub blake3: Option<String>,
    /// SHA-256, lower-case hex; on request.
    pub sha256: Option<String>,
}

/// Identity of one input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InputRecord {
    /// Path as given, `-` for standard input; masked where it looks personal.
    pub path: String,
    /// Size in bytes as given; `None` for a pipe that was not read to its end.
    pub bytes: Option<u64>,
    /// Modification time, ISO 8601 in UTC, when the system knows one.
    pub modified: Option<String>,
    /// Containers unpacked on the way, outermost first, such as `gzip`.
    pub containers: Vec<String>,
    /// Digests.
    pub digest: Digest,
    /// What went wrong while reading it, in plain words; empty when all was read.
    pub problems: Vec<String>,
}

/// Record of a run: what was read, with what, when.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Custody {
    /// Inputs in the order read.
    pub inputs: Vec<InputRecord>,
    /// Options that shape the answer, as `name=value`, sorted.
    pub options: Vec<String>,
    /// Seed of sampling and row keys.
    pub seed: u64,
    /// Start, ISO 8601 in UTC.
    pub started: String,
    /// End, ISO 8601 in UTC.
    pub finished: String,
    /// Wall time of the scan in seconds.
    pub seconds: f64,
}
