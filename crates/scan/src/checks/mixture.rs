//! How many rows have names that a known generator drew, among rows of people: a mixture of two classes, one with the first
//! names and surnames of the generator's lists, each drawn as often as it draws them, one with whatever names the table
//! has. In both the two names of a row are taken to be independent. Fitted by expectation and maximisation (Dempster, Laird
//! and Rubin 1977); nothing is asked of a country's names.

use dumpscope_model::NameMixture;
use dumpscope_reference::vocabularies::{self, Field, Packed, Pool};

use super::lists::{Listed, Maker, Membership};

/// Rows with both names to say anything.
const LEAST_ROWS: usize = 1_000;
/// Rows with both names on the lists to fit them.
const LEAST_LISTED: usize = 20;
/// Share that is supposed when makers are looked through, least share it must come to then, and makers fitted.
const SUPPOSED: f64 = 0.05;
const LEAST_SHARE: f64 = 0.002;
const FITTED: usize = 4;
/// Rounds at most, and the step from which there is nothing to gain.
const ROUNDS: usize = 40;
const STEP: f64 = 1e-6;
/// Times a name that no other row has is supposed to stand in as many rows again.
const UNMET: f64 = 0.5;
/// Bounds of a share.
const SHARES: (f64, f64) = (1e-7, 0.98);

/// The maker that explains most rows; `None` where too few rows have both names.
pub(super) fn of(listed: &Listed) -> Option<NameMixture> {
    let n = listed.known.len();
    if n < LEAST_ROWS {
        return None;
    }
    let counts = Counts::of(listed);
    let mut likely: Vec<(f64, usize)> = (0..listed.makers.len())
        .filter(|&maker| listed.on[maker].len() >= LEAST_LISTED)
        .filter_map(|maker| Some((counts.glance(listed, maker, sizes(listed.makers[maker])?), maker)))
        .filter(|(share, _)| *share >= LEAST_SHARE)
        .collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    likely.truncate(FITTED);
    let fitted = likely.into_iter().map(|(_, maker)| {
        let ((share, error), (generator, locale)) = (counts.fit(listed, maker), listed.makers[maker]);
        NameMixture {
            generator: generator.into(),
            locale: locale.into(),
            n: n as u64,
            listed: listed.on[maker].len() as u64,
            share,
            error,
        }
    });
    let best = fitted.max_by(|a, b| a.share.total_cmp(&b.share));
    Some(best.unwrap_or_else(|| NameMixture { n: n as u64, ..NameMixture::default() }))
}

/// The lists of a field that a maker draws from: those of women and men where it has them apart.
fn drawn_from(maker: Maker, field: Field) -> Vec<&'static Packed<'static>> {
    let lists = || vocabularies::lists(field).filter(|list| (list.generator, list.locale) == maker);
    let apart = |list: &&Packed<'_>| (list.pool != Pool::Any) == (field == Field::FirstName);
    let some: Vec<_> = lists().filter(apart).collect();
    if some.is_empty() { lists().collect() } else { some }
}

/// Entries that a maker draws its names from; `None` where it draws by the frequencies of people's names, which tells it
/// from no people.
fn sizes(maker: Maker) -> Option<(f64, f64)> {
    let size = |field| {
        let lists = drawn_from(maker, field);
        let entries: usize = lists.iter().map(|list| list.len()).sum();
        (entries > 0 && !lists.iter().any(|list| list.is_weighted())).then_some(entries as f64)
    };
    Some((size(Field::FirstName)?, size(Field::LastName)?))
}

/// How often a maker draws each of the different names of the table.
fn weights(maker: Maker, field: Field, names: &Membership) -> Vec<f64> {
    let mut weights = vec![0.0; names.keys.len()];
    let lists = drawn_from(maker, field);
    for list in &lists {
        let entries = list.entries();
        let all = entries.iter().map(|(_, weight)| weight).sum::<f64>() * lists.len() as f64;
        for (key, weight) in entries {
            if let Ok(place) = names.keys.binary_search(&key.max(1)) {
                weights[place] += weight / all;
            }
        }
    }
    weights
}

/// How often each name stands in the table.
struct Counts {
    rows: f64,
    first: Vec<f64>,
    last: Vec<f64>,
}

impl Counts {
    fn of(listed: &Listed) -> Self {
        let count = |names: &Membership| {
            let mut counts = vec![0.0; names.keys.len()];
            for &row in &listed.known {
                counts[names.places[row] as usize] += 1.0;
            }
            counts
        };
        Self { rows: listed.known.len() as f64, first: count(&listed.first), last: count(&listed.last) }
    }

    /// Names of the rows on a maker's lists, by place.
    fn named(listed: &Listed, maker: usize) -> impl Iterator<Item = (usize, usize)> {
        listed.on[maker].iter().map(|&place| {
            let row = listed.known[place as usize];
            (listed.first.places[row] as usize, listed.last.places[row] as usize)
        })
    }

    /// Share of the rows that a maker explains at first sight, its lists drawn evenly.
    fn glance(&self, listed: &Listed, maker: usize, (first, last): (f64, f64)) -> f64 {
        let drawn = 1.0 / (first * last);
        let others = |count: f64| (count - 1.0).max(0.0) + UNMET;
        let explained: f64 = Self::named(listed, maker)
            .map(|(a, b)| {
                let real = others(self.first[a]) * others(self.last[b]) / (self.rows * self.rows);
                SUPPOSED * drawn / (SUPPOSED * drawn + (1.0 - SUPPOSED) * real)
            })
            .sum();
        explained / self.rows
    }

    /// Share of the rows that a maker drew, with its standard error. The names of people are those left once its own are
    /// taken away, in every round, and never the row's own.
    fn fit(&self, listed: &Listed, maker: usize) -> (f64, f64) {
        let of = listed.makers[maker];
        let (first, last) =
            (weights(of, Field::FirstName, &listed.first), weights(of, Field::LastName, &listed.last));
        let rows: Vec<(usize, usize, f64)> = Self::named(listed, maker)
            .map(|(a, b)| (a, b, first[a] * last[b]))
            .filter(|(_, _, drawn)| *drawn > 0.0)
            .collect();
        let mut share = SUPPOSED;
        let mut made = (vec![0.0; self.first.len()], vec![0.0; self.last.len()]);
        let real = |share: f64, made: &(Vec<f64>, Vec<f64>), a: usize, b: usize| {
            let people = self.rows * (1.0 - share);
            let others = |count: f64, made: f64| (count - made - 1.0).max(0.0) + UNMET;
            others(self.first[a], made.0[a]) * others(self.last[b], made.1[b]) / (people * people)
        };
        for _ in 0..ROUNDS {
            let mut next = (vec![0.0; self.first.len()], vec![0.0; self.last.len()]);
            let mut sum = 0.0;
            for &(a, b, drawn) in &rows {
                let invented = share * drawn;
                let posterior = invented / (invented + (1.0 - share) * real(share, &made, a, b));
                next.0[a] += posterior;
                next.1[b] += posterior;
                sum += posterior;
            }
            let before = share;
            share = (sum / self.rows).clamp(SHARES.0, SHARES.1);
            made = next;
            if (share - before).abs() < STEP {
                break;
            }
        }
        // Fisher's information of the share, observed.
        let informed: f64 = rows
            .iter()
            .map(|&(a, b, drawn)| {
                let ratio = drawn / real(share, &made, a, b);
                ((ratio - 1.0) / (share * ratio + 1.0 - share)).powi(2)
            })
            .sum();
        let others = (self.rows - rows.len() as f64) / (1.0 - share).powi(2);
        (share, 1.0 / (informed + others).max(1.0).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::lists::Listed;
    use crate::hash::spread;

    /// A table of names by key: people's names as Zipf has them, and `share` of the rows drawn evenly from a maker's lists.
    fn table(n: usize, share: f64, maker: Maker, colony: f64) -> Listed {
        let entries = |field| -> Vec<u32> {
            let lists = drawn_from(maker, field);
            lists.iter().flat_map(|list| list.keys()).map(|key| key.max(1)).collect()
        };
        let (first, last) = (entries(Field::FirstName), entries(Field::LastName));
        let unit = |row: usize, nth: u64| spread(row as u64 * 16 + nth) as f64 / u64::MAX as f64;
        // Ranks with chances as one over the rank.
        let zipf = |unit: f64, of: usize| ((of as f64).powf(unit) as usize - 1).min(of - 1);
        let rows: Vec<(u32, u32)> = (0..n)
            .map(|row| {
                if unit(row, 0) < share {
                    let pick = |of: &[u32], unit: f64| of[(unit * of.len() as f64) as usize % of.len()];
                    (pick(&first, unit(row, 1)), pick(&last, unit(row, 2)))
                } else if unit(row, 3) < colony {
                    // Half of their names are on the lists.
                    let of = |list: &[u32], unit: f64, nth| {
                        let rank = zipf(unit, 2 * list.len());
                        if rank % 2 == 0 {
                            list[rank / 2]
                        } else {
                            (spread(rank as u64 + nth) >> 40) as u32 | 1
                        }
                    };
                    (of(&first, unit(row, 1), 1 << 32), of(&last, unit(row, 2), 1 << 33))
                } else {
                    let people = |unit: f64, of: usize| (spread(zipf(unit, of) as u64) >> 40) as u32 | 1;
                    (people(unit(row, 1), 2_000), people(unit(row, 2), 30_000))
                }
            })
            .collect();
        Listed::of_keys(&rows, &vec![0; n], &(0..n).collect::<Vec<_>>())
    }

    fn maker() -> Maker {
        let mut makers = vocabularies::lists(Field::LastName).map(|list| (list.generator, list.locale));
        makers
            .find(|maker| sizes(*maker).is_some_and(|(_, last)| last > 300.0))
            .expect("some maker draws evenly")
    }

    #[track_caller]
    fn check(share: f64, colony: f64, least: f64, most: f64) {
        let found = of(&table(20_000, share, maker(), colony)).expect("names enough");
        assert!((least..=most).contains(&found.share), "{share} {colony}: {found:?}");
        assert!(found.error < 0.01, "{found:?}");
    }

    #[test]
    fn drawn_names_are_measured_among_people() {
        check(0.02, 0.0, 0.015, 0.025);
        check(0.05, 0.0, 0.04, 0.06);
        check(0.2, 0.0, 0.17, 0.23);
        check(0.5, 0.0, 0.42, 0.55);
        check(0.05, 0.1, 0.035, 0.065);
    }

    #[test]
    fn people_hold_none() {
        check(0.0, 0.0, 0.0, 0.002);
        // People of a country whose names are on the lists, among others.
        for colony in [0.02, 0.1, 0.3, 1.0] {
            check(0.0, colony, 0.0, 0.012);
        }
    }

    #[test]
    fn few_names_say_nothing() {
        assert!(of(&table(900, 0.5, maker(), 0.0)).is_none());
    }
}
