//! Tables whose personal values carry marks that cannot occur by chance, and a search for those marks in anything a
//! program put out. A privacy test feeds the first to every command and the second with every byte that came back.
//!
//! A mark of letters is a nonsense word of thirteen letters, a mark of digits a fixed run inside a number that is
//! otherwise valid (IBAN, card, NIR and phone keep their checks, so that nothing is thrown out before it is read).

mod search;
mod table;

pub use search::{Found, find_marker};
pub use table::{Column, MarkedTable};

/// Start of every mark of letters: no language has it.
pub(crate) const LETTERS: &str = "zqvxkjwq";
/// Letters after [`LETTERS`]: the number of the mark in base 26.
pub(crate) const TAIL: usize = 5;

/// Starts of marks of digits, each with its kind. Three digits follow, the number of the mark modulo 1 000.
pub(crate) const DIGITS: [(Kind, &str); 5] = [
    (Kind::Phone, "0673918"),
    (Kind::Phone, "33673918"),
    (Kind::Card, "497391846"),
    (Kind::Iban, "73918460"),
    (Kind::Nir, "1850573918"),
];

/// What a marked value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word of letters, wherever it stands: name, address, user name, password, free text.
    Word,
    /// French mobile number.
    Phone,
    /// Payment card number that passes the Luhn check.
    Card,
    /// French IBAN whose outer and inner checks hold.
    Iban,
    /// French social security number whose key holds.
    Nir,
}

/// The marked word with this number (modulo 26⁵), in lower case.
pub fn word(number: u64) -> String {
    let mut tail = [b'a'; TAIL];
    let mut rest = number;
    for letter in tail.iter_mut().rev() {
        *letter = b'a' + (rest % 26) as u8;
        rest /= 26;
    }
    LETTERS.chars().chain(tail.map(char::from)).collect()
}

/// The marked word with a capital.
pub fn name(number: u64) -> String {
    let word = word(number);
    word[..1].to_ascii_uppercase() + &word[1..]
}

/// A marked mobile number in one of four ways of writing.
pub fn phone(number: u64) -> String {
    let tail = number % 1_000;
    match number % 4 {
        0 => format!("0673918{tail:03}"),
        1 => format!("06 73 91 8{} {:02}", tail / 100, tail % 100),
        2 => format!("+33673918{tail:03}"),
        _ => format!("06.73.91.8{}.{:02}", tail / 100, tail % 100),
    }
}

/// A marked card number of sixteen digits.
pub fn card(number: u64) -> String {
    let head = format!("497391846{:03}000", number % 1_000);
    let sum = head.bytes().rev().enumerate().fold(0, |sum, (at, digit)| {
        let digit = u32::from(digit - b'0') * if at % 2 == 0 { 2 } else { 1 };
        sum + digit / 10 + digit % 10
    });
    format!("{head}{}", (10 - sum % 10) % 10)
}

/// A marked French IBAN, without spaces.
pub fn iban(number: u64) -> String {
    let (bank, branch, account) = (30_001_u64, 794_u64, 73_918_460_000 + number % 1_000);
    // The RIB key: 97 − (89·bank + 15·branch + 3·account) mod 97.
    let key = 97 - (89 * bank + 15 * branch + 3 * account) % 97;
    let inner = format!("{bank:05}{branch:05}{account:011}{key:02}");
    // ISO 7064 mod 97-10 over the inner number, then "FR00" with F = 15 and R = 27.
    let rest =
        inner.bytes().chain(*b"152700").fold(0, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
    format!("FR{:02}{inner}", 98 - rest)
}

/// A marked French social security number with its key.
pub fn nir(number: u64) -> String {
    let body = format!("1850573918{:03}", number % 1_000);
    let rest = body.bytes().fold(0, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
    format!("{body}{:02}", 97 - rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_unique_and_spelt_in_letters() {
        assert_eq!(word(0), "zqvxkjwqaaaaa");
        assert_eq!(word(27), "zqvxkjwqaaabb");
        assert_eq!(name(1), "Zqvxkjwqaaaab");
        assert_ne!(word(100_000), word(200_000));
    }

    #[test]
    fn numbers_pass_their_checks() {
        for number in 0..1_000 {
            let luhn: u32 = card(number).bytes().rev().enumerate().fold(0, |sum, (at, digit)| {
                let digit = u32::from(digit - b'0') * if at % 2 == 1 { 2 } else { 1 };
                sum + digit / 10 + digit % 10
            });
            assert_eq!((card(number).len(), luhn % 10), (16, 0));
            let iban = iban(number);
            assert_eq!(iban.len(), 27);
            let moved = format!("{}{}", &iban[4..], iban[..4].replace('F', "15").replace('R', "27"));
            assert_eq!(moved.bytes().fold(0, |rest, d| (rest * 10 + u32::from(d - b'0')) % 97), 1);
            let nir = nir(number);
            let (body, key) = nir.split_at(13);
            assert_eq!(body.parse::<u64>().unwrap() % 97 + key.parse::<u64>().unwrap(), 97);
        }
    }
}
