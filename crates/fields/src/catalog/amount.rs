use crate::form::number::{number, without_currency};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Amount of money.
pub static TYPE: FieldType = FieldType {
    id: "amount",
    title: "Amount of money",
    group: Group::Bank,
    data_class: Some("Purchases"),
    personal: false,
    doc: "A number with at most four decimals, a sign, grouped thousands, and perhaps a currency sign or \
        code. Numbers tell nothing without a header; with a currency they do.",
    sources: &["ISO 4217", "Unicode CLDR number formats"],
    headers: &[
        "amount",
        "montant",
        "total",
        "total ttc",
        "total ht",
        "sum",
        "somme",
        "balance",
        "solde",
        "total amount",
        "montant total",
        "order total",
        "payment amount",
        "valeur",
        "salary",
        "salaire",
        "revenue",
        "revenu",
        "income",
        "turnover",
        "chiffre affaires",
        "betrag",
        "summe",
        "importe",
        "importo",
        "bedrag",
        "amt",
        "montant ttc",
        "montant ht",
        "ttc",
        "ht",
        "subtotal",
        "discount",
        "remise",
        "tax",
        "tva",
        "vat",
        "fee",
        "frais",
        "frais de port",
        "shipping cost",
        "cost",
        "cout",
        "grand total",
        "credit",
        "debit",
        "paid",
        "invoice amount",
        "annual salary",
        "gross",
        "net",
        "ca",
        "saldo",
        "gesamtbetrag",
        "gesamtsumme",
        "rechnungsbetrag",
        "gehalt",
        "kontostand",
        "total pedido",
        "importe total",
        "salario",
        "sueldo",
        "monto",
        "totale",
        "importo totale",
        "totale ordine",
        "stipendio",
        "totaal",
        "totaalbedrag",
        "salaris",
        "montante",
        "valor",
        "valor total",
        "vencimento base",
        "salario base",
    ],
    gate: Gate { min_len: 1, max_len: 40, classes: Gate::TEXT },
    check: &check,
    telling: Some(with_currency),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["1234.56", "1 234,56 €", "$12.00", "-5", "EUR 12", "1,234,567.00 USD"],
    near_misses: &["12.345.67", "twelve", "1.23456", "12 km", "2024-01-31"],
    decide: Decide { named: 0.6, alone: Some(0.8), specificity: 60 },
};

pub(super) fn check(cell: &[u8]) -> Match {
    if !(1..=40).contains(&cell.len()) || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    let (body, _) = without_currency(cell);
    // Accountants write losses in brackets; a sign may stand before the currency.
    let body = match body {
        [b'(', inner @ .., b')'] => without_currency(inner).0,
        [b'-', rest @ ..] => without_currency(rest).0,
        plain => plain,
    };
    match number(body) {
        Some(n) if !n.exponent && n.decimals <= 4 && n.whole <= 15 => Match::Valid,
        Some(n) if !n.exponent => Match::LooksLike,
        _ => Match::No,
    }
}

fn with_currency(cell: &[u8]) -> bool {
    without_currency(cell).1
}

fn generate(rng: &mut Seeded) -> String {
    let (units, cents) = (rng.below(5000), rng.below(100));
    match rng.below(3) {
        0 => format!("{units},{cents:02} €"),
        1 => format!("${units}.{cents:02}"),
        _ => format!("{units}.{cents:02} EUR"),
    }
}
