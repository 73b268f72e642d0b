//! The catalogue of field types on a terminal: `dumpscope fields` and `dumpscope explain ID`.
//!
//! Registries are not known here: the caller maps theirs to [`Entry`].

pub mod indicators;
pub mod keys;
pub mod sources;

use crate::terminal::{Block, Cell, Head, Ink, TerminalOptions, draw, finish, put, wrap};
use crate::text::screen;

/// One field type as the catalogue shows it.
#[derive(Debug, Clone, Default)]
pub struct Entry<'a> {
    /// Stable id.
    pub id: &'a str,
    /// Human title.
    pub title: &'a str,
    /// Part of the catalogue it belongs to.
    pub group: &'a str,
    /// Data class as Have I Been Pwned names it.
    pub data_class: Option<&'a str>,
    /// Whether values are personal.
    pub personal: bool,
    /// What it is: one paragraph or several, apart by an empty line.
    pub doc: &'a str,
    /// Where its rules come from.
    pub sources: &'a [&'a str],
    /// Header phrases that name it.
    pub headers: &'a [&'a str],
    /// Made-up values it takes.
    pub examples: &'a [&'a str],
    /// Values it does not take, each a likely mistake.
    pub near_misses: &'a [&'a str],
    /// How much of a column it takes.
    pub decided: String,
    /// What reports show in place of the examples.
    pub shown: Vec<String>,
    /// Ids of entries worth reading next.
    pub related: &'a [&'a str],
}

/// The list, in the order given, under a heading for each run of the same group.
pub fn list(entries: &[Entry<'_>], options: &TerminalOptions) -> String {
    let heads = [
        Head::text("id", 16, 0),
        Head::text("", 1, 0),
        Head::text("what", 20, 0),
        Head::text("group", 8, 1),
        Head::text("data class", 12, 2),
    ];
    let row = |entry: &Entry<'_>| {
        vec![
            Cell::new(Ink::Name, screen(entry.id)),
            Cell::new(Ink::Warn, if entry.personal { "•" } else { "" }),
            Cell::plain(screen(entry.title)),
            Cell::new(Ink::Dim, screen(entry.group)),
            Cell::new(Ink::Dim, entry.data_class.map(screen).unwrap_or_default()),
        ]
    };
    let rows: Vec<Vec<Cell>> = entries.iter().map(row).collect();
    let mut out = String::new();
    draw(&heads, &rows, options.room(), options.pen(), &mut out);
    let note = format!(
        "{}. • personal: values are never shown. `dumpscope explain ID` says more.",
        crate::number::counted(entries.len() as u64, "entry", "entries")
    );
    out.push('\n');
    for line in wrap(&note, options.room().saturating_sub(2)) {
        put(&mut out, 2, &options.pen().ink(Ink::Dim, &line));
    }
    finish(&out)
}

/// Everything about one entry.
pub fn page(entry: &Entry<'_>, options: &TerminalOptions) -> String {
    let pen = options.pen();
    let mut out = format!("{} · {}\n\n", pen.ink(Ink::Bold, &screen(entry.id)), screen(entry.title));
    for paragraph in entry.doc.split("\n\n") {
        for line in wrap(&screen(&paragraph.replace('\n', " ")), options.room().saturating_sub(2)) {
            put(&mut out, 2, &line);
        }
        out.push('\n');
    }
    let mut block = Block { out: &mut out, pen, room: options.room(), labels: 13 };
    block.say("Group", &screen(entry.group));
    block.say("Data class", &entry.data_class.map_or("none".into(), screen));
    block.say(
        "Personal",
        if entry.personal { "yes: no report ever shows a value" } else { "no: frequent values are shown" },
    );
    block.say("Decided", &screen(&entry.decided));
    block.say("Headers", &phrases(entry.headers, false));
    block.say("Examples", &phrases(entry.examples, true));
    let shown: Vec<&str> = entry.shown.iter().map(String::as_str).collect();
    block.say("Shown as", &phrases(&shown, true));
    block.say("Not", &phrases(entry.near_misses, true));
    for (at, source) in entry.sources.iter().enumerate() {
        block.mark(if at == 0 { "Sources" } else { "" }, "·", Ink::Dim, &screen(source));
    }
    block.say("See also", &phrases(entry.related, false));
    finish(&out)
}

/// Phrases on one line; quoted where blanks and commas inside matter.
fn phrases(phrases: &[&str], quoted: bool) -> String {
    let one = |phrase: &&str| {
        let safe = screen(phrase);
        if quoted { format!("`{safe}`") } else { safe.replace(' ', "\u{a0}") }
    };
    phrases.iter().map(one).collect::<Vec<_>>().join(", ")
}
