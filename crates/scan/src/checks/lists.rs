//! Rows whose first name and surname both stand on the lists of one known generator and locale. Real people bear such
//! names too, a part of them; where a stretch of the file bears no others, a program wrote it.

mod membership;

use dumpscope_reference::vocabularies::{self, Field};

use super::{Outcome, along, mixture, name::Names};
pub(super) use membership::Membership;

/// Share of a generator's rows whose names are found on its lists: titles and suffixes cost the others.
pub(super) const FOUND: f64 = 0.97;
/// Share of the rows outside a stretch beyond which a list does not tell it from the others, and fewest rows outside.
const COMMON: f64 = 0.45;
const LEAST_OTHERS: f64 = 100.0;
/// Share of the rows that a maker's would be found in beyond which there are no others.
const ALL: f64 = 0.95;
/// Least share that is taken to bear names of a list everywhere.
const RARE: f64 = 0.002;
/// Times a name stands more often in the table than draws from a list would put it there, from which it tells nothing of
/// them: of so many draws expected, and so many beyond.
const OFTEN: f64 = 3.0;
const BEYOND: f64 = 2.0;
/// Surnames of a list from which it holds those of whole countries, and how many more pairs of a stretch may share theirs than
/// even draws from it give by chance: people of another country than the others are on such a list as well.
const LONG: f64 = 10_000.0;
const SPREAD: f64 = 4.0;
const PAIRS: f64 = 3.0;
/// Chance of a stretch where there is none, over all lists (Karlin and Altschul 1990).
const FALSE: f64 = 1e-4;

/// The lists of one generator and locale.
pub(super) struct NameLists {
    first: Vec<u32>,
    last: Vec<u32>,
}

impl NameLists {
    /// Broken where both names, folded, are on the lists: a row that a generator may have written.
    pub(super) fn outcome(&self, (first, last): (&[u8], &[u8])) -> Outcome {
        match (key(first), key(last)) {
            (0, _) | (_, 0) => Outcome::Unknown,
            (first_key, last_key) => {
                let last = || holds(&self.last, last_key) || holds(&self.last, head(last));
                outcome(holds(&self.first, first_key) && last())
            }
        }
    }
}

const fn outcome(listed: bool) -> Outcome {
    if listed { Outcome::Broken } else { Outcome::Kept }
}

fn holds(keys: &[u32], key: u32) -> bool {
    keys.binary_search(&key).is_ok()
}

/// Key of a folded name, never 0 of one; 0 of none.
fn key(folded: &[u8]) -> u32 {
    if folded.is_empty() { 0 } else { vocabularies::key(folded).max(1) }
}

/// Key of the first of several surnames, 0 of one: where people bear two, generators draw two from their list.
fn head(folded: &[u8]) -> u32 {
    folded.iter().position(|&b| b == b' ').map_or(0, |end| key(&folded[..end]))
}

/// A generator and a locale.
pub(super) type Maker = (&'static str, &'static str);

/// Which makers' lists hold the names of sampled rows.
pub(super) struct Listed {
    pub(super) makers: Vec<Maker>,
    pub(super) first: Membership,
    pub(super) last: Membership,
    /// Rows with both names, in the order of the file.
    pub(super) known: Vec<usize>,
    /// By maker, those with both names on its lists, as places in `known`.
    pub(super) on: Vec<Vec<u32>>,
    /// Of the rows in `known`, whether one has the first name or the surname of the row before it.
    follows: Vec<bool>,
}

/// The names that a table of people does not have more often than a maker would draw them.
struct Rare {
    /// Rows of a first name and of a surname at most.
    most: [f64; 2],
    /// Share of the maker's rows of which both names are such.
    found: f64,
}

/// A way to take a maker's lists for those of a stretch.
struct Taken {
    maker: usize,
    /// The names that count; all, where there is none.
    rare: Option<Rare>,
}

impl Taken {
    fn found(&self) -> f64 {
        self.rare.as_ref().map_or(FOUND, |rare| rare.found)
    }

    /// Whether a name that so many rows have counts; of first names 0, of surnames 1.
    fn counts(&self, field: usize, rows: u32) -> bool {
        self.rare.as_ref().is_none_or(|rare| f64::from(rows) <= rare.most[field])
    }
}

/// How many rows have each name.
struct Counts {
    of: Vec<u32>,
    /// The names, those of most rows first.
    frequent: Vec<u32>,
}

impl Listed {
    /// Looks every name up. `order` holds the rows in the order of the file.
    pub(super) fn of(names: &Names, order: &[usize]) -> Self {
        let keys: Vec<(u32, u32)> = (0..names.len())
            .map(|row| {
                let (first, last) = names.of_row(row);
                (key(first), key(last))
            })
            .collect();
        let heads: Vec<u32> = (0..names.len()).map(|row| head(names.of_row(row).1)).collect();
        Self::of_keys(&keys, &heads, order)
    }

    /// The same of names by their keys, 0 for none. `heads` are those of the first of several surnames.
    pub(super) fn of_keys(keys: &[(u32, u32)], heads: &[u32], order: &[usize]) -> Self {
        let mut makers: Vec<Maker> = [Field::FirstName, Field::LastName]
            .into_iter()
            .flat_map(|field| vocabularies::lists(field).map(|list| (list.generator, list.locale)))
            .collect();
        makers.sort_unstable();
        makers.dedup();
        let (first, last): (Vec<u32>, Vec<u32>) = keys.iter().copied().unzip();
        let (first, last) = rayon::join(
            || Membership::of(&first, Field::FirstName, &makers),
            || Membership::of_either(&last, heads, Field::LastName, &makers),
        );
        let known: Vec<usize> =
            order.iter().copied().filter(|&row| keys[row].0 != 0 && keys[row].1 != 0).collect();
        let mut on = vec![Vec::new(); makers.len()];
        for (place, &row) in known.iter().enumerate() {
            for maker in first.with(row, &last) {
                on[maker].push(place as u32);
            }
        }
        let alike = |a: usize, b: usize| keys[a].0 == keys[b].0 || keys[a].1 == keys[b].1;
        let follows =
            (0..known.len()).map(|place| place > 0 && alike(known[place], known[place - 1])).collect();
        Self { makers, first, last, known, on, follows }
    }

    /// The lists that some stretch of the file bears names of far beyond the others, what share of their maker's rows is found
    /// on them, and what they say of every row; `None` where there is none.
    pub(super) fn of_a_stretch(&self) -> Option<(NameLists, f64, Vec<Outcome>)> {
        let rows = self.known.len();
        let length = along::length(rows);
        let stretches = rows.div_ceil(length);
        // Where a file is sorted by a name, a frequent one stands in many rows in a line, and tells of the list once.
        let mut all = vec![0_u32; stretches];
        for (place, follows) in self.follows.iter().enumerate() {
            all[place / length] += u32::from(!follows);
        }
        let told = f64::from(all.iter().sum::<u32>());
        let counts = [&self.first, &self.last].map(|names| self.counts(names));
        let holds = |taken: &Taken, row: usize| {
            let [first, last] = [&self.first, &self.last].map(|names| names.places[row] as usize);
            taken.counts(0, counts[0].of[first]) && taken.counts(1, counts[1].of[last])
        };
        let score = |taken: &Taken| {
            let on = || {
                let places = self.on[taken.maker].iter().map(|&place| place as usize);
                places.filter(|&place| !self.follows[place] && holds(taken, self.known[place]))
            };
            let listed_rows = on().count() as f64;
            let background = (listed_rows / told.max(1.0)).max(RARE);
            let found = taken.found();
            if background > ALL * found {
                return None;
            }
            let (listed, other) = ((found / background).ln(), ((1.0 - found) / (1.0 - background)).ln());
            let mut counts = vec![0_u32; stretches];
            for place in on() {
                counts[place / length] += 1;
            }
            let each = counts.iter().zip(&all).map(|(&count, &all)| (f64::from(count), f64::from(all)));
            let best = best_run(each, listed, other);
            // Where a program wrote most of the file, it is the others that stand apart.
            let others = told - best.all;
            let tells = background <= COMMON
                || (others >= LEAST_OTHERS && listed_rows - best.listed <= COMMON * others);
            let stretch = best.from * length..(best.to * length).min(rows);
            let inside = on().filter(|place| stretch.contains(place)).map(|place| self.known[place]);
            (tells && self.could_draw(taken.maker, inside)).then_some(best.score)
        };
        let ways = (0..self.makers.len()).flat_map(|maker| {
            let rare = self.rare(maker, &counts).map(|rare| Taken { maker, rare: Some(rare) });
            [Some(Taken { maker, rare: None }), rare].into_iter().flatten()
        });
        let scores = ways.filter_map(|taken| Some((score(&taken)?, taken)));
        let (best, taken) = scores.max_by(|a, b| a.0.total_cmp(&b.0))?;
        if best < ((stretches * self.makers.len() * 2) as f64 / FALSE).ln() {
            return None;
        }
        let maker = taken.maker;
        let mut outcomes = vec![Outcome::Unknown; self.first.places.len()];
        for (&row, _) in self.known.iter().zip(&self.follows).filter(|(_, follows)| !**follows) {
            let on = self.first.holds(row, maker) && self.last.holds(row, maker);
            outcomes[row] = outcome(on && holds(&taken, row));
        }
        let of = |field: Field, at: usize, names: &Membership| {
            let mut keys = keys(field, self.makers[maker]);
            let count = |key: &u32| names.keys.binary_search(key).map_or(0, |place| counts[at].of[place]);
            keys.retain(|key| taken.counts(at, count(key)));
            keys
        };
        let lists = NameLists {
            first: of(Field::FirstName, 0, &self.first),
            last: of(Field::LastName, 1, &self.last),
        };
        Some((lists, taken.found(), outcomes))
    }

    /// Whether the surnames of some rows repeat no more than a maker's would that draws evenly from a long list; of shorter ones
    /// and of other makers it is not asked.
    fn could_draw(&self, maker: usize, rows: impl Iterator<Item = usize>) -> bool {
        let entries = mixture::size(self.makers[maker], Field::LastName).unwrap_or_default();
        if entries < LONG || !mixture::draws_evenly(self.makers[maker]) {
            return true;
        }
        let mut names: Vec<u32> = rows.map(|row| self.last.places[row]).collect();
        names.sort_unstable();
        let of = |n: f64| n * (n - 1.0) / 2.0;
        let pairs: f64 = names.chunk_by(|a, b| a == b).map(|same| of(same.len() as f64)).sum();
        let expected = of(names.len() as f64) / entries;
        pairs <= SPREAD.mul_add(expected.sqrt(), expected) + PAIRS
    }

    /// Rows in `known` by name.
    fn counts(&self, names: &Membership) -> Counts {
        let mut of = vec![0; names.keys.len()];
        for &row in &self.known {
            of[names.places[row] as usize] += 1;
        }
        let mut frequent: Vec<u32> = (0..of.len() as u32).collect();
        frequent.sort_unstable_by_key(|&place| std::cmp::Reverse(of[place as usize]));
        Counts { of, frequent }
    }

    /// Of a maker that draws evenly from long lists, which hold the names of most people, the names that people bear less often;
    /// `None` where that leaves none out, and of other makers.
    fn rare(&self, maker: usize, counts: &[Counts; 2]) -> Option<Rare> {
        if !mixture::draws_evenly(self.makers[maker]) {
            return None;
        }
        let (mut most, mut found) = ([0.0; 2], FOUND);
        let fields = [(Field::FirstName, &self.first), (Field::LastName, &self.last)];
        for (at, (field, names)) in fields.into_iter().enumerate() {
            let entries = mixture::size(self.makers[maker], field)?;
            most[at] = OFTEN.mul_add(self.known.len() as f64 / entries, BEYOND);
            let places = counts[at].frequent.iter().map(|&place| place as usize);
            let left_out = places.take_while(|&place| f64::from(counts[at].of[place]) > most[at]);
            let listed = left_out.filter(|&place| names.has(place, maker)).count();
            found *= (1.0 - listed as f64 / entries).max(0.0);
        }
        (found < FOUND).then_some(Rare { most, found })
    }
}

/// A run of stretches.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Stretches {
    /// The first of them, and the one behind the last.
    from: usize,
    to: usize,
    score: f64,
    /// Rows in it, and of these on the list.
    all: f64,
    listed: f64,
}

/// The run with the largest score (Kadane). `each` gives rows on the list and rows by stretch, `listed` and `other` what one
/// of either kind scores.
fn best_run(each: impl Iterator<Item = (f64, f64)>, listed: f64, other: f64) -> Stretches {
    let start = (Stretches::default(), Stretches::default());
    each.enumerate()
        .fold(start, |(best, run), (at, (count, all))| {
            let before = if run.score > 0.0 { run } else { Stretches { from: at, ..Stretches::default() } };
            let run = Stretches {
                from: before.from,
                to: at + 1,
                score: before.score + count.mul_add(listed, (all - count) * other),
                all: before.all + all,
                listed: before.listed + count,
            };
            (if run.score > best.score { run } else { best }, run)
        })
        .0
}

/// Keys of a field's lists of a generator and locale, ascending.
fn keys(field: Field, maker: Maker) -> Vec<u32> {
    let lists = vocabularies::lists(field).filter(|list| (list.generator, list.locale) == maker);
    let mut keys: Vec<u32> = lists.flat_map(vocabularies::Packed::keys).map(|key| key.max(1)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::spread;

    /// Names by their place on nobody's lists, and none at all.
    fn invented(row: usize) -> (String, String) {
        (
            format!("Nobodyhasit{}", spread(row as u64) % 900),
            format!("Noristhis{}", spread(!(row as u64)) % 900),
        )
    }

    #[test]
    fn names_of_no_list_choose_none() {
        let names: Vec<(String, String)> = (0..2_000).map(invented).collect();
        let names = Names::of(names.len(), |row| (names[row].0.as_bytes(), names[row].1.as_bytes()));
        let order: Vec<usize> = (0..names.len()).collect();
        assert!(Listed::of(&names, &order).of_a_stretch().is_none());
    }

    #[test]
    fn a_row_counts_when_both_names_are_listed() {
        let lists = NameLists { first: vec![key(b"jean")], last: vec![key(b"dupont")] };
        let outcome = |first: &str, last: &str| lists.outcome((first.as_bytes(), last.as_bytes()));
        assert_eq!(outcome("jean", "dupont"), Outcome::Broken);
        assert_eq!(outcome("jean", "durand"), Outcome::Kept);
        assert_eq!(outcome("", "dupont"), Outcome::Unknown);
        assert_eq!(outcome("jean", "dupont garcia"), Outcome::Broken);
        assert_eq!(outcome("jean", "garcia dupont"), Outcome::Kept);
    }

    /// Rows of which those of a range bear names of one generator's lists, and what is found of them.
    fn found(rows: usize, put_in: std::ops::Range<usize>) -> Option<(NameLists, f64, Vec<Outcome>)> {
        let list = vocabularies::lists(Field::LastName).next().expect("lists");
        let maker = (list.generator, list.locale);
        let (first, last) = (keys(Field::FirstName, maker), keys(Field::LastName, maker));
        let rows: Vec<(u32, u32)> = (0..rows)
            .map(|row| {
                let other = |seed: u64| (spread(seed) >> 40) as u32 | 1;
                if put_in.contains(&row) {
                    (first[row * 7 % first.len()], last[row * 5 % last.len()])
                } else {
                    (other(row as u64), other(!(row as u64)))
                }
            })
            .collect();
        let order: Vec<usize> = (0..rows.len()).collect();
        Listed::of_keys(&rows, &vec![0; rows.len()], &order).of_a_stretch()
    }

    #[track_caller]
    fn check(put_in: std::ops::Range<usize>) {
        let (_, _, outcomes) = found(4_000, put_in.clone()).expect("found");
        let broken = |wanted: bool| {
            let of = outcomes.iter().enumerate().filter(|(row, _)| put_in.contains(row) == wanted);
            of.filter(|(_, outcome)| **outcome == Outcome::Broken).count()
        };
        assert_eq!(broken(true), put_in.len());
        assert!(broken(false) <= 4, "{}", broken(false));
    }

    #[test]
    fn a_stretch_of_one_generator_s_names_is_found() {
        check(900..1_000);
        check(0..2_000);
        check(1_500..3_500);
        check(300..3_900);
    }

    /// The maker of the longest list of surnames that draws evenly, and both of its lists.
    fn longest() -> (Maker, [Vec<u32>; 2]) {
        let list = vocabularies::lists(Field::LastName)
            .filter(|list| mixture::draws_evenly((list.generator, list.locale)))
            .max_by_key(|list| list.len())
            .expect("lists");
        let maker = (list.generator, list.locale);
        (maker, [keys(Field::FirstName, maker), keys(Field::LastName, maker)])
    }

    /// People who bear the most frequent names of the longest lists, and rows of a range that were drawn from all of them.
    #[track_caller]
    fn check_long(put_in: std::ops::Range<usize>, found: bool) {
        let (_, lists) = longest();
        let rows: Vec<(u32, u32)> = (0..10_000)
            .map(|row| {
                let [first, last] = [0, 1].map(|field| {
                    let (all, chance) = (lists[field].len() as u64, spread(row as u64 * 2 + field as u64));
                    let people = 1 + (chance >> 32) % 400 * (chance % 400) / 400;
                    lists[field][if put_in.contains(&row) { chance % all } else { people } as usize]
                });
                (first, last)
            })
            .collect();
        let order: Vec<usize> = (0..rows.len()).collect();
        let outcomes =
            Listed::of_keys(&rows, &vec![0; rows.len()], &order).of_a_stretch().map(|found| found.2);
        assert_eq!(outcomes.is_some(), found, "{put_in:?}");
        let broken = |inside: bool| {
            let of = outcomes.iter().flatten().enumerate().filter(|(row, _)| put_in.contains(row) == inside);
            of.filter(|(_, outcome)| **outcome == Outcome::Broken).count()
        };
        assert!(broken(true) * 10 >= if found { put_in.len() * 8 } else { 0 } && broken(false) < 100);
    }

    #[test]
    fn rare_names_tell_of_a_list_that_holds_everybody_s() {
        check_long(4_000..4_100, true);
        check_long(0..5_000, true);
        check_long(0..0, false);
    }

    #[test]
    fn people_of_a_country_whose_names_a_long_list_holds_are_no_draws_from_it() {
        let (maker, lists) = longest();
        let table = |evenly: bool| -> Vec<(u32, u32)> {
            (0..6_000)
                .map(|row| {
                    let [first, last] = [0, 1].map(|field| {
                        let (all, chance) =
                            (lists[field].len() as u64, spread(row as u64 * 2 + field as u64));
                        match row {
                            // Names that no list has.
                            0..4_000 => (chance >> 40) as u32 | 1,
                            _ if evenly => lists[field][(chance % all) as usize],
                            _ => lists[field][(chance % 2_000 * ((chance >> 32) % 2_000) / 2_000) as usize],
                        }
                    });
                    (first, last)
                })
                .collect()
        };
        let order: Vec<usize> = (0..6_000).collect();
        let found = |evenly| {
            let listed = Listed::of_keys(&table(evenly), &vec![0; 6_000], &order);
            let place = listed.makers.binary_search(&maker).expect("a maker");
            listed.could_draw(place, 4_000..6_000)
        };
        assert!(found(true) && !found(false));
    }

    #[test]
    fn a_surname_that_stands_in_a_line_tells_of_a_list_once() {
        let list = vocabularies::lists(Field::LastName).next().expect("lists");
        let maker = (list.generator, list.locale);
        let (first, last) = (keys(Field::FirstName, maker), keys(Field::LastName, maker));
        // Sorted by surname, all of whose first names are on the list: a frequent surname, then those of nobody else.
        let sorted = |row: usize, frequent: bool| {
            let surname = if frequent { last[7] } else { (spread(row as u64) >> 40) as u32 | 1 };
            (first[row * 7 % first.len()], surname)
        };
        let table = |put_in: std::ops::Range<usize>| -> Option<Vec<Outcome>> {
            let of_row = |row: usize| {
                if put_in.contains(&row) {
                    (first[row * 11 % first.len()], last[row * 5 % last.len()])
                } else {
                    sorted(row, (600..900).contains(&row))
                }
            };
            let rows: Vec<(u32, u32)> = (0..4_000).map(of_row).collect();
            let order: Vec<usize> = (0..rows.len()).collect();
            Some(Listed::of_keys(&rows, &vec![0; rows.len()], &order).of_a_stretch()?.2)
        };
        assert!(table(0..0).is_none());
        let found = table(3_000..3_100).expect("a stretch");
        let broken =
            |rows: std::ops::Range<usize>| found[rows].iter().filter(|o| **o == Outcome::Broken).count();
        assert!(broken(3_000..3_100) > 95 && broken(600..900) <= 1, "{}", broken(600..900));
    }

    #[test]
    fn a_list_that_everybody_is_on_tells_no_stretch() {
        assert!(found(4_000, 0..4_000).is_none());
        assert!(found(4_000, 20..3_980).is_none());
    }
}
