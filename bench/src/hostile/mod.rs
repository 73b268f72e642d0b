//! Tables written to hurt: each a few lines, each with its counts known, so that a wrong answer shows as well as a slow one.

mod blocks;
mod cells;
mod quotes;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::Truth;
use crate::dataset::{RECIPE, known, truth_path_of};

/// A table that is hard to read.
#[derive(Debug, Clone, Copy)]
pub struct Hostile {
    /// Its id on the command line.
    pub id: &'static str,
    /// What is hard about it.
    pub title: &'static str,
    /// Whether there is only one right count of rows and repeats. Where a quote is never closed there is none.
    pub decided: bool,
    write: fn(&mut Table),
}

/// Every hostile table; the first is the plain one of as many bytes that the others are measured against.
pub static HOSTILE: &[Hostile] = &[
    Hostile {
        id: "plain",
        title: "people, as in t10m (what the others are measured against)",
        decided: true,
        write: cells::plain,
    },
    Hostile { id: "all-quoted", title: "every cell quoted", decided: true, write: quotes::all_quoted },
    Hostile {
        id: "quote-opens-blocks",
        title: "every 64 KiB begin with a quote that opens a cell with a line end in it",
        decided: true,
        write: blocks::quote_opens,
    },
    Hostile {
        id: "quote-closes-blocks",
        title: "every 64 KiB begin with a quote that closes a cell",
        decided: true,
        write: blocks::quote_closes,
    },
    Hostile {
        id: "stray-quotes",
        title: "every 64 KiB begin with a quote in the middle of a plain cell",
        decided: true,
        write: blocks::quote_strays,
    },
    Hostile {
        id: "records-in-quotes",
        title: "quoted cells of 512 KiB full of well-formed records: every cut lies inside quotes",
        decided: true,
        write: quotes::records_in_quotes,
    },
    Hostile {
        id: "ambiguous-cuts",
        title: "quoted cells of a comma and a line end: inside and outside quotes look alike",
        decided: true,
        write: quotes::ambiguous,
    },
    Hostile {
        id: "never-closed",
        title: "one quote opens after a thousand rows and is never closed",
        decided: false,
        write: quotes::never_closed,
    },
    Hostile {
        id: "doubled-quotes",
        title: "quoted cells that hold nothing but quotes, each doubled",
        decided: true,
        write: quotes::doubled,
    },
    Hostile { id: "cr-only", title: "carriage returns end the rows", decided: true, write: cells::cr_only },
    Hostile {
        id: "ragged-rows",
        title: "every other row lacks its last cell",
        decided: true,
        write: cells::ragged,
    },
    Hostile {
        id: "blank-lines",
        title: "an empty line behind every row",
        decided: true,
        write: cells::blank_lines,
    },
    Hostile {
        id: "empty-cells",
        title: "200 columns, all but the first empty: every byte a separator",
        decided: true,
        write: cells::empty,
    },
    Hostile { id: "one-byte-cells", title: "20 columns of one byte", decided: true, write: cells::one_byte },
    Hostile { id: "megabyte-cells", title: "cells of 1 MiB", decided: true, write: cells::megabyte },
    Hostile {
        id: "ten-thousand-columns",
        title: "10 000 columns of short numbers",
        decided: true,
        write: cells::ten_thousand_columns,
    },
    Hostile {
        id: "hash-flood",
        title: "values that collide where hashes have no key: ×31 polynomials, equal ends, multiples of 2^20",
        decided: true,
        write: cells::hash_flood,
    },
];

/// A table in the making.
#[derive(Debug)]
struct Table {
    bytes: Vec<u8>,
    rows: u64,
    repeats: u64,
    /// Rows are added until the table holds so many bytes.
    enough: usize,
    seed: u64,
}

impl Table {
    fn is_unfinished(&self) -> bool {
        self.bytes.len() < self.enough
    }
}

/// Path of a hostile table of so many bytes (and up to a row more).
pub fn hostile_path_of(hostile: &Hostile, bytes: u64, folder: &Path) -> PathBuf {
    folder.join(format!("hostile-{}-{}k.csv", hostile.id, bytes >> 10))
}

fn table(hostile: &Hostile, seed: u64, bytes: u64) -> (Table, Truth) {
    let mut table = Table { bytes: Vec::new(), rows: 0, repeats: 0, enough: bytes as usize, seed };
    (hostile.write)(&mut table);
    let truth = Truth {
        recipe: RECIPE,
        seed,
        rows: table.rows,
        newlines: memchr::memchr_iter(b'\n', &table.bytes).count() as u64,
        exact_duplicates: table.repeats,
        bytes: table.bytes.len() as u64,
    };
    (table, truth)
}

/// Writes a hostile table of at least so many bytes, unless the very same one is there, and returns what is known of it.
/// It is made in memory, by one thread.
pub fn make_hostile(
    hostile: &Hostile,
    seed: u64,
    bytes: u64,
    folder: &Path,
    again: bool,
) -> Result<(PathBuf, Truth)> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let path = hostile_path_of(hostile, bytes, folder);
    let truth_path = truth_path_of(&path);
    if !again
        && let Some(truth) = known(&path, &truth_path)
        && (truth.recipe, truth.seed) == (RECIPE, seed)
    {
        return Ok((path, truth));
    }
    let (table, truth) = table(hostile, seed, bytes);
    std::fs::write(&path, table.bytes).with_context(|| format!("cannot write {}", path.display()))?;
    std::fs::write(&truth_path, serde_json::to_vec_pretty(&truth)?)?;
    Ok((path, truth))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Reads records by the letter: one byte after another, quotes around whole cells only, doubled inside.
    fn records(text: &[u8], line_end: u8) -> Vec<Vec<Vec<u8>>> {
        let (mut records, mut record, mut cell) = (Vec::new(), Vec::new(), Vec::new());
        let (mut quoted, mut fresh, mut at) = (false, true, 0);
        while at < text.len() {
            match text[at] {
                b'"' if quoted && text.get(at + 1) == Some(&b'"') => {
                    cell.push(b'"');
                    at += 1;
                }
                b'"' if quoted => quoted = false,
                b'"' if fresh => (quoted, fresh) = (true, false),
                b',' if !quoted => {
                    record.push(std::mem::take(&mut cell));
                    fresh = true;
                }
                end if end == line_end && record.is_empty() && cell.is_empty() && fresh => {}
                end if end == line_end && !quoted => {
                    record.push(std::mem::take(&mut cell));
                    records.push(std::mem::take(&mut record));
                    fresh = true;
                }
                byte => {
                    cell.push(byte);
                    fresh = false;
                }
            }
            at += 1;
        }
        assert!(record.is_empty() && cell.is_empty() && !quoted, "the last record is not ended");
        records
    }

    #[test]
    fn hostile_tables_hold_what_they_say() {
        for hostile in HOSTILE.iter().filter(|h| h.decided) {
            let (table, truth) = table(hostile, 1, 3 << 20);
            let line_end = if hostile.id == "cr-only" { b'\r' } else { b'\n' };
            let records = records(&table.bytes, line_end);
            let width = records[0].len();
            assert_eq!(records.len() as u64 - 1, truth.rows, "{}", hostile.id);
            let missing = usize::from(hostile.id == "ragged-rows");
            assert!(records.iter().all(|r| r.len() == width || r.len() + missing == width), "{}", hostile.id);
            let mut seen = BTreeSet::new();
            let repeated = records.iter().skip(1).filter(|record| !seen.insert(*record)).count();
            assert_eq!(repeated as u64, truth.exact_duplicates, "{}", hostile.id);
            assert!((3 << 20..5 << 20).contains(&truth.bytes), "{}: {} bytes", hostile.id, truth.bytes);
        }
    }

    #[test]
    fn quotes_stand_where_blocks_begin() {
        for id in ["quote-opens-blocks", "quote-closes-blocks", "stray-quotes"] {
            let hostile = HOSTILE.iter().find(|h| h.id == id).unwrap();
            let (table, _) = table(hostile, 1, 1 << 20);
            let firsts = table.bytes.chunks(64 << 10).skip(1).map(|block| block[0]);
            assert!(firsts.clone().count() > 10 && firsts.clone().all(|b| b == b'"'), "{id}");
        }
    }
}
