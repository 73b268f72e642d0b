use crate::form::{iso, words::Words};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Currency.
pub static TYPE: FieldType = FieldType {
    id: "currency",
    title: "Currency",
    group: Group::Bank,
    data_class: Some("Purchases"),
    personal: false,
    doc: "A currency by ISO 4217 code in capitals, by sign, or by name in English or French.",
    sources: &["ISO 4217"],
    headers: &[
        "currency",
        "devise",
        "monnaie",
        "currency code",
        "code devise",
        "ccy",
        "curr",
        "cur",
        "wahrung",
        "moneda",
        "divisa",
        "valuta",
        "moeda",
        "iso currency",
        "currency iso",
        "waehrung",
        "munteenheid",
    ],
    gate: Gate { min_len: 1, max_len: 24, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["EUR", "USD", "€", "euro", "£"],
    near_misses: &["EUX", "eur0", "France", "E"],
    decide: Decide { named: 0.6, alone: Some(0.95), specificity: 80 },
};

static NAMES: Words = Words::sorted(&[
    "canadian dollar",
    "couronne",
    "dinar",
    "dirham",
    "dollar",
    "dollar canadien",
    "dollars",
    "euro",
    "euros",
    "franc",
    "franc suisse",
    "francs",
    "krona",
    "livre sterling",
    "peso",
    "pound",
    "pound sterling",
    "pounds",
    "real",
    "rouble",
    "roupie",
    "ruble",
    "rupee",
    "swiss franc",
    "us dollar",
    "yen",
    "yuan",
    "zloty",
]);

fn check(cell: &[u8]) -> Match {
    if cell.len() == 3 && iso::is_currency(cell) {
        return Match::Valid;
    }
    let sign = ["€", "$", "£", "¥", "₹", "CHF", "C$", "US$", "CA$", "A$", "kr", "zł"]
        .iter()
        .any(|s| s.as_bytes() == cell);
    let plain = |b: &u8| b.is_ascii_alphabetic() || *b >= 0x80 || *b == b' ';
    let word = (3..=24).contains(&cell.len()) && cell.iter().all(plain);
    if sign || (word && NAMES.contains(cell)) { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&["EUR", "EUR", "USD", "GBP", "CHF", "CAD", "€"])).to_owned()
}
