//! Agreement with python-stdnum on made-up numbers, kept by `cargo xtask stdnum --write` where both said the same.

use std::collections::BTreeMap;

use dumpscope_fields::{Match, by_id, catalog::iban_inner_key};

const FIXTURE: &str = include_str!("stdnum.tsv");

/// Whether we call a value valid; `iban-key` is the national key inside an IBAN.
fn valid(subject: &str, value: &str) -> bool {
    let id = if subject == "iban-key" { "iban" } else { subject };
    let found = by_id(id).unwrap_or_else(|| panic!("{subject} is no field type"));
    let keyed = subject != "iban-key" || iban_inner_key(value.as_bytes()) == Some(true);
    keyed && found.matches(value.as_bytes()) == Match::Valid
}

#[test]
fn verdicts_are_those_of_the_reference() {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in FIXTURE.lines() {
        let mut parts = line.split('\t');
        let (Some(subject), Some(value), Some(verdict)) = (parts.next(), parts.next(), parts.next()) else {
            panic!("a line of three parts: {line}");
        };
        let expect = verdict == "1";
        counts.entry(subject).or_default()[usize::from(expect)] += 1;
        if valid(subject, value) != expect {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    // Every subject, and both kinds of each: an empty fixture would hold anything.
    assert_eq!(counts.len(), 21, "{counts:?}");
    assert!(counts.values().all(|[refused, valid]| *refused >= 100 && *valid >= 100), "{counts:?}");
}
