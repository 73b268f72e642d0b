use crate::form::{blank, number::number};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Decimal number.
pub static TYPE: FieldType = FieldType {
    id: "decimal",
    title: "Decimal number",
    group: Group::Generic,
    data_class: None,
    personal: false,
    doc: "A number with decimals (dot or comma), grouped or not, perhaps with an exponent or a per cent \
        sign; whole numbers are valid too, and tell nothing of decimals.",
    sources: &["ISO 80000-1 §7.3", "IEEE 754-2019 §5.12"],
    headers: &[
        "decimal",
        "ratio",
        "percent",
        "percentage",
        "pourcentage",
        "taux",
        "rate",
        "weight",
        "poids",
        "height",
        "taille",
        "average",
        "moyenne",
        "mean",
        "easting",
        "northing",
        "distance",
        "surface",
        "superficie",
        "area",
        "volume",
        "average rating",
        "rating average",
        "note moyenne",
        "gewicht",
        "entfernung",
        "hohe",
        "grosse",
        "lange",
        "breite",
        "durchschnitt",
        "quote",
        "prozent",
        "peso",
        "distancia",
        "altura",
        "tasa",
        "porcentaje",
        "distanza",
        "altezza",
        "tasso",
        "percentuale",
        "media",
        "afstand",
        "hoogte",
        "gemiddelde",
        "taxa",
        "percentagem",
    ],
    gate: Gate {
        min_len: 1,
        max_len: 40,
        classes: Gate::DIGIT | Gate::LOWER | Gate::UPPER | Gate::SPACE | Gate::PUNCT | Gate::HIGH,
    },
    check: &check,
    telling: Some(has_decimals),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["3.14", "-0,5", "1.5e-7", "12 %", "7"],
    near_misses: &["1.2.3", "abc", "1,2,3", "."],
    decide: Decide { named: 0.9, alone: Some(0.6), specificity: 11 },
};

fn body(cell: &[u8]) -> &[u8] {
    cell.strip_suffix(b"%").map_or(cell, blank::trim_end)
}

fn check(cell: &[u8]) -> Match {
    if (1..=40).contains(&cell.len()) && number(body(cell)).is_some() { Match::Valid } else { Match::No }
}

fn has_decimals(cell: &[u8]) -> bool {
    number(body(cell)).is_some_and(|n| n.decimals > 0 || n.exponent)
}

fn generate(rng: &mut Seeded) -> String {
    format!("{}.{}", rng.below(1000), rng.digits(2))
}
