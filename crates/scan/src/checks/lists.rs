//! Rows whose first name and surname both stand on the lists of one known generator and locale. Real people bear such
//! names too, a part of them; where a stretch of the file bears no others, a program wrote it.

use dumpscope_reference::vocabularies::{self, Field};

use super::{Outcome, along, name::Names};

/// Share of a generator's rows whose names are found on its lists: titles and suffixes cost the others.
pub(super) const FOUND: f64 = 0.97;
/// Share of all rows beyond which a list tells no stretch from the others.
const COMMON: f64 = 0.45;
/// Least share that is taken to bear names of a list everywhere.
const RARE: f64 = 0.002;
/// Chance of a stretch where there is none, over all lists (Karlin and Altschul 1990).
const FALSE: f64 = 1e-4;

/// The lists of one generator and locale.
pub(super) struct NameLists {
    first: Vec<u32>,
    last: Vec<u32>,
}

impl NameLists {
    /// Broken where both names, folded, are on the lists: a row that a generator may have written.
    pub(super) fn outcome(&self, (first, last): (&[u8], &[u8])) -> Outcome {
        match (key(first), key(last)) {
            (0, _) | (_, 0) => Outcome::Unknown,
            (first, last) => outcome(holds(&self.first, first) && holds(&self.last, last)),
        }
    }
}

const fn outcome(listed: bool) -> Outcome {
    if listed { Outcome::Broken } else { Outcome::Kept }
}

fn holds(keys: &[u32], key: u32) -> bool {
    keys.binary_search(&key).is_ok()
}

/// Key of a folded name, never 0 of one; 0 of none.
fn key(folded: &[u8]) -> u32 {
    if folded.is_empty() { 0 } else { vocabularies::key(folded).max(1) }
}

/// The lists that some stretch of the file bears names of far beyond the others, and what they say of every row; `None` where
/// there is none. `order` holds the rows in the order of the file.
pub(super) fn choose(names: &Names, order: &[usize]) -> Option<(NameLists, Vec<Outcome>)> {
    let mut groups: Vec<(&str, &str)> = [Field::FirstName, Field::LastName]
        .into_iter()
        .flat_map(|field| vocabularies::lists(field).map(|list| (list.generator, list.locale)))
        .collect();
    groups.sort_unstable();
    groups.dedup();
    let each = |of: fn((u32, u32)) -> u32| -> Vec<u32> {
        (0..names.len())
            .map(|row| {
                let (first, last) = names.of_row(row);
                of((key(first), key(last)))
            })
            .collect()
    };
    let (first, last) = (each(|keys| keys.0), each(|keys| keys.1));
    let (first_on, last_on) =
        (Membership::of(&first, Field::FirstName, &groups), Membership::of(&last, Field::LastName, &groups));
    let known: Vec<usize> = order.iter().copied().filter(|&row| first[row] != 0 && last[row] != 0).collect();
    let length = along::length(known.len());
    let stretches: Vec<&[usize]> = known.chunks(length).collect();
    // Rows of each stretch with both names on the lists of a group.
    let mut listed = vec![0_u32; groups.len() * stretches.len()];
    for (at, rows) in stretches.iter().enumerate() {
        for &row in *rows {
            for group in first_on.with(row, &last_on) {
                listed[group * stretches.len() + at] += 1;
            }
        }
    }
    let scores = listed.chunks(stretches.len().max(1)).enumerate().filter_map(|(group, listed)| {
        let all: u32 = listed.iter().sum();
        let background = (f64::from(all) / known.len().max(1) as f64).max(RARE);
        if background > COMMON {
            return None;
        }
        let (on, off) = ((FOUND / background).ln(), ((1.0 - FOUND) / (1.0 - background)).ln());
        let scores = listed.iter().zip(&stretches).map(|(&listed, rows)| {
            let listed = f64::from(listed);
            listed.mul_add(on, (rows.len() as f64 - listed) * off)
        });
        let (best, _) = scores.fold((0.0_f64, 0.0_f64), |(best, sum), score| {
            let sum = (sum + score).max(0.0);
            (best.max(sum), sum)
        });
        Some((best, group))
    });
    let (best, group) = scores.max_by(|a, b| a.0.total_cmp(&b.0))?;
    if best < ((stretches.len() * groups.len()) as f64 / FALSE).ln() {
        return None;
    }
    let of = |row: usize| match (first[row], last[row]) {
        (0, _) | (_, 0) => Outcome::Unknown,
        _ => outcome(first_on.holds(row, group) && last_on.holds(row, group)),
    };
    let lists = NameLists {
        first: keys(Field::FirstName, groups[group]),
        last: keys(Field::LastName, groups[group]),
    };
    Some((lists, (0..names.len()).map(of).collect()))
}

/// Keys of a field's lists of a generator and locale, ascending.
fn keys(field: Field, group: (&str, &str)) -> Vec<u32> {
    let lists = vocabularies::lists(field).filter(|list| (list.generator, list.locale) == group);
    let mut keys: Vec<u32> = lists.flat_map(vocabularies::Packed::keys).map(|key| key.max(1)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Which groups of lists hold the name of each row: a bit by group.
struct Membership {
    /// Place of a row's name in `bits`.
    places: Vec<u32>,
    /// Words by name.
    words: usize,
    bits: Vec<u64>,
}

impl Membership {
    /// Goes once through every list of a field: there are many, and few different names.
    fn of(names: &[u32], field: Field, groups: &[(&str, &str)]) -> Self {
        let mut distinct = names.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let mut slots = vec![(0_u32, 0_u32); (distinct.len() * 2).next_power_of_two().max(16)];
        let mask = slots.len() - 1;
        // Keys are bits of a hash.
        let find = |slots: &[(u32, u32)], key: u32| {
            let mut at = key as usize & mask;
            while slots[at].0 != key && slots[at].0 != 0 {
                at = (at + 1) & mask;
            }
            at
        };
        for (place, &key) in distinct.iter().enumerate() {
            let at = find(&slots, key);
            slots[at] = (key, place as u32);
        }
        let words = groups.len().div_ceil(64);
        let mut bits = vec![0; words * distinct.len()];
        for list in vocabularies::lists(field) {
            let Ok(group) = groups.binary_search(&(list.generator, list.locale)) else { continue };
            for key in list.keys().map(|key| key.max(1)) {
                let (held, place) = slots[find(&slots, key)];
                if held == key {
                    bits[place as usize * words + group / 64] |= 1 << (group % 64);
                }
            }
        }
        let places = names.iter().map(|&name| slots[find(&slots, name)].1).collect();
        Self { places, words, bits }
    }

    fn of_row(&self, row: usize) -> &[u64] {
        let from = self.places[row] as usize * self.words;
        &self.bits[from..from + self.words]
    }

    fn holds(&self, row: usize, group: usize) -> bool {
        self.of_row(row)[group / 64] >> (group % 64) & 1 == 1
    }

    /// Groups that hold the row's name here and in `other`.
    fn with(&self, row: usize, other: &Self) -> impl Iterator<Item = usize> {
        self.of_row(row).iter().zip(other.of_row(row)).enumerate().flat_map(|(word, (one, two))| {
            let mut left = one & two;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(word * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::spread;

    /// Names by their place on nobody's lists, and none at all.
    fn invented(row: usize) -> (String, String) {
        (
            format!("Nobodyhasit{}", spread(row as u64) % 900),
            format!("Noristhis{}", spread(!(row as u64)) % 900),
        )
    }

    #[test]
    fn names_of_no_list_choose_none() {
        let names: Vec<(String, String)> = (0..2_000).map(invented).collect();
        let names = Names::of(names.len(), |row| (names[row].0.as_bytes(), names[row].1.as_bytes()));
        let order: Vec<usize> = (0..names.len()).collect();
        assert!(choose(&names, &order).is_none());
    }

    #[test]
    fn a_row_counts_when_both_names_are_listed() {
        let lists = NameLists { first: vec![key(b"jean")], last: vec![key(b"dupont")] };
        let outcome = |first: &str, last: &str| lists.outcome((first.as_bytes(), last.as_bytes()));
        assert_eq!(outcome("jean", "dupont"), Outcome::Broken);
        assert_eq!(outcome("jean", "durand"), Outcome::Kept);
        assert_eq!(outcome("", "dupont"), Outcome::Unknown);
    }

    #[test]
    fn a_stretch_of_one_generator_s_names_is_found() {
        let list = |field| {
            let mut lists = vocabularies::lists(field).filter(|list| list.locale == "fr_FR");
            lists.next().map(|list| (list.generator, list.locale))
        };
        assert_eq!(list(Field::FirstName), list(Field::LastName), "the test takes one generator's lists");
        let group = list(Field::FirstName).expect("a French list");
        // What hashes to a key is not to be had: membership is asked for by key.
        let first = keys(Field::FirstName, group);
        let on = Membership::of(&[first[0], first[1], 77], Field::FirstName, &[group]);
        assert!(on.holds(0, 0) && on.holds(1, 0));
        assert_eq!(on.holds(2, 0), holds(&first, 77));
        assert_eq!(on.with(0, &on).collect::<Vec<_>>(), [0]);
    }
}
