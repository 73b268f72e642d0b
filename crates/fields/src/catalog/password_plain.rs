use crate::form::{hash, text};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up};

/// Password in clear text.
pub static TYPE: FieldType = FieldType {
    id: "password-plain",
    title: "Password in clear text",
    group: Group::Secrets,
    data_class: Some("Passwords"),
    personal: true,
    doc: "A password as typed: 3 to 72 printable characters that are no hash. Nearly any text has the form: \
        only a header gives it, and a hash scheme takes it away.",
    sources: &["NIST SP 800-63B §3.1.1", "bcrypt's limit of 72 bytes"],
    headers: &[
        "password",
        "mot de passe",
        "mdp",
        "passwd",
        "pass",
        "pwd",
        "password plain",
        "plain password",
        "clear password",
        "plaintext",
        "plaintext password",
        "cleartext",
        "passwort",
        "contrasena",
        "wachtwoord",
        "senha",
        "user pass",
        "user password",
        "motdepasse",
        "passe",
        "code secret",
        "parola",
        "clave",
        "kennwort",
        "contrasena usuario",
        "parola chiave",
        "palavra passe",
        "wachtwoord gebruiker",
    ],
    gate: Gate { min_len: 3, max_len: 72, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["hunter2", "Soleil2024!", "correct horse battery"],
    near_misses: &[
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "ab",
        "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
    ],
    decide: Decide { named: 0.6, alone: None, specificity: 43 },
};

fn check(cell: &[u8]) -> Match {
    let length = (3..=72).contains(&cell.len());
    if !length || cell.iter().any(u8::is_ascii_control) || !text::is_readable(cell) {
        return Match::No;
    }
    match hash::scheme(cell) {
        // Sixteen hexadecimal digits are an old MySQL hash or a password manager's work.
        Some(scheme) if scheme.marked || cell.len() > 16 => Match::No,
        _ => Match::Valid,
    }
}

/// Length and kinds of characters, never one of them.
fn masked(cell: &[u8]) -> String {
    let kinds = [
        ("lower", cell.iter().any(u8::is_ascii_lowercase)),
        ("upper", cell.iter().any(u8::is_ascii_uppercase)),
        ("digit", cell.iter().any(u8::is_ascii_digit)),
        ("other", cell.iter().any(|b| !b.is_ascii_alphanumeric())),
    ];
    let kinds: Vec<&str> = kinds.iter().filter(|(_, found)| *found).map(|(name, _)| *name).collect();
    let length = match cell.len() {
        0..=7 => "under 8",
        8..=11 => "8–11",
        12..=15 => "12–15",
        _ => "16 and more",
    };
    format!("{} ({length})", kinds.join("+"))
}

fn generate(rng: &mut Seeded) -> String {
    let word = rng.pick(made_up::WORDS);
    match rng.below(3) {
        0 => format!("{word}{}", rng.below(1000)),
        1 => format!("{}{}!", word.to_uppercase(), rng.between(1950, 2024)),
        _ => made_up::token(rng, 12),
    }
}
