use crate::form::digits::number;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Year of birth.
pub static TYPE: FieldType = FieldType {
    id: "birth-year",
    title: "Year of birth",
    group: Group::Person,
    data_class: Some("Years of birth"),
    personal: true,
    doc: "A year from 1900 to 2015. Only a header tells it from any other four digits.",
    sources: &["ISO 8601-1 §4.3.2"],
    headers: &[
        "birth year",
        "year of birth",
        "annee de naissance",
        "annee naissance",
        "yob",
        "birthyear",
        "naissance annee",
        "an naissance",
        "geburtsjahr",
        "ano de nacimiento",
        "anno di nascita",
        "geboortejaar",
        "ano de nascimento",
        "an naiss",
        "ano nacimiento",
        "anno nascita",
        "ano nascimento",
    ],
    gate: Gate { min_len: 4, max_len: 4, classes: Gate::DIGIT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["1985", "1900", "2015"],
    near_misses: &["1885", "2024", "85", "19850", "198x"],
    decide: Decide { named: 0.5, alone: None, specificity: 70 },
};

fn check(cell: &[u8]) -> Match {
    match number(cell).filter(|_| cell.len() == 4) {
        Some(1900..=2015) => Match::Valid,
        Some(_) => Match::LooksLike,
        None => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    rng.between(1930, 2008).to_string()
}
