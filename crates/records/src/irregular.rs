use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::{Batch, Layout};

/// The `csv` crate's parser, set up once per thread for records that the fast path declared irregular (text after a
/// closing quote).
#[derive(Debug)]
pub(crate) struct Irregular {
    /// Set up when the first such record is met: most tables have none.
    reader: Option<Box<Reader>>,
    builder: ReaderBuilder,
    takes_cr: bool,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl Irregular {
    pub(crate) fn new(layout: &Layout) -> Self {
        let line_end = layout.line_end();
        let mut builder = ReaderBuilder::new();
        builder
            .delimiter(layout.dialect.delimiter)
            .quote(layout.quote().unwrap_or(b'"'))
            .quoting(layout.quote().is_some())
            .escape(layout.escape())
            .terminator(line_end.terminator());
        let takes_cr = line_end.takes_cr();
        Self { reader: None, builder, takes_cr, cells: Vec::new(), ends: Vec::new() }
    }

    /// Reads one record and pushes its cells.
    pub(crate) fn read(&mut self, record: &[u8], out: &mut Batch) {
        let reader = self.reader.get_or_insert_with(|| Box::new(self.builder.build()));
        reader.reset();
        // Unescaping only shortens, and a record has at most one cell more than bytes.
        self.cells.resize(record.len().max(1), 0);
        self.ends.resize(record.len() + 1, 0);
        let (result, read, written, mut ends) = reader.read_record(record, &mut self.cells, &mut self.ends);
        if matches!(result, ReadRecordResult::InputEmpty) {
            // The last record of a file may lack its terminator: an empty read ends it.
            let left = &record[read..];
            let (_, _, _, more) =
                reader.read_record(left, &mut self.cells[written..], &mut self.ends[ends..]);
            ends += more;
        }
        let mut start = 0;
        for i in 0..ends {
            let end = self.ends[i].min(self.cells.len()).max(start);
            let cell = &self.cells[start..end];
            let ends_in_cr =
                self.takes_cr && i + 1 == ends && (record.ends_with(b"\r\n") || record.ends_with(b"\r"));
            let place = out.store(if ends_in_cr { cell.strip_suffix(b"\r").unwrap_or(cell) } else { cell });
            out.cells.push(place);
            start = end;
        }
    }
}
