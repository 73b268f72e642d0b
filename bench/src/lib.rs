//! The reference tables of the benchmark, made from a seed: people as CSV and as JSON lines, wide tables, long cells, cells
//! that are nearly all new, a table too long for a disk, and hostile ones.
//!
//! Knows nothing of dumpscope: the tables are a workload of a fixed shape, not a model of real people (the
//! samples have one), so that timings stay comparable while the program changes.

mod dataset;
mod hostile;
mod random;
mod repeats;
mod repetition;
mod row;
mod shapes;
mod words;
mod zipf;

pub use dataset::{DATASETS, Dataset, Truth, make, path_of, truth_path_of};
pub use hostile::{HOSTILE, Hostile, hostile_path_of, make_hostile};
pub use repetition::Repetition;
pub use row::{COLUMNS, Rows};
