//! A set of strings kept as hashes, read in place.
//!
//! A key's 64-bit hash gives a bucket (its top `bits` bits) and a remainder (the next 16). The pack holds, little-endian:
//! `n: u32`, `bits: u32`, 24 zero bytes, then `2^bits + 1` buckets of 32 bytes: up to fifteen remainders, zeros for the free
//! places, and a mark that says whether the bucket was full and its other keys stand in the next one. `bits` is chosen so
//! that a bucket holds 5 to 11 keys on average, 3 to 6 bytes a key. A bucket lies within one line of a processor's cache:
//! a look-up waits for memory once.
//!
//! A key that is in the set is always found. A key that is not is taken for one when a remainder of its bucket agrees by
//! chance: about one look-up in 6 000 at most ([`FALSE_POSITIVES`]). Fine for judging a column of cells; not for
//! judging one cell.

/// Upper bound on the share of absent keys a set answers for as present.
pub const FALSE_POSITIVES: f64 = 12.0 / 65_536.0;

/// Remainders a bucket has room for.
const ROOM: usize = 15;
/// Bytes of a bucket: its remainders and its mark.
const BUCKET: usize = (ROOM + 1) * 2;
/// A bucket as it lies in the pack.
pub type Bucket = [u8; BUCKET];
/// The mark of a bucket whose last keys stand in the next one. No remainder has this value, and none is 0.
const OVERFULL: u16 = u16::MAX;
/// Most bits that number the buckets: 512 MiB.
const MOST_BITS: u32 = 24;
/// Keys a bucket is to hold at most on average.
const FILL: usize = 11;

/// A pack with the alignment that keeps a bucket within one line of the cache.
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Aligned<T: ?Sized>(pub T);

/// A set over a pack.
#[derive(Debug, Clone, Copy)]
pub struct Set<'a> {
    count: usize,
    bits: u32,
    buckets: &'a [Bucket],
}

impl<'a> Set<'a> {
    /// The set that holds nothing.
    pub const EMPTY: Self = Self { count: 0, bits: 0, buckets: &[] };

    /// Reads a pack made by [`build`]; `None` when its lengths do not agree.
    pub const fn new(pack: &'a [u8]) -> Option<Self> {
        let Some((head, rest)) = pack.split_first_chunk::<BUCKET>() else { return None };
        let Some((count, rest_of_head)) = head.split_first_chunk::<4>() else { return None };
        let Some((bits, _)) = rest_of_head.split_first_chunk::<4>() else { return None };
        let (count, bits) = (u32::from_le_bytes(*count) as usize, u32::from_le_bytes(*bits));
        let (buckets, over) = rest.as_chunks::<BUCKET>();
        if bits > MOST_BITS || !over.is_empty() || buckets.len() != (1 << bits) + 1 {
            return None;
        }
        Some(Self { count, bits, buckets })
    }

    /// Number of keys.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether the set holds nothing.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Where a key is looked for first: for whoever can ask for memory before it is needed.
    pub fn bucket(&self, key: &[u8]) -> Option<&'a Bucket> {
        self.buckets.get(place(key_hash(key), self.bits).0)
    }

    /// Whether the key is in the set (see the module for its error).
    pub fn contains(&self, key: &[u8]) -> bool {
        let (bucket, remainder) = place(key_hash(key), self.bits);
        let Some(here) = self.buckets.get(bucket) else { return false };
        // All places at once, without a branch on how many are taken: a loop that ends at random costs more than it saves.
        let mut found = false;
        for held in here.as_chunks::<2>().0 {
            found |= u16::from_le_bytes(*held) == remainder;
        }
        if here[BUCKET - 2..] != OVERFULL.to_le_bytes() {
            return found;
        }
        found
            || self.buckets.get(bucket + 1).is_some_and(|next| {
                next.as_chunks::<2>().0.iter().any(|held| u16::from_le_bytes(*held) == remainder)
            })
    }
}

const fn place(hash: u64, bits: u32) -> (usize, u16) {
    // Two shifts, since a shift by 64 (no bits) is not one.
    let bucket = (hash >> 1 >> (63 - bits)) as usize;
    let remainder = ((hash << bits) >> 48) as u16;
    // 0 is a free place and the largest value a mark: two remainders in 65 536 stand for their neighbours as well.
    (
        bucket,
        match remainder {
            0 => 1,
            OVERFULL => OVERFULL - 1,
            other => other,
        },
    )
}

/// Packs keys into the form [`Set::new`] reads. Repeated keys count once.
pub fn build<'k>(keys: impl IntoIterator<Item = &'k [u8]>) -> Vec<u8> {
    let mut hashes: Vec<u64> = keys.into_iter().map(key_hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let least = (hashes.len() / FILL).checked_ilog2().map_or(0, |bits| bits + 1);
    (least..=MOST_BITS).find_map(|bits| fill(&hashes, bits)).unwrap_or_default()
}

/// The pack of sorted hashes in `2^bits` buckets; `None` when two neighbours cannot hold theirs.
fn fill(hashes: &[u64], bits: u32) -> Option<Vec<u8>> {
    let mut places: Vec<_> = hashes.iter().map(|&hash| place(hash, bits)).collect();
    places.dedup();
    let mut buckets = vec![[0u16; ROOM + 1]; (1 << bits) + 1];
    let mut taken = vec![0usize; buckets.len()];
    for held in places.chunk_by(|a, b| a.0 == b.0) {
        for (bucket, remainder) in held {
            let mut at = *bucket;
            if taken[at] == ROOM {
                buckets[at][ROOM] = OVERFULL;
                at += 1;
            }
            // The next bucket may be full of what was moved into it already.
            *buckets[at].get_mut(taken[at]).filter(|_| taken[at] < ROOM)? = *remainder;
            taken[at] += 1;
        }
    }
    let mut pack = Vec::with_capacity((buckets.len() + 1) * BUCKET);
    pack.extend((places.len() as u32).to_le_bytes());
    pack.extend(bits.to_le_bytes());
    pack.resize(BUCKET, 0);
    pack.extend(buckets.as_flattened().iter().flat_map(|held| held.to_le_bytes()));
    Some(pack)
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
    fn a_key_costs_at_most_eight_bytes() {
        for n in [1_000, 4_096, 65_000] {
            assert!(pack(&keys("k", n)).len() < n * 8 + 96, "{n}");
        }
    }

    #[test]
    fn broken_packs_are_refused() {
        let good = pack(&keys("k", 100));
        assert!(Set::new(&good).is_some());
        assert!(Set::new(&good[..good.len() - 1]).is_none());
        assert!(Set::new(&[]).is_none());
        let mut far = good;
        far[4] = 255;
        assert!(Set::new(&far).is_none());
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
                let remainder = place(key_hash(key), set.bits).1.to_le_bytes();
                let bucket = set.bucket(key).unwrap();
                let elsewhere = bucket[BUCKET - 2..] == OVERFULL.to_le_bytes();
                prop_assert!(elsewhere || bucket.as_chunks::<2>().0.contains(&remainder));
            }
            // 50 absent keys at 2 in 10 000 collide once in 100 cases: three in one case do not happen.
            let wrong = asked.iter().filter(|key| set.contains(key) && !naive.contains(key)).count();
            prop_assert!(wrong <= 2);
        }

        #[test]
        fn arbitrary_packs_do_not_panic(pack in proptest::collection::vec(any::<u8>(), 0..300), key in ".{0,20}") {
            if let Some(set) = Set::new(&pack) {
                let _ = set.contains(key.as_bytes());
            }
        }
    }
}
