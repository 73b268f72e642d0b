//! Small tables that a language model wrote out row by row, kept in the repository.

use anyhow::Result;

use crate::tree;

use super::{
    index::{Index, Label},
    table::Table,
};

/// Where they are, with `README.md` on how they were made.
const FOLDER: &str = "bench/accuracy/written-tables";

/// Copies them into the corpus; the family is the style of the request, the file name's part before `__`.
pub fn write(index: &mut Index) -> Result<()> {
    for file in tree::files()? {
        let Some(name) = file.strip_prefix(FOLDER).and_then(|name| name.strip_suffix(".csv")) else {
            continue;
        };
        let name = name.trim_start_matches('/');
        let family = name.split("__").next().unwrap_or(name);
        let table = Table::read(&tree::root().join(&file))?;
        let label = Label::generated(&format!("lm-{family}"), &format!("written:{name}"), "lm", "all");
        index.add_table(&format!("lm-{name}"), &label, &table, b',', false)?;
    }
    Ok(())
}
