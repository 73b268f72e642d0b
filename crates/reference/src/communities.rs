//! In which communities a name is borne: the shares of its bearers in the four largest groups that the United States count.
//!
//! Families give first names of their own community, so that the two names of a person tell of each other. What is wanted
//! is that and nothing else: shares leave this module as numbers to correlate over a whole table, under no label, and no
//! row is ever given one.
//!
//! An entry is kept as 24 bits of the hash of its key, so that a name that is not listed is taken for one in a hundred look-ups
//! among surnames and in four thousand among first names. The pack: for first names and then for surnames, the number of
//! entries (LEB128), the differences of the ascending hashes (LEB128), and the shares, two bytes an entry, four bits each.

use std::sync::LazyLock;

use crate::{
    fold::Folded,
    vocabularies::{key, number, push_number},
};

static PACK: &[u8] = include_bytes!("../data/communities.bin");

/// Communities that are told apart.
pub const COMMUNITIES: usize = 4;
/// The largest value of four bits stands for all of a name's bearers.
const ALL: f64 = 15.0;

/// The bearers of a name: the share in each community, 0 to 1; what is left is in none of them.
pub type Shares = [f64; COMMUNITIES];

/// The shares of the whole population of the United States: Census of 2010, the first four groups that exclude each other.
pub const POPULATION: Shares = [0.163, 0.637, 0.122, 0.048];

/// Names of one kind.
#[derive(Debug, Default)]
pub struct Names {
    keys: Vec<u32>,
    shares: Vec<u16>,
}

impl Names {
    /// How a name's bearers are spread; `None` where it is not listed.
    fn shares(&self, key: u32) -> Option<Shares> {
        let packed = self.shares[self.keys.binary_search(&key).ok()?];
        Some(std::array::from_fn(|nth| f64::from(packed >> (4 * nth) & 15) / ALL))
    }

    /// Number of names.
    pub const fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether none is listed.
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Of a first name: of its first word.
    pub fn of_first(&self, name: &[u8]) -> Option<Shares> {
        let folded = Folded::new(name);
        self.shares(key(folded.as_bytes().split(|b| *b == b' ').next()?))
    }

    /// Of a surname: of all its words as one, as the Census writes them, else of the first.
    pub fn of_last(&self, name: &[u8]) -> Option<Shares> {
        let folded = Folded::new(name);
        let folded = folded.as_bytes();
        let (mut one, mut len) = ([0; crate::fold::MAX], 0);
        for &byte in folded.iter().filter(|byte| **byte != b' ') {
            one[len] = byte;
            len += 1;
        }
        self.shares(key(&one[..len])).or_else(|| {
            let first = folded.split(|b| *b == b' ').next()?;
            (first.len() < len).then(|| self.shares(key(first)))?
        })
    }
}

static NAMES: LazyLock<(Names, Names)> = LazyLock::new(|| {
    let mut rest = PACK;
    (read(&mut rest), read(&mut rest))
});

/// First names.
pub fn first_names() -> &'static Names {
    &NAMES.0
}

/// Surnames.
pub fn last_names() -> &'static Names {
    &NAMES.1
}

fn read(rest: &mut &[u8]) -> Names {
    let count = number(rest).unwrap_or(0) as usize;
    let mut last = 0u32;
    let keys: Vec<u32> = (0..count)
        .map_while(|_| {
            last = last.wrapping_add(number(rest)?);
            Some(last)
        })
        .collect();
    let Some((shares, after)) = rest.split_at_checked(2 * keys.len()) else { return Names::default() };
    *rest = after;
    let shares = shares.as_chunks::<2>().0.iter().map(|two| u16::from_le_bytes(*two)).collect();
    Names { keys, shares }
}

/// Packs names, folded and without spaces, in the form this module reads; of two with one hash the first is kept. First
/// names come first.
pub fn build(kinds: [&[(Vec<u8>, Shares)]; 2]) -> Vec<u8> {
    let mut out = Vec::new();
    for names in kinds {
        let mut entries: Vec<(u32, u16)> =
            names.iter().map(|(name, shares)| (key(name), packed(shares))).collect();
        entries.sort_by_key(|(key, _)| *key);
        entries.dedup_by_key(|(key, _)| *key);
        push_number(&mut out, entries.len() as u32);
        let mut last = 0;
        for (key, _) in &entries {
            push_number(&mut out, key - last);
            last = *key;
        }
        out.extend(entries.iter().flat_map(|(_, shares)| shares.to_le_bytes()));
    }
    out
}

fn packed(shares: &Shares) -> u16 {
    let four = |nth: usize| ((shares[nth].clamp(0.0, 1.0) * ALL).round() as u16) << (4 * nth);
    (0..COMMUNITIES).map(four).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(shares: Option<Shares>, want: Option<Shares>) {
        let near = match (shares, want) {
            (Some(a), Some(b)) => a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.04),
            (a, b) => a.is_none() && b.is_none(),
        };
        assert!(near, "{shares:?}, not {want:?}");
    }

    #[test]
    fn what_is_packed_comes_back() {
        let first = [(b"ana".to_vec(), [1.0, 0.0, 0.0, 0.0]), (b"bo".to_vec(), [0.2, 0.4, 0.4, 0.0])];
        let last = [(b"delacruz".to_vec(), [0.0, 0.0, 0.6, 0.4]), (b"ng".to_vec(), [0.0, 1.0, 0.0, 0.0])];
        let pack = build([&first, &last]);
        let mut rest = &pack[..];
        let (first, last) = (read(&mut rest), read(&mut rest));
        assert_eq!((first.len(), last.len(), rest.len()), (2, 2, 0));
        check(first.of_first(b"Ana Maria"), Some([1.0, 0.0, 0.0, 0.0]));
        check(first.of_first("BÖ".as_bytes()), Some([0.2, 0.4, 0.4, 0.0]));
        check(first.of_first(b"Nobody"), None);
        check(first.of_first(b""), None);
        check(last.of_last(b"de la Cruz"), Some([0.0, 0.0, 0.6, 0.4]));
        check(last.of_last(b"NG-Smith"), Some([0.0, 1.0, 0.0, 0.0]));
        check(last.of_last(b"Smith-Ng"), None);
        check(last.of_last(b""), None);
    }

    #[test]
    fn a_pack_cut_short_is_read_as_far_as_it_goes() {
        let pack = build([&[(b"ana".to_vec(), [1.0; 4])], &[(b"ng".to_vec(), [0.0; 4])]]);
        for end in 0..pack.len() {
            let mut rest = &pack[..end];
            assert!(read(&mut rest).len() <= 1);
            assert!(read(&mut rest).len() <= 1);
        }
    }

    #[test]
    fn the_lists_hold_most_of_a_people() {
        assert!(first_names().len() > 4_000 && last_names().len() > 150_000);
        for name in ["María", "James", "MING"] {
            assert!(first_names().of_first(name.as_bytes()).is_some(), "{name}");
        }
        for name in ["García López", "O'Connor", "nguyen"] {
            assert!(last_names().of_last(name.as_bytes()).is_some(), "{name}");
        }
        assert!(last_names().of_last(b"Xqzzk").is_none());
    }
}
