//! Whether the values of a column are people's full names, whatever share of them the lists hold.
//!
//! The lists hold names of France and the United States. Elsewhere nearly every name still has a part that is on one of
//! them, but few have two. What tells names from other things of two words is looked for in the whole column instead: many
//! different ones, next to none with an everyday word, first names at either end, no word at the end of all of them.

use std::collections::BTreeMap;

use dumpscope_fields::{
    Match,
    form::{everyday, name},
};
use dumpscope_reference::{first_names, fold::Folded, last_names};

use super::evidence::Value;

/// Different names below which a column says little by itself.
const FEW: usize = 20;
/// Share of the cells that must be two words and more, and share that must be those or one word: a list of contributors has
/// nicknames among its names.
pub(super) const SEVERAL_WORDS: f64 = 0.65;
const FORMED: f64 = 0.85;
/// Share of the different names that must have a listed first name at an end, or an initial; and share of those of which a
/// first name and a surname are listed, or that have an initial. Less where the header says that they are names of
/// somebody or something.
const GIVEN: f64 = 0.6;
const BOTH: f64 = 0.35;
const GIVEN_NAMED: f64 = 0.45;
const BOTH_NAMED: f64 = 0.15;
/// Share that may have an everyday word. Of people's names up to one in twenty do, of parks, films and ships a quarter and
/// more.
const EVERYDAY: f64 = 0.05;
/// Share that may have the same first or the same last word, and share where that is a surname: every third Vietnamese is
/// a Nguyen.
const SAME: f64 = 0.15;
const SAME_SURNAME: f64 = 0.4;

/// What the values of a column say of it as names of people.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Cells, those of two words and more that may be a name, and those of one word.
    cells: f64,
    several: f64,
    single: f64,
    /// Different names of two words and more; those with a first name at an end or an initial; those with a first name and
    /// a surname or an initial; those with an everyday word.
    names: usize,
    given: usize,
    both: usize,
    everyday: usize,
    /// How many of them begin and end with each word.
    first: BTreeMap<Vec<u8>, usize>,
    last: BTreeMap<Vec<u8>, usize>,
}

impl People {
    /// Counts the different values. `check` is what the type of full names says of one.
    pub(super) fn of(values: &[Value<'_>], check: impl Fn(&Value<'_>) -> Match) -> Self {
        let mut people = Self::default();
        for value in values {
            people.cells += value.count;
            match check(value) {
                Match::No if name::shape(value.cell).is_some_and(|shape| shape.words == 1) => {
                    people.single += value.count;
                }
                Match::No => {}
                found => {
                    people.several += value.count;
                    people.add(value.cell, found == Match::Valid);
                }
            }
        }
        people
    }

    fn add(&mut self, cell: &[u8], valid: bool) {
        let folded = Folded::new(cell);
        let words = folded.as_bytes().split(|b| matches!(b, b' ' | b','));
        let mut parts = words.filter(|word| word.len() > 1 && !name::is_particle(word));
        let Some(first) = parts.next() else { return };
        let last = parts.next_back().unwrap_or(first);
        let initial = has_initial(cell);
        self.names += 1;
        self.given += usize::from(initial || first_names::contains(first) || first_names::contains(last));
        self.both += usize::from(initial || valid);
        self.everyday += usize::from(everyday::has_everyday_word(folded.as_bytes()));
        *self.first.entry(first.to_vec()).or_default() += 1;
        *self.last.entry(last.to_vec()).or_default() += 1;
    }

    /// Whether the values are names of people; `named` says whether the header speaks of names.
    pub(super) fn speak(&self, named: bool) -> bool {
        let (given, both) = if named { (GIVEN_NAMED, BOTH_NAMED) } else { (GIVEN, BOTH) };
        self.several >= SEVERAL_WORDS * self.cells
            && self.several + self.single >= FORMED * self.cells
            && self.names >= FEW
            && self.share(self.given) >= given
            && self.share(self.both) >= both
            && self.may_be()
    }

    /// Whether nothing speaks against names of people: neither everyday words nor the same word in many of them.
    pub(super) fn may_be(&self) -> bool {
        self.share(self.everyday) <= EVERYDAY && self.varies(&self.first) && self.varies(&self.last)
    }

    fn varies(&self, words: &BTreeMap<Vec<u8>, usize>) -> bool {
        words.iter().all(|(word, &count)| {
            self.share(count) <= if last_names::contains(word) { SAME_SURNAME } else { SAME }
        })
    }

    fn share(&self, count: usize) -> f64 {
        count as f64 / self.names.max(1) as f64
    }
}

/// Whether a name has an initial: a letter with a dot behind it, or one alone beside two other words.
fn has_initial(cell: &[u8]) -> bool {
    let words = || cell.split(|b| matches!(b, b' ' | b',')).filter(|word| !word.is_empty());
    let alone = |word: &[u8]| matches!(word, [b'A'..=b'Z']);
    words().any(|word| matches!(word, [b'A'..=b'Z', b'.', ..])) || (words().count() > 2 && words().any(alone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials() {
        for name in ["R. Krunic", "A.N.R. Robinson", "Doe, John R", "John R Doe", "J.R. Doe"] {
            assert!(has_initial(name.as_bytes()), "{name}");
        }
        for not in ["Vitamin C", "Dr. Jane Doe", "Jane Doe", "St. Mary", "", "R"] {
            assert!(!has_initial(not.as_bytes()), "{not}");
        }
    }
}
