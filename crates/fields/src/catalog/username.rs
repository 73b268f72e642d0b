use crate::form::text;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// User name.
pub static TYPE: FieldType = FieldType {
    id: "username",
    title: "User name",
    group: Group::Online,
    data_class: Some("Usernames"),
    personal: true,
    doc: "A name of an account: 2 to 40 letters, digits, dots, underscores and hyphens with at least one \
        letter, no spaces. Nearly any short word has the form, so only a header gives it.",
    sources: &[
        "Usual account rules (POSIX.1-2017 §3.437, portable user names)",
        "RFC 8265 (PRECIS user names)",
    ],
    headers: &[
        "username",
        "user name",
        "login",
        "identifiant",
        "pseudo",
        "pseudonyme",
        "nickname",
        "nick",
        "screen name",
        "screenname",
        "handle",
        "login name",
        "user login",
        "nom utilisateur",
        "nom d utilisateur",
        "account name",
        "member name",
        "benutzername",
        "nombre de usuario",
        "usuario",
        "nome utente",
        "gebruikersnaam",
        "utilizador",
        "logon",
        "userlogin",
        "user handle",
        "uname",
        "alias",
        "display username",
        "nutzername",
        "anmeldename",
        "apodo",
        "inlognaam",
        "nome de utilizador",
        "nome utilizador",
        "nome de usuario",
        "soprannome",
        "bijnaam",
        "nombre usuario",
    ],
    gate: Gate { min_len: 2, max_len: 64, classes: Gate::ALNUM | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["mmartin", "marie.martin85", "x_killer-42"],
    near_misses: &["marie martin", "12345", "a", "<b>", "\"quoted\""],
    decide: Decide { named: 0.6, alone: None, specificity: 45 },
};

fn check(cell: &[u8]) -> Match {
    if !(2..=64).contains(&cell.len()) || !text::is_token(cell) {
        return Match::No;
    }
    let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    let letter = cell.iter().any(|b| b.is_ascii_alphabetic() || *b >= 0x80);
    if letter && cell.len() <= 40 && cell.iter().all(plain) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let name = made_up::plain(made_up::first_name(rng));
    match rng.below(3) {
        0 => format!("{name}{}", rng.below(2020)),
        1 => format!("{name}_{}", rng.pick(made_up::WORDS)),
        _ => format!("{}{name}", rng.pick(made_up::WORDS)),
    }
}
