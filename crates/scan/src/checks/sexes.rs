//! Which sex a first name is given to, by the lists of every known generator that keeps them apart. They are lists of
//! ordinary names of many countries, so that a name is known though nobody else in the table bears it.

use dumpscope_reference::{
    fold::Folded,
    vocabularies::{self, Field, Pool},
};

use super::{Outcome, key::Key, pair::PairTable};

/// Rows with a known name, of each sex, that tell how a column writes it, and the share of them that must agree.
const LEAST: u32 = 50;
const AGREED: f64 = 0.6;
/// Rows of a name, and how many times more of them, that must hold the other sex for the table to know better.
const OTHERWISE: u32 = 8;
const TIMES: u32 = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sex {
    Female,
    Male,
}

/// How many times more lists must have a name for the one sex than for the other. Census lists hold Daniel for women too, and some
/// country everybody: Camille and Andrea stay unknown, Emma and Daniel do not.
const LISTS: usize = 10;

/// Names by sex: a bit for each key, of which there are 2²⁴.
struct Names {
    female: Vec<u64>,
    male: Vec<u64>,
}

impl Names {
    /// Those of the lists, sorted out once: every table, and every part of one that is judged, asks again.
    fn of_lists() -> &'static Self {
        static NAMES: std::sync::LazyLock<Names> = std::sync::LazyLock::new(Names::new);
        &NAMES
    }

    fn new() -> Self {
        let male = |pool: Pool| match pool {
            Pool::Female => Some(0),
            Pool::Male => Some(1),
            Pool::Any => None,
        };
        let of_list = |list: &'static vocabularies::Packed<'static>| {
            male(list.pool).into_iter().flat_map(|male| list.keys().map(move |key| key << 1 | male))
        };
        let mut lists: Vec<u32> = vocabularies::lists(Field::FirstName).flat_map(of_list).collect();
        lists.sort_unstable();
        let mut names = Self { female: vec![0; 1 << 18], male: vec![0; 1 << 18] };
        for of_name in lists.chunk_by(|a, b| a >> 1 == b >> 1) {
            let men = of_name.iter().filter(|entry| **entry & 1 == 1).count();
            let women = of_name.len() - men;
            let bits = match () {
                () if women >= LISTS * men => &mut names.female,
                () if men >= LISTS * women => &mut names.male,
                () => continue,
            };
            let key = of_name[0] >> 1;
            bits[(key >> 6) as usize & 0x3_ffff] |= 1 << (key & 63);
        }
        names
    }

    /// `None` of a name that is on no list, or on too many of both.
    fn of(&self, folded: &[u8]) -> Option<Sex> {
        if folded.is_empty() {
            return None;
        }
        let key = vocabularies::key(folded);
        let on = |bits: &[u64]| bits[(key >> 6) as usize & 0x3_ffff] >> (key & 63) & 1 == 1;
        match (on(&self.female), on(&self.male)) {
            (true, false) => Some(Sex::Female),
            (false, true) => Some(Sex::Male),
            _ => None,
        }
    }

    /// The sex of a given name: of all its words, or of the first.
    fn of_given(&self, given: &[u8]) -> Option<Sex> {
        let folded = Folded::new(given);
        let first = folded.as_bytes().split(|&b| b == b' ').next().unwrap_or_default();
        self.of(folded.as_bytes()).or_else(|| self.of(first))
    }
}

/// A table's column of sexes, held against its first names.
pub(super) struct Sexes {
    names: &'static Names,
    /// Hash of what stands for a woman, and for a man.
    values: [u64; 2],
}

impl Sexes {
    /// Learns how the column writes sexes, and what every row's name is. `hashes` are those of the name and of the sex by row;
    /// `None` where the column does not say the names' sexes.
    pub(super) fn learn(cells: &[&[u8]], key: Key, sexes: &[u64]) -> Option<(Self, Vec<Known>)> {
        let names = Names::of_lists();
        let known: Vec<Known> = cells.iter().map(|cell| Known(names.of_given(key.given(cell)))).collect();
        let most = |sex: Sex| -> Option<u64> {
            let mut counts = std::collections::BTreeMap::<u64, u32>::new();
            let of_sex =
                known.iter().zip(sexes).filter(|(known, value)| known.0 == Some(sex) && **value != 0);
            for (_, value) in of_sex {
                *counts.entry(*value).or_default() += 1;
            }
            let all: u32 = counts.values().sum();
            let (value, count) = counts.into_iter().max_by_key(|&(_, count)| count)?;
            (all >= LEAST && f64::from(count) >= AGREED * f64::from(all)).then_some(value)
        };
        let values = [most(Sex::Female)?, most(Sex::Male)?];
        (values[0] != values[1]).then_some((Self { names, values }, known))
    }

    /// What is known of a name.
    pub(super) fn known(&self, cell: &[u8], key: Key) -> Known {
        Known(self.names.of_given(key.given(cell)))
    }

    /// Whether a name and a sex go together; `None` where the lists do not say, or the table knows better. `name` is the name's
    /// hash and `sex` that of the sex; `named_first` whether the table counts them in this order.
    pub(super) fn outcome(
        &self,
        known: Known,
        (name, sex): (u64, u64),
        table: &PairTable,
        named_first: bool,
    ) -> Option<Outcome> {
        let [female, male] = self.values;
        let (expected, other) = match known.0? {
            Sex::Female => (female, male),
            Sex::Male => (male, female),
        };
        let met = |value: u64| if named_first { table.met(name, value) } else { table.met(value, name) };
        let (as_expected, otherwise) = (met(expected), met(other));
        if otherwise >= OTHERWISE && otherwise >= as_expected.saturating_mul(TIMES) {
            return None;
        }
        if sex == expected {
            Some(Outcome::Kept)
        } else if sex == other {
            Some(Outcome::Broken)
        } else {
            None
        }
    }
}

/// What the lists know of a row's first name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known(Option<Sex>);

#[cfg(test)]
mod tests {
    use super::super::key::KeyPart;
    use super::*;
    use crate::hash::Hasher;

    #[track_caller]
    fn check(names: &Names, given: &str, sex: Option<Sex>) {
        assert_eq!(names.of_given(given.as_bytes()), sex, "{given}");
    }

    #[test]
    fn names_that_one_sex_bears() {
        let names = Names::of_lists();
        check(names, "Suzanne", Some(Sex::Female));
        check(names, "Margaret Ann", Some(Sex::Female));
        check(names, "William", Some(Sex::Male));
        check(names, "Emma", Some(Sex::Female));
        check(names, "Daniel", Some(Sex::Male));
        check(names, "Andrea", None);
        check(names, "Camille", None);
        check(names, "Xqzzt", None);
        check(names, "", None);
    }

    #[test]
    fn a_column_s_own_way_is_learnt_and_the_table_knows_better() {
        let hasher = Hasher::new(1);
        let name = Key { column: 0, part: KeyPart::Word };
        // Sixty of each; a country in which Susan is a man's name; one wrong Margaret.
        let rows: Vec<(&str, &str)> = [("Margaret", "1"), ("Suzanne", "1"), ("William", "2"), ("John", "2")]
            .into_iter()
            .chain([("Susan", "2")])
            .flat_map(|row| std::iter::repeat_n(row, 60))
            .chain([("Margaret", "2")])
            .collect();
        let cells: Vec<&[u8]> = rows.iter().map(|row| row.0.as_bytes()).collect();
        let names: Vec<u64> = cells.iter().map(|cell| name.of(cell, &hasher)).collect();
        let sexes: Vec<u64> = rows.iter().map(|row| hasher.cell(row.1.as_bytes()).max(1)).collect();
        let table = PairTable::new(&names, &sexes);
        let (learnt, known) = Sexes::learn(&cells, name, &sexes).expect("two sexes");
        let of = |row: usize| learnt.outcome(known[row], (names[row], sexes[row]), &table, true);
        assert_eq!((of(0), of(121)), (Some(Outcome::Kept), Some(Outcome::Kept)));
        assert_eq!(of(241), None, "the table knows better");
        assert_eq!(of(300), Some(Outcome::Broken));
        assert!(Sexes::learn(&cells, name, &vec![7; cells.len()]).is_none(), "one value is no sex");
    }
}
