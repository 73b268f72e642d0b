use dumpscope_model::Newline;

use super::{
    Chunk, LOOKED_AT,
    dialect::{Candidate, read_rows},
};

/// Share of the rows before and after line ends of one kind that must be as wide as the table, for that kind to end
/// rows and not to stand in cells.
const LEAST_EVEN: f64 = 0.9;
/// In a table of one column every row is as wide as the table. There line ends of one kind are believed when they are
/// at least this share of all.
const LEAST_SHARE: f64 = 0.2;

/// Line ends by kind: LF, CRLF, CR alone.
#[derive(Default)]
struct Count {
    lf: usize,
    crlf: usize,
    cr: usize,
}

impl Count {
    fn of(chunks: &[Chunk<'_>]) -> Self {
        let mut count = Self::default();
        for chunk in chunks {
            let bytes = &chunk.bytes[..chunk.bytes.len().min(LOOKED_AT * 8)];
            for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
                match (bytes[at], bytes.get(at + 1), at > 0 && bytes[at - 1] == b'\r') {
                    (b'\n', _, true) => count.crlf += 1,
                    (b'\n', _, false) => count.lf += 1,
                    (_, Some(b'\n') | None, _) => {}
                    _ => count.cr += 1,
                }
            }
        }
        count
    }
}

/// How lines end, where one kind does.
pub(super) fn detect(chunks: &[Chunk<'_>]) -> Newline {
    let Count { lf, crlf, cr } = Count::of(chunks);
    // A line feed or two may stand inside cells of a file whose lines end in CR.
    if cr > 10 * (lf + crlf) {
        Newline::Cr
    } else if crlf > lf {
        Newline::CrLf
    } else {
        Newline::Lf
    }
}

/// Whether there are lone CRs and other line ends, so that both may end rows.
pub(super) fn both_kinds(chunks: &[Chunk<'_>]) -> bool {
    let Count { lf, crlf, cr } = Count::of(chunks);
    cr > 0 && lf + crlf > 0
}

/// How rows end, told by reading them in the best dialect there is when each kind ends one; `None` when they come out
/// uneven, so that some line ends stand in cells without quotes.
pub(super) fn ends_of_rows(parts: &[&[u8]], best: &Candidate) -> Option<Newline> {
    let (mut cr, mut other, mut crlf) = (Ends::default(), Ends::default(), 0);
    let quote = best.dialect.quote;
    let mut lines_in_cells = false;
    for (i, part) in parts.iter().enumerate() {
        // A later part may begin inside a cell of many lines; only what is free of quotes is surely not quoted.
        if i > 0 && (lines_in_cells || quote.is_some_and(|quote| memchr::memchr(quote, part).is_some())) {
            continue;
        }
        let rows = read_rows(part, &best.dialect, Newline::Mixed, usize::MAX);
        let line_in = |cell: &Vec<u8>| memchr::memchr2(b'\n', b'\r', cell).is_some();
        lines_in_cells |= rows.iter().flat_map(|row| &row.cells).any(line_in);
        for pair in rows.windows(2) {
            let end = pair[1].start as usize;
            let gap = &part[..end];
            let blank = gap.iter().rev().take_while(|b| matches!(b, b'\n' | b'\r')).count();
            let kind = match &gap[end - blank..] {
                [b'\r', rest @ ..] if rest.first() != Some(&b'\n') => &mut cr,
                blank => {
                    crlf += usize::from(blank.first() == Some(&b'\r'));
                    &mut other
                }
            };
            kind.all += 1;
            kind.even += usize::from(pair.iter().all(|row| row.cells.len() == best.width));
        }
    }
    let all = (cr.all + other.all) as f64;
    let ends = |kind: &Ends| {
        let share = if best.width >= 2 { 0.0 } else { LEAST_SHARE };
        kind.even > 0 && kind.even as f64 >= kind.all as f64 * LEAST_EVEN && kind.all as f64 >= all * share
    };
    match (ends(&cr), ends(&other)) {
        (true, true) => Some(Newline::Mixed),
        (true, false) if other.all == 0 => Some(Newline::Cr),
        (false, true) if cr.all == 0 => Some(if crlf * 2 > other.all { Newline::CrLf } else { Newline::Lf }),
        _ => None,
    }
}

/// Line ends of one kind, and how many of them stand between rows of the table's width.
#[derive(Default)]
struct Ends {
    all: usize,
    even: usize,
}
