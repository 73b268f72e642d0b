/// How value-like a cell is, 0 to 1: numbers, dates, addresses of all kinds, words and empty cells are; a cell that
/// mixes letters with other candidates' delimiters is not.
pub(super) fn value_likeness(cell: &[u8]) -> f64 {
    let cell = cell.trim_ascii();
    if cell.is_empty() {
        return 0.6;
    }
    if cell.len() > 400 {
        return 0.5;
    }
    let (mut digits, mut letters, mut delimiters, mut others) = (0usize, 0usize, 0usize, 0usize);
    for &b in cell {
        match b {
            b'0'..=b'9' => digits += 1,
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => letters += 1,
            b',' | b';' | b'\t' | b'|' | b'~' | b'^' | b':' => delimiters += 1,
            _ => others += 1,
        }
    }
    if delimiters == 0 {
        return if others * 2 > digits + letters { 0.7 } else { 1.0 };
    }
    // 12:30, 1,234.5, 48,85, https://…: delimiters inside values, between digits or after a scheme.
    let inner = |pair: &[u8]| pair[0].is_ascii_digit() && pair[1].is_ascii_digit();
    let between_digits = cell.windows(3).filter(|w| is_delimiter(w[1]) && inner(&[w[0], w[2]])).count();
    let has_scheme = cell.windows(3).any(|w| w == b"://");
    let tight_comma = cell.windows(2).filter(|w| w[0] == b',' && w[1] == b' ').count();
    if letters == 0
        && between_digits == delimiters
        && !cell.iter().any(|&b| matches!(b, b';' | b'\t' | b'|' | b'~' | b'^'))
    {
        0.95
    } else if has_scheme || tight_comma == delimiters || between_digits == delimiters {
        0.8
    } else {
        0.25
    }
}

const fn is_delimiter(b: u8) -> bool {
    matches!(b, b',' | b';' | b'\t' | b'|' | b'~' | b'^' | b':')
}

/// Coarse class of a cell, for telling a header from the rows below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Nothing, or white space.
    Empty,
    /// Digits with signs, separators or units of a number, date or time.
    Number,
    /// Holds an `@` between other characters.
    Address,
    /// Letters and digits mixed without spaces (codes, hashes).
    Code,
    /// Words.
    Text,
}

pub(super) fn class_of(cell: &[u8]) -> Class {
    let cell = cell.trim_ascii();
    if cell.is_empty() {
        return Class::Empty;
    }
    let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
    let letters = cell.iter().filter(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
    if cell.iter().position(|&b| b == b'@').is_some_and(|at| at > 0 && at + 1 < cell.len()) {
        Class::Address
    } else if digits > 0 && letters * 3 <= digits {
        Class::Number
    } else if digits * 4 > letters && !cell.contains(&b' ') {
        Class::Code
    } else {
        Class::Text
    }
}
