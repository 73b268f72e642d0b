use crate::form::bban;
use crate::form::digits::{Compact, mod97, push_compact};
use crate::form::pattern::{fill, runs_length};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// IBAN.
pub static TYPE: FieldType = FieldType {
    id: "iban",
    title: "IBAN",
    group: Group::Bank,
    data_class: Some("Bank account numbers"),
    personal: true,
    doc: "International bank account number: country code, two check digits (remainder 1 by 97) and the \
        national number, of the structure its country registered. The national key inside (French RIB, \
        Spanish CCC, Italian CIN …) is not part of validity: programs often miss it, which is evidence \
        (`iban_inner_key`).",
    sources: &[
        "ISO 13616-1",
        "SWIFT IBAN registry, release 98",
        "ECBS TR201, Register of European Account Numbers",
    ],
    headers: &[
        "iban",
        "iban number",
        "numero iban",
        "bank account",
        "compte bancaire",
        "bank account number",
        "coordonnees bancaires",
        "rib",
        "kontonummer",
        "bankverbindung",
        "rekeningnummer",
        "cuenta bancaria",
        "iban nummer",
        "codice iban",
        "codigo iban",
        "kontonummer iban",
        "iban rekening",
        "conto corrente",
    ],
    gate: Gate { min_len: 15, max_len: 42, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: Some(normalise),
    mask: masked,
    generate,
    examples: &[
        "FR14 2004 1010 0505 0001 3M02 606",
        "DE89370400440532013000",
        "BE68 5390 0754 7034",
        "GB29NWBK60161331926819",
    ],
    near_misses: &[
        "FR14 2004 1010 0505 0001 3M02 607",
        "DE8937040044053201300",
        "XX89370400440532013000",
        "4111111111111111",
        "FR1420041010050500013M0260",
        "DE20A70400440532013000",
    ],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 96 },
};

fn compact(cell: &[u8]) -> Option<Compact<34>> {
    Compact::alphanumeric(cell, b" -.")
}

fn rearranged(iban: &[u8]) -> impl Iterator<Item = u8> + '_ {
    iban[4..].iter().chain(&iban[..4]).copied()
}

fn check(cell: &[u8]) -> Match {
    let form = matches!(cell, [a, b, c, d, ..] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && c.is_ascii_digit() && d.is_ascii_digit());
    let Some(body) = compact(cell).filter(|_| form && (15..=42).contains(&cell.len())) else {
        return Match::No;
    };
    let iban = body.as_bytes();
    let Some(structure) = iban.get(..2).and_then(bban::structure) else {
        return Match::No;
    };
    let (length, national) = (runs_length(structure), &iban[4..]);
    if national.len() != length {
        return if national.len().abs_diff(length) <= 2 { Match::LooksLike } else { Match::No };
    }
    let sound = bban::fits(structure, national) && mod97(rearranged(iban)) == 1;
    if sound { Match::Valid } else { Match::LooksLike }
}

/// Whether the national key inside an IBAN holds (see [`bban::key_holds`]). `None` when the country has no key known
/// here or the cell is no IBAN of its structure.
pub fn inner_key(cell: &[u8]) -> Option<bool> {
    let body = compact(cell)?;
    let (country, rest) = body.as_bytes().split_at_checked(2)?;
    bban::key_holds(country, rest.get(2..)?)
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell), cell, out);
}

fn masked(cell: &[u8]) -> String {
    let country = cell.get(..2).filter(|c| c.iter().all(u8::is_ascii_alphabetic));
    let country = country.map_or("••".into(), |c| String::from_utf8_lossy(c).to_ascii_uppercase());
    let spaced = if cell.contains(&b' ') { " spaced" } else { "" };
    format!("{country}••{spaced}")
}

fn generate(rng: &mut Seeded) -> String {
    let (country, pattern) = *rng.pick(&[
        ("FR", "999999999999999999999"),
        ("FR", "999999999999999999999"),
        ("FR", "999999999999999999999"),
        ("BE", "9999999999"),
        ("BE", "9999999999"),
        ("DE", "999999999999999999"),
        ("ES", "99999999009999999999"),
        ("IT", "A9999999999000000999999"),
        ("NL", "AAAA9999999999"),
        ("LU", "9999999999999999"),
        ("CH", "99999000099999999"),
        ("PT", "99999999999999999990"),
        ("GB", "AAAA99999999999999"),
    ]);
    let body = fill(pattern, rng);
    let national = with_key(country, &body);
    let check = 98 - mod97(national.bytes().chain(country.bytes()).chain(*b"00"));
    format!("{country}{check:02}{national}")
}

/// The national number with the key its country asks for.
fn with_key(country: &str, body: &str) -> String {
    let keyed = |national: &String| bban::key_holds(country.as_bytes(), national.as_bytes()) == Some(true);
    let found = match country {
        "FR" | "BE" => (1..=97).map(|key| format!("{body}{key:02}")).find(keyed),
        "ES" => (0..100).map(|key| format!("{}{key:02}{}", &body[..8], &body[10..])).find(keyed),
        "IT" => ('A'..='Z').map(|key| format!("{key}{}", &body[1..])).find(keyed),
        "PT" => (0..100).map(|key| format!("{}{key:02}", &body[..19])).find(keyed),
        _ => None,
    };
    found.unwrap_or_else(|| body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_keys() {
        assert_eq!(inner_key(b"FR14 2004 1010 0505 0001 3M02 606"), Some(true));
        assert_eq!(inner_key(b"BE68 5390 0754 7034"), Some(true));
        assert_eq!(inner_key(b"BE68 5390 0754 7035"), Some(false));
        assert_eq!(inner_key(b"DE89370400440532013000"), None);
        let mut rng = Seeded::new(7);
        for _ in 0..200 {
            assert_ne!(inner_key(generate(&mut rng).as_bytes()), Some(false));
        }
    }
}
