use crate::form::text;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// One value throughout.
pub static TYPE: FieldType = FieldType {
    id: "constant",
    title: "One value throughout",
    group: Group::Generic,
    data_class: None,
    personal: true,
    doc: "A column whose cells all hold the same value. The scan gives this type; any readable cell may \
        belong to such a column, and the value may be personal.",
    sources: &["dumpscope: a fact of the column, not of the cell"],
    headers: &[],
    gate: Gate {
        min_len: 1,
        max_len: usize::MAX,
        classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH | Gate::CONTROL,
    },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["shop-eu", "1"],
    near_misses: &["a\u{fffd}b"],
    decide: Decide { named: 1.0, alone: None, specificity: 2 },
};

fn check(cell: &[u8]) -> Match {
    let broken = cell.windows(3).any(|w| w == "\u{fffd}".as_bytes());
    if !cell.is_empty() && text::is_readable(cell) && !broken { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&["shop-eu", "web", "1"])).to_owned()
}
