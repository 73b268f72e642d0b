use crate::Random;

/// Appends 60 characters of the form of a bcrypt hash at cost 10, of random bytes: 22 of salt and 31 of hash, whose
/// last characters carry two and four bits only.
pub fn bcrypt(random: &mut Random, out: &mut String) {
    const ALPHABET: &[u8; 64] = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    out.push_str("$2y$10$");
    random.letters(21, ALPHABET, out);
    random.letters(1, b".Oeu", out);
    random.letters(30, ALPHABET, out);
    let last: [u8; 16] = std::array::from_fn(|at| ALPHABET[at * 4]);
    random.letters(1, &last, out);
}

/// Appends `n` random hexadecimal digits: 32 for MD5, 40 for SHA-1, 64 for SHA-256.
pub fn hexadecimal(n: usize, random: &mut Random, out: &mut String) {
    random.letters(n, b"0123456789abcdef", out);
}

/// A bijection of `0..n` that scatters neighbours: four Feistel rounds over the next even number of bits, walking on
/// until the result falls inside.
pub fn shuffle(seed: u64, number: u64, n: u64) -> u64 {
    let half = (64 - n.max(2).saturating_sub(1).leading_zeros()).div_ceil(2);
    let mask = (1_u64 << half) - 1;
    let mut at = number;
    loop {
        let (mut left, mut right) = (at >> half, at & mask);
        for round in 0..4 {
            let turned = left ^ (Random::of(seed, 0xfe15 + round, right).bits() & mask);
            left = right;
            right = turned;
        }
        at = left << half | right;
        if at < n {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_is_a_bijection() {
        for n in [1, 2, 3, 100, 1_000, 4_096] {
            let mut seen: Vec<u64> = (0..n).map(|number| shuffle(5, number, n)).collect();
            seen.sort_unstable();
            assert!(seen.iter().copied().eq(0..n), "{n}");
        }
    }

    #[test]
    fn a_bcrypt_hash_has_sixty_characters() {
        let mut out = String::new();
        bcrypt(&mut Random::of(1, 1, 1), &mut out);
        assert_eq!(out.len(), 60);
    }
}
