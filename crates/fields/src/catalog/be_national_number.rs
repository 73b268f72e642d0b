use crate::form::digits::{Compact, number};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Belgian national number.
pub static TYPE: FieldType = FieldType {
    id: "be-national-number",
    title: "Belgian national number",
    group: Group::Identity,
    data_class: Some("Government issued IDs"),
    personal: true,
    doc: "Eleven digits: birth date (yymmdd, months raised by 20 or 40 for bis numbers), counter, and 97 \
        less the remainder by 97 (a 2 in front for births from 2000).",
    sources: &[
        "Arrêté royal du 3 avril 1984 (registre national)",
        "RFC-style layout yy.mm.dd-ccc.kk, SPF Intérieur",
    ],
    headers: &[
        "be national number",
        "registre national",
        "numero national",
        "numero de registre national",
        "rijksregisternummer",
        "niss",
        "insz",
        "nrn",
        "national number",
        "rrn",
    ],
    gate: Gate { min_len: 11, max_len: 15, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["85.07.30-033.28", "85073003328"],
    near_misses: &["85.07.30-033.29", "85133003328", "85673003328", "8507300332", "00000000000"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 93 },
};

fn key_holds(digits: &[u8]) -> bool {
    let (Some(body), Some(key)) = (number(&digits[..9]), number(&digits[9..])) else {
        return false;
    };
    [body, 2_000_000_000 + body].iter().any(|n| 97 - n % 97 == key)
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<11>::digits(cell, b".- ").filter(|_| cell.len() <= 15) else {
        return Match::No;
    };
    let digits = body.as_bytes();
    if digits.len() != 11 {
        return Match::No;
    }
    let month = number(&digits[2..4]).unwrap_or(99);
    let day = number(&digits[4..6]).unwrap_or(99);
    if !matches!(month, 0..=12 | 20..=32 | 40..=52) || day > 31 || digits[..6] == *b"000000" {
        return Match::No;
    }
    if key_holds(digits) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let body = format!(
        "{:02}{:02}{:02}{:03}",
        rng.between(40, 99),
        rng.between(1, 12),
        rng.between(1, 28),
        rng.between(1, 997)
    );
    let key = 97 - number(body.as_bytes()).unwrap_or(0) % 97;
    format!("{}.{}.{}-{}.{key:02}", &body[..2], &body[2..4], &body[4..6], &body[6..])
}
