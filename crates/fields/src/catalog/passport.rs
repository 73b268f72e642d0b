use crate::form::digits::{Compact, push_compact};
use crate::form::pattern::{fill, fits_any};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Passport number.
pub static TYPE: FieldType = FieldType {
    id: "passport",
    title: "Passport number",
    group: Group::Identity,
    data_class: Some("Passport numbers"),
    personal: true,
    doc: "The number of a passport in the form of France, the United Kingdom, the United States, Germany, \
        Spain, Italy, the Netherlands, Portugal, Belgium, Switzerland, Canada or another state that uses \
        the same: up to nine letters and digits without a check digit (that one stands in the \
        machine-readable line only). Other mixes of 6 to 10 look like one. Only a header gives it.",
    sources: &[
        "ICAO Doc 9303 part 4 §4.2.2 (document number)",
        "Council of the European Union, PRADO register of travel documents",
    ],
    headers: &[
        "passport",
        "passport number",
        "passport no",
        "passport num",
        "passport id",
        "passeport",
        "numero passeport",
        "num passeport",
        "no passeport",
        "n passeport",
        "numero de passeport",
        "reisepass",
        "passnummer",
        "reisepassnummer",
        "pasaporte",
        "numero pasaporte",
        "numero de pasaporte",
        "passaporto",
        "numero passaporto",
        "paspoort",
        "paspoortnummer",
        "passaporte",
        "numero passaporte",
        "numero do passaporte",
    ],
    gate: Gate { min_len: 6, max_len: 12, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: Some(normalise),
    mask: mask::length,
    generate,
    examples: &["12AB34567", "533401372", "C01X00T47", "AA1234567", "PAB123456", "X1234567"],
    near_misses: &["Marie", "12345", "FRANCE", "AB-CD-EF"],
    decide: Decide { named: 0.6, alone: None, specificity: 52 },
};

/// Patterns by state; several states share most of them.
const PATTERNS: &[&str] = &[
    "99AA99999", // France
    "999999999", // United Kingdom, United States
    "A99999999", // United States since 2021, and many others
    "AAA999999", // Spain
    "AA9999999", // Italy, Poland, Czechia
    "A9999999",  // Switzerland (X or S), India
    "A999999",   // Portugal
    "AA999999",  // Belgium, Canada, Portugal
    "A999999AA", // Canada since 2023
    "AA9999A99",
];

/// Germany: C, F, G, H, J or K, then digits and consonants. Netherlands: two letters, six of either, a digit.
fn is_mixed(id: &[u8]) -> bool {
    let german = |b: &u8| b.is_ascii_digit() || b"CFGHJKLMNPRTVWXYZ".contains(b);
    let dutch = |b: &u8| (b.is_ascii_uppercase() && *b != b'O') || b.is_ascii_digit();
    id.len() == 9
        && ((matches!(id[0], b'C' | b'F' | b'G' | b'H' | b'J' | b'K') && id.iter().all(german))
            || (id[..2].iter().all(u8::is_ascii_uppercase) && id.iter().all(dutch) && id[8].is_ascii_digit()))
        && id.iter().any(u8::is_ascii_digit)
}

fn compact(cell: &[u8]) -> Option<Compact<10>> {
    Compact::alphanumeric(cell, b" -").filter(|c| c.separators <= 2 && (6..=12).contains(&cell.len()))
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell) else { return Match::No };
    let id = body.as_bytes();
    if fits_any(PATTERNS, id) || is_mixed(id) {
        return Match::Valid;
    }
    let digits = id.iter().filter(|b| b.is_ascii_digit()).count();
    if id.len() >= 6 && digits >= 3 { Match::LooksLike } else { Match::No }
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell).filter(|body| !body.as_bytes().is_empty()), cell, out);
}

fn generate(rng: &mut Seeded) -> String {
    let pattern = rng.pick::<&str>(PATTERNS);
    fill(pattern, rng)
}
