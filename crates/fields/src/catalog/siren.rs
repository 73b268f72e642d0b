use crate::form::digits::{Compact, luhn, luhn_digit};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// SIREN.
pub static TYPE: FieldType = FieldType {
    id: "siren",
    title: "SIREN",
    group: Group::Identity,
    data_class: Some("Employers"),
    personal: true,
    doc: "Nine digits that name a French company, the last one by Luhn. A tenth of all nine-digit numbers \
        passes and sole traders have one, so a bare number tells nothing without a header; grouped by \
        three it does.",
    sources: &["INSEE, Système national d'identification et du répertoire des entreprises", "ISO/IEC 7812-1"],
    headers: &["siren", "numero siren", "num siren", "no siren", "n siren", "siren entreprise"],
    gate: Gate { min_len: 9, max_len: 11, classes: Gate::DIGIT | Gate::SPACE },
    check: &check,
    telling: Some(grouped),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["732829320", "552 100 554"],
    near_misses: &["732829321", "73282932", "7328293200", "000000000"],
    decide: Decide { named: 0.5, alone: Some(0.9), specificity: 70 },
};

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<9>::digits(cell, b" ").filter(|_| cell.len() <= TYPE.gate.max_len) else {
        return Match::No;
    };
    let digits = body.as_bytes();
    if digits.len() != 9 || digits.iter().all(|b| *b == b'0') {
        return Match::No;
    }
    if luhn(digits) { Match::Valid } else { Match::LooksLike }
}

fn grouped(cell: &[u8]) -> bool {
    matches!(cell, [_, _, _, b' ', _, _, _, b' ', _, _, _])
}

fn generate(rng: &mut Seeded) -> String {
    let head = format!("{}{}", rng.between(3, 9), rng.digits(7));
    let digit = luhn_digit(&head);
    format!("{} {} {}{digit}", &head[..3], &head[3..6], &head[6..])
}
