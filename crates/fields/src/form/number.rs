//! Numbers as people write them: signs, grouping, decimal commas, exponents, currency marks.

use super::{blank, iso};

/// A number's outer form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Number {
    /// Digits before the decimal mark.
    pub whole: usize,
    /// Digits after it.
    pub decimals: usize,
    /// Whether there was a sign.
    pub signed: bool,
    /// Whether thousands were set apart.
    pub grouped: bool,
    /// Whether there was an exponent.
    pub exponent: bool,
}

const fn is_sign(b: u8) -> bool {
    matches!(b, b'+' | b'-')
}

/// Length of the grouping mark at the start: space, apostrophe, no-break and narrow no-break space, comma, dot.
fn grouping(bytes: &[u8]) -> usize {
    match bytes {
        [b' ' | b'\'' | b',' | b'.', ..] => 1,
        [0xc2, 0xa0, ..] => 2,
        [0xe2, 0x80, 0xaf | 0x99, ..] => 3,
        _ => 0,
    }
}

/// Reads a whole cell as a number. Groups must be of three digits with one mark; the decimal mark is a comma or a dot.
pub fn number(cell: &[u8]) -> Option<Number> {
    let mut out = Number::default();
    let mut rest = cell;
    if let [b, tail @ ..] = rest
        && is_sign(*b)
    {
        out.signed = true;
        rest = tail;
    }
    out.whole = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let mark = &rest[out.whole..];
    rest = mark;
    if (1..=3).contains(&out.whole) {
        rest = groups(mark, &mut out);
    }
    if let [b'.' | b',', tail @ ..] = rest {
        out.decimals = tail.iter().take_while(|b| b.is_ascii_digit()).count();
        if out.decimals == 0 {
            return None;
        }
        rest = &tail[out.decimals..];
    }
    if let [b'e' | b'E', tail @ ..] = rest {
        let tail = tail.strip_prefix(b"-").or_else(|| tail.strip_prefix(b"+")).unwrap_or(tail);
        if !(1..=3).contains(&tail.len()) || !tail.iter().all(u8::is_ascii_digit) {
            return None;
        }
        out.exponent = true;
        rest = b"";
    }
    (rest.is_empty() && out.whole + out.decimals > 0).then_some(out)
}

/// Consumes `<mark>ddd` groups. A lone `.ddd` or `,ddd` counts as decimals, not as a group.
fn groups<'a>(start: &'a [u8], out: &mut Number) -> &'a [u8] {
    let width = grouping(start);
    if width == 0 {
        return start;
    }
    let mark = &start[..width];
    let (mut rest, mut count) = (start, 0);
    while let Some(tail) = rest.strip_prefix(mark) {
        let digits = tail.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits != 3 {
            break;
        }
        count += 1;
        rest = &tail[3..];
    }
    let ambiguous = matches!(mark, b"." | b",");
    if count == 0 || (ambiguous && count == 1 && (rest.is_empty() || rest.starts_with(mark))) {
        return start;
    }
    out.grouped = true;
    out.whole += count * 3;
    rest
}

/// Length of a currency sign at the start: `$ € £ ¥ ₹`.
fn sign_length(bytes: &[u8]) -> usize {
    match bytes {
        [b'$', ..] => 1,
        [0xc2, 0xa3 | 0xa5, ..] => 2,
        [0xe2, 0x82, 0xac | 0xb9, ..] => 3,
        _ => 0,
    }
}

/// Takes a currency sign or code off either end: what is left, and whether there was one.
pub fn without_currency(cell: &[u8]) -> (&[u8], bool) {
    let lead = sign_length(cell);
    if lead > 0 {
        return (blank::trim_start(&cell[lead..]), true);
    }
    for width in 1..=3 {
        let Some(at) = cell.len().checked_sub(width) else { break };
        if sign_length(&cell[at..]) == width {
            return (trim_space(&cell[..at]), true);
        }
    }
    if let Some((code, tail)) = cell.split_first_chunk::<3>()
        && iso::is_currency(code)
    {
        return (blank::trim_start(tail), true);
    }
    if let Some((head, code)) = cell.split_last_chunk::<3>()
        && iso::is_currency(code)
    {
        return (trim_space(head), true);
    }
    (cell, false)
}

fn trim_space(bytes: &[u8]) -> &[u8] {
    let bytes = blank::trim_end(bytes);
    bytes
        .strip_suffix("\u{a0}".as_bytes())
        .or_else(|| bytes.strip_suffix("\u{202f}".as_bytes()))
        .unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: Option<(usize, usize, bool)>) {
        assert_eq!(number(cell.as_bytes()).map(|n| (n.whole, n.decimals, n.grouped)), expect, "{cell}");
    }

    #[test]
    fn forms() {
        check("0", Some((1, 0, false)));
        check("-12.50", Some((2, 2, false)));
        check("12,5", Some((2, 1, false)));
        check("1 234 567,89", Some((7, 2, true)));
        check("1\u{a0}234,00", Some((4, 2, true)));
        check("1,234,567", Some((7, 0, true)));
        check("1,234.56", Some((4, 2, true)));
        check("1.234", Some((1, 3, false)));
        check("12345.678", Some((5, 3, false)));
        check(".5", Some((0, 1, false)));
        check("1e-7", Some((1, 0, false)));
        for not in ["", "-", "1.", "1,23,45", "1 23", "12a", "1.2.3", "e5", "1e", "--1"] {
            check(not, None);
        }
    }

    #[test]
    fn currency_marks() {
        for (cell, rest, found) in [
            ("€12", "12", true),
            ("12 €", "12", true),
            ("12\u{a0}€", "12", true),
            ("USD 5", "5", true),
            ("5 CHF", "5", true),
            ("5", "5", false),
            ("abc", "abc", false),
        ] {
            assert_eq!(without_currency(cell.as_bytes()), (rest.as_bytes(), found), "{cell}");
        }
    }
}
