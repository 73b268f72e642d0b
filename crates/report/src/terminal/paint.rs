use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::number::JOINT;

/// What a piece of text is, as a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ink {
    /// The terminal's own.
    #[default]
    Plain,
    /// Labels, rules, what may be skipped.
    Dim,
    /// What to read first.
    Bold,
    /// As claimed, as it should be.
    Good,
    /// Worth a look.
    Warn,
    /// Does not hold.
    Bad,
    /// Names of things.
    Name,
}

/// Colours, or none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pen {
    pub(crate) color: bool,
}

impl Pen {
    /// The text in a colour (select graphic rendition, ECMA-48 §8.3.117). The text is safe already.
    pub(crate) fn ink(self, ink: Ink, text: &str) -> String {
        let code = match ink {
            Ink::Plain => return text.to_owned(),
            _ if !self.color || text.is_empty() => return text.to_owned(),
            Ink::Dim => "2",
            Ink::Bold => "1",
            Ink::Good => "32",
            Ink::Warn => "33",
            Ink::Bad => "1;31",
            Ink::Name => "36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// Width in character cells of text without colours.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Cuts to `room` character cells; what is cut leaves a `…`.
pub(crate) fn fit(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let cells = c.width().unwrap_or(0);
        if used + cells + 1 > room {
            break;
        }
        used += cells;
        out.push(c);
    }
    if room > 0 {
        out.push('…');
    }
    out
}

/// Breaks at spaces into lines of at most `room` character cells; a word longer than that is broken anywhere.
pub(crate) fn wrap(text: &str, room: usize) -> Vec<String> {
    let room = room.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let cells = width(word);
        if used > 0 && used + 1 + cells > room {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if cells <= room {
            line.push_str(word);
            used += cells;
            continue;
        }
        for c in word.chars() {
            let cells = c.width().unwrap_or(0);
            if used > 0 && used + cells > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += cells;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Adds a line, indented.
pub(crate) fn put(out: &mut String, indent: usize, line: &str) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.push_str(line);
    out.push('\n');
}

/// Joints become spaces, and no line ends in one.
pub(crate) fn finish(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line.replace(JOINT, " ").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cuts_by_cells_not_by_letters() {
        assert_eq!(fit("colonne", 7), "colonne");
        assert_eq!(fit("colonnes", 7), "colonn…");
        assert_eq!(fit("電子郵件地址", 7), "電子郵…");
        assert_eq!(fit("電子郵件地址", 8), "電子郵…");
        assert_eq!(fit("abc", 0), "");
    }

    #[test]
    fn wraps_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("87\u{a0}000 rows", 6), ["87\u{a0}000", "rows"]);
        assert_eq!(wrap("", 6), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn every_line_fits_and_no_word_is_lost(text in "[ a-zé電]{0,60}", room in 2usize..20) {
            let lines = wrap(&text, room);
            prop_assert!(lines.iter().all(|line| width(line) <= room));
            let squeezed = |text: &str| text.replace(' ', "");
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
        }
    }
}
