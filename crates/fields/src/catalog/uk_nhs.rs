use crate::form::digits::{Compact, push_compact, weighted};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// UK NHS number.
pub static TYPE: FieldType = FieldType {
    id: "uk-nhs",
    title: "UK NHS number",
    group: Group::Identity,
    data_class: Some("Government issued IDs"),
    personal: true,
    doc: "Ten digits of a patient in England, Wales or the Isle of Man, the last one by 11 with weights 10 to \
        2. One in eleven numbers passes and an ISBN of ten digits has the same check, so bare digits tell \
        nothing without a header; grouped 3 3 4 they do.",
    sources: &["NHS Data Dictionary, NHS NUMBER"],
    headers: &[
        "nhs number",
        "nhs",
        "nhs no",
        "nhs num",
        "nhs id",
        "numero nhs",
        "patient nhs number",
        "national health service number",
        "nhs nummer",
    ],
    gate: Gate { min_len: 10, max_len: 13, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: Some(|cell| matches!(cell, [_, _, _, b' ', _, _, _, b' ', _, _, _, _])),
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &["943 476 5870", "9434765870", "401-023-2137"],
    near_misses: &["943 476 5871", "0000000000", "94347658", "943.476.5870"],
    decide: Decide { named: 0.5, alone: Some(0.9), specificity: 86 },
};

const WEIGHTS: &[u32] = &[10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

fn compact(cell: &[u8]) -> Option<Compact<10>> {
    Compact::digits(cell, b" -").filter(|c| c.separators <= 3 && c.as_bytes().len() == 10)
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell) else { return Match::No };
    let digits = body.as_bytes();
    if digits.iter().all(|d| *d == b'0') {
        return Match::No;
    }
    if weighted(digits, WEIGHTS).is_multiple_of(11) { Match::Valid } else { Match::LooksLike }
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell), cell, out);
}

fn generate(rng: &mut Seeded) -> String {
    loop {
        let digits = format!("{}{}", rng.pick(&["4", "6", "7", "9"]), rng.digits(9));
        if weighted(digits.as_bytes(), WEIGHTS).is_multiple_of(11) {
            return format!("{} {} {}", &digits[..3], &digits[3..6], &digits[6..]);
        }
    }
}
