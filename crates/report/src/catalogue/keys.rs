//! The normal forms on a terminal: `dumpscope explain keys`.

use super::phrases;
use crate::terminal::{Block, Ink, TerminalOptions, finish, put, wrap};
use crate::text::screen;

/// One kind of key as its page shows it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry<'a> {
    /// Stable id.
    pub id: &'a str,
    /// What folds, and what does not.
    pub rule: &'a str,
    /// Spellings that meet.
    pub meet: &'a [&'a str],
    /// Spellings that do not.
    pub apart: &'a [&'a str],
    /// Where the rule comes from.
    pub sources: &'a [&'a str],
}

/// All of them, with what they are for and their version.
pub fn page(version: u32, purpose: &str, entries: &[Entry<'_>], options: &TerminalOptions) -> String {
    let pen = options.pen();
    let mut out = format!("{} · normal forms, version {version}\n\n", pen.ink(Ink::Bold, "keys"));
    for line in wrap(&screen(purpose), options.room().saturating_sub(2)) {
        put(&mut out, 2, &line);
    }
    for entry in entries {
        put(&mut out, 0, "");
        put(&mut out, 0, &pen.ink(Ink::Name, &screen(entry.id)));
        let mut block = Block { out: &mut out, pen, room: options.room(), labels: 13 };
        block.say("Rule", &screen(entry.rule));
        block.say("Meet", &phrases(entry.meet, true));
        block.say("Do not", &phrases(entry.apart, true));
        for (at, source) in entry.sources.iter().enumerate() {
            block.mark(if at == 0 { "Sources" } else { "" }, "·", Ink::Dim, &screen(source));
        }
    }
    finish(&out)
}
