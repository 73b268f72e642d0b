//! Values held against what known generators draw from: containment, and evenness by the generator's own weights.
//!
//! Work is on different values: a first few hundred say which lists may hold them all, and only those are fitted.

use dumpscope_model::Vocabulary;
use dumpscope_reference::{
    fold::fold_into,
    vocabularies::{self, Field, Packed, Pool},
};

mod built;
mod fit;

use super::{mail, people::People};
use fit::Draws;

/// Rows looked at: a sample of the sample, since evenness of a few thousand entries needs no more.
const ROWS: usize = 20_000;
/// Different values that decide whether a list is looked at closer.
const FIRST: usize = 400;
/// Share of the values that these must find in a list.
const LIKELY: f64 = 0.5;
/// Lists kept by part.
const KEPT: usize = 2;
/// Fewest values worth a look.
const LEAST: u64 = 20;

/// What the columns show of known generators. `rows` holds the people as often as they come.
pub(super) fn all(people: &People<'_>, rows: &People<'_>) -> Vec<Vocabulary> {
    // A generator draws row by row: where people come back, orders of one customer are one draw; where a table holds
    // little more than names, equal rows are two draws of one.
    let views = if rows.len().min(ROWS) > people.len().min(ROWS) { vec![people, rows] } else { vec![people] };
    let mut found: Vec<Vocabulary> = Vec::new();
    for (at, view) in views.into_iter().enumerate() {
        let of_view = columns(view);
        if at == 0 {
            found = of_view;
            continue;
        }
        for other in of_view {
            let same = |v: &Vocabulary| {
                (v.column, &v.part, &v.generator, &v.locale)
                    == (other.column, &other.part, &other.generator, &other.locale)
            };
            if let Some(held) = found.iter_mut().find(|held| same(held))
                && other.surprise() < held.surprise()
            {
                *held = other;
            }
        }
    }
    found
}

trait Surprise {
    fn surprise(&self) -> f64;
}

impl Surprise for Vocabulary {
    /// Standard deviations the use of the list is away from the generator's.
    fn surprise(&self) -> f64 {
        (self.departure / self.departure_deviation.max(f64::MIN_POSITIVE)).abs()
    }
}

fn columns(view: &People<'_>) -> Vec<Vocabulary> {
    let rows = view.len().min(ROWS);
    let mut found = Vec::new();
    if let Some((first, last)) = view.name_columns() {
        let names: Vec<(&[u8], &[u8])> = (0..rows).map(|row| names(view, row)).collect();
        let firsts: Vec<&[u8]> = names.iter().map(|name| name.0).collect();
        let lasts: Vec<&[u8]> = names.iter().map(|name| name.1).collect();
        found.extend(listed(&Values::folded(&firsts), Field::FirstName, first));
        found.extend(listed(&Values::folded(&lasts), Field::LastName, last));
    }
    let cells = |role: &'_ super::people::Role<'_>| Values::folded(&role.cells[..rows]);
    if let Some(city) = &view.city {
        let values = cells(city);
        found.extend(listed(&values, Field::City, city.column));
        found.extend(built::towns(&values, city.column));
    }
    if let Some(job) = &view.job {
        let values = cells(job);
        found.extend(listed(&values, Field::Job, job.column));
        found.extend(built::jobs(&values, job.column));
    }
    if let Some(company) = &view.company {
        found.extend(listed(&cells(company), Field::Company, company.column));
    }
    if let Some(email) = &view.email {
        let domains: Vec<Vec<u8>> = email.cells[..rows]
            .iter()
            .map(|cell| mail::split(cell).map_or(Vec::new(), |(_, domain)| domain.to_ascii_lowercase()))
            .collect();
        let domains: Vec<&[u8]> = domains.iter().map(Vec::as_slice).collect();
        found.extend(listed(&Values::raw(&domains), Field::MailDomain, email.column));
    }
    found
}

/// A row's first name and surname. Of a full name, titles left out, the first word and the others: generators give two
/// surnames, and surnames of several words.
fn names<'a>(view: &People<'a>, row: usize) -> (&'a [u8], &'a [u8]) {
    let own = |role: &Option<super::people::Role<'a>>| role.as_ref().map_or(&[][..], |r| r.cells[row]);
    let (first, last) = (own(&view.first), own(&view.last));
    if !first.is_empty() || !last.is_empty() {
        return (first, last);
    }
    let mut full = own(&view.full);
    if let Some(comma) = full.iter().position(|&b| b == b',') {
        return (full[comma + 1..].trim_ascii(), full[..comma].trim_ascii());
    }
    let word = |name: &[u8]| name.iter().position(|&b| b == b' ').unwrap_or(name.len());
    while word(full) < full.len() && is_title(&full[..word(full)]) {
        full = full[word(full)..].trim_ascii_start();
    }
    while let Some(space) = full.iter().rposition(|&b| b == b' ')
        && is_suffix(&full[space + 1..])
        && word(full) < space
    {
        full = full[..space].trim_ascii_end();
    }
    let end = word(full);
    (&full[..end], full[end..].trim_ascii())
}

fn is_title(word: &[u8]) -> bool {
    const TITLES: [&[u8]; 17] = [
        b"mr", b"mrs", b"ms", b"miss", b"mx", b"dr", b"prof", b"ing", b"m", b"mme", b"mlle", b"herr",
        b"frau", b"sig", b"dott", b"sr", b"sra",
    ];
    let word = word.strip_suffix(b".").unwrap_or(word);
    TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
}

fn is_suffix(word: &[u8]) -> bool {
    const SUFFIXES: [&[u8]; 11] =
        [b"jr", b"sr", b"i", b"ii", b"iii", b"iv", b"v", b"md", b"dds", b"phd", b"dvm"];
    let word = word.strip_suffix(b".").unwrap_or(word);
    SUFFIXES.iter().any(|suffix| suffix.eq_ignore_ascii_case(word))
}

/// The different values of a column, by ascending key.
struct Values {
    distinct: Vec<Value>,
    /// Their folded forms, one after the other.
    text: Vec<u8>,
    n: u64,
}

#[derive(Debug, Clone, Copy)]
struct Value {
    key: u32,
    count: u64,
    /// Where its folded form stands.
    start: u32,
    end: u32,
}

impl Values {
    fn folded(cells: &[&[u8]]) -> Self {
        Self::of(cells, fold_into)
    }

    fn raw(cells: &[&[u8]]) -> Self {
        Self::of(cells, |cell, out| out.extend_from_slice(cell))
    }

    fn of(cells: &[&[u8]], form: impl Fn(&[u8], &mut Vec<u8>)) -> Self {
        let mut text = Vec::with_capacity(cells.iter().map(|cell| cell.len()).sum());
        let mut found: Vec<(u32, u32, u32)> = Vec::with_capacity(cells.len());
        for cell in cells {
            let start = text.len();
            form(cell, &mut text);
            if text.len() > start {
                found.push((vocabularies::key(&text[start..]), start as u32, text.len() as u32));
            }
        }
        found.sort_unstable();
        let n = found.len() as u64;
        let distinct = found
            .chunk_by(|a, b| a.0 == b.0)
            .map(|run| Value { key: run[0].0, count: run.len() as u64, start: run[0].1, end: run[0].2 })
            .collect();
        Self { distinct, text, n }
    }

    fn text(&self, value: Value) -> &[u8] {
        &self.text[value.start as usize..value.end as usize]
    }
}

/// Values and rows that a list of ascending keys holds.
fn held(values: &[Value], keys: impl Iterator<Item = u32>) -> u64 {
    let (mut at, mut held) = (0, 0);
    for key in keys {
        while values.get(at).is_some_and(|value| value.key < key) {
            at += 1;
        }
        let Some(value) = values.get(at) else { break };
        held += if value.key == key { value.count } else { 0 };
    }
    held
}

/// The lists of a field that hold most of the values, best first.
fn listed(values: &Values, field: Field, column: usize) -> Vec<Vocabulary> {
    if values.n < LEAST {
        return Vec::new();
    }
    let first = &values.distinct[..values.distinct.len().min(FIRST)];
    let rows: u64 = first.iter().map(|value| value.count).sum();
    let lists: Vec<&Packed<'_>> = vocabularies::lists(field).collect();
    let mut found: Vec<(f64, Vocabulary)> = Vec::new();
    for pools in lists.chunk_by(|a, b| (a.generator, a.locale) == (b.generator, b.locale)) {
        let held: u64 = pools.iter().map(|list| held(first, list.keys())).sum();
        if held as f64 >= LIKELY * rows as f64 {
            found.extend(matched(values, pools, column));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(KEPT);
    found.into_iter().map(|(_, vocabulary)| vocabulary).collect()
}

/// Weight of a value that the list does not hold, beside those it holds: it should not be there.
const STRANGER: f64 = 1e-7;

/// A column against one generator's lists, with how well they explain it.
fn matched(values: &Values, pools: &[&Packed<'_>], column: usize) -> Option<(f64, Vocabulary)> {
    let list = pools.first()?;
    let mut draws = Draws::of(pools);
    let (mut held, mut distinct_held) = (0, 0);
    for value in &values.distinct {
        let names = matches!(list.field, Field::FirstName | Field::LastName);
        if draws.take(value.key, value.count)
            || (names && joined(values.text(*value), value.count, &mut draws))
        {
            held += value.count;
            distinct_held += 1;
        }
    }
    if (held as f64) < LIKELY * values.n as f64 {
        return None;
    }
    let fit = draws.fit();
    let strangers = (values.n - held) as f64 * STRANGER.ln();
    let vocabulary = Vocabulary {
        column,
        part: list.field.id().into(),
        generator: list.generator.into(),
        locale: list.locale.into(),
        n: values.n,
        held,
        built: 0,
        distinct: values.distinct.len() as u64,
        distinct_held,
        draws: fit.draws,
        size: fit.size,
        used: fit.used,
        expected_used: fit.expected_used,
        departure: fit.departure,
        departure_deviation: fit.deviation,
    };
    Some((fit.log_likelihood + strangers, vocabulary))
}

/// Words between names and before them that generators put in.
const PARTICLES: [&[u8]; 12] =
    [b"de", b"du", b"des", b"la", b"le", b"van", b"von", b"der", b"den", b"del", b"di", b"y"];

/// Takes a value that is several of the list: `martin dupont`, `de martin`, `anne marie`; of a full name's words the first
/// may be a second first name. Says whether all of it is the list's.
fn joined(text: &[u8], count: u64, draws: &mut Draws) -> bool {
    let words: Vec<&[u8]> = text.split(|&b| b == b' ').collect();
    if words.len() < 2 || words.len() > 6 {
        return false;
    }
    let Some(parts) = split(&words, draws) else { return false };
    for part in parts {
        draws.take(part, count);
    }
    true
}

/// Keys of the entries a value's words are, the longest first, particles left out.
fn split(words: &[&[u8]], draws: &Draws) -> Option<Vec<u32>> {
    let mut parts = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let entry = (1..=rest.len()).rev().find_map(|take| {
            let key = vocabularies::key(&rest[..take].join(&b' '));
            draws.holds(key).then_some((take, key))
        });
        match entry {
            Some((take, key)) => {
                parts.push(key);
                rest = &rest[take..];
            }
            None if PARTICLES.contains(&rest[0]) => rest = &rest[1..],
            None => return None,
        }
    }
    (!parts.is_empty()).then_some(parts)
}

/// Whether a list is of this generator and locale, or of the locale's language where it has none of its own.
fn of_locale<'l>(lists: &[&'l Packed<'l>], generator: &str, locale: &str) -> Vec<&'l Packed<'l>> {
    let of = |locale: &str| -> Vec<&'l Packed<'l>> {
        lists.iter().copied().filter(|l| l.generator == generator && l.locale == locale).collect()
    };
    let own = of(locale);
    if own.is_empty() { of(locale.split(['_', '-']).next().unwrap_or(locale)) } else { own }
}

/// Pools in the order mixtures are fitted in.
const POOLS: [Pool; 3] = [Pool::Female, Pool::Male, Pool::Any];

#[cfg(test)]
mod tests;
