use crate::form::name;
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};
use dumpscope_reference::first_names;

/// First name.
pub static TYPE: FieldType = FieldType {
    id: "first-name",
    title: "First name",
    group: Group::Person,
    data_class: Some("Names"),
    personal: true,
    doc: "A given name in any script and case. Valid when the folded name, or each part of a compound one, \
        is in the embedded lists of French and American first names; a name in another script, or from \
        elsewhere, looks like one. Many surnames are first names too: a column needs most of its cells in \
        the list.",
    sources: &["INSEE, Fichier des prénoms", "US Social Security Administration, national baby names"],
    headers: &[
        "first name",
        "firstname",
        "prenom",
        "prenoms",
        "given name",
        "forename",
        "fname",
        "first",
        "givenname",
        "prenom usuel",
        "prenom client",
        "prenom destinataire",
        "nom prenom 2",
        "first names",
        "given names",
        "vorname",
        "nombre de pila",
        "nome proprio",
        "voornaam",
        "primeiro nome",
        "prenom beneficiaire",
        "prenom contact",
        "f name",
        "name first",
        "pren",
        "prenom 1",
        "namefirst",
        "christian name",
        "roepnaam",
        "rufname",
        "primer nombre",
        "nome di battesimo",
        "primo nome",
        "eerste naam",
        "voornamen",
        "vornamen",
        "prenom usage",
        "imie",
        "fornamn",
        "tilltalsnamn",
        "fornavn",
        "jmeno",
        "krestni jmeno",
        "etunimi",
        "prenume",
        "keresztnev",
        "utonev",
        "isim",
        "nama depan",
        "имя",
        "имя клиента",
    ],
    gate: Gate { min_len: 1, max_len: 120, classes: Gate::ALPHA | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: Some(name::is_long),
    normalise: Some(keys::name::push_part),
    mask: mask::shape,
    generate,
    examples: &["Marie", "jean-pierre", "HÉLÈNE", "Anne Marie"],
    near_misses: &["R2D2", "marie@example.com", "Paris 12", "1985", "Xqwrtzp", "Владимир"],
    decide: Decide { named: 0.5, alone: Some(0.82), specificity: 76 },
};

fn check(cell: &[u8]) -> Match {
    match name::shape(cell) {
        Some(shape) if shape.words <= 4 && !shape.comma => {
            if name::listed(cell, first_names::contains) {
                Match::Valid
            } else {
                Match::LooksLike
            }
        }
        _ => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    made_up::first_name(rng).to_owned()
}
