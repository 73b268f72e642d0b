use serde::{Deserialize, Serialize};

use crate::{HashRows, Merge, ThetaSet};

/// What of a table is compared with known dumps: sketches of keyed hashes of normalised values. Pseudonymised personal
/// data: whoever has the library's key can find out whether somebody is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Digests {
    /// Id of the library's key; only digests under one key can be compared.
    pub key_id: String,
    /// Version of the normal forms that were hashed; only digests of one version can be compared.
    pub keys_version: u32,
    /// By key that people are told apart by, such as `email`, in a fixed order.
    pub keys: Vec<KeyDigest>,
    /// By key and a further column, such as `email+city`.
    pub joints: Vec<JointDigest>,
}

/// Different values of one key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeyDigest {
    /// `email`, `phone`, `person` or `name+address`.
    pub id: String,
    /// Rows that have the key.
    pub rows: u64,
    /// Its values and the rows of each.
    pub set: ThetaSet<HashRows>,
}

/// Different pairs of a key with another column's value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct JointDigest {
    /// Key and column, such as `email+birth-date`.
    pub id: String,
    /// Rows that have both.
    pub rows: u64,
    /// The pairs: sampled by the key's hash, so that what is known of a key in one sample is known in the other.
    pub set: ThetaSet<(u64, u32)>,
}

impl Digests {
    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.keys.iter().all(|key| key.set.is_empty())
    }

    /// Whether every sketch is one that could have been made: to be asked of what was read from a file.
    pub fn is_sound(&self) -> bool {
        self.keys.iter().all(|key| key.set.is_sound()) && self.joints.iter().all(|joint| joint.set.is_sound())
    }

    /// The digest of a key.
    pub fn key(&self, id: &str) -> Option<&KeyDigest> {
        self.keys.iter().find(|key| key.id == id)
    }
}

impl Merge for Digests {
    /// The union. Both must be under one key and version; an empty one takes the other's.
    fn merge(&mut self, other: Self) {
        if self.key_id.is_empty() {
            (self.key_id, self.keys_version) = (other.key_id, other.keys_version);
        }
        for theirs in other.keys {
            match self.keys.iter_mut().find(|mine| mine.id == theirs.id) {
                Some(mine) => {
                    mine.rows += theirs.rows;
                    mine.set = mine.set.union(&theirs.set);
                }
                None => self.keys.push(theirs),
            }
        }
        for theirs in other.joints {
            match self.joints.iter_mut().find(|mine| mine.id == theirs.id) {
                Some(mine) => {
                    mine.rows += theirs.rows;
                    mine.set = mine.set.union(&theirs.set);
                }
                None => self.joints.push(theirs),
            }
        }
    }
}
