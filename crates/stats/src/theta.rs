use serde::{Deserialize, Serialize};

use crate::{Merge, Overlap};

/// Most entries a sketch keeps.
pub const THETA_ENTRIES: usize = 1 << 16;

/// What a sketch keeps: a keyed hash, alone or with something beside it.
pub trait ThetaEntry: Copy {
    /// What tells entries apart, and orders them; begins with the hash.
    type Key: Copy + Ord;

    /// What tells it from others.
    fn key(self) -> Self::Key;

    /// The hash in it, which decides whether it is kept.
    fn hash_of(key: Self::Key) -> u64;

    /// The hash of this entry.
    fn hash(self) -> u64 {
        Self::hash_of(self.key())
    }

    /// Rows it stands for.
    fn rows(self) -> u64 {
        1
    }

    /// Takes in another entry of the same key.
    fn absorb(&mut self, _other: Self) {}
}

/// A hash alone.
impl ThetaEntry for u64 {
    type Key = Self;

    fn key(self) -> Self {
        self
    }

    fn hash_of(key: Self) -> u64 {
        key
    }
}

/// A hash and a second one: a key and the value of another column.
impl ThetaEntry for (u64, u32) {
    type Key = Self;

    fn key(self) -> Self {
        self
    }

    fn hash_of(key: Self) -> u64 {
        key.0
    }
}

/// A hash and the rows it was met in, up to [`HashRows::MOST`]. The number is exact: what is kept at the end was below every
/// bound there ever was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashRows {
    hash: u64,
    rows: u8,
}

impl HashRows {
    /// Most rows counted of one key: a stand-in such as `none@example.org` may fill half a table, and is nobody.
    pub const MOST: u8 = 64;

    /// One row.
    pub const fn one(hash: u64) -> Self {
        Self { hash, rows: 1 }
    }
}

impl ThetaEntry for HashRows {
    type Key = u64;

    fn key(self) -> u64 {
        self.hash
    }

    fn hash_of(key: u64) -> u64 {
        key
    }

    fn rows(self) -> u64 {
        u64::from(self.rows)
    }

    fn absorb(&mut self, other: Self) {
        self.rows = self.rows.saturating_add(other.rows).min(Self::MOST);
    }
}

/// A theta sketch in the making (Dasgupta, Lang, Rhodes and Thaler 2016, *A Framework for Estimating Stream Expression
/// Cardinalities*), always trimmed to its [`THETA_ENTRIES`] smallest hashes: the content is a function of the set of
/// entries alone.
///
/// Written out, since the sketch of the `datasketches` crate (0.6) takes values, not ready hashes, keeps a table whose
/// threshold depends on the order of updates until it is trimmed, and holds no second hash beside the first; the pairs
/// are what tells the same records from the same people.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, T::Key: Serialize",
    deserialize = "T: Deserialize<'de>, T::Key: Deserialize<'de>"
))]
pub struct Theta<T: ThetaEntry = u64> {
    entries: Vec<T>,
    /// Entries from here up are not kept; `None`: all are.
    bound: Option<T::Key>,
}

impl<T: ThetaEntry> Default for Theta<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), bound: None }
    }
}

impl<T: ThetaEntry> Theta<T> {
    /// Adds an entry. Its hash must be keyed and spread over all 64 bits.
    #[inline]
    pub fn insert(&mut self, entry: T) {
        if self.bound.is_some_and(|bound| entry.key() >= bound) {
            return;
        }
        self.entries.push(entry);
        if self.entries.len() >= 2 * THETA_ENTRIES {
            self.trim();
        }
    }

    /// Whether such a one could have been made: to be asked of what was read from a file.
    pub fn is_sound(&self) -> bool {
        self.entries.len() < 2 * THETA_ENTRIES
            && self.bound.is_none_or(|bound| self.entries.iter().all(|entry| entry.key() < bound))
    }

    fn trim(&mut self) {
        self.entries.sort_unstable_by_key(|entry| entry.key());
        self.entries.dedup_by(|next, kept| {
            let same = next.key() == kept.key();
            if same {
                kept.absorb(*next);
            }
            same
        });
        if let Some(bound) = self.entries.get(THETA_ENTRIES) {
            self.bound = Some(bound.key());
            self.entries.truncate(THETA_ENTRIES);
        }
    }

    /// The sketch of what was added.
    pub fn finish(mut self) -> ThetaSet<T> {
        self.trim();
        self.entries.shrink_to_fit();
        ThetaSet { bound: self.bound, entries: self.entries }
    }
}

impl<T: ThetaEntry> Merge for Theta<T> {
    fn merge(&mut self, other: Self) {
        self.bound = match (self.bound, other.bound) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        if let Some(bound) = self.bound {
            self.entries.retain(|entry| entry.key() < bound);
        }
        other.entries.into_iter().for_each(|entry| self.insert(entry));
    }
}

/// A finished theta sketch: the smallest entries of a set, in ascending order, and the bound below which they are all
/// there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, T::Key: Serialize",
    deserialize = "T: Deserialize<'de>, T::Key: Deserialize<'de>"
))]
pub struct ThetaSet<T: ThetaEntry = u64> {
    bound: Option<T::Key>,
    entries: Vec<T>,
}

impl<T: ThetaEntry> std::fmt::Debug for ThetaSet<T> {
    // Thousands of hashes tell a reader nothing.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let more = if self.bound.is_some() { " of more" } else { "" };
        write!(f, "ThetaSet({} entries{more})", self.entries.len())
    }
}

impl<T: ThetaEntry> Default for ThetaSet<T> {
    fn default() -> Self {
        Self { bound: None, entries: Vec::new() }
    }
}

impl<T: ThetaEntry> ThetaSet<T> {
    /// Whether the content is one that [`Theta::finish`] gives: to be asked of what was read from a file.
    pub fn is_sound(&self) -> bool {
        self.entries.len() <= THETA_ENTRIES
            && self.entries.is_sorted_by(|a, b| a.key() < b.key())
            && self.bound.is_none_or(|bound| self.entries.last().is_none_or(|last| last.key() < bound))
    }

    /// Whether nothing was ever added.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.bound.is_none()
    }

    /// Entries whose hash is below a limit.
    fn below(&self, limit: Option<u64>) -> &[T] {
        let end =
            limit.map_or(self.entries.len(), |limit| self.entries.partition_point(|e| e.hash() < limit));
        &self.entries[..end]
    }

    /// Hashes below this are all there; `None`: there are no others. A bound may stand between two entries of one hash:
    /// that hash is not whole.
    fn limit(&self) -> Option<u64> {
        self.bound.map(T::hash_of)
    }

    /// Estimated number of different entries; exact while the set has at most [`THETA_ENTRIES`] of them.
    pub fn estimate(&self) -> u64 {
        let limit = self.limit();
        let kept = self.below(limit).len() as f64;
        limit.map_or(kept, |limit| kept / (limit.max(1) as f64 / 2f64.powi(64))).round() as u64
    }

    /// The sketch of the union.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let theta = |set: &Self| Theta { entries: set.entries.clone(), bound: set.bound };
        let mut all = theta(self);
        all.merge(theta(other));
        all.finish()
    }

    /// How much of this set is in the other one: counted over the hashes below both bounds, which are a uniform sample
    /// of this set that does not know of the other.
    pub fn overlap(&self, other: &Self) -> Overlap {
        let mut any = Found::default();
        self.mark(other, &mut any);
        self.marked(&any)
    }

    /// Marks those of this set's entries that are in the other set too.
    pub fn mark(&self, other: &Self, any: &mut Found) {
        any.entries.resize(self.entries.len(), false);
        any.limit = least(any.limit, other.limit());
        let mut theirs = other.below(other.limit());
        for (entry, mark) in self.entries.iter().zip(&mut any.entries) {
            *mark |= found(&mut theirs, |e| e.key().cmp(&entry.key()));
        }
    }

    /// How much of this set is in the union of those it was marked against: counted over the hashes below all bounds.
    pub fn marked(&self, any: &Found) -> Overlap {
        let limit = least(self.limit(), any.limit);
        let counted = self.below(limit).iter().zip(&any.entries);
        Overlap::count(limit.is_none(), counted.map(|(entry, &mark)| (mark, entry.rows())))
    }
}

/// Which entries of a set were found in any of several others: what an overlap with their union takes, without making the
/// union.
#[derive(Debug, Clone, Default)]
pub struct Found {
    limit: Option<u64>,
    entries: Vec<bool>,
}

impl ThetaSet<(u64, u32)> {
    /// Of the first hashes both sets have, how many have a second one in common: of the people in both dumps, those
    /// with the same other value.
    pub fn agreement(&self, other: &Self) -> Overlap {
        let limit = least(self.limit(), other.limit());
        let mut theirs = other.below(limit);
        let mut agree = Vec::new();
        for group in self.below(limit).chunk_by(|a, b| a.0 == b.0) {
            if found(&mut theirs, |entry| entry.0.cmp(&group[0].0)) {
                let same = theirs.iter().take_while(|entry| entry.0 == group[0].0);
                agree.push((same.clone().any(|entry| group.binary_search(entry).is_ok()), 1));
            }
        }
        Overlap::count(limit.is_none(), agree.into_iter())
    }
}

/// Goes on in ascending entries to the first that does not compare less, and says whether it compares equal.
fn found<T>(rest: &mut &[T], compare: impl Fn(&T) -> std::cmp::Ordering) -> bool {
    *rest = &rest[rest.iter().take_while(|entry| compare(entry).is_lt()).count()..];
    rest.first().is_some_and(|entry| compare(entry).is_eq())
}

fn least(one: Option<u64>, two: Option<u64>) -> Option<u64> {
    one.into_iter().chain(two).min()
}

#[cfg(test)]
mod tests;
