//! The catalogue of indicators on a terminal: `dumpscope indicators` and `dumpscope explain ID`.

use crate::number::{counted, grouped};
use crate::terminal::{Block, Cell, Head, Ink, TerminalOptions, draw, finish, put, wrap};
use crate::text::screen;

/// One indicator as the catalogue shows it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry<'a> {
    /// Stable id.
    pub id: &'a str,
    /// Group of dependent indicators.
    pub group: &'a str,
    /// The question it puts.
    pub question: &'a str,
    /// Why it tells something.
    pub doc: &'a str,
    /// What is computed.
    pub statistic: &'a str,
    /// Where it comes from.
    pub sources: &'a [&'a str],
    /// What defeats it.
    pub limits: &'a str,
    /// Fewest values it answers for.
    pub least: u64,
    /// Most it may weigh for and against real people, log10; `None` when it only remarks.
    pub weighs: Option<(f64, f64)>,
    /// A case in which it fires.
    pub fires_on: &'a str,
    /// A look-alike on which it stays silent.
    pub silent_on: &'a str,
}

/// The list, in the order given.
pub fn list(entries: &[Entry<'_>], options: &TerminalOptions) -> String {
    let heads = [Head::text("id", 16, 0), Head::text("group", 8, 1), Head::text("question", 24, 0)];
    let row = |entry: &Entry<'_>| {
        vec![
            Cell::new(Ink::Name, screen(entry.id)),
            Cell::new(Ink::Dim, screen(entry.group)),
            Cell::plain(screen(entry.question)),
        ]
    };
    let rows: Vec<Vec<Cell>> = entries.iter().map(row).collect();
    let mut out = String::new();
    draw(&heads, &rows, options.room(), options.pen(), &mut out);
    let note = format!(
        "{}. Those of a group overlap: the group speaks once. `dumpscope explain ID` says more, of groups too.",
        counted(entries.len() as u64, "indicator", "indicators")
    );
    out.push('\n');
    for line in wrap(&note, options.room().saturating_sub(2)) {
        put(&mut out, 2, &options.pen().ink(Ink::Dim, &line));
    }
    finish(&out)
}

/// Everything about one.
pub fn page(entry: &Entry<'_>, options: &TerminalOptions) -> String {
    let pen = options.pen();
    let mut out = format!("{} · {}\n\n", pen.ink(Ink::Bold, &screen(entry.id)), screen(entry.question));
    for line in wrap(&screen(&entry.doc.replace('\n', " ")), options.room().saturating_sub(2)) {
        put(&mut out, 2, &line);
    }
    out.push('\n');
    let mut block = Block { out: &mut out, pen, room: options.room(), labels: 13 };
    block.say("Group", &screen(entry.group));
    block.say("Statistic", &screen(entry.statistic));
    block.say("Weight", &weight(entry.weighs));
    block.say("Least", &format!("{} values", grouped(entry.least)));
    block.say("Limits", &screen(entry.limits));
    block.say("Fires on", &screen(entry.fires_on));
    block.say("Silent on", &screen(entry.silent_on));
    for (at, source) in entry.sources.iter().enumerate() {
        block.mark(if at == 0 { "Sources" } else { "" }, "·", Ink::Dim, &screen(source));
    }
    finish(&out)
}

fn weight(weighs: Option<(f64, f64)>) -> String {
    match weighs {
        Some((real, invented)) => {
            format!("at most 10^{real:.1} for real people, 10^{invented:.1} for invented ones, by itself")
        }
        None => "none: a remark".into(),
    }
}

/// A group: what its indicators rest on, and which they are.
pub fn group_page(id: &str, about: &str, entries: &[Entry<'_>], options: &TerminalOptions) -> String {
    let pen = options.pen();
    let mut out = format!("{} · group of indicators\n\n", pen.ink(Ink::Bold, &screen(id)));
    for line in wrap(&screen(about), options.room().saturating_sub(2)) {
        put(&mut out, 2, &line);
    }
    out.push('\n');
    out.push_str(&list(entries, options));
    finish(&out)
}
