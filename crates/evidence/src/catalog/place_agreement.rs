use dumpscope_model::{PlaceAgreement, PlaceCheck, PlaceKind};
use dumpscope_reference::postcodes;

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals, locale,
    reading::{self, Reading},
};

/// Do postcodes and towns of a row belong together?
pub static INDICATOR: Indicator = Indicator {
    id: "place-agreement",
    question: "Does what says where a row's person lives belong together?",
    group: Group::Geography,
    doc: "People live in one place, so that its postcode and its town agree; a program that fills both columns apart \
        agrees by chance only. In France rows are compared with the postcodes of the communes. Anywhere, rows that \
        share a postcode should share the town far more often than rows whose towns are shifted by one. Where the table is \
        of one country, its postcodes should be in use, and stand beside their state or province, and its telephone numbers \
        mostly beside the state or zone of their area code; where rows name a country, international numbers should be its.",
    statistic: "agree / known for French communes; (same town − shifted) / (pairs − shifted) over pairs of rows that \
        share a postcode; (agree − chance) / (1 − chance) for the other checks, chance from rows shifted by one, or for \
        postcodes from the share of codes in use",
    sources: &[
        "La Poste and INSEE: communes and their postcodes, as embedded",
        "postcodes in use in France, the United States, Germany, Belgium and Canada, as embedded",
        "ZIP prefixes, NANP area codes and ARCEP's zones (`reference::divisions`)",
        "design experiments: .94 and .95 on real tables, at most .002 on invented ones",
    ],
    limits: "Lists of consistent addresses defeat it, so that agreement weighs little. Towns written in many ways, or a \
        postcode of the post-office box, lower it in real tables; a table of one town tells nothing. French postcodes \
        are not looked up where most rows are of another country, or few towns are French. People keep their mobile numbers \
        when they move, so that area codes agree by half; boxes and large customers have postcodes of their own.",
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
/// The same for pairs of rows, where few postcodes make most pairs.
const LEAST_ROOM_OF_PAIRS: f64 = 0.5;
/// Standard errors under chance from which two columns mean different things.
const BELOW: f64 = 3.0;
/// Share of the rows whose postcodes must have the form of the country's.
const OF_FORM: f64 = 0.5;

fn ask(question: &Question<'_>) -> Answer {
    let traits = &question.table.traits;
    if traits.places.is_none() && traits.place_checks.is_empty() {
        return Answer::skipped("No two columns that describe one place.");
    }
    let places = traits.places.as_ref();
    let mut readings: Vec<Reading> =
        places.and_then(|places| communes(question, places)).into_iter().collect();
    readings.extend(places.and_then(|places| pairs(question, places)));
    readings.extend(traits.place_checks.iter().filter_map(|check| against_country(question, check)));
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
    if room < LEAST_ROOM_OF_PAIRS * all {
        return None;
    }
    let share = (of(places.same_town) - of(places.same_town_shifted)) / room;
    // Pairs are not independent: at worst all come from √(2 pairs) rows of one postcode.
    let error = (0.25 / (2.0 * all).sqrt()).sqrt() * all / room;
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

/// A check against a country's reference: only where the table is that country's, or rows name theirs.
fn against_country(question: &Question<'_>, check: &PlaceCheck) -> Option<Reading> {
    let home = locale::one_country(question.table);
    let own = check.country.is_empty() || home == Some(check.country.as_str());
    let rows = question.table.traits.rows;
    if !own || check.n < INDICATOR.least {
        return None;
    }
    let of = |hits: u64| intervals::share(hits, check.n).estimate;
    let chance = match check.kind {
        PlaceKind::PostcodeInUse if (check.n as f64) < OF_FORM * rows as f64 => return None,
        PlaceKind::PostcodeInUse => postcodes::share_in_use(&check.country)?,
        // Networks have an indicator of their own.
        PlaceKind::NetworkCountry => return None,
        _ => of(check.shifted),
    };
    let room = 1.0 - chance;
    if room < LEAST_ROOM {
        return None;
    }
    let agree = of(check.agree);
    let beyond = (agree - chance) / room;
    let error = intervals::error(agree.max(chance), check.n) / room;
    // Far below chance is no chance either: the columns mean different things.
    if beyond < -BELOW * error {
        return None;
    }
    let scale = question.scale(&format!("{}.{}", INDICATOR.id, check.kind.id()));
    Some(Reading {
        measured: beyond,
        n: check.n,
        scale: scale.within(beyond, error),
        statement: format!(
            "{:.1} % of {} {}; {:.1} % would by chance.",
            100.0 * agree,
            check.n,
            words(check.kind, &check.country),
            100.0 * chance
        ),
    })
}

fn words(kind: PlaceKind, country: &str) -> String {
    match kind {
        PlaceKind::PostcodeInUse => format!("postcodes are in use in {country}"),
        PlaceKind::PostcodeRegion => {
            format!("postcodes of {country} lie in the state or province beside them")
        }
        PlaceKind::PhoneRegion if country == "FR" => {
            "fixed telephone numbers of FR are of the zone of the postcode beside them".to_owned()
        }
        PlaceKind::PhoneRegion => {
            format!("telephone numbers of {country} have an area code of the state beside them")
        }
        PlaceKind::PhoneCountry | PlaceKind::NetworkCountry => {
            "international telephone numbers are of the country beside them".to_owned()
        }
    }
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
    fn references_of_the_own_country_only() {
        #[track_caller]
        fn check(kind: PlaceKind, country: &str, live: &str, counts: (u64, u64, u64), side: Side) {
            let (n, agree, shifted) = counts;
            let check = PlaceCheck { kind, country: country.into(), n, agree, shifted };
            let traits = Traits { rows: 1_000, place_checks: vec![check], ..Traits::default() };
            let answer = drawing::ask_in(&INDICATOR, traits, drawing::locale(live, "en"));
            drawing::expect(&answer, side, &format!("{kind:?} of {country} in {live}, {counts:?}"));
        }
        for (kind, agree, real) in [
            (PlaceKind::PostcodeInUse, 410, 960),
            (PlaceKind::PostcodeRegion, 30, 950),
            (PlaceKind::PhoneRegion, 30, 600),
        ] {
            check(kind, "US", "US", (1_000, agree, 30), Side::Invented);
            check(kind, "US", "US", (1_000, real, 30), Side::Real);
            check(kind, "US", "GB", (1_000, agree, 30), Side::Skipped);
            check(kind, "US", "US", (49, 1, 1), Side::Skipped);
        }
        check(PlaceKind::PostcodeInUse, "FR", "FR", (1_000, 65, 0), Side::Invented);
        check(PlaceKind::PostcodeInUse, "FR", "FR", (300, 20, 0), Side::Skipped);
        check(PlaceKind::PhoneCountry, "", "US", (500, 20, 22), Side::Invented);
        check(PlaceKind::PhoneCountry, "", "US", (500, 450, 440), Side::Skipped);
        // Others than the own ones, and not by chance: the columns mean different things.
        check(PlaceKind::PhoneCountry, "", "US", (500, 20, 100), Side::Skipped);
        check(PlaceKind::NetworkCountry, "", "US", (500, 20, 22), Side::Skipped);
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
