use crate::form::name;
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};
use dumpscope_reference::{first_names, last_names};

/// Middle name.
pub static TYPE: FieldType = FieldType {
    id: "middle-name",
    title: "Middle name",
    group: Group::Person,
    data_class: Some("Names"),
    personal: true,
    doc: "A second given name or its initial, with or without a dot. Only a header tells it from a first \
        name.",
    sources: &["INSEE, Fichier des prénoms", "US Social Security Administration, national baby names"],
    headers: &[
        "middle name",
        "middlename",
        "middle",
        "middle initial",
        "mi",
        "deuxieme prenom",
        "second prenom",
        "autres prenoms",
        "mname",
        "second name",
        "middle names",
        "zweiter vorname",
        "segundo nombre",
        "secondo nome",
        "tussenvoegsel",
        "m name",
        "prenom 2",
        "initial",
        "middle i",
        "name middle",
        "middle name or initial",
        "2 e prenom",
        "2 eme prenom",
        "2 vorname",
        "tweede voornaam",
        "nome do meio",
        "segundo nome",
    ],
    gate: Gate { min_len: 1, max_len: 120, classes: Gate::ALPHA | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: Some(keys::name::push_part),
    mask: mask::shape,
    generate,
    examples: &["Marie", "J.", "R", "Jean Paul"],
    near_misses: &["3", "J2", "Xqwrtzp", "Marie, Jean, Paul"],
    decide: Decide { named: 0.5, alone: None, specificity: 70 },
};

fn check(cell: &[u8]) -> Match {
    match name::shape(cell) {
        Some(shape) if shape.words <= 4 && !shape.comma => {
            let initials = shape.letters == shape.initials;
            let known = |key: &[u8]| first_names::contains(key) || last_names::contains(key);
            if initials || name::listed(cell, known) { Match::Valid } else { Match::LooksLike }
        }
        _ => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    if rng.below(2) == 0 {
        format!("{}.", made_up::capitals(rng, 1))
    } else {
        made_up::first_name(rng).to_owned()
    }
}
