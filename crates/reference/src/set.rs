//! A set of strings kept as hashes, read in place.
//!
//! A key's 64-bit hash gives a bucket (its top `bits` bits) and a remainder (the next 16). The pack holds, little-endian:
//! `n: u32`, `bits: u32`, the start of each bucket (`2^bits + 1` × `u32`), then the `n` remainders (`u16`), sorted within
//! their bucket, then 16 zero bytes, so that eight remainders can be read from anywhere. `bits` is chosen so that a bucket holds 2 to 4 keys on average, 3 to 4 bytes a key.
//!
//! A key that is in the set is always found. A key that is not is taken for one when a remainder of its bucket agrees by
//! chance: at most 4 × 2⁻¹⁶ on average, that is 6 in 100 000 look-ups ([`FALSE_POSITIVES`]). Fine for judging a column of
//! cells; not for judging one cell.

/// Upper bound on the share of absent keys a set answers for as present.
pub const FALSE_POSITIVES: f64 = 4.0 / 65_536.0;

/// Bytes after the last remainder.
const PADDING: usize = 16;

/// A set over a pack.
#[derive(Debug, Clone, Copy)]
pub struct Set<'a> {
    bits: u32,
    starts: &'a [u8],
    remainders: &'a [u8],
}

impl<'a> Set<'a> {
    /// The set that holds nothing.
    pub const EMPTY: Self = Self { bits: 0, starts: &[], remainders: &[] };

    /// Reads a pack made by [`build`]; `None` when its lengths do not agree.
    pub const fn new(pack: &'a [u8]) -> Option<Self> {
        let Some((count, rest)) = pack.split_first_chunk::<4>() else { return None };
        let Some((bits, rest)) = rest.split_first_chunk::<4>() else { return None };
        let (count, bits) = (u32::from_le_bytes(*count) as usize, u32::from_le_bytes(*bits));
        if bits > 24 {
            return None;
        }
        let starts = ((1 << bits) + 1) * 4;
        if rest.len() != starts + count * 2 + PADDING {
            return None;
        }
        let (starts, remainders) = rest.split_at(starts);
        Some(Self { bits, starts, remainders })
    }

    /// Number of keys.
    pub const fn len(&self) -> usize {
        (self.remainders.len().saturating_sub(PADDING)) / 2
    }

    /// Whether the set holds nothing.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the key is in the set (see the module for its error).
    pub fn contains(&self, key: &[u8]) -> bool {
        let (bucket, remainder) = place(key_hash(key), self.bits);
        let Some(starts) = self.starts.get(bucket * 4..).and_then(<[u8]>::first_chunk) else { return false };
        // This bucket's start in the low half, the next one's in the high half.
        let starts = u64::from_le_bytes(*starts);
        let from = starts as u32 as usize;
        let count = ((starts >> 32) as usize).saturating_sub(from);
        let Some(rest) = self.remainders.get(from * 2..) else { return false };
        // Eight at once, without a branch on how many the bucket holds: a loop that ends at random costs more than it
        // saves. Fuller buckets are one in two hundred.
        let Some(eight) = rest.first_chunk::<16>() else { return false };
        let mut found = false;
        for (at, held) in eight.as_chunks::<2>().0.iter().enumerate() {
            found |= u16::from_le_bytes(*held) == remainder && at < count;
        }
        if count > 8 {
            let more = rest.get(16..count * 2).unwrap_or_default();
            found |= more.as_chunks::<2>().0.iter().any(|held| u16::from_le_bytes(*held) == remainder);
        }
        found
    }
}

const fn place(hash: u64, bits: u32) -> (usize, u16) {
    // Two shifts, since a shift by 64 (no bits) is not one.
    let bucket = (hash >> 1 >> (63 - bits)) as usize;
    (bucket, ((hash << bits) >> 48) as u16)
}

/// Packs keys into the form [`Set::new`] reads. Repeated keys count once.
pub fn build<'k>(keys: impl IntoIterator<Item = &'k [u8]>) -> Vec<u8> {
    let mut hashes: Vec<u64> = keys.into_iter().map(key_hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let bits = (hashes.len() / 2).checked_ilog2().unwrap_or(0).min(24);
    let buckets = 1usize << bits;
    let mut places: Vec<_> = hashes.iter().map(|&hash| place(hash, bits)).collect();
    places.dedup();
    let mut pack = Vec::with_capacity(8 + 4 * (buckets + 1) + 2 * places.len());
    pack.extend((places.len() as u32).to_le_bytes());
    pack.extend(bits.to_le_bytes());
    for bucket in 0..=buckets {
        let start = places.partition_point(|place| place.0 < bucket);
        pack.extend((start as u32).to_le_bytes());
    }
    for (_, remainder) in &places {
        pack.extend(remainder.to_le_bytes());
    }
    pack.extend([0; PADDING]);
    pack
}

/// The 64-bit hash the packs are made with: eight bytes at a time, multiplied to 128 bits and folded, as wyhash does
/// (Wang Yi 2019); the last eight may overlap those before, since the length is hashed too. Part of the pack format:
/// changing it means building every pack again.
pub fn key_hash(key: &[u8]) -> u64 {
    const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
    const SECOND: u64 = 0xe703_7ed1_a0b4_28db;
    let mut hash = FIRST ^ (key.len() as u64).wrapping_mul(SECOND);
    if let Some(last) = key.last_chunk::<8>() {
        for word in key[..key.len() - 1].as_chunks::<8>().0 {
            hash = mix(hash ^ u64::from_le_bytes(*word), SECOND);
        }
        return mix(hash ^ u64::from_le_bytes(*last), FIRST);
    }
    let word = match (key.first_chunk::<4>(), key.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => key.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    };
    mix(mix(hash ^ word, SECOND), FIRST)
}

const fn mix(a: u64, b: u64) -> u64 {
    let wide = a as u128 * b as u128;
    // The constant keeps a zero operand from absorbing everything after it.
    (wide as u64 ^ (wide >> 64) as u64).wrapping_add(0x8ebc_6af0_9c88_c6e3)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn keys(prefix: &str, n: usize) -> Vec<String> {
        (0..n).map(|i| format!("{prefix} {i}")).collect()
    }

    fn pack(keys: &[String]) -> Vec<u8> {
        build(keys.iter().map(String::as_bytes))
    }

    #[test]
    fn false_positives_stay_under_the_documented_rate() {
        for n in [10, 1_000, 4_095, 4_096, 50_000] {
            let bytes = pack(&keys("in", n));
            let set = Set::new(&bytes).unwrap();
            assert!(keys("in", n).iter().all(|key| set.contains(key.as_bytes())), "{n}");
            let absent = 400_000;
            let wrong = keys("out", absent).iter().filter(|key| set.contains(key.as_bytes())).count() as f64;
            // Four standard deviations over the expected number, so that chance does not fail the test.
            let expected = FALSE_POSITIVES * absent as f64;
            assert!(wrong <= expected + 4.0 * expected.sqrt(), "{n} keys: {wrong} of {absent}");
        }
    }

    #[test]
    fn a_key_costs_at_most_five_bytes() {
        for n in [1_000, 4_096, 65_000] {
            assert!(pack(&keys("k", n)).len() < n * 5 + 64, "{n}");
        }
    }

    #[test]
    fn broken_packs_are_refused() {
        let good = pack(&keys("k", 100));
        assert!(Set::new(&good).is_some());
        assert!(Set::new(&good[..good.len() - 1]).is_none());
        assert!(Set::new(&[]).is_none());
        assert!(Set::new(&[0, 0, 0, 0, 255, 0, 0, 0]).is_none());
    }

    proptest! {
        #[test]
        fn agrees_with_a_naive_set(
            held in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..20), 0..200),
            asked in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..20), 0..50),
        ) {
            let naive: BTreeSet<_> = held.iter().collect();
            let bytes = build(held.iter().map(Vec::as_slice));
            let set = Set::new(&bytes).unwrap();
            prop_assert!(set.len() <= naive.len());
            for key in &held {
                prop_assert!(set.contains(key));
            }
            // 50 absent keys at 6 in 100 000 collide once in 300 cases: two in one case do not happen.
            let wrong = asked.iter().filter(|key| set.contains(key) && !naive.contains(key)).count();
            prop_assert!(wrong <= 1);
        }

        #[test]
        fn arbitrary_packs_do_not_panic(pack in proptest::collection::vec(any::<u8>(), 0..300), key in ".{0,20}") {
            if let Some(set) = Set::new(&pack) {
                let _ = set.contains(key.as_bytes());
            }
        }
    }
}
