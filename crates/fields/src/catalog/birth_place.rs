use crate::form::{blank, name};
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};
use dumpscope_reference::{cities, countries, departments, regions};

/// Place of birth.
pub static TYPE: FieldType = FieldType {
    id: "birth-place",
    title: "Place of birth",
    group: Group::Person,
    data_class: Some("Places of birth"),
    personal: true,
    doc: "A town (as `city`) or country of birth, perhaps with a department in brackets or after a comma. \
        Only a header tells it from another place.",
    sources: &["GeoNames", "INSEE, Code officiel géographique"],
    headers: &[
        "birth place",
        "place of birth",
        "lieu de naissance",
        "lieu naissance",
        "ville de naissance",
        "birthplace",
        "commune de naissance",
        "ville naissance",
        "birth city",
        "city of birth",
        "pays de naissance",
        "country of birth",
        "birth country",
        "ne a",
        "nee a",
        "geburtsort",
        "lugar de nacimiento",
        "luogo di nascita",
        "geboorteplaats",
        "local de nascimento",
        "pob",
        "naturalidade",
        "town of birth",
        "birth state",
        "ne e a",
        "lugar nacimiento",
        "lugar nac",
        "ciudad de nacimiento",
        "pais de nacimiento",
        "nato a",
        "comune di nascita",
        "citta di nascita",
        "luogo nascita",
        "geburtsstadt",
        "geburtsland",
        "geboorteland",
        "geboortestad",
        "pais de nascimento",
        "cidade de nascimento",
        "natural de",
    ],
    gate: Gate { min_len: 1, max_len: 120, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: Some(keys::town::push),
    mask: mask::shape,
    generate,
    examples: &["Lyon", "PARIS", "Bruxelles", "Saint-Étienne", "Lyon (69)", "Paris, France"],
    near_misses: &["75002", "Xqwrtzp", "ab@c.fr", "12 rue de Lyon"],
    decide: Decide { named: 0.5, alone: None, specificity: 72 },
};

/// The place before a comma, a bracket or a number; nothing when a digit stands inside a word.
fn town(cell: &[u8]) -> &[u8] {
    match cell.iter().position(|b| matches!(b, b',' | b'(') || b.is_ascii_digit()) {
        None => cell,
        Some(at) if cell[at].is_ascii_digit() && (at == 0 || cell[at - 1] != b' ') => b"",
        Some(at) => blank::trim_end(&cell[..at]),
    }
}

fn check(cell: &[u8]) -> Match {
    if cell.len() > TYPE.gate.max_len || cell.iter().any(|b| b.is_ascii_control() || matches!(b, b'@' | b'_'))
    {
        return Match::No;
    }
    let town = town(cell);
    if name::shape(town).is_none() {
        return Match::No;
    }
    let known = |key: &[u8]| {
        cities::contains(key)
            || countries::contains(key)
            || departments::contains(key)
            || regions::contains(key)
    };
    if name::listed(town, known) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let city = rng.pick(made_up::CITIES);
    if rng.below(4) == 0 { format!("{city} ({})", rng.between(10, 95)) } else { (*city).to_owned() }
}
