use crate::form::{bits, blank, name};
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};
use dumpscope_reference::cities;
use dumpscope_reference::fold::Folded;

/// Town.
pub static TYPE: FieldType = FieldType {
    id: "city",
    title: "Town",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: false,
    doc: "A town or commune, valid when its folded name is in the embedded lists (French communes, places of \
        twelve countries from 500 inhabitants, elsewhere from 5 000), a district number or `Cedex` aside. \
        Many surnames are places: a column needs most of its cells in the list.",
    sources: &["GeoNames", "INSEE, Code officiel géographique"],
    headers: &[
        "city",
        "ville",
        "town",
        "commune",
        "localite",
        "city name",
        "municipality",
        "municipalite",
        "nom commune",
        "libelle commune",
        "place",
        "village",
        "agglomeration",
        "ville livraison",
        "bureau distributeur",
        "stadt",
        "ort",
        "ciudad",
        "localidad",
        "poblacion",
        "municipio",
        "citta",
        "comune",
        "localita",
        "stad",
        "plaats",
        "woonplaats",
        "gemeente",
        "cidade",
        "localidade",
        "acheminement",
        "suburb",
        "locality",
        "mailing city",
        "nom ville",
        "postal city",
        "city town",
        "libelle acheminement",
        "wohnort",
        "ortschaft",
        "gemeinde",
        "municipalidad",
        "cuidad",
        "concelho",
        "freguesia",
        "dorp",
        "ville residence",
        "commune residence",
        "localite residence",
        "ciudad residencia",
        "miasto",
        "miejscowosc",
        "stad namn",
        "postort",
        "poststed",
        "obec",
        "mesto",
        "kaupunki",
        "postitoimipaikka",
        "oras",
        "localitate",
        "varos",
        "telepules",
        "sehir",
        "kota",
        "город",
        "населенный пункт",
    ],
    gate: Gate { min_len: 1, max_len: 120, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: Some(name::is_long),
    normalise: Some(keys::town::push),
    mask: mask::shape,
    generate,
    examples: &[
        "Paris",
        "LYON",
        "Saint-Étienne",
        "Bruxelles",
        "Le Havre",
        "PARIS 12",
        "Lyon Cedex 03",
        "St Etienne",
    ],
    near_misses: &["75002", "Xqwrtzp", "paris@example.com", "12 rue de Lyon"],
    decide: Decide { named: 0.5, alone: Some(0.85), specificity: 74 },
};

/// The town without a district number, `Cedex` or arrondissement; nothing when a digit stands inside a word.
fn town(cell: &[u8]) -> &[u8] {
    let end = cell.iter().position(u8::is_ascii_digit).unwrap_or(cell.len());
    let town = match &cell[..end] {
        whole if end == cell.len() => whole,
        [head @ .., b' ' | b'('] => blank::trim_end(head),
        _ => b"",
    };
    without_cedex(town)
}

#[inline]
fn without_cedex(town: &[u8]) -> &[u8] {
    match town.len().checked_sub(6) {
        Some(at) if town[at..].eq_ignore_ascii_case(b" cedex") => blank::trim_end(&town[..at]),
        _ => town,
    }
}

/// `st` and `ste` written in full, as the lists have them.
fn spelled_out(key: &[u8]) -> bool {
    let (full, rest): (&[u8], &[u8]) = match key {
        [b's', b't', b' ', rest @ ..] => (b"saint ", rest),
        [b's', b't', b'e', b' ', rest @ ..] => (b"sainte ", rest),
        _ => return false,
    };
    let mut buffer = [0; 64];
    let len = full.len() + rest.len();
    if len > buffer.len() {
        return false;
    }
    buffer[..full.len()].copy_from_slice(full);
    buffer[full.len()..len].copy_from_slice(rest);
    cities::contains(&buffer[..len])
}

fn check(cell: &[u8]) -> Match {
    // Letters, single spaces and hyphens need no look for numbers and brackets; only a `cedex` at the end matters.
    let plain = bits::sets(cell, |b| [b.letter() | b.equal(b' ') | b.equal(b'-')])
        .is_some_and(|[plain]| plain == bits::all(cell.len()));
    let town = if plain {
        without_cedex(cell)
    } else {
        let sound = |b: &u8| {
            b.is_ascii_alphanumeric()
                || *b >= 0x80
                || matches!(b, b' ' | b'-' | b'\'' | b'.' | b',' | b'`' | b'/' | b'(' | b')')
        };
        if cell.len() > TYPE.gate.max_len || !cell.iter().all(sound) {
            return Match::No;
        }
        town(cell)
    };
    if name::shape(town).is_none_or(|s| s.words > 8) {
        return Match::No;
    }
    let folded = Folded::new(town);
    let key = folded.as_bytes();
    if cities::contains(key) || spelled_out(key) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let city = rng.pick(made_up::CITIES);
    if rng.below(3) == 0 { city.to_uppercase() } else { (*city).to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::damaged;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn plain_towns_are_their_own_town(cell in prop_oneof![
            damaged::cells(&TYPE),
            "[a-zA-Z -]{1,12}( cedex| CEDEX|cedex )?".prop_map(String::into_bytes),
        ]) {
            let plain = cell.iter().all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'-'));
            if plain {
                prop_assert_eq!(without_cedex(&cell), town(&cell));
            }
        }
    }
}
