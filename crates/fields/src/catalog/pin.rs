use crate::form::digits::all_digits;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// PIN.
pub static TYPE: FieldType = FieldType {
    id: "pin",
    title: "PIN",
    group: Group::Secrets,
    data_class: Some("PINs"),
    personal: true,
    doc: "Four to eight digits that open a card, an account or a phone. They are any number's digits, so only \
        a header gives it. An Indian PIN code is a postcode.",
    sources: &["ISO 9564-1 §7.1", "ETSI TS 102 221 §9.5.1"],
    headers: &[
        "pin",
        "code pin",
        "pin number",
        "numero pin",
        "user pin",
        "card pin",
        "sim pin",
        "atm pin",
        "pin carte",
        "geheimzahl",
        "pin nummer",
        "codigo pin",
        "codice pin",
        "pincode gebruiker",
        "passcode",
        "pincode",
    ],
    gate: Gate { min_len: 4, max_len: 8, classes: Gate::DIGIT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["0000", "1234", "482910"],
    near_misses: &["123", "123456789", "12a4", "12-34"],
    decide: Decide { named: 0.7, alone: None, specificity: 47 },
};

fn check(cell: &[u8]) -> Match {
    if (4..=8).contains(&cell.len()) && all_digits(cell) { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    let length = *rng.pick(&[4, 4, 4, 6]);
    rng.digits(length)
}
