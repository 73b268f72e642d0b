use csv::{ByteRecord, ReaderBuilder, Terminator};

use crate::{Batch, Layout};

/// Reads one record that the fast path declared irregular (text after a closing quote) with the `csv` crate, and
/// pushes its cells.
pub(crate) fn read(layout: &Layout, record: &[u8], out: &mut Batch) {
    let newline = layout.newline();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(layout.dialect.delimiter)
        .quote(layout.quote().unwrap_or(b'"'))
        .quoting(layout.quote().is_some())
        .escape(layout.escape())
        .terminator(Terminator::Any(newline))
        .buffer_capacity(record.len().clamp(16, 1 << 16))
        .from_reader(record);
    let mut cells = ByteRecord::new();
    // Reading from memory cannot fail, and any bytes are a flexible byte record.
    if !matches!(reader.read_byte_record(&mut cells), Ok(true)) {
        return;
    }
    let last = cells.len().saturating_sub(1);
    for (i, cell) in cells.iter().enumerate() {
        let ends_in_crlf =
            newline == b'\n' && i == last && (record.ends_with(b"\r\n") || record.ends_with(b"\r"));
        let cell = if ends_in_crlf { cell.strip_suffix(b"\r").unwrap_or(cell) } else { cell };
        let place = out.store(cell);
        out.cells.push(place);
    }
}
