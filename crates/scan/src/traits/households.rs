use dumpscope_model::{Households, Shared};

use super::people::{People, Role};
use crate::hash;

/// People of a household at most: more share a block of flats, a firm or a proxy.
const HOUSEHOLD: usize = 8;
/// Fewest people with a name and what may be shared.
const LEAST: usize = 50;
/// Digits of a phone number that are compared, from its end: prefixes are written in several ways.
const PHONE_DIGITS: usize = 9;

/// One person: the hash of what may be shared, where it lies, and the hashes of the names.
struct Member<'a> {
    shared: u64,
    place: &'a [u8],
    first: u64,
    last: u64,
}

/// What people share, by address, phone and network address.
pub(super) fn all(people: &People<'_>) -> Vec<Households> {
    let Some((_, surname)) = people.name_columns() else { return Vec::new() };
    let of = |shared: Shared, column: &Option<Role<'_>>, key: &dyn Fn(usize) -> u64| {
        let members = (0..people.len()).filter_map(|row| {
            let (first, last) = (people.first_folded[row], people.last_folded[row]);
            let place = people.postcode.as_ref().or(people.city.as_ref()).map_or(&[][..], |r| r.cells[row]);
            let member = Member { shared: key(row), place, first, last };
            (member.shared != 0 && first != 0 && last != 0).then_some(member)
        });
        count(shared, (surname, column.as_ref()?.column), members.collect())
    };
    [
        of(Shared::Address, &people.street, &|row| address(people, row)),
        of(Shared::Phone, &people.phone, &|row| phone(people, row)),
        of(Shared::Network, &people.ip, &|row| people.ip.as_ref().map_or(0, |r| people.folded(r.cells[row]))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Street, number, town and postcode; 0 without a street or a number.
fn address(people: &People<'_>, row: usize) -> u64 {
    let cell = |role: &Option<Role<'_>>| role.as_ref().map_or(0, |r| people.folded(r.cells[row]));
    let Some(street) = people.street.as_ref().map(|r| r.cells[row]) else { return 0 };
    let number = cell(&people.street_number);
    if street.is_empty() || (number == 0 && !street.iter().any(u8::is_ascii_digit)) {
        return 0;
    }
    let city = people.city.as_ref().map_or(0, |role| role.folded[row]);
    let place = [number, city, cell(&people.postcode)];
    place.into_iter().fold(people.folded(street), hash::fold).max(1)
}

/// The last digits of a phone number; 0 for fewer than seven and for one digit over and over.
fn phone(people: &People<'_>, row: usize) -> u64 {
    let Some(role) = &people.phone else { return 0 };
    let digits = role.cells[row].iter().rev().filter(|b| b.is_ascii_digit()).take(PHONE_DIGITS);
    let digits: Vec<u8> = digits.copied().collect();
    if digits.len() < 7 || digits.iter().all(|digit| *digit == digits[0]) {
        return 0;
    }
    people.hasher.cell(&digits).max(1)
}

fn count(shared: Shared, columns: (usize, usize), mut members: Vec<Member<'_>>) -> Option<Households> {
    if members.len() < LEAST {
        return None;
    }
    let n = members.len() as u64;
    // By place, so that one group is set against a neighbour, with the surnames of its place.
    members.sort_unstable_by_key(|m| (m.place, m.shared, m.first, m.last));
    let mut groups: Vec<&[Member<'_>]> = Vec::new();
    let mut crowded = 0;
    for group in members.chunk_by(|a, b| a.shared == b.shared && a.place == b.place) {
        match group.len() {
            1 => {}
            2..=HOUSEHOLD => groups.push(group),
            more => crowded += more as u64,
        }
    }
    let mut homes = Households { shared, columns, n, pairs: 0, same: 0, apart: 0, apart_same: 0, crowded };
    for group in &groups {
        for (at, one) in group.iter().enumerate() {
            for other in group[at + 1..].iter().filter(|other| other.first != one.first) {
                homes.pairs += 1;
                homes.same += u64::from(other.last == one.last);
            }
        }
    }
    for (group, next) in groups.iter().zip(groups.iter().skip(1)) {
        for (one, other) in group.iter().flat_map(|one| next.iter().map(move |other| (one, other))) {
            homes.apart += 1;
            homes.apart_same += u64::from(other.last == one.last);
        }
    }
    Some(homes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(shared: u64, first: u64, last: u64) -> Member<'static> {
        Member { shared, place: b"75001", first, last }
    }

    #[test]
    fn families_share_homes_and_surnames() {
        // forty couples at forty addresses, twenty of one surname each
        let couples = (1..=40).flat_map(|home| {
            let other = if home <= 20 { home } else { home + 100 };
            [member(home, 1, home), member(home, 2, other)]
        });
        let homes = count(Shared::Address, (1, 2), couples.collect()).expect("households");
        assert_eq!((homes.n, homes.pairs, homes.same, homes.apart_same, homes.crowded), (80, 40, 20, 0, 0));
        assert_eq!(homes.apart, 39 * 4);
    }

    #[test]
    fn one_person_twice_and_a_firm_are_no_household() {
        let mut members: Vec<Member<'_>> = (1..=60).map(|home| member(home, 1, home)).collect();
        members.push(member(7, 1, 7));
        members.extend((0..9).map(|at| member(999, at + 1, 5)));
        let homes = count(Shared::Phone, (1, 2), members).expect("households");
        assert_eq!((homes.pairs, homes.same, homes.crowded), (0, 0, 9));
        assert_eq!(count(Shared::Phone, (1, 2), Vec::new()), None);
    }
}
