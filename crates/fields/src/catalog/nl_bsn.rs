use crate::form::digits::{Compact, weighted};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Dutch citizen service number.
pub static TYPE: FieldType = FieldType {
    id: "nl-bsn",
    title: "Dutch citizen service number",
    group: Group::Identity,
    data_class: Some("Government issued IDs"),
    personal: true,
    doc: "Nine digits (eight with a lost zero) that pass the eleven test: weights 9 to 2 and -1. One in \
        eleven numbers passes, so only a header gives it.",
    sources: &["Rijksdienst voor Identiteitsgegevens, Logisch Ontwerp BSN"],
    headers: &["bsn", "nl bsn", "burgerservicenummer", "sofinummer", "citizen service number", "bsn nummer"],
    gate: Gate { min_len: 8, max_len: 11, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["111222333", "123456782", "1112.22.333"],
    near_misses: &["111222334", "000000000", "1112223", "1112223330"],
    decide: Decide { named: 0.5, alone: None, specificity: 88 },
};

/// Eleven test over nine digits.
fn passes(digits: &[u8]) -> bool {
    let sum = weighted(digits, &[9, 8, 7, 6, 5, 4, 3, 2]);
    let last = u32::from(digits[8] - b'0');
    sum > 0 && sum >= last && (sum - last).is_multiple_of(11)
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<9>::digits(cell, b". ").filter(|_| cell.len() <= 11) else {
        return Match::No;
    };
    let mut nine = [b'0'; 9];
    match body.as_bytes() {
        digits @ ([_, _, _, _, _, _, _, _] | [_, _, _, _, _, _, _, _, _]) => {
            nine[9 - digits.len()..].copy_from_slice(digits);
        }
        _ => return Match::No,
    }
    if passes(&nine) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    loop {
        let digits = format!("{}{}", rng.between(1, 9), rng.digits(8));
        if passes(digits.as_bytes()) {
            return digits;
        }
    }
}
