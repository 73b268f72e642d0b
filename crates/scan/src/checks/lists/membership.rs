//! Which names stand on which makers' lists.

use dumpscope_reference::vocabularies::{self, Field};

use super::Maker;

/// Which makers' lists hold the name of each row: a bit by maker.
pub(in crate::checks) struct Membership {
    /// The different names' keys, ascending; 0 is none.
    pub(in crate::checks) keys: Vec<u32>,
    /// Place of each row's name among them.
    pub(in crate::checks) places: Vec<u32>,
    /// Words by name.
    words: usize,
    bits: Vec<u64>,
}

impl Membership {
    /// Goes once through every list of a field: there are many, and few different names.
    pub(super) fn of(names: &[u32], field: Field, makers: &[Maker]) -> Self {
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
        let words = makers.len().div_ceil(64);
        let mut bits = vec![0; words * distinct.len()];
        for list in vocabularies::lists(field) {
            let Ok(maker) = makers.binary_search(&(list.generator, list.locale)) else { continue };
            for key in list.keys().map(|key| key.max(1)) {
                let (held, place) = slots[find(&slots, key)];
                if held == key {
                    bits[place as usize * words + maker / 64] |= 1 << (maker % 64);
                }
            }
        }
        let places = names.iter().map(|&name| slots[find(&slots, name)].1).collect();
        Self { keys: distinct, places, words, bits }
    }

    /// The same, names that no list holds by their heads.
    pub(super) fn of_either(names: &[u32], heads: &[u32], field: Field, makers: &[Maker]) -> Self {
        let mut all = Self::of(&[names, heads].concat(), field, makers);
        for (row, &head) in heads.iter().enumerate() {
            let listed = |row: usize| all.of_row(row).iter().any(|word| *word != 0);
            if head != 0 && !listed(row) && listed(names.len() + row) {
                all.places[row] = all.places[names.len() + row];
            }
        }
        all.places.truncate(names.len());
        all
    }

    fn of_row(&self, row: usize) -> &[u64] {
        let from = self.places[row] as usize * self.words;
        &self.bits[from..from + self.words]
    }

    pub(super) fn holds(&self, row: usize, maker: usize) -> bool {
        self.has(self.places[row] as usize, maker)
    }

    /// Whether a maker's lists hold a name, by its place.
    pub(super) fn has(&self, place: usize, maker: usize) -> bool {
        self.bits[place * self.words + maker / 64] >> (maker % 64) & 1 == 1
    }

    /// Makers whose lists hold the row's name here and in `other`.
    pub(super) fn with(&self, row: usize, other: &Self) -> impl Iterator<Item = usize> {
        set_bits(self.of_row(row).iter().zip(other.of_row(row)).map(|(one, two)| one & two))
    }

    /// Makers whose lists hold a name, by its place.
    pub(in crate::checks) fn makers(&self, place: usize) -> impl Iterator<Item = usize> {
        set_bits(self.bits[place * self.words..(place + 1) * self.words].iter().copied())
    }
}

/// Places of the bits that are set.
fn set_bits(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    words.enumerate().flat_map(|(word, mut left)| {
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(word * 64 + bit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::keys;
    use super::*;

    #[test]
    fn two_surnames_stand_on_a_list_by_the_first() {
        let list = vocabularies::lists(Field::LastName)
            .find(|l| (l.generator, l.locale) == ("@faker-js/faker", "es_MX"))
            .expect("a Mexican list");
        let maker = (list.generator, list.locale);
        let one = keys(Field::LastName, maker)[0];
        let (whole, heads) = ([one, 7, 9], [0, one, 7]);
        let found = Membership::of_either(&whole, &heads, Field::LastName, &[maker]);
        assert_eq!([0, 1, 2].map(|row| found.holds(row, 0)), [true, true, false]);
        assert_eq!(found.places.len(), 3);
    }
}
