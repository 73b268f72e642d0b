//! Where the records of a block start. A block begins at a line start, and that line may be inside a quoted cell: then the
//! first records of the block are not as they should be, and the block is read once more from where the cell would end.
//! The reading with fewer odd records is believed, as in the speculation of Ge et al. (2019), *Speculative Distributed CSV
//! Data Parsing for Big Data Analytics*; where both have as many, the block is left out.

use std::ops::Range;

use dumpscope_model::{Escape, Format};
use dumpscope_records::{Batch, Entry, Reader};

use super::Reach;
use crate::{ScanError, plan::Plan};

/// Bytes read beyond a block for the end of its last record, in turn: beyond the last of them the block is left out.
const BEYOND: [u64; 3] = [16 << 10, 128 << 10, 1 << 20];
/// Bytes from its start by which it is told where the records of a block start.
const TELLING: usize = 16 << 10;

/// The records that start in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// From the first to the end of the last; empty where none starts.
    pub(super) bytes: Range<u64>,
    /// Nothing follows.
    pub(super) last: bool,
    pub(super) rows: u64,
}

/// Finds the records that start in a block; `None` where that is in doubt.
pub(super) fn find(
    reach: &Reach<'_>,
    plan: &Plan,
    block: Range<u64>,
    reader: &mut Reader,
    batch: &mut Batch,
) -> Result<Option<Found>, ScanError> {
    let line_end = plan.layout.line_end();
    let len = reach.len();
    let (from, to) = (block.start.max(plan.data_start), block.end.min(len));
    let none = Found { bytes: to..to, last: false, rows: 0 };
    if from >= to {
        return Ok(Some(none));
    }
    let at_start = block.start <= plan.data_start;
    let near = from - u64::from(!at_start);
    let mut offset = None;
    for beyond in BEYOND {
        let end = to.saturating_add(beyond).min(len);
        let bytes = reach.bytes(near..end)?;
        let place = |at: usize| near + at as u64;
        let whole = end == len && !reach.is_head();
        let start = match offset {
            Some(start) => start,
            // The line that the block begins in started before it.
            None if at_start => 0,
            None => match line_end.after(&bytes, 0) {
                Some(start) => start,
                None if whole => return Ok(Some(none)),
                None => continue,
            },
        };
        if place(start) >= to {
            return Ok(Some(none));
        }
        let start = if at_start || offset.is_some() {
            start
        } else {
            match record_start(plan, &bytes[start..], place(start), reader, batch) {
                Some(more) => start + more,
                None => return Ok(None),
            }
        };
        offset = Some(start);
        if place(start) >= to {
            return Ok(Some(none));
        }
        // The line that goes beyond the block ends its last record, unless that has line ends inside.
        let near_end = line_end.after(&bytes, (to - near) as usize - 1);
        let far_end = if whole { Some(bytes.len()) } else { line_end.last(&bytes).map(|at| at + 1) };
        for (end, exact) in [(near_end, true), (far_end, false)] {
            let Some(end) = end.or(far_end.filter(|_| whole)).filter(|&end| end > start) else { continue };
            let last = whole && end == bytes.len();
            let read = Read { slice: &bytes[start..end], base: place(start), last, to };
            if let Some((consumed, rows)) = read.until(exact, reader, batch) {
                let found = place(start)..place(start + consumed);
                return Ok(Some(Found { bytes: found, last, rows }));
            }
        }
    }
    Ok(None)
}

/// A stretch to count the records of.
struct Read<'a> {
    slice: &'a [u8],
    base: u64,
    last: bool,
    /// Records from here on belong to the next block.
    to: u64,
}

impl Read<'_> {
    /// Bytes and rows of the records that start before `to`; `None` when the last of them does not end here. Of an `exact`
    /// stretch all records do.
    fn until(&self, exact: bool, reader: &mut Reader, batch: &mut Batch) -> Option<(usize, u64)> {
        let (mut at, mut rows, mut state) = (0, 0, Entry::default());
        loop {
            let exit = reader.read(&self.slice[at..], self.base + at as u64, state, self.last, batch);
            if !exact {
                let beyond = |start: &u32| self.base + at as u64 + u64::from(*start) >= self.to;
                let next = batch.row_starts().iter().copied().find(|start| beyond(start));
                let odd = batch.events().iter().map(|event| event.start).find(|start| beyond(start));
                if let Some(end) = next.into_iter().chain(odd).min() {
                    let before = batch.row_starts().partition_point(|&start| start < end);
                    return Some((at + end as usize, rows + before as u64));
                }
            }
            rows += batch.rows() as u64;
            at += exit.consumed;
            state = exit.state;
            if !exit.full {
                let done = self.base + at as u64 >= self.to || self.last;
                return (done && (!exact || at == self.slice.len())).then_some((at, rows));
            }
        }
    }
}

/// How far from a line start the first record starts: nowhere else, as a rule. `None` where it cannot be told.
fn record_start(
    plan: &Plan,
    bytes: &[u8],
    base: u64,
    reader: &mut Reader,
    batch: &mut Batch,
) -> Option<usize> {
    let dialect = &plan.layout.dialect;
    let quote = dialect.quote.filter(|_| plan.layout.format == Format::Delimited);
    let Some(quote) = quote else { return Some(0) };
    let line_end = plan.layout.line_end();
    let stretch = &bytes[..bytes.len().min(TELLING)];
    let stretch = &stretch[..line_end.last(stretch).map_or(stretch.len(), |at| at + 1)];
    let escape = (dialect.escape == Escape::Backslash).then_some(b'\\');
    reader.read(stretch, base, Entry::default(), false, batch);
    let odd = batch.events().len();
    if odd == 0 {
        return Some(0);
    }
    let Some(close) = closing(stretch, quote, escape) else { return Some(0) };
    let rest = &stretch[close + 1..];
    let ends_cell = |byte: u8| byte == dialect.delimiter || line_end.is(byte) || byte == b'\r';
    if !rest.first().is_some_and(|&byte| ends_cell(byte)) {
        return Some(0);
    }
    // The rest of the record that the cell stands in comes first; nothing is expected of it.
    reader.read(rest, base, Entry::default(), false, batch);
    let starts = batch.row_starts().iter().copied().chain(batch.events().iter().map(|event| event.start));
    let first = starts.filter(|&start| start > 0).min();
    let odd_inside = batch.events().iter().filter(|event| event.start > 0).count();
    match (odd_inside.cmp(&odd), first) {
        (std::cmp::Ordering::Less, Some(first)) => Some(close + 1 + first as usize),
        (std::cmp::Ordering::Greater, _) => Some(0),
        _ => None,
    }
}

/// Where a cell that began before `bytes` would close.
fn closing(bytes: &[u8], quote: u8, escape: Option<u8>) -> Option<usize> {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if escape == Some(byte) || (byte == quote && bytes.get(at + 1) == Some(&quote) && escape.is_none()) {
            at += 2;
        } else if byte == quote {
            return Some(at);
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_closes_at_a_quote_that_is_no_part_of_it() {
        assert_eq!(closing(b"said \"\"no\"\" twice\",2\n", b'"', None), Some(17));
        assert_eq!(closing(b"said \\\"no\\\"\",2\n", b'"', Some(b'\\')), Some(11));
        assert_eq!(closing(b"1,2\n3,4\n", b'"', None), None);
        assert_eq!(closing(b"\"\"", b'"', None), None);
    }
}
