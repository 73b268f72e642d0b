//! The labelled set, read.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context as _, Result, bail};

/// Which half of the publishers a table belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Its errors may be looked at.
    Seen,
    /// It is only counted.
    Unseen,
}

/// One labelled table.
pub struct Table {
    /// File name.
    pub file: String,
    /// Half of its publisher.
    pub half: Half,
    /// Column names.
    pub headers: Vec<String>,
    /// Cells, column by column.
    pub columns: Vec<Vec<Vec<u8>>>,
    /// Column number from 0, and the field type id it should get; empty for none of the person-like types.
    pub labels: Vec<(usize, String)>,
}

/// Words that stand for a missing cell in these tables; a scan has its own list.
pub fn is_null(cell: &[u8]) -> bool {
    matches!(cell, b"" | b"NULL" | b"null" | b"N/A" | b"n/a" | b"NaN" | b"None" | b"-" | b"--")
}

fn publisher(file: &str) -> &str {
    file.split("__").next().unwrap_or(file)
}

/// Number of publishers.
pub fn publishers(tables: &[Table]) -> usize {
    tables.iter().map(|table| publisher(&table.file)).collect::<BTreeSet<_>>().len()
}

/// Reads the whole set.
pub fn read(folder: &Path) -> Result<Vec<Table>> {
    let list = folder.join("columns.tsv");
    #[expect(
        clippy::disallowed_methods,
        reason = "public tables of a developer's machine, not an input of the program"
    )]
    let text = fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let mut labels: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let parts: Vec<&str> = line.split('\t').collect();
        let [file, index, .., label] = parts[..] else {
            bail!("line {} of {} is short", number + 1, list.display())
        };
        labels.entry(file.into()).or_default().push((index.parse()?, label.trim().into()));
    }
    let names: BTreeSet<String> = labels.keys().map(|file| publisher(file).to_owned()).collect();
    let seen: BTreeSet<String> = names.into_iter().step_by(2).collect();
    labels
        .into_iter()
        .map(|(file, labels)| {
            let half = if seen.contains(publisher(&file)) { Half::Seen } else { Half::Unseen };
            let path = folder.join("columns").join(&file);
            let mut reader = csv::ReaderBuilder::new()
                .flexible(true)
                .from_path(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let headers: Vec<String> = reader
                .byte_headers()?
                .iter()
                .map(|name| String::from_utf8_lossy(name).into_owned())
                .collect();
            let mut columns = vec![Vec::new(); headers.len()];
            for record in reader.byte_records() {
                for (column, cell) in columns.iter_mut().zip(record?.iter()) {
                    column.push(cell.to_vec());
                }
            }
            Ok(Table { file, half, headers, columns, labels })
        })
        .collect()
}
