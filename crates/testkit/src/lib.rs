//! What tests and samples are made with: laws that accumulators are held to, tables whose personal values are
//! marked, a seeded population of made-up people, and imitations of fake-data libraries.
//!
//! For development only, never part of the product. Knows nothing of how a dump is read, typed or judged: what it
//! says of its tables it counted while making them.

pub mod cases;
pub mod generator;
mod laws;
pub mod leaks;
pub mod markers;
pub mod noise;
pub mod population;
mod random;
pub mod spectra;
pub mod table;
mod weighted;

pub use laws::{merge_commutes, merge_laws};
pub use random::Random;
pub use weighted::Weighted;
