use crate::form::digits::{Compact, luhn, luhn_digit, push_compact};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// IMEI.
pub static TYPE: FieldType = FieldType {
    id: "imei",
    title: "IMEI",
    group: Group::Online,
    data_class: Some("IMEI numbers"),
    personal: true,
    doc: "Serial number of a mobile phone: eight digits that name the model, six that count, and a digit by \
        Luhn. Without the last digit, or with a software version in its place (16 digits), it only looks \
        like one. Any fifteen digits pass one time in ten; only numbers of the bodies that allocate models \
        today (01, 35, 86, 99) speak without a header.",
    sources: &["3GPP TS 23.003 §6.2", "GSMA TS.06, IMEI allocation and approval process"],
    headers: &[
        "imei",
        "numero imei",
        "imei number",
        "num imei",
        "imei 1",
        "imei 2",
        "device imei",
        "imei code",
        "code imei",
        "imei nummer",
        "codigo imei",
        "codice imei",
        "imeisv",
    ],
    gate: Gate { min_len: 14, max_len: 20, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: Some(allocated),
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &["490154203237518", "35-417803-685978-9", "35 417803 685978 9"],
    near_misses: &["490154203237519", "35417803685978", "3568680000414120", "4901542032375"],
    decide: Decide { named: 0.5, alone: Some(0.9), specificity: 91 },
};

fn compact(cell: &[u8]) -> Option<Compact<16>> {
    Compact::digits(cell, b" -/").filter(|c| c.separators <= 4)
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell).filter(|_| cell.len() <= TYPE.gate.max_len) else {
        return Match::No;
    };
    match body.as_bytes() {
        digits if !(14..=16).contains(&digits.len()) || digits.iter().all(|d| *d == b'0') => Match::No,
        digits if digits.len() == 15 && luhn(digits) => Match::Valid,
        _ => Match::LooksLike,
    }
}

/// Whether the model number is of a body that allocates them today.
fn allocated(cell: &[u8]) -> bool {
    [b"01", b"35", b"86", b"99"].iter().any(|body| cell.starts_with(&body[..]))
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell).filter(|body| !body.as_bytes().is_empty()), cell, out);
}

fn generate(rng: &mut Seeded) -> String {
    let head = format!("{}{}", rng.pick(&["35", "86", "01", "99"]), rng.digits(12));
    let digit = luhn_digit(&head);
    if rng.below(3) == 0 {
        format!("{}-{}-{}-{digit}", &head[..2], &head[2..8], &head[8..])
    } else {
        format!("{head}{digit}")
    }
}
