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
mod whole;

use super::{mail, people::People};
use fit::{Draws, Fit};

/// Rows looked at: a sample of the sample, since evenness of a few thousand entries needs no more.
const ROWS: usize = 20_000;
/// Different values that decide whether a list is looked at closer.
const FIRST: usize = 400;
/// Share of the values that these must find in a list.
const LIKELY: f64 = 0.5;
/// Names that decide it where several stand in one cell.
const FIRST_JOINED: usize = 60;
/// Lists kept by part: generators share some.
const KEPT: usize = 3;
/// As many of mail domains: the same three providers are on a dozen.
const KEPT_DOMAINS: usize = 8;
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
    if let (Some(first), Some(last)) = (&view.first, &view.last) {
        found.extend(listed(&Values::folded(&first.cells[..rows]), Field::FirstName, first.column));
        found.extend(listed(&Values::folded(&last.cells[..rows]), Field::LastName, last.column));
    } else if let Some(full) = &view.full {
        found.extend(whole::names(&full.cells[..rows], full.column));
    } else if let Some(first) = &view.first {
        found.extend(listed(&Values::folded(&first.cells[..rows]), Field::FirstName, first.column));
    } else if let Some(last) = &view.last {
        found.extend(listed(&Values::folded(&last.cells[..rows]), Field::LastName, last.column));
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

/// Keys of several lists, ascending.
struct Keys(Vec<u32>);

impl Keys {
    fn of<'l>(lists: impl IntoIterator<Item = &'l Packed<'l>>) -> Self {
        let mut keys: Vec<u32> = lists.into_iter().flat_map(Packed::keys).collect();
        keys.sort_unstable();
        keys.dedup();
        Self(keys)
    }

    fn hold(&self, text: &[u8]) -> bool {
        !text.is_empty() && self.has(vocabularies::key(text))
    }

    fn has(&self, key: u32) -> bool {
        self.0.binary_search(&key).is_ok()
    }
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

    fn words(&self, value: Value) -> Vec<&[u8]> {
        self.text(value).split(|&b| b == b' ').collect()
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
    let several: Vec<Vec<&[u8]>> = first.iter().map(|value| values.words(*value)).collect();
    let several = &several[..several.len().min(FIRST_JOINED)];
    let joined = is_name(field) && several.iter().filter(|words| words.len() > 1).count() * 3 > several.len();
    let lists: Vec<&Packed<'_>> = vocabularies::lists(field).collect();
    let mut found: Vec<(f64, Vocabulary)> = Vec::new();
    for pools in lists.chunk_by(|a, b| (a.generator, a.locale) == (b.generator, b.locale)) {
        let held: u64 = pools.iter().map(|list| held(first, list.keys())).sum();
        let likely = held as f64 >= LIKELY * rows as f64 || {
            joined && {
                let keys = Keys::of(pools.iter().copied());
                let holds =
                    several.iter().filter(|words| split(words, &|key| keys.has(key)).is_some()).count();
                holds as f64 >= LIKELY * several.len() as f64
            }
        };
        if likely {
            found.extend(matched(values, pools, column));
        }
    }
    // Of equals the first of the pack: the sort is stable.
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(if field == Field::MailDomain { KEPT_DOMAINS } else { KEPT });
    found.into_iter().map(|(_, vocabulary)| vocabulary).collect()
}

const fn is_name(field: Field) -> bool {
    matches!(field, Field::FirstName | Field::LastName)
}

/// Weight of a value that the list does not hold, beside those it holds: it should not be there.
const STRANGER: f64 = 1e-7;

/// A column against one generator's lists, with how well they explain it.
fn matched(values: &Values, pools: &[&Packed<'_>], column: usize) -> Option<(f64, Vocabulary)> {
    let list = pools.first()?;
    let mut draws = Draws::of(pools);
    let (mut held, mut distinct_held) = (0, 0);
    for value in &values.distinct {
        let taken = draws.take(value.key, value.count)
            || (is_name(list.field) && joined(&values.words(*value), value.count, &mut draws));
        if taken {
            held += value.count;
            distinct_held += 1;
        }
    }
    if (held as f64) < LIKELY * values.n as f64 {
        return None;
    }
    let fit = draws.fit();
    let strangers = (values.n - held) as f64 * STRANGER.ln();
    let seen = (values.n, held, values.distinct.len() as u64, distinct_held);
    Some((fit.log_likelihood + strangers, vocabulary(list, column, seen, &fit)))
}

/// What is kept of a fit. `seen` are values, values held, different values, and those of them held.
fn vocabulary(list: &Packed<'_>, column: usize, seen: (u64, u64, u64, u64), fit: &Fit) -> Vocabulary {
    Vocabulary {
        column,
        part: list.field.id().into(),
        generator: list.generator.into(),
        locale: list.locale.into(),
        n: seen.0,
        held: seen.1,
        built: 0,
        distinct: seen.2,
        distinct_held: seen.3,
        draws: fit.draws,
        size: fit.size,
        used: fit.used,
        weighted: fit.weighted,
        expected_used: fit.expected_used,
        departure: fit.departure,
        departure_deviation: fit.deviation,
    }
}

/// Words between names and before them that generators put in.
const PARTICLES: [&[u8]; 18] = [
    b"de", b"du", b"des", b"la", b"le", b"van", b"von", b"der", b"den", b"del", b"di", b"y", b"het", b"t",
    b"ter", b"zu", b"vom", b"und",
];

/// Takes a value that is several of the list: `martin dupont`, `de martin`, `anne marie`. Says whether all of it is the
/// list's.
fn joined(words: &[&[u8]], count: u64, draws: &mut Draws) -> bool {
    if words.len() < 2 {
        return false;
    }
    let Some(parts) = split(words, &|key| draws.holds(key)) else { return false };
    for part in parts {
        draws.take(part, count);
    }
    true
}

/// Most words of a name.
const WORDS: usize = 8;

/// Keys of the entries a name's words are, the longest first, particles left out.
fn split(words: &[&[u8]], holds: &dyn Fn(u32) -> bool) -> Option<Vec<u32>> {
    if words.len() > WORDS {
        return None;
    }
    let mut parts = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let entry = (1..=rest.len()).rev().find_map(|take| {
            let key = match rest[..take] {
                [word] => vocabularies::key(word),
                _ => vocabularies::key(&rest[..take].join(&b' ')),
            };
            holds(key).then_some((take, key))
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
