use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Customer number.
pub static TYPE: FieldType = FieldType {
    id: "customer-id",
    title: "Customer number",
    group: Group::Trade,
    data_class: Some("Customer numbers"),
    personal: true,
    doc: "A shop's number for a customer: digits, or a short code with at least one digit. Only a header \
        tells it from any other number.",
    sources: &["Usual shop practice (GS1 AI 8018, service relation number)"],
    headers: &[
        "customer id",
        "client id",
        "id client",
        "numero client",
        "num client",
        "no client",
        "code client",
        "customer number",
        "customer no",
        "customerid",
        "clientid",
        "ref client",
        "reference client",
        "kundennummer",
        "kunden nr",
        "numero cliente",
        "id cliente",
        "codice cliente",
        "klantnummer",
        "cust id",
        "cust no",
        "buyer id",
        "compte client",
        "n client",
        "customer code",
        "client code",
        "customer key",
        "identifiant client",
        "numero de client",
        "kunden id",
        "kundennr",
        "kd nr",
        "kdnr",
        "kundenkennung",
        "numero de cliente",
        "num cliente",
        "cod cliente",
        "codigo cliente",
        "codigo de cliente",
        "id de cliente",
        "cliente id",
        "klant id",
        "klantnr",
        "klantcode",
        "client ref",
        "n cliente",
    ],
    gate: Gate { min_len: 1, max_len: 40, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["100345", "C-000123", "CLI20931"],
    near_misses: &["Marie", "two words 1", "ACTIVE", "a@b.fr"],
    decide: Decide { named: 0.6, alone: None, specificity: 47 },
};

fn check(cell: &[u8]) -> Match {
    let sound =
        cell.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'#' | b'/' | b'.'));
    if !(1..=40).contains(&cell.len()) || !sound {
        return Match::No;
    }
    if cell.iter().any(u8::is_ascii_digit) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    if rng.below(2) == 0 {
        rng.between(10_000, 9_999_999).to_string()
    } else {
        format!("C-{}", rng.digits(6))
    }
}
