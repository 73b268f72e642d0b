//! The fast path of delimited text: records as they should be, cell places written straight from the structural index. A
//! record that is not goes to [`by_record`], and so does the rest of a block from the first quote out of place.

use std::ops::Range;

use crate::{
    Batch, Entry, EventKind, Exit, Layout,
    batch::Cell,
    delimited::{by_record, unescape},
    irregular::Irregular,
    structural::marks::{Dialect, Marks},
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
    let ends = marks.ends();
    // Where the next record starts, its first separator, its line end and its first opening quote among the marks.
    let (mut at, mut from, mut line, mut opening) = (0, 0, 0, 0);
    while line < marks.lines.len() {
        if out.cells.len() >= layout.max_cells {
            return Exit { consumed: at, state: Entry::default(), full: true };
        }
        let room = (layout.max_cells - out.cells.len()).div_ceil(out.columns.max(1));
        let lines = &marks.lines[line..];
        let regular = regular(block, ends, at, from, &lines[..lines.len().min(room)], layout, out.columns);
        if regular == 0 {
            let end = ends[lines[0] as usize] as usize + 1;
            if end - at > layout.max_record {
                break;
            }
            let exit = by_record(layout, irregular, &block[..end], at, base, Entry::default(), false, out);
            if (exit.consumed, exit.state) != (end, Entry::default()) {
                // By the rules of single records it goes on behind what the marks take for its end.
                return by_record(layout, irregular, block, exit.consumed, base, exit.state, last, out);
            }
            (at, from, line) = (end, lines[0] as usize + 1, line + 1);
        } else {
            let lines = &lines[..regular];
            let next = lines[regular - 1] as usize + 1;
            push(marks, dialect, block, at, from..next, &mut opening, out);
            let row_ends = lines.iter().map(|&line| ends[line as usize] + 1);
            if sound_utf8 {
                at = out.close_rows(at as u32, row_ends) as usize;
            } else {
                for end in row_ends.map(|end| end as usize) {
                    let sound = simdutf8::basic::from_utf8(&block[at..end]).is_ok();
                    if !sound {
                        out.note(EventKind::NotUtf8, at as u32);
                    }
                    out.close_row(at as u32, end as u32, !sound);
                    at = end;
                }
            }
            (from, line) = (next, line + regular);
        }
    }
    if at == block.len() {
        return Exit { consumed: at, state: Entry::default(), full: false };
    }
    by_record(layout, irregular, block, at, base, Entry::default(), last, out)
}

/// How many records from the one at `at` have as many cells as there are columns, and are not too long.
fn regular(
    block: &[u8],
    ends: &[u32],
    mut at: usize,
    mut from: usize,
    lines: &[u32],
    layout: &Layout,
    columns: usize,
) -> usize {
    let is_regular = |&&line: &&u32| {
        let line = line as usize;
        let end = ends[line] as usize + 1;
        let regular = line + 1 - from == columns
            && end - at <= layout.max_record
            && !(columns == 1 && is_blank(&block[at..end]));
        (at, from) = (end, line + 1);
        regular
    };
    lines.iter().take_while(is_regular).count()
}

/// An empty line, with a CR or without.
fn is_blank(record: &[u8]) -> bool {
    matches!(record, [_] | [b'\r', _])
}

/// Writes the places of the cells of whole records, the first of which starts at `start`; `cells` says which separators
/// end them, `opening` which quotes are not yet taken off.
fn push(
    marks: &Marks,
    dialect: Dialect,
    block: &[u8],
    start: usize,
    cells: Range<usize>,
    opening: &mut usize,
    out: &mut Batch,
) {
    let first = out.cells.len();
    let ends = &marks.ends()[cells.clone()];
    // Each from behind the separator before it: several at a time, as none waits for another.
    out.cells.extend(ends.first().map(|&end| Cell::in_block(start as u32, end)));
    let both = ends.iter().zip(ends.get(1..).unwrap_or_default());
    out.cells.extend(both.map(|(&before, &end)| Cell::in_block(before + 1, end)));
    if dialect.takes_cr {
        for last in out.cells[first..].iter_mut().skip(out.columns - 1).step_by(out.columns) {
            if let [.., b'\r'] = last.in_bytes(block) {
                last.shorten();
            }
        }
    }
    while let Some(&quoted) = marks.opening.get(*opening).filter(|&&quoted| (quoted as usize) < cells.end) {
        *opening += 1;
        // Of a record before these, which was read by itself.
        let Some(at) = (quoted as usize).checked_sub(cells.start) else { continue };
        let cell = out.cells[first + at].without_ends();
        let content = cell.in_bytes(block);
        out.cells[first + at] = match dialect.quote {
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
