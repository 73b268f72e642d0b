//! What made-up people are drawn from: first names by sex and decade of birth, surnames, places, street names.
//!
//! The packs hold *ranks and bands*, not published counts. A band is a digit from 0 (never) to 9; [`weight`] turns it
//! into a relative frequency. First names are banded by their rank within sex and decade, surnames stand in rank
//! order ([`surname_weight`]), places are banded by population. Text, one entry a line, read on first use.

use std::sync::OnceLock;

/// Decades a first name is banded for: births from 1900–1909 (index 0) to 2020–2029 (index 12).
pub const DECADES: usize = 13;

/// Sex as civil registers hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// A first name of one sex. A name given to both stands twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstName {
    /// As written, accents and capitals included.
    pub name: &'static str,
    /// Sex.
    pub sex: Sex,
    /// Band by decade of birth, 0 to 9.
    pub bands: [u8; DECADES],
}

impl FirstName {
    /// Relative frequency among births of its sex in the decade `year` falls in; years outside 1900–2029 count as the
    /// nearest decade.
    pub fn weight(&self, year: u16) -> u32 {
        let decade = usize::from(year.saturating_sub(1900) / 10).min(DECADES - 1);
        weight(self.bands[decade])
    }
}

/// A town or commune.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// As written.
    pub name: &'static str,
    /// First-level division: INSEE code of the région, or the postal abbreviation of the state; empty if unknown.
    pub region: &'static str,
    /// Second-level division: the code of the French département; empty elsewhere.
    pub department: &'static str,
    /// Postcodes, separated by one space; empty outside France.
    pub postcodes: &'static str,
    /// Band of population, 0 to 9: see [`place_weight`].
    pub band: u8,
}

/// A country's population, as far as made-up tables need it.
#[derive(Debug)]
pub struct Population {
    /// First names, most frequent over all decades first.
    pub first_names: Vec<FirstName>,
    /// Surnames by rank: the most frequent first, each as written.
    pub surnames: Vec<&'static str>,
    /// Places, largest first.
    pub places: Vec<Place>,
    /// Kinds of street (`rue`, `avenue`; `St`, `Ave`), most frequent first.
    pub street_kinds: Vec<&'static str>,
    /// What streets are named after, most frequent first: follows the kind in France, article included
    /// (`de la Gare`, `Victor Hugo`), precedes it in the United States (`Main`). Written by hand, after no list.
    pub street_names: Vec<&'static str>,
}

/// France: first names and surnames from INSEE, the 3 000 largest communes.
pub fn fr() -> &'static Population {
    static FR: OnceLock<Population> = OnceLock::new();
    FR.get_or_init(|| {
        parse(
            include_str!("../data/fr_first_names.txt"),
            include_str!("../data/fr_surnames.txt"),
            include_str!("../data/fr_places.txt"),
            include_str!("../data/fr_streets.txt"),
        )
    })
}

/// The United States: first names from Social Security, surnames from the Census, the 3 000 largest places.
pub fn us() -> &'static Population {
    static US: OnceLock<Population> = OnceLock::new();
    US.get_or_init(|| {
        parse(
            include_str!("../data/us_first_names.txt"),
            include_str!("../data/us_surnames.txt"),
            include_str!("../data/us_places.txt"),
            include_str!("../data/us_streets.txt"),
        )
    })
}

/// Upper rank of each band of first names, from band 9 down to band 2; what lies beyond is band 1.
pub const RANKS: [u32; 8] = [5, 15, 40, 100, 250, 600, 1_500, 4_000];

/// Relative frequency of a first name by its band. The mean of a Zipf–Mandelbrot law 10⁶ / (rank + 8) over the ranks of
/// the band ([`RANKS`]): given names are flatter at the top than surnames, and fall off about as 1/rank.
pub const fn weight(band: u8) -> u32 {
    match band {
        0 => 0,
        1 => 140,
        2 => 390,
        3 => 1_000,
        4 => 2_460,
        5 => 5_840,
        6 => 13_500,
        7 => 29_500,
        8 => 56_900,
        _ => 92_000,
    }
}

/// Relative frequency of the surname at a rank (from 0), the same law with the offset at 30: France's and the United
/// States' most frequent surnames each have a little under 1 % of the people who bear one of the first 1 000.
pub fn surname_weight(rank: usize) -> u32 {
    (100_000_000 / (rank as u64 + 30)) as u32
}

/// Relative number of inhabitants by the band of a place: bands double, band 1 standing for 4 000 people or fewer
/// and band 9 for more than 750 000.
pub const fn place_weight(band: u8) -> u32 {
    match band {
        0 => 1_000,
        1 => 3_000,
        2 => 6_000,
        3 => 12_000,
        4 => 24_000,
        5 => 48_000,
        6 => 96_000,
        7 => 190_000,
        8 => 480_000,
        _ => 1_500_000,
    }
}

/// Upper population of bands 0 to 8.
pub const INHABITANTS: [u32; 9] = [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 750_000];

fn parse(first: &'static str, last: &'static str, places: &'static str, streets: &'static str) -> Population {
    let (kinds, names) = streets.split_once("\n\n").unwrap_or((streets, ""));
    Population {
        first_names: first.lines().filter_map(first_name).collect(),
        surnames: last.lines().filter(|line| !line.is_empty()).collect(),
        places: places.lines().filter_map(place).collect(),
        street_kinds: kinds.lines().collect(),
        street_names: names.lines().filter(|line| !line.is_empty()).collect(),
    }
}

/// `name;f;0123456789012`
fn first_name(line: &'static str) -> Option<FirstName> {
    let mut parts = line.split(';');
    let name = parts.next()?;
    let sex = if parts.next()? == "f" { Sex::Female } else { Sex::Male };
    let digits: &[u8; DECADES] = parts.next()?.as_bytes().try_into().ok()?;
    Some(FirstName { name, sex, bands: digits.map(|digit| digit.wrapping_sub(b'0').min(9)) })
}

/// `name;region;department;postcodes;band`
fn place(line: &'static str) -> Option<Place> {
    let mut parts = line.split(';');
    Some(Place {
        name: parts.next()?,
        region: parts.next()?,
        department: parts.next()?,
        postcodes: parts.next()?,
        band: parts.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cities, first_names, fold::Folded, last_names};

    #[track_caller]
    fn check(population: &Population, lines: [usize; 4]) {
        assert_eq!(population.first_names.len(), lines[0], "a line of first names does not parse");
        assert_eq!(population.surnames.len(), lines[1]);
        assert_eq!(population.places.len(), lines[2], "a line of places does not parse");
        assert_eq!(population.street_kinds.len() + population.street_names.len() + 1, lines[3]);
        assert!(lines.iter().all(|&n| n >= 40));
        for name in &population.first_names {
            assert!(first_names::contains(Folded::new(name.name.as_bytes()).as_bytes()), "{}", name.name);
            assert!(name.bands.iter().any(|&band| band > 0), "{}", name.name);
        }
        for name in &population.surnames {
            assert!(last_names::contains(Folded::new(name.as_bytes()).as_bytes()), "{name}");
        }
        for place in &population.places {
            assert!(cities::contains(Folded::new(place.name.as_bytes()).as_bytes()), "{}", place.name);
            assert!(
                place.postcodes.split(' ').all(|code| code.is_empty() || code.len() == 5),
                "{}",
                place.name
            );
        }
    }

    #[test]
    fn every_line_parses_and_is_in_the_lists() {
        let lines = |text: &str| text.lines().count();
        check(
            fr(),
            [
                lines(include_str!("../data/fr_first_names.txt")),
                lines(include_str!("../data/fr_surnames.txt")),
                lines(include_str!("../data/fr_places.txt")),
                lines(include_str!("../data/fr_streets.txt")),
            ],
        );
        check(
            us(),
            [
                lines(include_str!("../data/us_first_names.txt")),
                lines(include_str!("../data/us_surnames.txt")),
                lines(include_str!("../data/us_places.txt")),
                lines(include_str!("../data/us_streets.txt")),
            ],
        );
    }

    #[test]
    fn names_belong_to_their_time() {
        let band = |name: &str, sex| {
            fr().first_names
                .iter()
                .find(|n| n.name == name && n.sex == sex)
                .map(|n| (n.weight(1925), n.weight(2015)))
        };
        let (then, now) = band("Simone", Sex::Female).unwrap();
        assert!(then > 10 * now);
        let (then, now) = band("Jade", Sex::Female).unwrap();
        assert!(now > 10 * then);
        assert!(band("Jean", Sex::Male).is_some());
    }

    #[test]
    fn weights_fall_with_the_band() {
        for band in 1..=9 {
            assert!(weight(band) > weight(band - 1));
            assert!(place_weight(band) > place_weight(band - 1));
        }
        assert!(surname_weight(0) > surname_weight(1));
        let mut from = 1;
        for (band, &to) in (2..=9u8).rev().zip(&RANKS) {
            let mean =
                (from..=to).map(|rank| 1e6 / f64::from(rank + 8)).sum::<f64>() / f64::from(to - from + 1);
            assert!((f64::from(weight(band)) / mean - 1.0).abs() < 0.05, "band {band}: {mean}");
            from = to + 1;
        }
    }
}
