use crate::form::digits::{Compact, luhn, luhn_digit};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Canadian social insurance number.
pub static TYPE: FieldType = FieldType {
    id: "ca-sin",
    title: "Canadian social insurance number",
    group: Group::Identity,
    data_class: Some("Social security numbers"),
    personal: true,
    doc: "Nine digits, the first not 0 or 8, the last by Luhn. A tenth of nine-digit numbers passes and a \
        SIREN has the same check: only a header gives it.",
    sources: &["Employment and Social Development Canada, SIN Code of Practice", "ISO/IEC 7812-1"],
    headers: &[
        "sin",
        "social insurance number",
        "numero assurance sociale",
        "nas",
        "ca sin",
        "numero d assurance sociale",
        "sin number",
    ],
    gate: Gate { min_len: 9, max_len: 11, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["130 692 544", "130692544", "130-692-544"],
    near_misses: &["130 692 545", "046 454 286", "13069254", "130.692.544"],
    decide: Decide { named: 0.5, alone: None, specificity: 88 },
};

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<9>::digits(cell, b" -").filter(|c| c.separators <= 2) else {
        return Match::No;
    };
    let digits = body.as_bytes();
    if digits.len() != 9 {
        return Match::No;
    }
    if !matches!(digits[0], b'0' | b'8') && luhn(digits) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let head = format!("{}{}", rng.between(1, 7), rng.digits(7));
    let digit = luhn_digit(&head);
    format!("{} {} {}{digit}", &head[..3], &head[3..6], &head[6..])
}
