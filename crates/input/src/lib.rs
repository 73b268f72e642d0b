//! From a path or a pipe to decoded bytes: what the arguments name ([`expand`]), how it is read ([`open`]: mapped,
//! positioned reads, or a stream), what it was packed in (gzip, zstd), what charset it is in, and how far reading got
//! ([`Meter`]) with what went wrong on the way ([`ReadProblem`]), which custody keeps ([`Source::custody`]).
//!
//! Everything read here is taken to be written by an adversary: sizes are bounded by [`Limits`], nothing is ever
//! written to disk, a folder's links are not followed out of it, and a file cut short while mapped is a message, not a
//! crash.
//!
//! Knows nothing of records: whether the bytes are a table, and where its rows end, is for `records`. UTF-8 is handed
//! on untouched, byte-order mark and bad sequences included. `unsafe` lives in `guard`, `mapped` and `file_size` only.

mod charset;
mod compressed;
mod display;
mod error;
mod expand;
mod file_size;
#[cfg(target_os = "linux")]
mod guard;
mod gzip;
mod head;
mod kind;
mod mapped;
mod meter;
mod natural;
mod open;
mod options;
mod plain;
mod problem;
mod raw;
mod source;
mod transcode;
mod zstandard;

pub use charset::encoding_for_label;
pub use compressed::Container;
pub use display::display_path;
pub use error::InputError;
pub use expand::{InputPath, expand};
pub use file_size::ignore_file_size_signal;
pub use mapped::MappedFile;
pub use meter::Meter;
pub use open::{Content, Opened, open, open_reader, raw};
pub use options::{Limits, OpenOptions};
pub use plain::PlainFile;
pub use problem::{Place, ReadProblem};
pub use source::Source;

#[cfg(test)]
mod tests;
