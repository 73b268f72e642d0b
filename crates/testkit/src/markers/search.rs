use memchr::memmem;

use super::{DIGITS, Kind, LETTERS, TAIL};

/// A mark that came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was marked.
    pub kind: Kind,
    /// Number of the mark; `None` where the form hides it (base 64, hexadecimal). Digits give it modulo 1 000.
    pub number: Option<u64>,
    /// How it was written: `plain`, `percent-encoded`, `escaped`, `base64`, `hexadecimal`, `utf-16`, `joined digits`.
    pub form: &'static str,
    /// Byte offset, in the haystack for `plain`, `base64` and `hexadecimal`, else in its decoded form.
    pub at: usize,
}

/// The first mark in the haystack, whatever its case and however it is wrapped: percent-encoded, as JSON or HTML
/// escapes, in base 64 (both alphabets, any alignment), in hexadecimal, in UTF-16, or as digits set apart by spaces
/// and punctuation.
pub fn find_marker(haystack: &[u8]) -> Option<Found> {
    let plain = haystack.to_ascii_lowercase();
    word_in(&plain, "plain")
        .or_else(|| digits_in(&plain, "plain"))
        .or_else(|| digits_in(&joined_digits(&plain), "joined digits"))
        .or_else(|| decoded(&percent_decoded(&plain), "percent-encoded"))
        .or_else(|| decoded(&unescaped(&plain), "escaped"))
        .or_else(|| decoded(&plain.iter().copied().filter(|&b| b != 0).collect::<Vec<_>>(), "utf-16"))
        .or_else(|| encoded(haystack, &plain))
}

fn decoded(text: &[u8], form: &'static str) -> Option<Found> {
    let text = text.to_ascii_lowercase();
    word_in(&text, form).or_else(|| digits_in(&text, form)).or_else(|| digits_in(&joined_digits(&text), form))
}

fn word_in(text: &[u8], form: &'static str) -> Option<Found> {
    let at = memmem::find(text, LETTERS.as_bytes())?;
    let tail = text.get(at + LETTERS.len()..at + LETTERS.len() + TAIL);
    let tail = tail.filter(|t| t.iter().all(u8::is_ascii_lowercase));
    let number = tail.map(|t| t.iter().fold(0, |n, &letter| n * 26 + u64::from(letter - b'a')));
    Some(Found { kind: Kind::Word, number, form, at })
}

fn digits_in(text: &[u8], form: &'static str) -> Option<Found> {
    DIGITS.iter().find_map(|&(kind, start)| {
        let at = memmem::find(text, start.as_bytes())?;
        let tail =
            text.get(at + start.len()..at + start.len() + 3).filter(|t| t.iter().all(u8::is_ascii_digit));
        let number = tail.map(|t| t.iter().fold(0, |n, &digit| n * 10 + u64::from(digit - b'0')));
        Some(Found { kind, number, form, at })
    })
}

fn percent_decoded(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let byte =
            (text[at] == b'%').then(|| text.get(at + 1..at + 3).and_then(|pair| number(pair, 16))).flatten();
        out.push(byte.map_or(text[at], |b| b as u8));
        at += if byte.is_some() { 3 } else { 1 };
    }
    out
}

/// `\u007a`, `\x7a`, `&#122;` and `&#x7a;` as what they stand for; characters beyond ASCII as they are.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (value, len) = if rest.starts_with(b"\\u") {
            (rest.get(2..6).and_then(|digits| number(digits, 16)), 6)
        } else if rest.starts_with(b"\\x") {
            (rest.get(2..4).and_then(|digits| number(digits, 16)), 4)
        } else if rest.starts_with(b"&#") {
            let end = rest.iter().take(10).position(|&b| b == b';').unwrap_or(2);
            let hex = rest.get(2) == Some(&b'x');
            (number(&rest[(2 + usize::from(hex)).min(end)..end], if hex { 16 } else { 10 }), end + 1)
        } else {
            (None, 1)
        };
        if let Some(byte) = value.and_then(|v| u8::try_from(v).ok()).filter(u8::is_ascii) {
            out.push(byte);
            at += len;
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
    out
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()
}

/// The text without what people put between digits, so that `06 73 91 8` reads `0673918`.
fn joined_digits(text: &[u8]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    let mut pending = 0;
    for &byte in text {
        if byte.is_ascii_digit() {
            pending = 0;
        } else if out.last().is_some_and(u8::is_ascii_digit) || pending > 0 {
            if pending < 2 && b" .-_/()".contains(&byte) {
                pending += 1;
                continue;
            }
            pending = 0;
        }
        out.push(byte);
    }
    out
}

/// Marks inside base 64 or hexadecimal: the starts of all marks, encoded in every way, sought as they would stand.
fn encoded(haystack: &[u8], plain: &[u8]) -> Option<Found> {
    let capital = LETTERS[..1].to_ascii_uppercase() + &LETTERS[1..];
    let words = [LETTERS.to_owned(), LETTERS.to_ascii_uppercase(), capital].map(|w| (Kind::Word, w));
    let starts = words.into_iter().chain(DIGITS.map(|(kind, digits)| (kind, digits.to_owned())));
    for (kind, start) in starts {
        if let Some(at) = memmem::find(plain, &hexadecimal(start.as_bytes())) {
            return Some(Found { kind, number: None, form: "hexadecimal", at });
        }
        for skip in 0..3 {
            if let Some(at) = memmem::find(haystack, &base64_core(start.as_bytes(), skip)) {
                return Some(Found { kind, number: None, form: "base64", at });
            }
        }
    }
    None
}

/// Lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// What base 64 always writes for these bytes when they start `skip` bytes into a group of three. Marks hold only
/// letters and digits, whose six-bit groups never reach `+`, `/`, `-` or `_`: both alphabets write them alike.
fn base64_core(bytes: &[u8], skip: usize) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |at: usize| (bytes[at / 8] >> (7 - at % 8)) & 1;
    // The first whole six-bit group after the bytes that stand before the mark.
    let first = (6 - skip * 8 % 6) % 6;
    let groups = (bytes.len() * 8 - first) / 6;
    let value = |group: usize| (0..6).fold(0, |v, k| v << 1 | bit(first + group * 6 + k));
    (0..groups).map(|group| ALPHABET[usize::from(value(group))]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;

    #[track_caller]
    fn check(haystack: &[u8], expect: Option<(Kind, Option<u64>, &str)>) {
        let found = find_marker(haystack);
        assert_eq!(found.as_ref().map(|f| (f.kind, f.number, f.form)), expect);
    }

    fn base64(bytes: &[u8]) -> String {
        // By way of bits, apart from the code under test.
        let bits: Vec<u8> = bytes.iter().flat_map(|b| (0..8).map(move |k| (b >> (7 - k)) & 1)).collect();
        let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
        bits.chunks(6)
            .map(|six| alphabet[six.iter().chain(&[0; 6]).take(6).fold(0, |v, &b| v << 1 | usize::from(b))])
            .collect()
    }

    #[test]
    fn plain_in_any_case() {
        check(word(12).as_bytes(), Some((Kind::Word, Some(12), "plain")));
        check(format!("x{}@y", word(700).to_uppercase()).as_bytes(), Some((Kind::Word, Some(700), "plain")));
        check(b"zqvxkjwq", Some((Kind::Word, None, "plain")));
        check(phone(0).as_bytes(), Some((Kind::Phone, Some(0), "plain")));
        check(card(321).as_bytes(), Some((Kind::Card, Some(321), "plain")));
        check(iban(5).as_bytes(), Some((Kind::Iban, Some(5), "plain")));
        check(nir(77).as_bytes(), Some((Kind::Nir, Some(77), "plain")));
    }

    #[test]
    fn wrapped() {
        let each = |word: String, show: fn(u32) -> String| -> String {
            word.chars().map(|c| show(u32::from(c))).collect::<Vec<_>>().concat()
        };
        let percent = each(word(3), |c| format!("%{c:02X}"));
        check(percent.as_bytes(), Some((Kind::Word, Some(3), "percent-encoded")));
        let json = each(word(4), |c| format!("\\u{c:04x}"));
        check(json.as_bytes(), Some((Kind::Word, Some(4), "escaped")));
        let html = each(word(5), |c| format!("&#{c};"));
        check(html.as_bytes(), Some((Kind::Word, Some(5), "escaped")));
        let utf16: Vec<u8> = word(6).encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, Some((Kind::Word, Some(6), "utf-16")));
        let hex = each(name(7), |c| format!("{c:02X}"));
        check(hex.as_bytes(), Some((Kind::Word, None, "hexadecimal")));
        for before in ["", "a", "ab", "abc"] {
            let text = base64(format!("{before}{}!", name(8)).as_bytes());
            check(text.as_bytes(), Some((Kind::Word, None, "base64")));
            let text = base64(format!("{before}{}!", iban(8)).as_bytes());
            check(text.as_bytes(), Some((Kind::Iban, None, "base64")));
        }
        for number in 1..4 {
            assert_eq!(find_marker(phone(number).as_bytes()).map(|f| f.number), Some(Some(number)));
        }
        check(b"4973 9184 6123 0000", Some((Kind::Card, Some(123), "joined digits")));
    }

    #[test]
    fn nothing_where_there_is_nothing() {
        check(b"", None);
        check(b"zqvx kjwq %zz \\u00 &#; &#99999999; 06 73 91 7", None);
        check("masked +33 6 •• •• 18 999, rows 673918, 73918".as_bytes(), None);
    }
}
