use crate::form::digits::{Compact, all_digits, luhn, number};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// EU VAT number.
pub static TYPE: FieldType = FieldType {
    id: "eu-vat",
    title: "EU VAT number",
    group: Group::Identity,
    data_class: Some("Employers"),
    personal: true,
    doc: "Country prefix and national number of the length its country uses. The check of the French key, \
        the Belgian and Luxembourg remainders and the Italian Luhn digit decide; for other countries the \
        form does. Sole traders have one.",
    sources: &["Council Directive 2006/112/EC art. 215", "European Commission, VIES number structures"],
    headers: &[
        "vat number",
        "tva intracommunautaire",
        "numero tva",
        "vat",
        "num tva",
        "vat no",
        "vat id",
        "eu vat",
        "no tva",
        "ust id",
        "ust idnr",
        "umsatzsteuer id",
        "btw nummer",
        "partita iva",
        "p iva",
        "tva intra",
        "n tva",
        "cif nif iva",
        "vat registration number",
    ],
    gate: Gate { min_len: 8, max_len: 18, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &[
        "FR40303265045",
        "BE0428759497",
        "DE136695976",
        "IT00743110157",
        "LU15027442",
        "NL004495445B01",
    ],
    near_misses: &["FR41303265045", "BE0428759498", "DE13669597", "XX136695976", "IT00743110158"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 89 },
};

/// Whether the national part has its country's form; and its check where one is known here.
fn national(country: &[u8], rest: &[u8]) -> Option<bool> {
    let digits = |n: usize| (rest.len() == n && all_digits(rest)).then_some(true);
    let value = |part: &[u8]| number(part).unwrap_or(0);
    match country {
        b"FR" if rest.len() == 11 && all_digits(&rest[2..]) => {
            let siren = value(&rest[2..]);
            Some(
                !all_digits(&rest[..2])
                    || (value(&rest[..2]) == (12 + 3 * (siren % 97)) % 97 && luhn(&rest[2..])),
            )
        }
        b"BE" => digits(10).map(|_| 97 - value(&rest[..8]) % 97 == value(&rest[8..])),
        b"LU" => digits(8).map(|_| value(&rest[..6]) % 89 == value(&rest[6..])),
        b"IT" => digits(11).map(|_| luhn(rest)),
        b"DE" | b"PT" | b"EL" | b"EE" | b"GR" => digits(9),
        b"PL" | b"SK" => digits(10),
        b"FI" | b"DK" | b"HU" | b"MT" | b"SI" => digits(8),
        b"SE" => digits(12),
        b"HR" | b"LV" => digits(11),
        b"NL" => (rest.len() == 12 && rest[9] == b'B' && all_digits(&rest[..9]) && all_digits(&rest[10..]))
            .then_some(true),
        b"AT" => (rest.len() == 9 && rest[0] == b'U' && all_digits(&rest[1..])).then_some(true),
        b"ES" => (rest.len() == 9 && all_digits(&rest[1..8])).then_some(true),
        b"IE" => ((8..=9).contains(&rest.len()) && rest[0].is_ascii_digit() && rest[7].is_ascii_uppercase())
            .then_some(true),
        b"CY" => (rest.len() == 9 && all_digits(&rest[..8]) && rest[8].is_ascii_uppercase()).then_some(true),
        b"CZ" | b"LT" | b"BG" | b"RO" => ((8..=12).contains(&rest.len()) && all_digits(rest)).then_some(true),
        b"GB" => ((9..=12).contains(&rest.len()) && all_digits(rest)).then_some(true),
        _ => None,
    }
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<14>::alphanumeric(cell, b" .-").filter(|_| (8..=18).contains(&cell.len()))
    else {
        return Match::No;
    };
    let Some((country, rest)) = body.as_bytes().split_first_chunk::<2>() else {
        return Match::No;
    };
    match national(country, rest) {
        Some(true) => Match::Valid,
        Some(false) => Match::LooksLike,
        None => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(3) {
        0 => {
            let body = rng.between(10_000_000, 99_999_999);
            format!("BE{body:08}{:02}", 97 - body % 97)
        }
        1 => format!("DE{}", rng.between(100_000_000, 999_999_999)),
        _ => {
            let body = rng.between(100_000, 999_999);
            format!("LU{body}{:02}", body % 89)
        }
    }
}
