//! Decoded bytes → columnar batches: dialect detection, delimited text, JSON lines, cutting at record ends.
//!
//! A [`Reader`] reads one block of bytes into a [`Batch`]; whether blocks come from a mapping or a pipe, in which size
//! and on which thread, is the caller's business, and never changes what is read (see [`Entry`]).
//!
//! Knows nothing of files, field types or statistics.

mod batch;
mod delimited;
pub mod detect;
mod irregular;
mod json_lines;
mod reader;
mod regular;
mod structural;

pub use batch::{Batch, Cell, Event, EventKind, Sixteen, Tally};
pub use reader::{DEFAULT_MAX_CELLS, DEFAULT_MAX_RECORD, Entry, Exit, Layout, Reader};
pub use structural::{LineEnd, ask_for};
