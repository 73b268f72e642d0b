//! Where embedded data come from, on a terminal: `dumpscope explain --sources`.

use crate::terminal::{Block, Ink, TerminalOptions, finish, put, wrap};
use crate::text::screen;

/// One source as its entry shows it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry<'a> {
    /// Package, as its registry names it.
    pub package: &'a str,
    /// Version.
    pub version: &'a str,
    /// Registry.
    pub registry: &'a str,
    /// Licences.
    pub licence: &'a str,
    /// Whom the data come from.
    pub attribution: &'a str,
    /// What is taken.
    pub taken: &'a str,
    /// Day it was last looked at.
    pub date: &'a str,
    /// SHA-256 of the archive.
    pub sha256: &'a str,
}

/// All of them, in the order given.
pub fn page(entries: &[Entry<'_>], options: &TerminalOptions) -> String {
    let pen = options.pen();
    let mut out = format!("{} · embedded reference data\n\n", pen.ink(Ink::Bold, "sources"));
    let note =
        "Names are kept as hashes, counts as ranks and bands. Nothing is fetched when the program runs.";
    for line in wrap(note, options.room().saturating_sub(2)) {
        put(&mut out, 2, &line);
    }
    for entry in entries {
        let name = pen.ink(Ink::Name, &screen(entry.package));
        put(&mut out, 0, "");
        put(&mut out, 0, &format!("{name} {}, {}", screen(entry.version), screen(entry.registry)));
        let mut block = Block { out: &mut out, pen, room: options.room(), labels: 13 };
        block.say("Licence", &screen(entry.licence));
        block.say("From", &screen(entry.attribution));
        block.say("Taken", &screen(entry.taken));
        block.say("Looked at", &screen(entry.date));
        block.say("SHA-256", &screen(entry.sha256));
    }
    finish(&out)
}
