//! Values that generators put together: towns from a name and what goes before or behind it, jobs from three lists of words.

use dumpscope_model::Vocabulary;
use dumpscope_reference::vocabularies::{self, Field, Packed};

use super::{KEPT, Keys, LEAST, LIKELY, Value, Values, of_locale};

/// Different values looked at: what is put together hardly comes twice.
const LOOKED_AT: usize = 300;

/// Whether a value is the generator's, and if so whether it is put together.
type Read<'k> = Box<dyn Fn(&[u8]) -> Option<bool> + 'k>;

/// Towns against the grammars of generators that build them.
pub(super) fn towns(values: &Values, column: usize) -> Vec<Vocabulary> {
    let suffixes: Vec<&Packed<'_>> = vocabularies::lists(Field::CitySuffix).collect();
    let prefixes: Vec<&Packed<'_>> = vocabularies::lists(Field::CityPrefix).collect();
    let firsts: Vec<&Packed<'_>> = vocabularies::lists(Field::FirstName).collect();
    let lasts: Vec<&Packed<'_>> = vocabularies::lists(Field::LastName).collect();
    let towns: Vec<&Packed<'_>> = vocabularies::lists(Field::City).collect();
    let all = suffixes.iter().map(|suffix| {
        let (generator, locale) = (suffix.generator, suffix.locale);
        let of = |lists: &[&'static Packed<'static>]| of_locale(lists, generator, locale);
        let names = Keys::of(of(&firsts).into_iter().chain(of(&lasts)));
        let (towns, prefixes) = (Keys::of(of(&towns)), Keys::of(of(&prefixes)));
        let suffixes = Keys::of([*suffix]);
        let read: Read<'_> = Box::new(move |town| town_of(town, &names, &towns, &prefixes, &suffixes));
        (generator, locale, read)
    });
    built(values, "built-city", column, all)
}

/// Jobs against the lists of words that generators make them from.
pub(super) fn jobs(values: &Values, column: usize) -> Vec<Vocabulary> {
    let all = vocabularies::lists(Field::JobPart).map(|list| {
        let parts = Keys::of([list]);
        let read: Read<'_> = Box::new(move |job| {
            let words: Vec<&[u8]> = job.split(|&b| b == b' ').collect();
            made_of(&words, &parts).filter(|parts| *parts >= 2).map(|_| true)
        });
        (list.generator, list.locale, read)
    });
    built(values, "built-job", column, all)
}

/// A town: on the list, a name alone, or a name with a prefix, a suffix, both, or another name behind a preposition.
fn town_of(town: &[u8], names: &Keys, towns: &Keys, prefixes: &Keys, suffixes: &Keys) -> Option<bool> {
    if towns.hold(town) || names.hold(town) {
        return Some(false);
    }
    let behind = |name: &[u8]| {
        (1..name.len()).any(|at| {
            let (head, tail) = name.split_at(at);
            suffixes.hold(tail.trim_ascii_start()) && names.hold(head.trim_ascii_end())
        })
    };
    let before = |name: &[u8]| {
        (1..name.len()).any(|at| {
            let (head, tail) = name.split_at(at);
            let tail = tail.trim_ascii_start();
            prefixes.hold(head) && (names.hold(tail) || behind(tail))
        })
    };
    let between = |word: &[u8]| {
        let at = town.windows(word.len()).position(|window| window == word);
        at.is_some_and(|at| names.hold(&town[..at]) && names.hold(&town[at + word.len()..]))
    };
    (behind(town) || before(town) || between(b" sur ") || between(b" pres ")).then_some(true)
}

/// Number of entries that words are, one after the other, the longest first.
fn made_of(words: &[&[u8]], parts: &Keys) -> Option<usize> {
    let (mut at, mut count) = (0, 0);
    while at < words.len() {
        let take = (1..=(words.len() - at).min(4)).rev();
        let taken = take.into_iter().find(|take| parts.hold(&words[at..at + take].join(&b' ')))?;
        at += taken;
        count += 1;
    }
    Some(count)
}

fn built<'l>(
    values: &Values,
    part: &str,
    column: usize,
    grammars: impl Iterator<Item = (&'l str, &'l str, Read<'l>)>,
) -> Vec<Vocabulary> {
    // In the order of their hashes: a random choice.
    let looked: &[Value] = &values.distinct[..values.distinct.len().min(LOOKED_AT)];
    let n = looked.len() as u64;
    if n < LEAST {
        return Vec::new();
    }
    let mut found: Vec<Vocabulary> = Vec::new();
    for (generator, locale, read) in grammars {
        // A few values say whether the others are worth it.
        let few = &looked[..looked.len().min(40)];
        let likely = few.iter().filter(|value| read(values.text(**value)).is_some()).count();
        if (likely as f64) < LIKELY * few.len() as f64 {
            continue;
        }
        let seen: Vec<bool> = looked.iter().filter_map(|value| read(values.text(*value))).collect();
        let held = seen.len() as u64;
        found.push(Vocabulary {
            column,
            part: part.into(),
            generator: generator.into(),
            locale: locale.into(),
            n,
            held,
            built: seen.iter().filter(|built| **built).count() as u64,
            distinct: n,
            distinct_held: held,
            ..Vocabulary::default()
        });
    }
    // Of equals the first: the sort is stable.
    found.sort_by_key(|vocabulary| std::cmp::Reverse((vocabulary.held, vocabulary.built)));
    found.truncate(KEPT);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_taken_apart() {
        let keys = |words: &[&str]| {
            let mut keys: Vec<u32> = words.iter().map(|word| vocabularies::key(word.as_bytes())).collect();
            keys.sort_unstable();
            Keys(keys)
        };
        let (names, towns) = (keys(&["jeanette", "martin", "le goff"]), keys(&["paris"]));
        let (prefixes, suffixes) = (keys(&["east", "sainte"]), keys(&["chester", "ville", "les bains"]));
        let read = |town: &str| town_of(town.as_bytes(), &names, &towns, &prefixes, &suffixes);
        for town in [
            "east jeanettechester",
            "jeanetteville",
            "sainte martin",
            "martin les bains",
            "le goff sur martin",
            "le goffville",
        ] {
            assert_eq!(read(town), Some(true), "{town}");
        }
        assert_eq!((read("martin"), read("paris")), (Some(false), Some(false)));
        for town in ["chester", "east", "jackville", "west martin", "martin sur mer", ""] {
            assert_eq!(read(town), None, "{town}");
        }
    }

    #[test]
    fn jobs_are_taken_apart() {
        let mut keys: Vec<u32> = ["senior", "program", "human resources", "officer"]
            .map(|w| vocabularies::key(w.as_bytes()))
            .into();
        keys.sort_unstable();
        let parts = Keys(keys);
        let read = |job: &str| made_of(&job.as_bytes().split(|&b| b == b' ').collect::<Vec<_>>(), &parts);
        assert_eq!(read("senior human resources officer"), Some(3));
        assert_eq!(read("officer"), Some(1));
        assert_eq!(read("senior nurse"), None);
    }
}
