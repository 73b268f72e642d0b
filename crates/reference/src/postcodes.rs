//! Postcodes in use, by country: France, the United States, Germany and Belgium whole, Canada by its first three letters
//! and digits, Britain by sector (`SW1A 1`).
//!
//! The pack holds one bit for each code that could be: 100 000 for each country of five digits in the order of
//! [`OF_DIGITS`], 10 000 for Belgium, 6 760 for Canada, the last byte of each filled up. Those answers are exact. Britain's
//! sectors are a [`crate::set`].
//!
//! Codes that the post gives to companies alone (CEDEX, boxes, large customers) are mostly not among them.

use crate::set::{Aligned, Set};

static BITS: &[u8] = include_bytes!("../data/postcodes.bin");
static SECTORS_PACK: Aligned<[u8; include_bytes!("../data/gb_sectors.bin").len()]> =
    Aligned(*include_bytes!("../data/gb_sectors.bin"));
// A pack of another format reads as empty, so that the task which builds the packs can itself be built.
static SECTORS: Set<'static> = match Set::new(&SECTORS_PACK.0) {
    Some(set) => set,
    None => Set::EMPTY,
};

/// Countries with codes of digits alone, in the order of the pack.
pub const OF_DIGITS: [&str; 4] = ["FR", "US", "DE", "BE"];
/// Codes that could be, by country, in the order of the pack; Canada is last.
pub const ROOM: [usize; 5] = [100_000, 100_000, 100_000, 10_000, 6_760];

/// Whether a country uses a postcode, written without blanks in capitals (as `keys` bring it) or as usual; of ZIP+4 the
/// first five digits. `None` where there is no list for the country, or the code is not of its form.
pub fn contains(country: &str, code: &[u8]) -> Option<bool> {
    match country {
        "GB" => sector(code).map(|(sector, len)| SECTORS.contains(&sector[..len])),
        "CA" => canadian(code).map(|at| bit(4, at)),
        _ => {
            let at = OF_DIGITS.iter().position(|of| *of == country)?;
            let digits = match code {
                [zip @ .., b'-', _, _, _, _] if country == "US" => zip,
                whole => whole,
            };
            let width = if country == "BE" { 4 } else { 5 };
            (digits.len() == width && digits.iter().all(u8::is_ascii_digit))
                .then(|| bit(at, digits.iter().fold(0, |n, digit| n * 10 + usize::from(digit - b'0'))))
        }
    }
}

/// Share of the codes of a country's form that are in use: what codes drawn alike would show. `None` where there is no list, or
/// (Britain) its form is not counted.
pub fn share_in_use(country: &str) -> Option<f64> {
    let at = if country == "CA" { ROOM.len() - 1 } else { OF_DIGITS.iter().position(|of| *of == country)? };
    let used = (0..ROOM[at]).filter(|&place| bit(at, place)).count();
    Some(used as f64 / ROOM[at] as f64)
}

/// The country that alone writes its codes in this form; `None` for bare digits, which several do.
pub fn country_of_form(code: &[u8]) -> Option<&'static str> {
    let digits = |part: &[u8]| if part.iter().all(u8::is_ascii_digit) { part.len() } else { 0 };
    if let Some(hyphen) = code.iter().position(|&b| b == b'-') {
        match (digits(&code[..hyphen]), digits(&code[hyphen + 1..])) {
            (5, 4) => return Some("US"),
            (4, 3) => return Some("PT"),
            (3, 4) => return Some("JP"),
            _ => {}
        }
    }
    match code {
        [area @ .., b' ', x, y]
            if x.is_ascii_alphabetic() && y.is_ascii_alphabetic() && digits(area) == 4 =>
        {
            Some("NL")
        }
        _ if canadian(code).is_some() => Some("CA"),
        _ => sector(code).filter(|(sector, len)| SECTORS.contains(&sector[..*len])).map(|_| "GB"),
    }
}

fn bit(list: usize, at: usize) -> bool {
    let start: usize = ROOM[..list].iter().map(|room| room.div_ceil(8)).sum();
    BITS.get(start + at / 8).is_some_and(|byte| byte >> (at % 8) & 1 == 1)
}

/// Place of `A1A` among the areas that could be: letter, digit, letter.
pub const fn area_place(letter: u8, digit: u8, last: u8) -> usize {
    ((letter - b'A') as usize * 10 + (digit - b'0') as usize) * 26 + (last - b'A') as usize
}

/// The place of a whole Canadian code's area.
fn canadian(code: &[u8]) -> Option<usize> {
    let (area, rest) = code.split_first_chunk::<3>()?;
    let rest = rest.strip_prefix(b" ").or_else(|| rest.strip_prefix(b"-")).unwrap_or(rest);
    let unit: [u8; 3] = rest.try_into().ok()?;
    let digits = [area[1], unit[0], unit[2]].iter().all(u8::is_ascii_digit);
    let letters = [area[0], area[2], unit[1]].iter().all(u8::is_ascii_alphabetic);
    (digits && letters)
        .then(|| area_place(area[0].to_ascii_uppercase(), area[1], area[2].to_ascii_uppercase()))
}

/// The sector of a whole British code: capitals and digits of the outward part, and the first digit of the inward part.
fn sector(code: &[u8]) -> Option<([u8; 5], usize)> {
    let (outward, [digit, x, y]) = code.split_last_chunk::<3>()?;
    let outward = outward.strip_suffix(b" ").unwrap_or(outward);
    let whole = (2..=4).contains(&outward.len())
        && outward[0].is_ascii_alphabetic()
        && outward.iter().all(u8::is_ascii_alphanumeric)
        && outward.iter().any(u8::is_ascii_digit)
        && digit.is_ascii_digit()
        && x.is_ascii_alphabetic()
        && y.is_ascii_alphabetic();
    let mut sector = [0; 5];
    for (slot, byte) in sector.iter_mut().zip(outward.iter().chain([digit])) {
        *slot = byte.to_ascii_uppercase();
    }
    whole.then_some((sector, outward.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(country: &str, code: &str, expect: Option<bool>) {
        assert_eq!(contains(country, code.as_bytes()), expect, "{country} {code}");
    }

    #[test]
    fn shares_in_use() {
        for (country, low, high) in
            [("FR", 0.05, 0.08), ("US", 0.35, 0.45), ("DE", 0.07, 0.1), ("BE", 0.1, 0.15), ("CA", 0.2, 0.3)]
        {
            let share = share_in_use(country).unwrap();
            assert!((low..high).contains(&share), "{country}: {share}");
        }
        assert_eq!((share_in_use("GB"), share_in_use("ES")), (None, None));
    }

    #[test]
    fn codes_in_use_and_not() {
        check("FR", "75011", Some(true));
        check("FR", "00000", Some(false));
        check("FR", "75379", Some(false));
        check("FR", "7501", None);
        check("US", "10001", Some(true));
        check("US", "90210-1234", Some(true));
        check("US", "00000", Some(false));
        check("DE", "10115", Some(true));
        check("DE", "00100", Some(false));
        check("BE", "1000", Some(true));
        check("BE", "9999", Some(false));
        check("BE", "10000", None);
        check("CA", "H2X 1Y4", Some(true));
        check("CA", "h2x1y4", Some(true));
        check("CA", "Z9Z 9Z9", Some(false));
        check("GB", "SW1A 1AA", Some(true));
        check("GB", "ec1a1aa", Some(true));
        check("GB", "QQ1 1AA", Some(false));
        check("ES", "28001", None);
    }

    #[test]
    fn lists_are_as_long_as_their_countries() {
        let count = |list: usize| (0..ROOM[list]).filter(|&at| bit(list, at)).count();
        for (list, least, most) in
            [(0, 6_000, 7_000), (1, 38_000, 45_000), (2, 8_000, 17_000), (3, 1_000, 1_300), (4, 1_500, 1_800)]
        {
            assert!((least..=most).contains(&count(list)), "{list}: {}", count(list));
        }
        assert!((8_000..14_000).contains(&SECTORS.len()), "{}", SECTORS.len());
    }

    #[test]
    fn forms_of_one_country() {
        for (code, expect) in [
            ("SW1A 1AA", Some("GB")),
            ("H2X 1Y4", Some("CA")),
            ("1012 AB", Some("NL")),
            ("1000-205", Some("PT")),
            ("12345-6789", Some("US")),
            ("150-0001", Some("JP")),
            ("75011", None),
            ("1000", None),
            ("QQ1 1AA", None),
            ("", None),
        ] {
            assert_eq!(country_of_form(code.as_bytes()), expect, "{code}");
        }
    }
}
