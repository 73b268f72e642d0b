//! The labelled set's tables about people, in row and column subsets.
//!
//! bench/accuracy/real-tables.tsv says which of `tables/` hold people and which columns tell of them; in `columns/` the labels of
//! `columns.tsv` do, where the header says so too. A publisher is one family.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context as _, Result};
use dumpscope_testkit::Random;

use crate::{accuracy_fields::labelled, tree};

use super::{
    Size,
    cut::{SIZES, block, random, seed_of},
    index::{Index, Label},
    joined,
    schemas::{NAMES, subsets},
    table::Table,
};

/// What the labelled set's tables hold.
const LIST: &str = "bench/accuracy/real-tables.tsv";
/// Tables of one family in a full corpus, so that no publisher outweighs the others by far.
const OF_ONE_FAMILY: usize = 90;

/// A column that tells of people.
#[derive(Debug, Clone)]
pub struct Role {
    /// What it holds, by the kinds of a pool.
    pub kind: String,
    /// How it is written, where that is not the pool's way: `d/m/y`, `ymd`, `M/F` …
    pub form: String,
    /// Its number.
    pub column: usize,
}

/// A labelled table about people.
pub struct Labelled {
    /// Its name.
    pub name: String,
    /// Whether its rows are real; else they were generated elsewhere.
    pub real: bool,
    /// Publisher, or generator.
    pub family: String,
    /// Level of the adversary, where generated.
    pub level: String,
    /// Locales its people could be of.
    pub locales: Vec<String>,
    /// Its columns that tell of people, in order.
    pub roles: Vec<Role>,
    /// The table.
    pub table: Table,
}

impl Labelled {
    /// Whether it has people's names.
    pub fn has_names(&self) -> bool {
        self.roles.iter().any(|role| NAMES.contains(&role.kind.as_str()))
    }
}

/// All labelled tables about people.
pub fn listed(folder: &Path) -> Result<Vec<Labelled>> {
    let mut all = described(folder)?;
    let views = by_columns(folder)?;
    // Before the views, so that it is the one drawn from again.
    all.extend(joined::registers(&views));
    all.extend(views);
    Ok(all)
}

/// The tables that the list in bench/accuracy describes.
fn described(folder: &Path) -> Result<Vec<Labelled>> {
    let mut all = Vec::new();
    for line in tree::read(LIST)?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, label, family, level, locales, roles] = cells[..] else {
            anyhow::bail!("a line of {LIST} has {} cells", cells.len())
        };
        let path = folder.join("tables").join(format!("{name}.csv"));
        if !path.exists() {
            println!("left out: {name} (not in the labelled set)");
            continue;
        }
        let table = Table::read(&path)?;
        let mut roles: Vec<Role> = roles
            .split(';')
            .map(|role| {
                let (kind, header) = role.split_once('=').context("a role is KIND=HEADER")?;
                let (kind, form) = kind.split_once(':').unwrap_or((kind, ""));
                let column =
                    table.column(header).with_context(|| format!("{name} has no column {header}"))?;
                Ok(Role { kind: kind.into(), form: form.into(), column })
            })
            .collect::<Result<_>>()?;
        roles.sort_by_key(|role| role.column);
        all.push(Labelled {
            name: name.into(),
            real: label == "real",
            family: family.into(),
            level: level.into(),
            locales: locales.split(',').map(str::to_owned).collect(),
            roles,
            table,
        });
    }
    Ok(all)
}

/// Labels of `columns.tsv` that tell of people, as kinds, and what a header must hold to be believed.
const KINDS: [(&str, &str, &[&str]); 8] = [
    ("first-name", "first_name", &["first", "given"]),
    ("last-name", "last_name", &["last", "sur", "family"]),
    ("full-name", "full_name", &["name"]),
    ("email", "email", &["mail"]),
    ("sex", "sex", &["sex", "gender"]),
    ("city", "city", &["city"]),
    ("postcode", "postcode", &["zip", "post"]),
    ("phone", "phone", &["phone", "tel"]),
];

/// Tables of `columns/` that hold names or addresses of people: of at least half their rows, in at least 60 rows.
fn by_columns(folder: &Path) -> Result<Vec<Labelled>> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for found in labelled::read(folder)? {
        let table = Table::read(&folder.join("columns").join(&found.file))?;
        let mut roles: Vec<Role> = Vec::new();
        for (column, label) in &found.labels {
            let header = found.headers.get(*column).map(|name| name.to_lowercase()).unwrap_or_default();
            let Some((_, kind, words)) = KINDS.iter().find(|(name, ..)| name == label) else { continue };
            let said = words.iter().any(|word| header.contains(word));
            // A second first name is a spouse's or an agent's: it stays, without a role.
            if said && !roles.iter().any(|role| role.kind == *kind) && table.filled(*column) >= 0.5 {
                roles.push(Role { kind: (*kind).into(), form: String::new(), column: *column });
            }
        }
        let has = |kind: &str| roles.iter().any(|role| role.kind == kind);
        let people = (has("first_name") && has("last_name")) || has("full_name") || has("email");
        // The portals publish some tables twice.
        let mut sample: Vec<Vec<u8>> = table.rows.iter().map(|row| row.as_slice().to_vec()).collect();
        sample.sort_unstable();
        if !people || table.rows.len() < 60 || !seen.insert(sample) {
            continue;
        }
        let (publisher, rest) = found.file.split_once("__").unwrap_or((&found.file, ""));
        roles.sort_by_key(|role| role.column);
        all.push(Labelled {
            name: format!("{publisher}__{}", rest.trim_end_matches(".csv")),
            real: true,
            family: publisher.into(),
            level: "–".into(),
            locales: vec!["en_US".into()],
            roles,
            table,
        });
    }
    Ok(all)
}

/// Parts of one table: its columns' subset, the rows, a word for the name.
struct Part {
    subset: &'static str,
    columns: Vec<usize>,
    rows: Vec<usize>,
    word: String,
}

/// Writes whole tables and their parts.
pub fn write(tables: &[Labelled], size: Size, seed: u64, index: &mut Index) -> Result<()> {
    let mut by_family: BTreeMap<&str, Vec<&Labelled>> = BTreeMap::new();
    for table in tables {
        by_family.entry(&table.family).or_default().push(table);
    }
    for family in by_family.values() {
        let mut parts: Vec<(&Labelled, Part)> = Vec::new();
        for table in family {
            parts.extend(parts_of(table, size, seed).into_iter().map(|part| (*table, part)));
        }
        let limit = if size == Size::Small { 3 } else { OF_ONE_FAMILY };
        let name = |table: &Labelled, part: &Part| format!("{}-{}-{}", table.name, part.subset, part.word);
        parts.sort_by_key(|(table, part)| Random::of(seed_of(seed, &name(table, part)), 0xfa, 0).bits());
        for (table, part) in parts.into_iter().take(limit) {
            let label = if table.real {
                Label::real(&table.family, &table.name, part.subset)
            } else {
                Label::generated(&table.family, &table.name, &table.level, part.subset)
            };
            let cut = table.table.part(&part.rows, &part.columns);
            index.add_table(&name(table, &part), &label, &cut, b',', false)?;
        }
    }
    Ok(())
}

fn parts_of(table: &Labelled, size: Size, seed: u64) -> Vec<Part> {
    let kinds: Vec<&str> = table.roles.iter().map(|role| role.kind.as_str()).collect();
    let seed = seed_of(seed, &table.name);
    let width = table.table.header.len();
    let all = table.table.rows.len();
    // Tables of one portal are many and alike: fewer parts of each.
    let described = table.name.split_once("__").is_none();
    let mut parts = Vec::new();
    for (at, (subset, kept)) in subsets(&kinds).into_iter().enumerate() {
        let columns: Vec<usize> = match subset {
            "all" => (0..width).collect(),
            "no-names" => {
                let name = |at: &usize| {
                    table.roles.iter().any(|role| role.column == *at && NAMES.contains(&role.kind.as_str()))
                };
                (0..width).filter(|at| !name(at)).collect()
            }
            _ => table
                .roles
                .iter()
                .filter(|role| kept.contains(&role.kind.as_str()))
                .map(|role| role.column)
                .collect(),
        };
        let mut add = |rows: Vec<usize>, word: String| {
            parts.push(Part { subset, columns: columns.clone(), rows, word });
        };
        add(table.table.all(), "all".into());
        for n in SIZES.into_iter().filter(|&n| n < all) {
            let times = match (described && size == Size::Full, n) {
                (true, 300 | 1_000) => 3,
                (true, _) => 2,
                (false, _) => 1,
            };
            for time in 0..times {
                let seed = seed + 16 * at as u64 + time;
                let as_block = Random::of(seed, 0xb1, n as u64).below(3) == 0;
                let rows = if as_block { block(all, n, seed) } else { random(all, n, seed) };
                add(rows, format!("{n}-{}{time}", if as_block { "block" } else { "random" }));
            }
        }
    }
    parts
}
