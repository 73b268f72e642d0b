use crate::form::words::Words;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Form of address.
pub static TYPE: FieldType = FieldType {
    id: "salutation",
    title: "Form of address",
    group: Group::Person,
    data_class: Some("Salutations"),
    personal: false,
    doc: "How a person is addressed (`M.`, `Mme`, `Mr`, `Dr`, `Frau` …), from a closed list in eight \
        languages.",
    sources: &[
        "Unicode CLDR person names",
        "Usage of the postal operators' address guides (SNA La Poste, BS 7666)",
    ],
    headers: &[
        "salutation",
        "civilite",
        "title",
        "titre",
        "honorific",
        "civ",
        "prefix",
        "anrede",
        "tratamiento",
        "titolo",
        "aanhef",
        "tratamento",
        "name prefix",
        "courtesy title",
        "politesse",
        "prefixe",
        "appellativo",
        "aanspreektitel",
        "aanspreking",
        "titulo",
        "trato",
        "qualifica titolo",
        "titre civilite",
    ],
    gate: Gate { min_len: 1, max_len: 24, classes: Gate::ALPHA | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["Mme", "M.", "Mr", "Madame", "Dr.", "Frau", "Monsieur"],
    near_misses: &["Marie", "X", "Mr Martin", "Mmm", "Miss Marie"],
    decide: Decide { named: 0.6, alone: Some(0.9), specificity: 80 },
};

static TITLES: Words = Words::sorted(&[
    "avv",
    "capt",
    "captain",
    "col",
    "de heer",
    "dhr",
    "docteur",
    "doctor",
    "don",
    "dona",
    "dott",
    "dott ssa",
    "dr",
    "fr",
    "frau",
    "fraulein",
    "herr",
    "hon",
    "hr",
    "ing",
    "lady",
    "lord",
    "m",
    "m & mme",
    "m et mme",
    "m ou mme",
    "madam",
    "madame",
    "mademoiselle",
    "maitre",
    "me",
    "meneer",
    "menina",
    "mesdames",
    "messieurs",
    "mevr",
    "mevrouw",
    "miss",
    "mlle",
    "mm",
    "mme",
    "mmes",
    "monsieur",
    "monsieur et madame",
    "mr",
    "mr & mrs",
    "mr and mrs",
    "mr et mme",
    "mrs",
    "mrs ms",
    "ms",
    "mx",
    "pere",
    "pr",
    "prof",
    "professeur",
    "professor",
    "rev",
    "reverend",
    "senhor",
    "senhora",
    "senor",
    "senora",
    "senorita",
    "sgt",
    "sig",
    "sig ra",
    "signor",
    "signora",
    "signore",
    "signorina",
    "sir",
    "soeur",
    "sr",
    "sra",
    "srta",
    "veuve",
    "vve",
]);

fn check(cell: &[u8]) -> Match {
    if cell.len() <= TYPE.gate.max_len && is_written(cell) && TITLES.contains(cell) {
        Match::Valid
    } else {
        Match::No
    }
}

/// Letters, spaces and the marks of abbreviation only.
fn is_written(cell: &[u8]) -> bool {
    cell.iter()
        .all(|b| b.is_ascii_alphabetic() || *b >= 0x80 || matches!(b, b' ' | b'.' | b'-' | b'&' | b'/'))
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&["M.", "Mme", "Mlle", "Mr", "Mrs", "Ms", "Dr", "Madame", "Monsieur"])).to_owned()
}
