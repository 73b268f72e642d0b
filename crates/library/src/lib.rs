//! Known dumps: a folder of fingerprints, and how much of a dump in hand is in them.
//!
//! A fingerprint holds sketches of keyed hashes and where the dump came from, never a value. The key that the hashes are
//! made with is in a file of its own: a plain hash of an address is found by trying addresses, a keyed one is not.
//! Fingerprints may be handed on; whoever has the key too can ask them about anybody.
//!
//! A library is a folder with `library.toml` (format and key id), `key` (32 random bytes, unless it is kept elsewhere) and
//! one `ID.fp` per dump. All files are readable by their owner alone, and whole or not there.
//!
//! Knows nothing of how a dump is read, and nothing of verdicts: that the same people are in both is a measurement, and what
//! it means is for others to say.

mod compare;
mod error;
mod fingerprint;
mod folder;
mod key_file;

pub use compare::{Comparison, InHand};
pub use error::{LibraryError, Trouble};
pub use fingerprint::{Fingerprint, Provenance, is_fingerprint, read_provenance};
pub use folder::{Library, Listing, MARKER, id_of};
