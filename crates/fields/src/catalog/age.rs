use crate::form::{blank, digits::number};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Age.
pub static TYPE: FieldType = FieldType {
    id: "age",
    title: "Age",
    group: Group::Person,
    data_class: Some("Ages"),
    personal: true,
    doc: "A number of years from 0 to 125, perhaps followed by `ans`, `years` or `yo`. Only a header tells \
        it from any other small number.",
    sources: &[
        "ISO 8601-1 §5.5 (durations in years)",
        "Oldest verified age 122 years, Gerontology Research Group",
    ],
    headers: &[
        "age",
        "age client",
        "ages",
        "alter",
        "edad",
        "leeftijd",
        "idade",
        "age years",
        "age in years",
        "age ans",
        "patient age",
        "age at diagnosis",
        "age today",
        "age at incident",
    ],
    gate: Gate { min_len: 1, max_len: 12, classes: Gate::ALNUM | Gate::SPACE },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["34", "7", "101", "34 ans", "34 years"],
    near_misses: &["126", "3.5", "-1", "thirty", "34 euros"],
    decide: Decide { named: 0.6, alone: None, specificity: 50 },
};

fn check(cell: &[u8]) -> Match {
    let digits = cell.iter().take_while(|b| b.is_ascii_digit()).count();
    let unit = blank::trim(&cell[digits..]);
    let known = [&b""[..], b"ans", b"an", b"years", b"year", b"yo", b"y", b"yrs"]
        .iter()
        .any(|u| unit.eq_ignore_ascii_case(u));
    match number(&cell[..digits]).filter(|_| (1..=3).contains(&digits) && known && cell.len() <= 12) {
        Some(0..=125) if cell.iter().all(|b| b.is_ascii_alphanumeric() || *b == b' ') => Match::Valid,
        Some(_) if unit.is_empty() && cell.len() == digits => Match::LooksLike,
        _ => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    rng.between(0, 99).to_string()
}
