use dumpscope_model::NameAges;
use dumpscope_reference::population::{self, DECADES, FirstName, Population, Sex, weight};

use super::people::People;

/// Rows that are looked at.
const ROWS: usize = 20_000;
/// Fewest rows with a name and a year of birth.
const LEAST: usize = 20;
/// Years that have a decade of the reference, or one next to it.
const YEARS: std::ops::Range<i32> = 1_880..2_040;
/// Weight of a name in a decade that hardly gave it: a seventh of the least band, so that one row says little.
const HARDLY: f64 = 20.0;

/// How far first names follow years of birth, by whichever reference holds more of the names.
pub(super) fn of(people: &People<'_>) -> Option<NameAges> {
    people.birth.as_ref()?;
    let (column, _) = people.name_columns()?;
    let (first_names, _) = people.varied_names();
    let row = |row: usize| {
        let year = people.birth_years[row].filter(|year| YEARS.contains(year))?;
        let whole = first_names[row];
        let decade = (usize::try_from(year - 1_900).unwrap_or(0) / 10).min(DECADES - 1);
        (whole != 0).then(|| Dated { whole, first: first_word(people, row), decade })
    };
    let dated: Vec<Dated> = (0..people.len().min(ROWS)).filter_map(row).collect();
    if dated.len() < LEAST {
        return None;
    }
    let key = |name: &str| people.folded(name.as_bytes());
    let countries = [("FR", population::fr()), ("US", population::us())];
    let read = countries.map(|(country, population)| (country, Reference::of(population, key).read(&dated)));
    let (country, read) = read.into_iter().max_by_key(|(_, read)| read.as_ref().map_or(0, |read| read.n))?;
    let read = read?;
    Some(NameAges {
        column,
        country: country.into(),
        dated: dated.len() as u64,
        n: read.n,
        lift: read.lift,
        deviation: read.deviation,
        expected: read.expected,
    })
}

/// A row: folded hashes of the first name and of its first word, and the decade of birth.
struct Dated {
    whole: u64,
    first: u64,
    decade: usize,
}

fn first_word(people: &People<'_>, row: usize) -> u64 {
    let name = people.name(row).0;
    let word = name.split(|b| matches!(b, b' ' | b'-')).next().unwrap_or(name);
    if word.len() == name.len() { people.first_folded[row] } else { people.folded(word) }
}

/// The names of a country by the hash of their key, ascending, with `ln p(name | decade)`, both sexes alike.
struct Reference {
    keys: Vec<u64>,
    logs: Vec<[f64; DECADES]>,
}

/// What the rows show.
struct Read {
    n: u64,
    lift: f64,
    deviation: f64,
    expected: f64,
}

impl Reference {
    fn of(population: &Population, key: impl Fn(&str) -> u64) -> Self {
        let mut names: Vec<(u64, &FirstName)> =
            population.first_names.iter().map(|name| (key(name.name), name)).collect();
        names.sort_by_key(|(key, _)| *key);
        let (mut keys, mut weights) = (Vec::new(), Vec::new());
        let mut sums = [[0.0; DECADES]; 2];
        for of_key in names.chunk_by(|a, b| a.0 == b.0) {
            let mut both = [[HARDLY; DECADES]; 2];
            for (_, name) in of_key {
                let side = &mut both[usize::from(name.sex == Sex::Male)];
                for (sum, band) in side.iter_mut().zip(name.bands) {
                    *sum += f64::from(weight(band));
                }
            }
            for (sums, side) in sums.iter_mut().zip(&both) {
                sums.iter_mut().zip(side).for_each(|(sum, weight)| *sum += weight);
            }
            keys.push(of_key[0].0);
            weights.push(both);
        }
        let share = |both: &[[f64; DECADES]; 2]| {
            std::array::from_fn(|d| f64::midpoint(both[0][d] / sums[0][d], both[1][d] / sums[1][d]).ln())
        };
        Self { logs: weights.iter().map(share).collect(), keys }
    }

    /// `None` where too few names are of this country.
    fn read(&self, dated: &[Dated]) -> Option<Read> {
        let place = |row: &Dated| {
            let found = self.keys.binary_search(&row.whole).or_else(|_| self.keys.binary_search(&row.first));
            found.ok().map(|at| (at, row.decade))
        };
        let found: Vec<(usize, usize)> = dated.iter().filter_map(place).collect();
        if found.len() < LEAST {
            return None;
        }
        let n = found.len() as f64;
        let mut decades = [0.0; DECADES];
        for (_, decade) in &found {
            decades[*decade] += 1.0 / n;
        }
        // The mean over the table's decades is that over all ways to deal the years out again.
        let mean = |logs: &[f64; DECADES]| -> f64 {
            logs.iter().zip(&decades).map(|(log, share)| log * share).sum()
        };
        let means: Vec<f64> = self.logs.iter().map(mean).collect();
        let lifts = || found.iter().map(|&(at, decade)| self.logs[at][decade] - means[at]);
        let lift = lifts().sum::<f64>() / n;
        let variance = lifts().map(|x| (x - lift).powi(2)).sum::<f64>() / n;
        let one = |(logs, mean): (&[f64; DECADES], &f64)| -> f64 {
            logs.iter().zip(&decades).map(|(log, share)| share * log.exp() * (log - mean)).sum()
        };
        let expected = self.logs.iter().zip(&means).map(one).sum();
        Some(Read { n: found.len() as u64, lift, deviation: variance.sqrt(), expected })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> u64 {
        name.bytes().fold(7, |key, b| key.wrapping_mul(31).wrapping_add(u64::from(b)))
    }

    /// People of the reference, each with a decade; dealt out again when they are to be drawn apart.
    fn rows(n: u64, apart: bool) -> Vec<Dated> {
        let names = &population::fr().first_names;
        let mut rows: Vec<Dated> = (1..=n)
            .map(|nth| {
                let decade = 3 + (crate::hash::spread(nth) % 8) as usize;
                let all: u64 = names.iter().map(|name| u64::from(weight(name.bands[decade]))).sum();
                let mut left = crate::hash::spread(n + nth) % all;
                let drawn = names.iter().find(|name| {
                    let weight = u64::from(weight(name.bands[decade]));
                    let here = left < weight;
                    left = left.saturating_sub(weight);
                    here
                });
                let whole = key(drawn.expect("weights add up").name);
                Dated { whole, first: whole, decade }
            })
            .collect();
        if apart {
            let decades: Vec<usize> = rows.iter().map(|row| row.decade).collect();
            let shift = rows.len() / 3;
            for (row, decade) in rows.iter_mut().zip(decades.iter().cycle().skip(shift)) {
                row.decade = *decade;
            }
        }
        rows
    }

    #[test]
    fn names_given_in_their_decades_are_told_from_those_drawn_apart() {
        let reference = Reference::of(population::fr(), key);
        for (apart, share) in [(false, 1.0), (true, 0.0)] {
            let read = reference.read(&rows(400, apart)).expect("names of the reference");
            let error = read.deviation / (read.n as f64).sqrt() / read.expected;
            assert!(error < 0.15, "{error}");
            let seen = read.lift / read.expected;
            assert!((seen - share).abs() < 3.0 * error, "{seen} ± {error}, expected {share}");
        }
    }

    #[test]
    fn names_of_nobody_say_nothing() {
        let rows: Vec<Dated> = (1..=100).map(|at| Dated { whole: at, first: at, decade: 8 }).collect();
        assert!(Reference::of(population::us(), key).read(&rows).is_none());
    }
}
