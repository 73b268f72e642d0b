//! The corpus on disk: tables, truth files, and `corpus.tsv`, which says what each is.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

use super::table::{Table, write};

/// Name of the list.
pub const NAME: &str = "corpus.tsv";
/// Folder of the tables that others are judged beside.
const BESIDE: &str = "beside";
/// Its columns.
const COLUMNS: &str = "table\tlabel\tfamily\tsource\tlevel\trows\tcolumns\tshare\tpattern\ttruth\tbeside";

/// What a table is.
#[derive(Debug, Clone)]
pub struct Label {
    /// `real`, `generated` or `mixed`.
    pub class: &'static str,
    /// Publisher or generator: what is left out together.
    pub family: String,
    /// The table, or the generator with its locale and schema.
    pub source: String,
    /// Level of the adversary; a dash for real tables.
    pub level: String,
    /// Which columns were kept.
    pub columns: String,
    /// Invented share of rows.
    pub share: f64,
    /// Where the invented rows stand.
    pub pattern: &'static str,
    /// Path of the table that it is judged beside; a dash for most.
    pub beside: String,
}

impl Label {
    /// A real table.
    pub fn real(family: &str, source: &str, columns: &str) -> Self {
        Self {
            class: "real",
            family: family.into(),
            source: source.into(),
            level: "–".into(),
            columns: columns.into(),
            share: 0.0,
            pattern: "–",
            beside: "–".into(),
        }
    }

    /// A table of generated rows only.
    pub fn generated(family: &str, source: &str, level: &str, columns: &str) -> Self {
        Self { class: "generated", level: level.into(), share: 1.0, ..Self::real(family, source, columns) }
    }
}

/// The corpus being written.
pub struct Index {
    folder: PathBuf,
    lines: BTreeMap<String, String>,
    counts: BTreeMap<(&'static str, String, String), usize>,
    bytes: usize,
}

impl Index {
    /// An empty corpus in a folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.into(), lines: BTreeMap::new(), counts: BTreeMap::new(), bytes: 0 }
    }

    /// Writes a table, its truth where rows of it are invented (numbers from 1), and remembers its line.
    pub fn add(
        &mut self,
        name: &str,
        label: &Label,
        csv: &[u8],
        rows: usize,
        invented: &[usize],
    ) -> Result<()> {
        let group = format!("tables/{}", label.class);
        fs::create_dir_all(self.folder.join(&group))?;
        let path = format!("{group}/{name}.csv");
        write(&self.folder.join(&path), csv)?;
        let truth = if invented.is_empty() {
            "–".to_owned()
        } else {
            fs::create_dir_all(self.folder.join("truth"))?;
            let path = format!("truth/{name}.txt");
            write(&self.folder.join(&path), ranges(invented).as_bytes())?;
            path
        };
        let Label { class: word, family, source, level, columns, share, pattern, beside } = label;
        let line = format!(
            "{path}\t{word}\t{family}\t{source}\t{level}\t{rows}\t{columns}\t{share}\t{pattern}\t{truth}\t{beside}"
        );
        *self.counts.entry((word, level.clone(), family.clone())).or_default() += 1;
        self.bytes += csv.len();
        ensure!(self.lines.insert(path.clone(), line).is_none(), "two tables are called {path}");
        Ok(())
    }

    /// A table without invented rows of its own.
    pub fn add_table(
        &mut self,
        name: &str,
        label: &Label,
        table: &Table,
        delimiter: u8,
        bare: bool,
    ) -> Result<()> {
        self.add(name, label, &table.csv(delimiter, bare)?, table.rows.len(), &[])
    }

    /// A table that names rows of another, and that other, which is no table of the list.
    pub fn add_pair(&mut self, name: &str, label: &Label, naming: &Table, named: &Table) -> Result<()> {
        let group = format!("tables/{BESIDE}");
        fs::create_dir_all(self.folder.join(&group))?;
        let beside = format!("{group}/{name}.csv");
        write(&self.folder.join(&beside), &named.csv(b',', false)?)?;
        self.add_table(name, &Label { beside, ..label.clone() }, naming, b',', false)
    }

    /// Writes the list; gives a summary.
    pub fn finish(self) -> Result<String> {
        let mut text = format!("{COLUMNS}\n");
        for line in self.lines.values() {
            let _ = writeln!(text, "{line}");
        }
        let path = self.folder.join(NAME);
        write(&path, text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
        let mut summary = format!("{} tables, {} MiB\n", self.lines.len(), self.bytes >> 20);
        for word in ["real", "generated", "mixed"] {
            let of = || self.counts.iter().filter(|((label, ..), _)| *label == word);
            let families: BTreeSet<&str> = of().map(|((.., family), _)| family.as_str()).collect();
            let tables: usize = of().map(|(_, n)| n).sum();
            let _ = writeln!(summary, "{word}: {tables} tables of {} families", families.len());
            for ((_, level, family), n) in of() {
                let _ = writeln!(summary, "  {family}, level {level}: {n}");
            }
        }
        Ok(summary)
    }
}

/// Sorted numbers as ranges, one a line.
fn ranges(numbers: &[usize]) -> String {
    let mut text = String::new();
    let mut at = 0;
    while at < numbers.len() {
        let mut end = at;
        while end + 1 < numbers.len() && numbers[end + 1] == numbers[end] + 1 {
            end += 1;
        }
        let _ = writeln!(text, "{}-{}", numbers[at], numbers[end]);
        at = end + 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_range() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1-3\n7-7\n9-10\n");
    }
}
