use dumpscope_fields::{REGISTRY, Seeded, by_id};
use proptest::prelude::*;

use super::*;

mod bad_input;
mod names;
mod other_headers;

fn column<'a>(header: Option<&'a str>, cells: &'a [String]) -> ColumnSample<'a> {
    let values: Vec<&[u8]> = cells.iter().map(String::as_bytes).collect();
    ColumnSample { header, cells: values.len() as u64, values, nulls: 0 }
}

fn made_up(id: &str, n: usize) -> Vec<String> {
    let mut rng = Seeded::new(7);
    let t = by_id(id).unwrap_or_else(|| panic!("no type {id}"));
    (0..n).map(|_| (t.generate)(&mut rng)).collect()
}

#[track_caller]
fn check(header: Option<&str>, cells: &[String], expect: Option<&str>) {
    let decision = &decide(&[column(header, cells)])[0];
    assert_eq!(decision.field_type.map(|t| t.id), expect, "{decision:?}");
    assert!((0.0..=1.0).contains(&decision.confidence));
    assert!(!decision.reasons.is_empty());
}

#[test]
fn what_cannot_be_mistaken_needs_no_header() {
    for id in ["email", "iban", "uuid", "ipv4", "jwt", "mac"] {
        check(None, &made_up(id, 200), Some(id));
        check(Some("c7"), &made_up(id, 200), Some(id));
    }
}

#[test]
fn every_type_is_found_under_its_own_header() {
    for t in REGISTRY {
        let Some(header) = t.headers.first() else { continue };
        let cells = made_up(t.id, 300);
        let decision = &decide(&[column(Some(header), &cells)])[0];
        assert_eq!(decision.field_type.map(|found| found.id), Some(t.id), "{header}: {decision:?}");
    }
}

#[test]
fn headers_that_lie_are_overruled() {
    check(Some("phone"), &made_up("email", 200), Some("email"));
    check(Some("iban"), &made_up("uuid", 200), Some("uuid"));
    let decision = &decide(&[column(Some("email"), &made_up("uuid", 50))])[0];
    assert!(decision.reasons.iter().any(|reason| reason.contains("the header says email")), "{decision:?}");
}

#[test]
fn keys_are_no_times() {
    let numbers: Vec<String> = (0..400u64).map(|i| (1_000_000_000 + i * 5).to_string()).collect();
    for header in ["id", "row_key"] {
        check(Some(header), &numbers, Some("integer"));
    }
    check(Some("created_at"), &numbers, Some("epoch"));
}

#[test]
fn nothing_known_is_unknown() {
    let cells: Vec<String> = (0..200).map(|i| format!("~~{i:x}::{}", i * 37 % 101)).collect();
    let decision = &decide(&[column(None, &cells)])[0];
    assert!(decision.field_type.is_none_or(|t| !t.personal), "{decision:?}");
}

#[test]
fn reasons_hold_no_value() {
    for t in REGISTRY.iter().filter(|t| t.personal) {
        let cells = made_up(t.id, 40);
        let sample = ColumnSample { header: t.headers.first().copied(), ..column(None, &cells) };
        let decision = &decide(&[sample])[0];
        for reason in &decision.reasons {
            // Shorter values are words or numbers that a sentence may hold by chance.
            assert!(cells.iter().all(|cell| cell.len() < 5 || !reason.contains(cell.as_str())), "{}", t.id);
        }
    }
}

proptest! {
    #[test]
    fn any_cells_are_decided(
        header in proptest::option::of(".{0,30}"),
        cells in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..40), 0..30),
        nulls in 0u64..5,
    ) {
        let values: Vec<&[u8]> = cells.iter().map(Vec::as_slice).collect();
        let sample = ColumnSample { header: header.as_deref(), cells: values.len() as u64 + nulls, values, nulls };
        let decisions = decide(&[sample.clone(), sample]);
        prop_assert_eq!(decisions.len(), 2);
        for decision in decisions {
            prop_assert!((0.0..=1.0).contains(&decision.confidence));
            prop_assert!(decision.alternatives.len() <= ALTERNATIVES);
        }
    }
}

#[test]
fn neighbours_speak_where_headers_do_not() {
    let cells = |values: &[&str]| -> Vec<String> {
        values.iter().cycle().take(400).map(|v| (*v).to_owned()).collect()
    };
    let (latitude, longitude) = (
        (0..400).map(|i| format!("48.{:05}", i * 211 % 99_991)).collect::<Vec<_>>(),
        (0..400).map(|i| format!("2.{:05}", i * 377 % 99_991)).collect::<Vec<_>>(),
    );
    let bare: Vec<String> = (0..400).map(|i| format!("{:05}", 33_000 + i * 97 % 600)).collect();
    let cities = cells(&[
        "Bordeaux",
        "Pessac",
        "Talence",
        "Mérignac",
        "Bègles",
        "Cenon",
        "Floirac",
        "Lormont",
        "Bruges",
    ]);
    let found = decide(&[
        column(None, &bare),
        column(None, &cities),
        column(None, &latitude),
        column(None, &longitude),
    ]);
    let ids: Vec<_> = found.iter().map(|decision| decision.field_type.map(|t| t.id)).collect();
    assert_eq!(ids, [Some("postcode"), Some("city"), Some("latitude"), Some("longitude")]);
    // Away from any address the same digits are numbers.
    check(None, &bare, Some("integer"));
}
