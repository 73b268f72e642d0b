use super::amount;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Price.
pub static TYPE: FieldType = FieldType {
    id: "price",
    title: "Price",
    group: Group::Trade,
    data_class: Some("Purchases"),
    personal: false,
    doc: "What one thing costs: a number that is not negative, with at most four decimals, perhaps with a \
        currency. Only a header tells it from another amount.",
    sources: &["ISO 4217", "Unicode CLDR number formats"],
    headers: &[
        "price",
        "prix",
        "unit price",
        "prix unitaire",
        "prix ttc",
        "prix ht",
        "pu",
        "list price",
        "prix vente",
        "prix de vente",
        "sale price",
        "preis",
        "precio",
        "prezzo",
        "prijs",
        "preco",
        "tarif",
        "rate price",
        "selling price",
        "unitprice",
        "prix achat",
        "msrp",
        "price each",
        "pvp",
        "einzelpreis",
        "stuckpreis",
        "verkaufspreis",
        "precio unitario",
        "precio venta",
        "precio de venta",
        "prezzo unitario",
        "prezzo vendita",
        "stukprijs",
        "eenheidsprijs",
        "verkoopprijs",
        "preco unitario",
        "preco venda",
    ],
    gate: Gate { min_len: 1, max_len: 40, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["12.50", "12,50 €", "1 299,00", "$5"],
    near_misses: &["-12.50", "12.34567", "free", "1.2.3"],
    decide: Decide { named: 0.6, alone: None, specificity: 59 },
};

fn check(cell: &[u8]) -> Match {
    match amount::check(cell) {
        Match::Valid if cell.iter().any(|b| matches!(b, b'-' | b'(')) => Match::LooksLike,
        verdict => verdict,
    }
}

fn generate(rng: &mut Seeded) -> String {
    let (units, cents) = (rng.below(300), rng.pick(&["00", "50", "90", "95", "99"]));
    if rng.below(2) == 0 { format!("{units}.{cents}") } else { format!("{units},{cents} €") }
}
