use crate::form::digits::{Compact, number};
use crate::form::vat::DNI as LETTERS;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Spanish DNI or NIE.
pub static TYPE: FieldType = FieldType {
    id: "es-dni",
    title: "Spanish DNI or NIE",
    group: Group::Identity,
    data_class: Some("Government issued IDs"),
    personal: true,
    doc: "Eight digits (or X, Y, Z and seven digits for foreigners) and a control letter: the number modulo \
        23 in the table TRWAGMYFPDXBNJZSQVHLCKE.",
    sources: &[
        "Real Decreto 1553/2005, art. 11",
        "Ministerio del Interior, cálculo del dígito de control del NIF/NIE",
    ],
    headers: &[
        "dni",
        "nie",
        "nif",
        "es dni",
        "documento nacional de identidad",
        "dni nie",
        "numero dni",
        "nif nie",
        "num dni",
        "documento identidad",
        "documento de identidad",
    ],
    gate: Gate { min_len: 9, max_len: 12, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["12345678Z", "X1234567L", "12.345.678-Z", "12345678z"],
    near_misses: &["12345678A", "X1234567A", "1234567Z", "W1234567L"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 94 },
};

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<9>::alphanumeric(cell, b".- ").filter(|_| cell.len() <= 12) else {
        return Match::No;
    };
    let id = body.as_bytes();
    let [head, middle @ .., letter] = id else {
        return Match::No;
    };
    let first = match head {
        b'0'..=b'9' => u64::from(head - b'0'),
        b'X' | b'Y' | b'Z' => u64::from(head - b'X'),
        _ => return Match::No,
    };
    let Some(rest) = number(middle).filter(|_| id.len() == 9 && letter.is_ascii_uppercase()) else {
        return Match::No;
    };
    let control = LETTERS[((first * 10_000_000 + rest) % 23) as usize];
    if control == *letter { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let n = rng.between(10_000_000, 99_999_999);
    format!("{n}{}", char::from(LETTERS[(n % 23) as usize]))
}
