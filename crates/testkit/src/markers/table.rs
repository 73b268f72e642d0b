use std::fmt::Write;

use super::{card, iban, name, nir, phone, word};
use crate::Random;

/// A column of a marked table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Header.
    pub name: &'static str,
    /// Whether its cells carry a mark.
    pub marked: bool,
}

const COLUMNS: [(&str, bool); 17] = [
    ("id", false),
    ("prenom", true),
    ("nom", true),
    ("email", true),
    ("telephone", true),
    ("adresse", true),
    ("code_postal", false),
    ("identifiant", true),
    ("mot_de_passe", true),
    ("iban", true),
    ("carte", true),
    ("numero_secu", true),
    ("profil_url", true),
    ("commentaire", true),
    ("donnees", true),
    ("inscrit_le", false),
    ("pays", false),
];

/// A table of people in which every personal cell carries a mark of its own.
///
/// Mark numbers: words get `column × 100 000 + row`, so a found word names its column and row; numbers get the row.
#[derive(Debug, Clone)]
pub struct MarkedTable {
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Cells by row.
    pub rows: Vec<Vec<String>>,
}

impl MarkedTable {
    /// A table of so many rows (at most 100 000). Rows 0 to 29 share their words, so that a list of frequent values
    /// has something personal to show.
    pub fn new(rows: usize, seed: u64) -> Self {
        let rows = (0..rows.min(100_000)).map(|row| cells(row as u64, seed)).collect();
        Self { columns: COLUMNS.map(|(name, marked)| Column { name, marked }).into(), rows }
    }

    /// The table as delimited text, quoted where needed, with or without its header.
    pub fn delimited(&self, delimiter: char, header: bool) -> Vec<u8> {
        let mut text = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = &str>| {
            for (at, cell) in cells.enumerate() {
                if at > 0 {
                    text.push(delimiter);
                }
                if cell.contains([delimiter, '"', '\n', '\r']) {
                    text.push('"');
                    text.push_str(&cell.replace('"', "\"\""));
                    text.push('"');
                } else {
                    text.push_str(cell);
                }
            }
            text.push('\n');
        };
        if header {
            line(&mut self.columns.iter().map(|c| c.name));
        }
        for row in &self.rows {
            line(&mut row.iter().map(String::as_str));
        }
        text.into_bytes()
    }

    /// The table as one JSON object per line; with `marked_keys` a mark stands in a key as well.
    pub fn ndjson(&self, marked_keys: bool) -> Vec<u8> {
        let mut text = String::new();
        for (at, row) in self.rows.iter().enumerate() {
            text.push('{');
            for (column, cell) in self.columns.iter().zip(row) {
                let cell = cell.replace('\\', "\\\\").replace('"', "\\\"");
                write!(text, "\"{}\":\"{cell}\",", column.name).expect("a string takes whatever is written");
            }
            let key = if marked_keys { word(at as u64) + "@example.com" } else { "source".into() };
            writeln!(text, "\"{key}\":\"web\"}}").expect("a string takes whatever is written");
        }
        text.into_bytes()
    }
}

fn cells(row: u64, seed: u64) -> Vec<String> {
    let mut random = Random::of(seed, 0x3a4, row);
    let shared = if row < 30 { 0 } else { row };
    let mark = |column: u64| column * 100_000 + shared;
    let data = format!("{{\"nom\": \"{}\", \"tel\": \"{}\"}}", name(mark(14)), phone(row));
    vec![
        (1_000 + row * 2).to_string(),
        name(mark(1)),
        format!("Jean {}", name(mark(2))),
        format!("{}.{}@gmail.com", word(mark(3)), random.below(100)),
        phone(row),
        format!("{} rue {}", 1 + random.below(200), name(mark(5))),
        format!("{:05}", 1_000 + random.below(95_000)),
        word(mark(7)) + "_75",
        format!("{}!{}", word(mark(8)), random.below(1_000)),
        iban(row),
        card(row),
        nir(row),
        format!("https://example.org/u/{}?mail={}%40example.org", word(mark(12)), word(mark(3))),
        format!("Appeler {} au {}, \"urgent\"; merci", name(mark(13)), phone(row)),
        data,
        format!("2023-{:02}-{:02} {:02}:{:02}:00", 1 + row % 12, 1 + row % 28, row % 24, row % 60),
        random.pick(&["FR", "BE", "CA"]).to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::find_marker;
    use super::*;

    #[test]
    fn every_marked_cell_is_found_and_no_other() {
        let table = MarkedTable::new(200, 1);
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len());
            for (column, cell) in table.columns.iter().zip(row) {
                assert_eq!(find_marker(cell.as_bytes()).is_some(), column.marked, "{}: {cell}", column.name);
            }
        }
        for text in
            [table.delimited(';', true), table.delimited(',', false), table.ndjson(false), table.ndjson(true)]
        {
            assert!(find_marker(&text).is_some());
            assert_eq!(text.split(|&b| b == b'\n').count() / 100, 2);
        }
    }

    #[test]
    fn the_first_words_repeat_and_the_others_do_not() {
        let table = MarkedTable::new(100, 1);
        let mut words: Vec<&str> = table.rows.iter().map(|row| row[1].as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 71);
    }
}
