//! Blanks inside a cell: spaces and tabs, which every gate that lets text through lets through. A line break is none:
//! what a gate refuses as a control character, no form passes over.

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Without the blanks it begins with.
pub const fn trim_start(mut text: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = text
        && is_blank(*first)
    {
        text = rest;
    }
    text
}

/// Without the blanks it ends with.
pub const fn trim_end(mut text: &[u8]) -> &[u8] {
    while let [rest @ .., last] = text
        && is_blank(*last)
    {
        text = rest;
    }
    text
}

/// Without blanks at either end.
pub const fn trim(text: &[u8]) -> &[u8] {
    trim_start(trim_end(text))
}
