use crate::form::bits;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up};

/// UUID.
pub static TYPE: FieldType = FieldType {
    id: "uuid",
    title: "UUID",
    group: Group::Online,
    data_class: Some("Device information"),
    personal: true,
    doc: "128 bits as 8-4-4-4-12 hexadecimal digits, perhaps in braces. Any version is valid; a version or \
        variant that RFC 9562 does not know still passes, since other systems set those bits freely. \
        Without hyphens it is a bare hexadecimal string.",
    sources: &["RFC 9562 §4"],
    headers: &["uuid", "guid", "unique id", "uniqueid", "global id", "object id", "device uuid"],
    gate: Gate { min_len: 36, max_len: 38, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["123e4567-e89b-12d3-a456-426614174000", "{123E4567-E89B-42D3-A456-426614174000}"],
    near_misses: &[
        "123e4567e89b12d3a456426614174000",
        "123e4567-e89b-12d3-a456-42661417400",
        "123e4567-e89b-12d3-a456-42661417400g",
        "123e4567-e89b-12d3-a456_426614174000",
    ],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 95 },
};

fn bare(cell: &[u8]) -> &[u8] {
    cell.strip_prefix(b"{").and_then(|c| c.strip_suffix(b"}")).unwrap_or(cell)
}

fn check(cell: &[u8]) -> Match {
    const HYPHENS: u64 = 1 << 8 | 1 << 13 | 1 << 18 | 1 << 23;
    let body = bare(cell);
    let sound = body.len() == 36
        && bits::sets(body, |b| [b.equal(b'-'), b.digit() | b.lowered().within(b'a', b'f')])
            .is_some_and(|[hyphens, hex]| hyphens == HYPHENS && hex == bits::all(36) & !HYPHENS);
    if sound { Match::Valid } else { Match::No }
}

/// The version digit is kept: it says which kind of system made the ids, and identifies nobody.
fn masked(cell: &[u8]) -> String {
    let version = bare(cell).get(14).filter(|b| b.is_ascii_digit()).map_or('•', |b| char::from(*b));
    format!("••••••••-••••-{version}•••-••••-••••••••••••")
}

fn generate(rng: &mut Seeded) -> String {
    made_up::uuid(rng)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::damaged;

    fn by_byte(cell: &[u8]) -> Match {
        let body = bare(cell);
        let sound = body.len() == 36
            && body
                .iter()
                .enumerate()
                .all(|(i, b)| if matches!(i, 8 | 13 | 18 | 23) { *b == b'-' } else { b.is_ascii_hexdigit() });
        if sound { Match::Valid } else { Match::No }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bit_sets_equal_a_look_at_each_byte(cell in damaged::cells(&TYPE)) {
            prop_assert_eq!(check(&cell), by_byte(&cell), "{}", String::from_utf8_lossy(&cell));
        }
    }
}
