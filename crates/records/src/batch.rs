use crate::structural::marks::Marks;

/// Why a record was not read as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// Fewer cells than columns; the missing ones are null. Repaired.
    TooFewCells,
    /// More cells than columns, the surplus all empty and dropped. Repaired.
    EmptySurplus,
    /// Bytes that are not UTF-8, kept as they are. Repaired.
    NotUtf8,
    /// A quote that never closes within the record limit: the lines were read with quotes as plain bytes. Repaired.
    OpenQuote,
    /// A JSON object that names a key twice; the last one counts. Repaired.
    RepeatedKey,
    /// A JSON key that none of the sampled records had; its cell is left out. Repaired.
    UnplannedKey,
    /// More cells than columns: which one is the stray delimiter cannot be told. Rejected.
    TooManyCells,
    /// A single cell where three or more were expected: a fragment, a comment, a footer. Rejected.
    Fragment,
    /// Longer than the record limit. Rejected.
    TooLong,
    /// Not valid JSON. Rejected.
    NotJson,
    /// Valid JSON, but not an object. Rejected.
    NotAnObject,
}

impl EventKind {
    /// Every kind, in the order reports list them.
    pub const ALL: [Self; 11] = [
        Self::TooFewCells,
        Self::EmptySurplus,
        Self::NotUtf8,
        Self::OpenQuote,
        Self::RepeatedKey,
        Self::UnplannedKey,
        Self::TooManyCells,
        Self::Fragment,
        Self::TooLong,
        Self::NotJson,
        Self::NotAnObject,
    ];

    /// Whether the record is lost as a row.
    pub const fn rejects(self) -> bool {
        matches!(
            self,
            Self::TooManyCells | Self::Fragment | Self::TooLong | Self::NotJson | Self::NotAnObject
        )
    }

    /// Stable id for outputs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::TooFewCells => "too-few-cells",
            Self::EmptySurplus => "empty-surplus",
            Self::NotUtf8 => "not-utf-8",
            Self::OpenQuote => "open-quote",
            Self::RepeatedKey => "repeated-key",
            Self::UnplannedKey => "unplanned-key",
            Self::TooManyCells => "too-many-cells",
            Self::Fragment => "fragment",
            Self::TooLong => "too-long",
            Self::NotJson => "not-json",
            Self::NotAnObject => "not-an-object",
        }
    }

    /// Plain words: what was met and what was done.
    pub const fn what(self) -> &'static str {
        match self {
            Self::TooFewCells => "fewer cells than columns; the missing cells count as null",
            Self::EmptySurplus => "empty cells beyond the last column; dropped",
            Self::NotUtf8 => "bytes that are not UTF-8; kept as they are",
            Self::OpenQuote => {
                "a quote that never closes; the lines were read with quotes as plain characters"
            }
            Self::RepeatedKey => "an object that names a key twice; the last one counts",
            Self::UnplannedKey => "a key that no sampled record had; its value is not measured",
            Self::TooManyCells => "more cells than columns; the row cannot be aligned and is left out",
            Self::Fragment => {
                "one cell where several were expected (a broken line, a comment, a footer); left out"
            }
            Self::TooLong => "a record longer than the limit; left out",
            Self::NotJson => "a line that is not valid JSON; left out",
            Self::NotAnObject => "a JSON value that is not an object; left out",
        }
    }
}

/// A record that was repaired or rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Start of the record in the block.
    pub start: u32,
    /// Rows of the batch before it.
    pub row: u32,
}

/// Where the bytes of a block went, and how many records there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Bytes in records read as they stand.
    pub parsed: u64,
    /// Bytes in repaired records.
    pub repaired: u64,
    /// Bytes in rejected records.
    pub rejected: u64,
    /// Bytes outside records (blank lines).
    pub skipped: u64,
    /// Rows repaired.
    pub repaired_rows: u64,
    /// Records rejected.
    pub rejected_rows: u64,
}

impl Tally {
    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        self.parsed += other.parsed;
        self.repaired += other.repaired;
        self.rejected += other.rejected;
        self.skipped += other.skipped;
        self.repaired_rows += other.repaired_rows;
        self.rejected_rows += other.rejected_rows;
    }

    /// All bytes accounted for.
    pub fn bytes(&self) -> u64 {
        self.parsed + self.repaired + self.rejected + self.skipped
    }
}

/// Place of one cell: in the block, or in the batch's arena when it had to be rewritten (unescaped).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    start: u32,
    /// Top bit: the bytes are in the arena.
    len: u32,
}

const IN_ARENA: u32 = 1 << 31;

impl Cell {
    /// A cell of the block.
    pub(crate) const fn in_block(start: u32, end: u32) -> Self {
        Self { start, len: end - start }
    }

    /// Number of bytes.
    const fn length(self) -> usize {
        (self.len & !IN_ARENA) as usize
    }

    /// Whether it holds no bytes.
    pub(crate) const fn is_empty(self) -> bool {
        self.length() == 0
    }

    /// A cell of the block without its last byte.
    pub(crate) const fn shorten(&mut self) {
        self.len -= 1;
    }

    /// A cell of the block without its first and last byte.
    pub(crate) const fn without_ends(self) -> Self {
        Self { start: self.start + 1, len: self.len - 2 }
    }

    /// The bytes of a cell of the block.
    pub(crate) fn in_bytes(self, block: &[u8]) -> &[u8] {
        &block[self.start as usize..(self.start + self.len) as usize]
    }

    /// A missing cell.
    pub(crate) const EMPTY: Self = Self { start: 0, len: 0 };
}

/// A cell as sixteen bytes, where it has no more and is not the last of its block.
#[derive(Clone, Copy)]
pub enum Sixteen<'a> {
    /// The first `len` of `bytes`.
    Short {
        /// The cell and what follows it in the block.
        bytes: &'a [u8; 16],
        /// Bytes of the cell.
        len: usize,
    },
    /// A cell by itself.
    Other(&'a [u8]),
}

impl Sixteen<'_> {
    /// Bytes of the cell.
    #[inline]
    pub const fn len(&self) -> usize {
        match self {
            Self::Short { len, .. } => *len,
            Self::Other(cell) => cell.len(),
        }
    }

    /// Whether it holds no bytes.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl std::fmt::Debug for Sixteen<'_> {
    /// The length only: cells are raw personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sixteen({} bytes)", self.len())
    }
}

/// The records of one block: a dense table of cell places, `columns` per row.
#[derive(Default)]
pub struct Batch {
    pub(crate) columns: usize,
    pub(crate) cells: Vec<Cell>,
    pub(crate) arena: Vec<u8>,
    pub(crate) row_starts: Vec<u32>,
    pub(crate) repaired: Vec<bool>,
    pub(crate) events: Vec<Event>,
    pub(crate) tally: Tally,
    /// Structural positions of the block; kept here so that the buffers are reused.
    pub(crate) positions: Vec<u32>,
    pub(crate) marks: Marks,
}

impl std::fmt::Debug for Batch {
    /// Sizes only: cells are raw personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batch")
            .field("columns", &self.columns)
            .field("rows", &self.rows())
            .finish_non_exhaustive()
    }
}

impl Batch {
    /// Empties the batch for a table of `columns` columns; keeps its buffers.
    pub(crate) fn reset(&mut self, columns: usize) {
        self.columns = columns;
        self.cells.clear();
        self.arena.clear();
        self.row_starts.clear();
        self.repaired.clear();
        self.events.clear();
        self.tally = Tally::default();
    }

    /// Rows read.
    pub fn rows(&self) -> usize {
        self.row_starts.len()
    }

    /// Columns per row.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Where each row starts in the block, ascending.
    pub fn row_starts(&self) -> &[u32] {
        &self.row_starts
    }

    /// Whether each row was repaired.
    pub fn repaired(&self) -> &[bool] {
        &self.repaired
    }

    /// Repaired and rejected records in file order; a record repaired twice has two events.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Byte and record accounting of the block.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Bytes of one cell, unescaped; empty when missing. `block` is what the batch was read from.
    #[inline]
    pub fn cell<'a>(&'a self, block: &'a [u8], row: usize, column: usize) -> &'a [u8] {
        self.cells.get(row * self.columns + column).map_or(&[], |cell| self.bytes(block, *cell))
    }

    /// The cells of one column in rows `from..to`, in order.
    #[inline]
    pub fn column<'a>(
        &'a self,
        block: &'a [u8],
        column: usize,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = &'a [u8]> {
        let columns = self.columns.max(1);
        let rows = self.cells.get(from * columns..to * columns).unwrap_or(&[]).chunks_exact(columns);
        rows.map(move |row| row.get(column).map_or(&[][..], |cell| self.bytes(block, *cell)))
    }

    /// The cells of one column in rows `from..to`, in order, the short ones with the bytes behind them: so they can be
    /// read without a look at their length.
    #[inline]
    pub fn column_in_sixteens<'a>(
        &'a self,
        block: &'a [u8],
        column: usize,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = Sixteen<'a>> {
        let columns = self.columns.max(1);
        let rows = self.cells.get(from * columns..to * columns).unwrap_or(&[]).chunks_exact(columns);
        rows.map(move |row| {
            let cell = row.get(column).copied().unwrap_or(Cell::EMPTY);
            // A cell of the arena is long by its top bit.
            let start = cell.start as usize;
            match block.get(start..start + 16).and_then(<[u8]>::first_chunk::<16>) {
                Some(bytes) if cell.len <= 16 => Sixteen::Short { bytes, len: cell.len as usize },
                _ => Sixteen::Other(self.bytes(block, cell)),
            }
        })
    }

    #[inline]
    fn bytes<'a>(&'a self, block: &'a [u8], cell: Cell) -> &'a [u8] {
        let start = cell.start as usize;
        self.source(block, cell).get(start..start + cell.length()).unwrap_or(&[])
    }

    /// Where the bytes of a cell are.
    #[inline]
    fn source<'a>(&'a self, block: &'a [u8], cell: Cell) -> &'a [u8] {
        if cell.len & IN_ARENA == 0 { block } else { &self.arena }
    }

    /// Stores rewritten bytes and gives their place.
    pub(crate) fn store(&mut self, bytes: &[u8]) -> Cell {
        let start = self.arena.len() as u32;
        self.arena.extend_from_slice(bytes);
        Cell { start, len: bytes.len() as u32 | IN_ARENA }
    }

    /// Notes a repair or rejection of the record at `start`, before the row is added.
    pub(crate) fn note(&mut self, kind: EventKind, start: u32) {
        self.events.push(Event { kind, start, row: self.row_starts.len() as u32 });
    }

    /// Closes the next row: its cells have been pushed (exactly `columns` of them), perhaps those of rows after it as well.
    pub(crate) fn close_row(&mut self, start: u32, end: u32, repaired: bool) {
        debug_assert!(self.cells.len() >= (self.row_starts.len() + 1) * self.columns);
        self.row_starts.push(start);
        self.repaired.push(repaired);
        let bytes = u64::from(end - start);
        if repaired {
            self.tally.repaired += bytes;
            self.tally.repaired_rows += 1;
        } else {
            self.tally.parsed += bytes;
        }
    }

    /// [`Self::close_row`] for sound rows that follow each other, the first at `start`; gives where the last one ends.
    pub(crate) fn close_rows(&mut self, start: u32, ends: impl ExactSizeIterator<Item = u32>) -> u32 {
        let mut at = start;
        self.repaired.resize(self.repaired.len() + ends.len(), false);
        self.row_starts.extend(ends.map(|end| std::mem::replace(&mut at, end)));
        debug_assert!(self.cells.len() >= self.row_starts.len() * self.columns);
        self.tally.parsed += u64::from(at - start);
        at
    }

    /// Gives up the cells pushed since the last closed row.
    pub(crate) fn reject(&mut self, kind: EventKind, start: u32, end: u32) {
        self.cells.truncate(self.row_starts.len() * self.columns);
        self.note(kind, start);
        self.tally.rejected += u64::from(end - start);
        self.tally.rejected_rows += 1;
    }
}
