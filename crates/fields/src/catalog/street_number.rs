use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// House number.
pub static TYPE: FieldType = FieldType {
    id: "street-number",
    title: "House number",
    group: Group::Contact,
    data_class: Some("Physical addresses"),
    personal: true,
    doc: "A number of at most five digits with an optional letter, repetition mark (`bis`, `ter`) or range. \
        Only a header tells it from any other small number.",
    sources: &["La Poste SNA, NF Z10-011", "USPS Publication 28"],
    headers: &[
        "street number",
        "numero rue",
        "num rue",
        "numero voie",
        "num voie",
        "house number",
        "house no",
        "number street",
        "no rue",
        "n voie",
        "numero de voie",
        "numero dans la voie",
        "street no",
        "house num",
        "hausnummer",
        "numero civico",
        "huisnummer",
        "civic number",
        "street num",
        "bldg number",
        "address number",
        "adresse numero",
        "indice repetition",
        "building number",
        "hausnr",
        "haus nr",
        "numero de calle",
        "numero calle",
        "num portal",
        "numero portal",
        "portal",
        "civico",
        "numero di casa",
        "huisnr",
        "numero de porta",
        "num porta",
        "n porta",
        "numero porta",
        "n civico",
        "numero da porta",
        "numero de rue",
    ],
    gate: Gate { min_len: 1, max_len: 12, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["12", "12 bis", "12B", "12-14", "3/5"],
    near_misses: &["123456", "rue 12", "B", "12.5", "12 rue"],
    decide: Decide { named: 0.6, alone: None, specificity: 55 },
};

fn check(cell: &[u8]) -> Match {
    if cell.is_empty() || cell.len() > 12 {
        return Match::No;
    }
    let digits = cell.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = cell[digits..].strip_prefix(b" ").unwrap_or(&cell[digits..]);
    let tail = match rest {
        b"" => true,
        [b'-' | b'/', more @ ..] => {
            (1..=5).contains(&more.len()) && more.iter().all(u8::is_ascii_alphanumeric)
        }
        [letter] => letter.is_ascii_alphabetic(),
        word => [&b"bis"[..], b"ter", b"quater"].iter().any(|w| word.eq_ignore_ascii_case(w)),
    };
    match digits {
        1..=5 if tail => Match::Valid,
        _ => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    let n = rng.between(1, 400);
    format!("{n}{}", rng.pick(&["", "", "", " bis", "B"]))
}
