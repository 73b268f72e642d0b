use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::ReadProblem;

/// How far reading one input has got; shared by the reader, a progress bar and custody. Figures only grow.
#[derive(Debug, Default)]
pub struct Meter {
    total: Option<u64>,
    raw: AtomicU64,
    decoded: AtomicU64,
    ended: AtomicBool,
    problems: Mutex<Vec<ReadProblem>>,
    digest: OnceLock<String>,
}

impl Meter {
    pub(crate) fn new(total: Option<u64>) -> Self {
        Self { total, ..Self::default() }
    }

    /// Bytes of the input as given, when known beforehand.
    pub const fn total(&self) -> Option<u64> {
        self.total
    }

    /// Bytes of the input as given that a stream consumed so far. Who works through a mapped or positioned file knows it
    /// by itself.
    pub fn raw(&self) -> u64 {
        self.raw.load(Relaxed)
    }

    /// Bytes delivered so far, unpacked and in UTF-8.
    pub fn decoded(&self) -> u64 {
        self.decoded.load(Relaxed)
    }

    /// Whether a stream was read to the end of the input as given.
    pub fn ended(&self) -> bool {
        self.ended.load(Relaxed)
    }

    /// What went wrong so far, in the order met.
    pub fn problems(&self) -> Vec<ReadProblem> {
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// BLAKE3 of the input as given, lower-case hex, once it is known.
    pub fn blake3(&self) -> Option<&str> {
        self.digest.get().map(String::as_str)
    }

    pub(crate) fn add_raw(&self, bytes: u64) {
        self.raw.fetch_add(bytes, Relaxed);
    }

    pub(crate) fn add_decoded(&self, bytes: u64) {
        self.decoded.fetch_add(bytes, Relaxed);
    }

    pub(crate) fn end(&self) {
        self.ended.store(true, Relaxed);
    }

    pub(crate) fn report(&self, problem: ReadProblem) {
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).push(problem);
    }

    pub(crate) fn set_digest(&self, digest: String) -> &str {
        self.digest.get_or_init(|| digest)
    }
}
