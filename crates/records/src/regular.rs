//! The fast path of delimited text: records as they should be, cell places written straight from the structural index. A
//! record that is not goes to [`by_record`], and so does the rest of a block from the first quote out of place.

use crate::{
    Batch, Entry, EventKind, Exit, Layout,
    batch::Cell,
    delimited::{by_record, unescape},
    irregular::Irregular,
    marks::{Dialect, Marks},
};

/// The structural bytes of a layout, where the fast path knows them all: no escape byte, one byte that ends lines.
pub(crate) fn dialect(layout: &Layout) -> Option<Dialect> {
    let line_end = layout.line_end();
    let quote = layout.quote();
    let structural = [Some(layout.dialect.delimiter), line_end.single(), quote];
    // A CR that is told apart from the others, which differ.
    let apart = !structural.contains(&Some(b'\r')) || !line_end.takes_cr();
    let known = layout.escape().is_none() && apart && quote != line_end.single();
    Some(Dialect {
        delimiter: layout.dialect.delimiter,
        line_end: line_end.single().filter(|_| known && quote != Some(layout.dialect.delimiter))?,
        quote,
        takes_cr: line_end.takes_cr(),
    })
}

/// Reads a block that starts with a record.
pub(crate) fn read(
    dialect: Dialect,
    layout: &Layout,
    irregular: &mut Irregular,
    block: &[u8],
    base: u64,
    last: bool,
    out: &mut Batch,
) -> Exit {
    let mut marks = std::mem::take(&mut out.marks);
    marks.read(block, dialect);
    let exit = records(&marks, dialect, layout, irregular, block, base, last, out);
    out.marks = marks;
    exit
}

#[expect(clippy::too_many_arguments, reason = "what `read` is given, and the marks")]
fn records(
    marks: &Marks,
    dialect: Dialect,
    layout: &Layout,
    irregular: &mut Irregular,
    block: &[u8],
    base: u64,
    last: bool,
    out: &mut Batch,
) -> Exit {
    let sound_utf8 = simdutf8::basic::from_utf8(block).is_ok();
    let (mut at, mut from, mut opening) = (0, 0, 0);
    for &line in &marks.lines {
        let (ends, next) = (&marks.ends()[from..=line as usize], line as usize + 1);
        // The line end is the last of them.
        let end = ends[ends.len() - 1] as usize + 1;
        if end - at > layout.max_record {
            break;
        }
        if out.cells.len() >= layout.max_cells {
            return Exit { consumed: at, state: Entry::default(), full: true };
        }
        let quotes = marks.opening[opening..].iter().take_while(|&&quote| (quote as usize) < end).count();
        let quotes = &marks.opening[opening..opening + quotes];
        if ends.len() == out.columns && !(ends.len() == 1 && is_blank(&block[at..end])) {
            push(marks, dialect, block, at, ends, quotes, out);
            let sound = sound_utf8 || simdutf8::basic::from_utf8(&block[at..end]).is_ok();
            if !sound {
                out.note(EventKind::NotUtf8, at as u32);
            }
            out.close_row(at as u32, end as u32, !sound);
        } else {
            let exit = by_record(layout, irregular, &block[..end], at, base, Entry::default(), false, out);
            if (exit.consumed, exit.state) != (end, Entry::default()) {
                // By the rules of single records it goes on behind what the marks take for its end.
                return by_record(layout, irregular, block, exit.consumed, base, exit.state, last, out);
            }
        }
        (at, from, opening) = (end, next, opening + quotes.len());
    }
    if at == block.len() {
        return Exit { consumed: at, state: Entry::default(), full: false };
    }
    by_record(layout, irregular, block, at, base, Entry::default(), last, out)
}

/// An empty line, with a CR or without.
fn is_blank(record: &[u8]) -> bool {
    matches!(record, [_] | [b'\r', _])
}

/// Writes the places of a record's cells, which end where `ends` says; `quotes` open some of them.
#[inline]
fn push(
    marks: &Marks,
    dialect: Dialect,
    block: &[u8],
    start: usize,
    ends: &[u32],
    quotes: &[u32],
    out: &mut Batch,
) {
    let first = out.cells.len();
    let mut from = start as u32;
    out.cells.extend(ends.iter().map(|&end| {
        let cell = Cell::in_block(from, end);
        from = end + 1;
        cell
    }));
    let Some(last) = out.cells.last_mut().filter(|_| dialect.takes_cr) else {
        return quotes_off(marks, dialect, block, first, quotes, out);
    };
    if let [.., b'\r'] = last.in_bytes(block) {
        last.shorten();
    }
    quotes_off(marks, dialect, block, first, quotes, out);
}

/// Takes the quotes off the cells that have them, from cell `first` on.
#[inline]
fn quotes_off(
    marks: &Marks,
    dialect: Dialect,
    block: &[u8],
    mut first: usize,
    quotes: &[u32],
    out: &mut Batch,
) {
    for &quote in quotes {
        while !out.cells[first].starts_at(quote) {
            first += 1;
        }
        let cell = out.cells[first].without_ends();
        let content = cell.in_bytes(block);
        out.cells[first] = match dialect.quote {
            Some(quote) if marks.doubled && memchr::memchr(quote, content).is_some() => {
                unescape(content, quote, None, out)
            }
            _ => cell,
        };
    }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Escape, Format, Newline};
    use proptest::prelude::*;

    use super::*;

    /// All that a batch says of a block.
    fn seen(batch: &Batch, block: &[u8], exit: Exit) -> impl PartialEq + std::fmt::Debug + use<> {
        let row = |row| (0..batch.columns()).map(|c| batch.cell(block, row, c).to_vec()).collect::<Vec<_>>();
        let rows: Vec<Vec<Vec<u8>>> = (0..batch.rows()).map(row).collect();
        (
            rows,
            batch.row_starts().to_vec(),
            batch.repaired().to_vec(),
            batch.events().to_vec(),
            *batch.tally(),
            exit,
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn equals_record_by_record(
            pieces in prop::collection::vec(prop_oneof![
                6 => Just("a,b,c\n"), 3 => Just("\"a,\n\",\"\",c\n"), 2 => Just("a,\"x\"\"y\",\"z\"\r\n"), 1 => Just("a,b\n"), 1 => Just("\n"),
                1 => Just("a,b,c,\n"), 1 => Just("a,b,c,d\n"), 1 => Just("5\",b,c\n"), 1 => Just("a,\"b\"x,c\n"), 1 => Just("\"a,b,c\n"), 1 => Just("\u{e9},b"),
                1 => Just("\r"), 1 => Just("longer,than,some,limits,are\n"),
            ], 0..30),
            cut in 0usize..40,
            broken in any::<bool>(),
            last in any::<bool>(),
            columns in 1usize..5,
            max_record in 6usize..60,
            max_cells in 1usize..60,
        ) {
            let mut block = pieces.concat().into_bytes();
            if broken && !block.is_empty() {
                let at = cut % block.len();
                block[at] = 0xff;
            }
            let dialect = dumpscope_model::Dialect {
                delimiter: b',', quote: Some(b'"'), escape: Escape::Doubled, newline: Newline::Lf, ..Default::default()
            };
            let layout = Layout { format: Format::Delimited, dialect, columns, keys: Vec::new(), max_record, max_cells };
            let mut irregular = Irregular::new(&layout);
            let (mut fast, mut slow) = (Batch::default(), Batch::default());
            fast.reset(columns);
            slow.reset(columns);
            let marked = super::dialect(&layout).expect("a dialect of the fast path");
            let by_marks = read(marked, &layout, &mut irregular, &block, 7, last, &mut fast);
            let by_one = by_record(&layout, &mut irregular, &block, 0, 7, Entry::default(), last, &mut slow);
            prop_assert!(seen(&fast, &block, by_marks) == seen(&slow, &block, by_one), "{:?}\n{:?}\n{:?}", String::from_utf8_lossy(&block), seen(&fast, &block, by_marks), seen(&slow, &block, by_one));
        }
    }
}
