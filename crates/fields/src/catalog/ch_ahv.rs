use crate::form::digits::{Compact, weighted};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Swiss AHV number.
pub static TYPE: FieldType = FieldType {
    id: "ch-ahv",
    title: "Swiss AHV number",
    group: Group::Identity,
    data_class: Some("Social security numbers"),
    personal: true,
    doc: "Thirteen digits that start with 756, the last one an EAN-13 check digit; usually written \
        756.1234.5678.97.",
    sources: &["Zentrale Ausgleichsstelle, AHVN13", "GS1 General Specifications §7.9"],
    headers: &[
        "ahv",
        "ch ahv",
        "avs",
        "ahv nummer",
        "numero avs",
        "avs number",
        "ahvn 13",
        "no avs",
        "navs",
        "sozialversicherungsnummer",
    ],
    gate: Gate { min_len: 13, max_len: 16, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["756.9217.0769.85", "7569217076985"],
    near_misses: &["756.9217.0769.84", "755.9217.0769.85", "756921707698"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 95 },
};

const WEIGHTS: &[u32] = &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3];

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<13>::digits(cell, b". ").filter(|_| cell.len() <= 16) else {
        return Match::No;
    };
    let digits = body.as_bytes();
    if digits.len() != 13 || !digits.starts_with(b"756") {
        return Match::No;
    }
    let key = (10 - weighted(&digits[..12], WEIGHTS) % 10) % 10;
    if u32::from(digits[12] - b'0') == key { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let body = format!("756{}", rng.digits(9));
    let key = (10 - weighted(body.as_bytes(), WEIGHTS) % 10) % 10;
    format!("756.{}.{}.{}{key}", &body[3..7], &body[7..11], &body[11..])
}
