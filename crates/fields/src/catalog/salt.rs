use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Password salt.
pub static TYPE: FieldType = FieldType {
    id: "salt",
    title: "Password salt",
    group: Group::Secrets,
    data_class: Some("Passwords"),
    personal: true,
    doc: "What was mixed into a password before hashing: 2 to 128 characters without spaces. Only a header \
        gives it.",
    sources: &["NIST SP 800-132 §5.1", "crypt(5)"],
    headers: &[
        "salt",
        "sel",
        "password salt",
        "hash salt",
        "pass salt",
        "user salt",
        "pwd salt",
        "passwordsalt",
        "salz",
        "sal",
        "sale",
        "zout",
        "password salz",
        "passwort salz",
    ],
    gate: Gate { min_len: 2, max_len: 128, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::size,
    generate,
    examples: &["N9qo8uLOickgx2ZMRZoMye", "a1", "7f3d9c"],
    near_misses: &["a", "two words", "é2"],
    decide: Decide { named: 0.5, alone: None, specificity: 56 },
};

fn check(cell: &[u8]) -> Match {
    let sound = (2..=128).contains(&cell.len()) && cell.iter().all(u8::is_ascii_graphic);
    if sound { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    made_up::token(rng, 16)
}
