use super::paint::{Ink, Pen, fit, width};

/// Between two columns.
const GAP: usize = 2;

/// A column of a grid.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    /// Title.
    pub(crate) title: &'static str,
    /// Numbers stand right.
    pub(crate) right: bool,
    /// Least width it is worth showing at; wider content is cut down to it when room is short.
    pub(crate) least: usize,
    /// Who goes first when room is short: the highest. 0 always stays.
    pub(crate) spare: u8,
}

/// One cell, its text safe already.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) ink: Ink,
}

impl Cell {
    pub(crate) fn new(ink: Ink, text: impl Into<String>) -> Self {
        Self { text: text.into(), ink }
    }

    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::new(Ink::Plain, text)
    }
}

/// Draws a grid with a ruled head, indented by two, into `room` character cells. Returns the titles left out for want
/// of room.
pub(crate) fn draw(
    heads: &[Head],
    rows: &[Vec<Cell>],
    room: usize,
    pen: Pen,
    out: &mut String,
) -> Vec<&'static str> {
    let (widths, dropped) = widths(heads, rows, room.saturating_sub(2));
    let line = |out: &mut String, cell: &dyn Fn(usize) -> (String, Ink)| {
        let mut pending = String::from("  ");
        for (at, head) in heads.iter().enumerate() {
            let Some(cells) = widths[at] else { continue };
            let (text, ink) = cell(at);
            let text = fit(&text, cells);
            let blank = " ".repeat(cells - width(&text));
            let text = pen.ink(ink, &text);
            out.push_str(&pending);
            let (left, right) = if head.right { (blank, text) } else { (text, blank) };
            out.push_str(&left);
            out.push_str(&right);
            pending = " ".repeat(GAP);
        }
        while out.ends_with(' ') {
            out.pop();
        }
        out.push('\n');
    };
    line(out, &|at| (heads[at].title.to_owned(), Ink::Dim));
    line(out, &|at| ("─".repeat(widths[at].unwrap_or(0)), Ink::Dim));
    for row in rows {
        line(out, &|at| row.get(at).map_or_else(Default::default, |cell| (cell.text.clone(), cell.ink)));
    }
    dropped
}

/// Width of each column that stays, and the titles of those that do not.
fn widths(heads: &[Head], rows: &[Vec<Cell>], room: usize) -> (Vec<Option<usize>>, Vec<&'static str>) {
    let natural = |at: usize| {
        rows.iter().filter_map(|row| row.get(at)).map(|cell| width(&cell.text)).max().unwrap_or(0)
    };
    let mut widths: Vec<Option<usize>> =
        heads.iter().enumerate().map(|(at, head)| Some(natural(at).max(width(head.title)))).collect();
    let mut dropped = Vec::new();
    let gaps = |widths: &[Option<usize>]| GAP * widths.iter().flatten().count().saturating_sub(1);
    loop {
        let least: usize =
            widths.iter().zip(heads).filter_map(|(w, head)| w.map(|w| w.min(head.least))).sum();
        if least + gaps(&widths) <= room {
            break;
        }
        let spare = (0..heads.len()).filter(|at| widths[*at].is_some()).max_by_key(|at| heads[*at].spare);
        match spare {
            Some(at) if heads[at].spare > 0 => {
                widths[at] = None;
                dropped.push(heads[at].title);
            }
            _ => break,
        }
    }
    // Take from the widest column that may still give, cell by cell: widths are bounded by the longest name.
    let mut over = (widths.iter().flatten().sum::<usize>() + gaps(&widths)).saturating_sub(room);
    while over > 0 {
        let giver = (0..heads.len())
            .filter(|at| widths[*at].is_some_and(|w| w > heads[*at].least))
            .max_by_key(|at| widths[*at]);
        let Some(width) = giver.and_then(|at| widths[at].as_mut()) else { break };
        *width -= 1;
        over -= 1;
    }
    (widths, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADS: [Head; 3] = [
        Head { title: "name", right: false, least: 4, spare: 0 },
        Head { title: "rows", right: true, least: 4, spare: 0 },
        Head { title: "note", right: false, least: 6, spare: 1 },
    ];

    #[track_caller]
    fn check(room: usize, expect: &str, expect_dropped: &[&str]) {
        let rows = [
            vec![Cell::plain("customers"), Cell::plain("7"), Cell::plain("as it stands")],
            vec![Cell::plain("o"), Cell::plain("1200")],
        ];
        let mut out = String::new();
        let dropped = draw(&HEADS, &rows, room, Pen { color: false }, &mut out);
        assert_eq!(out, expect);
        assert_eq!(dropped, expect_dropped);
    }

    #[test]
    fn columns_shrink_then_go() {
        check(
            40,
            "  name       rows  note\n  ─────────  ────  ────────────\n  customers     7  as it stands\n  o          1200\n",
            &[],
        );
        check(
            24,
            "  name     rows  note\n  ───────  ────  ───────\n  custom…     7  as it …\n  o        1200\n",
            &[],
        );
        check(18, "  name       rows\n  ─────────  ────\n  customers     7\n  o          1200\n", &["note"]);
    }
}
