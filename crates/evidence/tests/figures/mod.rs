//! What the tests of impossible figures are drawn from.

/// Figures in a fixed order that looks random: xorshift (Marsaglia 2003) over ordinary and impossible values.
pub struct Figures(pub u64);

impl Figures {
    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn count(&mut self) -> u64 {
        match self.bits() % 9 {
            0 => 0,
            1 => 1,
            2 => u64::MAX,
            3 => u64::MAX / 2,
            4 => self.bits(),
            5 => 50 + self.bits() % 100,
            _ => self.bits() % 20_000,
        }
    }
}
