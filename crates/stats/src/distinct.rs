use serde::{Deserialize, Serialize};

use crate::{HyperLogLog, Merge};

/// Number of different values: exact up to a limit, then a [`HyperLogLog`].
///
/// The content is a function of the *set* of hashes alone, whatever the order and the merging: exact while the set
/// has at most `limit` members, else the registers of all its members.
#[derive(Debug, Clone, PartialEq)]
pub struct Distinct {
    precision: u8,
    limit: u32,
    /// Open addressing, power of two slots, 0 = free; empty once the sketch has taken over.
    slots: Vec<u64>,
    used: u32,
    sketch: Option<HyperLogLog>,
}

/// The content of a [`Distinct`], to be saved: hashes, or the registers that stand for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SavedDistinct {
    /// The hashes, in any order.
    Exact(Vec<u64>),
    /// The registers of the sketch.
    Sketch(Vec<u8>),
}

/// Zero marks a free slot; the one hash in 2⁶⁴ that is zero counts as this one.
const ZERO_STANDS_FOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Distinct {
    /// Exact up to `limit` values, then a sketch of `2^precision` registers.
    pub fn new(limit: u32, precision: u8) -> Self {
        Self { precision, limit, slots: Vec::new(), used: 0, sketch: None }
    }

    /// The content.
    pub fn saved(&self) -> SavedDistinct {
        match &self.sketch {
            Some(sketch) => SavedDistinct::Sketch(sketch.registers().to_vec()),
            None => SavedDistinct::Exact(self.slots.iter().copied().filter(|&slot| slot != 0).collect()),
        }
    }

    /// Takes what [`Self::saved`] gave into an empty one. `false` when it cannot be of one with this limit and precision.
    #[must_use]
    pub fn restore(&mut self, saved: SavedDistinct) -> bool {
        match saved {
            SavedDistinct::Exact(hashes) => {
                let fits = hashes.len() as u64 <= u64::from(self.limit);
                hashes.into_iter().take(self.limit as usize).for_each(|hash| self.insert(hash));
                fits
            }
            SavedDistinct::Sketch(registers) => {
                self.sketch = HyperLogLog::of_registers(self.precision, registers);
                self.sketch.is_some()
            }
        }
    }

    /// Counts one value by its hash.
    #[inline]
    pub fn insert(&mut self, hash: u64) {
        let hash = if hash == 0 { ZERO_STANDS_FOR } else { hash };
        if let Some(sketch) = &mut self.sketch {
            sketch.insert(hash);
        } else {
            self.insert_exact(hash);
        }
    }

    fn insert_exact(&mut self, hash: u64) {
        if self.slots.is_empty() {
            self.slots = vec![0; 8];
        }
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 16) as usize & mask;
        while self.slots[at] != 0 {
            if self.slots[at] == hash {
                return;
            }
            at = (at + 1) & mask;
        }
        if self.used == self.limit {
            let mut sketch = HyperLogLog::new(self.precision);
            self.slots.drain(..).filter(|&slot| slot != 0).for_each(|slot| sketch.insert(slot));
            self.slots = Vec::new();
            self.used = 0;
            sketch.insert(hash);
            self.sketch = Some(sketch);
            return;
        }
        self.slots[at] = hash;
        self.used += 1;
        if self.used as usize * 2 > self.slots.len() {
            self.grow();
        }
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let old = std::mem::replace(&mut self.slots, vec![0; mask + 1]);
        for hash in old.into_iter().filter(|&slot| slot != 0) {
            let mut at = (hash >> 16) as usize & mask;
            while self.slots[at] != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = hash;
        }
    }

    /// Estimated number of different values; the exact number while [`Self::relative_error`] is 0.
    pub fn estimate(&self) -> u64 {
        self.sketch.as_ref().map_or(u64::from(self.used), |sketch| sketch.estimate().round() as u64)
    }

    /// Relative standard error; 0 when exact.
    pub fn relative_error(&self) -> f64 {
        self.sketch.as_ref().map_or(0.0, HyperLogLog::relative_error)
    }
}

impl Merge for Distinct {
    fn merge(&mut self, other: Self) {
        if let Some(theirs) = other.sketch {
            if let Some(mine) = &mut self.sketch {
                mine.merge(theirs);
            } else {
                let exact = std::mem::take(&mut self.slots);
                self.used = 0;
                let mut sketch = theirs;
                exact.into_iter().filter(|&slot| slot != 0).for_each(|slot| sketch.insert(slot));
                self.sketch = Some(sketch);
            }
        } else {
            other.slots.into_iter().filter(|&slot| slot != 0).for_each(|slot| self.insert(slot));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same content in one layout, whatever the order of insertion was.
    fn canonical(distinct: &Distinct) -> (Vec<u64>, Option<HyperLogLog>) {
        let mut hashes: Vec<u64> = distinct.slots.iter().copied().filter(|&slot| slot != 0).collect();
        hashes.sort_unstable();
        (hashes, distinct.sketch.clone())
    }

    fn mixed(seed: u64) -> u64 {
        let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn counted(values: impl Iterator<Item = u64>, limit: u32) -> Distinct {
        let mut distinct = Distinct::new(limit, 12);
        values.for_each(|v| distinct.insert(mixed(v)));
        distinct
    }

    #[test]
    fn exact_up_to_the_limit_then_within_its_error() {
        for n in [0u64, 1, 7, 2_047, 2_048] {
            let distinct = counted((0..n).chain(0..n), 2_048);
            assert_eq!((distinct.estimate(), distinct.relative_error()), (n, 0.0), "n = {n}");
        }
        for n in [2_049u64, 10_000, 100_000, 1_000_000] {
            let distinct = counted(0..n, 2_048);
            let off = (distinct.estimate() as f64 - n as f64).abs() / n as f64;
            assert!(
                distinct.relative_error() > 0.0 && off < 4.0 * distinct.relative_error(),
                "n = {n}: off {off}"
            );
        }
    }

    #[test]
    fn the_error_stated_is_the_error_seen() {
        // 200 independent sets of 20 000: the root mean square error is within a fifth of the stated one.
        let mut sum = 0.0;
        for run in 0..200u64 {
            let distinct = counted((0..20_000).map(|i| i + run * 1_000_003), 64);
            sum += (distinct.estimate() as f64 / 20_000.0 - 1.0).powi(2);
        }
        let seen = (sum / 200.0).sqrt();
        let stated = counted(0..20_000, 64).relative_error();
        assert!((0.8..1.2).contains(&(seen / stated)), "seen {seen}, stated {stated}");
    }

    #[test]
    fn what_cannot_have_been_saved_is_refused() {
        for saved in [
            SavedDistinct::Exact(vec![1; 9]),
            SavedDistinct::Sketch(vec![0; 100]),
            SavedDistinct::Sketch(vec![54; 1 << 12]),
        ] {
            assert!(!Distinct::new(8, 12).restore(saved));
        }
    }

    proptest! {
        #[test]
        fn any_chunking_equals_one_pass(values in prop::collection::vec(0u64..500, 0..400), cuts in prop::collection::vec(0usize..400, 0..5), limit in 1u32..300) {
            let whole = counted(values.iter().copied(), limit);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(values.len())).chain([0, values.len()]).collect();
            cuts.sort_unstable();
            let parts: Vec<Distinct> =
                cuts.windows(2).map(|w| counted(values[w[0]..w[1]].iter().copied(), limit)).collect();
            let mut forwards = Distinct::new(limit, 12);
            parts.iter().cloned().for_each(|part| forwards.merge(part));
            let mut backwards = Distinct::new(limit, 12);
            parts.into_iter().rev().for_each(|part| backwards.merge(part));
            let mut again = Distinct::new(limit, 12);
            prop_assert!(again.restore(whole.saved()));
            prop_assert_eq!(canonical(&again), canonical(&whole));
            prop_assert_eq!(canonical(&forwards), canonical(&whole));
            prop_assert_eq!(canonical(&backwards), canonical(&whole));
        }
    }
}
