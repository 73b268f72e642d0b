//! Which keys may occur more than once.

/// Slots for each key, at least; twice as many at most.
const SLOTS: usize = 4;
/// Slots at most: a quarter of a megabyte, which stays in a core's second cache.
const MOST: usize = 1 << 20;
/// Slots of a word, two bits each: whether it was met, and whether once more.
const WORD: usize = 32;

/// Two bits for each of some slots, to one of which a key belongs: one that was met twice may hold a key twice, all others
/// hold a key once. Of keys that do not repeat 22 % at most share their slot with another (`1 − e^(−1/4)`); the others need no look
/// at a table that hardly fits a cache.
///
/// The filter of B. H. Bloom, *Space/Time Trade-offs in Hash Coding with Allowable Errors* (1970), with one hash function and
/// counts up to two.
#[derive(Default)]
pub(super) struct Twice {
    /// A power of two of them.
    words: Vec<u64>,
    again: usize,
}

impl Twice {
    /// Forgets all, and makes room for so many keys.
    pub(super) fn clear(&mut self, keys: usize) {
        let slots = (keys * SLOTS).next_power_of_two().clamp(WORD, MOST);
        self.words.clear();
        self.words.resize(slots / WORD, 0);
        self.again = 0;
    }

    /// The word of a key, and the first bit of its slot in it. By other bits than the tables take: keys that share a slot
    /// here should not meet there.
    #[inline]
    fn slot(&self, key: u64) -> (usize, u32) {
        let slot = (key >> 24) as usize;
        ((slot / WORD) & (self.words.len() - 1), (slot % WORD) as u32 * 2)
    }

    /// Writes down a key; at least one was made room for.
    #[inline]
    pub(super) fn add(&mut self, key: u64) {
        let (word, bit) = self.slot(key);
        let word = &mut self.words[word];
        let met = *word >> bit & 1;
        self.again += met as usize;
        *word |= met << (bit + 1) | 1 << bit;
    }

    /// How many keys were written down where one had been.
    pub(super) const fn again(&self) -> usize {
        self.again
    }

    /// Whether it may have been written down more than once.
    #[inline]
    pub(super) fn holds(&self, key: u64) -> bool {
        let (word, bit) = self.slot(key);
        self.words[word] >> (bit + 1) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_key_that_repeats_is_held(keys in prop::collection::vec(any::<u64>(), 1..400), again in 0usize..100) {
            let mut twice = Twice::default();
            let again = &keys[..again.min(keys.len())];
            // What was counted before leaves nothing behind.
            for _ in 0..2 {
                twice.clear(keys.len());
                keys.iter().chain(again).for_each(|&key| twice.add(key));
            }
            prop_assert!(again.iter().all(|&key| twice.holds(key)));
            prop_assert!(twice.again() >= again.len());
        }
    }

    #[test]
    fn few_others_are() {
        let keys: Vec<u64> = (1..=20_000u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let mut twice = Twice::default();
        twice.clear(keys.len());
        for &key in &keys {
            twice.add(key);
        }
        let held = keys.iter().filter(|&&key| twice.holds(key)).count();
        assert!(held < keys.len() / 5, "{held}");
        assert!(twice.again() * 2 >= held);
    }
}
