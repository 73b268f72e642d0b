use crate::form::digits::Compact;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Loyalty card number.
pub static TYPE: FieldType = FieldType {
    id: "loyalty-card",
    title: "Loyalty card number",
    group: Group::Trade,
    data_class: Some("Loyalty program details"),
    personal: true,
    doc: "A shop's card for regular customers: 6 to 19 digits, perhaps with letters in front. Only a header \
        tells it from any other number.",
    sources: &["GS1 General Specifications §2.1.11 (restricted circulation numbers)", "ISO/IEC 7812-1"],
    headers: &[
        "loyalty card",
        "carte fidelite",
        "numero carte fidelite",
        "loyalty number",
        "loyalty id",
        "num carte fidelite",
        "fidelity card",
        "carte de fidelite",
        "membership number",
        "numero adherent",
        "no adherent",
        "kundenkarte",
        "tarjeta fidelidad",
        "carta fedelta",
        "klantenkaart",
        "id fidelite",
        "reward number",
        "rewards number",
        "membership id",
        "frequent flyer number",
        "numero carte de fidelite",
        "num fidelite",
        "no fidelite",
        "loyalty card number",
        "membership card",
        "member card",
        "treuekarte",
        "kundenkartennummer",
        "treuekartennummer",
        "bonuskarte",
        "tarjeta de fidelidad",
        "num tarjeta socio",
        "numero de socio",
        "tarjeta socio",
        "tessera fedelta",
        "numero tessera",
        "tessera",
        "klantenkaartnummer",
        "spaarkaart",
        "cartao de fidelidade",
        "cartao fidelidade",
        "cartao cliente",
        "numero cartao cliente",
    ],
    gate: Gate { min_len: 6, max_len: 24, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["2960012345678", "913572-0012-3456", "FID00012345"],
    near_misses: &["123", "Marie", "ABCDEFGH", "12.5"],
    decide: Decide { named: 0.6, alone: None, specificity: 48 },
};

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<20>::alphanumeric(cell, b" -").filter(|_| (6..=24).contains(&cell.len()))
    else {
        return Match::No;
    };
    let id = body.as_bytes();
    let letters = id.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let digits = &id[letters..];
    if letters <= 4 && (5..=19).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) {
        Match::Valid
    } else {
        Match::No
    }
}

fn generate(rng: &mut Seeded) -> String {
    if rng.below(2) == 0 { format!("29{}", rng.digits(11)) } else { format!("FID{}", rng.digits(8)) }
}
