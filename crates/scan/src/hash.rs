use rapidhash::v3::{RapidSecrets, rapidhash_v3_nano_inline};

/// Keyed 64-bit hashing of cells and folding into row keys. Seeded from the run's seed, so that nobody can choose cells
/// that collide or rows that stay out of the sample without knowing it.
#[derive(Debug, Clone)]
pub(crate) struct Hasher {
    secrets: RapidSecrets,
}

/// Start of every row key.
pub(crate) const ROW_START: u64 = 0x243f_6a88_85a3_08d3;
/// Stands for a null cell in normalised row keys.
pub(crate) const NULL_CELL: u64 = 0x1319_8a2e_0370_7344;

impl Hasher {
    pub(crate) fn new(seed: u64) -> Self {
        Self { secrets: RapidSecrets::seed(seed) }
    }

    /// Hash of a cell's bytes; its length is part of it.
    #[inline]
    pub(crate) fn cell(&self, bytes: &[u8]) -> u64 {
        rapidhash_v3_nano_inline::<true, false>(bytes, &self.secrets)
    }
}

/// Folds the next cell's hash into a row key, order-dependent: `ab|c` and `a|bc` differ, and so do `a|b` and `b|a`.
#[inline]
pub(crate) fn fold(row: u64, cell: u64) -> u64 {
    let product = u128::from(row.rotate_left(29) ^ cell) * u128::from(0x9e37_79b9_7f4a_7c15_u64);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Spreads a folded key over all 64 bits (the finaliser of SplitMix64).
#[inline]
pub(crate) fn spread(key: u64) -> u64 {
    let mut z = key;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
