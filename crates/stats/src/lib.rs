//! Mergeable accumulators: distinct counts, repeats, bottom-k samples, counts along the file, and sketches that
//! known dumps are compared by; and what blocks drawn from a file tell of all of it.
//!
//! Every accumulator obeys the laws of [`Merge`], so that any cutting of the input over any number of threads gives
//! the answer of one pass. Accumulators see 64-bit hashes, offsets and counts; they know nothing of field types,
//! dumps or cells.

mod bottom_k;
mod clusters;
mod digests;
mod distinct;
mod hyperloglog;
mod key_set;
mod library_key;
mod overlap;
mod theta;
mod windows;

pub use bottom_k::{BottomK, BottomKGate};
pub use clusters::{Bounds, Cluster, share, total};
pub use digests::{Digests, JointDigest, KeyDigest};
pub use distinct::{Distinct, SavedDistinct};
pub use hyperloglog::HyperLogLog;
pub use key_set::{AskFor, KeyCount, KeyPart, KeySet, KeySpill, KeyStore, Packed, Positions, SavedKeys};
pub use library_key::{KeyedHasher, LibraryKey};
pub use overlap::Overlap;
pub use theta::{Found, HashRows, THETA_ENTRIES, Theta, ThetaEntry, ThetaSet};
pub use windows::{MAX_WINDOWS, MIN_WINDOW_WIDTH, WindowCounts, Windows};

/// What can be computed on parts and put together.
///
/// Laws, tested for every implementor: merging an empty accumulator changes nothing; `(a+b)+c = a+(b+c)`; feeding any
/// chunking of a stream to several accumulators and merging them equals feeding it to one.
pub trait Merge {
    /// Takes the other's content into this one.
    fn merge(&mut self, other: Self);
}
