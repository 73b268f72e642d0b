use dumpscope_fields::TypeSet;
use dumpscope_model::Estimate;
use dumpscope_records::detect::Overrides;
use dumpscope_stats::LibraryKey;

use crate::ScanState;

/// What a scan is told. Only `seed`, `overrides`, `null_words`, `types`, `library_key`, `related`,
/// `quick` and `estimates` shape the answer.
#[derive(Debug, Clone)]
pub struct ScanOptions {
    /// Worker threads; 0 for one per available core.
    pub threads: usize,
    /// Bytes per block.
    pub block_bytes: usize,
    /// Bytes that key sets (duplicates, people) may hold in memory before they spill to a temporary file.
    pub key_memory: u64,
    /// Seed of sampling and row keys.
    pub seed: u64,
    /// What the user fixed of the dialect.
    pub overrides: Overrides,
    /// Words that count as null beside the usual ones.
    pub null_words: Vec<String>,
    /// Field types a column may have: the built-in ones, and a user's own.
    pub types: &'static TypeSet,
    /// Key under which the rows are digested for a comparison with known dumps; `None` digests nothing and costs nothing.
    pub library_key: Option<LibraryKey>,
    /// Whether other tables follow that this one's records may be named in: hashes are kept for [`crate::relate`], in memory.
    pub related: bool,
    /// Whether to say where the time went. Costs a look at the clock for each column of each block.
    pub timings: bool,
    /// Read about this many bytes, in blocks drawn from all over the table, instead of all of it. A table that is not larger
    /// is read whole.
    pub quick: Option<u64>,
    /// Whether the table is judged while it is read.
    pub estimates: Option<Estimates>,
}

/// When a table that can be read from any place is judged while it is read, by [`Progress::judge`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimates {
    /// Bytes it must have for that.
    pub least: u64,
    /// Bytes of blocks from everywhere that are looked at and judged before it is read: for whoever waits, since nothing of
    /// that is kept.
    pub first: Option<u64>,
}

impl Default for ScanOptions {
    fn default() -> Self {
        Self {
            threads: 0,
            block_bytes: 128 << 10,
            key_memory: 352 << 20,
            seed: 0,
            overrides: Overrides::default(),
            null_words: Vec::new(),
            types: TypeSet::built_in(),
            library_key: None,
            related: false,
            timings: false,
            quick: None,
            estimates: None,
        }
    }
}

/// What a scan tells while it runs, and asks.
pub trait Progress: Sync {
    /// Decoded bytes done so far, in order.
    fn bytes(&self, done: u64);
    /// Whether to stop.
    fn interrupted(&self) -> bool;
    /// What would be said of a table of which only this part were read. Asked by one of the threads that read, while the
    /// others read on.
    fn judge(&self, _part: &ScanState) -> Option<Estimate> {
        None
    }
}

/// Tells nobody, never stops.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn bytes(&self, _done: u64) {}
    fn interrupted(&self) -> bool {
        false
    }
}
