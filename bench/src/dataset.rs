use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::shapes::{LongCells, PeopleCsv, PeopleNdjson, Shape, Unique, Wide};

/// A reference table.
#[derive(Debug, Clone, Copy)]
pub struct Dataset {
    /// Its id on the command line and the name of its file.
    pub id: &'static str,
    /// What it is, for the list of tables.
    pub title: &'static str,
    /// Rows, header not counted.
    pub rows: u64,
    /// `csv` or `ndjson`.
    pub extension: &'static str,
    /// Its rows under a seed.
    shape: fn(u64) -> Box<dyn Shape>,
}

const fn people(id: &'static str, title: &'static str, rows: u64) -> Dataset {
    Dataset { id, title, rows, extension: "csv", shape: |seed| Box::new(PeopleCsv::new(seed)) }
}

const fn people_ndjson(id: &'static str, title: &'static str, rows: u64) -> Dataset {
    Dataset { id, title, rows, extension: "ndjson", shape: |seed| Box::new(PeopleNdjson::new(seed)) }
}

/// Every reference table. A row number gives the same row in all tables of people: `n5m` is the first half of `t10m`.
pub static DATASETS: &[Dataset] = &[
    people("t10", "ten people, 1 kB: what a start costs", 10),
    people("t1m", "a million people, 96 MB", 1_000_000),
    people("t10m", "ten million people, 963 MB: the reference", 10_000_000),
    people("t87m", "87 million people, 8.5 GB", 87_000_000),
    people_ndjson("n1m", "t1m as JSON lines", 1_000_000),
    people_ndjson("n5m", "the first half of t10m as JSON lines, 966 MB", 5_000_000),
    people_ndjson("n10m", "t10m as JSON lines", 10_000_000),
    Dataset {
        id: "wide",
        title: "500 columns",
        rows: 60_000,
        extension: "csv",
        shape: |seed| Box::new(Wide::new(seed)),
    },
    Dataset {
        id: "long-cells",
        title: "cells of 1 kB to 1 MB, quoted text and hexadecimal",
        rows: 1_200,
        extension: "csv",
        shape: |seed| Box::new(LongCells::new(seed)),
    },
    Dataset {
        id: "unique-heavy",
        title: "nearly every cell new",
        rows: 2_000_000,
        extension: "csv",
        shape: |seed| Box::new(Unique::new(seed)),
    },
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
    /// Newlines in the file, those inside quoted cells too.
    pub newlines: u64,
    /// Rows that repeat an earlier one byte for byte.
    pub exact_duplicates: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

pub(crate) const RECIPE: u32 = 1;

/// Path of a table's file in a folder.
pub fn path_of(dataset: &Dataset, folder: &Path) -> PathBuf {
    folder.join(format!("{}.{}", dataset.id, dataset.extension))
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
    let shape = (dataset.shape)(seed);
    let mut header = Vec::new();
    shape.header(&mut header);
    out.write_all(&header)?;
    let mut truth = Truth {
        recipe: RECIPE,
        seed,
        rows: dataset.rows,
        newlines: memchr::memchr_iter(b'\n', &header).count() as u64,
        exact_duplicates: 0,
        bytes: header.len() as u64,
    };
    let chunk_rows = shape.chunk();
    let chunks = dataset.rows.div_ceil(chunk_rows);
    let wave = rayon::current_num_threads() as u64 * 4;
    for start in (0..chunks).step_by(wave as usize) {
        let made: Vec<(Vec<u8>, u64)> = (start..chunks.min(start + wave))
            .into_par_iter()
            .map(|chunk| {
                let mut bytes = Vec::with_capacity(2 << 20);
                let mut repeats = 0;
                for row in chunk * chunk_rows..dataset.rows.min((chunk + 1) * chunk_rows) {
                    shape.row(row, &mut bytes);
                    repeats += u64::from(shape.repeats(row));
                }
                (bytes, repeats)
            })
            .collect();
        for (bytes, repeats) in made {
            out.write_all(&bytes).with_context(|| format!("cannot write {}", part.display()))?;
            truth.newlines += memchr::memchr_iter(b'\n', &bytes).count() as u64;
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
pub(crate) fn known(path: &Path, truth_path: &Path) -> Option<Truth> {
    let truth: Truth = serde_json::from_slice(&std::fs::read(truth_path).ok()?).ok()?;
    (std::fs::metadata(path).ok()?.len() == truth.bytes).then_some(truth)
}
