use crate::form::digits::all_digits;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Row number.
pub static TYPE: FieldType = FieldType {
    id: "row-number",
    title: "Row number",
    group: Group::Generic,
    data_class: None,
    personal: false,
    doc: "A column that counts its rows, from 0 or 1. The scan gives this type; a cell belongs to it when it \
        is a whole number without sign or leading zero.",
    sources: &["dumpscope: a fact of the column, not of the cell"],
    headers: &[],
    gate: Gate { min_len: 1, max_len: 12, classes: Gate::DIGIT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["1", "0", "87000000"],
    near_misses: &["01", "-1", "1.0", "1e3"],
    decide: Decide { named: 1.0, alone: None, specificity: 13 },
};

fn check(cell: &[u8]) -> Match {
    let sound = cell.len() <= 12 && all_digits(cell) && (cell[0] != b'0' || cell.len() == 1);
    if sound { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    rng.between(1, 100_000).to_string()
}
