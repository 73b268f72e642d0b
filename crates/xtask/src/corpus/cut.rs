//! Which rows: random ones in the order of the table, or a block.

use dumpscope_testkit::Random;

/// Sizes of parts.
pub const SIZES: [usize; 4] = [100, 300, 1_000, 10_000];

/// `n` different rows of `of`, in order.
pub fn random(of: usize, n: usize, seed: u64) -> Vec<usize> {
    let mut keyed: Vec<(u64, usize)> =
        (0..of).map(|row| (Random::of(seed, 0xc07, row as u64).bits(), row)).collect();
    keyed.sort_unstable();
    let mut rows: Vec<usize> = keyed.into_iter().take(n).map(|(_, row)| row).collect();
    rows.sort_unstable();
    rows
}

/// A block of `n` rows of `of`.
pub fn block(of: usize, n: usize, seed: u64) -> Vec<usize> {
    let start = Random::of(seed, 0xb10c, of as u64).below((of.saturating_sub(n) + 1) as u64) as usize;
    (start..of.min(start + n)).collect()
}

/// A number that stands for a name.
pub fn seed_of(seed: u64, name: &str) -> u64 {
    name.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_ordered_different_and_repeatable() {
        let rows = random(1_000, 100, 3);
        assert_eq!(rows.len(), 100);
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]) && rows[99] < 1_000);
        assert_eq!(rows, random(1_000, 100, 3));
        assert_ne!(rows, random(1_000, 100, 4));
    }

    #[test]
    fn a_block_is_a_block() {
        let rows = block(500, 100, 3);
        assert_eq!((rows.len(), rows[99] - rows[0]), (100, 99));
        assert_eq!(block(50, 100, 3).len(), 50);
    }
}
