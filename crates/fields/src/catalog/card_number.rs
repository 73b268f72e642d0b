use crate::form::digits::{Compact, luhn, luhn_digit, number, push_compact};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// Payment card number.
pub static TYPE: FieldType = FieldType {
    id: "card-number",
    title: "Payment card number",
    group: Group::Bank,
    data_class: Some("Credit cards"),
    personal: true,
    doc: "Primary account number of 13 to 19 digits, in an issuer's range and passing Luhn's check; spaces \
        or hyphens between groups. Any sixteen digits in a range that fail the check look like one. One in \
        ten random numbers passes, so a column needs nearly all.",
    sources: &[
        "ISO/IEC 7812-1",
        "Issuer identification ranges as published by Visa, Mastercard, American Express, Discover, JCB, UnionPay",
    ],
    headers: &[
        "card number",
        "credit card",
        "cc number",
        "numero carte",
        "numero de carte",
        "carte bancaire",
        "cb",
        "pan",
        "card no",
        "credit card number",
        "ccnum",
        "cc num",
        "num carte",
        "card num",
        "kreditkarte",
        "kreditkartennummer",
        "tarjeta",
        "carta di credito",
        "creditcard",
        "kartennummer",
        "numero tarjeta",
        "numero de tarjeta",
        "numero carta",
        "numero carta di credito",
        "numero do cartao",
        "numero cartao",
        "kaartnummer",
        "creditcardnummer",
    ],
    gate: Gate { min_len: 13, max_len: 23, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: Some(normalise),
    mask: masked,
    generate,
    examples: &["4539 1488 0343 6467", "5500000000000004", "378282246310005", "6011-1111-1111-1117"],
    near_misses: &["4539148803436468", "1234567890123452", "45391488034364", "4539.1488.0343.6467"],
    decide: Decide { named: 0.5, alone: Some(0.9), specificity: 90 },
};

fn compact(cell: &[u8]) -> Option<Compact<19>> {
    Compact::digits(cell, b" -")
}

/// The scheme whose range and length the digits have.
fn issuer(digits: &[u8]) -> Option<&'static str> {
    let head = |n: usize| digits.get(..n).and_then(number).unwrap_or(0);
    let name = match (head(1), head(2), head(3), head(4)) {
        (4, ..) => ("Visa", matches!(digits.len(), 13 | 16 | 19)),
        (_, 51..=55, ..) | (.., 2221..=2720) => ("Mastercard", digits.len() == 16),
        (_, 34 | 37, ..) => ("American Express", digits.len() == 15),
        (.., 6011) | (_, 65, ..) | (_, _, 644..=649, _) => ("Discover", (16..=19).contains(&digits.len())),
        (.., 3528..=3589) => ("JCB", (16..=19).contains(&digits.len())),
        (_, 36 | 38 | 39, ..) | (_, _, 300..=305, _) => ("Diners Club", (14..=19).contains(&digits.len())),
        (_, 62, ..) => ("UnionPay", (16..=19).contains(&digits.len())),
        (_, 50 | 56..=59 | 61 | 63 | 67, ..) => ("Maestro", (13..=19).contains(&digits.len())),
        _ => return None,
    };
    name.1.then_some(name.0)
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell).filter(|_| cell.len() <= TYPE.gate.max_len) else {
        return Match::No;
    };
    let digits = body.as_bytes();
    match issuer(digits) {
        None => Match::No,
        Some(_) if luhn(digits) => Match::Valid,
        Some(_) => Match::LooksLike,
    }
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell), cell, out);
}

fn masked(cell: &[u8]) -> String {
    let issuer = compact(cell).and_then(|body| issuer(body.as_bytes())).unwrap_or("no issuer");
    format!("•••• •••• ({issuer})")
}

fn generate(rng: &mut Seeded) -> String {
    let head = match rng.below(3) {
        0 => format!("4{}", rng.digits(14)),
        1 => format!("5{}{}", rng.between(1, 5), rng.digits(13)),
        _ => format!("37{}", rng.digits(12)),
    };
    format!("{head}{}", luhn_digit(&head))
}
