//! The part of a cell that is compared with other columns.

use dumpscope_reference::fold::Folded;

use crate::hash::Hasher;
use crate::traits::split_name;

/// Bytes of a cell that are compared.
const LONGEST: usize = 64;
/// Characters that stand for an area in most postcodes, codes and numbers.
const HEAD: usize = 2;

/// A column and how its cells are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    /// Column, from 0.
    pub(crate) column: usize,
    pub(crate) part: KeyPart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyPart {
    /// All of it, letters in lower case.
    Whole,
    /// Its first characters.
    Head,
    /// The first word of a name, folded.
    Word,
    /// The first word of the given name in a full name.
    GivenWord,
    /// A year in a date.
    Year,
    /// The domain of an address.
    Domain,
}

impl KeyPart {
    /// How cells of a field type are compared.
    pub(crate) fn of_type(kind: &str) -> &'static [Self] {
        match kind {
            "first-name" => &[Self::Word],
            "full-name" => &[Self::GivenWord],
            "email" => &[Self::Domain],
            "date" | "date-time" | "birth-date" => &[Self::Whole, Self::Year],
            "last-name" | "city" | "sex" | "country" | "region" => &[Self::Whole],
            _ => &[Self::Whole, Self::Head],
        }
    }
}

impl Key {
    /// A column of a field type, compared in the way that makes the fewest values.
    pub(crate) fn of_type(column: usize, kind: &str) -> Self {
        let parts = KeyPart::of_type(kind);
        Self { column, part: parts[parts.len() - 1] }
    }

    /// The given name in a cell, of a column of names.
    pub(crate) fn given(self, cell: &[u8]) -> &[u8] {
        if self.part == KeyPart::GivenWord { split_name(cell).0 } else { cell }
    }

    /// Whether it is one of given names.
    pub(crate) const fn is_given(self) -> bool {
        matches!(self.part, KeyPart::Word | KeyPart::GivenWord)
    }

    /// Hash of the part; 0 where there is none.
    pub(crate) fn of(self, cell: &[u8], hasher: &Hasher) -> u64 {
        let part = match self.part {
            KeyPart::Whole => Some(cell),
            KeyPart::Head => cell.get(..HEAD).filter(|_| cell.len() > HEAD),
            KeyPart::Word => return word(cell, hasher),
            KeyPart::GivenWord => return word(split_name(cell).0, hasher),
            KeyPart::Year => year(cell),
            KeyPart::Domain => cell.iter().rposition(|&b| b == b'@').map(|at| &cell[at + 1..]),
        };
        let Some(part) = part.filter(|part| !part.is_empty()) else { return 0 };
        let mut lower = [0; LONGEST];
        let len = part.len().min(LONGEST);
        lower[..len].copy_from_slice(&part[..len]);
        lower[..len].make_ascii_lowercase();
        hasher.cell(&lower[..len]).max(1)
    }
}

fn word(name: &[u8], hasher: &Hasher) -> u64 {
    let folded = Folded::new(name);
    let word = folded.as_bytes().split(|&b| b == b' ').next().unwrap_or_default();
    if word.is_empty() { 0 } else { hasher.cell(word).max(1) }
}

/// Four digits between 1850 and 2100 that are no part of a longer number.
fn year(cell: &[u8]) -> Option<&[u8]> {
    let mut from = 0;
    while from < cell.len() {
        let digits = cell[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let run = &cell[from..from + digits];
        if digits == 4 && (&b"1850"[..]..=&b"2100"[..]).contains(&run) {
            return Some(run);
        }
        from += digits.max(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_are_compared() {
        #[track_caller]
        fn check(hasher: &Hasher, part: KeyPart, a: &str, b: &str, same: bool) {
            let key = Key { column: 0, part };
            let (a, b) = (key.of(a.as_bytes(), hasher), key.of(b.as_bytes(), hasher));
            assert_eq!(a == b && a != 0, same, "{part:?}");
        }
        let hasher = Hasher::new(1);
        check(&hasher, KeyPart::Whole, "PARIS", "Paris", true);
        check(&hasher, KeyPart::Whole, "", "", false);
        check(&hasher, KeyPart::Head, "75011", "75002", true);
        check(&hasher, KeyPart::Word, "Hélène-Marie", "HELENE", true);
        check(&hasher, KeyPart::GivenWord, "Doe, John", "John Smith", true);
        check(&hasher, KeyPart::Year, "04/03/1951", "1951-12-31", true);
        check(&hasher, KeyPart::Year, "04031951", "1951", false);
        check(&hasher, KeyPart::Domain, "a@Example.org", "b@example.org", true);
    }
}
