use crate::form::{bodies, name};
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};
use dumpscope_reference::fold::Folded;
use dumpscope_reference::{first_names, last_names};

/// Full name.
pub static TYPE: FieldType = FieldType {
    id: "full-name",
    title: "Full name",
    group: Group::Person,
    data_class: Some("Names"),
    personal: true,
    doc: "First name and surname in one cell, in either order, perhaps with a comma, a title, initials or \
        particles. Valid when one part is a listed first name and another a listed surname; two or more \
        words in the form of a name look like one, unless one of them is of a firm, an office or a thing. A \
        column of many different ones is taken for people's names even where few are listed, unless everyday \
        words stand in them.",
    sources: &[
        "INSEE, Fichiers des prénoms et des noms de famille",
        "US Social Security Administration and Census Bureau name lists",
    ],
    headers: &[
        "full name",
        "fullname",
        "name",
        "nom",
        "nom client",
        "nom destinataire",
        "nom beneficiaire",
        "nom contact",
        "nom complet",
        "nom et prenom",
        "nom prenom",
        "prenom nom",
        "prenom et nom",
        "nom prenoms",
        "customer name",
        "client name",
        "contact name",
        "display name",
        "person name",
        "nom affiche",
        "destinataire",
        "expediteur",
        "recipient",
        "recipient name",
        "sender",
        "sender name",
        "cardholder name",
        "cardholder",
        "titulaire",
        "nom du titulaire",
        "beneficiaire",
        "real name",
        "complete name",
        "name full",
        "vollstandiger name",
        "nombre completo",
        "nombre y apellidos",
        "nome completo",
        "volledige naam",
        "nome e cognome",
        "author",
        "auteur",
        "patient name",
        "owner name",
        "employee name",
        "player name",
        "passenger name",
        "identite",
        "vor und nachname",
        "nombre y apellido",
        "nome e apelido",
        "voor en achternaam",
        "naam",
        "nome",
        "name vorname",
        "nachname vorname",
        "cognome e nome",
        "nominativo",
        "apellidos y nombre",
        "nombre apellidos",
        "nom et prenoms",
        "kundenname",
        "klantnaam",
        "nome cliente",
        "nombre cliente",
        "imie i nazwisko",
        "namn",
        "navn",
        "jmeno a prijmeni",
        "nimi",
        "nume si prenume",
        "nev",
        "teljes nev",
        "ad soyad",
        "adi soyadi",
        "nama",
        "nama lengkap",
        "фио",
        "имя и фамилия",
        "полное имя",
    ],
    gate: Gate { min_len: 3, max_len: 120, classes: Gate::ALPHA | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: Some(keys::name::push_full),
    mask: mask::words,
    generate,
    examples: &["Marie Martin", "DUBOIS Jean", "Dupont, Jean-Pierre", "M. Paul Bernard", "John R. Smith"],
    near_misses: &[
        "Marie",
        "Saint-Étienne",
        "12 rue Martin",
        "Marie Martin 3",
        "ville de",
        "zzxa qqua",
        "Frank Martin LLC",
        "Blue shirt",
    ],
    decide: Decide { named: 0.5, alone: Some(0.65), specificity: 78 },
};

fn check(cell: &[u8]) -> Match {
    let Some(shape) = name::shape(cell) else {
        return Match::No;
    };
    if !(2..=7).contains(&shape.words) {
        return Match::No;
    }
    let folded = Folded::new(cell);
    if bodies::is_nobody(folded.as_bytes()) || is_phrase(cell) {
        return Match::No;
    }
    let (mut firsts, mut lasts, mut known) = (0, 0, 0);
    for part in folded.as_bytes().split(|b| matches!(b, b' ' | b',')) {
        if part.len() < 2 || name::is_particle(part) {
            continue;
        }
        let (first, last) = (first_names::contains(part), last_names::contains(part));
        firsts += u8::from(first);
        lasts += u8::from(last);
        known += u8::from(first || last);
    }
    // One part may be both; another one must then be the other.
    if firsts > 0 && lasts > 0 && known > 1 { Match::Valid } else { Match::LooksLike }
}

/// Whether a word in small letters that is no particle follows a capitalised one: `Blue shirt`, `Traffic stop`.
fn is_phrase(cell: &[u8]) -> bool {
    let mut words = cell.split(|b| matches!(b, b' ' | b',')).filter(|word| !word.is_empty());
    words.next().is_some_and(|first| first[0].is_ascii_uppercase())
        && words.any(|word| word.len() > 1 && word[0].is_ascii_lowercase() && !name::is_particle(word))
}

fn generate(rng: &mut Seeded) -> String {
    let (first, last) = (made_up::first_name(rng), made_up::last_name(rng));
    match rng.below(3) {
        0 => format!("{first} {last}"),
        1 => format!("{} {first}", last.to_uppercase()),
        _ => format!("{last}, {first}"),
    }
}
