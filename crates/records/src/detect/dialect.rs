use csv::{ByteRecord, ReaderBuilder, Terminator};
use dumpscope_model::{Dialect, Escape, Newline};

use super::{Overrides, shape};
use crate::LineEnd;

const DELIMITERS: [u8; 7] = [b',', b';', b'\t', b'|', b':', b'~', b'^'];
/// Rows of each part that are scored.
const ROWS_PER_PART: usize = 200;
/// A delimiter must give at least this share of rows the same width to be believed.
const LEAST_EVENNESS: f64 = 0.5;
/// Rows in which a quote is opened and closed, from which on they are quotes.
const LEAST_PAIRED: usize = 3;

/// A dialect with what it makes of the sample.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) dialect: Dialect,
    /// Most frequent number of cells per row.
    pub(super) width: usize,
    evenness: f64,
    likeness: f64,
    score: f64,
}

impl Candidate {
    /// One column: what a table without any believable delimiter is.
    pub(super) fn single_column(newline: Newline, overrides: &Overrides) -> Self {
        let dialect = Dialect {
            delimiter: overrides.delimiter.unwrap_or(Dialect::NO_DELIMITER),
            quote: overrides.quote.unwrap_or(Some(b'"')),
            escape: overrides.escape.unwrap_or_default(),
            newline,
            ..Dialect::default()
        };
        Self { dialect, width: 1, evenness: 1.0, likeness: 1.0, score: 0.0 }
    }

    /// Why it lost against the winner, in plain words.
    pub(super) fn explain(&self, winner: &Self) -> String {
        let why = if self.evenness + 0.01 < winner.evenness {
            "its rows are less even"
        } else if self.likeness + 0.01 < winner.likeness {
            "its cells look less like values"
        } else {
            "it ranks lower on rows and cells together"
        };
        format!(
            "delimiter {} quote {}: {:.0} % of rows have {} cells; {why}",
            printable(Some(self.dialect.delimiter)),
            printable(self.dialect.quote),
            self.evenness * 100.0,
            self.width
        )
    }
}

fn printable(byte: Option<u8>) -> String {
    match byte {
        None => "none".into(),
        Some(b'\t') => "tab".into(),
        Some(byte) => format!("`{}`", byte.escape_ascii()),
    }
}

/// Candidates worth considering, best first; empty when no delimiter is believable.
pub(super) fn rank(parts: &[&[u8]], newline: Newline, overrides: &Overrides) -> Vec<Candidate> {
    let delimiters = overrides.delimiter.map_or_else(|| DELIMITERS.to_vec(), |one| vec![one]);
    let mut candidates = Vec::new();
    for &delimiter in &delimiters {
        if !parts.iter().any(|part| part.contains(&delimiter)) {
            continue;
        }
        let quotes: Vec<Option<u8>> = match overrides.quote {
            Some(quote) => vec![quote],
            None => [b'"', b'\'']
                .into_iter()
                .filter(|&q| q == b'"' || opens_cells(parts, q, delimiter))
                .map(Some)
                .chain([None])
                .collect(),
        };
        for quote in quotes {
            let escapes = match (overrides.escape, quote) {
                (Some(escape), _) => vec![escape],
                (None, Some(q)) if parts.iter().any(|part| part.windows(2).any(|w| w == [b'\\', q])) => {
                    vec![Escape::Doubled, Escape::Backslash]
                }
                (None, _) => vec![Escape::Doubled],
            };
            for escape in escapes {
                let dialect = Dialect { delimiter, quote, escape, newline, ..Dialect::default() };
                candidates.extend(score(parts, dialect, newline, overrides.delimiter.is_some()));
            }
        }
    }
    if overrides.quote.is_none() {
        prefer_paired_quotes(&mut candidates, parts, newline);
    }
    if overrides.quote.is_none_or(|quote| quote == Some(b'"')) {
        drop_split_cells(&mut candidates, parts, newline, &delimiters, overrides.quote.is_some());
    }
    // Stable: at equal scores the earlier (more usual) dialect stays in front.
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates
}

/// Where quotes that open a cell are closed at the end of a later one in the same row, they are quotes, and what they hold
/// is one cell: of two readings of ragged rows the one that cuts such cells may look more even by chance.
fn prefer_paired_quotes(candidates: &mut Vec<Candidate>, parts: &[&[u8]], newline: Newline) {
    let bare: Vec<Candidate> = candidates.iter().filter(|c| c.dialect.quote.is_none()).cloned().collect();
    for one in bare {
        let (mut paired, mut alone) = (0, 0);
        for row in parts.iter().flat_map(|part| read_rows(part, &one.dialect, newline, ROWS_PER_PART)) {
            let opens = |cell: &Vec<u8>| {
                cell.first() == Some(&b'"') && (cell.len() == 1 || cell.last() != Some(&b'"'))
            };
            let closes = |cell: &Vec<u8>| cell.last() == Some(&b'"') && cell.first() != Some(&b'"');
            match (row.cells.iter().position(opens), row.cells.iter().rposition(closes)) {
                (Some(open), Some(close)) if open < close => paired += 1,
                (None, None) => {}
                _ => alone += 1,
            }
        }
        if paired < LEAST_PAIRED || alone * 10 > paired {
            continue;
        }
        let dialect = Dialect { quote: Some(b'"'), ..one.dialect.clone() };
        let is_twin =
            |c: &Candidate| c.dialect.delimiter == dialect.delimiter && c.dialect.quote == Some(b'"');
        if !candidates.iter().any(is_twin) {
            let twin = score(parts, dialect.clone(), newline, true);
            let Some(twin) = twin.filter(|twin| twin.width >= 2 && twin.evenness >= 0.8 * one.evenness)
            else {
                continue;
            };
            candidates.push(twin);
        }
        candidates.retain(|c| c.dialect.delimiter != dialect.delimiter || c.dialect.quote.is_some());
    }
}

/// Where cells of several lines make even rows at the head of the file, reading their lines as rows without quotes is
/// no alternative, however even those are. What stands before the first row of a later part may be the middle of such
/// a cell, so the head alone is asked. `told`: the user named the quote.
fn drop_split_cells(
    candidates: &mut Vec<Candidate>,
    parts: &[&[u8]],
    newline: Newline,
    delimiters: &[u8],
    told: bool,
) {
    let head = parts.first().copied().unwrap_or_default();
    let holds_line_end = |cell: &Vec<u8>| memchr::memchr2(b'\n', b'\r', cell).is_some();
    let mut quoted: Vec<Candidate> = Vec::new();
    for &delimiter in delimiters {
        let dialect = Dialect { delimiter, quote: Some(b'"'), newline, ..Dialect::default() };
        let rows = read_rows(head, &dialect, newline, ROWS_PER_PART);
        let whole = rows.len().saturating_sub(1);
        let several_lines = rows[..whole].iter().flat_map(|row| &row.cells).any(holds_line_end);
        let width = rows.first().map_or(0, |row| row.cells.len());
        let even = rows[..whole].iter().filter(|row| row.cells.len() == width).count();
        let even_rows = several_lines && whole >= 3 && even * 20 >= whole * 19;
        let long_cell = whole >= 1
            && even == whole
            && rows
                .last()
                .is_some_and(|row| row.cells.len() <= width && ends_in_text(row, &dialect, width, told));
        if width >= 2 && (even_rows || long_cell) {
            let known =
                candidates.iter().find(|c| c.dialect.delimiter == delimiter && c.dialect.quote == Some(b'"'));
            let share = even as f64 / whole as f64;
            let fresh = Candidate { dialect, width, evenness: share, likeness: 0.9, score: share * share };
            quoted.push(known.filter(|c| c.width == width).cloned().unwrap_or(fresh));
        }
    }
    if !quoted.is_empty() {
        *candidates = quoted;
    }
}

/// Whether a row that the head cuts off ends in a cell of several lines, and these are text: where a quarter of them
/// have as many delimiters as a row, a quote was left open and rows follow it, unless the user says that it is one.
fn ends_in_text(row: &Row, dialect: &Dialect, width: usize, told: bool) -> bool {
    let Some(cell) = row.cells.last() else { return false };
    let lines: Vec<&[u8]> =
        cell.split(|b| matches!(b, b'\n' | b'\r')).filter(|line| !line.is_empty()).collect();
    // The first and the last line are pieces.
    let Some(inner) = lines.get(1..lines.len().saturating_sub(1)).filter(|inner| !inner.is_empty()) else {
        return false;
    };
    let like_a_row = |line: &&&[u8]| memchr::memchr_iter(dialect.delimiter, line).count() + 1 == width;
    told || inner.iter().filter(like_a_row).count() * 4 < inner.len()
}

/// Whether some cell starts with the quote.
fn opens_cells(parts: &[&[u8]], quote: u8, delimiter: u8) -> bool {
    parts.iter().any(|part| {
        memchr::memchr_iter(quote, part)
            .any(|at| at == 0 || part[at - 1] == delimiter || matches!(part[at - 1], b'\n' | b'\r'))
    })
}

/// One row of the sample.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Offset in the part.
    pub(super) start: u64,
    pub(super) cells: Vec<Vec<u8>>,
}

/// The first rows of a part in a dialect.
pub(super) fn read_rows(part: &[u8], dialect: &Dialect, newline: Newline, most: usize) -> Vec<Row> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter)
        .quote(dialect.quote.unwrap_or(b'"'))
        .quoting(dialect.quote.is_some())
        .escape((dialect.escape == Escape::Backslash).then_some(b'\\'))
        .terminator(if newline == Newline::Mixed {
            Terminator::CRLF
        } else {
            Terminator::Any(if newline == Newline::Cr { b'\r' } else { b'\n' })
        })
        .from_reader(part);
    let mut record = ByteRecord::new();
    let mut rows = Vec::new();
    while rows.len() < most && matches!(reader.read_byte_record(&mut record), Ok(true)) {
        // The reader's position is where it began to look, before any blank lines.
        let mut start = record.position().map_or(0, csv::Position::byte);
        while part.get(start as usize).is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            start += 1;
        }
        let last = record.len().saturating_sub(1);
        let strip = |(i, cell): (usize, &[u8])| {
            if i == last && LineEnd::of(newline).takes_cr() {
                cell.strip_suffix(b"\r").unwrap_or(cell).to_vec()
            } else {
                cell.to_vec()
            }
        };
        let cells: Vec<Vec<u8>> = record.iter().enumerate().map(strip).collect();
        if cells.len() == 1 && cells[0].is_empty() {
            continue;
        }
        rows.push(Row { start, cells });
    }
    rows
}

fn score(parts: &[&[u8]], dialect: Dialect, newline: Newline, fixed: bool) -> Option<Candidate> {
    let mut widths: Vec<usize> = Vec::new();
    let (mut likeness, mut cells) = (0.0, 0usize);
    let mut still_quoted = 0usize;
    for part in parts {
        for row in read_rows(part, &dialect, newline, ROWS_PER_PART) {
            widths.push(row.cells.len());
            for cell in row.cells.iter().take(200) {
                likeness += shape::value_likeness(cell);
                cells += 1;
                still_quoted += usize::from(leaves_quotes(cell));
            }
        }
    }
    if widths.is_empty() {
        return None;
    }
    let (width, count) = mode(&widths);
    let evenness = count as f64 / widths.len() as f64;
    if !fixed && (width < 2 || evenness < LEAST_EVENNESS) {
        return None;
    }
    let likeness = likeness / cells.max(1) as f64;
    // Quotes left standing around whole cells mean that the wrong quote was tried.
    let left_quoted = still_quoted as f64 / cells.max(1) as f64;
    // More columns are better evidence than few, with sharply diminishing weight.
    let breadth = 1.0 - 0.5 / width as f64;
    let score = evenness * evenness * likeness * breadth * (1.0 - 0.5 * left_quoted);
    Some(Candidate { dialect, width, evenness, likeness, score })
}

/// A cell still in its quotes, or a piece of one that was cut inside them.
fn leaves_quotes(cell: &[u8]) -> bool {
    let (opens, closes) = (cell.first() == Some(&b'"'), cell.last() == Some(&b'"'));
    opens != closes || (cell.len() >= 2 && matches!(cell[0], b'"' | b'\'') && cell.last() == cell.first())
}

/// Most frequent width; the larger one at a tie.
fn mode(widths: &[usize]) -> (usize, usize) {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    let mut best = (0, 0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() >= best.1 {
            best = (run[0], run.len());
        }
    }
    best
}
