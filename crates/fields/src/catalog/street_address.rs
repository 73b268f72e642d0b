use crate::form::{locality, street, text};
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Street address.
pub static TYPE: FieldType = FieldType {
    id: "street-address",
    title: "Street address",
    group: Group::Contact,
    data_class: Some("Physical addresses"),
    personal: true,
    doc: "Number and way, in the order of any of the languages covered, perhaps followed by more; or a post \
        box. Valid when there is a word for a way (or a German or Dutch street ending), a number and a \
        name. Other texts of several words with a number look like one. Where the town follows in the same \
        cell, the cell is valid and speaks for a one-line address (`full-address`) instead. A block by its \
        hundred or the crossing of two ways is a place where something happened, and nobody's address.",
    sources: &["Universal Postal Union S42", "La Poste SNA, NF Z10-011", "USPS Publication 28, appendix C"],
    headers: &[
        "street address",
        "address",
        "adresse",
        "adresse postale",
        "street",
        "rue",
        "address 1",
        "adresse 1",
        "address line 1",
        "adresse ligne 1",
        "addr",
        "addr 1",
        "street 1",
        "adr",
        "adresse rue",
        "mailing address",
        "billing address",
        "shipping address",
        "adresse livraison",
        "adresse de livraison",
        "adresse facturation",
        "adresse de facturation",
        "delivery address",
        "home address",
        "voie",
        "libelle voie",
        "nom voie",
        "numero et voie",
        "postal address",
        "strasse",
        "anschrift",
        "direccion",
        "calle",
        "domicilio",
        "indirizzo",
        "via",
        "straat",
        "adres",
        "morada",
        "endereco",
        "rua",
        "physical address",
        "property address",
        "location address",
        "ligne 4",
        "adresse 4",
        "address street",
        "site address",
        "location",
        "street name",
        "street name and number",
        "permit address",
        "primary address",
        "address line",
        "line 1",
        "strasse hausnummer",
        "strasse und hausnummer",
        "calle y numero",
        "via e numero",
        "straat en huisnummer",
        "voie adresse",
        "ligne adresse 1",
        "via e numero civico",
        "strasse nr",
        "rua e numero",
        "straatnaam",
        "strassenname",
        "nombre calle",
        "nome via",
        "nome da rua",
        "address line one",
        "ulica",
        "adres zamieszkania",
        "gatuadress",
        "adresse gate",
        "ulice",
        "katuosoite",
        "osoite",
        "strada",
        "adresa",
        "utca",
        "lakcim",
        "alamat",
        "адрес",
        "улица",
    ],
    gate: Gate { min_len: 3, max_len: 200, classes: Gate::TEXT | Gate::CONTROL },
    check: &check,
    telling: Some(is_street_alone),
    normalise: Some(keys::address::push_street),
    mask: mask::words,
    generate,
    examples: &[
        "12 rue de la Paix",
        "12 bis, avenue du Général Leclerc",
        "123 Main St",
        "Hauptstraße 12",
        "P.O. Box 123",
        "12 RUE VICTOR HUGO 75002 PARIS",
        "3802 South 2300 East",
        "123 Main St\nSpringfield, IL 62705",
    ],
    near_misses: &[
        "Paris",
        "12",
        "rue de la Paix",
        "Jean Martin",
        "Appt 12",
        "version 3 beta",
        "500 Block of Main St",
    ],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 79 },
};

fn check(cell: &[u8]) -> Match {
    if !(3..=200).contains(&cell.len())
        || cell.iter().any(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r'))
    {
        return Match::No;
    }
    let read = street::read(cell);
    if read.is_some_and(|s| s.is_address()) {
        return Match::Valid;
    }
    if read.is_some_and(|s| s.block) || street::is_crossing(cell) {
        return Match::No;
    }
    match text::makeup(cell) {
        Some(m) if m.words >= 2 && m.letters >= 3 && m.words <= 20 && !cell.contains(&b'@') => {
            Match::LooksLike
        }
        _ => Match::No,
    }
}

fn is_street_alone(cell: &[u8]) -> bool {
    !locality::follows_street(cell)
}

fn generate(rng: &mut Seeded) -> String {
    let (n, street) = (rng.between(1, 180), rng.pick(made_up::STREETS));
    match rng.below(4) {
        0 => format!("{n} rue {street}"),
        1 => format!("{n} bis, avenue {street}"),
        2 => format!("{n} {} St", made_up::last_name(rng)),
        _ => format!("Haupt{} {n}", rng.pick(&["straße", "weg", "platz"])),
    }
}
