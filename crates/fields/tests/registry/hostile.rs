//! Any bytes may come.

use dumpscope_fields::{Match, REGISTRY, Seeded, hash_scheme, headers, mask};
use proptest::prelude::*;

/// The gate must accept what the check accepts.
fn gate(cell: &[u8]) {
    let refused: Vec<&str> = REGISTRY
        .iter()
        .filter(|t| !t.gate.accepts(cell) && (t.check)(cell) != Match::No)
        .map(|t| t.id)
        .collect();
    let shown = String::from_utf8_lossy(cell);
    assert!(refused.is_empty(), "the gate refuses what the check takes: {refused:?}, {shown:?}");
}

/// Runs everything a type does with a cell.
fn exercise(cell: &[u8]) {
    gate(cell);
    for t in REGISTRY {
        let _ = t.tells(cell);
        let shown = (t.mask)(cell);
        assert!(shown.chars().count() <= 64, "{}: mask of {} characters", t.id, shown.chars().count());
        assert!(!shown.chars().any(char::is_control), "{}: control character in a mask", t.id);
        if let Some(normalise) = t.normalise {
            let mut out = Vec::new();
            normalise(cell, &mut out);
            assert!(out.len() <= cell.len() + 32, "{}: normal form grows", t.id);
        }
    }
    let _ = (hash_scheme(cell), mask::shape(cell), mask::words(cell));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(cell in proptest::collection::vec(any::<u8>(), 0..200)) {
        exercise(&cell);
    }

    #[test]
    fn arbitrary_text(cell in "\\PC{0,60}") {
        exercise(cell.as_bytes());
    }

    #[test]
    fn dense_alphabets(cell in "[0-9a-fA-F$:.@+/ ,()*{}<-]{0,70}") {
        exercise(cell.as_bytes());
    }

    /// A generated value with one byte replaced, removed or doubled.
    #[test]
    fn damaged_values(which in any::<prop::sample::Index>(), seed in any::<u64>(), place in any::<prop::sample::Index>(), byte in any::<u8>(), how in 0..4u8) {
        let t = REGISTRY[which.index(REGISTRY.len())];
        let mut cell = (t.generate)(&mut Seeded::new(seed)).into_bytes();
        let at = place.index(cell.len());
        match how {
            0 => cell[at] = byte,
            1 => drop(cell.remove(at)),
            2 => cell.insert(at, byte),
            _ => cell.truncate(at),
        }
        exercise(&cell);
    }

    #[test]
    fn any_header(header in "\\PC{0,80}") {
        let folded = headers::fold_header(&header);
        prop_assert!(!folded.contains("  ") && folded.trim() == folded);
        for found in headers::matches(&folded) {
            prop_assert!(found.score > 0.0 && found.score <= 1.0);
        }
    }
}

/// Every example and a few generated values, cut at every place, and with each byte missing, changed and doubled by bytes
/// of every class: what chance finds once in ten thousand runs is found here in each.
#[test]
fn every_edit() {
    for t in REGISTRY {
        let generated = (0..4).map(|seed| (t.generate)(&mut Seeded::new(seed)));
        for value in t.examples.iter().chain(t.near_misses).map(|v| (*v).to_owned()).chain(generated) {
            let value = value.as_bytes();
            for at in 0..value.len().min(80) {
                let (head, tail) = value.split_at(at);
                gate(head);
                gate(tail);
                gate(&[head, &tail[1..]].concat());
                for byte in b"\n\x0b\t 09aZ#*.,(\x80\xc3" {
                    gate(&[head, &[*byte], tail].concat());
                    gate(&[head, &[*byte], &tail[1..]].concat());
                }
            }
        }
    }
}

#[test]
fn long_cells_end() {
    for byte in [b'a', b'0', b' ', b'.', b',', b'@', b'$', 0, 0xc3, 0xff] {
        exercise(&vec![byte; 300_000]);
    }
    for piece in ["a.", "1,", "a@", "eyJ.", "M1 2L", "((", "é", "12 rue "] {
        exercise(piece.repeat(50_000).as_bytes());
    }
}
