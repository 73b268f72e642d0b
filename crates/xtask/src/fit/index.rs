use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// What is known of a table's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// Of people, or of what they left.
    Real,
    /// Made by a program, or by a language model.
    Generated,
    /// Invented rows among real ones.
    Mixed,
}

/// A line of `corpus.tsv`.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The table, as the index names it.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// Label.
    pub label: Label,
    /// Publisher or generator: tables of one family are not independent, and are left out together.
    pub family: String,
    /// The table that it is a part of, or the generator and its locale.
    pub source: String,
    /// How much an adversary did: `0` to `3`, `lm`; `–` where rows are real.
    pub level: String,
    /// Rows.
    pub rows: u64,
    /// Subset of the columns: `all`, `names`, `names-email` …
    pub columns: String,
    /// Share of the rows that is invented.
    pub share: f64,
    /// How invented rows lie among others: `contiguous`, `periodic`, `shuffled` or `–`.
    pub pattern: String,
    /// Numbers of the invented rows, from 1.
    pub truth: Option<PathBuf>,
    /// The table that it is held against, as another of the same dump.
    pub beside: Option<PathBuf>,
}

/// The index of a corpus.
pub fn read(folder: &Path) -> Result<Vec<Listed>> {
    let path = folder.join("corpus.tsv");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .from_path(&path)
        .with_context(|| path.display().to_string())?;
    let header = reader.headers()?.clone();
    let place = |name: &str| {
        header
            .iter()
            .position(|column| column == name)
            .with_context(|| format!("corpus.tsv has no column {name}"))
    };
    let names =
        ["table", "label", "family", "source", "level", "rows", "columns", "share", "pattern", "truth"];
    let places = names.map(place).into_iter().collect::<Result<Vec<usize>>>()?;
    // Corpora built before there were pairs have no such column.
    let beside = place("beside").ok();
    let mut listed = Vec::new();
    for (line, record) in reader.records().enumerate() {
        let record = record?;
        let cell = |nth: usize| record.get(places[nth]).unwrap_or_default();
        let wrong = || format!("corpus.tsv, table {}", line + 1);
        let file = |name: &str| (!["", "-", "–"].contains(&name)).then(|| folder.join(name));
        listed.push(Listed {
            name: cell(0).into(),
            path: folder.join(cell(0)),
            label: match cell(1) {
                "real" => Label::Real,
                "generated" => Label::Generated,
                "mixed" => Label::Mixed,
                other => bail!("{}: no such label: {other}", wrong()),
            },
            family: cell(2).into(),
            source: cell(3).into(),
            level: cell(4).into(),
            rows: cell(5).parse().with_context(wrong)?,
            columns: cell(6).into(),
            share: cell(7).parse().with_context(wrong)?,
            pattern: cell(8).into(),
            truth: file(cell(9)),
            beside: beside.and_then(|at| file(record.get(at).unwrap_or_default())),
        });
    }
    Ok(listed)
}

/// The invented rows of a mix, as ranges from 1: `a-b` or `a`, one a line.
pub fn truth(path: &Path) -> Result<Vec<(u64, u64)>> {
    #[expect(clippy::disallowed_methods, reason = "a file of the corpus, on the developer's machine")]
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (from, to) = line.split_once('-').unwrap_or((line, line));
            Ok((from.trim().parse()?, to.trim().parse()?))
        })
        .collect::<Result<_>>()
        .with_context(|| path.display().to_string())
}
