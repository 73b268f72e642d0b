use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::row::{COLUMNS, Rows};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated with a header.
    Csv,
    /// One JSON object per line.
    Ndjson,
}

/// A reference table.
#[derive(Debug, Clone, Copy)]
pub struct Dataset {
    /// Its id on the command line; the file is `id.csv` or `id.ndjson`.
    pub id: &'static str,
    /// Rows, header not counted.
    pub rows: u64,
    /// How it is written.
    pub form: Form,
}

/// Every reference table. A row number gives the same row in each: `n5m` is the first half of `t10m`.
pub static DATASETS: &[Dataset] = &[
    Dataset { id: "t1m", rows: 1_000_000, form: Form::Csv },
    Dataset { id: "t10m", rows: 10_000_000, form: Form::Csv },
    Dataset { id: "t87m", rows: 87_000_000, form: Form::Csv },
    Dataset { id: "n1m", rows: 1_000_000, form: Form::Ndjson },
    Dataset { id: "n5m", rows: 5_000_000, form: Form::Ndjson },
    Dataset { id: "n10m", rows: 10_000_000, form: Form::Ndjson },
];

/// What the maker knows of a table it wrote; kept beside it as `<file>.truth.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Truth {
    /// Version of the maker's recipe: raised whenever the same seed gives other bytes.
    pub recipe: u32,
    /// Seed.
    pub seed: u64,
    /// Rows, header not counted.
    pub rows: u64,
    /// Newlines in the file (no cell holds one).
    pub newlines: u64,
    /// Rows that repeat an earlier one byte for byte.
    pub exact_duplicates: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

const RECIPE: u32 = 1;
/// Rows one thread makes at a time: about 1.5 MB of CSV.
const CHUNK: u64 = 16_384;

/// Path of a table's file in a folder.
pub fn path_of(dataset: &Dataset, folder: &Path) -> PathBuf {
    folder.join(match dataset.form {
        Form::Csv => format!("{}.csv", dataset.id),
        Form::Ndjson => format!("{}.ndjson", dataset.id),
    })
}

/// Path of the truth beside a table's file.
pub fn truth_path_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".truth.json");
    name.into()
}

/// Writes a table, unless the very same one is there already, and returns what is known of it.
///
/// Chunks of rows are made in parallel and written in order: the file does not depend on the thread count, and
/// memory holds a few chunks per thread.
pub fn make(dataset: &Dataset, seed: u64, folder: &Path, again: bool) -> Result<(PathBuf, Truth)> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let path = path_of(dataset, folder);
    let truth_path = truth_path_of(&path);
    if !again
        && let Some(truth) = known(&path, &truth_path)
        && (truth.recipe, truth.seed, truth.rows) == (RECIPE, seed, dataset.rows)
    {
        return Ok((path, truth));
    }
    let part = path.with_extension("part");
    let file = File::create(&part).with_context(|| format!("cannot create {}", part.display()))?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let rows = Rows::new(seed);
    let mut truth = Truth {
        recipe: RECIPE,
        seed,
        rows: dataset.rows,
        newlines: dataset.rows,
        exact_duplicates: 0,
        bytes: 0,
    };
    if dataset.form == Form::Csv {
        let header = COLUMNS.join(",") + "\n";
        out.write_all(header.as_bytes())?;
        truth.newlines += 1;
        truth.bytes += header.len() as u64;
    }
    let chunks = dataset.rows.div_ceil(CHUNK);
    let wave = rayon::current_num_threads() as u64 * 4;
    for start in (0..chunks).step_by(wave as usize) {
        let made: Vec<(Vec<u8>, u64)> = (start..chunks.min(start + wave))
            .into_par_iter()
            .map(|chunk| {
                let mut bytes =
                    Vec::with_capacity(CHUNK as usize * if dataset.form == Form::Csv { 104 } else { 210 });
                let mut repeats = 0;
                for row in chunk * CHUNK..dataset.rows.min((chunk + 1) * CHUNK) {
                    match dataset.form {
                        Form::Csv => rows.csv(row, &mut bytes),
                        Form::Ndjson => rows.ndjson(row, &mut bytes),
                    }
                    repeats += u64::from(rows.repeats(row));
                }
                (bytes, repeats)
            })
            .collect();
        for (bytes, repeats) in made {
            out.write_all(&bytes).with_context(|| format!("cannot write {}", part.display()))?;
            truth.bytes += bytes.len() as u64;
            truth.exact_duplicates += repeats;
        }
    }
    out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    std::fs::rename(&part, &path)?;
    std::fs::write(&truth_path, serde_json::to_vec_pretty(&truth)?)?;
    Ok((path, truth))
}

/// The truth beside a file that is there in full.
fn known(path: &Path, truth_path: &Path) -> Option<Truth> {
    let truth: Truth = serde_json::from_slice(&std::fs::read(truth_path).ok()?).ok()?;
    (std::fs::metadata(path).ok()?.len() == truth.bytes).then_some(truth)
}
