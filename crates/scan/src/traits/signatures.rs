//! Traces that known ways of making rows up leave in single cells. Each is looked for in the column it belongs to, and
//! listed whether met or not; what real tables show of it is the indicators' affair.

use dumpscope_model::Signature;
use dumpscope_reference::{cities, first_names, fold::Folded, last_names};

use super::people::{People, Role};

/// What fake-data libraries put before a name to make a town of it.
const BEFORE: [&str; 7] = ["north", "east", "west", "south", "new", "lake", "port"];
/// And after it.
const AFTER: [&str; 19] = [
    "town", "ton", "land", "ville", "berg", "burgh", "borough", "bury", "view", "port", "mouth", "stad",
    "furt", "chester", "fort", "haven", "side", "shire", "field",
];
/// Towns that stand for any town.
const NOWHERE: [&str; 6] = ["anytown", "any town", "sampletown", "sample city", "testville", "nowhere"];

/// Every trace whose column is there.
pub(super) fn all(people: &People<'_>) -> Vec<Signature> {
    let mut found = Vec::new();
    let mut look = |id: &str, role: &Option<Role<'_>>, bears: &dyn Fn(&[u8]) -> bool| {
        let Some(role) = role else { return };
        let values = role.cells.iter().filter(|cell| !cell.is_empty());
        let n = values.clone().count() as u64;
        let hits = values.filter(|cell| bears(cell)).count() as u64;
        if n > 0 {
            found.push(Signature { id: id.into(), column: role.column, n, hits });
        }
    };
    look("built-city", &people.city, &is_built_city);
    look("placeholder-place", &people.city, &is_nowhere);
    look("placeholder-postcode", &people.postcode, &|cell| matches!(cell, b"00000" | b"99999" | b"12345"));
    look("reserved-phone", &people.phone, &is_reserved_phone);
    look("name-digits", &people.first, &ends_in_digits);
    look("name-digits", &people.last, &ends_in_digits);
    found
}

/// A town made of a name: prefix + name, name + suffix, or all three; and no town that is known.
fn is_built_city(cell: &[u8]) -> bool {
    let folded = Folded::new(cell);
    let town = folded.as_bytes();
    if town.is_empty() || cities::contains(town) {
        return false;
    }
    let (before, name) = match town.iter().position(|&b| b == b' ') {
        Some(space) if BEFORE.iter().any(|p| p.as_bytes() == &town[..space]) => (true, &town[space + 1..]),
        Some(_) => return false,
        None => (false, town),
    };
    let is_name =
        |name: &[u8]| name.len() >= 3 && (first_names::contains(name) || last_names::contains(name));
    let after = AFTER.iter().any(|suffix| name.strip_suffix(suffix.as_bytes()).is_some_and(is_name));
    after || (before && is_name(name))
}

fn is_nowhere(cell: &[u8]) -> bool {
    let folded = Folded::new(cell);
    NOWHERE.iter().any(|town| town.as_bytes() == folded.as_bytes())
}

/// A number that ends in 555-0100 to 555-0199, set aside for fiction in North America: one in 100 000 elsewhere.
fn is_reserved_phone(cell: &[u8]) -> bool {
    // An extension behind the number is none of its digits.
    let number = cell.iter().position(u8::is_ascii_alphabetic).map_or(cell, |at| &cell[..at]);
    let digits: Vec<u8> = number.iter().copied().filter(u8::is_ascii_digit).collect();
    digits.last_chunk::<7>().is_some_and(|local| local.starts_with(b"55501"))
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
        check(is_built_city, "East Jeanettechester", true);
        check(is_built_city, "Isabelborough", true);
        check(is_built_city, "Jacksonville", false);
        check(is_built_city, "New York", false);
        check(is_built_city, "Saint-Denis", false);
        check(is_built_city, "", false);
        check(is_nowhere, "Any Town", true);
        check(is_nowhere, "Newtown", false);
        check(is_reserved_phone, "398-555-0132", true);
        check(is_reserved_phone, "1 (11) 500 555-0162", true);
        check(is_reserved_phone, "+1 202 555 0143", true);
        check(is_reserved_phone, "06 55 50 13 20", false);
        check(ends_in_digits, "Abe604", true);
        check(ends_in_digits, "Jean", false);
        check(ends_in_digits, "604", false);
    }
}
