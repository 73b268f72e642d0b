//! What a long scan keeps so that it can be gone on with: sealed, so that only whoever has the dump can read it.
//!
//! A pass pauses at intervals, when every block that was begun is measured. What the workers counted is put together and
//! handed out as bytes ([`pass`]); of the row sample only places, since the input is there to be read again. Keys of rows
//! are too many to be written anew each time: full chunks go to a log that only grows ([`KeyLog`]), once each.
//!
//! Everything is encrypted under a key made from the input itself ([`Seal`]): hashes and the seed under which they can be
//! tried stand together in it, and whoever can open it needs no hashes.

mod file;
mod log;
mod pass;
mod rows;
mod seal;

use std::sync::Arc;
use std::time::Duration;

pub use file::{Done, Head, Saved, Sealed};
pub use log::{KeyLog, LogMark};
pub(crate) use pass::SavedPass;
pub use seal::Seal;

/// How a pass is kept while it runs.
pub struct Keeping<'k> {
    /// Work between two pauses.
    pub every: Duration,
    /// Where keys go.
    pub log: Arc<KeyLog>,
    /// The pass to go on with, as [`Keeping::save`] was given it; the log is that of the same moment.
    pub from: Option<Vec<u8>>,
    /// Takes the pass as it is now, and how many decoded bytes of the input it has behind it.
    pub save: &'k mut dyn FnMut(Vec<u8>, u64),
}
