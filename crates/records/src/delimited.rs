use crate::{
    Batch, Entry, EventKind, Exit, Layout, LineEnd,
    batch::Cell,
    irregular::Irregular,
    regular,
    structural::{self, Needles},
};

/// Reads a block of delimited text. Semantics are the `csv` crate's (its oracle in tests), with three additions:
/// records longer than the limit, quotes that never close, and rows of the wrong width are handled and counted.
pub(crate) fn read(
    layout: &Layout,
    irregular: &mut Irregular,
    block: &[u8],
    base: u64,
    entry: Entry,
    last: bool,
    out: &mut Batch,
) -> Exit {
    if let Some(dialect) = regular::dialect(layout).filter(|_| entry == Entry::default()) {
        return regular::read(dialect, layout, irregular, block, base, last, out);
    }
    by_record(layout, irregular, block, 0, base, entry, last, out)
}

/// Reads the records from `at` on one by one, whatever they are like.
#[expect(
    clippy::too_many_arguments,
    reason = "one call more of what `read` is given, from a place in the block"
)]
pub(crate) fn by_record(
    layout: &Layout,
    irregular: &mut Irregular,
    block: &[u8],
    mut at: usize,
    base: u64,
    entry: Entry,
    last: bool,
    out: &mut Batch,
) -> Exit {
    let line_end = layout.line_end();
    if entry.in_long_line {
        at = line_end.after(block, at).unwrap_or(block.len());
        out.tally.rejected += at as u64;
        if at == block.len() && !block.last().is_some_and(|&b| line_end.is(b)) {
            let state = Entry { in_long_line: !last, ..entry };
            return Exit { consumed: at, state, full: false };
        }
    }
    let needles = Needles::new(layout.dialect.delimiter, line_end, layout.quote(), layout.escape());
    let mut positions = std::mem::take(&mut out.positions);
    structural::index(block, at, needles, &mut positions);
    let mut pass = Pass {
        layout,
        irregular,
        block,
        base,
        last,
        line_end,
        delimiter: layout.dialect.delimiter,
        quote: layout.quote(),
        escape: layout.escape(),
        trim_cr: line_end.takes_cr(),
        sound_utf8: simdutf8::basic::from_utf8(&block[at..]).is_ok(),
        positions: &positions,
        next: 0,
        literal_until: entry.literal_until,
        out,
    };
    let exit = pass.records(at);
    out.positions = positions;
    exit
}

struct Pass<'a> {
    layout: &'a Layout,
    irregular: &'a mut Irregular,
    block: &'a [u8],
    base: u64,
    last: bool,
    line_end: LineEnd,
    delimiter: u8,
    quote: Option<u8>,
    escape: Option<u8>,
    trim_cr: bool,
    sound_utf8: bool,
    positions: &'a [u32],
    /// Index of the first structural position not yet used.
    next: usize,
    literal_until: u64,
    out: &'a mut Batch,
}

/// How the scan of one record ended.
enum Scanned {
    /// At its terminator, or at the end of the data: first byte after it.
    Ended { end: usize, regular: bool },
    /// The block is over and the record is not.
    Open { in_quotes: bool },
    /// A line end inside quotes, where records are single lines.
    Broken,
}

impl Pass<'_> {
    fn records(&mut self, mut at: usize) -> Exit {
        let len = self.block.len();
        let mut full = false;
        while at < len {
            if self.out.cells.len() >= self.layout.max_cells {
                full = true;
                break;
            }
            let first_position = self.next;
            let single_line = self.base + (at as u64) < self.literal_until;
            let mut scanned = self.scan_record(at, self.quote, single_line);
            let mut plain_quotes = false;
            if matches!(scanned, Scanned::Broken)
                || (single_line && matches!(scanned, Scanned::Open { in_quotes: true }))
            {
                self.restart(first_position);
                plain_quotes = true;
                scanned = self.scan_record(at, None, true);
            }
            match scanned {
                // Text after a closing quote, in a record of several lines: a stray quote has swallowed line ends.
                Scanned::Ended { end, regular: false }
                    if !single_line
                        && end - at <= self.layout.max_record
                        && self.line_end.first(&self.block[at..end - 1]).is_some() =>
                {
                    self.restart(first_position);
                    self.literal_until = self.base + end as u64;
                }
                Scanned::Ended { end, regular } if end - at <= self.layout.max_record => {
                    self.finish_record(at, end, regular, plain_quotes);
                    at = end;
                }
                Scanned::Open { .. } if !self.last && len - at <= self.layout.max_record => {
                    self.restart(first_position);
                    break;
                }
                Scanned::Open { .. } | Scanned::Ended { .. } | Scanned::Broken => {
                    self.restart(first_position);
                    match self.too_long(at, first_position) {
                        Ok(next) => at = next,
                        Err(exit) => return exit,
                    }
                }
            }
        }
        Exit {
            consumed: at,
            state: Entry { literal_until: self.open_literal(at), in_long_line: false },
            full,
        }
    }

    /// The literal reach, forgotten once it is passed so that states compare equal.
    fn open_literal(&self, at: usize) -> u64 {
        if self.base + (at as u64) < self.literal_until { self.literal_until } else { 0 }
    }

    /// Forgets the cells of an unfinished record.
    fn restart(&mut self, first_position: usize) {
        self.next = first_position;
        self.out.cells.truncate(self.out.row_starts.len() * self.out.columns);
    }

    /// A record that does not end within the limit (or, at the end of the data, within quotes). If its first line
    /// does, a quote is open: from here on over the length of the limit records are single lines. If not, the line is
    /// rejected.
    fn too_long(&mut self, at: usize, first_position: usize) -> Result<usize, Exit> {
        let len = self.block.len();
        let line_end = self.line_end.after(self.block, at);
        let single_line = self.base + (at as u64) < self.literal_until;
        let line = line_end.unwrap_or(len) - at;
        if !single_line && line <= self.layout.max_record && (line_end.is_some() || self.last) {
            self.literal_until = self.base + (at + self.layout.max_record.min(len - at)) as u64;
            self.next = first_position;
            return Ok(at);
        }
        let end = line_end.unwrap_or(len);
        self.out.reject(EventKind::TooLong, at as u32, end as u32);
        self.next =
            first_position + self.positions[first_position..].partition_point(|&p| (p as usize) < end);
        if line_end.is_none() && !self.last {
            let state = Entry { literal_until: self.literal_until, in_long_line: true };
            return Err(Exit { consumed: len, state, full: false });
        }
        Ok(end)
    }

    /// Pushes the cells of the record at `start`.
    fn scan_record(&mut self, start: usize, quote: Option<u8>, single_line: bool) -> Scanned {
        let (block, positions, len) = (self.block, self.positions, self.block.len());
        let mut cell_start = start;
        let mut regular = true;
        let mut i = self.next;
        loop {
            if quote.is_some() && block.get(cell_start).copied() == quote {
                // positions[i] is the opening quote.
                i += 1;
                match self.scan_quoted(cell_start, &mut i, single_line) {
                    Quoted::Cell { after, ends_record: false } => {
                        cell_start = after;
                        continue;
                    }
                    Quoted::Cell { after, ends_record: true } => {
                        self.next = i;
                        return Scanned::Ended { end: after, regular };
                    }
                    Quoted::Irregular => regular = false,
                    Quoted::Open => return Scanned::Open { in_quotes: true },
                    Quoted::Cut => return Scanned::Open { in_quotes: false },
                    Quoted::Broken => return Scanned::Broken,
                }
            }
            let end_of_record = loop {
                let Some(&p) = positions.get(i) else {
                    if !self.last {
                        return Scanned::Open { in_quotes: false };
                    }
                    self.next = i;
                    self.push_last_cell(cell_start, len);
                    return Scanned::Ended { end: len, regular };
                };
                i += 1;
                let p = p as usize;
                let byte = block[p];
                if byte == self.delimiter {
                    self.out.cells.push(Cell::in_block(cell_start as u32, p as u32));
                    cell_start = p + 1;
                    break None;
                }
                if self.line_end.is(byte) {
                    break Some(p);
                }
            };
            if let Some(p) = end_of_record {
                self.next = i;
                self.push_last_cell(cell_start, p);
                return Scanned::Ended { end: p + 1, regular };
            }
        }
    }

    /// The last cell of a record, without the `\r` of its terminator.
    fn push_last_cell(&mut self, start: usize, mut end: usize) {
        if self.trim_cr && end > start && self.block[end - 1] == b'\r' {
            end -= 1;
        }
        self.out.cells.push(Cell::in_block(start as u32, end as u32));
    }

    /// Reads a quoted cell whose opening quote stands at `open`; `i` is the first position after it.
    fn scan_quoted(&mut self, open: usize, i: &mut usize, single_line: bool) -> Quoted {
        let (block, len) = (self.block, self.block.len());
        let quote = block[open];
        let mut rewritten = false;
        loop {
            let Some(&p) = self.positions.get(*i) else { return Quoted::Open };
            *i += 1;
            let p = p as usize;
            let byte = block[p];
            if Some(byte) == self.escape {
                if single_line && block.get(p + 1).is_some_and(|&b| self.line_end.is(b)) {
                    return Quoted::Broken;
                }
                rewritten = true;
                if self.positions.get(*i).is_some_and(|&q| q as usize == p + 1) {
                    *i += 1;
                }
                continue;
            }
            if byte != quote {
                if single_line && self.line_end.is(byte) {
                    return Quoted::Broken;
                }
                continue;
            }
            let after = match block.get(p + 1) {
                Some(&b) if b == quote => {
                    *i += 1;
                    rewritten = true;
                    continue;
                }
                Some(&b) if b == self.delimiter || self.line_end.is(b) => {
                    *i += 1;
                    (p + 2, self.line_end.is(b))
                }
                None if self.last => (len, true),
                None => return Quoted::Cut,
                Some(b'\r') if self.trim_cr => match block.get(p + 2) {
                    Some(b'\n') => {
                        *i += 1;
                        (p + 3, true)
                    }
                    None if self.last => (len, true),
                    None => return Quoted::Cut,
                    Some(_) => return Quoted::Irregular,
                },
                Some(_) => return Quoted::Irregular,
            };
            let cell = if rewritten {
                unescape(&block[open + 1..p], quote, self.escape, self.out)
            } else {
                Cell::in_block(open as u32 + 1, p as u32)
            };
            self.out.cells.push(cell);
            return Quoted::Cell { after: after.0, ends_record: after.1 };
        }
    }

    /// Turns the cells just pushed into a row, or gives them up, and accounts for the record's bytes.
    fn finish_record(&mut self, start: usize, end: usize, regular: bool, plain_quotes: bool) {
        let columns = self.out.columns;
        let first = self.out.row_starts.len() * columns;
        let (start32, end32) = (start as u32, end as u32);
        if self.is_blank(start, end) {
            self.out.cells.truncate(first);
            self.out.tally.skipped += u64::from(end32 - start32);
            return;
        }
        if !regular {
            self.out.cells.truncate(first);
            self.irregular.read(&self.block[start..end], self.out);
        }
        let cells = self.out.cells.len() - first;
        let mut repaired = false;
        if cells < columns {
            if cells == 1 && columns >= 3 {
                self.out.reject(EventKind::Fragment, start32, end32);
                return;
            }
            self.out.cells.resize(first + columns, Cell::EMPTY);
            self.out.note(EventKind::TooFewCells, start32);
            repaired = true;
        } else if cells > columns {
            let surplus = (columns..cells).all(|c| self.out.cells[first + c].is_empty());
            if !surplus {
                self.out.reject(EventKind::TooManyCells, start32, end32);
                return;
            }
            self.out.cells.truncate(first + columns);
            self.out.note(EventKind::EmptySurplus, start32);
            repaired = true;
        }
        if plain_quotes {
            self.out.note(EventKind::OpenQuote, start32);
            repaired = true;
        }
        if !self.sound_utf8 && simdutf8::basic::from_utf8(&self.block[start..end]).is_err() {
            self.out.note(EventKind::NotUtf8, start32);
            repaired = true;
        }
        self.out.close_row(start32, end32, repaired);
    }

    /// An empty line, as the `csv` crate skips them.
    fn is_blank(&self, start: usize, end: usize) -> bool {
        match &self.block[start..end] {
            [b] => self.line_end.is(*b) || (*b == b'\r' && self.trim_cr),
            [b'\r', b'\n'] => self.trim_cr,
            _ => false,
        }
    }
}

/// Stores the content of a quoted cell without what doubles or escapes its quotes.
pub(crate) fn unescape(content: &[u8], quote: u8, escape: Option<u8>, out: &mut Batch) -> Cell {
    let mut bytes = Vec::with_capacity(content.len());
    let mut rest = content.iter();
    while let Some(&byte) = rest.next() {
        if byte == quote || Some(byte) == escape {
            bytes.extend(rest.next());
        } else {
            bytes.push(byte);
        }
    }
    out.store(&bytes)
}

enum Quoted {
    /// A regular quoted cell, pushed; `after` is the first byte of the next cell or record.
    Cell { after: usize, ends_record: bool },
    /// Text after the closing quote: the cell goes on unquoted, and the `csv` crate reads the record.
    Irregular,
    /// Still in quotes at the end of the block.
    Open,
    /// Whether the quote closes the cell depends on the next block.
    Cut,
    /// A line end inside quotes, where records are single lines.
    Broken,
}
