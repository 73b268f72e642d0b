//! Postal addresses: the number first, then the folded words of the street with each word for a way, title or unit in one
//! short form, articles left out. Order of number and street, abbreviations and separators make no difference.

use dumpscope_reference::fold::{Folded, fold_into};

use super::town;

/// Most words of a line; a longer text is compared as it is, folded.
const MOST_WORDS: usize = 32;
/// Digits of the longest house number.
const HOUSE_NUMBER: usize = 5;

/// Appends the key of a street line, which may go on with a postcode and a town. A cell of nothing but marks as it is.
pub fn push_street(cell: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    let folded = Folded::new(cell);
    if folded.is_empty() {
        let mut long = Vec::new();
        fold_into(cell, &mut long);
        push_folded(&long, out);
    } else {
        push_folded(folded.as_bytes(), out);
    }
    if out.len() == start {
        out.extend_from_slice(cell);
    }
}

/// Appends a whole address: street, then the postcode, or the town where the post office serves it apart from its place
/// (`CEDEX`), whose postcodes are nobody's. Gives `false`, and appends nothing, when either half is missing.
pub fn push(street: &[u8], postcode: &[u8], town: &[u8], out: &mut Vec<u8>) -> bool {
    let start = out.len();
    push_street(street, out);
    let after = out.len();
    out.push(b'|');
    let folded = Folded::new(town);
    if town::is_served_apart(folded.as_bytes()) || postcode.is_empty() {
        town::push_folded(folded.as_bytes(), out);
    } else {
        // Of ZIP+4 the place alone.
        let zip = match postcode {
            [zip @ .., b'-', _, _, _, _] if zip.len() == 5 => zip,
            whole => whole,
        };
        town::push_postcode(zip, out);
    }
    let whole = after > start && out.len() > after + 1;
    if !whole {
        out.truncate(start);
    }
    whole
}

/// A house number and the letter behind it.
#[derive(Debug, Clone, Copy)]
struct House<'f> {
    digits: &'f [u8],
    letter: &'f [u8],
}

fn push_folded(folded: &[u8], out: &mut Vec<u8>) {
    let mut words: [&[u8]; MOST_WORDS] = [&[]; MOST_WORDS];
    let mut count = 0;
    let mut house: Option<House<'_>> = None;
    // Whether the word before was the house number, and whether it was CEDEX.
    let (mut behind_house, mut behind_cedex) = (false, false);
    for word in folded.split(|b| matches!(b, b' ' | b',' | b';' | b':' | b'(' | b')')) {
        if word.is_empty() {
            continue;
        }
        let was_house = std::mem::take(&mut behind_house);
        let was_cedex = std::mem::take(&mut behind_cedex);
        if word[0].is_ascii_digit() {
            let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
            if was_cedex && digits == word.len() && digits <= 2 {
                continue;
            }
            if let (None, Some(letter)) = (house, letter_behind(&word[digits..], count == 0))
                && digits <= HOUSE_NUMBER
            {
                house = Some(House { digits: &word[..digits], letter });
                behind_house = letter.is_empty();
                continue;
            }
        } else if matches!(word, b"cedex" | b"cdx" | b"cedx") {
            behind_cedex = true;
            continue;
        } else if is_left_out(word) {
            continue;
        }
        if was_house
            && let Some(letter) = letter_behind(short_form(word), true)
            && let Some(house) = &mut house
        {
            house.letter = letter;
            continue;
        }
        let (head, end) = parted(word);
        for part in [head, end] {
            if part.is_empty() {
                continue;
            }
            let Some(slot) = words.get_mut(count) else {
                out.extend_from_slice(folded);
                return;
            };
            *slot = short_form(part);
            count += 1;
        }
    }
    let start = out.len();
    if let Some(house) = house {
        out.extend_from_slice(house.digits);
        out.extend_from_slice(house.letter);
    }
    for word in &words[..count] {
        if out.len() > start {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
    // Nothing but articles.
    if out.len() == start {
        out.extend_from_slice(folded);
    }
}

/// The letter that stands behind a house number, empty where none does; `None` when this is no house number (`42nd`).
/// An `e` is an ordinal (`3e étage`) unless it is `first` in the line.
fn letter_behind(tail: &[u8], first: bool) -> Option<&[u8]> {
    match tail {
        b"bis" => Some(b"b"),
        b"ter" | b"terr" => Some(b"t"),
        b"quater" => Some(b"q"),
        [b'e'] if !first => None,
        [] | [b'a'..=b'z'] => Some(tail),
        _ => None,
    }
}

/// Articles, and words for a number: written or not as one likes.
fn is_left_out(word: &[u8]) -> bool {
    const WORDS: [&str; 23] = [
        "d", "da", "das", "de", "del", "della", "der", "des", "di", "die", "do", "dos", "du", "l", "la",
        "le", "les", "n°", "no", "nr", "nº", "of", "the",
    ];
    word.len() <= 5 && WORDS.iter().any(|w| w.as_bytes() == word)
}

/// A German or Dutch street name and its ending: `hauptstrasse` is `haupt` and `str`; the number of a flat and its mark.
fn parted(word: &[u8]) -> (&[u8], &[u8]) {
    if word.len() > 1 && word[0] == b'#' {
        return word.split_at(1);
    }
    for ending in [&b"strasse"[..], b"straat", b"str"] {
        if let Some(head) = word.strip_suffix(ending).filter(|head| head.len() >= 3) {
            return (head, b"str");
        }
    }
    (word, &[])
}

/// The short form of a word: French ones as La Poste shortens them (NF Z10-011, appendix), American ones as the Postal
/// Service does (Publication 28, appendix C), and one for what both call alike.
fn short_form(word: &[u8]) -> &[u8] {
    SHORT.binary_search_by(|(long, _)| long.as_bytes().cmp(word)).map_or(word, |at| SHORT[at].1.as_bytes())
}

/// Word and its short form, sorted; a short form stands for itself.
static SHORT: &[(&str, &str)] = &[
    ("allee", "all"),
    ("allees", "all"),
    ("alley", "aly"),
    ("apartment", "#"),
    ("app", "#"),
    ("appart", "#"),
    ("appartement", "#"),
    ("appt", "#"),
    ("apt", "#"),
    ("avda", "av"),
    ("ave", "av"),
    ("avenida", "av"),
    ("avenue", "av"),
    ("avn", "av"),
    ("batiment", "bat"),
    ("bld", "bd"),
    ("bldg", "bat"),
    ("blvd", "bd"),
    ("boul", "bd"),
    ("boulevard", "bd"),
    ("building", "bat"),
    ("bvd", "bd"),
    ("calle", "c"),
    ("capitaine", "cne"),
    ("ch", "che"),
    ("chaussee", "chs"),
    ("chee", "chs"),
    ("chem", "che"),
    ("chemin", "che"),
    ("circle", "cir"),
    ("colonel", "col"),
    ("commandant", "cdt"),
    ("cours", "crs"),
    ("court", "ct"),
    ("crescent", "cres"),
    ("docteur", "dr"),
    ("doctor", "dr"),
    ("drive", "dr"),
    ("east", "e"),
    ("escalier", "esc"),
    ("etage", "fl"),
    ("etg", "fl"),
    ("faubourg", "fg"),
    ("fbg", "fg"),
    ("floor", "fl"),
    ("flr", "fl"),
    ("fort", "ft"),
    ("general", "gal"),
    ("grand", "gd"),
    ("grande", "gde"),
    ("highway", "hwy"),
    ("immeuble", "imm"),
    ("impasse", "imp"),
    ("lane", "ln"),
    ("lieutenant", "lt"),
    ("lotissement", "lot"),
    ("marechal", "mal"),
    ("mount", "mt"),
    ("north", "n"),
    ("parkway", "pkwy"),
    ("passage", "pas"),
    ("pkway", "pkwy"),
    ("place", "pl"),
    ("plaza", "plz"),
    ("president", "pdt"),
    ("prof", "pr"),
    ("professeur", "pr"),
    ("promenade", "prom"),
    ("qu", "quai"),
    ("r", "rue"),
    ("residence", "res"),
    ("road", "rd"),
    ("room", "rm"),
    ("route", "rte"),
    ("saint", "st"),
    ("sainte", "ste"),
    ("south", "s"),
    ("sq", "square"),
    ("straat", "str"),
    ("strasse", "str"),
    ("street", "st"),
    ("suite", "ste"),
    ("terr", "ter"),
    ("terrace", "ter"),
    ("trail", "trl"),
    ("west", "w"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn street(cell: &str) -> String {
        let (mut once, mut twice) = (Vec::new(), Vec::new());
        push_street(cell.as_bytes(), &mut once);
        push_street(&once, &mut twice);
        assert_eq!(String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice), "{cell}");
        String::from_utf8_lossy(&once).into_owned()
    }

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(
            street(one) == street(other),
            same,
            "{one} | {other}: {} | {}",
            street(one),
            street(other)
        );
    }

    #[test]
    fn short_forms_are_sorted_and_stand_for_themselves() {
        assert!(SHORT.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (long, short) in SHORT {
            assert_eq!(short_form(short.as_bytes()), short.as_bytes(), "{long}");
        }
    }

    #[test]
    fn streets_that_meet() {
        check("12 rue de la Paix", "12, RUE DE LA PAIX", true);
        check("12 bis avenue du Général Leclerc", "12B AV GAL LECLERC", true);
        check("12 Ter, bd. St-Michel", "12ter Boulevard Saint Michel", true);
        check("5 Bld de l'Hôpital", "5 BLVD HOPITAL", true);
        check("3 all. des Lilas", "3 Allée des Lilas", true);
        check("n° 8, place du Marché", "8 PL DU MARCHE", true);
        check("123 Main St", "123 MAIN STREET", true);
        check("123 N. Main St., Apt 4B", "123 North Main Street #4B", true);
        check("1600 Pennsylvania Ave NW", "1600 Pennsylvania Avenue NW", true);
        check("Hauptstraße 12", "12 Hauptstr.", true);
        check("Haupt-Straße 12 a", "Hauptstr. 12a", true);
        check("Kerkstraat 12b", "12 b Kerkstr", true);
        check("12 rue Victor Hugo 75002 PARIS CEDEX 02", "12 Rue Victor-Hugo, 75002 Paris", true);
    }

    #[test]
    fn streets_that_do_not() {
        check("12 rue de la Paix", "14 rue de la Paix", false);
        check("12 rue de la Paix", "12 bis rue de la Paix", false);
        check("12 rue de la Paix", "12 avenue de la Paix", false);
        check("12 bis rue Basse", "12 ter rue Basse", false);
        check("45 E 42nd Street", "45 E 43rd Street", false);
        check("3802 South 2300 East", "3802 South 2400 East", false);
        check("123 Main St Apt 4", "123 Main St Apt 5", false);
        check("12 rue Basse", "12 rue Haute", false);
        check("rue de la Paix", "12 rue de la Paix", false);
    }

    #[test]
    fn what_is_no_street_stays_something() {
        for (cell, expect) in [("La", "la"), ("--", "--"), ("", ""), ("BP 12", "12 bp")] {
            assert_eq!(street(cell), expect);
        }
        let long = "mot ".repeat(60);
        assert_eq!(street(&long), long.trim());
    }

    #[track_caller]
    fn whole(street: &str, postcode: &str, town: &str) -> Option<String> {
        let mut out = b"x".to_vec();
        let told = push(street.as_bytes(), postcode.as_bytes(), town.as_bytes(), &mut out);
        told.then(|| String::from_utf8_lossy(&out[1..]).into_owned()).or_else(|| {
            assert_eq!(out, b"x");
            None
        })
    }

    #[test]
    fn whole_addresses() {
        let one = whole("12 rue de la Paix", "75002", "Paris");
        assert_eq!(one.as_deref(), Some("12 rue paix|75002"));
        assert_eq!(whole("12, RUE DE LA PAIX", "75 002", "PARIS 2E"), one);
        assert_ne!(whole("12 rue de la Paix", "69002", "Lyon"), one);
        // A company's own postcode is not that of the place.
        assert_eq!(
            whole("12 rue de la Paix", "75379", "PARIS CEDEX 08"),
            whole("12 rue de la Paix", "75001", "Paris Cedex 01")
        );
        assert_eq!(whole("1 Main St", "12345-6789", ""), whole("1 Main Street", "12345", ""));
        assert_eq!(whole("1 Main St", "", ""), None);
        assert_eq!(whole("", "75002", "Paris"), None);
    }
}
