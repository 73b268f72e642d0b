use dumpscope_model::SurnamePlaces;

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    reading::{self, Reading},
    words::grouped,
};

/// Do people of one surname live near each other?
pub static INDICATOR: Indicator = Indicator {
    id: "surname-places",
    question: "Do people of one surname live, or were they born, at one place more often than chance brings them there?",
    group: Group::Geography,
    doc: "Surnames have homes: a Le Goff is met in Brittany, cousins live in the next village, couples and their children in \
        one town. Of all pairs of people of one surname, more share a town, a postcode, a region or a place of birth than of any two people. A \
        program that draws names and places apart, each as it is drawn in life, brings them together no more than chance. \
        Pairs whose first names begin alike, or who share a street, a phone, an address or a day of birth, are left out: one person \
        told twice is no family, and homes are looked at by themselves.",
    statistic: "(X − E) / E, X the pairs of different homes that share surname and place, E their number when places are dealt out again; error: \
        their standard deviation likewise, over E",
    sources: &[
        "Knox (1964), The detection of space-time interactions, Applied Statistics 13",
        "Barton and David (1966), The random intersection of two graphs: mean and variance of the count",
        "Cheshire, Mateos and Longley (2011), Delineating Europe's cultural regions: surnames keep to regions",
    ],
    limits: "A clan or a programme of one office gather surnames as well, all of it real; a program that draws names by region or copies rows defeats it. That surnames do not gather is no sign: registers \
        of offices hold one person for each place, and large towns mix.",
    least: 100,
    fires_on: "mayors of a country by their département, 1 000 rows",
    silent_on: "weighted surnames over towns by population; one person for each town",
    ask,
};

/// Fewest pairs that chance must bring together: of less than a few, one family is much.
const LEAST_EXPECTED: f64 = 1.0;

/// More pairs than any sample has.
const MOST_EXPECTED: f64 = 1e12;
/// The best of up to four columns is taken: chance has as many tries.
const TRIED: f64 = 1.4;

fn ask(question: &Question<'_>) -> Answer {
    let all = &question.table.traits.surname_places;
    if all.is_empty() {
        return Answer::skipped("No names beside towns, postcodes or regions.");
    }
    let readings: Vec<Reading> = all.iter().filter_map(|one| reading(question, one)).collect();
    reading::answer(&readings)
        .unwrap_or_else(|| Answer::skipped("Too few people share a surname, or a place, to see them gather."))
}

fn reading(question: &Question<'_>, one: &SurnamePlaces) -> Option<Reading> {
    let (excess, error) = ((one.together as f64 - one.expected) / one.expected, one.deviation / one.expected);
    if one.n < INDICATOR.least
        || !(LEAST_EXPECTED..MOST_EXPECTED).contains(&one.expected)
        || !(excess <= 1e6 && error <= 1e6 && error > 0.0)
    {
        return None;
    }
    let column = question.table.columns.get(one.columns.1);
    let place = match column.map(|column| column.field_type.as_str()) {
        Some("city") => "town",
        Some("postcode") => "postcode",
        Some("birth-place") => "place of birth",
        _ => "region",
    };
    Some(Reading {
        measured: excess,
        n: one.n,
        scale: question.scale(INDICATOR.id).within(excess, TRIED * error),
        statement: format!(
            "{} pairs of people share a surname and a {place}, where {:.1} ± {:.1} would by chance.",
            grouped(one.together),
            one.expected,
            2.0 * one.deviation,
        ),
    })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Side};

    #[track_caller]
    fn check(n: u64, together: u64, expected: f64, side: Side) {
        let one = SurnamePlaces { columns: (0, 1), n, together, expected, deviation: 1.05 * expected.sqrt() };
        let traits = Traits { rows: n, surname_places: vec![one], ..Traits::default() };
        drawing::expect(&drawing::ask(&INDICATOR, traits), side, &format!("{one:?}"));
    }

    #[test]
    fn surnames_that_keep_to_their_places() {
        check(1_000, 144, 77.0, Side::Real);
        check(900, 40, 9.0, Side::Real);
        check(20_000, 800, 400.0, Side::Real);
    }

    #[test]
    fn names_and_places_apart() {
        check(10_000, 842, 843.0, Side::Neither);
        check(10_000, 46, 34.4, Side::Neither);
        check(1_000, 13, 7.9, Side::Neither);
        check(1_000, 10, 27.8, Side::Neither);
        // one family is no people
        check(1_000, 3, 0.4, Side::Skipped);
        check(99, 40, 9.0, Side::Skipped);
    }
}
