use dumpscope_model::Interval;
use serde::{Deserialize, Serialize};

use crate::Merge;

/// Most entries a sketch keeps.
pub const THETA_ENTRIES: usize = 1 << 16;

/// What a sketch keeps: a keyed hash, or a keyed hash with a second one beside it.
pub trait ThetaEntry: Copy + Ord {
    /// The hash that decides whether it is kept.
    fn hash(self) -> u64;
}

impl ThetaEntry for u64 {
    fn hash(self) -> u64 {
        self
    }
}

impl ThetaEntry for (u64, u32) {
    fn hash(self) -> u64 {
        self.0
    }
}

/// A theta sketch in the making (Dasgupta, Lang, Rhodes and Thaler 2016, *A Framework for Estimating Stream Expression
/// Cardinalities*), always trimmed to its [`THETA_ENTRIES`] smallest hashes: the content is a function of the set of
/// entries alone.
///
/// Written out, since the sketch of the `datasketches` crate (0.6) takes values, not ready hashes, keeps a table whose
/// threshold depends on the order of updates until it is trimmed, and holds no second hash beside the first; the pairs
/// are what tells the same records from the same people.
#[derive(Debug, Clone)]
pub struct Theta<T = u64> {
    entries: Vec<T>,
    /// Entries from here up are not kept; `None`: all are.
    bound: Option<T>,
}

impl<T> Default for Theta<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), bound: None }
    }
}

impl<T: ThetaEntry> Theta<T> {
    /// Adds an entry. Its hash must be keyed and spread over all 64 bits.
    #[inline]
    pub fn insert(&mut self, entry: T) {
        if self.bound.is_some_and(|bound| entry >= bound) {
            return;
        }
        self.entries.push(entry);
        if self.entries.len() >= 2 * THETA_ENTRIES {
            self.trim();
        }
    }

    fn trim(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup();
        if let Some(&bound) = self.entries.get(THETA_ENTRIES) {
            self.bound = Some(bound);
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
            self.entries.retain(|&entry| entry < bound);
        }
        other.entries.into_iter().for_each(|entry| self.insert(entry));
    }
}

/// A finished theta sketch: the smallest entries of a set, in ascending order, and the bound below which they are all
/// there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThetaSet<T = u64> {
    bound: Option<T>,
    entries: Vec<T>,
}

impl<T> std::fmt::Debug for ThetaSet<T> {
    // Thousands of hashes tell a reader nothing.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let more = if self.bound.is_some() { " of more" } else { "" };
        write!(f, "ThetaSet({} entries{more})", self.entries.len())
    }
}

impl<T> Default for ThetaSet<T> {
    fn default() -> Self {
        Self { bound: None, entries: Vec::new() }
    }
}

impl<T: ThetaEntry> ThetaSet<T> {
    /// Whether the content is one that [`Theta::finish`] gives: to be asked of what was read from a file.
    pub fn is_sound(&self) -> bool {
        self.entries.len() <= THETA_ENTRIES
            && self.entries.is_sorted_by(|a, b| a < b)
            && self.bound.is_none_or(|bound| self.entries.last().is_none_or(|&last| last < bound))
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
        self.bound.map(ThetaEntry::hash)
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
        let limit = least(self.limit(), other.limit());
        let mut theirs = other.below(limit);
        let ours = self.below(limit);
        let shared = ours.iter().filter(|&&entry| found(&mut theirs, |e| e.cmp(&entry))).count() as u64;
        Overlap { shared, n: ours.len() as u64, exact: limit.is_none() }
    }
}

/// Which entries of a set were found in any of several others: what an overlap with their union takes, without making the
/// union.
#[derive(Debug, Clone, Default)]
pub struct Found {
    limit: Option<u64>,
    entries: Vec<bool>,
}

impl<T: ThetaEntry> ThetaSet<T> {
    /// Marks those of this set's entries that are in the other set too.
    pub fn mark(&self, other: &Self, found_in_any: &mut Found) {
        found_in_any.entries.resize(self.entries.len(), false);
        found_in_any.limit = least(found_in_any.limit, other.limit());
        let mut theirs = other.below(other.limit());
        for (entry, mark) in self.entries.iter().zip(&mut found_in_any.entries) {
            *mark |= found(&mut theirs, |e| e.cmp(entry));
        }
    }

    /// How much of this set is in the union of those it was marked against: counted over the hashes below all bounds.
    pub fn marked(&self, found_in_any: &Found) -> Overlap {
        let limit = least(self.limit(), found_in_any.limit);
        let n = self.below(limit).len();
        let shared = found_in_any.entries.iter().take(n).filter(|&&mark| mark).count();
        Overlap { shared: shared as u64, n: n as u64, exact: limit.is_none() }
    }
}

impl ThetaSet<(u64, u32)> {
    /// Of the first hashes both sets have, how many have a second one in common: of the people in both dumps, those
    /// with the same other value.
    pub fn agreement(&self, other: &Self) -> Overlap {
        let limit = least(self.limit(), other.limit());
        let mut theirs = other.below(limit);
        let mut overlap = Overlap { exact: limit.is_none(), ..Overlap::default() };
        for group in self.below(limit).chunk_by(|a, b| a.0 == b.0) {
            if !found(&mut theirs, |entry| entry.0.cmp(&group[0].0)) {
                continue;
            }
            let same = theirs.iter().take_while(|entry| entry.0 == group[0].0);
            overlap.n += 1;
            overlap.shared += u64::from(same.clone().any(|entry| group.binary_search(entry).is_ok()));
        }
        overlap
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

/// A share counted in a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overlap {
    /// Of the sample, those in both.
    pub shared: u64,
    /// The sample.
    pub n: u64,
    /// Whether the sample is all there is.
    pub exact: bool,
}

impl Overlap {
    /// The share with its 95 % interval: Wilson's (1927), without width when everything was counted. `None` of an empty
    /// sample.
    pub fn share(&self) -> Option<Interval> {
        /// The normal quantile of 97.5 %.
        const Z: f64 = 1.959_963_984_540_054;
        if self.n == 0 {
            return None;
        }
        let (n, p) = (self.n as f64, self.shared as f64 / self.n as f64);
        if self.exact {
            return Some(Interval { low: p, estimate: p, high: p });
        }
        let scale = 1.0 + Z * Z / n;
        let middle = (p + Z * Z / (2.0 * n)) / scale;
        let half = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        Some(Interval {
            low: (middle - half).clamp(0.0, p),
            estimate: p,
            high: (middle + half).clamp(p, 1.0),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn mixed(seed: u64) -> u64 {
        let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn of(values: impl IntoIterator<Item = u64>) -> ThetaSet {
        let mut theta = Theta::default();
        values.into_iter().for_each(|v| theta.insert(mixed(v)));
        theta.finish()
    }

    fn pairs(values: impl IntoIterator<Item = (u64, u32)>) -> ThetaSet<(u64, u32)> {
        let mut theta = Theta::default();
        values.into_iter().for_each(|(v, other)| theta.insert((mixed(v), other)));
        theta.finish()
    }

    #[test]
    fn small_sets_are_exact() {
        let (ours, theirs) = (of(0..1_000), of(600..5_000));
        assert_eq!(ours.estimate(), 1_000);
        let overlap = ours.overlap(&theirs);
        assert_eq!(overlap, Overlap { shared: 400, n: 1_000, exact: true });
        let share = overlap.share().unwrap();
        assert_eq!((share.low, share.estimate, share.high), (0.4, 0.4, 0.4));
        assert_eq!(ours.union(&theirs), of(0..5_000));
        assert_eq!(of([]).overlap(&theirs).share(), None);
    }

    #[test]
    fn large_sets_are_within_their_interval() {
        // 40 independent pairs: a 95 % interval misses in 40 more than six times once in five hundred.
        let mut missed = 0;
        for run in 0..40u64 {
            let from = run * 10_000_019;
            let ours = of(from..from + 150_000);
            let theirs = of(from + 120_000..from + 320_000);
            let overlap = ours.overlap(&theirs);
            let share = overlap.share().unwrap();
            assert!(!overlap.exact && overlap.n > 30_000 && share.high - share.low < 0.01);
            missed += usize::from(!(share.low..=share.high).contains(&0.2));
            assert!((ours.estimate() as f64 / 150_000.0 - 1.0).abs() < 0.02, "{}", ours.estimate());
        }
        assert!(missed <= 6, "{missed}");
    }

    #[test]
    fn of_the_shared_those_that_agree_are_counted() {
        let ours = pairs((0..1_000).map(|v| (v, v as u32)));
        // Half of those shared are there with another value, and the last with several.
        let theirs = pairs(
            (500..2_000).map(|v| (v, if v % 2 == 0 { v as u32 } else { 7 })).chain([(999, 8), (999, 999)]),
        );
        assert_eq!(ours.agreement(&theirs), Overlap { shared: 251, n: 500, exact: true });
        assert_eq!(theirs.agreement(&ours), ours.agreement(&theirs));
    }

    #[test]
    fn one_hash_with_countless_others_is_bounded_and_not_believed() {
        let crowd = pairs((0..300_000).map(|other| (1, other)));
        assert!(crowd.is_sound());
        assert_eq!(crowd.entries.len(), THETA_ENTRIES);
        assert_eq!(crowd.agreement(&crowd), Overlap { shared: 0, n: 0, exact: false });
        assert_eq!(crowd.estimate(), 0);
    }

    #[test]
    fn what_no_sketch_is_made_of_is_told() {
        let sound = |bound, entries: &[u64]| ThetaSet { bound, entries: entries.to_vec() }.is_sound();
        assert!(sound(None, &[]) && sound(Some(9), &[1, 8]));
        assert!(!sound(None, &[2, 1]) && !sound(None, &[1, 1]) && !sound(Some(8), &[1, 8]));
        assert!(!ThetaSet { bound: None, entries: (0..=THETA_ENTRIES as u64).collect() }.is_sound());
    }

    #[test]
    fn intervals_are_wilsons() {
        // Brown, Cai and DasGupta (2001): 0 of 10 gives 0 to 0.2775; 5 of 10 gives 0.2366 to 0.7634.
        #[track_caller]
        fn check(shared: u64, n: u64, low: f64, high: f64) {
            let share = Overlap { shared, n, exact: false }.share().unwrap();
            assert!((share.low - low).abs() < 1e-4 && (share.high - high).abs() < 1e-4, "{share:?}");
        }
        check(0, 10, 0.0, 0.2775);
        check(5, 10, 0.2366, 0.7634);
        check(10, 10, 0.7225, 1.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_chunking_in_any_order_equals_the_set(count in 0u64..200_000, parts in 1usize..5, repeats in 1u64..3, order in any::<u64>()) {
            let mut values: Vec<u64> = (0..count * repeats).map(|v| v % count).collect();
            let expect: Vec<u64> = {
                let all: BTreeSet<u64> = (0..count).map(mixed).collect();
                all.into_iter().take(THETA_ENTRIES).collect()
            };
            values.sort_by_key(|v| mixed(v ^ order));
            let mut cut: Vec<Theta> = values
                .chunks(values.len() / parts + 1)
                .map(|part| {
                    let mut theta = Theta::default();
                    for v in part {
                        theta.insert(mixed(*v));
                    }
                    theta
                })
                .collect();
            let whole = of(0..count);
            prop_assert_eq!(&whole.entries, &expect);
            prop_assert!(whole.is_sound());
            // (a + b) + c and a + (b + c), with an empty one on either side.
            let mut left = Theta::default();
            cut.iter().cloned().for_each(|part| left.merge(part));
            let mut right = cut.pop().unwrap_or_default();
            while let Some(mut before) = cut.pop() {
                before.merge(right);
                right = before;
            }
            right.merge(Theta::default());
            prop_assert_eq!(left.finish(), whole.clone());
            prop_assert_eq!(right.finish(), whole);
        }

        #[test]
        fn overlap_equals_counting(a in prop::collection::btree_set(0u64..400, 0..200), b in prop::collection::btree_set(0u64..400, 0..200)) {
            let overlap = of(a.iter().copied()).overlap(&of(b.iter().copied()));
            prop_assert_eq!(overlap.shared, a.intersection(&b).count() as u64);
            prop_assert_eq!(overlap.n, a.len() as u64);
        }

        #[test]
        fn marks_equal_the_overlap_with_the_union(from in 0u64..200_000, len in 1u64..150_000) {
            let (ours, one, two) = (of(0..150_000), of(from..from + len), of(40_000..60_000));
            let mut any = Found::default();
            ours.mark(&one, &mut any);
            ours.mark(&two, &mut any);
            let (marked, union) = (ours.marked(&any), ours.overlap(&one.union(&two)));
            prop_assert!(marked.n >= union.n);
            let (marked, union) = (marked.share().unwrap(), union.share().unwrap());
            prop_assert!((marked.estimate - union.estimate).abs() < 0.01);
        }
    }
}
