//! Real tables padded with generated rows of the same columns, and clean tables of the same shape.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use csv::ByteRecord;
use dumpscope_testkit::Random;

use super::{
    Size,
    cut::{random, seed_of},
    generated::Made,
    index::{Index, Label},
    real::{Labelled, Role},
    table::Table,
};

/// Invented shares of rows.
const SHARES: [f64; 7] = [0.005, 0.01, 0.02, 0.05, 0.2, 0.5, 0.9];
/// Where the invented rows stand.
const PATTERNS: [&str; 3] = ["contiguous", "periodic", "shuffled"];
/// What the goals are counted on, made with every maker: scattered rows, of a maker periodic or shuffled; a stretch.
const SCATTERED: f64 = 0.05;
const STRETCH: f64 = 0.01;
/// Rows of a mix of a large table; of the largest share half as many, since a pool has 10 000 rows.
const ROWS: usize = 20_000;
/// Rows of a table that gives mixes of every share.
const LARGE: usize = 1_900;
/// Rows of a portal's table that gives a few small mixes.
const SMALL: usize = 900;
/// Kinds that are mixed: what every generator makes.
const KINDS: [&str; 9] =
    ["title", "first_name", "last_name", "full_name", "sex", "birth_date", "email", "city", "phone"];

/// Writes the mixes.
pub fn write(real: &[Labelled], pools: &[Made], size: Size, seed: u64, index: &mut Index) -> Result<()> {
    let mut portals = BTreeSet::new();
    for base in real.iter().filter(|base| base.real && base.has_names()) {
        let rows = base.table.rows.len();
        let has = |kind: &str| base.roles.iter().any(|role| role.kind == kind);
        // Of each portal one table of both names apart, as generators write them.
        let portal = base.name.contains("__");
        let small = portal && rows >= SMALL && has("first_name") && has("last_name");
        if rows < LARGE && !(small && portals.insert(&base.family)) {
            continue;
        }
        let fitting: Vec<&Made> = pools.iter().filter(|made| fits(base, made)).collect();
        let times = if size == Size::Full && rows >= 15_000 { 3 } else { 1 };
        for time in 0..times {
            clean(base, time, seed, index)?;
            for (at, share) in SHARES.into_iter().enumerate() {
                let few = size == Size::Small || rows < 5_000;
                if (few && ![0.02, 0.05, 0.2, 0.5].contains(&share)) || (rows < LARGE && share < 0.05) {
                    continue;
                }
                for pattern in PATTERNS {
                    if few && PATTERNS[(at + portals.len()) % 3] != pattern {
                        continue;
                    }
                    mix(base, &fitting, share, pattern, &time.to_string(), seed, index)?;
                }
            }
        }
        if size == Size::Full && rows >= ROWS {
            by_every_maker(base, &fitting, seed, index)?;
        }
    }
    Ok(())
}

/// The mixes that the goals are counted on, one of each maker, so that they do not rest on the few drawn by chance.
fn by_every_maker(base: &Labelled, fitting: &[&Made], seed: u64, index: &mut Index) -> Result<()> {
    let mut makers: BTreeMap<&str, Vec<&Made>> = BTreeMap::new();
    for made in fitting {
        makers.entry(&made.pool.maker).or_default().push(made);
    }
    for (at, (maker, of)) in makers.into_iter().enumerate() {
        mix(base, &of, SCATTERED, PATTERNS[1 + at % 2], maker, seed, index)?;
        if of[0].pool.level < 2 {
            mix(base, &of, STRETCH, PATTERNS[0], maker, seed, index)?;
        }
    }
    Ok(())
}

/// Whether a pool has the base's columns, is of a country its people could be of, and not of the largest.
fn fits(base: &Labelled, made: &Made) -> bool {
    let roles = roles(base);
    let can = |kind: &str| roles.iter().all(|role| role.kind != kind) || made.table.column(kind).is_some();
    base.locales.iter().any(|locale| locale == made.pool.locale)
        && made.table.rows.len() <= 10_000
        && ["first_name", "last_name", "full_name", "birth_date", "email"].into_iter().all(can)
}

/// The columns that are mixed.
fn roles(base: &Labelled) -> Vec<&Role> {
    base.roles.iter().filter(|role| KINDS.contains(&role.kind.as_str())).collect()
}

/// A clean table of the same columns: what a share is estimated on when there is none.
fn clean(base: &Labelled, time: u64, seed: u64, index: &mut Index) -> Result<()> {
    let columns: Vec<usize> = roles(base).iter().map(|role| role.column).collect();
    let n = base.table.rows.len().min(ROWS);
    let rows = random(base.table.rows.len(), n, seed_of(seed, &base.name) + time);
    let label = Label::real(&base.family, &base.name, "mixed-columns");
    index.add_table(
        &format!("{}-clean-{n}-{time}", base.name),
        &label,
        &base.table.part(&rows, &columns),
        b',',
        false,
    )
}

/// One mix with one of the fitting pools; `word` tells it from others of the same share and pattern.
fn mix(
    base: &Labelled,
    fitting: &[&Made],
    share: f64,
    pattern: &'static str,
    word: &str,
    seed: u64,
    index: &mut Index,
) -> Result<()> {
    let name = format!("{}-{share}-{pattern}-{word}", base.name);
    let seed = seed_of(seed, &name);
    let chance = &mut Random::of(seed, 0x313, 0);
    if fitting.is_empty() {
        return Ok(());
    }
    let made = fitting[chance.below(fitting.len() as u64) as usize];
    let there = base.table.rows.len();
    // As many rows as both sides have, at most what is wanted.
    let n = ROWS
        .min((there as f64 / (1.0 - share)) as usize)
        .min((made.table.rows.len() as f64 / share) as usize)
        .min(if there < ROWS / 2 { there } else { ROWS });
    let invented = ((n as f64 * share).round() as usize).max(1);
    let places = places(n, invented, pattern, chance);
    // Columns that the maker does not fill are left out: empty cells would tell its rows at a glance.
    let mut columns = roles(base);
    columns.retain(|role| made.table.column(&role.kind).is_some());
    let forms: Vec<Form> = columns.iter().map(|role| Form::of(base, role)).collect();
    let sources: Vec<Option<usize>> = columns.iter().map(|role| made.table.column(&role.kind)).collect();
    let at: Vec<usize> = columns.iter().map(|role| role.column).collect();
    let mut real = base.table.part(&random(there, n - invented, seed), &at).rows.into_iter();
    let mut generated = random(made.table.rows.len(), invented, seed).into_iter();
    let mut table = base.table.part(&[], &at);
    let mut next = places.iter().peekable();
    for row in 1..=n {
        if next.next_if(|&&place| place == row).is_some() {
            let from = &made.table.rows[generated.next().unwrap_or_default()];
            table.rows.push(invented_row(from, &sources, &forms));
        } else {
            table.rows.extend(real.next());
        }
    }
    let label = Label {
        class: "mixed",
        source: format!("{}+{}:{}", base.name, made.pool.maker, made.pool.locale),
        level: made.pool.level.to_string(),
        share: invented as f64 / n as f64,
        pattern,
        ..Label::real(&base.family, "", "mixed-columns")
    };
    let csv = table.csv(b',', false)?;
    index.add(&format!("{name}-{n}"), &label, &csv, n, &places)
}

/// Row numbers from 1 of the invented rows, in order.
fn places(n: usize, invented: usize, pattern: &str, chance: &mut Random) -> Vec<usize> {
    match pattern {
        "contiguous" => {
            let start = 1 + chance.below((n - invented + 1) as u64) as usize;
            (start..start + invented).collect()
        }
        "periodic" => (1..=n).filter(|row| row * invented / n != (row - 1) * invented / n).collect(),
        _ => random(n, invented, chance.bits()).into_iter().map(|row| row + 1).collect(),
    }
}

/// How a real column is written, so that invented cells are written alike.
struct Form {
    written: String,
    upper: bool,
    empty: f64,
}

impl Form {
    fn of(base: &Labelled, role: &Role) -> Self {
        let cells = || base.table.rows.iter().filter_map(|row| row.get(role.column));
        let upper = |cell: &&[u8]| {
            let cell = String::from_utf8_lossy(cell);
            !cell.chars().any(char::is_lowercase) && cell.chars().any(char::is_uppercase)
        };
        let filled = base.table.filled(role.column);
        let all = cells().filter(|cell| !cell.is_empty()).count().max(1);
        let upper = cells().filter(upper).count() as f64 / all as f64 > 0.9;
        let written = if role.kind == "sex" && role.form.is_empty() {
            sexes(cells()).unwrap_or_default()
        } else {
            role.form.clone()
        };
        Self { written, upper, empty: 1.0 - filled }
    }

    /// A generated value in the column's way of writing.
    fn cell(&self, value: &str) -> String {
        let text = match self.written.as_str() {
            "d/m/y" | "ymd" => match value.split('-').collect::<Vec<_>>()[..] {
                [year, month, day] if self.written == "ymd" => format!("{year}{month}{day}"),
                [year, month, day] => format!("{day}/{month}/{year}"),
                _ => value.to_owned(),
            },
            pair if pair.contains('/') => {
                let (male, female) = pair.split_once('/').unwrap_or((pair, pair));
                if value.to_lowercase().starts_with('m') { male.into() } else { female.into() }
            }
            _ => value.to_owned(),
        };
        if self.upper { text.to_uppercase() } else { text }
    }
}

/// How a column writes men and women, where its most frequent words tell: `M/F`.
fn sexes<'c>(cells: impl Iterator<Item = &'c [u8]>) -> Option<String> {
    let mut counts: BTreeMap<&[u8], u64> = BTreeMap::new();
    cells.for_each(|cell| *counts.entry(cell).or_default() += 1);
    let most = |letters: &[u8]| {
        let of = counts
            .iter()
            .filter(|(cell, _)| cell.first().is_some_and(|b| letters.contains(&b.to_ascii_lowercase())));
        of.max_by_key(|(_, count)| **count).map(|(cell, _)| String::from_utf8_lossy(cell))
    };
    Some(format!("{}/{}", most(b"mh")?, most(b"fw")?))
}

fn invented_row(from: &ByteRecord, sources: &[Option<usize>], forms: &[Form]) -> ByteRecord {
    // Missing cells as often as in the real column, by the row's own chance.
    let mut chance = Random::of(from.as_slice().iter().map(|&b| u64::from(b)).sum(), 0xe, from.len() as u64);
    sources
        .iter()
        .zip(forms)
        .map(|(source, form)| {
            let value = source.and_then(|at| from.get(at)).unwrap_or_default();
            if chance.in_10_000((form.empty * 10_000.0) as u64) {
                return String::new();
            }
            form.cell(&String::from_utf8_lossy(value))
        })
        .collect::<Vec<_>>()
        .iter()
        .collect()
}

/// A real table's columns by kind, for other modules.
pub fn by_kind(base: &Labelled) -> Table {
    let roles = roles(base);
    let at: Vec<usize> = roles.iter().map(|role| role.column).collect();
    let mut table = base.table.part(&base.table.all(), &at);
    table.header = roles.iter().map(|role| role.kind.as_str()).collect();
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn men_and_women_as_the_column_writes_them() {
        let of = |cells: &[&str]| sexes(cells.iter().map(|cell| cell.as_bytes()));
        assert_eq!(of(&["M", "F", "F", "", "Male"]).as_deref(), Some("Male/F"));
        assert_eq!(of(&["M", "F", "M", "Male"]).as_deref(), Some("M/F"));
        assert_eq!(of(&["1", "2"]), None);
    }

    #[track_caller]
    fn check(n: usize, invented: usize, pattern: &str) -> Vec<usize> {
        let places = places(n, invented, pattern, &mut Random::of(1, 2, 3));
        assert_eq!(places.len(), invented, "{pattern}");
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{pattern}");
        assert!(places.iter().all(|place| (1..=n).contains(place)), "{pattern}");
        places
    }

    #[test]
    fn places_are_as_many_as_asked_and_inside() {
        for (n, invented) in [(1_000, 5), (1_000, 200), (1_000, 900), (10, 1)] {
            for pattern in PATTERNS {
                check(n, invented, pattern);
            }
        }
        assert_eq!(check(10, 2, "periodic"), [5, 10]);
        let block = check(1_000, 50, "contiguous");
        assert_eq!(block[49] - block[0], 49);
    }

    #[test]
    fn cells_are_written_the_column_s_way() {
        let form = |form: &str, upper| Form { written: form.into(), upper, empty: 0.0 };
        assert_eq!(form("d/m/y", false).cell("1980-02-03"), "03/02/1980");
        assert_eq!(form("ymd", false).cell("1980-02-03"), "19800203");
        assert_eq!(form("M/F", false).cell("female"), "F");
        assert_eq!(form("Male/Female", false).cell("M"), "Male");
        assert_eq!(form("", true).cell("Élodie"), "ÉLODIE");
    }
}
