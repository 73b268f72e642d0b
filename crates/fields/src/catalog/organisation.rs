use crate::form::{bodies, text};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Organisation.
pub static TYPE: FieldType = FieldType {
    id: "organisation",
    title: "Organisation",
    group: Group::Trade,
    data_class: None,
    personal: true,
    doc: "A firm, public body, school, association or other organisation by name, without a word on whose it is: a \
        lender, a supplier, an agency. Valid when a legal form or a word for a body is part of it (`SARL`, `Inc`, \
        `Bank`, `Mairie`, `School` …); other short texts look like one. Where the header says that it is a person's \
        firm, it is a `company`. Personal, since firms are often called after their owner.",
    sources: &[
        "ISO 20275 (entity legal forms), GLEIF list",
        "INSEE, catégories juridiques",
        "schema.org, Organization",
    ],
    headers: &[
        "organization",
        "organisation",
        "organization name",
        "organisation name",
        "nom organisation",
        "organisme",
        "nom organisme",
        "etablissement",
        "nom etablissement",
        "agency",
        "agency name",
        "agence",
        "institution",
        "institution name",
        "school",
        "school name",
        "ecole",
        "nom ecole",
        "university",
        "universite",
        "hospital",
        "hospital name",
        "facility",
        "facility name",
        "vendor",
        "vendor name",
        "supplier",
        "supplier name",
        "fournisseur",
        "nom fournisseur",
        "contractor",
        "contractor name",
        "manufacturer",
        "lender",
        "operator name",
        "bank name",
        "nom banque",
        "nom de la banque",
        "association",
        "nom association",
        "ministere",
        "authority",
        "insurer",
        "assureur",
        "legal entity",
        "entity name",
        "einrichtung",
        "behorde",
        "lieferant",
        "schule",
        "entidad",
        "proveedor",
        "escuela",
        "ente",
        "fornitore",
        "scuola",
        "instelling",
        "leverancier",
        "entidade",
        "fornecedor",
        "escola",
    ],
    gate: Gate { min_len: 2, max_len: 160, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::words,
    generate,
    examples: &[
        "First National Bank",
        "Mairie de Lyon",
        "Lycée Pasteur",
        "ACME Ltd",
        "Transports Martin SAS",
    ],
    near_misses: &["Marie Martin", "Paris", "12 rue de Lyon", "1234", "bank"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 61 },
};

fn check(cell: &[u8]) -> Match {
    if !(2..=160).contains(&cell.len()) || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    let form = text::makeup(cell)
        .is_some_and(|m| m.letters >= 2 && m.words <= 14 && m.digits < m.letters && !cell.contains(&b'@'));
    match form {
        true if bodies::names_a_body(cell) => Match::Valid,
        true => Match::LooksLike,
        false => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(5) {
        0 => format!("Mairie de {}", rng.pick(made_up::CITIES)),
        1 => format!("{} Elementary School", made_up::last_name(rng)),
        2 => format!("Bank of {}", rng.pick(made_up::CITIES)),
        3 => format!("Transports {} SAS", made_up::last_name(rng)),
        _ => format!("{} County Library", made_up::last_name(rng)),
    }
}
