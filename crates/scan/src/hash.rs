use dumpscope_records::Sixteen;

/// Keyed 64-bit hashing of cells and folding into row keys. Seeded from the run's seed, so that nobody can choose cells
/// that collide or rows that stay out of the sample without knowing it.
///
/// The folded multiply of wyhash and rapidhash (Wang Yi 2019; Nicolas De Carli 2024), sixteen bytes at a time, the last
/// sixteen overlapping those before since the length is hashed too. Written out so that it is inlined for cells of every
/// length: the crate's call for more than 16 bytes cost as much as all the rest.
#[derive(Debug, Clone)]
pub(crate) struct Hasher {
    keys: [u64; 3],
}

/// Start of every row key.
pub(crate) const ROW_START: u64 = 0x243f_6a88_85a3_08d3;
/// Stands for a null cell in normalised row keys.
pub(crate) const NULL_CELL: u64 = 0x1319_8a2e_0370_7344;

impl Hasher {
    pub(crate) fn new(seed: u64) -> Self {
        let keys =
            [1, 2, 3].map(|nth: u64| spread(seed.wrapping_add(nth.wrapping_mul(0x9e37_79b9_7f4a_7c15))));
        Self { keys }
    }

    /// Hash of a cell's bytes; its length is part of it.
    #[inline]
    pub(crate) fn cell(&self, bytes: &[u8]) -> u64 {
        if bytes.len() <= 16 { self.short(short_words(bytes), bytes.len()) } else { self.long(bytes) }
    }

    /// The same of a cell with what follows it.
    #[expect(
        clippy::inline_always,
        reason = "in the loop over a column's cells nothing is called for most of them"
    )]
    #[inline(always)]
    pub(crate) fn sixteen(&self, cell: Sixteen<'_>) -> u64 {
        match cell {
            Sixteen::Short { bytes, len } => {
                let bytes = u128::from_le_bytes(*bytes) & KEPT[len & 31];
                self.short([bytes as u64, (bytes >> 64) as u64], len)
            }
            Sixteen::Other(cell) => match (cell.first_chunk::<16>(), cell.last_chunk::<16>()) {
                (Some(first), Some(last)) if (17..=32).contains(&cell.len()) => {
                    self.two(first, last, cell.len())
                }
                _ => self.other(cell),
            },
        }
    }

    /// A cell that is neither short nor of two overlapping halves.
    #[inline(never)]
    fn other(&self, cell: &[u8]) -> u64 {
        self.cell(cell)
    }

    /// 17 to 32 bytes: [`Self::long`] without its loop.
    #[inline]
    fn two(&self, first: &[u8; 16], last: &[u8; 16], len: usize) -> u64 {
        let state = self.keys[0] ^ len as u64;
        let [low, high] = words(first);
        self.ended(multiply(low ^ state, high ^ self.keys[1]), words(last), len)
    }

    /// At most sixteen bytes, zeros behind them.
    #[inline]
    fn short(&self, [low, high]: [u64; 2], len: usize) -> u64 {
        let [first, second, third] = self.keys;
        let state = first ^ len as u64;
        multiply(multiply(low ^ state, high ^ second) ^ third, state)
    }

    fn long(&self, bytes: &[u8]) -> u64 {
        let [first, second, _] = self.keys;
        let len = bytes.len();
        let mut state = first ^ len as u64;
        // All sixteens but the last, which may overlap.
        for [low, high] in bytes[..len - 1].as_chunks::<8>().0.as_chunks::<2>().0 {
            state = multiply(u64::from_le_bytes(*low) ^ state, u64::from_le_bytes(*high) ^ second);
        }
        self.ended(state, bytes.last_chunk::<16>().map_or([0; 2], words), len)
    }

    /// The last sixteen of more than sixteen bytes.
    #[inline]
    fn ended(&self, state: u64, [low, high]: [u64; 2], len: usize) -> u64 {
        let [first, second, third] = self.keys;
        multiply(multiply(low ^ state, high ^ second) ^ third, first ^ len as u64)
    }
}

/// What is kept of sixteen bytes for cells of 0 to 16 bytes; a power of two of them, so that none is out of bounds.
const KEPT: [u128; 32] = {
    let mut kept = [u128::MAX; 32];
    let mut len = 0;
    while len < 16 {
        kept[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    kept
};

/// At most sixteen bytes as two words, zeros behind them.
#[inline]
fn short_words(bytes: &[u8]) -> [u64; 2] {
    let len = bytes.len();
    match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        // What the last eight share with the first is shifted out.
        (Some(low), Some(high)) => {
            let high = u128::from(u64::from_le_bytes(*high)) << 64 >> (8 * (16 - len.min(16))) >> 64;
            [u64::from_le_bytes(*low), high as u64]
        }
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(low), Some(high)) => {
                let high = u64::from(u32::from_le_bytes(*high)) << (8 * (len - 4));
                [u64::from(u32::from_le_bytes(*low)) | high, 0]
            }
            _ => [bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)), 0],
        },
    }
}

/// Sixteen bytes as two words.
#[inline]
fn words(bytes: &[u8; 16]) -> [u64; 2] {
    let both = u128::from_le_bytes(*bytes);
    [both as u64, (both >> 64) as u64]
}

/// Multiplies to 128 bits and folds the halves together.
#[inline]
fn multiply(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// What a column's hashes are multiplied by in row keys: odd, so that no bit is lost, and different for each column, so
/// that `ab|c` and `a|bc` differ, and so do `a|b` and `b|a`.
#[inline]
pub(crate) fn factor(column: usize) -> u64 {
    spread(column as u64 + 1) | 1
}

/// What the row at a position is sampled by. Position and content: the same row twice is sampled twice or not on its own
/// account.
#[inline]
pub(crate) fn sample_key(exact: u64, position: u64) -> u64 {
    spread(fold(exact, position))
}

/// Folds a further value into a key, order-dependent.
#[inline]
pub(crate) fn fold(key: u64, value: u64) -> u64 {
    multiply(key.rotate_left(29) ^ value, 0x9e37_79b9_7f4a_7c15)
}

/// Spreads a folded key over all 64 bits (the finaliser of SplitMix64).
#[inline]
pub(crate) fn spread(key: u64) -> u64 {
    let mut z = key;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_quick_ways_are_the_hash(bytes in prop::collection::vec(any::<u8>(), 0..60), more in prop::collection::vec(any::<u8>(), 0..20), seed in any::<u64>()) {
            let hasher = Hasher::new(seed);
            let from: Vec<u8> = bytes.iter().chain(&more).copied().collect();
            if let Some(window) = from.first_chunk().filter(|_| bytes.len() <= 16) {
                prop_assert_eq!(hasher.sixteen(Sixteen::Short { bytes: window, len: bytes.len() }), hasher.cell(&bytes));
            }
            prop_assert_eq!(hasher.sixteen(Sixteen::Other(&bytes)), hasher.cell(&bytes));
            if bytes.len() <= 16 {
                let mut padded = [0; 16];
                padded[..bytes.len()].copy_from_slice(&bytes);
                let [low, high] = short_words(&bytes);
                prop_assert_eq!(u128::from(low) | u128::from(high) << 64, u128::from_le_bytes(padded));
            }
            if let Some((_, shorter)) = bytes.split_first() {
                prop_assert_ne!(hasher.cell(shorter), hasher.cell(&bytes));
            }
        }
    }
}
