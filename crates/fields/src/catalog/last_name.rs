use crate::form::name;
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};
use dumpscope_reference::last_names;

/// Surname.
pub static TYPE: FieldType = FieldType {
    id: "last-name",
    title: "Surname",
    group: Group::Person,
    data_class: Some("Names"),
    personal: true,
    doc: "A family name in any script and case, with particles (`de`, `van der`). Valid when the folded \
        name, or each part that is no particle, is in the embedded lists of French and American surnames; \
        any other name looks like one. Towns and first names are surnames too, so headers and neighbours \
        weigh more than the list.",
    sources: &["INSEE, Fichier des noms de famille", "US Census Bureau, Frequently Occurring Surnames 2010"],
    headers: &[
        "last name",
        "lastname",
        "nom de famille",
        "nom",
        "surname",
        "family name",
        "lname",
        "last",
        "nom client",
        "nom usage",
        "nom d usage",
        "nom naissance",
        "nom de naissance",
        "nom patronymique",
        "nom famille",
        "nom de jeune fille",
        "maiden name",
        "nachname",
        "familienname",
        "apellido",
        "apellidos",
        "cognome",
        "achternaam",
        "apelido",
        "sobrenome",
        "nom destinataire",
        "nom beneficiaire",
        "nom contact",
        "l name",
        "name last",
        "familyname",
        "namelast",
        "nom marital",
        "primer apellido",
        "segundo apellido",
        "apellido paterno",
        "apellido materno",
        "geburtsname",
        "zuname",
        "nome de familia",
        "ultimo nome",
        "familienaam",
        "geboortenaam",
        "nom epouse",
        "nom jeune fille",
        "nazwisko",
        "efternamn",
        "etternavn",
        "efternavn",
        "prijmeni",
        "sukunimi",
        "nume de familie",
        "vezeteknev",
        "csaladnev",
        "soyad",
        "soyadi",
        "soyisim",
        "nama belakang",
        "фамилия",
    ],
    gate: Gate { min_len: 1, max_len: 120, classes: Gate::ALPHA | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: Some(name::is_long),
    normalise: Some(keys::name::push_part),
    mask: mask::shape,
    generate,
    examples: &["Martin", "DUBOIS", "Le Goff", "Smith-Johnson", "de la Fontaine"],
    near_misses: &["M4rtin", "martin@example.com", "12", "Zzqxjk", "Иванов"],
    decide: Decide { named: 0.5, alone: Some(0.72), specificity: 72 },
};

fn check(cell: &[u8]) -> Match {
    match name::shape(cell) {
        Some(shape) if shape.words <= 6 && !shape.comma => {
            if name::listed(cell, last_names::contains) {
                Match::Valid
            } else {
                Match::LooksLike
            }
        }
        _ => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    made_up::last_name(rng).to_owned()
}
