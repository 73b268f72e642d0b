use crate::form::text;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// One of few words.
pub static TYPE: FieldType = FieldType {
    id: "enum",
    title: "One of few words",
    group: Group::Generic,
    data_class: None,
    personal: false,
    doc: "A short label from a small set. Any short text has the form: the scan gives this type to a column \
        with few different values that nothing else claims.",
    sources: &["ISO/IEC 11179-3 (enumerated value domains)"],
    headers: &[],
    gate: Gate { min_len: 1, max_len: 64, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["active", "GOLD", "En attente", "type 3"],
    near_misses: &["a text that goes on for so long that nobody would take it for a label any more"],
    decide: Decide { named: 0.9, alone: None, specificity: 8 },
};

fn check(cell: &[u8]) -> Match {
    let short = (1..=64).contains(&cell.len()) && !cell.iter().any(u8::is_ascii_control);
    if short && text::is_readable(cell) { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&["active", "inactive", "pending", "gold", "silver"])).to_owned()
}
