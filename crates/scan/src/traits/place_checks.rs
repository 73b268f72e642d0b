//! Places of rows against references of their countries: postcodes in use, states of postcodes and of area codes, calling
//! codes and networks against the row's country.

use std::net::Ipv4Addr;

use dumpscope_fields::form::phone::{self, Notation, Phone};
use dumpscope_model::{PlaceCheck, PlaceKind};
use dumpscope_reference::{divisions, fold::Folded, networks, postcodes};

use super::people::{People, Role};
use crate::country;

/// Rows looked at, the first.
const ROWS: usize = 20_000;
/// Part of the rows whose second value must be another than the next row's.
const VARIED: f64 = 0.3;
/// Fewest rows worth keeping.
const LEAST: u64 = 20;
/// Countries whose postcodes are known.
const POSTAL: [&str; 6] = ["FR", "US", "DE", "BE", "CA", "GB"];

/// Every check that the columns allow.
pub(super) fn all(people: &People<'_>) -> Vec<PlaceCheck> {
    let rows = people.len().min(ROWS);
    let numbers: Vec<Option<Phone>> =
        cells(people.phone.as_ref(), rows).unwrap_or_default().iter().map(|cell| phone::read(cell)).collect();
    let postcodes = cells(people.postcode.as_ref(), rows);
    let of_postcode: Option<Vec<Option<&'static str>>> =
        postcodes.as_ref().map(|cells| cells.iter().map(|cell| divisions::of_postcode(cell)).collect());
    let of_region: Option<Vec<Option<&'static str>>> =
        cells(people.region.as_ref(), rows).map(|cells| cells.iter().map(|cell| division(cell)).collect());
    let mut checks: Vec<PlaceCheck> = Vec::new();
    if let Some(cells) = &postcodes {
        checks.extend(POSTAL.iter().map(|country| in_use(country, cells)));
        let zones: Vec<Option<u8>> = numbers.iter().map(|number| zone(number.as_ref())).collect();
        let here: Vec<Option<u8>> =
            cells.iter().map(|cell| divisions::french_zone_of_postcode(cell)).collect();
        checks.push(compare(PlaceKind::PhoneRegion, "FR", &zones, &here));
    }
    let areas: Vec<Option<&'static str>> = numbers.iter().map(|number| area(number.as_ref())).collect();
    for country in ["US", "CA"] {
        let own = |states: &[Option<&'static str>]| of_country(states, country);
        if let (Some(postcode), Some(region)) = (&of_postcode, &of_region) {
            checks.push(compare(PlaceKind::PostcodeRegion, country, &own(postcode), &own(region)));
        }
        // Where no column names the state, the postcode does.
        if let Some(home) = of_region.as_ref().or(of_postcode.as_ref()) {
            checks.push(compare(PlaceKind::PhoneRegion, country, &own(&areas), &own(home)));
        }
    }
    if let Some(cells) = cells(people.country.as_ref(), rows) {
        checks.extend(by_country(people, &cells, &numbers));
    }
    checks.retain(|check| check.n >= LEAST);
    checks
}

/// The first cells of a role.
fn cells<'a>(role: Option<&Role<'a>>, rows: usize) -> Option<Vec<&'a [u8]>> {
    role.map(|role| role.cells[..rows].to_vec())
}

/// Calling codes and networks against a column of countries.
fn by_country(people: &People<'_>, countries: &[&[u8]], numbers: &[Option<Phone>]) -> Vec<PlaceCheck> {
    let declared: Vec<Option<&str>> = countries.iter().map(|cell| country::code(cell)).collect();
    let calling: Vec<Option<&str>> = numbers.iter().map(|number| calling(number.as_ref())).collect();
    // One calling code serves the United States and Canada.
    let merged: Vec<Option<&str>> =
        declared.iter().map(|code| code.map(|code| if code == "CA" { "US" } else { code })).collect();
    let mut checks = vec![compare(PlaceKind::PhoneCountry, "", &calling, &merged)];
    if let Some(ip) = &people.ip {
        let network: Vec<Option<&str>> = ip.cells.iter().take(ROWS).map(|cell| registered(cell)).collect();
        checks.push(compare(PlaceKind::NetworkCountry, "", &network, &declared));
    }
    checks
}

/// The state or province that a cell names.
fn division(cell: &[u8]) -> Option<&'static str> {
    let folded = Folded::new(cell);
    divisions::of_name(folded.as_bytes()).filter(|_| !folded.is_empty())
}

fn in_use(country: &str, cells: &[&[u8]]) -> PlaceCheck {
    let known = || cells.iter().filter_map(|cell| postcodes::contains(country, cell));
    PlaceCheck {
        kind: PlaceKind::PostcodeInUse,
        country: country.into(),
        n: known().count() as u64,
        agree: known().filter(|in_use| *in_use).count() as u64,
        shifted: 0,
    }
}

/// Divisions of one country.
fn of_country(states: &[Option<&'static str>], country: &str) -> Vec<Option<&'static str>> {
    let own = |state: &&'static str| divisions::country_of(state) == Some(country);
    states.iter().map(|state| state.filter(own)).collect()
}

/// Rows that have both, those where both are equal, and those where they are once the second is shifted to the next row.
/// Only rows whose second value is another than the next row's: shifting tells nothing of the others, nor of a column of
/// nearly one value.
fn compare<T: PartialEq + Copy>(
    kind: PlaceKind,
    country: &str,
    one: &[Option<T>],
    other: &[Option<T>],
) -> PlaceCheck {
    let both: Vec<(T, T)> = one.iter().zip(other).filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
    let mut check = PlaceCheck { kind, country: country.into(), n: 0, agree: 0, shifted: 0 };
    for (row, (own, here)) in both.iter().enumerate() {
        let there = both[(row + 1) % both.len()].1;
        if *here != there {
            check.n += 1;
            check.agree += u64::from(own == here);
            check.shifted += u64::from(*own == there);
        }
    }
    let varied = check.n as f64 >= VARIED * both.len() as f64;
    if varied { check } else { PlaceCheck { n: 0, agree: 0, shifted: 0, ..check } }
}

/// The state of a North American number's area code.
fn area(number: Option<&Phone>) -> Option<&'static str> {
    let number = number?;
    number.plan.filter(|plan| plan.country == "US")?;
    let national = number.digits().last_chunk::<10>()?;
    divisions::of_area_code(&national[..3])
}

/// The zone of a French geographic number.
fn zone(number: Option<&Phone>) -> Option<u8> {
    let number = number?;
    number.plan.filter(|plan| plan.country == "FR")?;
    let digits = number.digits();
    divisions::french_zone(digits.strip_prefix(b"33").filter(|rest| rest.len() == 9).unwrap_or(digits))
}

/// The country of an international number.
fn calling(number: Option<&Phone>) -> Option<&'static str> {
    let number = number.filter(|number| number.notation == Notation::International)?;
    number.plan.map(|plan| plan.country)
}

/// The country an address is registered for.
fn registered(cell: &[u8]) -> Option<&'static str> {
    networks::country_v4(std::str::from_utf8(cell).ok()?.parse::<Ipv4Addr>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_agrees_and_what_agrees_by_chance() {
        let one = [Some("NY"), Some("CA"), None, Some("TX")];
        let other = [Some("NY"), Some("NY"), Some("TX"), Some("TX")];
        let got = compare(PlaceKind::PostcodeRegion, "US", &one, &other);
        // Of three rows with both, the first stands before one of the same state.
        assert_eq!((got.n, got.agree, got.shifted), (2, 1, 0));
        let constant = compare(PlaceKind::PhoneRegion, "US", &one, &[Some("NY"); 4]);
        assert_eq!(constant.n, 0);
        let nearly: Vec<Option<u8>> = (0..100).map(|row| Some(u8::from(row % 10 == 0))).collect();
        assert_eq!(compare(PlaceKind::PhoneRegion, "FR", &nearly, &nearly).n, 0);
        assert_eq!(compare::<u8>(PlaceKind::PhoneRegion, "FR", &[], &[]).n, 0);
    }

    #[test]
    fn numbers_and_their_places() {
        let read = |cell: &str| phone::read(cell.as_bytes());
        assert_eq!(area(read("(212) 736-5000").as_ref()), Some("NY"));
        assert_eq!(area(read("+1 415 736 5000").as_ref()), Some("CA"));
        assert_eq!(area(read("+33 1 42 27 81 86").as_ref()), None);
        assert_eq!(zone(read("01 42 27 81 86").as_ref()), Some(1));
        assert_eq!(zone(read("+33 5 56 00 00 00").as_ref()), Some(5));
        assert_eq!(zone(read("06 12 34 56 78").as_ref()), None);
        assert_eq!(calling(read("+32 475 12 34 56").as_ref()), Some("BE"));
        assert_eq!(calling(read("0475 12 34 56").as_ref()), None);
    }

    #[test]
    fn postcodes_in_use() {
        let got = in_use("FR", &[b"75011", b"00000", b"x"]);
        assert_eq!((got.n, got.agree), (2, 1));
    }
}
