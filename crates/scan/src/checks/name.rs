//! Whether a text (an address, an id, a link) can be derived from the name beside it.

use dumpscope_reference::fold::{self, Folded};

use super::Outcome;
use crate::traits::split_name;

/// Letters from which a name found in a text is no accident.
const LETTERS: usize = 3;
/// Letters of a longer name that a text may be cut to.
const HEAD: usize = 5;

/// The columns names are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameColumns {
    /// First names and surnames.
    Apart(usize, usize),
    /// Full names.
    Full(usize),
}

impl NameColumns {
    /// First name and surname of a row whose cells `cell` gives.
    pub(super) fn name<'c>(self, cell: impl Fn(usize) -> &'c [u8]) -> (&'c [u8], &'c [u8]) {
        match self {
            Self::Apart(first, last) => (cell(first), cell(last)),
            Self::Full(full) => split_name(cell(full)),
        }
    }

    pub(super) fn last(self) -> usize {
        match self {
            Self::Apart(_, column) | Self::Full(column) => column,
        }
    }

    pub(super) fn holds(self, column: usize) -> bool {
        match self {
            Self::Apart(first, last) => first == column || last == column,
            Self::Full(full) => full == column,
        }
    }

    pub(super) fn all(self) -> Vec<usize> {
        match self {
            Self::Apart(first, last) => vec![first, last],
            Self::Full(full) => vec![full],
        }
    }
}

/// A column of texts that go with names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameCheck {
    /// Column, from 0.
    pub(super) column: usize,
}

impl NameCheck {
    /// What a text says of the first name and the surname in its row.
    pub(super) fn outcome(text: &[u8], (first, last): (&[u8], &[u8])) -> Outcome {
        let local = text.iter().rposition(|&b| b == b'@').map_or(text, |at| &text[..at]);
        let letters = Letters::of(local);
        if letters.bytes().len() < LETTERS {
            return Outcome::Unknown;
        }
        let mut asked = false;
        for name in [first, last] {
            let folded = Folded::new(name);
            let words = folded.as_bytes().split(|&b| b == b' ');
            // All words together first: a double name is written as one.
            let joined = Letters::of_folded(&folded);
            for part in std::iter::once(joined.bytes()).chain(words) {
                let part = &part[..part.len().min(HEAD)];
                if part.len() >= LETTERS && part.is_ascii() {
                    asked = true;
                    if memchr::memmem::find(letters.bytes(), part).is_some() {
                        return Outcome::Kept;
                    }
                }
            }
        }
        if asked { Outcome::Broken } else { Outcome::Unknown }
    }
}

/// The letters of a text, folded, without what stands between them.
struct Letters {
    bytes: [u8; fold::MAX],
    len: usize,
}

impl Letters {
    fn of(text: &[u8]) -> Self {
        Self::of_folded(&Folded::new(text))
    }

    fn of_folded(folded: &Folded) -> Self {
        let mut letters = Self { bytes: [0; fold::MAX], len: 0 };
        for &byte in folded.as_bytes().iter().filter(|b| b.is_ascii_lowercase()) {
            letters.bytes[letters.len] = byte;
            letters.len += 1;
        }
        letters
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, first: &str, last: &str, expect: Outcome) {
        let found = NameCheck::outcome(text.as_bytes(), (first.as_bytes(), last.as_bytes()));
        assert_eq!(found, expect, "{text} of {first} {last}");
    }

    #[test]
    fn texts_of_names_and_near_misses() {
        check("jean.dupont@mail.test", "Jean", "Dupont", Outcome::Kept);
        check("helene.le-goff@mail.test", "Hélène", "Le Goff", Outcome::Kept);
        check("hlegoff3", "Hélène", "Le Goff", Outcome::Kept);
        check("aardsda01", "David", "Aardsma", Outcome::Kept);
        check("sunshine_77@dupont.test", "Jean", "Dupont", Outcome::Broken);
        check("4471", "Jean", "Dupont", Outcome::Unknown);
        check("sunshine", "", "", Outcome::Unknown);
        check("sunshine", "X", "Ng", Outcome::Unknown);
    }
}
