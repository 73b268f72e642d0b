use std::sync::atomic::{AtomicU64, Ordering};

use crate::Merge;

/// The `k` items with the smallest keys: a uniform sample when keys are hashes (bottom-k sampling, Cohen and Kaplan
/// 2007). The result is a function of the set of items, whatever the order or the merging; keys must differ.
#[derive(Debug, Clone)]
pub struct BottomK<T> {
    k: usize,
    /// At most `2k` items; those beyond the `k` smallest are dropped whenever it is full.
    items: Vec<(u64, T)>,
    /// Keys from here up cannot be among the `k` smallest.
    threshold: u64,
}

impl<T> BottomK<T> {
    /// An empty sample of at most `k` items.
    pub fn new(k: usize) -> Self {
        Self { k: k.max(1), items: Vec::new(), threshold: u64::MAX }
    }

    /// Whether an item with this key would be kept at present. Ask before building the item.
    #[inline]
    pub fn wants(&self, key: u64) -> bool {
        key < self.threshold
    }

    /// Adds an item, unless its key is too large to matter.
    pub fn insert(&mut self, key: u64, item: T) {
        if self.wants(key) {
            self.items.push((key, item));
            if self.items.len() >= self.k * 2 {
                self.shrink();
            }
        }
    }

    /// Shares the threshold with other threads' samples: what one has ruled out, none need keep.
    pub fn share_threshold(&mut self, shared: &AtomicU64) {
        let seen = shared.fetch_min(self.threshold, Ordering::Relaxed);
        self.threshold = self.threshold.min(seen);
    }

    fn shrink(&mut self) {
        if self.items.len() > self.k {
            self.items.select_nth_unstable_by_key(self.k - 1, |(key, _)| *key);
            self.items.truncate(self.k);
            let largest = self.items.iter().map(|(key, _)| *key).max().unwrap_or(u64::MAX);
            self.threshold = self.threshold.min(largest);
        }
    }

    /// The sample in ascending key order.
    pub fn into_sorted(mut self) -> Vec<(u64, T)> {
        self.items.sort_unstable_by_key(|(key, _)| *key);
        self.items.truncate(self.k);
        self.items
    }
}

impl<T> Merge for BottomK<T> {
    fn merge(&mut self, other: Self) {
        for (key, item) in other.items {
            self.insert(key, item);
        }
        self.threshold = self.threshold.min(other.threshold);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn equals_sorting_everything(keys in prop::collection::btree_set(any::<u64>(), 0..200), k in 1usize..40, cut in 0usize..200, order in any::<u64>()) {
            let mut keys: Vec<u64> = keys.into_iter().filter(|&key| key < u64::MAX).collect();
            let naive: Vec<u64> = keys.iter().copied().take(k).collect();
            keys.sort_unstable_by_key(|key| key.wrapping_mul(order | 1).rotate_left(17));
            let cut = cut.min(keys.len());
            let shared = AtomicU64::new(u64::MAX);
            let (mut left, mut right) = (BottomK::new(k), BottomK::new(k));
            for &key in &keys[..cut] {
                left.insert(key, ());
            }
            left.share_threshold(&shared);
            for &key in &keys[cut..] {
                right.share_threshold(&shared);
                right.insert(key, ());
            }
            left.merge(right);
            let got: Vec<u64> = left.into_sorted().into_iter().map(|(key, ())| key).collect();
            prop_assert_eq!(got, naive);
        }
    }
}
