//! What known dumps are compared by, and what a library knew of a table.

use dumpscope_model::Known;
use dumpscope_stats::Digests;

use crate::ScanState;

impl ScanState {
    /// What known dumps are compared by; `None` when the table was scanned without a library's key.
    pub fn digests(&self) -> Option<&Digests> {
        self.digests.as_ref()
    }

    /// Forgets what known dumps are compared by: under a key that nobody keeps it is of no use.
    pub fn drop_digests(&mut self) {
        self.digests = None;
    }

    /// Keeps what a library knows of the table, for this and every later report.
    pub fn set_known(&mut self, known: &Known) {
        self.known = Some(known.clone());
    }

    /// Rows of the table.
    pub fn rows(&self) -> u64 {
        self.rows
    }
}
