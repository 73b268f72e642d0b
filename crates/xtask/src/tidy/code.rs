//! Rust source without its comments and strings, so that a word in prose is not taken for code.

/// The source with comments, string and character literals replaced by spaces; line ends stay, so lines keep their
/// numbers. Understands nested block comments and raw strings.
pub fn bare(source: &str) -> String {
    let bytes = source.as_bytes();
    let mut out = vec![b' '; bytes.len()];
    let mut at = 0;
    while at < bytes.len() {
        let end = literal_end(bytes, at).unwrap_or(at);
        if end > at {
            for i in at..end {
                if bytes[i] == b'\n' {
                    out[i] = b'\n';
                }
            }
            at = end;
        } else {
            out[at] = if bytes[at].is_ascii() { bytes[at] } else { b' ' };
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Where the comment or literal that starts at `at` ends; `None` when none starts here.
fn literal_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let after_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
    match rest {
        [b'/', b'/', ..] => Some(at + rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len())),
        [b'/', b'*', ..] => Some(at + block_comment(rest)),
        [b'"', ..] => Some(at + quoted(rest, 1)),
        [b'r' | b'b' | b'c', ..] if !after_word => prefixed(rest).map(|n| at + n),
        [b'\'', ..] => character(rest).map(|n| at + n),
        _ => None,
    }
}

fn block_comment(rest: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut i = 0;
    while i < rest.len() {
        match &rest[i..] {
            [b'/', b'*', ..] => {
                depth += 1;
                i += 2;
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                i += 2;
                if depth == 0 {
                    return i;
                }
            }
            _ => i += 1,
        }
    }
    rest.len()
}

/// Length of a quoted string whose text starts at `from`.
fn quoted(rest: &[u8], from: usize) -> usize {
    let mut i = from;
    while i < rest.len() {
        match rest[i] {
            b'\\' => i += 2,
            b'"' => return i + 1,
            _ => i += 1,
        }
    }
    rest.len()
}

/// Length of `b"…"`, `c"…"`, `r#"…"#`, `br"…"`, `b'…'`; `None` for anything else that starts with these letters.
fn prefixed(rest: &[u8]) -> Option<usize> {
    let letters = rest.iter().take(2).take_while(|b| matches!(b, b'r' | b'b' | b'c')).count();
    let raw = rest[..letters].contains(&b'r');
    let hashes = rest[letters..].iter().take_while(|&&b| b == b'#').count();
    match rest.get(letters + hashes) {
        Some(b'"') if raw => {
            let from = letters + hashes + 1;
            let close: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
            let text = rest[from..].windows(close.len()).position(|w| w == close);
            Some(text.map_or(rest.len(), |n| from + n + close.len()))
        }
        Some(b'"') if hashes == 0 => Some(quoted(rest, letters + 1)),
        Some(b'\'') if hashes == 0 && rest[0] == b'b' && letters == 1 => character(&rest[1..]).map(|n| n + 1),
        _ => None,
    }
}

/// Length of a character literal; `None` for a lifetime.
fn character(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'\'', b'\\', _, tail @ ..] => tail.iter().position(|&b| b == b'\'').map(|n| 3 + n + 1),
        [b'\'', first, tail @ ..] => {
            let width = match first {
                0xf0.. => 4,
                0xe0.. => 3,
                0xc0.. => 2,
                _ => 1,
            };
            (tail.get(width - 1) == Some(&b'\'')).then_some(width + 2)
        }
        _ => None,
    }
}

/// The lines (from 1) on which a whole word occurs.
pub fn lines_with(bare: &str, word: &str) -> Vec<usize> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    bare.lines()
        .enumerate()
        .filter(|(_, line)| line.split(|c| !is_word(c)).any(|w| w == word))
        .map(|(i, _)| i + 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expect: &str) {
        let bare = bare(source);
        assert_eq!(bare.split_whitespace().collect::<Vec<_>>().join(" "), expect, "{source}");
        assert_eq!(bare.lines().count(), source.lines().count(), "lines of {source}");
    }

    #[test]
    fn prose_is_not_code() {
        check("a // unsafe\nb", "a b");
        check("a /* x /* unsafe */ y */ b", "a b");
        check(r#"f("unsafe \" more") + 1"#, "f( ) + 1");
        check(r##"f(r#"a "unsafe" b"#)"##, "f( )");
        check(r#"f(br"\", b"\"", c"x")"#, "f( , , )");
        check(r"f('\'', 'x', b'\\', 'é')", "f( , , , )");
        check("fn f<'a>(x: &'a str) -> &'a str", "fn f<'a>(x: &'a str) -> &'a str");
        check("bar = rab", "bar = rab");
        check("unsafe { x }", "unsafe { x }");
        check("/// it's unsafe\nfn f() {}", "fn f() {}");
    }

    #[test]
    fn whole_words_only() {
        assert_eq!(lines_with("deny(unsafe_code)\nunsafe {", "unsafe"), [2]);
    }
}
