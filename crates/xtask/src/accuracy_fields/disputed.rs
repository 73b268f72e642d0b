//! Labels of the half that may be looked at which we hold for wrong, or for another meaning than ours. They count as
//! errors all the same; the list says openly which ones.

use std::{collections::BTreeSet, fmt::Write as _};

use anyhow::{Result, ensure};

/// `file#index`, header, label, our answer, why: one a line, under a line of names.
const LIST: &str = include_str!("../../../../bench/accuracy/disputed.tsv");

/// The list, read.
pub struct Disputed {
    lines: Vec<[&'static str; 5]>,
    columns: BTreeSet<&'static str>,
}

impl Disputed {
    /// Reads the list; an error when a line has not five parts.
    pub fn read() -> Result<Self> {
        let mut lines = Vec::new();
        for line in LIST.lines().skip(1) {
            let parts: Vec<&str> = line.split('\t').collect();
            ensure!(parts.len() == 5, "a line of the disputed labels has {} parts", parts.len());
            lines.push([parts[0], parts[1], parts[2], parts[3], parts[4]]);
        }
        let columns = lines.iter().map(|line| line[0]).collect();
        Ok(Self { lines, columns })
    }

    /// Whether the label of this column is disputed.
    pub fn holds(&self, file: &str, index: usize) -> bool {
        self.columns.contains(format!("{file}#{index}").as_str())
    }

    /// The list as a table.
    pub fn table(&self) -> String {
        let mut out = format!(
            "Labels that we dispute, {} of the seen half; they count as wrong all the same:\n\n\
             | column | header | label | ours | it holds |\n|---|---|---|---|---|\n",
            self.lines.len()
        );
        for [column, header, label, ours, why] in &self.lines {
            let label = if label.is_empty() { "none" } else { label };
            let _ = writeln!(out, "| {column} | {header} | {label} | {ours} | {why} |");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use dumpscope_fields::by_id;

    use super::*;

    #[test]
    fn the_list_names_types_and_columns_once() {
        let list = Disputed::read().expect("is whole");
        assert_eq!(list.lines.len(), list.columns.len());
        for [column, _, label, ours, why] in &list.lines {
            assert!(column.contains(".csv#") && !why.is_empty(), "{column}");
            assert!(by_id(ours).is_some() && (label.is_empty() || by_id(label).is_some()), "{column}");
        }
    }
}
