//! Phones: every published example is one in every notation, and what is numbered otherwise is none.

use std::collections::BTreeMap;

use dumpscope_fields::form::phone;
use dumpscope_fields::{FieldType, Match, by_id};

/// Country, kind, E.164, international and national format of every example.
const EXAMPLES: &str = include_str!("phones.tsv");
/// Random digits behind calling codes, and what libphonenumber says of them.
const RANDOM: &str = include_str!("phones_random.tsv");

fn phone_type() -> &'static FieldType {
    by_id("phone").unwrap_or_else(|| panic!("no phone"))
}

fn lines(data: &str) -> impl Iterator<Item = Vec<&str>> {
    data.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

#[track_caller]
fn valid(cell: &str) {
    assert_eq!(phone_type().matches(cell.as_bytes()), Match::Valid, "{cell}");
}

/// The same number with other separators.
fn styles(number: &str) -> Vec<String> {
    let bare: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let with = |sign: &str| number.replace(['(', ')'], "").replace([' ', '-'], sign);
    vec![bare, with("."), with("-"), with(" "), with("\u{2d}"), with("/")]
}

#[test]
fn every_example_is_valid_in_every_notation() {
    let mut seen = 0;
    for example in lines(EXAMPLES) {
        let [country, kind, e164, international, national] = example[..] else { panic!("{example:?}") };
        seen += 1;
        valid(e164);
        valid(international);
        // A town's short number is too short to be told from a padded one.
        if (country, kind) != ("NL", "uan") {
            valid(&e164.replacen('+', "00", 1));
            valid(&international.replacen('+', "00 ", 1));
        }
        for style in styles(international) {
            valid(&style);
        }
        if let Some((code, rest)) = international.split_once(' ') {
            valid(&format!("({code}) {rest}"));
        }
        valid(national);
        // A town's short number, and a number that is formatted without its trunk zero, have one notation.
        if matches!((country, kind), ("NL", "uan") | ("DE", "pager")) {
            continue;
        }
        // So long a number without separators may be anything.
        let long = national.bytes().filter(u8::is_ascii_digit).count() > 12;
        let local = matches!((country, kind), ("NL", "toll_free" | "premium_rate") | ("CA", "uan"));
        for style in styles(national).iter().skip(usize::from(long || local)) {
            valid(style);
        }
        if let Some(rest) = national.strip_prefix('0')
            && let Some((calling, _)) = international.split_once(' ')
        {
            valid(&format!("{calling} (0){}", rest.trim_start()));
        }
    }
    assert_eq!(seen, 89);
}

#[test]
fn random_digits_are_judged_as_libphonenumber_judges_them() {
    let mut agreed: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in lines(RANDOM) {
        let [code, verdict, numbers] = row[..] else { panic!("{row:?}") };
        for number in numbers.split(' ').filter(|number| !number.is_empty()) {
            let ours = phone::read(format!("+{code}{number}").as_bytes()).is_some_and(|p| p.fits);
            let (same, all) = agreed.entry(code).or_default();
            *same += usize::from(ours == (verdict == "valid"));
            *all += 1;
        }
    }
    assert_eq!(agreed.len(), 11);
    for (code, (same, all)) in agreed {
        assert_eq!(all, 240, "+{code}");
        assert!(same * 100 >= all * 97, "+{code}: {same} of {all}");
    }
}

#[test]
fn other_numbers_are_no_phones_by_themselves() {
    for cell in [
        // Order numbers, times, security numbers, addresses, dates, company and article numbers.
        "4500123456",
        "1700000000",
        "1700000000000",
        "078-05-1120",
        "987-65-4329",
        "192.168.10.254",
        "10.0.0.138",
        "2024-01-31",
        "31.01.2024",
        "09.06.2024",
        "08-12-2024",
        "20240131",
        "20240131120000",
        "732829320",
        "732 829 320",
        "73282932000074",
        "732 829 320 00074",
        "4006381333931",
        "3017620422003",
        "0012345678905",
        "9780306406157",
        "978-0-306-40615-7",
        "4111111111111111",
        "FR7630006000011234567890189",
        "75011",
        "48.8566",
        "12345-6789",
    ] {
        assert!(!phone_type().tells(cell.as_bytes()), "{cell}");
    }
}
