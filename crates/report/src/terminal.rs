//! The terminal report: one screen that answers first, then tables, columns, repeats and problems.
//!
//! Plain words, plain when asked, fitted to a width. Everything that may come from the dump passes
//! [`crate::text::screen`].

mod block;
mod first;
mod grid;
mod known;
mod paint;
mod quick;
mod stability;
mod table;

use dumpscope_model::Triage;

pub(crate) use block::Block;
pub(crate) use first::weight;
pub(crate) use grid::{Cell, Head, draw};
pub(crate) use paint::{Ink, Pen, finish, put, wrap};

use crate::view::View;

/// Narrowest and widest a report is laid out for, in character cells: lines longer than that are hard to follow.
const WIDTHS: (usize, usize) = (40, 160);

/// How to lay out a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalOptions {
    /// Width in character cells; 40 to 160 are used as given, others are brought there.
    pub width: usize,
    /// Whether to use ANSI colours: only on a terminal, and not under `NO_COLOR`.
    pub color: bool,
    /// Columns listed per table; how many are left out is said.
    pub max_columns: usize,
    /// Tables listed; how many are left out is said.
    pub max_tables: usize,
}

impl Default for TerminalOptions {
    fn default() -> Self {
        Self { width: 100, color: false, max_columns: 200, max_tables: 50 }
    }
}

impl TerminalOptions {
    pub(crate) fn room(&self) -> usize {
        self.width.clamp(WIDTHS.0, WIDTHS.1)
    }

    pub(crate) fn pen(&self) -> Pen {
        Pen { color: self.color }
    }
}

/// The report, with a line end after its last line.
pub fn render(triage: &Triage, options: &TerminalOptions) -> String {
    let view = View::new(triage);
    let mut out = String::new();
    first::screen(&view, options, &mut out);
    for table in view.tables.iter().take(options.max_tables) {
        table::section(table, view.tables.len() == 1, options, &mut out);
    }
    let left_out = view.tables.len().saturating_sub(options.max_tables);
    if left_out > 0 {
        let more = crate::number::counted(left_out as u64, "more table is", "more tables are");
        put(&mut out, 0, "");
        put(&mut out, 2, &format!("… {more} not listed here; the JSON report has all of them."));
    }
    table::legend(&view, options, &mut out);
    finish(&out)
}
