//! The normal form of any cell: lower case, no accents, single spaces. What a type says nothing else of is compared so.

use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Trims ASCII white space, and cuts nothing else.
#[inline]
pub fn trim(cell: &[u8]) -> &[u8] {
    match cell {
        [first, .., last] if *first > b' ' && *last > b' ' => cell,
        _ => cell.trim_ascii(),
    }
}

/// Whether [`normalise`] would give the cell back unchanged; `false` may also be said of a cell that would.
#[inline]
pub fn is_normal(cell: &[u8]) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Bytes that are normal, beside a single one.
    const FILL: u64 = 0x6161_6161_6161_6100;
    // Per byte: bit 7 set if the byte is in b'A'..=b'Z', for bytes below 0x80 (Mycroft's range test without carries).
    let upper = |word: u64| {
        let low = word & !HIGH;
        (low + 0x3f3f_3f3f_3f3f_3f3f) & !(low + 0x2525_2525_2525_2525) & HIGH
    };
    // Bit 7 set if the byte is a space or below.
    let blank = |word: u64| !((word & !HIGH) + 0x5f5f_5f5f_5f5f_5f5f) & HIGH;
    let odd = |word: u64| (word & HIGH) | upper(word) | blank(word);
    // Short cells are read by overlapping halves, long ones by eight bytes with the last eight over again.
    let mut all = 0;
    if let (Some(first), Some(last)) = (cell.first_chunk::<8>(), cell.last_chunk::<8>()) {
        all = odd(u64::from_le_bytes(*first)) | odd(u64::from_le_bytes(*last));
        if cell.len() > 16 {
            for word in cell.as_chunks::<8>().0 {
                all |= odd(u64::from_le_bytes(*word));
            }
        }
    } else if let (Some(first), Some(last)) = (cell.first_chunk::<4>(), cell.last_chunk::<4>()) {
        all = odd(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)));
    } else {
        for &byte in cell {
            all |= odd(u64::from(byte) | FILL);
        }
    }
    all == 0
}

/// Appends the normal form of a trimmed cell: lower case, accents and other marks removed (NFD), runs of white space
/// as one space. Bytes that are not UTF-8 stay as they are.
pub fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    if cell.is_ascii() {
        let mut space = false;
        let start = out.len();
        out.extend_from_slice(cell);
        out[start..].make_ascii_lowercase();
        if has_odd_space(&out[start..]) {
            out.truncate(start);
            for &byte in cell {
                if byte.is_ascii_whitespace() {
                    space = true;
                    continue;
                }
                if std::mem::take(&mut space) {
                    out.push(b' ');
                }
                out.push(byte.to_ascii_lowercase());
            }
        }
        return;
    }
    if !latin(cell, out) {
        any_script(cell, out);
    }
}

/// [`any_script`] for cells of ASCII and Latin letters whose marks come off: most accented names. `false`, and nothing
/// appended, for others.
fn latin(cell: &[u8], out: &mut Vec<u8>) -> bool {
    /// The letter without marks of each character from U+00C0 to U+017F; 0 where it is not one byte.
    static LETTERS: LazyLock<[u8; 192]> = LazyLock::new(|| {
        std::array::from_fn(|at| {
            let mut folded = Vec::new();
            let letter = char::from_u32(0xc0 + at as u32).unwrap_or_default();
            any_script(letter.encode_utf8(&mut [0; 4]).as_bytes(), &mut folded);
            if let [byte] = folded[..] { byte } else { 0 }
        })
    });
    let letters: &[u8; 192] = &LETTERS;
    let start = out.len();
    let mut space = false;
    let mut bytes = cell.iter();
    while let Some(&byte) = bytes.next() {
        let folded = match byte {
            0..=0x7f if char::from(byte).is_whitespace() => {
                space = true;
                continue;
            }
            0..=0x7f => byte.to_ascii_lowercase(),
            0xc3..=0xc5 => match bytes.next() {
                Some(&low @ 0x80..=0xbf) => letters[usize::from(byte - 0xc3) << 6 | usize::from(low & 0x3f)],
                _ => 0,
            },
            _ => 0,
        };
        if folded == 0 {
            out.truncate(start);
            return false;
        }
        if std::mem::take(&mut space) {
            out.push(b' ');
        }
        out.push(folded);
    }
    true
}

/// The rule itself, for text of any script.
fn any_script(cell: &[u8], out: &mut Vec<u8>) {
    let mut space = false;
    let mut buffer = [0; 4];
    for chunk in cell.utf8_chunks() {
        for c in chunk.valid().nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
            if c.is_whitespace() {
                space = true;
                continue;
            }
            if std::mem::take(&mut space) {
                out.push(b' ');
            }
            out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
        }
        out.extend_from_slice(chunk.invalid());
    }
}

/// Whether a cell holds white space other than single spaces.
fn has_odd_space(cell: &[u8]) -> bool {
    let mut before = false;
    cell.iter().any(|&byte| {
        let space = byte.is_ascii_whitespace();
        let odd = space && (before || byte != b' ');
        before = space;
        odd
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn normal(cell: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        normalise(cell, &mut out);
        out
    }

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(normal(one.as_bytes()) == normal(other.as_bytes()), same, "{one:?} and {other:?}");
    }

    #[test]
    fn pairs_that_meet_and_pairs_that_do_not() {
        check("Élodie", "ELODIE", true);
        check("Jean  Pierre", "jean pierre", true);
        check("a.b@Example.COM", "A.B@example.com", true);
        check("Jean-Pierre", "Jean Pierre", false);
        check("Ana", "Anna", false);
    }

    proptest! {
        #[test]
        fn the_quick_path_is_the_rule(cell in "([a-zA-Z '\t\u{b}\0-]|[\u{80}-\u{180}]|[\u{300}-\u{303}]|.){0,12}") {
            let (mut quick, mut ruled) = (b"x".to_vec(), Vec::new());
            any_script(cell.as_bytes(), &mut ruled);
            if latin(cell.as_bytes(), &mut quick) {
                prop_assert_eq!(&quick[1..], &ruled[..]);
            } else {
                prop_assert_eq!(&quick, b"x");
            }
        }

        #[test]
        fn what_is_called_normal_does_not_change(cell in prop_oneof!["[ -~]{0,20}", "[a-z0-9@.:-]{0,30}", ".{0,12}"]) {
            let cell = trim(cell.as_bytes());
            if is_normal(cell) {
                prop_assert_eq!(normal(cell), cell);
            }
            let plain = |b: &u8| matches!(b, b'!'..=b'@' | b'['..=0x7f);
            prop_assert_eq!(is_normal(cell), cell.iter().all(plain));
        }
    }
}
