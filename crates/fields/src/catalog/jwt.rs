use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up};

/// JSON Web Token.
pub static TYPE: FieldType = FieldType {
    id: "jwt",
    title: "JSON Web Token",
    group: Group::Online,
    data_class: Some("Auth tokens"),
    personal: true,
    doc: "Three base64url parts joined by dots, the first of which decodes to a JSON object (`eyJ…`). The \
        signature is not verified. Mistaken for other dotted tokens, which lack the object.",
    sources: &["RFC 7519 §3", "RFC 7515 §3.1"],
    headers: &["jwt", "id token", "bearer token", "access token", "token jwt", "refresh token"],
    gate: Gate { min_len: 20, max_len: 8192, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
    near_misses: &[
        "eyJhbGciOiJIUzI1NiJ9",
        "abc.def.ghi",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi",
        "eyJhbGciOiJIUzI1NiJ9.eyJz dWIi.c2ln",
    ],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 97 },
};

fn check(cell: &[u8]) -> Match {
    if !(20..=8192).contains(&cell.len()) {
        return Match::No;
    }
    if !(cell.starts_with(b"eyJ") || cell.starts_with(b"ewog") || cell.starts_with(b"ewo")) {
        return Match::No;
    }
    let (mut dots, mut length) = (0, 0);
    for &b in cell {
        match b {
            b'.' => {
                // The payload may not be empty; an unsigned token has an empty signature.
                if length == 0 {
                    return Match::No;
                }
                dots += 1;
                length = 0;
            }
            b if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_') => length += 1,
            _ => return Match::No,
        }
    }
    match dots {
        2 | 4 => Match::Valid,
        _ => Match::LooksLike,
    }
}

fn masked(_: &[u8]) -> String {
    "eyJ•••.•••.•••".into()
}

fn generate(rng: &mut Seeded) -> String {
    let header = rng.pick(&["eyJhbGciOiJIUzI1NiJ9", "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9"]);
    format!("{header}.eyJ{}.{}", made_up::token(rng, 37), made_up::token(rng, 43))
}
