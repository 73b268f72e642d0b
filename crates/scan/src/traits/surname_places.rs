use dumpscope_model::SurnamePlaces;
use rayon::prelude::*;

use super::people::{People, Role};

/// Rows that are looked at.
const ROWS: usize = 20_000;
/// Fewest rows with a surname, a first name and a place.
const LEAST: usize = 100;
/// Fewest of one country: the variance wants four.
const LEAST_OF_A_COUNTRY: usize = 4;

/// How often people of one surname live at one place: by town, by postcode, by region; or were born at one.
pub(super) fn all(people: &People<'_>) -> Vec<SurnamePlaces> {
    let Some((_, column)) = people.name_columns() else { return Vec::new() };
    let roles = [&people.city, &people.postcode, &people.region, &people.birth_place];
    let places: Vec<&Role<'_>> = roles.into_iter().flatten().collect();
    if places.is_empty() {
        return Vec::new();
    }
    let named: Vec<(usize, u64, Person)> =
        (0..people.len().min(ROWS)).filter_map(|row| named(people, row)).collect();
    places.into_par_iter().filter_map(|place| of(people, &named, column, place)).collect()
}

/// Most people of one surname at one place that are looked at two by two.
const TWO_BY_TWO: usize = 1_000;

/// A person, as hashes.
#[derive(Clone, Copy)]
struct Person {
    surname: u64,
    initial: u8,
    place: u64,
    /// Street, phone, e-mail, day of birth and the first numbers of records: who shares one is of one home, or one person told
    /// twice. 0 where unknown.
    marks: [u64; 6],
}

impl Person {
    fn shares_a_mark(&self, other: &Self) -> bool {
        self.marks.iter().zip(other.marks).any(|(mark, other)| *mark != 0 && *mark == other)
    }
}

/// Hash of a cell of a role: the one at hand, where its cells are compared anyway.
fn folded(people: &People<'_>, role: &Role<'_>, row: usize) -> u64 {
    role.folded.get(row).copied().unwrap_or_else(|| people.folded(role.cells[row]))
}

/// Row, country, and who a row names, at no place yet.
fn named(people: &People<'_>, row: usize) -> Option<(usize, u64, Person)> {
    let surname = people.last_folded[row];
    let initial = people.name(row).0.first()?.to_ascii_lowercase();
    let of = |role: &Option<Role<'_>>| role.as_ref().map_or(0, |role| folded(people, role, row));
    let born = people.birth_days[row].map_or(0, |day| day.number().unsigned_abs() | 1 << 40);
    let number = |at: usize| people.ids.get(at).map_or(0, |role| folded(people, role, row));
    let marks = [of(&people.street), of(&people.phone), of(&people.email), born, number(0), number(1)];
    (surname != 0).then(|| (row, of(&people.country), Person { surname, initial, place: 0, marks }))
}

fn of(
    people: &People<'_>,
    named: &[(usize, u64, Person)],
    surnames: usize,
    place: &Role<'_>,
) -> Option<SurnamePlaces> {
    let at_home = |&(row, country, person): &(usize, u64, Person)| {
        let at = folded(people, place, row);
        (at != 0).then_some((country, Person { place: at, ..person }))
    };
    let all: Vec<(u64, Person)> = named.iter().filter_map(at_home).collect();
    if all.len() < LEAST {
        return None;
    }
    Some(SurnamePlaces { columns: (surnames, place.column), ..within_countries(all) })
}

/// Names and towns of two countries differ, whoever drew them: what gathers is counted within each country, and added up.
fn within_countries(mut people: Vec<(u64, Person)>) -> SurnamePlaces {
    people.sort_by_key(|(country, _)| *country);
    let mut all = SurnamePlaces::default();
    let mut variance = 0.0;
    for one in people.chunk_by(|a, b| a.0 == b.0).filter(|one| one.len() >= LEAST_OF_A_COUNTRY) {
        let one = gathered(one.iter().map(|(_, person)| *person).collect());
        all.n += one.n;
        all.together += one.together;
        all.expected += one.expected;
        variance += one.deviation * one.deviation;
    }
    all.deviation = variance.sqrt();
    all
}

/// Pairs of people that belong together, and pairs of such pairs that meet in one person.
#[derive(Debug, Clone, Copy, Default)]
struct Pairs {
    pairs: f64,
    meeting: f64,
}

impl Pairs {
    /// `people` have `others` to pair with, each.
    fn add(&mut self, people: f64, others: f64) {
        self.pairs += people * others / 2.0;
        self.meeting += people * others * (others - 1.0) / 2.0;
    }
}

/// Pairs that share a key but not the beginning of the first name: one person told twice, with a slip of the pen, is no
/// family.
fn sharing(people: &mut [(u64, u8)]) -> Pairs {
    people.sort_unstable();
    let mut pairs = Pairs::default();
    for run in people.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        for alike in run.chunk_by(|a, b| a.1 == b.1) {
            pairs.add(alike.len() as f64, (run.len() - alike.len()) as f64);
        }
    }
    pairs
}

/// Pairs of one surname at one place that neither begin alike nor share a mark.
fn together(people: &mut [Person]) -> u64 {
    people.sort_unstable_by_key(|person| (person.surname, person.place, person.initial));
    let mut pairs = 0.0;
    for run in people.chunk_by(|a, b| (a.surname, a.place) == (b.surname, b.place)) {
        if run.len() > TWO_BY_TWO {
            let mut all: Vec<(u64, u8)> = run.iter().map(|person| (0, person.initial)).collect();
            pairs += sharing(&mut all).pairs;
            continue;
        }
        for (at, one) in run.iter().enumerate() {
            let others = run[at + 1..].iter();
            let apart = others.filter(|other| one.initial != other.initial && !one.shares_a_mark(other));
            pairs += apart.count() as f64;
        }
    }
    pairs as u64
}

/// Knox's count of pairs close in both ways, with its mean and variance when one of the two is dealt out again (Barton
/// and David 1966).
fn gathered(mut people: Vec<Person>) -> SurnamePlaces {
    let n = people.len() as f64;
    let mut surnames: Vec<(u64, u8)> = people.iter().map(|person| (person.surname, person.initial)).collect();
    let names = sharing(&mut surnames);
    let together = together(&mut people);
    let mut places: Vec<u64> = people.iter().map(|person| person.place).collect();
    places.sort_unstable();
    let mut homes = Pairs::default();
    for run in places.chunk_by(|a, b| a == b) {
        homes.add(run.len() as f64, (run.len() - 1) as f64);
    }
    let (a, b) = (names, homes);
    let mean = a.pairs * b.pairs / (n * (n - 1.0) / 2.0);
    let apart = |of: Pairs| of.pairs * (of.pairs - 1.0) - 2.0 * of.meeting;
    let threes = n * (n - 1.0) * (n - 2.0);
    let square =
        mean + 4.0 * a.meeting * b.meeting / threes + 4.0 * apart(a) * apart(b) / (threes * (n - 3.0));
    SurnamePlaces {
        n: people.len() as u64,
        together,
        expected: mean,
        deviation: (square - mean * mean).max(0.0).sqrt(),
        ..SurnamePlaces::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash;

    fn draw(seed: u64, n: u64) -> u64 {
        hash::spread(seed) % n
    }

    /// `n` people of `names` surnames, low numbers more often, at 40 places; of `tied` in a hundred the surname decides the place.
    fn people(n: u64, names: u64, tied: u64) -> Vec<Person> {
        (1..=n)
            .map(|nth| {
                let surname = draw(5 * nth, names).min(draw(5 * nth + 1, names));
                let place = if draw(5 * nth + 2, 100) < tied { surname } else { draw(5 * nth + 3, 1_000) };
                let initial = draw(5 * nth + 4, 20) as u8;
                Person { surname: surname + 1, initial, place: place % 40, marks: [0, nth, 0, 0, 0, 0] }
            })
            .collect()
    }

    #[test]
    fn the_mean_and_the_deviation_are_those_of_dealing_again() {
        let mut all = people(400, 60, 30);
        let seen = gathered(all.clone());
        let counts: Vec<f64> = (0..400)
            .map(|round| {
                // Fisher and Yates
                for at in (1..all.len()).rev() {
                    let other = draw(round * 1_000 + at as u64 + 7, at as u64 + 1) as usize;
                    let place = all[at].place;
                    all[at].place = all[other].place;
                    all[other].place = place;
                }
                gathered(all.clone()).together as f64
            })
            .collect();
        let mean = counts.iter().sum::<f64>() / counts.len() as f64;
        let variance = counts.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / counts.len() as f64;
        assert!((mean / seen.expected - 1.0).abs() < 0.05, "{mean} {}", seen.expected);
        let ratio = variance.sqrt() / seen.deviation;
        assert!((0.85..1.15).contains(&ratio), "{ratio}");
    }

    #[test]
    fn surnames_that_keep_to_places_are_told_from_those_dealt_out() {
        #[track_caller]
        fn check(tied: u64, least: f64, most: f64) {
            let seen = gathered(people(3_000, 300, tied));
            let z = (seen.together as f64 - seen.expected) / seen.deviation;
            assert!((least..most).contains(&z), "{z}: {seen:?}");
        }
        check(0, -3.0, 3.0);
        check(20, 5.0, f64::INFINITY);
    }

    #[test]
    fn countries_of_other_names_and_towns_gather_nothing() {
        let abroad = |person: Person| Person {
            surname: person.surname + 1_000,
            place: person.place + 1_000,
            ..person
        };
        let here = people(1_500, 300, 0).into_iter();
        let there = people(1_500, 300, 0).into_iter().map(abroad);
        let all: Vec<(u64, Person)> = here.map(|one| (1, one)).chain(there.map(|one| (2, one))).collect();
        let z = |seen: SurnamePlaces| (seen.together as f64 - seen.expected) / seen.deviation;
        assert!(z(within_countries(all.clone())).abs() < 3.0);
        assert!(z(gathered(all.into_iter().map(|(_, one)| one).collect())) > 5.0);
    }

    #[test]
    fn pairs_are_those_a_naive_count_finds() {
        let all = people(150, 20, 50);
        let mut naive = 0;
        for (at, a) in all.iter().enumerate() {
            for b in &all[at + 1..] {
                naive += u64::from(a.surname == b.surname && a.place == b.place && a.initial != b.initial);
            }
        }
        assert_eq!(gathered(all).together, naive);
    }

    #[test]
    fn one_person_told_twice_is_no_family() {
        // with a slip in the first name, too
        let again = |person: Person| [person, Person { initial: person.initial ^ 1, ..person }];
        let twice: Vec<Person> = people(500, 400, 0).into_iter().flat_map(again).collect();
        let once = gathered(people(500, 400, 0));
        let seen = gathered(twice);
        assert!(seen.together <= 4 * once.together + 4, "{seen:?} {once:?}");
    }
}
