//! Where the people of a table live and what they speak, as far as its cells tell.
//!
//! A scan state keeps this as it is, hence serde: its format is versioned, and no published format is made of it.

use serde::{Deserialize, Serialize};

/// Countries and languages of a table, most frequent first. Empty lists: nothing tells, and no reference of any country
/// may be held against the table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Locale {
    /// Countries, ISO 3166 alpha-2.
    pub countries: Vec<LocaleShare>,
    /// Languages, ISO 639-1.
    pub languages: Vec<LocaleShare>,
}

/// One country or language.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LocaleShare {
    /// Code.
    pub code: String,
    /// Share among what tells, 0 to 1.
    pub share: f64,
    /// Sampled cells (or words of the header) that say so.
    pub n: u64,
    /// What says so, such as `phone` or `email-domain`, the weightiest first.
    pub from: Vec<String>,
}

impl Locale {
    /// Share of a country; 0 where it is not among them.
    pub fn country(&self, code: &str) -> f64 {
        share_of(&self.countries, code)
    }

    /// Share of a language; 0 where it is not among them.
    pub fn language(&self, code: &str) -> f64 {
        share_of(&self.languages, code)
    }
}

fn share_of(shares: &[LocaleShare], code: &str) -> f64 {
    shares.iter().filter(|one| one.code == code && one.share.is_finite()).map(|one| one.share).sum()
}
