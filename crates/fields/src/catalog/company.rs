use crate::form::{bodies, text};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Company.
pub static TYPE: FieldType = FieldType {
    id: "company",
    title: "Company",
    group: Group::Person,
    data_class: Some("Employers"),
    personal: true,
    doc: "The firm that a person works for, trades as or buys for: only a header says so (`company`, `employer`, \
        `société`). Valid when a legal form or a word for a body is part of it (`SARL`, `Ltd`, `GmbH`, \
        `Group` …); other short texts look like one. Names of firms and bodies under any other header, or \
        none, are an `organisation`.",
    sources: &["ISO 20275 (entity legal forms), GLEIF list", "INSEE, catégories juridiques"],
    headers: &[
        "company",
        "company name",
        "societe",
        "entreprise",
        "raison sociale",
        "employer",
        "employeur",
        "nom societe",
        "nom entreprise",
        "business name",
        "business",
        "firm",
        "enseigne",
        "denomination",
        "org",
        "legal name",
        "trade name",
        "dba name",
        "dba",
        "aka name",
        "firma",
        "unternehmen",
        "empresa",
        "azienda",
        "societa",
        "ditta",
        "bedrijf",
        "corporation",
        "applicant company",
        "nom commercial",
        "doing business as name",
        "doing business as",
        "business legal name",
        "businessname",
        "employer name",
        "nom employeur",
        "nom de l entreprise",
        "nom de la societe",
        "arbeitgeber",
        "firmenname",
        "empleador",
        "nombre empresa",
        "datore di lavoro",
        "ragione sociale",
        "razon social",
        "werkgever",
        "bedrijfsnaam",
        "empregador",
        "razao social",
        "company organization",
        "cie",
        "company legal name",
        "nombre de la empresa",
        "nome azienda",
        "nome da empresa",
        "naam bedrijf",
        "name der firma",
    ],
    gate: Gate { min_len: 2, max_len: 160, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::words,
    generate,
    examples: &[
        "Martin & Fils SARL",
        "ACME Ltd",
        "Example GmbH",
        "Boulangerie du Moulin SAS",
        "First National Bank",
    ],
    near_misses: &["Marie Martin", "Paris", "12 rue de Lyon", "1234"],
    decide: Decide { named: 0.5, alone: None, specificity: 62 },
};

fn check(cell: &[u8]) -> Match {
    if !(2..=160).contains(&cell.len()) || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    let form = text::makeup(cell)
        .is_some_and(|m| m.letters >= 2 && m.words <= 14 && m.digits < m.letters && !cell.contains(&b'@'));
    if !form {
        return Match::No;
    }
    if bodies::names_a_body(cell) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let name = made_up::last_name(rng);
    match rng.below(4) {
        0 => format!("{name} SARL"),
        1 => format!("{name} & Fils"),
        2 => format!("{name} Group Ltd"),
        _ => format!("{name}, {} LLC", made_up::last_name(rng)),
    }
}
