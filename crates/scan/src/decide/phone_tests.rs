//! Columns of phones are found without a header in every country's styles; other numbers are not taken for phones.

use dumpscope_fields::{Seeded, by_id};

use super::*;

const ROWS: usize = 300;

fn decided(cells: &[String]) -> Decision {
    let values = cells.iter().map(String::as_bytes).collect();
    let sample = ColumnSample { header: None, values, nulls: 0, cells: cells.len() as u64 };
    decide(&[sample]).remove(0)
}

/// Cells of a pattern in which each `#` is a digit.
fn cells(pattern: &str) -> Vec<String> {
    let mut rng = Seeded::new(23);
    let fill = |rng: &mut Seeded| {
        pattern.chars().map(|c| if c == '#' { rng.digits(1) } else { c.to_string() }).collect()
    };
    (0..ROWS).map(|_| fill(&mut rng)).collect()
}

#[test]
fn phones_need_no_header_in_any_style() {
    for pattern in [
        "06 12 ## ## ##",
        "06.12.##.##.##",
        "06-12-##-##-##",
        "0612######",
        "+33612######",
        "+33 6 12 ## ## ##",
        "+33 (0)6 12 ## ## ##",
        "0033612######",
        "0475/##.##.##",
        "+32 475 ## ## ##",
        "079 ### ## ##",
        "+41 79 ### ## ##",
        "+352 621 ### ###",
        "(514) 555-####",
        "514-555-####",
        "+1 514-555-####",
        "1-800-234-####",
        "+1212555####",
        "07400 ######",
        "020 7946 ####",
        "+44 20 7946 ####",
        "+44 (0)20 7946 ####",
        "0151 2#######",
        "030 12####",
        "+49 1512 #######",
        "+34 612 ### ###",
        "+39 312 ### ####",
        "+39 02 12## ####",
        "06 12######",
        "+31 6 12######",
        "+351 912 ### ###",
    ] {
        let decision = decided(&cells(pattern));
        assert_eq!(decision.field_type.map(|t| t.id), Some("phone"), "{pattern}: {decision:?}");
    }
}

#[test]
fn other_numbers_are_not_taken_for_phones() {
    let patterns = [
        // Order and customer numbers.
        "45########",
        "80########",
        "##########",
        "2024######",
        "000#######",
        "CMD-######",
        // Seconds and milliseconds since 1970.
        "17########",
        "17###########",
        // Security numbers, addresses of machines, dates.
        "##1-1#-####",
        "0##-1#-####",
        "192.168.1#.1##",
        "10.##.1##.1##",
        "2024-0#-1#",
        "1#.0#.202#",
        "0#/1#/202#",
        "202#01#1",
        "0#-1#-202# 1#:1#",
    ];
    for pattern in patterns {
        let decision = decided(&cells(pattern));
        assert_ne!(decision.field_type.map(|t| t.id), Some("phone"), "{pattern}: {decision:?}");
    }
    for id in [
        "siren",
        "siret",
        "ean",
        "us-ssn",
        "ipv4",
        "date",
        "epoch",
        "be-national-number",
        "nir",
        "card-number",
    ] {
        let t = by_id(id).unwrap_or_else(|| panic!("no type {id}"));
        let mut rng = Seeded::new(5);
        let made: Vec<String> = (0..ROWS).map(|_| (t.generate)(&mut rng)).collect();
        let decision = decided(&made);
        assert_ne!(decision.field_type.map(|t| t.id), Some("phone"), "{id}: {decision:?}");
    }
}
