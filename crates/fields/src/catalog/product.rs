use crate::form::text;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Product.
pub static TYPE: FieldType = FieldType {
    id: "product",
    title: "Product",
    group: Group::Trade,
    data_class: Some("Purchases"),
    personal: false,
    doc: "What was sold, by name: a short text with letters. Only a header tells it from any other text.",
    sources: &["GS1 General Specifications, product description (AI 240 and master data)"],
    headers: &[
        "product",
        "produit",
        "product name",
        "nom produit",
        "article",
        "item",
        "item name",
        "libelle produit",
        "designation",
        "libelle article",
        "produkt",
        "artikel",
        "producto",
        "prodotto",
        "articulo",
        "articolo",
        "product title",
        "nom article",
        "item description",
        "description produit",
        "product description",
        "sku name",
        "modele",
        "model",
        "merchandise",
        "good",
        "artikelbezeichnung",
        "produktname",
        "warenbezeichnung",
        "nombre producto",
        "nombre del producto",
        "descripcion producto",
        "descripcion del producto",
        "nome prodotto",
        "descrizione prodotto",
        "productnaam",
        "productomschrijving",
        "produto",
        "nome do produto",
        "nome produto",
        "descricao do produto",
        "artigo",
        "nom du produit",
        "artikelname",
    ],
    gate: Gate { min_len: 2, max_len: 300, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::words,
    generate,
    examples: &["Lampe de bureau LED", "Green wooden chair", "T-shirt XL"],
    near_misses: &["12", "-", "12.50 €"],
    decide: Decide { named: 0.6, alone: None, specificity: 36 },
};

fn check(cell: &[u8]) -> Match {
    if !(2..=300).contains(&cell.len()) || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    match text::makeup(cell) {
        Some(m) if m.letters >= 2 => Match::Valid,
        _ => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    made_up::words(rng, 2, 4)
}
