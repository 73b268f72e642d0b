//! First names and surnames of the same communities.

use serde::{Deserialize, Serialize};

/// How far first names and surnames are borne in the same communities, over all rows. Sums over the table: nothing here
/// belongs to a row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NameCommunities {
    /// Columns of first names and of surnames, from 0.
    pub columns: (usize, usize),
    /// Different pairs of names.
    pub named: u64,
    /// Of these, those of which both names are listed.
    pub n: u64,
    /// Countries within which pairs were held against each other: 1 where no column tells.
    pub countries: u64,
    /// Covariance of the shares of both names in the same community, summed over the communities: 0 where surnames are
    /// drawn apart from first names.
    pub shared: f64,
    /// Its standard deviation where surnames are dealt out again within a country.
    pub deviation: f64,
    /// Variance of the shares of surnames, summed likewise: how many communities the table holds.
    pub spread: f64,
    /// How much of the mean of those shares is that of the United States' population: 1 where all of it.
    pub alike: f64,
    /// The same of stretches of the file, in their order; none where they would have too few pairs.
    pub along: Vec<CommunityStretch>,
}

/// How far both names are borne in the same communities in a stretch of the file.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct CommunityStretch {
    /// First and last row of it that was looked at, from 1.
    pub rows: (u64, u64),
    /// Different pairs of names, both listed.
    pub n: u64,
    /// As in [`NameCommunities`].
    pub shared: f64,
    /// As there.
    pub deviation: f64,
    /// As there.
    pub spread: f64,
}
