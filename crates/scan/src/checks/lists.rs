//! Rows whose first name and surname both stand on the lists of one known generator and locale. Real people bear such
//! names too, a part of them; where a stretch of the file bears no others, a program wrote it.

use dumpscope_reference::vocabularies::{self, Field};

use super::{Outcome, along, name::Names};

/// Share of a generator's rows whose names are found on its lists: titles and suffixes cost the others.
pub(super) const FOUND: f64 = 0.97;
/// Share of the rows outside a stretch beyond which a list does not tell it from the others, and fewest rows outside.
const COMMON: f64 = 0.45;
const LEAST_OTHERS: f64 = 100.0;
/// Share of all rows beyond which there are no others.
const ALL: f64 = 0.95 * FOUND;
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
            (first_key, last_key) => {
                let last = || holds(&self.last, last_key) || holds(&self.last, head(last));
                outcome(holds(&self.first, first_key) && last())
            }
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

/// Key of the first of several surnames, 0 of one: where people bear two, generators draw two from their list.
fn head(folded: &[u8]) -> u32 {
    folded.iter().position(|&b| b == b' ').map_or(0, |end| key(&folded[..end]))
}

/// A generator and a locale.
pub(super) type Maker = (&'static str, &'static str);

/// Which makers' lists hold the names of sampled rows.
pub(super) struct Listed {
    pub(super) makers: Vec<Maker>,
    pub(super) first: Membership,
    pub(super) last: Membership,
    /// Rows with both names, in the order of the file.
    pub(super) known: Vec<usize>,
    /// By maker, those with both names on its lists, as places in `known`.
    pub(super) on: Vec<Vec<u32>>,
}

impl Listed {
    /// Looks every name up. `order` holds the rows in the order of the file.
    pub(super) fn of(names: &Names, order: &[usize]) -> Self {
        let keys: Vec<(u32, u32)> = (0..names.len())
            .map(|row| {
                let (first, last) = names.of_row(row);
                (key(first), key(last))
            })
            .collect();
        let heads: Vec<u32> = (0..names.len()).map(|row| head(names.of_row(row).1)).collect();
        Self::of_keys(&keys, &heads, order)
    }

    /// The same of names by their keys, 0 for none. `heads` are those of the first of several surnames.
    pub(super) fn of_keys(keys: &[(u32, u32)], heads: &[u32], order: &[usize]) -> Self {
        let mut makers: Vec<Maker> = [Field::FirstName, Field::LastName]
            .into_iter()
            .flat_map(|field| vocabularies::lists(field).map(|list| (list.generator, list.locale)))
            .collect();
        makers.sort_unstable();
        makers.dedup();
        let (first, last): (Vec<u32>, Vec<u32>) = keys.iter().copied().unzip();
        let (first, last) = rayon::join(
            || Membership::of(&first, Field::FirstName, &makers),
            || Membership::of_either(&last, heads, Field::LastName, &makers),
        );
        let known: Vec<usize> =
            order.iter().copied().filter(|&row| keys[row].0 != 0 && keys[row].1 != 0).collect();
        let mut on = vec![Vec::new(); makers.len()];
        for (place, &row) in known.iter().enumerate() {
            for maker in first.with(row, &last) {
                on[maker].push(place as u32);
            }
        }
        Self { makers, first, last, known, on }
    }

    /// The lists that some stretch of the file bears names of far beyond the others, and what they say of every row; `None`
    /// where there is none.
    pub(super) fn of_a_stretch(&self) -> Option<(NameLists, Vec<Outcome>)> {
        let rows = self.known.len();
        let length = along::length(rows);
        let stretches = rows.div_ceil(length);
        let scores = self.on.iter().enumerate().filter_map(|(maker, on)| {
            let background = (on.len() as f64 / rows.max(1) as f64).max(RARE);
            if background > ALL {
                return None;
            }
            let (listed, other) = ((FOUND / background).ln(), ((1.0 - FOUND) / (1.0 - background)).ln());
            let mut counts = vec![0_u32; stretches];
            for &place in on {
                counts[place as usize / length] += 1;
            }
            let each = counts
                .iter()
                .enumerate()
                .map(|(at, &count)| (f64::from(count), length.min(rows - at * length) as f64));
            let best = best_run(each, listed, other);
            // Where a program wrote most of the file, it is the others that stand apart.
            let others = rows as f64 - best.all;
            let tells = background <= COMMON
                || (others >= LEAST_OTHERS && on.len() as f64 - best.listed <= COMMON * others);
            tells.then_some((best.score, maker))
        });
        let (best, maker) = scores.max_by(|a, b| a.0.total_cmp(&b.0))?;
        if best < ((stretches * self.makers.len()) as f64 / FALSE).ln() {
            return None;
        }
        let mut outcomes = vec![Outcome::Unknown; self.first.places.len()];
        for &row in &self.known {
            outcomes[row] = outcome(self.first.holds(row, maker) && self.last.holds(row, maker));
        }
        let lists = NameLists {
            first: keys(Field::FirstName, self.makers[maker]),
            last: keys(Field::LastName, self.makers[maker]),
        };
        Some((lists, outcomes))
    }
}

/// A run of stretches.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Stretches {
    score: f64,
    /// Rows in it, and of these on the list.
    all: f64,
    listed: f64,
}

/// The run with the largest score (Kadane). `each` gives rows on the list and rows by stretch, `listed` and `other` what one
/// of either kind scores.
fn best_run(each: impl Iterator<Item = (f64, f64)>, listed: f64, other: f64) -> Stretches {
    let start = (Stretches::default(), Stretches::default());
    each.fold(start, |(best, run), (count, all)| {
        let from = if run.score > 0.0 { run } else { Stretches::default() };
        let run = Stretches {
            score: from.score + count.mul_add(listed, (all - count) * other),
            all: from.all + all,
            listed: from.listed + count,
        };
        (if run.score > best.score { run } else { best }, run)
    })
    .0
}

/// Keys of a field's lists of a generator and locale, ascending.
fn keys(field: Field, maker: Maker) -> Vec<u32> {
    let lists = vocabularies::lists(field).filter(|list| (list.generator, list.locale) == maker);
    let mut keys: Vec<u32> = lists.flat_map(vocabularies::Packed::keys).map(|key| key.max(1)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Which makers' lists hold the name of each row: a bit by maker.
pub(super) struct Membership {
    /// The different names' keys, ascending; 0 is none.
    pub(super) keys: Vec<u32>,
    /// Place of each row's name among them.
    pub(super) places: Vec<u32>,
    /// Words by name.
    words: usize,
    bits: Vec<u64>,
}

impl Membership {
    /// Goes once through every list of a field: there are many, and few different names.
    fn of(names: &[u32], field: Field, makers: &[Maker]) -> Self {
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
    fn of_either(names: &[u32], heads: &[u32], field: Field, makers: &[Maker]) -> Self {
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

    fn holds(&self, row: usize, maker: usize) -> bool {
        self.of_row(row)[maker / 64] >> (maker % 64) & 1 == 1
    }

    /// Makers whose lists hold the row's name here and in `other`.
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
        assert!(Listed::of(&names, &order).of_a_stretch().is_none());
    }

    #[test]
    fn a_row_counts_when_both_names_are_listed() {
        let lists = NameLists { first: vec![key(b"jean")], last: vec![key(b"dupont")] };
        let outcome = |first: &str, last: &str| lists.outcome((first.as_bytes(), last.as_bytes()));
        assert_eq!(outcome("jean", "dupont"), Outcome::Broken);
        assert_eq!(outcome("jean", "durand"), Outcome::Kept);
        assert_eq!(outcome("", "dupont"), Outcome::Unknown);
        assert_eq!(outcome("jean", "dupont garcia"), Outcome::Broken);
        assert_eq!(outcome("jean", "garcia dupont"), Outcome::Kept);
    }

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

    /// Rows of which those of a range bear names of one generator's lists, and what is found of them.
    fn found(rows: usize, put_in: std::ops::Range<usize>) -> Option<(NameLists, Vec<Outcome>)> {
        let list = vocabularies::lists(Field::LastName).next().expect("lists");
        let maker = (list.generator, list.locale);
        let (first, last) = (keys(Field::FirstName, maker), keys(Field::LastName, maker));
        let rows: Vec<(u32, u32)> = (0..rows)
            .map(|row| {
                let other = |seed: u64| (spread(seed) >> 40) as u32 | 1;
                if put_in.contains(&row) {
                    (first[row * 7 % first.len()], last[row * 5 % last.len()])
                } else {
                    (other(row as u64), other(!(row as u64)))
                }
            })
            .collect();
        let order: Vec<usize> = (0..rows.len()).collect();
        Listed::of_keys(&rows, &vec![0; rows.len()], &order).of_a_stretch()
    }

    #[track_caller]
    fn check(put_in: std::ops::Range<usize>) {
        let (_, outcomes) = found(4_000, put_in.clone()).expect("found");
        let broken = |wanted: bool| {
            let of = outcomes.iter().enumerate().filter(|(row, _)| put_in.contains(row) == wanted);
            of.filter(|(_, outcome)| **outcome == Outcome::Broken).count()
        };
        assert_eq!(broken(true), put_in.len());
        assert!(broken(false) <= 4, "{}", broken(false));
    }

    #[test]
    fn a_stretch_of_one_generator_s_names_is_found() {
        check(900..1_000);
        check(0..2_000);
        check(1_500..3_500);
        check(300..3_900);
    }

    #[test]
    fn a_list_that_everybody_is_on_tells_no_stretch() {
        assert!(found(4_000, 0..4_000).is_none());
        assert!(found(4_000, 20..3_980).is_none());
    }
}
