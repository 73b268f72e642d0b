//! A table in memory: what parts are cut from.

use std::{io::Write as _, path::Path};

use anyhow::{Context as _, Result, anyhow};
use csv::ByteRecord;

/// A table: a header and rows of cells.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Column names.
    pub header: ByteRecord,
    /// Rows, in the order of the file.
    pub rows: Vec<ByteRecord>,
}

impl Table {
    /// Reads a CSV file with a header.
    pub fn read(path: &Path) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_path(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let header = reader.byte_headers()?.clone();
        let rows = reader.byte_records().collect::<Result<_, _>>()?;
        Ok(Self { header, rows })
    }

    /// Number of a column by its name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|each| each == name.as_bytes())
    }

    /// Share of rows whose cell in a column is not blank.
    pub fn filled(&self, column: usize) -> f64 {
        let filled = |row: &&ByteRecord| row.get(column).is_some_and(|cell| !cell.trim_ascii().is_empty());
        self.rows.iter().filter(filled).count() as f64 / self.rows.len().max(1) as f64
    }

    /// The table's columns `columns`, of the rows `rows`.
    pub fn part(&self, rows: &[usize], columns: &[usize]) -> Self {
        let of = |row: &ByteRecord| columns.iter().map(|&at| row.get(at).unwrap_or_default()).collect();
        Self { header: of(&self.header), rows: rows.iter().map(|&row| of(&self.rows[row])).collect() }
    }

    /// All rows' numbers.
    pub fn all(&self) -> Vec<usize> {
        (0..self.rows.len()).collect()
    }

    /// As CSV; without its header where `bare`.
    pub fn csv(&self, delimiter: u8, bare: bool) -> Result<Vec<u8>> {
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
        if !bare {
            writer.write_byte_record(&self.header)?;
        }
        for row in &self.rows {
            writer.write_byte_record(row)?;
        }
        writer.into_inner().map_err(|error| anyhow!("{error}"))
    }
}

/// Writes a file of the corpus.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::File::create(path)
        .and_then(|mut file| file.write_all(bytes))
        .with_context(|| format!("cannot write {}", path.display()))
}
