//! Values that speak for a type under a header that speaks of something else, or only by the way.

use super::*;

fn cycled(values: &[&str], n: usize) -> Vec<String> {
    values.iter().cycle().take(n).map(|value| (*value).to_owned()).collect()
}

#[track_caller]
fn among(columns: &[(&str, Vec<String>)], expect: &[Option<&str>]) {
    let samples: Vec<ColumnSample<'_>> =
        columns.iter().map(|(header, cells)| column(Some(header), cells)).collect();
    let found: Vec<_> = decide(&samples).iter().map(|one| one.field_type.map(|t| t.id)).collect();
    assert_eq!(found, expect);
}

#[test]
fn towns_need_an_address_beside_them() {
    let (towns, streets) = (made_up("city", 200), made_up("street-address", 200));
    check(Some("ville"), &towns, Some("city"));
    check(Some("c3"), &towns, Some("city"));
    check(Some("hub"), &towns, None);
    among(&[("adresse", streets), ("hub", towns)], &[Some("street-address"), Some("city")]);
}

#[test]
fn letters_need_a_header_of_theirs() {
    let letters = cycled(&["F", "M", "M", "F", "F"], 200);
    check(Some("sexe"), &letters, Some("sex"));
    check(Some("c3"), &letters, Some("sex"));
    check(Some("filing mode"), &letters, Some("enum"));
    check(Some("filing mode"), &cycled(&["female", "male"], 200), Some("sex"));
}

#[test]
fn digits_in_groups_need_a_header_of_theirs() {
    let numbers: Vec<String> = (0..200).map(|i| format!("402-{}-{:04}", 490 + i % 9, i * 37)).collect();
    check(Some("home phone"), &numbers, Some("phone"));
    check(Some("c3"), &numbers, Some("phone"));
    check(Some("segment"), &numbers, None);
}

#[test]
fn numbers_are_departments_where_the_header_names_them() {
    let numbers: Vec<String> = (0..400).map(|i| (1 + i * 7 % 95).to_string()).collect();
    check(Some("departement"), &numbers, Some("department"));
    check(Some("filing county"), &numbers, Some("integer"));
    let towns = made_up("city", 200);
    let decision = &decide(&[column(Some("county"), &towns)])[0];
    assert!(decision.field_type.is_none_or(|t| t.id != "department"), "{decision:?}");
}

#[track_caller]
fn is_no_address(cells: &[String]) {
    let found = decide(&[column(Some("address"), cells)])[0].field_type;
    assert!(found.is_none_or(|t| t.group == dumpscope_fields::Group::Generic), "{found:?}");
}

#[test]
fn where_something_happened_is_no_address() {
    let blocks: Vec<String> = (0..200).map(|i| format!("{}00 Block of Main St", 1 + i % 40)).collect();
    is_no_address(&blocks);
    let houses = (0..150).map(|i| format!("{} Main St", 3 + i));
    let crossings = (0..50).map(|i| format!("Main St & {}th Ave", 4 + i % 5));
    let mixed: Vec<String> = houses.chain(crossings).collect();
    is_no_address(&mixed);
    check(Some("address"), &mixed[..150], Some("street-address"));
}

#[test]
fn further_lines_of_an_address() {
    let lines = cycled(&["Suite 300", "Apt 4B", "Attn: Payroll", "Second Floor", "PO Drawer K"], 100);
    for header in ["agentmailingaddress2", "address_line_2", "homeaddressline2"] {
        check(Some(header), &lines, Some("address-line"));
    }
    // The word for a unit is none, and the numbers of units of anything are no flats.
    check(Some("room"), &cycled(&["Room"], 100), Some("constant"));
    let units: Vec<String> = (0..200).map(|i| (4_001 + i * 13 % 700).to_string()).collect();
    check(Some("business_unit_number"), &units, Some("integer"));
}
