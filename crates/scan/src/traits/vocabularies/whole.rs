//! Full names against the generators: first names and surnames are told apart by the lists themselves.

use dumpscope_model::Vocabulary;
use dumpscope_reference::{
    fold::fold_into,
    vocabularies::{self, Field, Packed},
};

use super::{Draws, FIRST_JOINED, Keys, LEAST, LIKELY, STRANGER, split, vocabulary};

/// Names taken apart: each costs several look-ups by list.
const NAMES: usize = 5_000;
/// Names by which generators are ranked.
const RANKED: usize = 1_000;
/// Generators whose lists all these names are held against, and kept: the one that holds most may explain them a little less well.
const CLOSER: usize = 4;

/// Forms of address, degrees and the like, folded word by word.
const TITLES: [&[u8]; 57] = [
    b"mr", b"mrs", b"ms", b"miss", b"mx", b"dr", b"prof", b"ing", b"m", b"mme", b"mlle", b"herr", b"frau",
    b"sig", b"ra", b"dott", b"sr", b"sra", b"srita", b"dra", b"a", b"lic", b"mtro", b"mag", b"dipl", b"univ",
    b"med", b"habil", b"b", b"sc", b"eng", b"mba", b"bsc", b"msc", b"ba", b"ma", b"drs", b"ir", b"jr", b"i",
    b"ii", b"iii", b"iv", b"v", b"md", b"dds", b"phd", b"dvm", b"hr", b"mevr", b"dhr", b"bakk", b"sta",
    b"srta", b"fr", b"avv", b"geom",
];

/// The generators whose lists explain most names, best first: a finding for first names and one for surnames each.
pub(super) fn names(cells: &[&[u8]], column: usize) -> Vec<Vocabulary> {
    let cells: Vec<&[u8]> = cells.iter().copied().filter(|cell| !cell.is_empty()).take(NAMES).collect();
    if (cells.len() as u64) < LEAST {
        return Vec::new();
    }
    let folded: Vec<Vec<u8>> = cells.iter().map(|cell| in_order(cell)).collect();
    let words: Vec<Vec<&[u8]>> = folded.iter().map(|name| without_titles(name)).collect();
    // Cells come in the random order of the sample.
    let few = &words[..words.len().min(FIRST_JOINED)];
    let mut likely: Vec<(usize, Lists)> = Lists::all()
        .into_iter()
        .map(|lists| (few.iter().filter(|name| lists.split(name).is_some()).count(), lists))
        .filter(|(held, _)| *held as f64 >= LIKELY * few.len() as f64)
        .collect();
    // Lists share most of what they hold: sixty names would choose by chance among them.
    let more = &words[..words.len().min(RANKED)];
    likely.sort_by_cached_key(|(_, lists)| {
        std::cmp::Reverse(more.iter().filter(|name| lists.split(name).is_some()).count())
    });
    likely.truncate(CLOSER);
    let mut distinct: Vec<&[u8]> = folded.iter().map(Vec::as_slice).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let mut found: Vec<(f64, [Vocabulary; 2])> =
        likely.iter().map(|(_, lists)| lists.matched(&words, distinct.len() as u64, column)).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().flat_map(|(_, pair)| pair).collect()
}

/// A name folded, first name first: `Doe, Jane` is turned.
fn in_order(cell: &[u8]) -> Vec<u8> {
    let mut folded = Vec::with_capacity(cell.len());
    let Some(comma) = cell.iter().position(|&b| b == b',') else {
        fold_into(cell, &mut folded);
        return folded;
    };
    let mut last = Vec::new();
    fold_into(&cell[comma + 1..], &mut folded);
    fold_into(&cell[..comma], &mut last);
    if !folded.is_empty() {
        folded.push(b' ');
    }
    folded.extend(last);
    folded
}

fn without_titles(name: &[u8]) -> Vec<&[u8]> {
    let words: Vec<&[u8]> = name.split(|&b| b == b' ').collect();
    let mut rest = words.as_slice();
    while let [title, after @ ..] = rest
        && after.len() >= 2
        && TITLES.contains(title)
    {
        rest = after;
    }
    while let [before @ .., title] = rest
        && before.len() >= 2
        && TITLES.contains(title)
    {
        rest = before;
    }
    rest.to_vec()
}

/// The lists of first names and surnames of one generator and locale.
struct Lists {
    first: Vec<&'static Packed<'static>>,
    last: Vec<&'static Packed<'static>>,
    first_keys: Keys,
    last_keys: Keys,
}

impl Lists {
    fn all() -> Vec<Self> {
        let firsts: Vec<&Packed<'_>> = vocabularies::lists(Field::FirstName).collect();
        let lasts: Vec<&Packed<'_>> = vocabularies::lists(Field::LastName).collect();
        let by_locale = firsts.chunk_by(|a, b| (a.generator, a.locale) == (b.generator, b.locale));
        by_locale
            .filter_map(|first| {
                let of = (first[0].generator, first[0].locale);
                let last: Vec<_> = lasts.iter().copied().filter(|l| (l.generator, l.locale) == of).collect();
                (!last.is_empty()).then(|| Self {
                    first_keys: Keys::of(first.iter().copied()),
                    last_keys: Keys::of(last.iter().copied()),
                    first: first.to_vec(),
                    last,
                })
            })
            .collect()
    }

    /// Keys of a name's first names and surnames, first names before surnames or behind them.
    fn split(&self, words: &[&[u8]]) -> Option<(Vec<u32>, Vec<u32>)> {
        let both = |first: &[&[u8]], last: &[&[u8]]| {
            let first = split(first, &|key| self.first_keys.has(key))?;
            Some((first, split(last, &|key| self.last_keys.has(key))?))
        };
        let places = || 1..words.len();
        places()
            .find_map(|at| both(&words[..at], &words[at..]))
            .or_else(|| places().rev().find_map(|at| both(&words[at..], &words[..at])))
    }

    fn matched(&self, names: &[Vec<&[u8]>], distinct: u64, column: usize) -> (f64, [Vocabulary; 2]) {
        let (mut first, mut last) = (Draws::of(&self.first), Draws::of(&self.last));
        let mut held = 0;
        for (firsts, lasts) in names.iter().filter_map(|name| self.split(name)) {
            held += 1;
            for key in firsts {
                first.take(key, 1);
            }
            for key in lasts {
                last.take(key, 1);
            }
        }
        let n = names.len() as u64;
        let (first, last) = (first.fit(), last.fit());
        let seen = (n, held, distinct, held.min(distinct));
        let strangers = (n - held) as f64 * STRANGER.ln();
        let pair =
            [vocabulary(self.first[0], column, seen, &first), vocabulary(self.last[0], column, seen, &last)];
        (first.log_likelihood + last.log_likelihood + strangers, pair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_in_order_and_lose_their_titles() {
        #[track_caller]
        fn check(cell: &str, expect: &str) {
            let folded = in_order(cell.as_bytes());
            let words = without_titles(&folded).join(&b' ');
            assert_eq!(std::str::from_utf8(&words), Ok(expect), "{cell}");
        }
        check("Mrs. Jane Doe PhD", "jane doe");
        check("Doe, Jane", "jane doe");
        check("Univ.Prof. Karl-Heinz Müller B.Sc.", "karl heinz muller");
        check("Dr. No", "dr no");
        check("", "");
    }

    #[test]
    fn names_are_taken_apart_by_the_lists() {
        let of = |locale: &str| {
            Lists::all()
                .into_iter()
                .find(|l| (l.first[0].generator, l.first[0].locale) == ("Faker", locale))
                .unwrap()
        };
        let count = |locale: &str, name: &str| {
            let words: Vec<&[u8]> = name.as_bytes().split(|&b| b == b' ').collect();
            of(locale).split(&words).map(|(first, last)| (first.len(), last.len()))
        };
        assert_eq!(count("fr_FR", "jean le goff"), Some((1, 1)));
        assert_eq!(count("fr_FR", "marie claire de martin leroy"), Some((2, 2)));
        assert_eq!(count("fr_FR", "leroy zoe"), Some((1, 1)));
        assert_eq!(count("fr_FR", "zzyq martin"), None);
        assert_eq!(count("fr_FR", "martin"), None);
        assert_eq!(count("es_ES", "maria garcia lopez"), Some((1, 2)));
    }
}
