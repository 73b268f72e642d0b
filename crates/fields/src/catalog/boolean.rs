use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Yes or no.
pub static TYPE: FieldType = FieldType {
    id: "boolean",
    title: "Yes or no",
    group: Group::Generic,
    data_class: None,
    personal: false,
    doc: "One of two answers: true/false, yes/no, oui/non, vrai/faux, ja/nein, si/no, sim/não, on/off, y/n, o/n, 0/1. \
        Digits tell nothing without a header.",
    sources: &["YAML 1.1 boolean tag", "Unicode CLDR yes and no strings"],
    headers: &[
        "boolean",
        "active",
        "actif",
        "is active",
        "enabled",
        "newsletter",
        "optin",
        "opt in",
        "opt out",
        "verified",
        "email verified",
        "email verifie",
        "is verified",
        "consent",
        "consentement",
        "flag",
        "subscribed",
        "abonne",
        "deleted",
        "is deleted",
        "is admin",
        "admin",
        "confirmed",
        "valide",
        "valid",
        "banned",
        "blocked",
        "vip",
        "premium",
        "marketing consent",
        "accepts marketing",
        "rgpd",
        "gdpr",
        "is staff",
        "is superuser",
        "optin sms",
        "optin email",
        "desabonne",
        "spam",
        "churn",
        "phone verified",
        "bloque",
        "supprime",
        "valide email",
        "accepte newsletter",
        "inscrit newsletter",
        "aktiv",
        "gesperrt",
        "geloscht",
        "bestatigt",
        "verifiziert",
        "einwilligung",
        "werbung",
        "abonniert",
        "activo",
        "bloqueado",
        "eliminado",
        "verificado",
        "boletin",
        "publicidad",
        "acepta publicidad",
        "suscrito",
        "consentimiento",
        "attivo",
        "bloccato",
        "eliminato",
        "verificato",
        "consenso",
        "iscritto newsletter",
        "pubblicita",
        "actief",
        "geblokkeerd",
        "verwijderd",
        "bevestigd",
        "nieuwsbrief",
        "toestemming",
        "ativo",
        "bloqueada",
        "consentimento",
        "subscrito",
        "abonne newsletter",
        "telephone verifie",
        "email opt in",
    ],
    gate: Gate { min_len: 1, max_len: 10, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: Some(is_word),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["true", "NON", "oui", "0", "1", "y", "vrai", "SIM", "NÃO", "waar"],
    near_misses: &["2", "maybe", "trues", "yesno", "tru"],
    decide: Decide { named: 0.8, alone: Some(0.95), specificity: 79 },
};

/// Every spelling, lower case: EN FR DE ES IT NL PT.
const ANSWERS: &[&str] = &[
    "0",
    "1",
    "y",
    "n",
    "t",
    "f",
    "o",
    "j",
    "s",
    "no",
    "on",
    "si",
    "sí",
    "sì",
    "ja",
    "oui",
    "non",
    "yes",
    "off",
    "vrai",
    "faux",
    "true",
    "false",
    "nein",
    "nee",
    "wahr",
    "falsch",
    "sim",
    "não",
    "nao",
    "waar",
    "onwaar",
    "vero",
    "falso",
    "verdadero",
    "verdadeiro",
];

/// Whether the cell is one of the spellings, in any case: accented letters differ by the same bit as plain ones.
fn is_answer(cell: &[u8]) -> bool {
    let same = |answer: &str| {
        answer.len() == cell.len()
            && answer.bytes().zip(cell).all(|(a, &b)| {
                a == b
                    || (a.is_ascii_alphabetic() && a == b | 0x20)
                    || (!a.is_ascii() && a == b | 0x20 && b >= 0x80)
            })
    };
    ANSWERS.iter().any(|answer| same(answer))
}

fn check(cell: &[u8]) -> Match {
    if cell.len() <= 10 && is_answer(cell) { Match::Valid } else { Match::No }
}

/// Digits may count, and `F` and `O` may be anything; words and `Y`, `N`, `T` answer.
fn is_word(cell: &[u8]) -> bool {
    matches!(cell, b"Y" | b"N" | b"y" | b"n") || cell.len() > 1
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&["true", "false", "yes", "no", "oui", "non", "Y", "N"])).to_owned()
}
