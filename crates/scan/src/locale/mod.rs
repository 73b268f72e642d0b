//! Where the people of a table live and what they speak: inferred from the sampled cells before the full pass, so that
//! national numbers, dates and references can be read accordingly.
//!
//! Several sources are heard, each on its own cells: a country column, calling codes and national ways of writing numbers,
//! postcodes, IBANs, numbers that only one country gives out, domains, currencies; words of the header, of streets and
//! titles, names, scripts. A source that few of its cells speak through is not heard: a national table has foreigners, and
//! only they would have written a country code.

mod calling;
mod countries;
mod languages;
mod surnames;

use std::collections::BTreeMap;

use dumpscope_model::{Locale, LocaleShare};

use crate::decide::{ColumnSample, Decision};

/// Least share of a country or language that is listed, and most that are.
const LEAST_SHARE: f64 = 0.02;
const MOST_LISTED: usize = 8;

/// What one source says: how many of its cells tell which code.
#[derive(Debug)]
struct Source {
    id: &'static str,
    /// How much it counts beside others.
    weight: f64,
    /// Least share of its cells that must tell, and fewest that may.
    least: (f64, u64),
    cells: u64,
    told: BTreeMap<&'static str, u64>,
}

impl Source {
    const fn new(id: &'static str, weight: f64, least: (f64, u64)) -> Self {
        Self { id, weight, least, cells: 0, told: BTreeMap::new() }
    }

    /// Hears the cells of a column.
    fn hear(&mut self, cells: &[&[u8]], of: impl Fn(&[u8]) -> Option<&'static str>) {
        self.cells += cells.len() as u64;
        for code in cells.iter().filter_map(|cell| of(cell)) {
            *self.told.entry(code).or_default() += 1;
        }
    }

    fn telling(&self) -> u64 {
        self.told.values().sum()
    }

    /// Its weight, with the share of cells that tell; `None` when too few do.
    fn heard(&self) -> Option<f64> {
        let telling = self.telling();
        let share = telling as f64 / self.cells.max(1) as f64;
        (telling >= self.least.1 && share >= self.least.0).then_some(self.weight * share)
    }
}

/// A column as the inference sees it.
struct Column<'a> {
    /// Id of its field type; empty for unknown.
    id: &'static str,
    header: Option<&'a str>,
    cells: &'a [&'a [u8]],
}

/// Infers the locale of a table.
pub(crate) fn infer(samples: &[ColumnSample<'_>], decisions: &[Decision]) -> Locale {
    let columns: Vec<Column<'_>> = samples
        .iter()
        .zip(decisions)
        .map(|(sample, decision)| Column {
            id: decision.field_type.map_or("", |t| t.id),
            header: sample.header,
            cells: &sample.values,
        })
        .collect();
    Locale { countries: pool(&countries::sources(&columns)), languages: pool(&languages::sources(&columns)) }
}

/// What is said of one code: its share, the cells that say so, and the part of each source.
#[derive(Default)]
struct Said {
    share: f64,
    cells: u64,
    parts: Vec<(f64, &'static str)>,
}

/// The weighted mean of what the sources say.
fn pool(sources: &[Source]) -> Vec<LocaleShare> {
    let heard: Vec<(f64, &Source)> = sources.iter().filter_map(|s| Some((s.heard()?, s))).collect();
    let all: f64 = heard.iter().map(|(weight, _)| weight).sum();
    let mut codes: BTreeMap<&'static str, Said> = BTreeMap::new();
    for (weight, source) in &heard {
        let telling = source.telling() as f64;
        for (code, count) in &source.told {
            let part = weight * *count as f64 / telling;
            let said = codes.entry(code).or_default();
            said.share += part / all;
            said.cells += count;
            said.parts.push((part, source.id));
        }
    }
    let mut shares: Vec<LocaleShare> = codes
        .into_iter()
        .filter(|(_, said)| said.share >= LEAST_SHARE)
        .map(|(code, mut said)| {
            said.parts.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            LocaleShare {
                code: code.into(),
                share: said.share,
                n: said.cells,
                from: said.parts.into_iter().map(|(_, id)| id.into()).collect(),
            }
        })
        .collect();
    shares.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.code.cmp(&b.code)));
    shares.truncate(MOST_LISTED);
    shares
}

#[cfg(test)]
mod tests;
