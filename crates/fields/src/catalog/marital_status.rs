use crate::form::words::Words;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Marital status.
pub static TYPE: FieldType = FieldType {
    id: "marital-status",
    title: "Marital status",
    group: Group::Person,
    data_class: Some("Marital statuses"),
    personal: false,
    doc: "Whether a person is single, married, divorced …, from a closed list in English, French, German, \
        Spanish and Italian.",
    sources: &[
        "INSEE, nomenclature de l'état matrimonial légal",
        "US Census Bureau, marital status categories",
    ],
    headers: &[
        "marital status",
        "marital",
        "etat civil",
        "situation familiale",
        "statut marital",
        "situation matrimoniale",
        "civil status",
        "familienstand",
        "estado civil",
        "stato civile",
        "burgerlijke staat",
        "matrimonial",
    ],
    gate: Gate { min_len: 3, max_len: 40, classes: Gate::ALPHA | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["Married", "célibataire", "Divorcé(e)", "veuf", "ledig"],
    near_misses: &["Marie", "m", "maried", "1"],
    decide: Decide { named: 0.6, alone: Some(0.9), specificity: 79 },
};

static STATES: Words = Words::sorted(&[
    "casada",
    "casado",
    "celibataire",
    "celibe",
    "civil partnership",
    "civil union",
    "cohabiting",
    "concubinage",
    "coniugata",
    "coniugato",
    "divorce",
    "divorce e",
    "divorced",
    "divorcee",
    "divorciada",
    "divorciado",
    "divorziata",
    "divorziato",
    "domestic partner",
    "engaged",
    "geschieden",
    "ledig",
    "marie",
    "marie e",
    "mariee",
    "married",
    "never married",
    "nubile",
    "pacse",
    "pacse e",
    "pacsee",
    "separated",
    "separe",
    "separe e",
    "separee",
    "single",
    "soltera",
    "soltero",
    "sposata",
    "sposato",
    "union libre",
    "unmarried",
    "vedova",
    "vedovo",
    "verheiratet",
    "verwitwet",
    "veuf",
    "veuf veuve",
    "veuve",
    "viuda",
    "viudo",
    "widow",
    "widowed",
    "widower",
]);

fn check(cell: &[u8]) -> Match {
    let plain =
        |b: &u8| b.is_ascii_alphabetic() || *b >= 0x80 || matches!(b, b' ' | b'-' | b'/' | b'(' | b')');
    if !(3..=40).contains(&cell.len()) || !cell.iter().all(plain) {
        return Match::No;
    }
    // `Marié(e)`: the feminine ending in brackets says nothing.
    let bare = cell.strip_suffix(b"(e)").unwrap_or(cell);
    // `Marie` without its accent is the name first.
    if STATES.contains(bare) && !bare.eq_ignore_ascii_case(b"marie") { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&["Married", "Single", "Divorced", "célibataire", "marié(e)", "veuve"])).to_owned()
}
