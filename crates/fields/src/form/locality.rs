//! Towns with their postcode or state in one cell, and the same at the end of a one-line address.

use dumpscope_reference::{fold::Folded, regions};

use super::blank;
use super::digits::all_digits;
use super::street::WAYS;
use super::words::Words;

/// Words after which a number is of a flat, a box or a road, folded.
static NUMBERED: Words = Words::sorted(&[
    "appt", "apt", "bldg", "box", "bp", "highway", "hwy", "lot", "no", "num", "po", "rm", "room", "route",
    "rr", "rte", "ste", "suite", "unit",
]);

/// Points of the compass and ordinals, which stand behind a house number, folded.
static COMPASS: Words =
    Words::sorted(&["e", "east", "n", "ne", "north", "nw", "s", "se", "south", "sw", "w", "west"]);

/// A word of a cell, and whether a comma or a line end stands in front of it.
#[derive(Clone, Copy, Default)]
struct Word<'a> {
    text: &'a [u8],
    broken: bool,
}

/// Words of an address with what parts them; what stands in brackets (a place on earth, a note) is left out.
fn words(cell: &[u8]) -> impl Iterator<Item = Word<'_>> {
    let mut rest = cell;
    let mut broken = false;
    std::iter::from_fn(move || {
        loop {
            match rest {
                [] => return None,
                [b'(', ..] => {
                    let end = rest.iter().position(|b| *b == b')').map_or(rest.len(), |at| at + 1);
                    rest = &rest[end..];
                }
                [b',' | b';' | b'\n' | b'\r', tail @ ..] => (broken, rest) = (true, tail),
                [b' ' | b'\t', tail @ ..] => rest = tail,
                _ => break,
            }
        }
        let part = |b: &u8| matches!(b, b' ' | b'\t' | b',' | b';' | b'\n' | b'\r' | b'(');
        let end = rest.iter().position(part).unwrap_or(rest.len());
        let (text, tail) = rest.split_at(end);
        rest = tail;
        Some(Word { text, broken: std::mem::take(&mut broken) })
    })
}

fn is_alphabetic(word: &[u8]) -> bool {
    word.len() >= 2
        && word.iter().all(|b| b.is_ascii_alphabetic() || *b >= 0x80 || matches!(b, b'-' | b'\'' | b'.'))
}

/// Five digits, ZIP+4, `F-75002`.
fn is_code(word: &[u8]) -> bool {
    let digits = match word {
        [zip @ .., b'-', a, b, c, d] if zip.len() == 5 && all_digits(&[*a, *b, *c, *d]) => zip,
        [a, b'-', rest @ ..] if a.is_ascii_uppercase() => rest,
        whole => whole,
    };
    digits.len() == 5 && all_digits(digits)
}

/// The two halves of a Canadian or British postcode.
fn is_lettered_code(outward: &[u8], inward: &[u8]) -> bool {
    let area = (2..=4).contains(&outward.len())
        && outward[0].is_ascii_uppercase()
        && outward.iter().any(u8::is_ascii_digit)
        && outward.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    area && matches!(inward, [a, b, c] if a.is_ascii_digit() && b.is_ascii_uppercase() && (c.is_ascii_uppercase() || c.is_ascii_digit()))
}

/// Postal abbreviation of an American state or Canadian province, in capitals.
fn is_state(word: &[u8]) -> bool {
    word.len() == 2
        && word.iter().all(u8::is_ascii_uppercase)
        && regions::contains(&[word[0].to_ascii_lowercase(), word[1].to_ascii_lowercase()])
}

/// Whether an address goes on to its town: a postcode beside a word that may be a town or state, or a state at the end.
pub fn follows_street(cell: &[u8]) -> bool {
    let (mut last, mut before) = (Word::default(), Word::default());
    let mut met = 0;
    let mut held: Option<Word<'_>> = None;
    for word in words(cell) {
        // A code that waits for the word behind it.
        if let Some(code) = held.take() {
            let folded = Folded::new(word.text);
            let road = COMPASS.contains_folded(folded.as_bytes()) || WAYS.contains_folded(folded.as_bytes());
            if is_alphabetic(word.text) && !road && (code.text.len() != 4 || code.broken) {
                return true;
            }
        }
        if met >= 2 {
            let folded = Folded::new(last.text);
            let key = folded.as_bytes();
            let town = is_alphabetic(last.text)
                && !NUMBERED.contains_folded(key)
                && !WAYS.contains_folded(key)
                && !COMPASS.contains_folded(key);
            if is_code(word.text) && (town || is_state(last.text)) {
                return true;
            }
            if is_lettered_code(last.text, word.text) {
                return true;
            }
            if is_code(word.text) || (word.broken && word.text.len() == 4 && all_digits(word.text)) {
                held = Some(word);
            }
        }
        (before, last) = (last, word);
        met += 1;
    }
    // `12 Main St, Salt Lake City, UT`
    met >= 4 && is_state(last.text) && (last.broken || before.broken)
}

/// How a town and its postcode stand in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `75011 Paris`.
    CodeFirst,
    /// `Springfield, IL 62704`, `Paris 75011`.
    TownFirst,
}

/// The town of a cell that holds its postcode or state as well; `None` where neither stands beside it.
pub fn town(cell: &[u8]) -> Option<(&[u8], Order)> {
    if let Some(at) = cell.iter().position(|b| *b == b' ') {
        let (code, town) = (&cell[..at], blank::trim(&cell[at..]));
        let four = code.len() == 4 && all_digits(code);
        if (is_code(code) || four) && town.first().is_some_and(|b| !b.is_ascii_digit()) {
            return Some((town, Order::CodeFirst));
        }
    }
    let (head, tail) = match cell.iter().rposition(|b| *b == b' ') {
        Some(at) if is_code(&cell[at + 1..]) => (blank::trim_end(&cell[..at]), true),
        _ => (cell, false),
    };
    let town = match head.iter().rposition(|b| matches!(b, b' ' | b',')) {
        Some(at) if is_state(&head[at + 1..]) => {
            Some(blank::trim_end(&head[..at])).map(|t| t.strip_suffix(b",").unwrap_or(t))
        }
        _ => None,
    };
    match town {
        Some(town) => Some((town, Order::TownFirst)),
        None if tail => Some((head.strip_suffix(b",").unwrap_or(head), Order::TownFirst)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: bool) {
        assert_eq!(follows_street(cell.as_bytes()), expect, "{cell}");
    }

    #[test]
    fn addresses_that_go_on_to_the_town() {
        for whole in [
            "12 RUE VICTOR HUGO 75002 PARIS",
            "123 Main St\nSpringfield, IL 62705",
            "123 Main St\nSpringfield, IL 62705\n(39.78, -89.65)",
            "28 South 100 East Price UT 84501",
            "PO Box 800      Price UT  84501",
            "HC 74 Box 189\nBeaver, UT",
            "Hauptstraße 12, 10115 Berlin",
            "Rue Neuve 12, 1000 Bruxelles",
            "10 Downing Street, London SW1A 2AA",
            "24 Sussex Drive, Ottawa ON K1M 1M4",
            "591 WEST PUTNAM AVENUE, GREENWICH, CT, 06830, United States",
        ] {
            check(whole, true);
        }
        for street in [
            "12 rue Victor Hugo",
            "12345 Main St",
            "PO Box 84501",
            "3802 South 2300 East",
            "120 Highway 10500 South",
            "1200 Route 10500",
            "100 Main St Suite 10200",
            "Hauptstraße 12",
            "12 Main St NE",
            "1000 East 1200 South",
            "",
        ] {
            check(street, false);
        }
    }

    #[track_caller]
    fn split(cell: &str, expect: Option<(&str, Order)>) {
        assert_eq!(town(cell.as_bytes()), expect.map(|(town, order)| (town.as_bytes(), order)), "{cell}");
    }

    #[test]
    fn towns_with_their_codes() {
        split("75011 Paris", Some(("Paris", Order::CodeFirst)));
        split("1000 Bruxelles", Some(("Bruxelles", Order::CodeFirst)));
        split("F-75011 Paris", Some(("Paris", Order::CodeFirst)));
        split("Paris 75011", Some(("Paris", Order::TownFirst)));
        split("Springfield, IL 62704", Some(("Springfield", Order::TownFirst)));
        split("Salt Lake City, UT", Some(("Salt Lake City", Order::TownFirst)));
        split("Paris", None);
        split("75011", None);
        split("Lyon Cedex 03", None);
        split("12 rue", None);
    }
}
