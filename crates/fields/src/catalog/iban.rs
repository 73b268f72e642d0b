use crate::form::digits::{Compact, mod97};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// IBAN.
pub static TYPE: FieldType = FieldType {
    id: "iban",
    title: "IBAN",
    group: Group::Bank,
    data_class: Some("Bank account numbers"),
    personal: true,
    doc: "International bank account number: country code, two check digits (remainder 1 by 97) and the \
        national number, of the length its country registered. The inner national key (French RIB, \
        Belgian) is not part of validity: programs often miss it, which is evidence (`inner_key`).",
    sources: &["ISO 13616-1", "SWIFT IBAN registry, release 98"],
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
    ],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 96 },
};

/// Lengths by country, from the registry.
const LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"AD", 24),
    (b"AE", 23),
    (b"AL", 28),
    (b"AT", 20),
    (b"AZ", 28),
    (b"BA", 20),
    (b"BE", 16),
    (b"BG", 22),
    (b"BH", 22),
    (b"BI", 27),
    (b"BR", 29),
    (b"BY", 28),
    (b"CH", 21),
    (b"CR", 22),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DJ", 27),
    (b"DK", 18),
    (b"DO", 28),
    (b"EE", 20),
    (b"EG", 29),
    (b"ES", 24),
    (b"FI", 18),
    (b"FK", 18),
    (b"FO", 18),
    (b"FR", 27),
    (b"GB", 22),
    (b"GE", 22),
    (b"GI", 23),
    (b"GL", 18),
    (b"GR", 27),
    (b"GT", 28),
    (b"HR", 21),
    (b"HU", 28),
    (b"IE", 22),
    (b"IL", 23),
    (b"IQ", 23),
    (b"IS", 26),
    (b"IT", 27),
    (b"JO", 30),
    (b"KW", 30),
    (b"KZ", 20),
    (b"LB", 28),
    (b"LC", 32),
    (b"LI", 21),
    (b"LT", 20),
    (b"LU", 20),
    (b"LV", 21),
    (b"LY", 25),
    (b"MC", 27),
    (b"MD", 24),
    (b"ME", 22),
    (b"MK", 19),
    (b"MN", 20),
    (b"MR", 27),
    (b"MT", 31),
    (b"MU", 30),
    (b"NI", 28),
    (b"NL", 18),
    (b"NO", 15),
    (b"OM", 23),
    (b"PK", 24),
    (b"PL", 28),
    (b"PS", 29),
    (b"PT", 25),
    (b"QA", 29),
    (b"RO", 24),
    (b"RS", 22),
    (b"RU", 33),
    (b"SA", 24),
    (b"SC", 31),
    (b"SD", 18),
    (b"SE", 24),
    (b"SI", 19),
    (b"SK", 24),
    (b"SM", 27),
    (b"SO", 23),
    (b"ST", 25),
    (b"SV", 28),
    (b"TL", 23),
    (b"TN", 24),
    (b"TR", 26),
    (b"UA", 29),
    (b"VA", 22),
    (b"VG", 24),
    (b"XK", 20),
    (b"YE", 30),
];

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
    let Some((_, length)) = LENGTHS.iter().find(|(country, _)| iban.starts_with(&country[..])) else {
        return Match::No;
    };
    if iban.len() != *length {
        return if iban.len().abs_diff(*length) <= 2 { Match::LooksLike } else { Match::No };
    }
    if mod97(rearranged(iban)) == 1 { Match::Valid } else { Match::LooksLike }
}

/// Whether the national key inside an IBAN holds: the French RIB key (France, Monaco) or the Belgian remainder by 97.
/// `None` when the country has no key known here or the cell is no IBAN of the right length.
pub fn inner_key(cell: &[u8]) -> Option<bool> {
    let body = compact(cell)?;
    match body.as_bytes() {
        iban @ ([b'F', b'R', ..] | [b'M', b'C', ..]) if iban.len() == 27 => {
            // Letters count as 1 to 9 in three rows: A J = 1, B K S = 2, … I R Z = 9.
            let digit = |b: u8| match b {
                b'A'..=b'I' => b - b'A' + b'1',
                b'J'..=b'R' => b - b'J' + b'1',
                b'S'..=b'Z' => b - b'S' + b'2',
                digit => digit,
            };
            Some(mod97(iban[4..].iter().map(|b| digit(*b))) == 0)
        }
        iban @ [b'B', b'E', ..] if iban.len() == 16 && iban[4..].iter().all(u8::is_ascii_digit) => {
            let rest = mod97(iban[4..14].iter().copied());
            let key = if rest == 0 { 97 } else { rest };
            Some(u32::from(iban[14] - b'0') * 10 + u32::from(iban[15] - b'0') == key)
        }
        _ => None,
    }
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    match compact(cell) {
        Some(body) => out.extend_from_slice(body.as_bytes()),
        None => out.extend_from_slice(cell),
    }
}

fn masked(cell: &[u8]) -> String {
    let country = cell.get(..2).filter(|c| c.iter().all(u8::is_ascii_alphabetic));
    let country = country.map_or("••".into(), |c| String::from_utf8_lossy(c).to_ascii_uppercase());
    let spaced = if cell.contains(&b' ') { " spaced" } else { "" };
    format!("{country}••{spaced}")
}

fn generate(rng: &mut Seeded) -> String {
    let (country, national) = if rng.below(3) == 0 {
        let account = rng.digits(10);
        let rest = mod97(account.bytes());
        ("BE", format!("{account}{:02}", if rest == 0 { 97 } else { rest }))
    } else {
        let account = rng.digits(21);
        let key = 97 - mod97(account.bytes().chain(*b"00"));
        ("FR", format!("{account}{key:02}"))
    };
    let check = 98 - mod97(national.bytes().chain(country.bytes()).chain(*b"00"));
    format!("{country}{check:02}{national}")
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
            assert_eq!(inner_key(generate(&mut rng).as_bytes()), Some(true));
        }
    }
}
