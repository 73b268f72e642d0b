/// `SplitMix64` (Steele, Lea, Flood 2014): small, fast, and its output belongs to this repository, so that a sample
/// made today is made again, byte for byte, whatever becomes of other crates.
#[derive(Debug, Clone)]
pub struct Random(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finishing function of `SplitMix64`: a bijection of 64 bits that looks random.
pub(crate) const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Random {
    /// The stream of one thing among many: `purpose` tells apart the kinds of thing, `number` the things of a kind.
    /// Streams are what makes every row a pure function of the seed and its number.
    pub const fn of(seed: u64, purpose: u64, number: u64) -> Self {
        Self(mix(mix(mix(seed.wrapping_add(STEP)).wrapping_add(purpose)).wrapping_add(number)))
    }

    /// Next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// Uniform in `0..n` (0 for `n` = 0), by multiply and shift.
    pub const fn below(&mut self, n: u64) -> u64 {
        ((self.bits() as u128 * n as u128) >> 64) as u64
    }

    /// In `0..n`, small numbers more often than large ones (uniform below a uniform number).
    pub const fn falling(&mut self, n: u64) -> u64 {
        let end = 1 + self.below(n);
        self.below(end)
    }

    /// Uniform in `low..=high`.
    pub const fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// True for so many in 10 000.
    pub const fn in_10_000(&mut self, times: u64) -> bool {
        self.below(10_000) < times
    }

    /// One of the items (at least one), each as likely as the others.
    pub const fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize]
    }

    /// Index of one of the weights, as likely as its weight; for short lists.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut at = self.below(weights.iter().map(|&w| u64::from(w)).sum());
        for (index, &weight) in weights.iter().enumerate() {
            if at < u64::from(weight) {
                return index;
            }
            at -= u64::from(weight);
        }
        weights.len() - 1
    }

    /// Appends `n` decimal digits.
    pub fn digits(&mut self, n: usize, out: &mut String) {
        for _ in 0..n {
            out.push(char::from(b'0' + self.below(10) as u8));
        }
    }

    /// Appends `n` characters of an ASCII alphabet.
    pub fn letters(&mut self, n: usize, alphabet: &[u8], out: &mut String) {
        for _ in 0..n {
            out.push(char::from(self.pick(alphabet)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_differ_and_repeat() {
        let first = |seed, purpose, number| Random::of(seed, purpose, number).bits();
        assert_eq!(first(1, 2, 3), first(1, 2, 3));
        let all =
            [first(1, 2, 3), first(2, 1, 3), first(1, 3, 2), first(3, 2, 1), first(1, 2, 4), first(0, 0, 0)];
        for (at, value) in all.iter().enumerate() {
            assert!(!all[..at].contains(value));
        }
    }

    #[test]
    fn weights_are_followed() {
        let mut random = Random::of(1, 1, 1);
        let mut seen = [0; 3];
        for _ in 0..10_000 {
            seen[random.weighted(&[1, 0, 3])] += 1;
        }
        assert_eq!(seen[1], 0);
        assert!((2_300..2_700).contains(&seen[0]), "{seen:?}");
    }
}
