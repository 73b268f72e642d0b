use crate::form::digits::{Compact, number, push_compact};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// French social security number (NIR).
pub static TYPE: FieldType = FieldType {
    id: "nir",
    title: "French social security number (NIR)",
    group: Group::Identity,
    data_class: Some("Social security numbers"),
    personal: true,
    doc: "Sex, year and month of birth, department (2A and 2B for Corsica), commune, order and a key of two \
        digits (97 less the remainder by 97). Thirteen digits without the key look like one. Mistaken for \
        any fifteen digits; one in 97 passes by chance, the month and sex digits reject most of those.",
    sources: &["Décret n° 82-103 du 22 janvier 1982", "INSEE, Numéro d'inscription au répertoire"],
    headers: &[
        "nir",
        "numero de securite sociale",
        "securite sociale",
        "num secu",
        "numero secu",
        "no secu",
        "n secu",
        "nss",
        "insee number",
        "numero ss",
        "num ss",
        "social security number",
        "ssn",
        "numero insee",
        "numero securite sociale",
        "num securite sociale",
    ],
    gate: Gate { min_len: 13, max_len: 24, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: Some(normalise),
    mask: masked,
    generate,
    examples: &["1 85 05 78 006 084 91", "255081416802538", "180052A00101217"],
    near_misses: &["1 85 05 78 006 084 36", "355081416802538", "1850578006084", "185137800608491"],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 95 },
};

fn compact(cell: &[u8]) -> Option<Compact<15>> {
    Compact::alphanumeric(cell, b" .-")
}

/// The thirteen characters as a number, Corsica's letter taken as the law says.
fn body(nir: &[u8]) -> Option<u64> {
    let mut digits: [u8; 13] = nir.get(..13)?.try_into().ok()?;
    let less = match digits[6] {
        b'A' if digits[5] == b'2' => 1_000_000,
        b'B' if digits[5] == b'2' => 2_000_000,
        b if b.is_ascii_digit() => 0,
        _ => return None,
    };
    if less > 0 {
        digits[6] = b'0';
    }
    number(&digits)?.checked_sub(less)
}

fn check(cell: &[u8]) -> Match {
    let Some(compact) = compact(cell).filter(|_| cell.len() <= TYPE.gate.max_len) else {
        return Match::No;
    };
    let nir = compact.as_bytes();
    if !matches!(nir.len(), 13 | 15) || !matches!(nir[0], b'1' | b'2' | b'3' | b'4' | b'7' | b'8') {
        return Match::No;
    }
    // Months over 12 stand for births whose month is not known or not French.
    let month = number(&nir[3..5]).unwrap_or(0);
    let Some(value) = body(nir).filter(|_| matches!(month, 1..=12 | 20 | 30..=42 | 50..=99)) else {
        return Match::No;
    };
    let key = nir.get(13..15).and_then(number);
    if key == Some(97 - value % 97) { Match::Valid } else { Match::LooksLike }
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell), cell, out);
}

/// Nothing of the number: sex, birth and place are in it.
fn masked(cell: &[u8]) -> String {
    match (compact(cell).map(|c| c.as_bytes().len()), cell.contains(&b' ')) {
        (Some(15), true) => "• •• •• •• ••• ••• ••".into(),
        (Some(15), false) => "••••••••••••• ••".into(),
        _ => "•••••••••••••".into(),
    }
}

fn generate(rng: &mut Seeded) -> String {
    let number = format!(
        "{}{:02}{:02}{:02}{:03}{:03}",
        rng.between(1, 2),
        rng.below(100),
        rng.between(1, 12),
        rng.between(21, 95),
        rng.between(1, 900),
        rng.between(1, 999)
    );
    let key = 97 - body(number.as_bytes()).unwrap_or(0) % 97;
    format!("{number}{key:02}")
}
