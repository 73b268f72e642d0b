//! What makes a cell one of a user's type.

use dumpscope_reference::fold::Folded;
use regex::bytes::Regex;

use super::checksum::Checksum;
use crate::Match;

/// A user's rule: each part that is there must hold.
#[derive(Debug)]
pub(super) struct Rule {
    /// Fewest and most bytes of a cell.
    pub(super) length: (usize, usize),
    /// A pattern of the whole cell.
    pub(super) pattern: Option<Regex>,
    /// Words, one of which the cell is.
    pub(super) words: Option<Words>,
    /// A checksum over its number.
    pub(super) checksum: Option<Checksum>,
}

impl Rule {
    /// What a cell is to the type. Linear in its length; never allocates for the words and the checksum, and the
    /// pattern's scratch space is bounded by its own size.
    pub(super) fn check(&self, cell: &[u8]) -> Match {
        if cell.len() < self.length.0 || cell.len() > self.length.1 {
            return Match::No;
        }
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(cell)) {
            return Match::No;
        }
        if self.words.as_ref().is_some_and(|words| !words.contain(cell)) {
            return if self.pattern.is_some() { Match::LooksLike } else { Match::No };
        }
        match self.checksum {
            Some(checksum) if checksum.holds(cell) => {
                // Without a pattern or a list the number is the whole cell.
                let vetted = self.pattern.is_some() || self.words.is_some();
                if vetted || checksum.fits(cell) { Match::Valid } else { Match::No }
            }
            Some(checksum) if self.pattern.is_some() || checksum.fits(cell) => Match::LooksLike,
            Some(_) => Match::No,
            None => Match::Valid,
        }
    }
}

/// Words in their folded form, sorted: case, accents, hyphens and full stops do not matter.
#[derive(Debug)]
pub(super) struct Words(Box<[Box<[u8]>]>);

impl Words {
    /// The words; the place of the first that folds to nothing, or is longer than a folded key may be.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Result<Self, usize> {
        let mut folded = words
            .enumerate()
            .map(|(at, word)| {
                let key = Folded::new(word.as_bytes());
                if key.is_empty() { Err(at) } else { Ok(key.as_bytes().into()) }
            })
            .collect::<Result<Vec<Box<[u8]>>, usize>>()?;
        folded.sort_unstable();
        folded.dedup();
        Ok(Self(folded.into_boxed_slice()))
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn contain(&self, cell: &[u8]) -> bool {
        let key = Folded::new(cell);
        !key.is_empty() && self.0.binary_search_by(|word| (**word).cmp(key.as_bytes())).is_ok()
    }
}
