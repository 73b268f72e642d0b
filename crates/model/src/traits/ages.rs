//! Names and ages.

use serde::{Deserialize, Serialize};

/// How far first names follow years of birth, held against the names that one country gave in each decade.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NameAges {
    /// Column of the first names, from 0.
    pub column: usize,
    /// Country of the reference, ISO 3166 alpha-2.
    pub country: String,
    /// Rows with a first name and a year of birth.
    pub dated: u64,
    /// Of these, those whose name the reference holds.
    pub n: u64,
    /// Mean over these of `ln p(name | decade)` less its mean over the decades of the table: nats, 0 where names and years
    /// were drawn apart.
    pub lift: f64,
    /// Standard deviation of the same.
    pub deviation: f64,
    /// What people of that country, born when these were, would show.
    pub expected: f64,
}
