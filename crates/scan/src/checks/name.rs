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
    /// What a text says of the first name and the surname in its row, both folded.
    pub(super) fn outcome(text: &[u8], names: (&[u8], &[u8])) -> Outcome {
        Letters::of_local(text).map_or(Outcome::Unknown, |letters| letters.outcome(names))
    }
}

/// The letters of a text, folded, without what stands between them.
pub(super) struct Letters {
    bytes: [u8; fold::MAX],
    len: usize,
}

impl Letters {
    /// Those of a text, of an address those before its domain; `None` where they are too few to tell.
    pub(super) fn of_local(text: &[u8]) -> Option<Self> {
        let local = text.iter().rposition(|&b| b == b'@').map_or(text, |at| &text[..at]);
        let letters = Self::of(Folded::new(local).as_bytes());
        (letters.len >= LETTERS).then_some(letters)
    }

    fn of(folded: &[u8]) -> Self {
        let mut letters = Self { bytes: [0; fold::MAX], len: 0 };
        for &byte in folded.iter().filter(|b| b.is_ascii_lowercase()) {
            letters.bytes[letters.len] = byte;
            letters.len += 1;
        }
        letters
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// Whether one of two folded names can be found in them.
    pub(super) fn outcome(&self, (first, last): (&[u8], &[u8])) -> Outcome {
        let mut asked = false;
        let mut holds = |part: &[u8]| {
            let part = &part[..part.len().min(HEAD)];
            let long = part.len() >= LETTERS && part.is_ascii();
            asked |= long;
            long && self.bytes().windows(part.len()).any(|window| window == part)
        };
        for name in [first, last] {
            // All words together first: a double name is written as one.
            let joined = Self::of(name);
            if holds(joined.bytes()) || name.split(|&b| b == b' ').any(&mut holds) {
                return Outcome::Kept;
            }
        }
        if asked { Outcome::Broken } else { Outcome::Unknown }
    }
}

/// First names and surnames of rows, folded once.
pub(super) struct Names {
    text: Vec<u8>,
    /// Where the first name and the surname of each row end.
    ends: Vec<[u32; 2]>,
}

impl Names {
    /// Folds the names that `name` gives of rows 0 to `rows`.
    pub(super) fn of<'c>(rows: usize, name: impl Fn(usize) -> (&'c [u8], &'c [u8])) -> Self {
        let mut names = Self { text: Vec::with_capacity(rows * 16), ends: Vec::with_capacity(rows) };
        for row in 0..rows {
            let (first, last) = name(row);
            names.ends.push([first, last].map(|name| {
                names.text.extend_from_slice(Folded::new(name).as_bytes());
                names.text.len() as u32
            }));
        }
        names
    }

    /// How many rows.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// First name and surname of a row, folded.
    pub(super) fn of_row(&self, row: usize) -> (&[u8], &[u8]) {
        let from = row.checked_sub(1).map_or(0, |before| self.ends[before][1]) as usize;
        let [middle, end] = self.ends[row].map(|end| end as usize);
        (&self.text[from..middle], &self.text[middle..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, first: &str, last: &str, expect: Outcome) {
        let names = Names::of(2, |row| {
            if row == 0 { (&b"Someone"[..], &b"Else"[..]) } else { (first.as_bytes(), last.as_bytes()) }
        });
        let found = NameCheck::outcome(text.as_bytes(), names.of_row(1));
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
