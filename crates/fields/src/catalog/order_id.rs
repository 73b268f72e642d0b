use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Order number.
pub static TYPE: FieldType = FieldType {
    id: "order-id",
    title: "Order number",
    group: Group::Trade,
    data_class: Some("Purchases"),
    personal: true,
    doc: "A shop's number for an order, invoice or transaction: digits, or a short code of letters, digits \
        and marks with at least one digit. Only a header tells it from any other number.",
    sources: &["Usual shop practice (GS1 AI 400, customer purchase order number: up to 30 characters)"],
    headers: &[
        "order id",
        "order number",
        "order no",
        "numero commande",
        "num commande",
        "commande",
        "no commande",
        "n commande",
        "id commande",
        "numero de commande",
        "orderid",
        "order ref",
        "reference commande",
        "ref commande",
        "invoice number",
        "numero facture",
        "num facture",
        "no facture",
        "invoice id",
        "invoice no",
        "facture",
        "transaction id",
        "transaction number",
        "purchase order",
        "po number",
        "bestellnummer",
        "auftragsnummer",
        "numero pedido",
        "id pedido",
        "numero ordine",
        "ordernummer",
        "order",
        "cart id",
        "id panier",
        "receipt number",
        "ticket id",
        "rental id",
        "booking id",
        "reservation id",
        "payment id",
        "numero transaction",
        "txn id",
        "checkout id",
        "commande id",
        "order key",
    ],
    gate: Gate { min_len: 1, max_len: 40, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["100012345", "CMD-2024-000123", "#4711", "INV/2024/17"],
    near_misses: &["Marie", "two words 1", "PENDING", "a@b.fr"],
    decide: Decide { named: 0.6, alone: None, specificity: 46 },
};

fn check(cell: &[u8]) -> Match {
    let sound = cell
        .iter()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'#' | b'/' | b'.' | b':'));
    if !(1..=40).contains(&cell.len()) || !sound {
        return Match::No;
    }
    if cell.iter().any(u8::is_ascii_digit) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(3) {
        0 => rng.between(100_000_000, 999_999_999).to_string(),
        1 => format!("CMD-{}-{}", rng.between(2019, 2025), rng.digits(6)),
        _ => format!("#{}", rng.between(1000, 99_999)),
    }
}
