use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// User id.
pub static TYPE: FieldType = FieldType {
    id: "user-id",
    title: "User id",
    group: Group::Online,
    data_class: Some("Usernames"),
    personal: true,
    doc: "An account's number or key in the source's own system: digits, hexadecimal, a UUID or a short \
        code. Only a header tells it from any other number.",
    sources: &["Usual database practice: surrogate keys (ISO/IEC 9075-2 identity columns, RFC 9562)"],
    headers: &[
        "user id",
        "userid",
        "uid",
        "id utilisateur",
        "id user",
        "account id",
        "member id",
        "id membre",
        "id compte",
        "profile id",
        "iduser",
        "user no",
        "user number",
        "usr id",
        "person id",
        "id personne",
        "contact id",
        "player id",
        "playerid",
        "account number",
        "numero de compte",
        "num compte",
        "benutzer id",
        "id usuario",
        "id utente",
        "employee id",
        "emp id",
        "matricule",
        "patient id",
        "subscriber id",
        "student id",
        "mitglieds id",
        "mitgliedsnummer",
        "nutzer id",
        "kontonummer intern",
        "id de usuario",
        "id miembro",
        "usuario id",
        "utente id",
        "gebruikers id",
        "lid id",
        "lidnummer",
        "id utilizador",
        "utilizador id",
        "id membro",
        "uuid utilisateur",
        "mitgliedsnr",
        "numero utilisateur",
        "identifiant utilisateur",
    ],
    gate: Gate { min_len: 1, max_len: 64, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["1048576", "u-20931", "5f4dcc3b5aa765d61d8327de", "123e4567-e89b-12d3-a456-426614174000"],
    near_misses: &["Marie", "12 34", "a@b.fr", "3.14"],
    decide: Decide { named: 0.6, alone: None, specificity: 44 },
};

fn check(cell: &[u8]) -> Match {
    let sound =
        cell.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'#' | b'/'));
    if cell.is_empty() || cell.len() > 64 || !sound {
        return Match::No;
    }
    if cell.iter().any(u8::is_ascii_digit) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    if rng.below(3) == 0 {
        format!("u{}", rng.hex(12) + "1")
    } else {
        rng.between(1000, 90_000_000).to_string()
    }
}

/// Shape of a number; of anything else only its length.
fn masked(cell: &[u8]) -> String {
    if cell.iter().all(u8::is_ascii_digit) { mask::shape(cell) } else { mask::length(cell) }
}
