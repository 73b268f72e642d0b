use crate::form::digits::{Compact, all_digits, luhn, luhn_digit, number};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// French VAT number.
pub static TYPE: FieldType = FieldType {
    id: "fr-vat",
    title: "French VAT number",
    group: Group::Identity,
    data_class: Some("Employers"),
    personal: true,
    doc: "`FR`, a key of two characters and a SIREN. The key of digits is (12 + 3 × SIREN) by 97; keys with \
        letters follow a rule by 11; numbers of Monaco hold no SIREN. Without the prefix it is valid and \
        tells nothing. Sole traders have one. A column with other countries too is `eu-vat`.",
    sources: &[
        "Code général des impôts, annexe III, art. 95",
        "BOFiP BOI-TVA-DECLA-20-10-20 (numéro individuel d'identification)",
        "European Commission, VIES number structures and check digit algorithms",
    ],
    headers: &[
        "fr vat",
        "french vat",
        "french vat number",
        "tva intracommunautaire",
        "numero tva",
        "num tva",
        "no tva",
        "n tva",
        "tva intra",
        "numero tva intracommunautaire",
        "numero de tva",
        "numero tva francais",
    ],
    gate: Gate { min_len: 11, max_len: 18, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: Some(|cell| cell.get(..2).is_some_and(|head| head.eq_ignore_ascii_case(b"FR"))),
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &["FR40303265045", "fr 40 303 265 045", "K7399859412", "FR4Z123456782", "23334175221"],
    near_misses: &["FR41303265045", "84323140391", "IO334175221", "BE0428759497", "FR4030326504"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 94 },
};

/// Values of key characters that are no digits: the alphabet has neither I nor O.
const KEY: &[u8; 34] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Whether key and SIREN belong together; `None` when the eleven characters have not the form.
pub(super) fn holds(id: &[u8]) -> Option<bool> {
    let (key, siren) = id.split_first_chunk::<2>()?;
    if siren.len() != 9 || !all_digits(siren) {
        return None;
    }
    let place = |b: u8| KEY.iter().position(|k| *k == b).map(|at| at as u64);
    let (first, second) = (place(key[0])?, place(key[1])?);
    let value = number(siren)?;
    // Monaco's numbers begin with 000 where the SIREN would be.
    if !luhn(siren) && !siren.starts_with(b"000") {
        return Some(false);
    }
    if first < 10 && second < 10 {
        return Some(first * 10 + second == (12 + 3 * (value % 97)) % 97);
    }
    let check = if first < 10 { first * 24 + second - 10 } else { first * 34 + second - 100 };
    Some((value + 1 + check / 11) % 11 == check % 11)
}

fn compact(cell: &[u8]) -> Option<Compact<13>> {
    Compact::alphanumeric(cell, b" .-").filter(|_| (11..=18).contains(&cell.len()))
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell) else { return Match::No };
    let id = body.as_bytes();
    match holds(id.strip_prefix(b"FR").unwrap_or(id)) {
        Some(true) => Match::Valid,
        Some(false) => Match::LooksLike,
        None => Match::No,
    }
}

/// With its prefix.
fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    match compact(cell).filter(|_| check(cell) != Match::No) {
        Some(body) => {
            if !body.as_bytes().starts_with(b"FR") {
                out.extend_from_slice(b"FR");
            }
            out.extend_from_slice(body.as_bytes());
        }
        None => out.extend_from_slice(cell),
    }
}

fn generate(rng: &mut Seeded) -> String {
    let head = format!("{}{}", rng.between(3, 9), rng.digits(7));
    let siren = format!("{head}{}", luhn_digit(&head));
    let key = (12 + 3 * (number(siren.as_bytes()).unwrap_or(0) % 97)) % 97;
    format!("FR{key:02}{siren}")
}
