use crate::form::name;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};
use dumpscope_reference::fold::Folded;
use dumpscope_reference::{department_codes, departments};

/// Department or county.
pub static TYPE: FieldType = FieldType {
    id: "department",
    title: "Department or county",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: false,
    doc: "A second-level division by name (French department, US county, with or without the word) or the \
        code of a French department. Names are decided by the embedded list; codes are valid, and tell \
        nothing without a header.",
    sources: &["INSEE, Code officiel géographique", "US Census Bureau, county names"],
    headers: &[
        "departement",
        "county",
        "dep",
        "code departement",
        "nom departement",
        "num departement",
        "libelle departement",
        "numero departement",
        "county name",
        "code dept",
        "dpt",
        "no departement",
        "condado",
        "landkreis",
        "comte",
        "counties",
        "kreis",
        "bezirk",
        "comarca",
        "kreis name",
        "graafschap",
    ],
    gate: Gate { min_len: 1, max_len: 80, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: Some(is_name),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["Finistère", "Loire-Atlantique", "75", "2A", "Orange County", "974"],
    near_misses: &["00", "Paris 12e", "96000", "Xqwrtzp"],
    decide: Decide { named: 0.5, alone: Some(0.9), specificity: 73 },
};

fn check(cell: &[u8]) -> Match {
    if !(1..=80).contains(&cell.len()) {
        return Match::No;
    }
    if cell.len() <= 3 && cell[0].is_ascii_digit() && cell.iter().all(u8::is_ascii_alphanumeric) {
        return code(cell);
    }
    if name::shape(cell).is_none_or(|s| s.words > 7) {
        return Match::No;
    }
    let key = Folded::new(cell);
    if departments::contains(key.as_bytes()) { Match::Valid } else { Match::LooksLike }
}

fn code(cell: &[u8]) -> Match {
    let single = matches!(cell, [b'1'..=b'9']);
    if single || department_codes::contains(Folded::new(cell).as_bytes()) { Match::Valid } else { Match::No }
}

fn is_name(cell: &[u8]) -> bool {
    !cell[0].is_ascii_digit()
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&[
        "Finistère",
        "Gironde",
        "Morbihan",
        "Loire-Atlantique",
        "Hérault",
        "Orange County",
        "Val-de-Marne",
        "HAUTE-SAVOIE",
        "Charente",
        "Dordogne",
        "Bas-Rhin",
        "Vendée",
        "Côte-d'Or",
        "Isère",
        "Jefferson County",
        "Kings County",
        "Aveyron",
        "Calvados",
        "Corrèze",
        "Drôme",
    ]))
    .to_owned()
}
