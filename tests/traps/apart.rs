//! Rows put into a table by a program that nobody knows, and what only looks like it.

use dumpscope_testkit::Random;
use dumpscope_testkit::population::World;
use serde_json::Value;

use super::table::{Rows, clean, french, invented, people};

/// What `rows-apart` says of a table: its status, its words and its places.
fn apart(profile: &Value) -> (String, String, Vec<(u64, u64)>) {
    let findings = profile["findings"].as_array().expect("findings");
    let one = findings.iter().find(|one| one["id"] == "rows-apart").expect("asked of every table");
    let places = one["where"].as_array().expect("places").iter();
    let ends =
        |place: &Value| (place["from_row"].as_u64().unwrap_or(0), place["to_row"].as_u64().unwrap_or(0));
    let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
    (text("status"), text("statement"), places.map(ends).collect())
}

/// Real rows with others from a place on.
fn with_stretch(mut rows: Rows, others: Rows, at: usize) -> Rows {
    rows.rows.splice(at..at, others.rows);
    rows
}

#[test]
fn a_stretch_that_a_program_wrote() {
    let table = with_stretch(french(5_000), invented(700), 2_345);
    let profile = table.profile();
    let (status, words, places) = apart(&profile);
    assert_eq!(
        (profile["verdict"]["headline"].as_str(), status.as_str()),
        (Some("mixed"), "finding"),
        "{words}"
    );
    let [(from, to)] = places[..] else { panic!("{places:?}") };
    assert!(from.abs_diff(2_346) <= 50 && to.abs_diff(3_045) <= 50, "{places:?}");
    let share = profile["verdict"]["shares"]["generated"]["estimate"].as_f64().expect("measured");
    // Its towns bear a trace by which rows are reckoned up, a little too many.
    assert!((share - 700.0 / 5_700.0).abs() < 0.04, "{share}");
}

#[test]
fn rows_out_of_the_order_of_the_others() {
    let mut table = french(5_000).sorted("nom");
    for (nth, row) in invented(500).rows.into_iter().enumerate() {
        let at = Random::of(21, 22, nth as u64).below(table.rows.len() as u64) as usize;
        table.rows.insert(at, row);
    }
    let profile = table.profile();
    let (status, words, places) = apart(&profile);
    assert_eq!(
        (profile["verdict"]["headline"].as_str(), status.as_str()),
        (Some("mixed"), "finding"),
        "{words}"
    );
    assert!(words.contains("out of the order of nom") && places.is_empty(), "{words} {places:?}");
}

#[test]
fn another_country_and_a_second_form_are_people() {
    let strangers = people(&World::new(98, [0, 1, 0], 2_016), 900, |_| true);
    let second = |rows: Rows| {
        rows.cell("date_naissance", |_, date| format!("{}/{}/{}", &date[8..], &date[5..7], &date[..4]))
            .cell("sexe", |_, _| String::new())
    };
    let cases = [
        ("people of another country in a line", with_stretch(french(4_000), strangers, 1_200)),
        (
            "people of a second form in a line",
            with_stretch(french(4_000), second(french(5_000)).tail(900), 1_200),
        ),
    ];
    for (what, table) in cases {
        clean(what, &table);
        let (status, words, _) = apart(&table.profile());
        assert_eq!(status, "neutral", "{what}: {words}");
    }
}
