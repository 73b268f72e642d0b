use super::*;
use crate::hash::spread;

/// Values drawn from a list of the pack stand for its names: their keys are all that is known of them.
fn draw(list: &Packed<'_>, n: u64, seed: u64, at: impl Fn(f64, usize) -> usize) -> Values {
    let entries = list.entries();
    let mut keys: Vec<u32> = (0..n)
        .map(|i| {
            let unit = spread(seed ^ (i << 20)) as f64 / u64::MAX as f64;
            entries[at(unit, entries.len()).min(entries.len() - 1)].0
        })
        .collect();
    keys.sort_unstable();
    let distinct = keys
        .chunk_by(|a, b| a == b)
        .map(|run| Value { key: run[0], count: run.len() as u64, start: 0, end: 0 })
        .collect();
    Values { distinct, text: Vec::new(), n }
}

fn list(generator: &str, locale: &str, field: Field) -> &'static Packed<'static> {
    vocabularies::lists(field).find(|l| (l.generator, l.locale) == (generator, locale)).unwrap()
}

fn even(unit: f64, size: usize) -> usize {
    (unit * size as f64) as usize
}

#[test]
fn what_a_generator_draws_is_its_own() {
    let faker = list("Faker", "fr_FR", Field::LastName);
    for n in [300, 1_000, 10_000] {
        let found = listed(&draw(faker, n, 7, even), Field::LastName, 3);
        let best = &found[0];
        assert_eq!((best.generator.as_str(), best.locale.as_str(), best.column), ("Faker", "fr_FR", 3));
        assert_eq!((best.n, best.held, best.draws), (n, n, n));
        assert!(best.surprise() < 3.0, "{best:?}");
        let (used, deviation) = best.expected_used;
        assert!((best.used as f64 - used).abs() <= 4.0 * deviation, "{best:?}");
    }
}

#[test]
fn weighted_lists_are_held_against_their_weights() {
    let faker = list("Faker", "en_US", Field::LastName);
    let entries = faker.entries();
    let total: f64 = entries.iter().map(|(_, weight)| weight).sum();
    let weighted = |unit: f64, _: usize| {
        let mut left = unit * total;
        entries
            .iter()
            .position(|(_, weight)| {
                left -= weight;
                left <= 0.0
            })
            .unwrap_or(0)
    };
    for n in [300, 1_000, 10_000] {
        let own = &listed(&draw(faker, n, 11, weighted), Field::LastName, 0)[0];
        assert_eq!((own.generator.as_str(), own.locale.as_str()), ("Faker", "en_US"));
        assert!(own.weighted && own.surprise() < 3.5, "{own:?}");
    }
    let flat = &listed(&draw(faker, 10_000, 11, even), Field::LastName, 0)[0];
    assert!(!flat.weighted && flat.surprise() < 3.5, "told to draw evenly: {flat:?}");
    let half = |unit: f64, size: usize| even(unit * unit, size);
    let neither = &listed(&draw(faker, 10_000, 11, half), Field::LastName, 0)[0];
    assert!(neither.surprise() > 20.0, "{neither:?}");
}

#[test]
fn names_on_a_list_used_as_people_use_them_depart() {
    let faker = list("Faker", "fr_FR", Field::LastName);
    // A few of the list's names borne by many, as in life; each name once; and its hundred first alone.
    let heavy = |unit: f64, size: usize| ((size as f64).powf(unit) - 1.0) as usize;
    let zipf = &listed(&draw(faker, 1_000, 5, heavy), Field::LastName, 0)[0];
    assert!(zipf.departure > 0.5 && zipf.surprise() > 6.0, "{zipf:?}");
    let hundred = &listed(&draw(faker, 1_000, 5, |unit, _| even(unit, 100)), Field::LastName, 0)[0];
    assert!(hundred.departure > 1.0, "{hundred:?}");
    let mut once = draw(faker, 4_000, 5, even);
    for value in &mut once.distinct {
        value.count = 1;
    }
    once.n = once.distinct.len() as u64;
    let once = &listed(&once, Field::LastName, 0)[0];
    assert!(once.departure < -0.8 && once.surprise() > 8.0, "{once:?}");
}

#[test]
fn values_of_no_list_are_nobodys() {
    let cells: Vec<Vec<u8>> = (0..500).map(|i| format!("name{i}x").into_bytes()).collect();
    let cells: Vec<&[u8]> = cells.iter().map(Vec::as_slice).collect();
    assert_eq!(listed(&Values::folded(&cells), Field::LastName, 0), []);
    assert_eq!(listed(&Values::folded(&[]), Field::LastName, 0), []);
}

#[test]
fn several_names_in_one_cell_are_several_draws() {
    let faker = list("Faker", "fr_FR", Field::LastName);
    let mut draws = Draws::of(&[faker]);
    for (name, all) in [
        ("martin dupont", true),
        ("de martin", true),
        ("le goff leroy", true),
        ("martin zzyq", false),
        ("de la", false),
        ("martin", false),
    ] {
        assert_eq!(
            joined(&name.as_bytes().split(|&b| b == b' ').collect::<Vec<_>>(), 1, &mut draws),
            all,
            "{name}"
        );
    }
    assert_eq!(draws.fit().draws, 5);
}
