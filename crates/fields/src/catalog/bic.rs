use crate::form::iso;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// BIC.
pub static TYPE: FieldType = FieldType {
    id: "bic",
    title: "BIC",
    group: Group::Bank,
    data_class: Some("Bank account numbers"),
    personal: false,
    doc: "Bank identifier code of 8 or 11 characters: four letters, an ISO country code, a location, perhaps \
        a branch. There is no check digit, so any word of eight capitals with a country code in the right \
        place passes.",
    sources: &["ISO 9362"],
    headers: &[
        "bic",
        "swift",
        "bic swift",
        "swift code",
        "code bic",
        "code swift",
        "swift bic",
        "bank code",
        "bic code",
        "codigo bic",
        "codice bic",
    ],
    gate: Gate { min_len: 8, max_len: 11, classes: Gate::ALNUM },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["BNPAFRPP", "DEUTDEFF500", "KREDBEBB"],
    near_misses: &["BNPAXXPP", "BNPAFRP", "BNPAFRPPX", "1NPAFRPP", "bnpafrpp"],
    decide: Decide { named: 0.6, alone: Some(0.9), specificity: 62 },
};

fn check(cell: &[u8]) -> Match {
    if !matches!(cell.len(), 8 | 11) || !cell[..6].iter().all(u8::is_ascii_uppercase) {
        return Match::No;
    }
    if !cell[6..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return Match::No;
    }
    if iso::is_alpha2(&cell[4..6]) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let country = rng.pick(&["FR", "BE", "CH", "DE", "LU", "GB", "ES", "IT", "NL"]);
    let branch = rng.pick(&["", "", "XXX"]);
    format!("{}{country}{}{branch}", made_up::capitals(rng, 4), made_up::capitals(rng, 2))
}
