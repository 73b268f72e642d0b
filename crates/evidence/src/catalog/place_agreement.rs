use dumpscope_model::PlaceAgreement;

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals, locale,
    reading::{self, Reading},
};

/// Do postcodes and towns of a row belong together?
pub static INDICATOR: Indicator = Indicator {
    id: "place-agreement",
    question: "Do the postcode and the town of a row belong together?",
    group: Group::Geography,
    doc: "People live in one place, so that its postcode and its town agree; a program that fills both columns apart \
        agrees by chance only. In France rows are compared with the postcodes of the communes. Anywhere, rows that \
        share a postcode should share the town far more often than rows whose towns are shifted by one.",
    statistic: "agree / known for French communes; (same town − shifted) / (pairs − shifted) over pairs of rows that \
        share a postcode",
    sources: &[
        "La Poste and INSEE: communes and their postcodes, as embedded",
        "design experiments: .94 and .95 on real tables, at most .002 on invented ones",
    ],
    limits: "Lists of consistent addresses defeat it, so that agreement weighs little. Towns written in many ways, or a \
        postcode of the post-office box, lower it in real tables; a table of one town tells nothing. French postcodes \
        are not looked up where most rows are of another country, or few towns are French.",
    least: 50,
    fires_on: "1 000 rows of French postcodes and towns drawn apart",
    silent_on: "an American table with a Paris and a Lyon in it",
    ask,
};

/// Share of the rows that French communes must explain before they are asked.
const FRENCH: f64 = 0.2;
/// Fewest pairs of rows that share a postcode, and part of them that chance must leave open.
const LEAST_PAIRS: u64 = 50;
const LEAST_ROOM: f64 = 0.2;

fn ask(question: &Question<'_>) -> Answer {
    let Some(places) = question.table.traits.places else {
        return Answer::skipped("No columns of postcodes and towns.");
    };
    let readings: Vec<Reading> =
        [communes(question, &places), pairs(question, &places)].into_iter().flatten().collect();
    reading::answer(&readings).unwrap_or_else(|| {
        Answer::skipped("Too few rows with a known town, and too few that share a postcode, to compare.")
    })
}

fn communes(question: &Question<'_>, places: &PlaceAgreement) -> Option<Reading> {
    let traits = &question.table.traits;
    let elsewhere = locale::is_elsewhere(question.table, "FR");
    let enough = places.known >= INDICATOR.least && places.known as f64 >= FRENCH * traits.rows as f64;
    if elsewhere || !enough {
        return None;
    }
    let share = intervals::share(places.agree, places.known).estimate;
    let scale = question.scale("place-agreement.communes");
    Some(Reading {
        measured: share,
        n: places.known,
        scale: scale.within(share, intervals::error(share, places.known)),
        statement: format!(
            "{:.1} % of {} French towns stand beside a postcode of theirs.",
            100.0 * share,
            places.known
        ),
    })
}

fn pairs(question: &Question<'_>, places: &PlaceAgreement) -> Option<Reading> {
    // Pairs within a region are a matter of coupling.
    let area = question.table.columns.get(places.columns.0);
    if area.is_some_and(|column| column.field_type != "postcode") || places.pairs < LEAST_PAIRS {
        return None;
    }
    let all = places.pairs as f64;
    let of = |count: u64| count.min(places.pairs) as f64;
    let room = all - of(places.same_town_shifted);
    if room < LEAST_ROOM * all {
        return None;
    }
    let share = (of(places.same_town) - of(places.same_town_shifted)) / room;
    // Pairs are not independent: at worst all come from √(2 pairs) rows of one postcode.
    let error = (0.25 / (2.0 * all).sqrt()).sqrt();
    Some(Reading {
        measured: share,
        n: places.pairs,
        scale: question.scale("place-agreement.pairs").within(share, error),
        statement: format!(
            "Of {} pairs of rows with one postcode, {:.1} % name one town; {:.1} % would by chance.",
            places.pairs,
            100.0 * of(places.same_town) / all,
            100.0 * of(places.same_town_shifted) / all
        ),
    })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Column, Profile, Traits};

    use super::*;
    use crate::drawing::{self, Side};

    #[track_caller]
    fn check(rows: u64, places: PlaceAgreement, country: &str, side: Side) {
        let countries = vec![(country.to_owned(), 1.0)];
        let traits = Traits { rows, places: Some(places), countries, ..Traits::default() };
        drawing::expect(&drawing::ask(&INDICATOR, traits), side, &format!("{rows} rows in {country}"));
    }

    fn french(known: u64, agree: u64) -> PlaceAgreement {
        PlaceAgreement { known, agree, ..PlaceAgreement::default() }
    }

    fn shared(pairs: u64, same_town: u64, same_town_shifted: u64) -> PlaceAgreement {
        PlaceAgreement { pairs, same_town, same_town_shifted, ..PlaceAgreement::default() }
    }

    #[test]
    fn elsewhere_french_communes_are_not_asked() {
        let of = |country| {
            let traits = Traits { rows: 1_000, places: Some(french(900, 0)), ..Traits::default() };
            drawing::ask_in(&INDICATOR, traits, drawing::locale(country, "fr"))
        };
        drawing::expect(&of("FR"), Side::Invented, "FR");
        drawing::expect(&of("BE"), Side::Skipped, "BE");
    }

    #[test]
    fn french_towns_beside_foreign_postcodes() {
        for n in [100, 300, 1_000, 10_000] {
            check(n, french(n * 9 / 10, 0), "FR", Side::Invented);
            check(n, french(n * 9 / 10, n * 8 / 10), "FR", Side::Real);
        }
    }

    #[test]
    fn towns_elsewhere_are_not_looked_up() {
        check(1_000, french(900, 1), "US", Side::Skipped);
        check(1_000, french(60, 1), "FR", Side::Skipped);
        check(49, french(49, 0), "FR", Side::Skipped);
    }

    #[test]
    fn rows_of_one_postcode_share_the_town() {
        check(1_000, shared(2_000, 1_700, 10), "DE", Side::Real);
        check(1_000, shared(2_000, 10, 11), "DE", Side::Invented);
        check(1_000, shared(49, 0, 0), "DE", Side::Skipped);
        // one town
        check(1_000, shared(499_500, 499_500, 499_500), "DE", Side::Skipped);
    }

    #[test]
    fn regions_are_no_postcodes() {
        let column = Column { field_type: "region".into(), ..Column::default() };
        let traits = Traits { rows: 1_000, places: Some(shared(50_000, 400, 100)), ..Traits::default() };
        let table = Profile { columns: vec![column], traits, ..Profile::default() };
        let tables = std::slice::from_ref(&table);
        let model = crate::Model::embedded();
        let answer = ask(&Question { table: &table, claim: None, tables, model });
        drawing::expect(&answer, Side::Skipped, "region");
    }
}
