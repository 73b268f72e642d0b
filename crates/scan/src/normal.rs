use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Trims ASCII white space, and cuts nothing else.
#[inline]
pub(crate) fn trim(cell: &[u8]) -> &[u8] {
    match cell {
        [first, .., last] if *first > b' ' && *last > b' ' => cell,
        _ => cell.trim_ascii(),
    }
}

/// Whether [`normalise`] would give the cell back unchanged; `false` may also be said of a cell that would.
#[inline]
pub(crate) fn is_normal(cell: &[u8]) -> bool {
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
pub(crate) fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    let mut space = false;
    if cell.is_ascii() {
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
