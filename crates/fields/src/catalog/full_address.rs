use crate::form::{locality, street, text};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// One-line address.
pub static TYPE: FieldType = FieldType {
    id: "full-address",
    title: "One-line address",
    group: Group::Contact,
    data_class: Some("Physical addresses"),
    personal: true,
    doc: "Street and town in one cell, with or without line breaks, country or coordinates behind. Valid when it is a \
        street address and goes on to a postcode beside a town, or to a state. A street alone is a `street-address`.",
    sources: &["Universal Postal Union S42", "La Poste SNA, NF Z10-011", "USPS Publication 28"],
    headers: &[
        "full address",
        "adresse complete",
        "address",
        "adresse",
        "adresse postale",
        "mailing address",
        "postal address",
        "billing address",
        "shipping address",
        "adresse livraison",
        "adresse de livraison",
        "adresse facturation",
        "adresse de facturation",
        "delivery address",
        "home address",
        "location",
        "complete address",
        "formatted address",
        "street address",
        "physical address",
        "property address",
        "anschrift",
        "direccion",
        "direccion completa",
        "indirizzo",
        "indirizzo completo",
        "adres",
        "volledig adres",
        "morada",
        "endereco",
        "endereco completo",
        "vollstandige adresse",
    ],
    gate: Gate { min_len: 8, max_len: 300, classes: Gate::TEXT | Gate::CONTROL },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::words,
    generate,
    examples: &[
        "12 RUE VICTOR HUGO 75002 PARIS",
        "123 Main St\nSpringfield, IL 62705",
        "28 South 100 East Price UT 84501",
        "Hauptstraße 12, 10115 Berlin",
    ],
    near_misses: &["12 rue de la Paix", "75002 Paris", "123 Main St", "Springfield, IL 62705"],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 83 },
};

/// Bytes of a one-line address that are read for its street.
const STREET: usize = 80;

fn check(cell: &[u8]) -> Match {
    let control = |b: &u8| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r');
    if !(8..=300).contains(&cell.len()) || cell.iter().any(control) {
        return Match::No;
    }
    let read = street::read(start(cell));
    if locality::follows_street(cell) && read.is_some_and(|s| s.is_address()) {
        return Match::Valid;
    }
    if read.is_some_and(|s| s.block) {
        return Match::No;
    }
    match text::makeup(cell) {
        Some(m)
            if m.words >= 4 && m.digits > 0 && m.letters >= 3 && m.words <= 30 && !cell.contains(&b'@') =>
        {
            Match::LooksLike
        }
        _ => Match::No,
    }
}

/// The cell without what stands in brackets behind it, cut to the length a street is read from.
fn start(cell: &[u8]) -> &[u8] {
    let mut end = cell.iter().position(|b| *b == b'(').unwrap_or(cell.len()).min(STREET);
    while end < cell.len() && cell[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    &cell[..end]
}

fn generate(rng: &mut Seeded) -> String {
    let (n, street, city) = (rng.between(1, 180), rng.pick(made_up::STREETS), rng.pick(made_up::CITIES));
    match rng.below(3) {
        0 => format!("{n} rue {street}, {} {city}", rng.between(10_000, 95_999)),
        1 => format!("{n} {} St, Springfield, IL {}", made_up::last_name(rng), rng.between(60_000, 62_999)),
        _ => format!("Hauptstraße {n}, {} Berlin", rng.between(10_115, 14_199)),
    }
}
