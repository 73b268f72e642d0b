//! Names of well-known consumer services inside a text: an address kept as `jane+fnac@…` in a table said to be another
//! company's speaks of where it came from.
//!
//! A kept list of our own (`services.txt`), a hint and no more: a name that is missing says nothing. Look-ups run in time
//! linear in the text, whatever the text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

static LIST: &str = include_str!("services.txt");

struct Names {
    search: AhoCorasick,
    /// Service of each pattern.
    ids: Vec<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    let named = lines.flat_map(|line| {
        let id = line.split(' ').next().unwrap_or_default();
        line.split_ascii_whitespace().map(move |name| (name, id))
    });
    let (names, ids): (Vec<&str>, Vec<&'static str>) = named.unzip();
    #[expect(clippy::expect_used, reason = "built from a list in the executable, which a test builds too")]
    let search = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        // A table of all transitions is twice as quick, and a fifth of all work on a small file to build: worth it from some
        // 17 000 texts on, and a sample has 50 000 at most.
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(names)
        .expect("some hundreds of short names make a small automaton");
    Names { search, ids }
});

/// Ids of all services of the list, in its order.
pub fn all() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    NAMES.ids.iter().copied().filter(move |id| std::mem::replace(&mut last, id) != *id)
}

/// Services named in a text, from its start on, each as often as it is named. In any case of letters; whole words only: no
/// letter may stand before or after the name, and no digit beside a digit of it, so `jane+Netflix2` names one and
/// `unsubscribed`, `amazonia` or `fnacs` none. Bytes beyond ASCII count as letters.
pub fn in_text(text: &[u8]) -> impl Iterator<Item = &'static str> {
    let names = &*NAMES;
    let parts = |edge: u8, beside: Option<&u8>| {
        beside.is_none_or(|&b| {
            !(b.is_ascii_alphabetic() || b >= 0x80 || (b.is_ascii_digit() && edge.is_ascii_digit()))
        })
    };
    names.search.find_iter(text).filter_map(move |met| {
        let (from, to) = (met.start(), met.end());
        let before = from.checked_sub(1).and_then(|at| text.get(at));
        let whole = parts(text[from], before) && parts(text[to - 1], text.get(to));
        whole.then(|| names.ids[met.pattern().as_usize()])
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::{first_names, last_names};

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        assert_eq!(in_text(text.as_bytes()).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn whole_names_in_any_case() {
        check("jane+fnac@example.org", &["fnac"]);
        check("jane+NETFLIX2@example.org", &["netflix"]);
        check("linkedin.jane@example.org", &["linkedin"]);
        check("Vente-Privee and venteprivee", &["venteprivee", "venteprivee"]);
        check("ebay_paypal", &["ebay", "paypal"]);
        check("me+500px", &["500px"]);
    }

    #[test]
    fn near_misses() {
        for text in
            ["", "amazonia", "fnacs", "tubers@example.org", "Kubera", "netflixé", "éetsy", "1500px", "grande"]
        {
            check(text, &[]);
        }
        // Where a longer word hides a name, a later one is still found.
        check("amazonia and amazon", &["amazon"]);
    }

    #[test]
    fn the_list_is_sound() {
        let mut seen = BTreeSet::new();
        let lines = LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for name in lines.flat_map(|line| line.split(' ')) {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            assert!(name.len() >= 4 && name.bytes().all(plain), "{name:?}");
            assert!(seen.insert(name), "{name} is there twice");
        }
        assert!(all().count() >= 150, "{}", all().count());
        // Names of many people would be met everywhere.
        let named: Vec<_> = all()
            .filter(|id| first_names::contains(id.as_bytes()) || last_names::contains(id.as_bytes()))
            .collect();
        assert_eq!(named, RARE_NAMES);
    }

    /// Listed as names, and far rarer so than as services.
    const RARE_NAMES: &[&str] = &["tinder", "ikea", "sephora", "shein", "uber", "canva"];

    proptest! {
        #[test]
        fn any_bytes(text in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(in_text(&text).count() <= text.len() / 4);
        }
    }
}
