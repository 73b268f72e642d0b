use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Nothing.
pub static TYPE: FieldType = FieldType {
    id: "empty",
    title: "Nothing",
    group: Group::Generic,
    data_class: None,
    personal: false,
    doc: "A column without a value: its cells are empty or spell out that nothing is there. The scan gives \
        this type; a cell belongs to it when it is one of those spellings.",
    sources: &["ISO/IEC 9075-1 (null value)", "Usual spellings of database and spreadsheet exports"],
    headers: &[],
    gate: Gate { min_len: 1, max_len: 9, classes: Gate::ALNUM | Gate::PUNCT | Gate::SPACE },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["NULL", "N/A", "-", "\\N", "nan"],
    near_misses: &["0", "no", "empty", "nul"],
    decide: Decide { named: 1.0, alone: None, specificity: 1 },
};

/// Spellings of nothing, lower case.
const SPELLINGS: &[&str] = &[
    "null",
    "n/a",
    "na",
    "#n/a",
    "none",
    "nil",
    "nan",
    "-",
    "--",
    "?",
    ".",
    "\\n",
    "(null)",
    "<null>",
    "undefined",
    "n.a.",
    "nd",
    "n/d",
];

fn check(cell: &[u8]) -> Match {
    if SPELLINGS.iter().any(|s| s.as_bytes().eq_ignore_ascii_case(cell)) { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&["NULL", "N/A", "-", "\\N", "nan"])).to_owned()
}
