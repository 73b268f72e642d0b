//! Names of people: folded words in alphabetical order, so that `Dupont, Jean` and `M. JEAN DUPONT` are one name, and a
//! first name beside a last name is what both are in one cell. Spellings stay apart: `Cathy` and `Catherine`, `Müller` and
//! `Mueller`, a name with and without its middle name.

use dumpscope_reference::fold::{Folded, fold_into};

use crate::form::words::Words;

/// Forms of address and what follows a name, folded: no part of it.
static NO_NAME: Words = Words::sorted(&[
    "docteur",
    "dr",
    "esq",
    "frau",
    "herr",
    "jr",
    "m",
    "madame",
    "mademoiselle",
    "maitre",
    "miss",
    "mlle",
    "mme",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "phd",
    "prof",
    "professeur",
    "sig",
    "signor",
    "signora",
    "sra",
]);
/// Most words of a name that tell it from others.
const MOST_WORDS: usize = 12;

/// The words of a name, without forms of address.
#[derive(Debug)]
struct Parts<'f> {
    words: [&'f [u8]; MOST_WORDS],
    count: usize,
}

impl<'f> Parts<'f> {
    fn of(cells: impl Iterator<Item = &'f Folded>) -> Self {
        let mut parts = Self { words: [&[]; MOST_WORDS], count: 0 };
        let words = cells.flat_map(|cell| cell.as_bytes().split(|b| matches!(b, b' ' | b',' | b'(' | b')')));
        for word in words.filter(|word| !word.is_empty() && !NO_NAME.contains_folded(word)) {
            if let Some(slot) = parts.words.get_mut(parts.count) {
                *slot = word;
                parts.count += 1;
            }
        }
        parts.words[..parts.count].sort_unstable();
        parts
    }

    fn push(&self, out: &mut Vec<u8>) {
        for (at, word) in self.words[..self.count].iter().enumerate() {
            if at > 0 {
                out.push(b' ');
            }
            out.extend_from_slice(word);
        }
    }
}

/// Appends a first or a last name: folded, in its own order. A cell of nothing but marks as it is.
pub fn push_part(cell: &[u8], out: &mut Vec<u8>) {
    let folded = Folded::new(cell);
    if !folded.is_empty() {
        out.extend_from_slice(folded.as_bytes());
        return;
    }
    let start = out.len();
    fold_into(cell, out);
    if out.len() == start {
        out.extend_from_slice(cell);
    }
}

/// Appends a whole name. A cell of nothing but forms of address is folded.
pub fn push_full(cell: &[u8], out: &mut Vec<u8>) {
    let folded = Folded::new(cell);
    let parts = Parts::of(std::iter::once(&folded));
    if parts.count == 0 { push_part(cell, out) } else { parts.push(out) }
}

/// Appends the words of a name that stands in one cell or several, in alphabetical order. Gives `false`, and appends
/// nothing, for fewer than two words: one alone is nobody's key.
pub fn push_words<'f>(cells: impl Iterator<Item = &'f Folded>, out: &mut Vec<u8>) -> bool {
    let parts = Parts::of(cells);
    if parts.count < 2 {
        return false;
    }
    parts.push(out);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(cell: &str) -> String {
        let mut out = Vec::new();
        push_full(cell.as_bytes(), &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    fn words(cells: &[&str]) -> Option<String> {
        let folded: Vec<Folded> = cells.iter().map(|cell| Folded::new(cell.as_bytes())).collect();
        let mut out = Vec::new();
        push_words(folded.iter(), &mut out).then(|| String::from_utf8_lossy(&out).into_owned())
    }

    #[track_caller]
    fn check(one: &[&str], other: &[&str], same: bool) {
        assert_eq!(
            words(one) == words(other),
            same,
            "{one:?} {other:?}: {:?} {:?}",
            words(one),
            words(other)
        );
        if let ([one], [other]) = (one, other) {
            assert_eq!(full(one) == full(other), same, "{one} {other}");
        }
    }

    #[test]
    fn names_that_meet() {
        check(&["Jean Dupont"], &["DUPONT, Jean"], true);
        check(&["M. Jean DUPONT"], &["Dupont Jean"], true);
        check(&["Jean-Pierre", "Le Gall"], &["LE GALL", "Jean Pierre"], true);
        check(&["Jean-Pierre", "Le Gall"], &["Le Gall, Jean-Pierre"], true);
        check(&["Éloïse Lefèvre"], &["ELOISE LEFEVRE"], true);
        check(&["Sean O'Brien"], &["O’Brien, Sean"], true);
        check(&["Dr. Anna Weiß"], &["WEISS Anna"], true);
        check(&["John Smith, Jr."], &["John Smith"], true);
    }

    #[test]
    fn names_that_do_not() {
        check(&["Jean Dupont"], &["Jeanne Dupont"], false);
        check(&["Jean Dupont"], &["Jean Dupond"], false);
        check(&["Jean Pierre Dupont"], &["Jean Dupont"], false);
        check(&["Anna Müller"], &["Anna Mueller"], false);
        check(&["Marie Anne Roy"], &["Marianne Roy"], false);
    }

    #[test]
    fn one_word_is_nobody() {
        assert_eq!(words(&["Mme Dupont"]), None);
        assert_eq!(words(&["", ""]), None);
        assert_eq!((full("Mme"), full("--"), full("")), ("mme".into(), "--".into(), String::new()));
    }

    #[test]
    fn parts_keep_their_order() {
        let mut out = Vec::new();
        push_part("VAN DER Berg".as_bytes(), &mut out);
        push_part("é".repeat(120).as_bytes(), &mut out);
        assert_eq!(out, ["van der berg".to_owned(), "e".repeat(120)].concat().into_bytes());
    }
}
