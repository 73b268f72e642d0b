use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use rayon::slice::ParallelSliceMut;

use crate::Merge;

/// What the parts of one sample, filled by several threads, know of each other: how many keys of each size were kept, and
/// from where on none can be among the `k` smallest any more.
#[derive(Debug)]
pub struct BottomKGate {
    k: u64,
    /// Keys kept, by [`bucket`].
    kept: Box<[AtomicU32]>,
    threshold: AtomicU64,
}

/// Steps that each doubling of the keys is divided into: the threshold is at most 1/64 too high.
const STEP_BITS: u32 = 6;

/// Buckets grow with the keys, so that the threshold is as fine for a billion rows as for a thousand.
const fn bucket(key: u64) -> usize {
    let Some(top) = key.checked_ilog2() else { return 0 };
    if top < STEP_BITS {
        return key as usize;
    }
    let doublings = (top - STEP_BITS + 1) as usize;
    let step = (key >> (top - STEP_BITS)) as usize & ((1 << STEP_BITS) - 1);
    (doublings << STEP_BITS) + step
}

/// The smallest key of a bucket.
const fn bucket_start(bucket: usize) -> u64 {
    let (doublings, step) = (bucket >> STEP_BITS, (bucket & ((1 << STEP_BITS) - 1)) as u64);
    if doublings == 0 { step } else { (step | 1 << STEP_BITS) << (doublings - 1) }
}

impl BottomKGate {
    /// For a sample of `k` items.
    pub fn new(k: usize) -> Self {
        let kept = (0..=bucket(u64::MAX)).map(|_| AtomicU32::new(0)).collect();
        Self { k: k.max(1) as u64, kept, threshold: AtomicU64::new(u64::MAX) }
    }

    fn note(&self, key: u64) {
        self.kept[bucket(key)].fetch_add(1, Ordering::Relaxed);
    }

    /// The present threshold, made as low as what was kept allows.
    fn lower(&self) -> u64 {
        let mut smaller = 0;
        for (bucket, kept) in self.kept.iter().enumerate() {
            if smaller >= self.k {
                let start = bucket_start(bucket);
                return self.threshold.fetch_min(start, Ordering::Relaxed).min(start);
            }
            smaller += u64::from(kept.load(Ordering::Relaxed));
        }
        self.threshold.load(Ordering::Relaxed)
    }
}

/// The `k` items with the smallest keys: a uniform sample when keys are hashes (bottom-k sampling, Cohen and Kaplan
/// 2007). The result is a function of the set of items, whatever the order or the merging; keys must differ.
#[derive(Debug)]
pub struct BottomK<'g, T> {
    gate: &'g BottomKGate,
    /// Those beyond the threshold are dropped now and then.
    items: Vec<(u64, T)>,
    /// Keys from here up cannot be among the `k` smallest.
    threshold: u64,
    /// Items at which the threshold is looked at again.
    look_at: usize,
}

/// Items between two looks at the threshold.
const LOOK_EVERY: usize = 4_096;

impl<'g, T> BottomK<'g, T> {
    /// An empty part of the sample that the gate stands for.
    pub fn new(gate: &'g BottomKGate) -> Self {
        Self { gate, items: Vec::new(), threshold: u64::MAX, look_at: LOOK_EVERY }
    }

    /// Whether an item with this key would be kept at present. Ask before building the item.
    #[inline]
    pub fn wants(&self, key: u64) -> bool {
        key < self.threshold
    }

    /// Adds an item, unless its key is too large to matter.
    pub fn insert(&mut self, key: u64, item: T) {
        if !self.wants(key) {
            return;
        }
        self.gate.note(key);
        self.items.push((key, item));
        if self.items.len() >= self.look_at {
            self.settle();
        }
    }

    /// What is in this part at present: the sample, and some that will not be in it.
    pub fn items(&self) -> &[(u64, T)] {
        &self.items
    }

    /// Its content, an empty part of the same sample left in its place.
    #[must_use]
    pub fn take(&mut self) -> Self {
        let items = std::mem::take(&mut self.items);
        self.look_at = LOOK_EVERY;
        Self { gate: self.gate, items, threshold: self.threshold, look_at: LOOK_EVERY }
    }

    /// The sample that these parts make together as they are at present, in ascending key order.
    pub fn smallest<'p>(parts: impl Iterator<Item = &'p Self>) -> Vec<(u64, &'p T)>
    where
        T: Sync + 'p,
        'g: 'p,
    {
        let (mut k, mut all) = (0, Vec::new());
        for part in parts {
            k = part.gate.k as usize;
            all.extend(part.items.iter().map(|(key, item)| (*key, item)));
        }
        all.par_sort_unstable_by_key(|(key, _)| *key);
        all.truncate(k);
        all
    }

    /// Drops what cannot be in the sample any more.
    pub fn settle(&mut self) {
        self.threshold = self.gate.lower();
        let threshold = self.threshold;
        self.items.retain(|(key, _)| *key < threshold);
        self.look_at = self.items.len() + self.items.len() / 4 + LOOK_EVERY;
    }

    /// The sample in ascending key order.
    pub fn into_sorted(mut self) -> Vec<(u64, T)>
    where
        T: Send,
    {
        self.items.par_sort_unstable_by_key(|(key, _)| *key);
        self.items.truncate(self.gate.k as usize);
        self.items
    }
}

impl<T> Merge for BottomK<'_, T> {
    /// Both must be parts of one sample (have one gate).
    fn merge(&mut self, other: Self) {
        self.items.extend(other.items);
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
            let gate = BottomKGate::new(k);
            let (mut left, mut right) = (BottomK::new(&gate), BottomK::new(&gate));
            (left.look_at, right.look_at) = (k, 1);
            keys[..cut].iter().for_each(|&key| left.insert(key, ()));
            for &key in &keys[cut..] {
                right.threshold = gate.lower();
                right.insert(key, ());
            }
            let together: Vec<u64> =
                BottomK::smallest([&left, &right].into_iter()).into_iter().map(|(key, ())| key).collect();
            prop_assert_eq!(&together, &naive);
            left.merge(right);
            let got: Vec<u64> = left.into_sorted().into_iter().map(|(key, ())| key).collect();
            prop_assert_eq!(got, naive);
        }
    }

    #[test]
    fn a_part_keeps_little_more_than_the_sample() {
        let gate = BottomKGate::new(1_000);
        let mut part = BottomK::new(&gate);
        let mut most = 0;
        for n in 0..1_000_000u64 {
            part.insert(n.wrapping_mul(0x9e37_79b9_7f4a_7c15), n);
            most = most.max(part.items.len());
        }
        assert!(most <= 2 * 1_000 + LOOK_EVERY, "{most}");
        assert_eq!(part.into_sorted().len(), 1_000);
    }

    #[test]
    fn buckets_are_in_order_and_start_where_they_say() {
        for key in
            (0..64).flat_map(|bit| [0, 1, 77].map(|more| (1u64 << bit).saturating_add(more << (bit / 2))))
        {
            let of = bucket(key);
            assert!(bucket_start(of) <= key, "{key}");
            assert_eq!(bucket(bucket_start(of)), of, "{key}");
            assert!(of == bucket(u64::MAX) || bucket_start(of + 1) > key, "{key}");
        }
    }
}
