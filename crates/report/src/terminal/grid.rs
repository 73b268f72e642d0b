use super::paint::{Ink, Pen, fit, width};

/// Between two columns.
const GAP: usize = 2;

/// A column of a grid.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    /// Title; a line end in it makes a head of two lines.
    pub(crate) title: &'static str,
    /// Numbers stand right and are never cut: half a number is another number.
    pub(crate) right: bool,
    /// Least width text is worth showing at; wider text is cut down to it when room is short.
    pub(crate) least: usize,
    /// Who goes first when room is short: the highest. 0 always stays.
    pub(crate) spare: u8,
}

impl Head {
    pub(crate) const fn text(title: &'static str, least: usize, spare: u8) -> Self {
        Self { title, right: false, least, spare }
    }

    pub(crate) const fn number(title: &'static str, spare: u8) -> Self {
        Self { title, right: true, least: 0, spare }
    }

    /// Narrowest this column may be drawn when its content is `natural` wide.
    fn least(&self, natural: usize) -> usize {
        if self.right { natural } else { natural.min(self.least) }
    }

    fn title_width(&self) -> usize {
        self.title.lines().map(width).max().unwrap_or(0)
    }
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
) -> Vec<String> {
    let (widths, dropped) = widths(heads, rows, room.saturating_sub(2));
    let line = |out: &mut String, cell: &dyn Fn(usize) -> (String, Ink)| {
        let mut gap = "  ".to_owned();
        for (at, head) in heads.iter().enumerate() {
            let Some(cells) = widths[at] else { continue };
            let (text, ink) = cell(at);
            let text = fit(&text, cells);
            let blank = " ".repeat(cells - width(&text));
            let text = pen.ink(ink, &text);
            let (left, right) = if head.right { (blank, text) } else { (text, blank) };
            out.push_str(&gap);
            out.push_str(&left);
            out.push_str(&right);
            gap = " ".repeat(GAP);
        }
        while out.ends_with(' ') {
            out.pop();
        }
        out.push('\n');
    };
    let tall = heads.iter().map(|head| head.title.lines().count()).max().unwrap_or(1);
    for level in (0..tall).rev() {
        // Titles sit on the rule: a short one has nothing on the upper line.
        line(out, &|at| (heads[at].title.lines().rev().nth(level).unwrap_or_default().to_owned(), Ink::Dim));
    }
    line(out, &|at| ("─".repeat(widths[at].unwrap_or(0)), Ink::Dim));
    for row in rows {
        line(out, &|at| row.get(at).map_or_else(Default::default, |cell| (cell.text.clone(), cell.ink)));
    }
    dropped
}

/// Width of each column that stays, and the titles of those that do not.
fn widths(heads: &[Head], rows: &[Vec<Cell>], room: usize) -> (Vec<Option<usize>>, Vec<String>) {
    let natural = |at: usize, head: &Head| {
        let widest = rows.iter().filter_map(|row| row.get(at)).map(|cell| width(&cell.text)).max();
        Some(widest.unwrap_or(0).max(head.title_width()))
    };
    let mut widths: Vec<Option<usize>> =
        heads.iter().enumerate().map(|(at, head)| natural(at, head)).collect();
    let mut dropped = Vec::new();
    let gaps = |widths: &[Option<usize>]| GAP * widths.iter().flatten().count().saturating_sub(1);
    loop {
        let needed: usize = widths.iter().zip(heads).filter_map(|(w, head)| Some(head.least((*w)?))).sum();
        if needed + gaps(&widths) <= room {
            break;
        }
        let spare = (0..heads.len()).filter(|at| widths[*at].is_some()).max_by_key(|at| heads[*at].spare);
        match spare {
            Some(at) if heads[at].spare > 0 => {
                widths[at] = None;
                dropped.push(heads[at].title.replace('\n', " "));
            }
            _ => break,
        }
    }
    // Take from the widest column that may still give, cell by cell: widths are bounded by the longest name.
    let mut over = (widths.iter().flatten().sum::<usize>() + gaps(&widths)).saturating_sub(room);
    while over > 0 {
        let giver = (0..heads.len())
            .filter(|at| widths[*at].is_some_and(|w| w > heads[*at].least(w)))
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

    const HEADS: [Head; 3] = [Head::text("name", 4, 0), Head::number("rows", 0), Head::text("a\nnote", 6, 1)];

    #[track_caller]
    fn check(room: usize, expect: &[&str], expect_dropped: &[&str]) {
        let rows = [
            vec![Cell::plain("customers"), Cell::plain("7"), Cell::plain("as it stands")],
            vec![Cell::plain("o"), Cell::plain("1200")],
        ];
        let mut out = String::new();
        let dropped = draw(&HEADS, &rows, room, Pen { color: false }, &mut out);
        assert_eq!(out.lines().collect::<Vec<_>>(), expect);
        assert_eq!(dropped, expect_dropped);
    }

    #[test]
    fn columns_shrink_then_go() {
        check(
            40,
            &[
                "                   a",
                "  name       rows  note",
                "  ─────────  ────  ────────────",
                "  customers     7  as it stands",
                "  o          1200",
            ],
            &[],
        );
        check(
            24,
            &[
                "                 a",
                "  name     rows  note",
                "  ───────  ────  ───────",
                "  custom…     7  as it …",
                "  o        1200",
            ],
            &[],
        );
        check(
            17,
            &["", "  name       rows", "  ─────────  ────", "  customers     7", "  o          1200"],
            &["a note"],
        );
        check(12, &["", "  name  rows", "  ────  ────", "  cus…     7", "  o     1200"], &["a note"]);
    }
}
