use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Masked card number.
pub static TYPE: FieldType = FieldType {
    id: "card-masked",
    title: "Masked card number",
    group: Group::Bank,
    data_class: Some("Partial credit card data"),
    personal: true,
    doc: "A card number of which at most the first six and the last four digits are left, the rest being \
        `*`, `x`, `X`, `•` or `#`. Mistaken for masked account numbers of other kinds, which have other \
        lengths.",
    sources: &["PCI DSS v4.0 requirement 3.4.1"],
    headers: &[
        "masked card",
        "card masked",
        "masked pan",
        "carte masquee",
        "card last 4",
        "last 4",
        "last four",
        "last 4 digits",
        "cc last 4",
        "card mask",
        "4 derniers chiffres",
        "maskierte karte",
        "tarjeta enmascarada",
    ],
    gate: Gate { min_len: 8, max_len: 64, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["497010******1234", "**** **** **** 1234", "XXXX-XXXX-XXXX-1234", "4970 10xx xxxx 1234"],
    near_misses: &["4970101234561234", "****", "12***34", "********", "xxxx"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 85 },
};

/// Digits before the masked stretch, masked places, digits after it.
fn parts(cell: &[u8]) -> Option<(usize, usize, usize)> {
    let (mut head, mut hidden, mut tail) = (0, 0, 0);
    for c in std::str::from_utf8(cell).ok()?.chars() {
        match c {
            '0'..='9' if hidden == 0 => head += 1,
            '0'..='9' => tail += 1,
            '*' | 'x' | 'X' | '•' | '#' if tail == 0 => hidden += 1,
            ' ' | '-' => {}
            _ => return None,
        }
    }
    Some((head, hidden, tail))
}

fn check(cell: &[u8]) -> Match {
    match parts(cell) {
        _ if cell.len() < 8 => Match::No,
        Some((head @ 0..=8, hidden @ 4.., tail @ 2..=4)) if (12..=19).contains(&(head + hidden + tail)) => {
            Match::Valid
        }
        Some((0..=8, 2.., 2..=4)) => Match::LooksLike,
        _ => Match::No,
    }
}

fn masked(cell: &[u8]) -> String {
    parts(cell).map_or_else(
        || mask::shape(cell),
        |(head, hidden, tail)| format!("{head} shown, {hidden} hidden, {tail} shown"),
    )
}

fn generate(rng: &mut Seeded) -> String {
    let tail = rng.digits(4);
    match rng.below(3) {
        0 => format!("4970{}******{tail}", rng.digits(2)),
        1 => format!("**** **** **** {tail}"),
        _ => format!("XXXXXXXXXXXX{tail}"),
    }
}
