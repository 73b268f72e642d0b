//! Tables cut from pools of generated rows: many schemas, sizes and ways of naming columns.

use std::path::Path;

use anyhow::Result;
use dumpscope_testkit::Random;

use super::{
    Size,
    cut::seed_of,
    index::{Index, Label},
    plan::Pool,
    schemas::{Headers, SCHEMAS, subsets},
    table::Table,
};

/// Sizes of the small tables cut one after the other from a pool of variant `b`.
const SMALL: [usize; 10] = [1_000, 1_000, 1_000, 300, 300, 300, 300, 100, 100, 100];

/// A pool with its rows.
pub struct Made {
    /// What it is.
    pub pool: Pool,
    /// Its rows.
    pub table: Table,
}

/// Reads the pools that were made; those of a package that is missing are not there.
pub fn read_pools(plan: &[Pool], folder: &Path) -> Result<Vec<Made>> {
    plan.iter()
        .map(|pool| (pool, folder.join(format!("{}.csv", pool.name()))))
        .filter(|(_, path)| path.exists())
        .map(|(pool, path)| Ok(Made { pool: pool.clone(), table: Table::read(&path)? }))
        .collect()
}

/// Cuts and writes the tables.
pub fn write(pools: &[Made], size: Size, seed: u64, index: &mut Index) -> Result<()> {
    for made in pools {
        if made.pool.variant == 'a' {
            let random = &mut Random::of(seed, 0x1a, made.pool.seed);
            let subset = ["names-email", "names-birth", "names"][random.below(3) as usize];
            for (part, wanted) in [(0, "all"), (1, subset)] {
                cut(made, 0..made.table.rows.len(), part, wanted, seed, index)?;
            }
            continue;
        }
        let mut start = 0;
        let mut part = 0;
        // The first `all`, one in two of the others a subset of the columns.
        let sizes: &[usize] = if size == Size::Small { &[1_000, 300] } else { &SMALL };
        while let Some(&n) = sizes.get(part % sizes.len()).filter(|&&n| start + n <= made.table.rows.len()) {
            let random = &mut Random::of(seed, 0x1b + part as u64, made.pool.seed);
            let subset = ["all", "all", "all", "names-email", "names-birth", "names", "no-names"]
                [random.below(7) as usize];
            cut(made, start..start + n, part, if part == 0 { "all" } else { subset }, seed, index)?;
            start += n;
            part += 1;
        }
    }
    Ok(())
}

/// Cuts rows of a pool into a table of a random schema, with the column subset asked for where it has it.
fn cut(
    made: &Made,
    rows: std::ops::Range<usize>,
    part: usize,
    subset: &str,
    seed: u64,
    index: &mut Index,
) -> Result<()> {
    let pool = &made.pool;
    let base = format!("{}-{}-{part}", pool.name(), rows.len());
    let random = &mut Random::of(seed_of(seed, &base), 0x5c, 0);
    // A schema that has what the subset wants.
    let start = random.below(SCHEMAS.len() as u64) as usize;
    let (schema, columns, kinds) = (0..SCHEMAS.len())
        .map(|step| &SCHEMAS[(start + step) % SCHEMAS.len()])
        .find_map(|schema| {
            let there: Vec<&str> =
                schema.kinds.iter().copied().filter(|kind| made.table.column(kind).is_some()).collect();
            subsets(&there)
                .into_iter()
                .find(|(name, _)| *name == subset)
                .map(|(name, kinds)| (schema, name, kinds))
        })
        .unwrap_or((&SCHEMAS[0], "all", vec!["first_name", "last_name"]));
    let headers = Headers::random(random);
    let at: Vec<usize> = kinds.iter().filter_map(|kind| made.table.column(kind)).collect();
    let mut table = made.table.part(&rows.collect::<Vec<_>>(), &at);
    table.header = kinds.iter().map(|kind| headers.of(kind, pool.locale)).collect();
    let source = format!("{}:{}:{}", pool.maker, pool.locale, schema.name);
    let label = Label::generated(&pool.family, &source, &pool.level.to_string(), columns);
    let delimiter = [b',', b';', b'\t'][random.weighted(&[70, 20, 10])];
    index.add_table(&format!("{base}-{columns}"), &label, &table, delimiter, headers == Headers::Bare)
}
