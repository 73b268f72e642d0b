use crate::form::digits::number;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Card expiry.
pub static TYPE: FieldType = FieldType {
    id: "card-expiry",
    title: "Card expiry",
    group: Group::Bank,
    data_class: Some("Credit cards"),
    personal: true,
    doc: "Month and year a card ends: `MM/YY` or `MM/YYYY`, the month real and the year within 1995 to 2049. \
        Without a header it may be any month, so only a header gives it.",
    sources: &["ISO/IEC 7813 (expiration date)"],
    headers: &[
        "card expiry",
        "expiry date",
        "expiration date",
        "expiry",
        "expiration",
        "exp date",
        "date expiration",
        "date d expiration",
        "card exp",
        "cc exp",
        "exp",
        "date de validite",
        "expires",
        "cb expiration",
        "valid thru",
        "card expiry date",
        "exp carte",
        "expiration cb",
        "date expiration carte",
        "date d expiration carte",
        "validite carte",
        "ablaufdatum",
        "ablaufdatum karte",
        "gultig bis",
        "karte gultig bis",
        "caducidad",
        "caducidad tarjeta",
        "fecha caducidad",
        "fecha de caducidad",
        "vencimiento",
        "scadenza",
        "scadenza carta",
        "data scadenza",
        "vervaldatum",
        "vervaldatum kaart",
        "geldig tot",
        "validade",
        "validade cartao",
        "data de validade",
        "gueltig bis",
        "expiration carte",
    ],
    gate: Gate { min_len: 4, max_len: 7, classes: Gate::DIGIT | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["09/27", "12/2028", "03-26"],
    near_misses: &["13/27", "00/27", "9/2", "2028/12", "0927x"],
    decide: Decide { named: 0.6, alone: None, specificity: 50 },
};

fn check(cell: &[u8]) -> Match {
    let Some(at) = cell.iter().position(|b| matches!(b, b'/' | b'-')) else {
        return Match::No;
    };
    let (month, year) = (&cell[..at], &cell[at + 1..]);
    let (1..=2, 2 | 4, Some(m), Some(y)) = (month.len(), year.len(), number(month), number(year)) else {
        return Match::No;
    };
    let year = if year.len() == 2 { 2000 + y } else { y };
    if (1..=12).contains(&m) && (1995..2050).contains(&year) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    format!("{:02}/{}", rng.between(1, 12), rng.between(24, 32))
}
