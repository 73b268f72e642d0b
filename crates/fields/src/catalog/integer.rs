use crate::form::{bits, number::number};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Whole number.
pub static TYPE: FieldType = FieldType {
    id: "integer",
    title: "Whole number",
    group: Group::Generic,
    data_class: None,
    personal: false,
    doc: "Digits with an optional sign, or grouped by thousands. Numbers that start with a zero look like \
        one: they are codes more often.",
    sources: &["ISO 80000-1 §7.3"],
    headers: &[
        "integer",
        "count",
        "nombre",
        "quantity",
        "quantite",
        "qty",
        "qte",
        "nb",
        "nbr",
        "entier",
        "anzahl",
        "cantidad",
        "quantita",
        "aantal",
        "points",
        "score",
        "rank",
        "rang",
        "visits",
        "views",
        "nb commandes",
        "number of orders",
        "year",
        "annee",
        "nombre de commandes",
        "nb connexions",
        "nb visites",
        "post count",
        "posts",
        "login count",
        "logins",
        "followers",
        "stock",
        "units",
        "unites",
        "menge",
        "punkte",
        "anzahl bestellungen",
        "jahr",
        "puntos",
        "num visitas",
        "unidades",
        "punti",
        "num accessi",
        "anno",
        "punten",
        "aantal bezoeken",
        "jaar",
        "quantidade",
        "pontos",
        "ano",
    ],
    gate: Gate { min_len: 1, max_len: 27, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["42", "-7", "1 234 567", "0"],
    near_misses: &["007", "1.5", "12a", "1-2", "+"],
    decide: Decide { named: 0.9, alone: Some(0.95), specificity: 12 },
};

fn check(cell: &[u8]) -> Match {
    // Nothing but digits: nearly all there are.
    if let (Some([digits]), Some(first)) = (bits::sets(cell, |b| [b.digit()]), cell.first())
        && cell.len() <= 19
        && digits == bits::all(cell.len())
    {
        return if *first == b'0' && cell.len() > 1 { Match::LooksLike } else { Match::Valid };
    }
    by_part(cell)
}

fn by_part(cell: &[u8]) -> Match {
    if !(1..=27).contains(&cell.len()) {
        return Match::No;
    }
    match number(cell) {
        Some(n) if n.decimals > 0 || n.exponent => Match::No,
        Some(n) if n.whole <= 19 && (cell[0] != b'0' || cell.len() == 1) => Match::Valid,
        Some(n) if n.whole <= 19 => Match::LooksLike,
        _ => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    rng.below(100_000).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::damaged;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn digits_alone_equal_numbers_by_part(cell in prop_oneof![
            damaged::cells(&TYPE),
            "[0-9]{0,30}".prop_map(String::into_bytes),
            "[0-9]{0,9}[0-9 .,e+-]?[0-9]{0,9}".prop_map(String::into_bytes),
        ]) {
            prop_assert_eq!(check(&cell), by_part(&cell), "{}", String::from_utf8_lossy(&cell));
        }
    }
}
