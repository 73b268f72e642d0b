//! The reference tables of the benchmark: `t1m`, `t10m`, `t87m` and their NDJSON kin, made from a seed.
//!
//! Knows nothing of dumpscope: the tables are a workload of a fixed shape, not a model of real people (the
//! samples have one), so that timings stay comparable while the program changes.

mod dataset;
mod random;
mod row;
mod words;
mod zipf;

pub use dataset::{DATASETS, Dataset, Form, Truth, make, path_of, truth_path_of};
pub use row::{COLUMNS, Rows};
