/// `SplitMix64` (Steele, Lea, Flood 2014): one stream per row, so that any row can be made again alone.
#[derive(Debug, Clone)]
pub struct Random(u64);

/// The finishing function of `SplitMix64`: a bijection of 64 bits that looks random.
pub const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Random {
    /// The stream of one row under one seed.
    pub const fn of_row(seed: u64, row: u64) -> Self {
        Self(mix(seed ^ mix(row.wrapping_add(0x9e37_79b9_7f4a_7c15))))
    }

    /// Next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// Uniform in `0..n`, by multiply and shift.
    pub const fn below(&mut self, n: u64) -> u64 {
        ((self.next() as u128 * n as u128) >> 64) as u64
    }
}
