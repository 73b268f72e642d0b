use std::collections::BTreeMap;

use dumpscope_model::PlaceAgreement;
use dumpscope_reference::{fold::Folded, population};

use super::people::{People, Role};
use crate::country;

/// Countries listed.
const COUNTRIES: usize = 20;

/// Whether postcodes (or regions, in their place) and towns agree.
pub(super) fn of(people: &People<'_>) -> Option<PlaceAgreement> {
    let city = people.city.as_ref()?;
    let area = people.postcode.as_ref().or(people.region.as_ref())?;
    let towns: Vec<u64> = city.folded.clone();
    let areas: Vec<u64> = area.cells.iter().map(|cell| people.folded(cell)).collect();
    let both: Vec<(u64, u64)> =
        areas.iter().zip(&towns).filter(|(a, t)| **a != 0 && **t != 0).map(|(a, t)| (*a, *t)).collect();
    let n = both.len();
    let shifted = (0..n).map(|row| (both[row].0, both[(row + 1) % n].1)).collect();
    let (known, agree) =
        if area.field_type == "postcode" { communes(&area.cells, &city.cells) } else { (0, 0) };
    let (pairs, same_town) = sharing(both);
    Some(PlaceAgreement {
        columns: (area.column, city.column),
        known,
        agree,
        pairs,
        same_town,
        same_town_shifted: sharing(shifted).1,
    })
}

/// Pairs of rows that share an area, and of those the ones that share a town.
fn sharing(mut rows: Vec<(u64, u64)>) -> (u64, u64) {
    rows.sort_unstable();
    let pairs = |n: usize| (n as u64) * (n as u64 - 1) / 2;
    let areas = rows.chunk_by(|a, b| a.0 == b.0).map(|run| pairs(run.len())).sum();
    let towns = rows.chunk_by(|a, b| a == b).map(|run| pairs(run.len())).sum();
    (areas, towns)
}

/// Rows whose town is one of the larger French communes and whose postcode some commune has; of those, the ones whose
/// postcode is the town's.
fn communes(postcodes: &[&[u8]], cities: &[&[u8]]) -> (u64, u64) {
    static TOWNS: std::sync::LazyLock<BTreeMap<Vec<u8>, Vec<&'static str>>> =
        std::sync::LazyLock::new(|| {
            let mut towns: BTreeMap<Vec<u8>, Vec<&'static str>> = BTreeMap::new();
            for place in &population::fr().places {
                let key = Folded::new(place.name.as_bytes()).as_bytes().to_vec();
                towns.entry(key).or_default().extend(place.postcodes.split(' '));
            }
            towns
        });
    let (mut known, mut agree) = (0, 0);
    for (postcode, city) in postcodes.iter().zip(cities) {
        if postcode.len() != 5 || !postcode.iter().all(u8::is_ascii_digit) {
            continue;
        }
        let Some(own) = TOWNS.get(Folded::new(city).as_bytes()) else { continue };
        known += 1;
        agree += u64::from(own.iter().any(|p| p.as_bytes() == *postcode));
    }
    (known, agree)
}

/// Countries as two-letter codes with their shares of the rows that name one.
pub(super) fn countries(people: &People<'_>) -> Vec<(String, f64)> {
    let Some(Role { cells, .. }) = &people.country else { return Vec::new() };
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let mut n = 0u64;
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        n += 1;
        if let Some(code) = country::code(cell) {
            *counts.entry(code).or_default() += 1;
        }
    }
    let mut shares: Vec<(String, f64)> =
        counts.into_iter().map(|(code, count)| (code.to_owned(), count as f64 / n as f64)).collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    shares.truncate(COUNTRIES);
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_that_share_a_town() {
        assert_eq!(sharing(vec![(1, 7), (1, 7), (1, 8), (2, 7)]), (3, 1));
        assert_eq!(sharing(Vec::new()), (0, 0));
    }

    #[test]
    fn communes_and_their_postcodes() {
        let cells = |list: &[&'static str]| list.iter().map(|c| c.as_bytes()).collect::<Vec<&'static [u8]>>();
        let got = communes(
            &cells(&["75011", "69003", "13001", "1234"]),
            &cells(&["PARIS", "Lyon", "Paris", "Lyon"]),
        );
        assert_eq!(got, (3, 2));
    }
}
