use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Session token.
pub static TYPE: FieldType = FieldType {
    id: "session-token",
    title: "Session token",
    group: Group::Online,
    data_class: Some("Auth tokens"),
    personal: true,
    doc: "An opaque secret of 16 to 512 letters and digits (with `-`, `_`, `.`, `+`, `/`, `=`) that mixes \
        letters and digits. Hashes, keys and codes have the form too, so only a header gives it.",
    sources: &["RFC 6750 §2.1 (bearer tokens)", "OWASP Session Management Cheat Sheet"],
    headers: &[
        "session token",
        "token",
        "session id",
        "sessionid",
        "session",
        "auth token",
        "csrf token",
        "remember token",
        "reset token",
        "cookie",
        "secret",
        "jeton",
        "phpsessid",
        "device token",
        "push token",
        "activation key",
        "activation code",
        "confirmation token",
        "reset key",
        "sid",
        "id session",
        "sitzungs id",
        "id sesion",
        "id sessione",
        "sessie id",
        "jeton de session",
    ],
    gate: Gate { min_len: 16, max_len: 512, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::size,
    generate,
    examples: &["9f8a7b6c5d4e3f2a1b0c", "sess_4Xk29Qm7Lp0Zt8Vw"],
    near_misses: &["short1", "onlyletterswithoutdigits", "12345678901234567890", "has space 0123456789"],
    decide: Decide { named: 0.5, alone: None, specificity: 58 },
};

fn check(cell: &[u8]) -> Match {
    if !(16..=512).contains(&cell.len()) {
        return Match::No;
    }
    let (mut letters, mut digits) = (0, 0);
    for b in cell {
        match b {
            b'0'..=b'9' => digits += 1,
            b if b.is_ascii_alphabetic() => letters += 1,
            b'-' | b'_' | b'.' | b'+' | b'/' | b'=' | b':' | b'~' => {}
            _ => return Match::No,
        }
    }
    if letters > 0 && digits > 0 { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    format!("{}7x", made_up::token(rng, 30))
}
