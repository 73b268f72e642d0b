use dumpscope_model::{Dialect, Escape, Format};

use crate::{Batch, LineEnd, delimited, irregular::Irregular, json_lines};

/// Longest record read as one, in bytes. A leak's longest honest cells are scanned signatures and photos of some
/// hundred kilobytes; an open quote must not swallow more than this.
pub const DEFAULT_MAX_RECORD: usize = 16 << 20;

/// Cells of a full batch: 16 MiB of places.
pub const DEFAULT_MAX_CELLS: usize = 2 << 20;

/// What every block of a table is read by: format, dialect and columns, fixed by the plan.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Format of the records.
    pub format: Format,
    /// Dialect (delimited text).
    pub dialect: Dialect,
    /// Number of columns.
    pub columns: usize,
    /// Flattened key of each column (JSON lines).
    pub keys: Vec<String>,
    /// Longest record in bytes.
    pub max_record: usize,
    /// Cells from which a batch is full: short rows of a wide table must not take more memory than their bytes warrant.
    pub max_cells: usize,
}

impl Layout {
    /// What ends records.
    pub fn line_end(&self) -> LineEnd {
        match self.format {
            Format::Delimited => LineEnd::of(self.dialect.newline),
            Format::Ndjson => LineEnd::LF,
        }
    }

    /// The quote, where cells may be quoted.
    pub(crate) fn quote(&self) -> Option<u8> {
        self.dialect.quote
    }

    /// The escape byte, where the dialect has one.
    pub(crate) fn escape(&self) -> Option<u8> {
        (self.dialect.escape == Escape::Backslash && self.dialect.quote.is_some()).then_some(b'\\')
    }
}

/// The state a block is entered in. A block guessed to start at a record start has the default; the block before it,
/// once read, says whether the guess held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry {
    /// Records that start before this decoded offset are single lines, quotes being plain bytes: they lie in the reach
    /// of a quote that never closed.
    pub literal_until: u64,
    /// The block starts inside a line longer than the record limit, already counted: its bytes up to the next line end
    /// are rejected.
    pub in_long_line: bool,
}

/// How a block was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Exit {
    /// Bytes consumed; what follows is an unfinished record, to be read again in front of the next block.
    pub consumed: usize,
    /// State at `consumed`.
    pub state: Entry,
    /// The batch is full: measure it, then read on from `consumed` in the same block.
    pub full: bool,
}

/// Reads blocks of one table into batches.
pub struct Reader {
    layout: Layout,
    json: json_lines::Scratch,
    irregular: Irregular,
}

impl std::fmt::Debug for Reader {
    /// The layout only: buffers hold raw personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("columns", &self.layout.columns).finish_non_exhaustive()
    }
}

impl Reader {
    /// A reader for the layout; one per thread.
    pub fn new(layout: Layout) -> Self {
        let json = json_lines::Scratch::new(&layout.keys);
        let irregular = Irregular::new(&layout);
        Self { layout, json, irregular }
    }

    /// The layout.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Reads the records that start in `block`, whose first byte has decoded offset `base` and stands at a record start
    /// (or is entered as `entry` says). `last`: nothing follows. The answer depends on the bytes, `base` and `entry`
    /// alone, so cutting a file differently never changes what is read. Blocks are at most 2³⁰ bytes.
    pub fn read(&mut self, block: &[u8], base: u64, entry: Entry, last: bool, out: &mut Batch) -> Exit {
        out.reset(self.layout.columns);
        match self.layout.format {
            Format::Delimited => {
                delimited::read(&self.layout, &mut self.irregular, block, base, entry, last, out)
            }
            Format::Ndjson => json_lines::read(&self.layout, &mut self.json, block, entry, last, out),
        }
    }
}
