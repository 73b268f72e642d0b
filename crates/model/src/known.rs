use serde::{Deserialize, Serialize};

use crate::Interval;

/// What a known dump of the library shares with the dump in hand.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct KnownDump {
    /// Its id in the library.
    pub id: String,
    /// Its name as enrolled.
    pub name: String,
    /// When it was taken or first seen, ISO 8601, as enrolled.
    pub date: Option<String>,
    /// Its rows.
    pub rows: u64,
    /// Overlap by key, those both have.
    pub by_key: Vec<KeyOverlap>,
    /// Share of the rows in hand whose person is in it, by the best key, with its 95 % interval.
    pub containment: Option<Interval>,
    /// Of the people shared, those whose other columns agree as well (record for record); `None` when no column
    /// besides the key is in both.
    pub joint_agreement: Option<Interval>,
}

/// Overlap by one key.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct KeyOverlap {
    /// Key id: `email`, `phone`, `person` (name and birth date), or a pair such as `email+birth-date`.
    pub key: String,
    /// Different keys in the dump in hand.
    pub ours: u64,
    /// Different keys in the known dump.
    pub theirs: u64,
    /// Share of ours that are in it, with its 95 % interval.
    pub containment: Interval,
    /// Hashes the share rests on.
    pub n: u64,
}

/// What was known of the dump when it was compared with a library.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Known {
    /// Key id of the library.
    pub library: String,
    /// Dumps compared with, most contained first.
    pub dumps: Vec<KnownDump>,
    /// Share of the rows in hand whose person is in any of them, with its 95 % interval; `None` when nothing could be
    /// compared.
    pub seen: Option<Interval>,
}
