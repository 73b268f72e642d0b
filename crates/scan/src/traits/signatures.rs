//! Traces that known ways of making rows up leave in single cells. Each is looked for in the column it belongs to, and
//! listed whether met or not; what real tables show of it is the indicators' affair.

use dumpscope_fields::catalog::iban_inner_key;
use dumpscope_model::Signature;
use dumpscope_reference::{cities, first_names, fold::Folded, last_names};

use super::{
    openings::is_fiction,
    people::{People, Role},
};

/// What fake-data libraries put before a name to make a town of it.
const BEFORE: [&str; 7] = ["north", "east", "west", "south", "new", "lake", "port"];
/// And after it.
const AFTER: [&str; 19] = [
    "town", "ton", "land", "ville", "berg", "burgh", "borough", "bury", "view", "port", "mouth", "stad",
    "furt", "chester", "fort", "haven", "side", "shire", "field",
];
/// Towns that stand for any town.
const NOWHERE: [&str; 6] = ["anytown", "any town", "sampletown", "sample city", "testville", "nowhere"];

/// Street words of the United States that stand behind hardly any street there, and behind every other one of libraries,
/// which draw from the whole of the postal list (USPS Publication 28, appendix C1) evenly.
const RARE_STREETS: [&str; 97] = [
    "burg",
    "burgs",
    "cape",
    "cliff",
    "cliffs",
    "club",
    "common",
    "corner",
    "corners",
    "courts",
    "coves",
    "crossroad",
    "curve",
    "dale",
    "dam",
    "divide",
    "drives",
    "estate",
    "estates",
    "extension",
    "extensions",
    "fall",
    "falls",
    "ferry",
    "field",
    "fields",
    "flat",
    "flats",
    "ford",
    "fords",
    "forest",
    "forge",
    "forges",
    "fork",
    "forks",
    "fort",
    "gateway",
    "glens",
    "greens",
    "groves",
    "harbor",
    "harbors",
    "haven",
    "inlet",
    "island",
    "islands",
    "isle",
    "junction",
    "junctions",
    "key",
    "keys",
    "knoll",
    "knolls",
    "light",
    "lights",
    "loaf",
    "lock",
    "locks",
    "lodge",
    "manors",
    "mills",
    "mission",
    "motorway",
    "mount",
    "mountain",
    "mountains",
    "neck",
    "orchard",
    "oval",
    "overpass",
    "parks",
    "parkways",
    "passage",
    "plain",
    "plains",
    "ports",
    "prairie",
    "radial",
    "ramp",
    "ranch",
    "rapid",
    "rapids",
    "rest",
    "roads",
    "shoal",
    "shoals",
    "shore",
    "shores",
    "skyway",
    "stravenue",
    "stream",
    "streets",
    "throughway",
    "trafficway",
    "underpass",
    "viaduct",
    "ways",
];

/// Every trace whose column is there.
pub(super) fn all(people: &People<'_>) -> Vec<Signature> {
    let mut found = Vec::new();
    let mut look_where = |id: &str, role: &Option<Role<'_>>, bears: &dyn Fn(&[u8]) -> Option<bool>| {
        let Some(role) = role else { return };
        let (mut n, mut hits) = (0, 0);
        for borne in role.cells.iter().filter(|cell| !cell.is_empty()).filter_map(|cell| bears(cell)) {
            n += 1;
            hits += u64::from(borne);
        }
        if n > 0 {
            found.push(Signature { id: id.into(), column: role.column, n, hits });
        }
    };
    look_where("iban-key", &people.iban, &|cell| iban_inner_key(cell).map(|holds| !holds));
    look_where("odd-uuid", &people.uuid, &is_odd_uuid);
    look_where("rare-street", &people.street, &is_rare_street);
    let mut look = |id: &str, role: &Option<Role<'_>>, bears: &dyn Fn(&[u8]) -> bool| {
        look_where(id, role, &|cell| Some(bears(cell)));
    };
    look("placeholder-place", &people.city, &is_nowhere);
    look("placeholder-postcode", &people.postcode, &|cell| matches!(cell, b"00000" | b"99999" | b"12345"));
    look("reserved-phone", &people.phone, &is_reserved_phone);
    look("fiction-exchange", &people.phone, &is_of_fiction_exchange);
    look("glued-extension", &people.phone, &has_glued_extension);
    look("built-company", &people.company, &is_built_company);
    look("name-digits", &people.first, &ends_in_digits);
    look("name-digits", &people.last, &ends_in_digits);
    found.extend(people.city.as_ref().or(people.birth_place.as_ref()).into_iter().flat_map(built_cities));
    found
}

/// The two traces of towns that are made of a name, each cell looked up once.
fn built_cities(towns: &Role<'_>) -> Vec<Signature> {
    let (mut n, mut built, mut thrice) = (0, 0, 0);
    for cell in towns.cells.iter().filter(|cell| !cell.is_empty()) {
        let how = built_city(cell);
        n += 1;
        built += u64::from(how != Built::Not);
        thrice += u64::from(how == Built::Thrice);
    }
    let of = |(id, hits): (&str, u64)| Signature { id: id.into(), column: towns.column, n, hits };
    let both = [("built-city", built), ("thrice-built-city", thrice)];
    both.into_iter().filter(|_| n > 0).map(of).collect()
}

/// How much a town looks made of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Built {
    /// No, or it is known.
    Not,
    /// Of a prefix and a name, or of a name and a suffix, as many a village is.
    Twice,
    /// Of all three: `West Angelaview`.
    Thrice,
}

/// Whether a town is made of a name, and none that is known.
fn built_city(cell: &[u8]) -> Built {
    let folded = Folded::new(cell);
    let town = folded.as_bytes();
    if town.is_empty() || cities::contains(town) {
        return Built::Not;
    }
    let (before, name) = match town.iter().position(|&b| b == b' ') {
        Some(space) if BEFORE.iter().any(|p| p.as_bytes() == &town[..space]) => (true, &town[space + 1..]),
        Some(_) => return Built::Not,
        None => (false, town),
    };
    let is_name =
        |name: &[u8]| name.len() >= 3 && (first_names::contains(name) || last_names::contains(name));
    let after = AFTER.iter().any(|suffix| name.strip_suffix(suffix.as_bytes()).is_some_and(is_name));
    match (before, after) {
        // A part of a town that is known: `South Boston`, `North Canton`.
        (true, true) if cities::contains(name) => Built::Twice,
        (true, true) => Built::Thrice,
        (false, true) => Built::Twice,
        (true, false) if is_name(name) => Built::Twice,
        _ => Built::Not,
    }
}

fn is_nowhere(cell: &[u8]) -> bool {
    let folded = Folded::new(cell);
    NOWHERE.iter().any(|town| town.as_bytes() == folded.as_bytes())
}

/// A number that ends in 555-0100 to 555-0199, set aside for fiction in North America: one in 100 000 elsewhere.
fn is_reserved_phone(cell: &[u8]) -> bool {
    is_reserved(&digits(cell))
}

fn is_reserved(digits: &[u8]) -> bool {
    digits.last_chunk::<7>().is_some_and(|local| local.starts_with(b"55501"))
}

/// A number as long as a North American one whose exchange is 555, which has no subscribers, beside those set aside for fiction
/// and directory assistance (555-1212): one in a thousand of ten digits elsewhere.
fn is_of_fiction_exchange(cell: &[u8]) -> bool {
    let digits = digits(cell);
    let national = match digits.as_slice() {
        [b'1', rest @ ..] if rest.len() == 10 => rest,
        all => all,
    };
    national.len() == 10 && is_fiction(national) && !is_reserved(national)
}

/// The digits of a number, without an extension behind it.
fn digits(cell: &[u8]) -> Vec<u8> {
    let number = cell.iter().position(u8::is_ascii_alphabetic).map_or(cell, |at| &cell[..at]);
    number.iter().copied().filter(u8::is_ascii_digit).collect()
}

/// An extension of three to five digits behind an `x` right at the number: `555-123-4567x8901`.
fn has_glued_extension(cell: &[u8]) -> bool {
    let Some(at) = cell.iter().position(|&b| b == b'x') else { return false };
    let (number, extension) = (&cell[..at], &cell[at + 1..]);
    let digits = number.iter().filter(|b| b.is_ascii_digit()).count();
    digits >= 7
        && number.last().is_some_and(u8::is_ascii_digit)
        && (3..=5).contains(&extension.len())
        && extension.iter().all(u8::is_ascii_digit)
}

/// A UUID whose variant or version no standard knows; `None` for the nil and the full one, which are placeholders (RFC 9562).
fn is_odd_uuid(cell: &[u8]) -> Option<bool> {
    let digits: Vec<u8> = cell.iter().filter(|b| b.is_ascii_hexdigit()).map(u8::to_ascii_lowercase).collect();
    let (version, variant) = (*digits.get(12)?, *digits.get(16)?);
    let known = matches!(variant, b'8' | b'9' | b'a' | b'b') && matches!(version, b'1'..=b'8');
    let placeholder = digits.iter().all(|&digit| digit == digits[0]);
    (digits.len() == 32 && !placeholder).then_some(!known)
}

/// Whether an address that starts with a number ends its street with one of the rare words; `None` for other addresses.
fn is_rare_street(cell: &[u8]) -> Option<bool> {
    let line = cell.split(|&b| matches!(b, b',' | b'\n')).next()?;
    let mut words = line.split(|&b| b == b' ').filter(|word| !word.is_empty());
    if !words.next()?.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let unit =
        |word: &[u8]| [&b"apt."[..], b"apt", b"suite", b"unit"].iter().any(|u| word.eq_ignore_ascii_case(u));
    let words: Vec<&[u8]> = words.take_while(|word| !unit(word)).collect();
    let [_, .., last] = words.as_slice() else { return None };
    Some(RARE_STREETS.iter().any(|rare| last.eq_ignore_ascii_case(rare.as_bytes())))
}

/// A company made of two or three surnames and no other word: `Smith, Jones and Brown`, `Smith-Jones`, `Smith - Jones`.
fn is_built_company(cell: &[u8]) -> bool {
    const AND: [&[u8]; 6] = [b"and", b"und", b"et", b"e", b"y", b"en"];
    let Ok(cell) = std::str::from_utf8(cell) else { return false };
    let is_name = |name: &str| {
        let folded = Folded::new(name.trim().as_bytes());
        !folded.is_empty() && last_names::contains(folded.as_bytes())
    };
    if let Some((first, rest)) = cell.split_once(", ") {
        let mut words = rest.splitn(3, ' ');
        let (Some(second), Some(and), Some(third)) = (words.next(), words.next(), words.next()) else {
            return false;
        };
        return AND.contains(&and.as_bytes()) && [first, second, third].iter().all(|name| is_name(name));
    }
    let Some((first, second)) = cell.split_once('-') else { return false };
    is_name(first) && is_name(second)
}

/// Letters, then digits: `Abe604`.
fn ends_in_digits(cell: &[u8]) -> bool {
    cell.first().is_some_and(u8::is_ascii_alphabetic) && cell.last().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bears: fn(&[u8]) -> bool, cell: &str, expect: bool) {
        assert_eq!(bears(cell.as_bytes()), expect, "{cell}");
    }

    #[test]
    fn traces_and_near_misses() {
        for (town, built) in [
            ("East Jeanettechester", Built::Thrice),
            ("Isabelborough", Built::Twice),
            ("Jacksonville", Built::Not),
            ("West Jacksonville", Built::Twice),
            ("New York", Built::Not),
            ("Saint-Denis", Built::Not),
            ("", Built::Not),
        ] {
            assert_eq!(built_city(town.as_bytes()), built, "{town}");
        }
        check(is_nowhere, "Any Town", true);
        check(is_nowhere, "Newtown", false);
        check(is_reserved_phone, "398-555-0132", true);
        check(is_reserved_phone, "1 (11) 500 555-0162", true);
        check(is_reserved_phone, "+1 202 555 0143", true);
        check(is_reserved_phone, "06 55 50 13 20", false);
        check(is_of_fiction_exchange, "(708) 555-3342", true);
        check(is_of_fiction_exchange, "1-219-555-8812 x31", true);
        check(is_of_fiction_exchange, "708-555-0132", false);
        check(is_of_fiction_exchange, "312 555 1212", false);
        check(is_of_fiction_exchange, "555-3342", false);
        check(is_of_fiction_exchange, "+44 20 5553 3421", false);
        check(has_glued_extension, "001-555-123-4567x8901", true);
        check(has_glued_extension, "(555)123-4567x890", true);
        check(has_glued_extension, "555 123 4567 x890", false);
        check(has_glued_extension, "555-123-4567", false);
        check(has_glued_extension, "0x1234", false);
        check(is_built_company, "Smith, Jones and Brown", true);
        check(is_built_company, "Martin-Dubois", true);
        check(is_built_company, "Smith - Jones", true);
        check(is_built_company, "Smith, Jones and Qwxyz", false);
        check(is_built_company, "Smith Ltd", false);
        check(is_built_company, "Wi-Fi Express", false);
        check(ends_in_digits, "Abe604", true);
        check(ends_in_digits, "Jean", false);
        check(ends_in_digits, "604", false);
    }

    #[track_caller]
    fn look(bears: fn(&[u8]) -> Option<bool>, cell: &str, expect: Option<bool>) {
        assert_eq!(bears(cell.as_bytes()), expect, "{cell}");
    }

    #[test]
    fn traces_of_cells_that_can_bear_them() {
        look(is_odd_uuid, "7f3c2a10-9b4e-4d2f-8a61-0c5e9d7b1f23", Some(false));
        look(is_odd_uuid, "7f3c2a10-9b4e-4d2f-2a61-0c5e9d7b1f23", Some(true));
        look(is_odd_uuid, "7f3c2a10-9b4e-0d2f-8a61-0c5e9d7b1f23", Some(true));
        look(is_odd_uuid, "00000000-0000-0000-0000-000000000000", None);
        look(is_odd_uuid, "abc", None);
        look(is_rare_street, "4821 Jennifer Trafficway Apt. 310", Some(true));
        look(is_rare_street, "12 Elm Street, Springfield", Some(false));
        look(is_rare_street, "12 Underpass", None);
        look(is_rare_street, "Rue des Forges", None);
        look(is_rare_street, "", None);
        assert!(RARE_STREETS.is_sorted());
    }
}
