//! Traces of known ways of making rows up.

use serde::{Deserialize, Serialize};

/// A trace that a known way of making rows up leaves in single cells.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Signature {
    /// Id of the trace, such as `reserved-domain`.
    pub id: String,
    /// Column, from 0.
    pub column: usize,
    /// Cells looked at.
    pub n: u64,
    /// Cells that bear it.
    pub hits: u64,
}

/// How a column's values stand to what a known generator draws from: the few lists that hold most of them. Values that are
/// two of the list joined (`Anne-Marie`, two surnames) count as both.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Column, from 0.
    pub column: usize,
    /// What was looked up: `first-name`, `last-name`, `city`, `job`, `company`, `mail-domain`; `built-city` and `built-job`
    /// for values put together from parts, which count once however often they come.
    pub part: String,
    /// Generator, by the name of its package.
    pub generator: String,
    /// Locale as the generator writes it; `any` where it has none.
    pub locale: String,
    /// Values looked up.
    pub n: u64,
    /// Of those, held by the list, or put together from its parts.
    pub held: u64,
    /// Of those held, the ones that are put together and stand on no list.
    pub built: u64,
    /// Different values, joined ones as written.
    pub distinct: u64,
    /// Of those, held by the list.
    pub distinct_held: u64,
    /// Entries drawn: the held values, joined ones twice.
    pub draws: u64,
    /// Entries of the list.
    pub size: u64,
    /// Entries met.
    pub used: u64,
    /// Whether the use was held against weights that the generator gives; else against even use, which it may be told to make.
    pub weighted: bool,
    /// Entries that as many draws by the generator meet, and the standard deviation of that.
    pub expected_used: (f64, f64),
    /// `(χ² − df) / draws` of the entries against the generator's weights: 0 by chance whatever the number of draws.
    pub departure: f64,
    /// Its standard deviation where the generator drew.
    pub departure_deviation: f64,
}
