use std::collections::BTreeMap;

use dumpscope_model::{CommunityStretch, NameCommunities};
use dumpscope_reference::communities::{self, COMMUNITIES, POPULATION, Shares};

use crate::hash;

use super::people::People;

/// Rows that are looked at.
const ROWS: usize = 20_000;
/// Fewest pairs of names of which both are listed.
const LEAST: usize = 50;

/// Stretches of the file that are looked at apart, and fewest pairs of each.
const STRETCHES: usize = 8;
const LEAST_STRETCH: usize = 150;

/// How far first names and surnames are borne in the same communities.
pub(super) fn of(people: &People<'_>) -> Option<NameCommunities> {
    let columns = people.name_columns()?;
    let rows = people.len().min(ROWS);
    if rows < LEAST {
        return None;
    }
    let (first_names, last_names) = people.varied_names();
    // Families and records told twice would count as many: each pair of names counts once.
    let mut pairs: Vec<(u64, usize)> = (0..rows)
        .filter(|&row| first_names[row] != 0 && last_names[row] != 0)
        .map(|row| (hash::fold(first_names[row], last_names[row]), row))
        .collect();
    pairs.sort_unstable();
    pairs.dedup_by_key(|(pair, _)| *pair);
    let listed = |turned: bool| -> Vec<(u64, (u64, Shares, Shares))> {
        let (first_names, last_names) = (communities::first_names(), communities::last_names());
        let both = |&(_, row): &(u64, usize)| {
            let (first, last) = people.name(row);
            let (first, last) = if turned { (last, first) } else { (first, last) };
            let country = people.country.as_ref().map_or(0, |role| role.folded[row]);
            let shares = (country, first_names.of_first(first)?, last_names.of_last(last)?);
            Some((people.numbers[row], shares))
        };
        pairs.iter().filter_map(both).collect()
    };
    // Columns that were named the wrong way round, and full names that begin with the surname.
    let (as_named, turned) = (listed(false), listed(true));
    let mut listed = if turned.len() > as_named.len() { turned } else { as_named };
    if listed.len() < LEAST {
        return None;
    }
    let all: Vec<_> = listed.iter().map(|(_, shares)| *shares).collect();
    listed.sort_unstable_by_key(|(number, _)| *number);
    Some(NameCommunities { columns, named: pairs.len() as u64, along: along(&listed), ..correlated(&all) })
}

/// The same of stretches of the file with as many pairs each, in their order; none where they would have too few.
fn along(listed: &[(u64, (u64, Shares, Shares))]) -> Vec<CommunityStretch> {
    let each = listed.len() / STRETCHES;
    if each < LEAST_STRETCH {
        return Vec::new();
    }
    let of = |stretch: &[(u64, (u64, Shares, Shares))]| {
        let shares: Vec<_> = stretch.iter().map(|(_, shares)| *shares).collect();
        let NameCommunities { n, shared, deviation, spread, .. } = correlated(&shares);
        let rows = (stretch.first().map_or(0, |s| s.0), stretch.last().map_or(0, |s| s.0));
        CommunityStretch { rows, n, shared, deviation, spread }
    };
    (0..STRETCHES)
        .map(|at| of(&listed[at * each..if at + 1 == STRETCHES { listed.len() } else { (at + 1) * each }]))
        .collect()
}

/// What is summed over the pairs of one country.
#[derive(Debug, Default)]
struct Sums {
    n: f64,
    first: Shares,
    last: Shares,
    /// Products of the shares of first names; of surnames; of the first with the second, same community.
    firsts: [[f64; COMMUNITIES]; COMMUNITIES],
    lasts: [[f64; COMMUNITIES]; COMMUNITIES],
    both: f64,
}

/// Pairs of one country are held against each other: a program that draws whole names by country couples them only
/// across countries, as their names differ.
fn correlated(pairs: &[(u64, Shares, Shares)]) -> NameCommunities {
    let mut by_country: BTreeMap<u64, Sums> = BTreeMap::new();
    for (country, first, last) in pairs {
        let sums = by_country.entry(*country).or_default();
        sums.n += 1.0;
        for a in 0..COMMUNITIES {
            sums.first[a] += first[a];
            sums.last[a] += last[a];
            sums.both += first[a] * last[a];
            for b in 0..COMMUNITIES {
                sums.firsts[a][b] += first[a] * first[b];
                sums.lasts[a][b] += last[a] * last[b];
            }
        }
    }
    let (mut shared, mut variance, mut spread) = (0.0, 0.0, 0.0);
    for sums in by_country.values().filter(|sums| sums.n > 1.0) {
        let n = sums.n;
        shared += sums.both - (0..COMMUNITIES).map(|a| sums.first[a] * sums.last[a] / n).sum::<f64>();
        let mut products = 0.0;
        for a in 0..COMMUNITIES {
            spread += sums.lasts[a][a] - sums.last[a] * sums.last[a] / n;
            for b in 0..COMMUNITIES {
                let first = sums.firsts[a][b] - sums.first[a] * sums.first[b] / n;
                let last = sums.lasts[a][b] - sums.last[a] * sums.last[b] / n;
                products += first * last;
            }
        }
        // A sum over a random pairing has the variance Σ (sum of products of the one) (of the other) / (n − 1).
        variance += products / (n - 1.0);
    }
    let n = pairs.len() as f64;
    let mean = |a: usize| by_country.values().map(|sums| sums.last[a]).sum::<f64>() / n;
    NameCommunities {
        n: pairs.len() as u64,
        countries: by_country.len() as u64,
        shared: shared / n,
        deviation: variance.max(0.0).sqrt() / n,
        spread: spread / n,
        alike: (0..COMMUNITIES).map(|a| mean(a).min(POPULATION[a])).sum(),
        ..NameCommunities::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `n` pairs of two communities, in each of which both names are mostly borne; `tied` of them keep to one.
    fn pairs(n: u64, tied: f64, countries: u64) -> Vec<(u64, Shares, Shares)> {
        (0..n)
            .map(|nth| {
                let draw = |salt: u64| {
                    hash::spread(nth * 7 + salt).wrapping_mul(0x9e37_79b9_7f4a_7c15) as f64 / u64::MAX as f64
                };
                let shares =
                    |community: bool| if community { [0.8, 0.2, 0.0, 0.0] } else { [0.1, 0.7, 0.1, 0.1] };
                let last = draw(1) < 0.3;
                let first = if draw(2) < tied { last } else { draw(3) < 0.3 };
                (nth % countries, shares(first), shares(last))
            })
            .collect()
    }

    #[test]
    fn names_of_one_community_are_told_from_names_drawn_apart() {
        #[track_caller]
        fn check(tied: f64, n: u64, countries: u64) {
            let seen = correlated(&pairs(n, tied, countries));
            let (slope, error) = (seen.shared / seen.spread, seen.deviation / seen.spread);
            assert!((slope - tied).abs() < 4.0 * error + 0.05, "{slope} ± {error}, expected {tied}");
            assert!(error < 2.5 / (n as f64).sqrt(), "{error}");
            assert_eq!(seen.countries, countries);
        }
        for tied in [0.0, 0.3, 0.9] {
            check(tied, 400, 1);
            check(tied, 5_000, 1);
            check(tied, 5_000, 20);
        }
    }

    #[test]
    fn the_deviation_is_that_of_dealing_again() {
        let all = pairs(300, 0.0, 1);
        let seen = correlated(&all);
        let dealt: Vec<f64> = (1..200)
            .map(|shift| {
                let lasts = all.iter().cycle().skip(shift);
                let again: Vec<_> = all.iter().zip(lasts).map(|(a, b)| (0, a.1, b.2)).collect();
                correlated(&again).shared
            })
            .collect();
        let mean = dealt.iter().sum::<f64>() / dealt.len() as f64;
        let variance = dealt.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / dealt.len() as f64;
        let ratio = variance.sqrt() / seen.deviation;
        assert!((0.8..1.25).contains(&ratio), "{ratio}");
    }

    #[test]
    fn names_that_differ_between_countries_alone_say_nothing() {
        // whole names by country, drawn apart within each
        let of = |nth: u64| {
            let shares = if nth.is_multiple_of(2) { [1.0, 0.0, 0.0, 0.0] } else { [0.0, 0.0, 0.0, 1.0] };
            (nth % 2, shares, shares)
        };
        let seen = correlated(&(0..1_000).map(of).collect::<Vec<_>>());
        assert!(seen.shared.abs() < 1e-9 && seen.spread.abs() < 1e-9, "{seen:?}");
        let across: Vec<_> = (0..1_000).map(of).map(|(_, a, b)| (0, a, b)).collect();
        let seen = correlated(&across);
        assert!((seen.shared / seen.spread - 1.0).abs() < 1e-9);
    }
}
