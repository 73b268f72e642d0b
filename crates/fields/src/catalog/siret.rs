use crate::form::digits::{Compact, luhn, luhn_digit};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// SIRET.
pub static TYPE: FieldType = FieldType {
    id: "siret",
    title: "SIRET",
    group: Group::Identity,
    data_class: Some("Employers"),
    personal: true,
    doc: "Fourteen digits that name an establishment of a French company: its SIREN, an order number and a \
        last digit by Luhn. Establishments of La Poste (SIREN 356000000) have a digit sum divisible by \
        five instead.",
    sources: &["INSEE, Système national d'identification et du répertoire des entreprises", "ISO/IEC 7812-1"],
    headers: &["siret", "numero siret", "num siret", "no siret", "n siret", "siret etablissement"],
    gate: Gate { min_len: 14, max_len: 18, classes: Gate::DIGIT | Gate::SPACE },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["73282932000074", "732 829 320 00074", "35600000000048"],
    near_misses: &["73282932000075", "7328293200007", "732829320000744", "00000000000000", "35600000049838"],
    decide: Decide { named: 0.5, alone: Some(0.9), specificity: 90 },
};

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<14>::digits(cell, b" ").filter(|_| cell.len() <= TYPE.gate.max_len) else {
        return Match::No;
    };
    let digits = body.as_bytes();
    if digits.len() != 14 || digits[..9].iter().all(|b| *b == b'0') {
        return Match::No;
    }
    // The seat of La Poste has the usual digit, its post offices the other rule.
    let post = digits.starts_with(b"356000000") && digits != b"35600000000048";
    let sum: u32 = digits.iter().map(|b| u32::from(b - b'0')).sum();
    let sound = if post { sum.is_multiple_of(5) } else { luhn(digits) && luhn(&digits[..9]) };
    if sound { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let head = format!("{}{}", rng.between(3, 9), rng.digits(7));
    let siren = format!("{head}{}", luhn_digit(&head));
    let body = format!("{siren}{:04}", rng.between(1, 60));
    format!("{body}{}", luhn_digit(&body))
}
