use super::fr_vat;
use crate::form::digits::Compact;
use crate::form::pattern::fill;
use crate::form::vat;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// EU VAT number.
pub static TYPE: FieldType = FieldType {
    id: "eu-vat",
    title: "EU VAT number",
    group: Group::Identity,
    data_class: Some("Employers"),
    personal: true,
    doc: "Country prefix and national number with the length and the check digit its country uses. Numbers of \
        the United Kingdom (GB, and XI for Northern Ireland) are taken too. Sole traders have one, in some \
        countries the number of the person.",
    sources: &["Council Directive 2006/112/EC art. 215", "European Commission, VIES number structures"],
    headers: &[
        "vat number",
        "tva intracommunautaire",
        "numero tva",
        "vat",
        "num tva",
        "vat no",
        "vat id",
        "eu vat",
        "no tva",
        "ust id",
        "ust idnr",
        "umsatzsteuer id",
        "btw nummer",
        "partita iva",
        "p iva",
        "tva intra",
        "n tva",
        "cif nif iva",
        "vat registration number",
        "nif iva",
        "numero iva",
        "btw nr",
    ],
    gate: Gate { min_len: 8, max_len: 18, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &[
        "FR40303265045",
        "BE0428759497",
        "DE136695976",
        "IT00743110157",
        "LU15027442",
        "NL004495445B01",
    ],
    near_misses: &["FR41303265045", "BE0428759498", "DE13669597", "XX136695976", "IT00743110158"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 89 },
};

fn check(cell: &[u8]) -> Match {
    let Some(body) = Compact::<14>::alphanumeric(cell, b" .-").filter(|_| (8..=18).contains(&cell.len()))
    else {
        return Match::No;
    };
    let Some((country, rest)) = body.as_bytes().split_first_chunk::<2>() else {
        return Match::No;
    };
    let sound = if country == b"FR" { fr_vat::holds(rest) } else { vat::holds(country, rest) };
    match sound {
        Some(true) => Match::Valid,
        Some(false) => Match::LooksLike,
        None => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    let (country, pattern) = *rng.pick(&[
        ("BE", "0999999999"),
        ("DE", "999999999"),
        ("LU", "99999999"),
        ("NL", "999999999B01"),
        ("ES", "B99999999"),
        ("IT", "99999999999"),
        ("PT", "599999999"),
        ("AT", "U99999999"),
        ("IE", "9999999A"),
        ("PL", "9999999999"),
    ]);
    loop {
        let body = fill(pattern, rng);
        if vat::holds(country.as_bytes(), body.as_bytes()) == Some(true) {
            return format!("{country}{body}");
        }
    }
}
