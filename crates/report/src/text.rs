//! Text that came, or may have come, from the dump, and the one sanitiser for terminals.

use unicode_width::UnicodeWidthChar;

/// Longest name, path or value kept, in characters, before a format cuts it further.
pub const LONGEST_NAME: usize = 256;
/// Longest sentence kept, in characters.
pub const LONGEST_SENTENCE: usize = 4_096;
/// Marks drawn over one character before the rest of them is escaped: enough for any script, too few to climb over
/// the lines above.
const MOST_MARKS: usize = 3;

/// A string that may hold what an adversary wrote. Cut to a bound when made; it has no `Display`, so that no
/// format can print it without choosing [`Text::screen`] or an escape of its own over [`Text::raw`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Text(String);

impl Text {
    /// Keeps at most `longest` characters; what is cut leaves a `…`.
    pub fn new(text: &str, longest: usize) -> Self {
        Self(cut_chars(text, longest))
    }

    /// A name, path or value.
    pub fn name(text: &str) -> Self {
        Self::new(text, LONGEST_NAME)
    }

    /// A sentence.
    pub fn sentence(text: &str) -> Self {
        Self::new(text, LONGEST_SENTENCE)
    }

    /// As it is, for formats that escape without loss (JSON). Never for a terminal.
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// Safe on a terminal: see [`screen`].
    pub fn screen(&self) -> String {
        screen(&self.0)
    }
}

/// Makes text safe and honest on a terminal: control characters (so every ANSI and OSC sequence), bidirectional
/// controls, zero-width and otherwise invisible characters and non-characters become visible escapes such as
/// `\u{202e}`; line ends and tabs become `\n`, `\r`, `\t`. Letters of every script stay as they are.
pub fn screen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        let zero_width = c.width() == Some(0);
        marks = if zero_width { marks + 1 } else { 0 };
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // A mark needs a base: the first character of a text must not sit on what the report printed before it.
            _ if is_risky(c) || marks > MOST_MARKS || (zero_width && out.is_empty()) => {
                out.extend(c.escape_unicode());
            }
            _ => out.push(c),
        }
    }
    out
}

/// Whether a character could steer a terminal, reorder a line, hide, or break a reader: Unicode classes Cc, Cf, Zl,
/// Zp, variation selectors, blank letters, and non-characters (Unicode 16, chapter 23 and `DerivedGeneralCategory`).
pub fn is_risky(c: char) -> bool {
    let u = c as u32;
    c.is_control()
        || matches!(u,
            0xAD | 0x34F | 0x600..=0x605 | 0x61C | 0x6DD | 0x70F | 0x890..=0x891 | 0x8E2
            | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
            | 0xFDD0..=0xFDEF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0x110BD | 0x110CD | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A
            | 0xE0000..=0xE0FFF)
        || u & 0xFFFE == 0xFFFE
}

fn cut_chars(text: &str, longest: usize) -> String {
    // The byte length bounds the count from above: most texts need no walk.
    if text.len() <= longest {
        return text.to_owned();
    }
    if text.char_indices().nth(longest).is_none() {
        return text.to_owned();
    }
    let end = text.char_indices().nth(longest.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(screen(text), expect);
    }

    #[test]
    fn what_steers_a_terminal_becomes_visible() {
        check("\u{1b}[31mred", "\\u{1b}[31mred");
        check("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}");
        check("\u{9b}2J", "\\u{9b}2J");
        check("a\u{202e}b", "a\\u{202e}b");
        check("a\u{200b}b\u{feff}", "a\\u{200b}b\\u{feff}");
        check("two\r\nlines\t", "two\\r\\nlines\\t");
        check("\u{fffe}\u{1ffff}\u{fdd0}", "\\u{fffe}\\u{1ffff}\\u{fdd0}");
        check("\u{e0041}\u{3164}", "\\u{e0041}\\u{3164}");
    }

    #[test]
    fn letters_of_every_script_stay() {
        check("Prénom", "Prénom");
        check("e\u{301}te\u{301}", "e\u{301}te\u{301}");
        check("Имя 姓名 이름 اسم ชื่อ", "Имя 姓名 이름 اسم ชื่อ");
        check("C:\\dumps", "C:\\dumps");
    }

    #[test]
    fn towers_of_marks_are_escaped() {
        check("e\u{301}\u{302}\u{303}\u{304}\u{305}", "e\u{301}\u{302}\u{303}\\u{304}\\u{305}");
        check("\u{301}e", "\\u{301}e");
    }

    #[test]
    fn over_long_text_is_cut() {
        assert_eq!(Text::new("abcdef", 6).raw(), "abcdef");
        assert_eq!(Text::new("abcdefg", 6).raw(), "abcde…");
        assert_eq!(Text::new("éééé", 4).raw(), "éééé");
        assert_eq!(Text::new("ééééé", 4).raw(), "ééé…");
    }

    proptest! {
        #[test]
        fn nothing_risky_passes(text in any::<String>()) {
            prop_assert!(!screen(&text).chars().any(is_risky));
        }

        #[test]
        fn cut_holds_its_bound(text in any::<String>(), longest in 1usize..40) {
            let cut = Text::new(&text, longest);
            prop_assert!(cut.raw().chars().count() <= longest);
            if text.chars().count() <= longest {
                prop_assert_eq!(cut.raw(), text);
            }
        }
    }
}
