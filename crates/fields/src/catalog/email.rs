use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// An e-mail address.
pub static TYPE: FieldType = FieldType {
    id: "email",
    title: "E-mail address",
    group: Group::Person,
    data_class: Some("Email addresses"),
    personal: true,
    doc: "placeholder",
    sources: &["RFC 5321 §4.1.2"],
    headers: &["email", "e mail", "mail"],
    gate: Gate { min_len: 6, max_len: 254, classes: Gate::ANY },
    check,
    normalise: None,
    mask: |_| "•••@•••".into(),
    generate,
    examples: &["a.b@example.com"],
    near_misses: &["@handle"],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 90 },
};

fn check(cell: &[u8]) -> Match {
    if cell.contains(&b'@') { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    format!("{}@example.com", rng.hex(8))
}
