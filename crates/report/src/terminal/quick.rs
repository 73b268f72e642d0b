//! What a quick look was, in words.

use super::Block;
use super::first::rows;
use crate::number::{counted, grouped, percent, size};
use crate::view::{QuickView, TableView, Totals, View};

/// One paragraph on what was looked at; nothing when every row was read.
pub(super) fn said(view: &View, block: &mut Block<'_>) {
    let looks: Vec<(&TableView, &QuickView)> =
        view.tables.iter().filter_map(|table| Some((table, table.quick.as_ref()?))).collect();
    for (at, (table, quick)) in looks.iter().enumerate() {
        let whose = if view.tables.len() > 1 { format!("{}: ", table.name.screen()) } else { String::new() };
        block.mark(
            if at == 0 { "Quick" } else { "" },
            "!",
            super::Ink::Warn,
            &format!("{whose}{}", look(quick, table.rows)),
        );
    }
    if !looks.is_empty() {
        let text = "Without --quick every row is read: only that counts repeats, people and different values, and finds \
                    what is rare.";
        block.mark("", "!", super::Ink::Warn, text);
    }
}

fn look(quick: &QuickView, rows: u64) -> String {
    let (rows, bytes) = (counted(rows, "row", "rows"), size(quick.bytes));
    if quick.head {
        return format!(
            "Only the first {bytes} ({rows}) were looked at: this input is packed, piped or in another charset, and cannot \
             be read from its middle. The rest may differ; nothing is said of it."
        );
    }
    let of = quick.bytes_of.map_or_else(String::new, size);
    let share = quick.share.map_or_else(String::new, |share| format!(" ({})", percent(share)));
    let left_out = match quick.left_out {
        0 => String::new(),
        n => format!(
            " Another {} left out: where a record starts in them is in doubt.",
            counted(n, "block was", "blocks were")
        ),
    };
    format!(
        "A sample was judged: {rows} in {} drawn from all over the file, {bytes} of {of}{share}. Spans are 95 % intervals for the \
         whole file; row numbers count the rows read.{left_out}",
        counted(quick.blocks, "block", "blocks")
    )
}

/// `about 87 012 345 (86 900 000–87 100 000); of 641 233 read, none repaired; none rejected`.
pub(super) fn rows_text(totals: &Totals) -> String {
    let read = rows(totals.rows, totals.repaired_rows, totals.rejected_rows);
    match totals.estimated {
        None => read,
        Some(None) => format!("in all not known; read: {read}"),
        Some(Some(all)) => format!("{}; read: {read}", span_text(&all)),
    }
}

/// `about 87 012 345 (86 900 000–87 100 000)`.
fn span_text(all: &dumpscope_model::CountInterval) -> String {
    format!("about {} ({}–{})", grouped(all.estimate), grouped(all.low), grouped(all.high))
}

/// The same for one table.
pub(super) fn table_rows(table: &TableView) -> String {
    let read = rows(table.rows, table.repaired_rows, table.rejected_rows);
    match table.quick.as_ref().map(|quick| quick.rows) {
        None => read,
        Some(None) => format!("in all not known; read: {read}"),
        Some(Some(all)) => format!("{}; read: {read}", span_text(&all)),
    }
}

/// `87 000 000 rows`, `about 87 012 345 rows`, `at least 641 233 rows`.
pub(super) fn how_many(table: &TableView) -> String {
    match table.quick.as_ref().map(|quick| quick.rows) {
        None => counted(table.rows, "row", "rows"),
        Some(None) => format!("at least {}", counted(table.rows, "row", "rows")),
        Some(Some(all)) => format!("about {}", counted(all.estimate, "row", "rows")),
    }
}
