use crate::form::digits::{Compact, mod11_10, push_compact};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// German tax identification number.
pub static TYPE: FieldType = FieldType {
    id: "de-tax-id",
    title: "German tax identification number",
    group: Group::Identity,
    data_class: Some("Government issued IDs"),
    personal: true,
    doc: "Eleven digits, the first not 0. Among the first ten exactly one digit stands two or three times and \
        no other more than once; the last is a check digit by ISO 7064 MOD 11,10. About one in 250 numbers \
        of eleven digits passes.",
    sources: &[
        "Abgabenordnung § 139b",
        "Bundeszentralamt für Steuern, Steuerliche Identifikationsnummer",
        "ISO/IEC 7064 MOD 11,10",
    ],
    headers: &[
        "steuer id",
        "steueridentifikationsnummer",
        "steuerliche identifikationsnummer",
        "steuer identifikationsnummer",
        "idnr",
        "steuer idnr",
        "steuer identnummer",
        "tin",
        "de tax id",
        "german tax id",
        "steuernummer",
        "identifiant fiscal allemand",
    ],
    gate: Gate { min_len: 11, max_len: 15, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &["36 574 261 809", "36574261809", "36/574/261/809"],
    near_misses: &["36574261890", "36554266806", "06574261809", "3657426180", "12345678901"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 94 },
};

fn compact(cell: &[u8]) -> Option<Compact<11>> {
    Compact::digits(cell, b" -./").filter(|c| c.separators <= 4 && c.as_bytes().len() == 11)
}

/// Whether one digit of the ten stands two or three times and every other at most once.
fn repeats_one(ten: &[u8]) -> bool {
    let mut counts = [0u8; 10];
    for digit in ten {
        counts[usize::from(digit.wrapping_sub(b'0')).min(9)] += 1;
    }
    let mut more = counts.iter().filter(|n| **n > 1);
    matches!((more.next(), more.next()), (Some(2 | 3), None))
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell) else { return Match::No };
    let digits = body.as_bytes();
    if digits[0] != b'0' && repeats_one(&digits[..10]) && mod11_10(&digits[..10]) == digits[10] {
        Match::Valid
    } else {
        Match::LooksLike
    }
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell), cell, out);
}

fn generate(rng: &mut Seeded) -> String {
    loop {
        let body = format!("{}{}", rng.between(1, 9), rng.digits(9));
        if repeats_one(body.as_bytes()) {
            return format!("{body}{}", char::from(mod11_10(body.as_bytes())));
        }
    }
}
