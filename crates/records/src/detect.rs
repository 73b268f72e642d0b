//! Which format, dialect and header a table has, from blocks all over the file.
//!
//! Every candidate dialect reads the sample with the `csv` crate and is scored by how even its rows are and how much
//! its cells look like values; after van den Burg et al. (2019), *Wrangling messy CSV files by detecting row and type
//! patterns*, with a fixed candidate list so that time is bounded. The answer is deterministic, the losers are kept
//! with their reasons, and every choice can be overridden.

use dumpscope_model::{Dialect, Escape, Format, HeaderSource, Newline};

use crate::{DEFAULT_MAX_CELLS, DEFAULT_MAX_RECORD, Layout, LineEnd, json_lines};

mod dialect;
mod header;
mod newline;
mod shape;

/// Most columns a table may have.
pub const MAX_COLUMNS: usize = 16_384;
/// Most keys of JSON lines that become columns: a record that holds a dictionary must not make millions.
pub const MAX_KEYS: usize = 2_048;
/// Bytes of each sampled chunk that detection itself looks at (the first one: eight times as many).
const LOOKED_AT: usize = 8 << 10;

/// Bytes from one place of the file.
#[derive(Clone, Copy)]
pub struct Chunk<'a> {
    /// Decoded offset of the first byte.
    pub offset: u64,
    /// The bytes.
    pub bytes: &'a [u8],
    /// Whether the file ends where the chunk ends.
    pub at_end: bool,
}

/// What the user fixed.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Format of the records.
    pub format: Option<Format>,
    /// Cell delimiter.
    pub delimiter: Option<u8>,
    /// Quote; `Some(None)`: cells are never quoted.
    pub quote: Option<Option<u8>>,
    /// How quotes inside quotes are written.
    pub escape: Option<Escape>,
    /// Whether the first row is a header.
    pub header: Option<bool>,
}

/// A table's form, as detected.
#[derive(Debug, Clone)]
pub struct Detected {
    /// What to read blocks by.
    pub layout: Layout,
    /// Column names: header cells, JSON keys or `c1`, `c2`, ….
    pub names: Vec<String>,
    /// Decoded offset of the first data record; the bytes before it are skipped (mark, preamble, header).
    pub data_start: u64,
    /// Runner-up dialects with the reason each lost, best first.
    pub alternatives: Vec<String>,
}

/// Why a table's form could not be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DetectError {
    /// Nothing but white space.
    #[error("holds no records: nothing but blank lines")]
    NoRecords,
    /// A form this version does not read.
    #[error("looks like {0}, which this version does not read; convert it to CSV or JSON lines first")]
    Unsupported(&'static str),
    /// Beyond [`MAX_COLUMNS`].
    #[error(
        "has {0} columns and at most {MAX_COLUMNS} can be read; cut the columns you need first, or set the delimiter \
         with --delimiter if this is not a table of that shape"
    )]
    TooManyColumns(usize),
}

/// Skips a UTF-8 byte-order mark.
fn after_mark(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }
}

/// Detects the form of the table the chunks were taken from. The first chunk is the head of the file.
/// `known_header` says whether a cell is a usual column name, in any language the caller knows.
pub fn detect(
    chunks: &[Chunk<'_>],
    overrides: &Overrides,
    known_header: &dyn Fn(&str) -> bool,
) -> Result<Detected, DetectError> {
    let head = chunks.first().map_or(&[][..], |chunk| chunk.bytes);
    let mark = after_mark(head);
    if chunks.iter().all(|chunk| chunk.bytes[chunk.bytes.len().min(mark)..].trim_ascii().is_empty()) {
        return Err(DetectError::NoRecords);
    }
    let format = match overrides.format {
        Some(format) => format,
        None => detect_format(chunks, mark)?,
    };
    match format {
        Format::Ndjson => Ok(detect_keys(chunks, mark)),
        Format::Delimited => detect_delimited(chunks, mark, overrides, known_header),
    }
}

fn detect_format(chunks: &[Chunk<'_>], mark: usize) -> Result<Format, DetectError> {
    let head = chunks.first().map_or(&[][..], |chunk| &chunk.bytes[mark..]).trim_ascii_start();
    if head.starts_with(b"[") && head[1..].trim_ascii_start().starts_with(b"{") {
        return Err(DetectError::Unsupported("a JSON array"));
    }
    let lines: Vec<&[u8]> = sample_lines(chunks, mark, 20);
    let objects = lines.iter().filter(|line| line.starts_with(b"{")).count();
    let whole =
        lines.iter().filter(|line| line.starts_with(b"{") && json_lines::keys_of(line).is_some()).count();
    // Some lines of an NDJSON dump may be broken; a table of another kind has none that parse as an object.
    if whole > 0 && whole * 2 >= objects && objects * 2 >= lines.len() {
        return Ok(Format::Ndjson);
    }
    let starts =
        |prefix: &[u8]| head.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let says = |words: &[u8]| {
        lines.iter().any(|line| line.get(..words.len()).is_some_and(|l| l.eq_ignore_ascii_case(words)))
    };
    if head.starts_with(b"{") && objects > 0 && whole == 0 && head[1..].trim_ascii_start().starts_with(b"\"")
    {
        return Err(DetectError::Unsupported("one JSON document over several lines"));
    }
    if says(b"INSERT INTO ") || says(b"CREATE TABLE ") || says(b"COPY public.") {
        return Err(DetectError::Unsupported("a SQL dump"));
    }
    if starts(b"<?xml") || starts(b"<!doctype") || starts(b"<html") {
        return Err(DetectError::Unsupported("XML or HTML"));
    }
    Ok(Format::Delimited)
}

/// Whole lines, trimmed and not blank, a few from the start of each chunk.
fn sample_lines<'a>(chunks: &[Chunk<'a>], mark: usize, per_chunk: usize) -> Vec<&'a [u8]> {
    let mut lines = Vec::new();
    for (i, chunk) in chunks.iter().enumerate() {
        let bytes = whole_lines(chunk, if i == 0 { mark } else { 0 }, LineEnd::LF);
        lines.extend(
            bytes.split(|&b| b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !l.is_empty()).take(per_chunk),
        );
    }
    lines
}

/// The part of a chunk that holds whole lines: from the first line that starts in it to the last that ends in it. A
/// chunk without any line end is given whole: it is all there is to look at.
fn whole_lines<'a>(chunk: &Chunk<'a>, mark: usize, line_end: LineEnd) -> &'a [u8] {
    let bytes = chunk.bytes;
    let start = if chunk.offset == 0 { mark } else { line_end.after(bytes, 0).unwrap_or(0) };
    let end = if chunk.at_end { bytes.len() } else { line_end.last(bytes).map_or(bytes.len(), |at| at + 1) };
    bytes.get(start..end.max(start)).unwrap_or_default()
}

fn detect_keys(chunks: &[Chunk<'_>], mark: usize) -> Detected {
    let mut keys: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for line in sample_lines(chunks, mark, usize::MAX) {
        for key in json_lines::keys_of(line).unwrap_or_default() {
            if seen.insert(key.clone()) {
                keys.push(key);
            }
        }
        if keys.len() >= MAX_KEYS {
            // Keys beyond are counted as unplanned, record by record.
            keys.truncate(MAX_KEYS);
            break;
        }
    }
    let dialect = Dialect { quote: None, header: HeaderSource::Keys, ..Dialect::default() };
    let layout = Layout {
        format: Format::Ndjson,
        dialect,
        columns: keys.len(),
        keys: keys.clone(),
        max_record: DEFAULT_MAX_RECORD,
        max_cells: DEFAULT_MAX_CELLS,
    };
    Detected { layout, names: keys, data_start: mark as u64, alternatives: Vec::new() }
}

/// What the chunks look like when lines end in a given way.
struct Form<'a> {
    newline: Newline,
    /// Whole lines of each chunk.
    parts: Vec<&'a [u8]>,
    ranked: Vec<dialect::Candidate>,
    best: dialect::Candidate,
}

impl<'a> Form<'a> {
    fn under(newline: Newline, chunks: &[Chunk<'a>], mark: usize, overrides: &Overrides) -> Self {
        let line_end = LineEnd::of(newline);
        let parts: Vec<&[u8]> = chunks
            .iter()
            .enumerate()
            .map(|(i, chunk)| {
                let looked_at = if i == 0 { LOOKED_AT * 8 } else { LOOKED_AT };
                let cut = chunk.bytes.len().min(looked_at);
                let part = Chunk {
                    bytes: &chunk.bytes[..cut],
                    at_end: chunk.at_end && cut == chunk.bytes.len(),
                    ..*chunk
                };
                let lines = whole_lines(&part, mark, line_end);
                // Long lines: take all the chunk there is.
                let few = std::iter::successors(Some(0), |&at| line_end.after(lines, at)).nth(4).is_none();
                let lines = if few { whole_lines(chunk, mark, line_end) } else { lines };
                // A piece of one line says nothing, but at the head it may be all there is.
                if i > 0 && line_end.first(lines).is_none() { &[] } else { lines }
            })
            .filter(|part| !part.is_empty())
            .collect();
        let ranked = dialect::rank(&parts, newline, overrides);
        let best = ranked
            .first()
            .map_or_else(|| dialect::Candidate::single_column(newline, overrides), Clone::clone);

        Self { newline, parts, ranked, best }
    }
}

fn detect_delimited(
    chunks: &[Chunk<'_>],
    mark: usize,
    overrides: &Overrides,
    known_header: &dyn Fn(&str) -> bool,
) -> Result<Detected, DetectError> {
    let newline = newline::detect(chunks);
    let mut form = Form::under(newline, chunks, mark, overrides);
    if newline::both_kinds(chunks) {
        let mixed = Form::under(Newline::Mixed, chunks, mark, overrides);
        if let Some(found) = newline::ends_of_rows(&mixed.parts, &mixed.best) {
            form = if found == newline { form } else { Form::under(found, chunks, mark, overrides) };
        }
    }
    let Form { newline, parts, ranked, best } = form;
    let head = parts.first().copied().unwrap_or_default();
    let rows = dialect::read_rows(head, &best.dialect, newline, 400);
    let preamble = header::preamble_rows(&rows, best.width);
    let table = rows.get(preamble..).unwrap_or_default();
    let has_header = overrides.header.unwrap_or_else(|| header::first_row_is_header(table, known_header));
    let header_row = table.first().filter(|_| has_header);
    let columns = best.width.max(header_row.map_or(0, |row| row.cells.len())).max(1);
    if columns > MAX_COLUMNS {
        return Err(DetectError::TooManyColumns(columns));
    }
    let data_row = preamble + usize::from(has_header);
    let data_at = rows.get(data_row).map_or(head.len() as u64, |row| row.start);
    let mut names: Vec<String> = header_row
        .map(|row| row.cells.iter().map(|cell| header::name_of(cell)).collect())
        .unwrap_or_default();
    for index in names.len()..columns {
        names.push(format!("c{}", index + 1));
    }
    let dialect = Dialect {
        newline,
        header: if has_header { HeaderSource::FirstRow } else { HeaderSource::None },
        preamble_rows: preamble as u64,
        ..best.dialect.clone()
    };
    let layout = Layout {
        format: Format::Delimited,
        dialect,
        columns,
        keys: Vec::new(),
        max_record: DEFAULT_MAX_RECORD,
        max_cells: DEFAULT_MAX_CELLS,
    };
    let alternatives = ranked.iter().skip(1).take(3).map(|loser| loser.explain(&best)).collect();
    Ok(Detected { layout, names, data_start: mark as u64 + data_at, alternatives })
}
