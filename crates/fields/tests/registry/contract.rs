//! Files, ids, documents, examples, near-misses, generators.

use std::collections::BTreeSet;

use dumpscope_fields::{Match, REGISTRY, Seeded, by_id};

/// Values drawn from each generator.
const DRAWS: usize = 1_000;

#[test]
fn every_file_is_registered_and_ids_equal_file_stems() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalog");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the catalogue's folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a UTF-8 name"))
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .filter(|stem| stem != "mod")
        .collect();
    let ids: BTreeSet<String> = REGISTRY.iter().map(|t| t.id.replace('-', "_")).collect();
    assert_eq!(files, ids);
    assert_eq!(ids.len(), REGISTRY.len(), "an id occurs twice");
}

#[test]
fn ids_are_kebab_case_and_found() {
    for t in REGISTRY {
        let kebab = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        assert!(t.id.bytes().all(kebab) && t.id.starts_with(|c: char| c.is_ascii_lowercase()), "{}", t.id);
        assert_eq!(by_id(t.id), Some(*t));
    }
    assert_eq!(by_id("no-such-type"), None);
}

#[test]
fn groups_stand_together_in_order() {
    let groups: Vec<_> = REGISTRY.iter().map(|t| t.group).collect();
    assert!(groups.is_sorted(), "{groups:?}");
}

#[test]
fn documents_are_complete() {
    for t in REGISTRY {
        assert!(!t.title.is_empty() && t.doc.len() > 60 && t.doc.ends_with('.'), "{}: doc", t.id);
        assert!(!t.sources.is_empty() && t.sources.iter().all(|s| s.len() > 5), "{}: sources", t.id);
        assert!(t.examples.len() >= 2 || t.id == "jwt", "{}: examples", t.id);
        assert!(!t.near_misses.is_empty(), "{}: near-misses", t.id);
    }
}

#[test]
fn examples_are_valid_and_near_misses_are_not() {
    for t in REGISTRY {
        for example in t.examples {
            assert_eq!(t.matches(example.as_bytes()), Match::Valid, "{}: {example}", t.id);
        }
        for miss in t.near_misses {
            assert_ne!(t.matches(miss.as_bytes()), Match::Valid, "{}: {miss}", t.id);
        }
    }
}

#[test]
fn generated_values_are_valid_and_repeat_for_a_seed() {
    for t in REGISTRY {
        let (mut rng, mut again) = (Seeded::new(42), Seeded::new(42));
        for _ in 0..DRAWS {
            let value = (t.generate)(&mut rng);
            assert_eq!(t.matches(value.as_bytes()), Match::Valid, "{}: {value}", t.id);
            assert_eq!(value, (t.generate)(&mut again), "{}", t.id);
        }
    }
}

#[test]
fn a_generated_column_passes_its_own_threshold_without_a_header() {
    for t in REGISTRY {
        let Some(alone) = t.decide.alone else { continue };
        let mut rng = Seeded::new(3);
        let telling = (0..DRAWS).filter(|_| t.tells((t.generate)(&mut rng).as_bytes())).count();
        assert!(telling as f64 / DRAWS as f64 >= alone, "{}: {telling} of {DRAWS}", t.id);
    }
}

#[test]
fn thresholds_are_shares() {
    for t in REGISTRY {
        assert!(t.decide.named > 0.0 && t.decide.named <= 1.0, "{}", t.id);
        assert!(t.decide.alone.is_none_or(|share| share > 0.0 && share <= 1.0), "{}", t.id);
    }
}

#[test]
fn normal_forms_are_their_own_normal_form() {
    for t in REGISTRY {
        let Some(normalise) = t.normalise else { continue };
        let mut rng = Seeded::new(5);
        for _ in 0..DRAWS {
            let (mut once, mut twice) = (Vec::new(), Vec::new());
            normalise((t.generate)(&mut rng).as_bytes(), &mut once);
            normalise(&once, &mut twice);
            assert!(!once.is_empty());
            assert_eq!(once, twice, "{}: {}", t.id, String::from_utf8_lossy(&once));
        }
    }
}
