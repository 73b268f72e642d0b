use crate::form::digits::all_digits;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// US social security number.
pub static TYPE: FieldType = FieldType {
    id: "us-ssn",
    title: "US social security number",
    group: Group::Identity,
    data_class: Some("Social security numbers"),
    personal: true,
    doc: "Three, two and four digits: area neither 000, 666 nor 900 and up, group not 00, serial not 0000. \
        There is no check digit; only the hyphens speak for it without a header.",
    sources: &["US Social Security Administration, SSN randomization (2011)"],
    headers: &[
        "us ssn",
        "ssn number",
        "social security no",
        "social security",
        "ss number",
        "soc sec",
        "ssn last 4",
        "ssn",
        "social security number",
    ],
    gate: Gate { min_len: 9, max_len: 11, classes: Gate::DIGIT | Gate::PUNCT | Gate::SPACE },
    check: &check,
    telling: Some(hyphenated),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["123-45-6789", "123456789", "123 45 6789"],
    near_misses: &["000-45-6789", "666-45-6789", "123-00-6789", "12-345-6789", "923-45-6789", "078-05-1120"],
    decide: Decide { named: 0.5, alone: Some(0.95), specificity: 80 },
};

/// Area, group and serial, with one kind of separator or none.
fn parts(cell: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let parts = match cell {
        [_, _, _, a @ (b'-' | b' '), _, _, b, _, _, _, _] if a == b => (&cell[..3], &cell[4..6], &cell[7..]),
        [_, _, _, _, _, _, _, _, _] => (&cell[..3], &cell[3..5], &cell[5..]),
        _ => return None,
    };
    (all_digits(parts.0) && all_digits(parts.1) && all_digits(parts.2)).then_some(parts)
}

/// Numbers that advertisements printed and that were never valid again.
const VOID: &[(&[u8], &[u8], &[u8])] =
    &[(b"078", b"05", b"1120"), (b"457", b"55", b"5462"), (b"219", b"09", b"9999")];

fn check(cell: &[u8]) -> Match {
    match parts(cell) {
        None => Match::No,
        Some((area, group, serial)) => {
            let issued =
                area != b"000" && area != b"666" && area[0] != b'9' && group != b"00" && serial != b"0000";
            if issued && !VOID.contains(&(area, group, serial)) { Match::Valid } else { Match::LooksLike }
        }
    }
}

fn hyphenated(cell: &[u8]) -> bool {
    cell.contains(&b'-')
}

fn generate(rng: &mut Seeded) -> String {
    format!("{:03}-{:02}-{:04}", rng.between(1, 665), rng.between(1, 99), rng.between(1, 9999))
}
