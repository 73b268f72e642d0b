//! Base64 and hexadecimal contents, and what the first bytes say they are.

/// What an encoded or textual blob holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A raster or vector image; its media type.
    Image(&'static str),
    /// Another known kind; its media type.
    Other(&'static str),
    /// Bytes of no known kind.
    Unknown,
}

/// First bytes of common kinds (WHATWG MIME sniffing, PDF 32000-1, RFC 1952, APPNOTE 6.3).
const MAGIC: &[(&[u8], Content)] = &[
    (b"\x89PNG\r\n\x1a\n", Content::Image("image/png")),
    (b"\xff\xd8\xff", Content::Image("image/jpeg")),
    (b"GIF87a", Content::Image("image/gif")),
    (b"GIF89a", Content::Image("image/gif")),
    (b"BM", Content::Image("image/bmp")),
    (b"II*\x00", Content::Image("image/tiff")),
    (b"MM\x00*", Content::Image("image/tiff")),
    (b"<svg", Content::Image("image/svg+xml")),
    (b"%PDF-", Content::Other("application/pdf")),
    (b"\x1f\x8b\x08", Content::Other("application/gzip")),
    (b"PK\x03\x04", Content::Other("application/zip")),
];

/// The kind that the first bytes of a decoded blob tell.
pub fn kind(head: &[u8]) -> Content {
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Content::Image("image/webp");
    }
    if head.starts_with(b"<?xml") && head.windows(4).any(|w| w == b"<svg") {
        return Content::Image("image/svg+xml");
    }
    // A bitmap's reserved words are zero: two letters alone say nothing.
    if head.starts_with(b"BM") && head.get(6..10) != Some(&[0; 4]) {
        return Content::Unknown;
    }
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map_or(Content::Unknown, |(_, kind)| *kind)
}

fn sextet(b: u8) -> Option<u8> {
    Some(match b {
        b'A'..=b'Z' => b - b'A',
        b'a'..=b'z' => b - b'a' + 26,
        b'0'..=b'9' => b - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

/// Decodes the first bytes of base64 (either alphabet) into a stack buffer; how many.
fn base64_head(cell: &[u8], out: &mut [u8; 48]) -> usize {
    let mut len = 0;
    for quad in cell.chunks_exact(4).take(16) {
        let mut bits = 0u32;
        for &b in quad {
            let Some(value) = sextet(b) else { return len };
            bits = bits << 6 | u32::from(value);
        }
        out[len..len + 3].copy_from_slice(&bits.to_be_bytes()[1..]);
        len += 3;
    }
    len
}

/// Outer form of base64: alphabet, padding and length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base64 {
    /// Whether the length is a multiple of four, padding included.
    pub whole: bool,
    /// Upper-case letters, lower-case letters and digits all occur.
    pub mixed: bool,
    /// Whether padding or `+ / - _` occurs.
    pub telling: bool,
}

const MIXED: u8 = 1 | 2 | 4;
const SIGN: u8 = 8;
const BREAK: u8 = 16;
const OTHER: u8 = 32;

/// Kinds of bytes in base64: upper case, lower case and digits ([`MIXED`]), signs, line ends, and what has no place in it.
const ALPHABET: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'A'..=b'Z' => 1,
            b'a'..=b'z' => 2,
            b'0'..=b'9' => 4,
            b'+' | b'/' | b'-' | b'_' => SIGN,
            b'\r' | b'\n' => BREAK,
            _ => OTHER,
        };
        byte += 1;
    }
    table
};

/// Reads a whole cell as base64 of either alphabet; line ends are allowed between groups.
pub fn base64(cell: &[u8]) -> Option<Base64> {
    let body = cell.strip_suffix(b"==").or_else(|| cell.strip_suffix(b"=")).unwrap_or(cell);
    let padded = cell.len() - body.len();
    let mut seen = 0;
    // By parts, so that other text is left early.
    for part in body.chunks(128) {
        seen = part.iter().fold(seen, |seen, b| seen | ALPHABET[usize::from(*b)]);
        if seen & OTHER != 0 {
            return None;
        }
    }
    // Line ends are rare: they are counted only where there are some.
    let breaks =
        if seen & BREAK == 0 { 0 } else { body.iter().filter(|b| matches!(b, b'\r' | b'\n')).count() };
    let len = body.len() - breaks;
    if len == 0 || len % 4 == 1 || (padded > 0 && !(len + padded).is_multiple_of(4)) {
        return None;
    }
    Some(Base64 {
        whole: (len + padded).is_multiple_of(4),
        mixed: seen & MIXED == MIXED,
        telling: padded > 0 || seen & SIGN != 0,
    })
}

/// Hexadecimal digits of a blob, without `0x` or `\x`.
pub fn hex_body(cell: &[u8]) -> Option<&[u8]> {
    let body = cell.strip_prefix(b"0x").or_else(|| cell.strip_prefix(b"\\x")).unwrap_or(cell);
    (body.len() >= 2 && body.len().is_multiple_of(2) && body.iter().all(u8::is_ascii_hexdigit))
        .then_some(body)
}

fn hex_head(body: &[u8], out: &mut [u8; 48]) -> usize {
    let value = |b: u8| char::from(b).to_digit(16).unwrap_or(0) as u8;
    let mut len = 0;
    for (pair, slot) in body.chunks_exact(2).zip(out.iter_mut()) {
        *slot = value(pair[0]) << 4 | value(pair[1]);
        len += 1;
    }
    len
}

/// What a cell holds when it is a blob: a data URI, base64, hexadecimal, or SVG markup. `None` for anything else.
pub fn content(cell: &[u8]) -> Option<Content> {
    let mut head = [0; 48];
    if let Some(rest) = cell.strip_prefix(b"data:") {
        let comma = rest.iter().take(80).position(|b| *b == b',')?;
        let (media, body) = (&rest[..comma], &rest[comma + 1..]);
        return if media.starts_with(b"image/") && !body.is_empty() {
            Some(Content::Image("data-uri"))
        } else {
            Some(Content::Other("data-uri"))
        };
    }
    if cell.starts_with(b"<") {
        return match kind(&cell[..cell.len().min(400)]) {
            Content::Unknown => None,
            known => Some(known),
        };
    }
    if let Some(body) = hex_body(cell) {
        let len = hex_head(body, &mut head);
        return Some(kind(&head[..len]));
    }
    let body = &cell[..cell.len().min(64)];
    let len = base64_head(body, &mut head);
    let found = kind(&head[..len]);
    // Unknown contents are a blob only when the whole cell has the alphabet; known ones are worth the same pass.
    base64(cell).map(|_| found)
}

/// Whether a cell is a drawing's path: SVG path data or a list of points (`M10 20L30 40`, `10,20;30,40;…`).
pub fn is_path(cell: &[u8]) -> bool {
    if cell.len() < 24 {
        return false;
    }
    let (mut digits, mut commands) = (0usize, 0usize);
    for &b in cell {
        match b {
            b'0'..=b'9' => digits += 1,
            b'M' | b'm' | b'L' | b'l' | b'C' | b'c' | b'Q' | b'q' | b'Z' | b'z' | b';' | b'[' => {
                commands += 1;
            }
            b' ' | b',' | b'.' | b'-' | b']' | b'H' | b'h' | b'V' | b'v' | b'S' | b's' | b'T' | b't' => {}
            _ => return false,
        }
    }
    let starts = matches!(cell[0], b'M' | b'm' | b'[') || (cell[0].is_ascii_digit() && cell.contains(&b';'));
    starts && commands >= 3 && digits >= commands * 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{by_id, form::damaged};

    #[track_caller]
    fn check(cell: &str, expect: Option<Content>) {
        assert_eq!(content(cell.as_bytes()), expect, "{cell}");
    }

    #[test]
    fn kinds_by_first_bytes() {
        check("iVBORw0KGgoAAAANSUhEUgAA", Some(Content::Image("image/png")));
        check("/9j/4AAQSkZJRgABAQAAAQAB", Some(Content::Image("image/jpeg")));
        check("89504e470d0a1a0a0000", Some(Content::Image("image/png")));
        check("0xFFD8FFE000104A46", Some(Content::Image("image/jpeg")));
        check("data:image/png;base64,iVBORw0KGgo=", Some(Content::Image("data-uri")));
        check("<svg width=\"3\"></svg>", Some(Content::Image("image/svg+xml")));
        check("JVBERi0xLjQKJcOkw7zD", Some(Content::Other("application/pdf")));
        check("deadbeef", Some(Content::Unknown));
        check("hello world", None);
        check("<b>", None);
    }

    #[test]
    fn base64_form() {
        let form = |cell: &str| base64(cell.as_bytes()).map(|b| (b.whole, b.mixed, b.telling));
        assert_eq!(form("aGVsbG8gd29ybGQ="), Some((true, true, true)));
        assert_eq!(form("abcde"), None);
        assert_eq!(form("ab=="), Some((true, false, true)));
        assert_eq!(form("abc=="), None);
        assert_eq!(form("a b"), None);
    }

    #[test]
    fn drawings() {
        assert!(is_path(b"M10 20L30 40L50 60C1 2 3 4 5 6Z") && is_path(b"[[10,20],[30,40],[50,60],[70,80]]"));
        assert!(
            !is_path(b"2024-01-31 10:20:30.000000")
                && !is_path(b"M10")
                && !is_path(b"12 rue des Lilas, 75002 P")
        );
    }

    /// Base64 byte by byte.
    fn by_byte(cell: &[u8]) -> Option<Base64> {
        let body = cell.strip_suffix(b"==").or_else(|| cell.strip_suffix(b"=")).unwrap_or(cell);
        let padded = cell.len() - body.len();
        let (mut upper, mut lower, mut digit, mut sign, mut breaks) = (false, false, false, false, 0);
        for b in body {
            match b {
                b'A'..=b'Z' => upper = true,
                b'a'..=b'z' => lower = true,
                b'0'..=b'9' => digit = true,
                b'+' | b'/' | b'-' | b'_' => sign = true,
                b'\r' | b'\n' => breaks += 1,
                _ => return None,
            }
        }
        let len = body.len() - breaks;
        if len == 0 || len % 4 == 1 || (padded > 0 && !(len + padded).is_multiple_of(4)) {
            return None;
        }
        let whole = (len + padded).is_multiple_of(4);
        Some(Base64 { whole, mixed: upper && lower && digit, telling: padded > 0 || sign })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_alphabet_table_says_what_each_byte_says(cell in prop_oneof![
            damaged::cells(by_id("base64-blob").expect("is registered")),
            "[a-zA-Z0-9+/\r\n_-]{0,40}={0,3}".prop_map(String::into_bytes),
            "[a-z\r\n]{0,9}={0,3}".prop_map(String::into_bytes),
        ]) {
            prop_assert_eq!(base64(&cell), by_byte(&cell), "{}", String::from_utf8_lossy(&cell));
        }
    }
}
