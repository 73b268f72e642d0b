use super::{Charset, Column, Form, Role, Truth};
use crate::noise::without_accents;

/// The cells of one row, in the making.
#[derive(Debug, Default)]
pub struct Cells {
    cells: Vec<String>,
    used: usize,
}

impl Cells {
    pub(super) fn clear(&mut self) {
        self.used = 0;
    }

    /// Adds a cell; empty until the caller appends to it.
    pub fn cell(&mut self) -> &mut String {
        if self.used == self.cells.len() {
            self.cells.push(String::new());
        }
        self.used += 1;
        let cell = &mut self.cells[self.used - 1];
        cell.clear();
        cell
    }

    /// Adds a cell with this text.
    pub fn text(&mut self, text: &str) {
        self.cell().push_str(text);
    }

    /// The cells so far.
    pub fn all(&self) -> &[String] {
        &self.cells[..self.used]
    }

    /// Changes a cell already there.
    pub fn change(&mut self, at: usize, change: impl Fn(&str) -> String) {
        if let Some(cell) = self.cells[..self.used].get_mut(at) {
            *cell = change(cell);
        }
    }
}

/// Spellings of nothing that the makers use.
pub(super) fn is_null(cell: &str) -> bool {
    matches!(cell, "" | "NULL" | "null" | "\\N")
}

/// Writes the records of one chunk and counts them.
pub(super) struct Sink<'a> {
    form: Form,
    columns: &'a [Column],
    pub(super) text: String,
    pub(super) truth: Truth,
}

impl<'a> Sink<'a> {
    pub(super) fn new(form: Form, columns: &'a [Column], detailed: bool) -> Self {
        Self { form, columns, text: String::new(), truth: Truth::new(columns.len(), detailed) }
    }

    /// The header, for forms that have one.
    pub(super) fn header(&mut self) {
        if let Form::Delimited { delimiter, crlf } = self.form {
            let names: Vec<&str> = self.columns.iter().map(|c| c.name).collect();
            self.text.push_str(&names.join(delimiter.encode_utf8(&mut [0; 4])));
            self.end(crlf);
        }
    }

    /// A row as it should be.
    pub(super) fn row(&mut self, cells: &[String]) {
        self.record(cells, None);
        self.truth.row(self.columns, cells);
    }

    /// A row that lacks its last cell, or its last two. JSON has no such thing: there the keys are missing.
    pub(super) fn short_row(&mut self, cells: &mut [String], lacking: usize) {
        let kept = cells.len() - lacking;
        self.record(&cells[..kept], None);
        cells[kept..].iter_mut().for_each(String::clear);
        self.truth.row(self.columns, cells);
        self.truth.repaired += u64::from(matches!(self.form, Form::Delimited { .. }));
    }

    /// A record with one cell too many: the delimiter inside the cell at `at` was not quoted.
    pub(super) fn long_row(&mut self, cells: &[String], at: usize) {
        self.record(cells, Some(at));
        self.truth.rejected += 1;
    }

    /// A line that is no record.
    pub(super) fn fragment(&mut self, cells: &[String]) {
        match self.form {
            Form::Delimited { crlf, .. } => {
                self.text.push_str("-- fin de page --");
                self.end(crlf);
            }
            Form::Ndjson => {
                let from = self.text.len();
                self.record(cells, None);
                let mut half = from + (self.text.len() - from) / 2;
                while !self.text.is_char_boundary(half) {
                    half -= 1;
                }
                self.text.truncate(half);
                self.text.push('\n');
            }
        }
        self.truth.rejected += 1;
    }

    fn record(&mut self, cells: &[String], spill: Option<usize>) {
        match self.form {
            Form::Delimited { delimiter, crlf } => {
                for (at, cell) in cells.iter().enumerate() {
                    if at > 0 {
                        self.text.push(delimiter);
                    }
                    if cell.contains([delimiter, '"', '\n', '\r']) {
                        self.text.push('"');
                        for piece in cell.split_inclusive('"') {
                            self.text.push_str(piece);
                            if piece.ends_with('"') {
                                self.text.push('"');
                            }
                        }
                        self.text.push('"');
                    } else {
                        self.text.push_str(cell);
                    }
                    if spill == Some(at) {
                        self.text.push(delimiter);
                        self.text.push_str(" Bat B");
                    }
                }
                self.end(crlf);
            }
            Form::Ndjson => {
                for (at, (cell, column)) in cells.iter().zip(self.columns).enumerate() {
                    self.text.push_str(if at == 0 { "{\"" } else { ",\"" });
                    self.text.push_str(column.name);
                    self.text.push_str("\":");
                    if cell.is_empty() {
                        self.text.push_str("null");
                    } else if column.role == Role::Number {
                        self.text.push_str(cell);
                    } else {
                        self.json_string(cell);
                    }
                }
                self.text.push_str("}\n");
            }
        }
    }

    fn json_string(&mut self, cell: &str) {
        self.text.push('"');
        for letter in cell.chars() {
            match letter {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                _ => self.text.push(letter),
            }
        }
        self.text.push('"');
    }

    fn end(&mut self, crlf: bool) {
        self.text.push_str(if crlf { "\r\n" } else { "\n" });
    }

    /// The bytes of the chunk. Characters Windows-1252 lacks become `?`, as careless exports do.
    pub(super) fn bytes(&self, charset: Charset) -> Vec<u8> {
        match charset {
            Charset::Utf8 => self.text.as_bytes().to_vec(),
            Charset::Utf16Le => self.text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Charset::Windows1252 => {
                let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&self.text);
                if !lost {
                    return bytes.into_owned();
                }
                let one = |letter: char| {
                    let mut buffer = [0; 4];
                    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
                    if lost { b'?' } else { bytes[0] }
                };
                self.text.chars().map(one).collect()
            }
        }
    }
}

/// A copy of the cells that differs in nothing but capitals, accents and outer spaces.
pub(super) fn restyled(cells: &[String], columns: &[Column], way: u64) -> Vec<String> {
    cells
        .iter()
        .zip(columns)
        .map(|(cell, column)| match (way % 3, column.role) {
            _ if is_null(cell) => cell.clone(),
            (0, Role::Mail | Role::Identity) => cell.to_uppercase(),
            (1, Role::Identity) => without_accents(cell) + " ",
            (2, Role::Mail) => cell[..1].to_uppercase() + &cell[1..],
            (2, Role::Identity) => cell.to_lowercase(),
            _ => cell.clone(),
        })
        .collect()
}
