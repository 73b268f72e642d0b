//! Checksums a user's type may name.

use crate::form::digits;

/// Most characters a checksum reads; longer numbers fail.
const LONGEST: usize = 64;
/// Fewest characters of a number that has a checksum.
const SHORTEST: usize = 4;

/// A checksum by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Checksum {
    /// Its name in a file.
    pub(super) name: &'static str,
    /// What it is, for people.
    pub(super) about: &'static str,
    alphabet: Alphabet,
    holds: fn(&[u8]) -> bool,
}

/// Which characters of a cell count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Digits,
    /// Digits, and an X (10) at the end.
    DigitsX,
    /// Digits and letters (10 to 35).
    Letters,
    /// As `Letters`, and a `*` (36).
    LettersStar,
}

/// Every checksum, in the order messages list them. Functions are given values, not characters.
pub(super) static CHECKSUMS: &[Checksum] = &[
    checksum("luhn", "Luhn's, of cards (ISO/IEC 7812-1)", Alphabet::Digits, luhn),
    checksum("ean", "of EAN and UPC codes, weights 3 and 1 (GS1)", Alphabet::Digits, ean),
    checksum("verhoeff", "Verhoeff's (1969)", Alphabet::Digits, verhoeff),
    checksum("damm", "Damm's (2004)", Alphabet::Digits, damm),
    checksum("mod11", "weights 1, 2, 3 … from the right, of ISBN-10", Alphabet::DigitsX, mod11),
    checksum("mod11-2", "ISO 7064, of ISNI and ORCID", Alphabet::DigitsX, |v| pure(v, 11)),
    checksum("mod11-10", "ISO 7064, of the German tax number", Alphabet::Digits, |v| hybrid(v, 10)),
    checksum("mod37-2", "ISO 7064, of blood donations (ISBT 128)", Alphabet::LettersStar, |v| pure(v, 37)),
    checksum("mod37-36", "ISO 7064, of GRid", Alphabet::Letters, |v| hybrid(v, 36)),
    checksum(
        "mod97-10",
        "ISO 7064, of LEI; an IBAN's with its first four characters last",
        Alphabet::Letters,
        |v| remainder(v, 97) == 1,
    ),
    checksum(
        "mod97-key",
        "the last two digits are 97 less what the others leave by 97",
        Alphabet::Digits,
        |v| {
            let (body, key) = v.split_at(v.len().saturating_sub(2));
            let key = remainder(key, 100);
            (1..=97).contains(&key) && key == 97 - remainder(body, 97)
        },
    ),
];

const fn checksum(
    name: &'static str,
    about: &'static str,
    alphabet: Alphabet,
    holds: fn(&[u8]) -> bool,
) -> Checksum {
    Checksum { name, about, alphabet, holds }
}

impl Checksum {
    /// The checksum of this name.
    pub(super) fn by_name(name: &str) -> Option<Self> {
        CHECKSUMS.iter().copied().find(|one| one.name == name)
    }

    /// Whether a cell's number passes; what is not of the checksum's alphabet is passed over. Never allocates.
    pub(super) fn holds(self, cell: &[u8]) -> bool {
        let (mut values, mut len) = ([0; LONGEST], 0);
        for (at, &byte) in cell.iter().enumerate() {
            let last = at + 1 == cell.len();
            let Some(value) = self.alphabet.value(byte, last) else { continue };
            let Some(slot) = values.get_mut(len) else { return false };
            (*slot, len) = (value, len + 1);
        }
        let values = &values[..len];
        // Noughts pass most checksums and are nobody's number.
        len >= SHORTEST && values.iter().any(|v| *v != 0) && (self.holds)(values)
    }

    /// Whether a cell is a number of its alphabet, in groups perhaps: what it looks like where no pattern says so.
    pub(super) fn fits(self, cell: &[u8]) -> bool {
        let is_last = |at: usize| at + 1 == cell.len();
        let fits = |(at, &b): (usize, &u8)| {
            self.alphabet.value(b, is_last(at)).is_some() || matches!(b, b' ' | b'-' | b'.' | b'/')
        };
        let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
        digits >= SHORTEST && cell.iter().enumerate().all(fits)
    }
}

impl Alphabet {
    const fn value(self, byte: u8, last: bool) -> Option<u8> {
        match (byte, self) {
            (b'0'..=b'9', _) => Some(byte - b'0'),
            (b'X' | b'x', Self::DigitsX) if last => Some(10),
            (b'A'..=b'Z', Self::Letters | Self::LettersStar) => Some(byte - b'A' + 10),
            (b'a'..=b'z', Self::Letters | Self::LettersStar) => Some(byte - b'a' + 10),
            (b'*', Self::LettersStar) => Some(36),
            _ => None,
        }
    }
}

fn luhn(values: &[u8]) -> bool {
    let (mut ascii, len) = ([b'0'; LONGEST], values.len());
    for (slot, value) in ascii.iter_mut().zip(values) {
        *slot = b'0' + value;
    }
    digits::luhn(&ascii[..len])
}

fn ean(values: &[u8]) -> bool {
    let weighted = values.iter().rev().zip([1, 3].into_iter().cycle()).map(|(v, w)| u32::from(*v) * w);
    weighted.sum::<u32>().is_multiple_of(10)
}

fn mod11(values: &[u8]) -> bool {
    values.iter().rev().zip(1..).map(|(v, w)| u32::from(*v) * w).sum::<u32>().is_multiple_of(11)
}

/// ISO 7064, pure systems of radix 2.
fn pure(values: &[u8], modulus: u32) -> bool {
    values.iter().fold(0, |rest, v| (rest * 2 + u32::from(*v)) % modulus) == 1
}

/// ISO 7064, hybrid systems.
fn hybrid(values: &[u8], modulus: u32) -> bool {
    let Some((check, body)) = values.split_last() else { return false };
    let product = body.iter().fold(modulus, |product, v| {
        let sum = match (product + u32::from(*v)) % modulus {
            0 => modulus,
            sum => sum,
        };
        sum * 2 % (modulus + 1)
    });
    (product + u32::from(*check)) % modulus == 1
}

/// Remainder of the number written by the values, letters as their two digits.
fn remainder(values: &[u8], modulus: u32) -> u32 {
    values.iter().fold(0, |rest, v| {
        let shift = if *v > 9 { 100 } else { 10 };
        (rest * shift + u32::from(*v)) % modulus
    })
}

/// Verhoeff, *Error Detecting Decimal Codes* (1969): the dihedral group of ten and a permutation by place.
fn verhoeff(values: &[u8]) -> bool {
    const TURNS: [[u8; 10]; 8] = {
        let first = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        let mut turns = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]; 8];
        let mut place = 1;
        while place < 8 {
            let mut digit = 0;
            while digit < 10 {
                turns[place][digit] = turns[place - 1][first[digit] as usize];
                digit += 1;
            }
            place += 1;
        }
        turns
    };
    let dihedral = |a: u8, b: u8| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b - 5) % 5,
        (false, true) => 5 + (a - b) % 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let turned = values.iter().rev().zip(TURNS.iter().cycle()).map(|(v, turn)| turn[usize::from(*v)]);
    turned.fold(0, dihedral) == 0
}

/// Damm, *Total anti-symmetrische Quasigruppen* (2004): the quasigroup of order ten.
fn damm(values: &[u8]) -> bool {
    const GROUP: [[u8; 10]; 10] = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
        [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
        [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
        [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
        [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
        [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
        [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ];
    values.iter().fold(0u8, |row, v| GROUP[usize::from(row)][usize::from(*v)]) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers as their standards, registers and python-stdnum (2.2) publish them.
    const PUBLISHED: &[(&str, &[&str])] = &[
        ("luhn", &["79927398713", "7992 7398 713", "4539148803436467"]),
        ("ean", &["4006381333931", "73513537", "036000291452"]),
        ("verhoeff", &["12340", "123451", "84736430954837284567892"]),
        ("damm", &["5724", "112946"]),
        ("mod11", &["0306406152", "0-8044-2957-X"]),
        ("mod11-2", &["0000-0002-1825-0097", "0000-0002-1694-233X", "0000000121032683"]),
        ("mod11-10", &["794623", "36574261809"]),
        ("mod37-2", &["G123489654321Y", "G123498654321H"]),
        ("mod37-36", &["A12425GABC1234002M"]),
        ("mod97-10", &["9999123456789012141490", "213800KUD8LAJWSQ9D15"]),
        ("mod97-key", &["93051822361", "2 55 08 14 168 025 38"]),
    ];

    #[test]
    fn published_numbers_pass_and_no_other_digit_does_in_their_place() {
        assert_eq!(PUBLISHED.len(), CHECKSUMS.len());
        for (name, numbers) in PUBLISHED {
            let checksum = Checksum::by_name(name).unwrap_or_else(|| panic!("no checksum {name}"));
            for number in *numbers {
                assert!(checksum.holds(number.as_bytes()), "{name}: {number}");
                assert!(checksum.fits(number.as_bytes()), "{name}: {number}");
                for place in 0..number.len() {
                    for digit in (b'0'..=b'9').filter(|_| number.as_bytes()[place].is_ascii_digit()) {
                        let mut bad = number.as_bytes().to_vec();
                        bad[place] = digit;
                        let same = digit == number.as_bytes()[place];
                        assert_eq!(checksum.holds(&bad), same, "{name}: {number} with {digit} at {place}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_number_has_no_checksum() {
        for checksum in CHECKSUMS {
            for cell in ["", "0", "00", "0000000000", "-", "·····", &"0".repeat(LONGEST + 1)] {
                assert!(!checksum.holds(cell.as_bytes()), "{}: {cell}", checksum.name);
            }
        }
        assert!(Checksum::by_name("crc32").is_none());
    }
}
