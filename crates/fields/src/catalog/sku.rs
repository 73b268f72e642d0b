use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Article number.
pub static TYPE: FieldType = FieldType {
    id: "sku",
    title: "Article number (SKU)",
    group: Group::Trade,
    data_class: Some("Purchases"),
    personal: false,
    doc: "A seller's or maker's own number for an article: 2 to 40 letters, digits and `-`, `_`, `.`, `/` with \
        a digit among them. Only a header tells it from any other code; numbers of GS1 are `ean`.",
    sources: &["Usual shop practice", "schema.org Product: sku, mpn"],
    headers: &[
        "sku",
        "sku id",
        "sku code",
        "product id",
        "product code",
        "product sku",
        "product ref",
        "product reference",
        "article number",
        "article id",
        "item number",
        "item id",
        "item code",
        "item sku",
        "part number",
        "mpn",
        "code article",
        "code produit",
        "ref article",
        "reference article",
        "reference produit",
        "ref produit",
        "id produit",
        "id article",
        "numero article",
        "artikelnummer",
        "artikel nr",
        "artikelnr",
        "codigo articulo",
        "codigo producto",
        "referencia producto",
        "codice articolo",
        "codice prodotto",
        "artikelcode",
        "codigo produto",
        "asin",
        "reference",
        "ref",
        "art nr",
        "artnr",
        "artikel nummer",
        "produktnummer",
        "produktcode",
        "referencia",
        "cod articulo",
        "ref articulo",
        "cod art",
        "cod articolo",
        "cod prodotto",
        "codice art",
        "productcode",
        "productnummer",
        "referencia produto",
        "cod artigo",
        "codigo artigo",
        "cod produto",
        "ref producto",
    ],
    gate: Gate { min_len: 2, max_len: 40, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["TSH-XL-BLK-01", "REF12345", "B07XJ8C8F5", "4711"],
    near_misses: &["Lampe de bureau", "A", "12,50 €", "PENDING"],
    decide: Decide { named: 0.6, alone: None, specificity: 45 },
};

fn check(cell: &[u8]) -> Match {
    let sound = (2..=40).contains(&cell.len())
        && cell
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/' | b'#' | b'+'));
    if !sound {
        return Match::No;
    }
    if cell.iter().any(u8::is_ascii_digit) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(3) {
        0 => format!("{}-{}", made_up::capitals(rng, 3), rng.digits(4)),
        1 => format!("REF{}", rng.digits(6)),
        _ => rng.between(10_000, 999_999).to_string(),
    }
}
