//! Letters of any script, words and control bytes.

/// What a text is made of, from one pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Makeup {
    /// Letters of any script.
    pub letters: u32,
    /// ASCII digits.
    pub digits: u32,
    /// Runs of non-space characters.
    pub words: u32,
    /// Control characters other than tab and line ends.
    pub controls: u32,
    /// Everything that is none of these and no space.
    pub others: u32,
}

/// Counts what a cell is made of; `None` when it is not UTF-8.
pub fn makeup(cell: &[u8]) -> Option<Makeup> {
    let mut out = Makeup::default();
    let mut inside = false;
    for c in std::str::from_utf8(cell).ok()?.chars() {
        let space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}');
        out.words += u32::from(inside && space);
        inside = !space;
        match c {
            'a'..='z' | 'A'..='Z' => out.letters += 1,
            '0'..='9' => out.digits += 1,
            _ if space => {}
            _ if c.is_ascii_punctuation() => out.others += 1,
            _ if c.is_control() => out.controls += 1,
            _ if c.is_alphabetic() => out.letters += 1,
            _ => out.others += 1,
        }
    }
    out.words += u32::from(inside);
    Some(out)
}

/// Whether a cell is readable text: UTF-8 without control characters other than tab and line ends.
pub fn is_readable(cell: &[u8]) -> bool {
    // Without an early end, which lets sixteen bytes be compared at once.
    let control = |b: u8| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || b == 0x7f;
    cell.iter().fold(0, |found, &b| found | u8::from(control(b))) == 0 && std::str::from_utf8(cell).is_ok()
}

/// Whether a cell is one token without spaces: 0x21 to 0x7e and UTF-8.
pub fn is_token(cell: &[u8]) -> bool {
    cell.iter().all(|&b| b > 0x20 && b != 0x7f) && (cell.is_ascii() || std::str::from_utf8(cell).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        let m = makeup("Élise, 12 ans".as_bytes()).expect("is UTF-8");
        assert_eq!((m.letters, m.digits, m.words, m.controls, m.others), (8, 2, 3, 0, 1));
        assert_eq!(makeup(b"\xff"), None);
        assert_eq!(makeup(b"a\x01b").map(|m| m.controls), Some(1));
    }

    #[test]
    fn readable_and_token() {
        for byte in 0..=0xff {
            let expect = matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
            assert_eq!(is_readable(&[byte]), expect, "{byte}");
        }
        assert!(is_readable("ligne 1\nligne é".as_bytes()) && !is_readable(b"\x00") && !is_readable(b"\xe9"));
        assert!(is_token("mot-é".as_bytes()) && !is_token(b"a b") && !is_token(b"\xe9"));
    }
}
