//! Masks: what may be shown of a cell. Letters become `a` or `A`, digits `9`, the rest of a value is cut or counted, so
//! that few different masks come from many cells and none shows a value.

/// Longest mask in characters.
pub const LONGEST: usize = 32;

/// Mail providers so large that naming one points at nobody. Written out: the packed list of all providers answers by a
/// remainder of a hash, and would one time in ten thousand show a family's own domain.
const LARGE_MAIL_PROVIDERS: [&str; 44] = [
    "aol.com",
    "att.net",
    "bbox.fr",
    "bluewin.ch",
    "btinternet.com",
    "comcast.net",
    "free.fr",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.be",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.be",
    "live.com",
    "live.fr",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "neuf.fr",
    "orange.fr",
    "outlook.com",
    "outlook.fr",
    "proton.me",
    "protonmail.com",
    "sapo.pt",
    "sfr.fr",
    "skynet.be",
    "sympatico.ca",
    "t-online.de",
    "telenet.be",
    "videotron.ca",
    "wanadoo.fr",
    "web.de",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.fr",
    "ymail.com",
];

/// The domain, in whatever case, as it may be shown: if it is one of the largest mail providers'.
pub fn large_mail_provider(domain: &[u8]) -> Option<&'static str> {
    LARGE_MAIL_PROVIDERS.into_iter().find(|known| domain.eq_ignore_ascii_case(known.as_bytes()))
}

/// Character class shown in place of a character.
const fn class(c: char) -> char {
    match c {
        'a'..='z' => 'a',
        'A'..='Z' => 'A',
        '0'..='9' => '9',
        ' '..='~' => c,
        _ => '\0',
    }
}

fn class_of(c: char) -> char {
    match class(c) {
        '\0' if c.is_uppercase() => 'A',
        '\0' if c.is_alphabetic() => 'a',
        '\0' if c.is_numeric() => '9',
        '\0' if c.is_whitespace() => ' ',
        '\0' => '•',
        plain => plain,
    }
}

/// Writes a run, collapsed when longer than four: `aaaa`, `a{5}`.
fn push_run(out: &mut String, c: char, run: usize) {
    if run > 4 {
        out.push(c);
        out.push('{');
        out.push_str(&run.to_string());
        out.push('}');
    } else {
        out.extend(std::iter::repeat_n(c, run));
    }
}

/// Adds classes run by run until the mask is full; `…` marks what was cut.
fn runs(classes: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let (mut last, mut run, mut length) = ('\0', 0usize, 0usize);
    for c in classes {
        if c == last {
            run += 1;
            continue;
        }
        let mut piece = String::new();
        push_run(&mut piece, last, run);
        length += piece.chars().count();
        if length >= LONGEST - 6 {
            out.push_str(&piece);
            out.push('…');
            return out;
        }
        out.push_str(&piece);
        (last, run) = (c, 1);
    }
    push_run(&mut out, last, run);
    out
}

/// Character shape of a cell, at most [`LONGEST`] characters: `Aaaa-Aaaa`, `99/99/9999`, `a{12}`.
/// Bytes that are not UTF-8 show as `•`.
pub fn shape(cell: &[u8]) -> String {
    // A mask never needs more than a few kilobytes of input to be full or to be one long run.
    let cell = &cell[..cell.len().min(4096)];
    runs(
        cell.utf8_chunks()
            .flat_map(|chunk| chunk.valid().chars().map(class_of).chain(chunk.invalid().iter().map(|_| '•'))),
    )
}

/// Shape by words: each run of letters shows as `aa`, `Aa` or `AA` and each number as `9`, whatever its length.
/// For addresses and other texts whose lengths would make every shape unique.
pub fn words(cell: &[u8]) -> String {
    let cell = &cell[..cell.len().min(512)];
    let mut out = String::new();
    let mut length = 0;
    let mut chars = cell
        .utf8_chunks()
        .flat_map(|chunk| chunk.valid().chars().map(class_of).chain(chunk.invalid().iter().map(|_| '•')));
    let mut pending = chars.next();
    while let Some(first) = pending {
        let mut second = None;
        pending = chars.next();
        let in_word = |c: char| matches!(c, 'a' | 'A');
        while let Some(next) = pending.filter(|n| (in_word(first) && in_word(*n)) || *n == first) {
            second = second.or(Some(next));
            pending = chars.next();
        }
        out.push(first);
        length += 1;
        if let Some(second) = second.filter(|_| in_word(first)) {
            out.push(second);
            length += 1;
        }
        if length >= LONGEST - 2 && pending.is_some() {
            out.push('…');
            break;
        }
    }
    out
}

/// Length bucket of a cell in characters, for texts: `20–39 characters`.
pub fn length(cell: &[u8]) -> String {
    let n = cell.iter().filter(|b| **b & 0xc0 != 0x80).count();
    let (low, high) = bucket(n, 10);
    format!("{low}–{high} characters")
}

/// Size bucket of a cell in bytes, for blobs: `1024–2047 bytes`.
pub fn size(cell: &[u8]) -> String {
    let (low, high) = bucket(cell.len(), 64);
    format!("{low}–{high} bytes")
}

/// The bucket `0..=first-1`, `first..=2·first-1`, `2·first..=4·first-1`, … that holds `n`.
const fn bucket(n: usize, first: usize) -> (usize, usize) {
    if n < first {
        return (0, first - 1);
    }
    let mut low = first;
    while low <= n / 2 {
        low *= 2;
    }
    (low, low * 2 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: &str) {
        assert_eq!(shape(cell.as_bytes()), expect, "{cell}");
    }

    #[test]
    fn only_the_largest_mail_providers_are_named() {
        assert_eq!(large_mail_provider(b"Gmail.COM"), Some("gmail.com"));
        for domain in ["dupont-famille.fr", "gmail.com.example", "mail.gmail.com", ""] {
            assert_eq!(large_mail_provider(domain.as_bytes()), None, "{domain}");
        }
    }

    #[test]
    fn shapes() {
        check("Jean-Marc", "Aaaa-Aaaa");
        check("31/12/1999", "99/99/9999");
        check("abcdefghijkl", "a{12}");
        check("Élise", "Aaaaa");
        check("", "");
        check("\u{1b}[31m", "•[99a");
    }

    #[test]
    fn long_cells_are_cut() {
        let long = shape("aB1 ".repeat(2000).as_bytes());
        assert!(long.chars().count() <= LONGEST && long.ends_with('…'), "{long}");
        assert_eq!(shape("x".repeat(100_000).as_bytes()), "a{4096}");
        assert_eq!(shape(b"\xff\xfe"), "••");
    }

    #[test]
    fn word_shapes() {
        assert_eq!(words("12 rue de la Paix".as_bytes()), "9 aa aa aa Aa");
        assert_eq!(words("45B AVENUE FOCH".as_bytes()), "9A AA AA");
        assert!(words("a b ".repeat(500).as_bytes()).chars().count() <= LONGEST);
    }

    #[test]
    fn buckets() {
        assert_eq!(length(b"abc"), "0–9 characters");
        assert_eq!(length("é".repeat(25).as_bytes()), "20–39 characters");
        assert_eq!(size(&[0; 1500]), "1024–2047 bytes");
    }
}
