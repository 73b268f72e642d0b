//! National account numbers inside an IBAN: the structure each country registered, and the key some of them carry.

use super::digits::{luhn, mod11_10, mod97, number, weighted};
use super::italian;
use super::pattern::runs_fit;

/// Structure of the national part by country, from the SWIFT IBAN registry: a length and `n` (digits), `a` (capitals) or
/// `c` (either), repeated. Sorted by country.
const STRUCTURES: &[(&[u8; 2], &str)] = &[
    (b"AD", "8n12c"),
    (b"AE", "19n"),
    (b"AL", "8n16c"),
    (b"AT", "16n"),
    (b"AZ", "4a20c"),
    (b"BA", "16n"),
    (b"BE", "12n"),
    (b"BG", "4a6n8c"),
    (b"BH", "4a14c"),
    (b"BI", "23n"),
    (b"BR", "23n1a1c"),
    (b"BY", "4c4n16c"),
    (b"CH", "5n12c"),
    (b"CR", "18n"),
    (b"CY", "8n16c"),
    (b"CZ", "20n"),
    (b"DE", "18n"),
    (b"DJ", "23n"),
    (b"DK", "14n"),
    (b"DO", "4c20n"),
    (b"EE", "16n"),
    (b"EG", "25n"),
    (b"ES", "20n"),
    (b"FI", "14n"),
    (b"FK", "2a12n"),
    (b"FO", "14n"),
    (b"FR", "10n11c2n"),
    (b"GB", "4a14n"),
    (b"GE", "2a16n"),
    (b"GI", "4a15c"),
    (b"GL", "14n"),
    (b"GR", "7n16c"),
    (b"GT", "24c"),
    (b"HN", "4a20n"),
    (b"HR", "17n"),
    (b"HU", "24n"),
    (b"IE", "4a14n"),
    (b"IL", "19n"),
    (b"IQ", "4a15n"),
    (b"IS", "22n"),
    (b"IT", "1a10n12c"),
    (b"JO", "4a4n18c"),
    (b"KW", "4a22c"),
    (b"KZ", "3n13c"),
    (b"LB", "4n20c"),
    (b"LC", "4a24c"),
    (b"LI", "5n12c"),
    (b"LT", "16n"),
    (b"LU", "3n13c"),
    (b"LV", "4a13c"),
    (b"LY", "21n"),
    (b"MC", "10n11c2n"),
    (b"MD", "20c"),
    (b"ME", "18n"),
    (b"MK", "3n10c2n"),
    (b"MN", "16n"),
    (b"MR", "23n"),
    (b"MT", "4a5n18c"),
    (b"MU", "4a19n3a"),
    (b"NI", "4a20n"),
    (b"NL", "4a10n"),
    (b"NO", "11n"),
    (b"OM", "3n16c"),
    (b"PK", "4a16c"),
    (b"PL", "24n"),
    (b"PS", "4a21c"),
    (b"PT", "21n"),
    (b"QA", "4a21c"),
    (b"RO", "4a16c"),
    (b"RS", "18n"),
    (b"RU", "14n15c"),
    (b"SA", "2n18c"),
    (b"SC", "4a20n3a"),
    (b"SD", "14n"),
    (b"SE", "20n"),
    (b"SI", "15n"),
    (b"SK", "20n"),
    (b"SM", "1a10n12c"),
    (b"SO", "19n"),
    (b"ST", "21n"),
    (b"SV", "4a20n"),
    (b"TL", "19n"),
    (b"TN", "20n"),
    (b"TR", "6n16c"),
    (b"UA", "6n19c"),
    (b"VA", "18n"),
    (b"VG", "4a16c"),
    (b"XK", "16n"),
    (b"YE", "4a4n18c"),
];

/// The structure a country registered.
pub fn structure(country: &[u8]) -> Option<&'static str> {
    let at = STRUCTURES.binary_search_by(|(code, _)| code[..].cmp(country)).ok()?;
    Some(STRUCTURES[at].1)
}

/// Every country with its structure.
pub fn structures() -> impl Iterator<Item = (&'static str, &'static str)> {
    STRUCTURES.iter().filter_map(|(code, structure)| Some((std::str::from_utf8(&code[..]).ok()?, *structure)))
}

/// Whether the national part (capitals and digits) has the structure.
pub fn fits(structure: &str, national: &[u8]) -> bool {
    runs_fit(structure, national)
}

/// Whether the key inside a national account number holds; `None` for countries that have none, or have one for some of
/// their banks only (Germany, United Kingdom, Netherlands).
///
/// From the European Committee for Banking Standards, Register of European Account Numbers (TR201), and the national
/// rules it names: CFONB (RIB), Febelfin, AEB (código cuenta cliente), ABI (CIN), Banco de Portugal (NIB).
pub fn key_holds(country: &[u8], national: &[u8]) -> Option<bool> {
    if !fits(structure(country)?, national) {
        return None;
    }
    let digits = |from: usize, to: usize| number(&national[from..to]).unwrap_or(0);
    Some(match country {
        b"FR" | b"MC" => mod97(national.iter().map(|b| rib_digit(*b))) == 0,
        b"BE" => {
            let rest = digits(0, 10) % 97;
            digits(10, 12) == if rest == 0 { 97 } else { rest }
        }
        b"ES" => {
            let key = |digits: &[u8], weights: &[u32]| match 11 - weighted(digits, weights) % 11 {
                11 => b'0',
                10 => b'1',
                key => b'0' + key as u8,
            };
            key(&national[..8], &[4, 8, 5, 10, 9, 7, 3, 6]) == national[8]
                && key(&national[10..], &[1, 2, 4, 8, 5, 10, 9, 7, 3, 6]) == national[9]
        }
        b"IT" | b"SM" => italian::control(&national[1..]) == national[0],
        b"PT" | b"SI" | b"RS" | b"ME" | b"MK" | b"BA" | b"XK" | b"TL" => mod97(national.iter().copied()) == 1,
        b"NO" => weighted(national, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11),
        b"FI" => luhn(national),
        b"HR" => mod11_10(&national[..6]) == national[6] && mod11_10(&national[7..16]) == national[16],
        b"PL" => weighted(&national[..8], &[3, 9, 7, 1, 3, 9, 7, 1]).is_multiple_of(10),
        b"HU" => {
            const WEIGHTS: &[u32] = &[9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3, 1];
            weighted(&national[..8], WEIGHTS).is_multiple_of(10)
                && weighted(&national[8..], WEIGHTS).is_multiple_of(10)
        }
        b"CZ" | b"SK" => {
            weighted(&national[4..10], &[10, 5, 8, 4, 2, 1]).is_multiple_of(11)
                && weighted(&national[10..], &[6, 3, 7, 9, 10, 5, 8, 4, 2, 1]).is_multiple_of(11)
        }
        _ => return None,
    })
}

/// Letters of a French account count as 1 to 9 in three rows: A J = 1, B K S = 2, … I R Z = 9.
const fn rib_digit(b: u8) -> u8 {
    match b {
        b'A'..=b'I' => b - b'A' + b'1',
        b'J'..=b'R' => b - b'J' + b'1',
        b'S'..=b'Z' => b - b'S' + b'2',
        digit => digit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structures_are_sorted_and_have_one_length() {
        assert!(STRUCTURES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[track_caller]
    fn holds(iban: &str, expect: Option<bool>) {
        let bytes = iban.as_bytes();
        assert_eq!(key_holds(&bytes[..2], &bytes[4..]), expect, "{iban}");
    }

    /// Examples of the SWIFT registry, all of whose national keys hold, and the same with a damaged digit.
    #[test]
    fn keys_of_the_registry_examples() {
        holds("FR1420041010050500013M02606", Some(true));
        holds("FR1420041010050500013M02607", Some(false));
        holds("MC5811222000010123456789030", Some(true));
        holds("BE68539007547034", Some(true));
        holds("BE68539007547035", Some(false));
        holds("ES9121000418450200051332", Some(true));
        holds("ES9121000418460200051332", Some(false));
        holds("IT60X0542811101000000123456", Some(true));
        holds("IT60Y0542811101000000123456", Some(false));
        holds("SM86U0322509800000000270100", Some(true));
        holds("PT50000201231234567890154", Some(true));
        holds("PT50000201231234567890155", Some(false));
        holds("SI56263300012039086", Some(true));
        holds("RS35260005601001611379", Some(true));
        holds("ME25505000012345678951", Some(true));
        holds("MK07250120000058984", Some(true));
        holds("BA391290079401028494", Some(true));
        holds("XK051212012345678906", Some(true));
        holds("NO9386011117947", Some(true));
        holds("NO9386011117948", Some(false));
        holds("FI2112345600000785", Some(true));
        holds("HR1210010051863000160", Some(true));
        holds("PL61109010140000071219812874", Some(true));
        holds("HU42117730161111101800000000", Some(true));
        holds("CZ6508000000192000145399", Some(true));
        holds("SK3112000000198742637541", Some(true));
        holds("SK3112000000198742637542", Some(false));
        holds("DE89370400440532013000", None);
        holds("FR14", None);
    }
}
