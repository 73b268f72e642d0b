use crate::form::words::Words;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Sex.
pub static TYPE: FieldType = FieldType {
    id: "sex",
    title: "Sex",
    group: Group::Person,
    data_class: Some("Genders"),
    personal: false,
    doc: "Sex or gender from a closed list of words and letters in eight languages; the codes of ISO/IEC \
        5218 (0, 1, 2, 9) only with a header. `M` is also a form of address and `F` also false, so a \
        column needs nearly all of its cells.",
    sources: &["ISO/IEC 5218", "Unicode CLDR"],
    headers: &[
        "sex",
        "sexe",
        "gender",
        "genre",
        "sexo",
        "genero",
        "geschlecht",
        "sesso",
        "geslacht",
        "sx",
        "sex code",
        "code sexe",
        "gender code",
        "gendre",
        "plec",
        "kon",
        "kjonn",
        "pohlavi",
        "sukupuoli",
        "cinsiyet",
        "jenis kelamin",
        "пол",
    ],
    gate: Gate { min_len: 1, max_len: 20, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: Some(is_word),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["F", "M", "homme", "Femme", "female", "weiblich", "1"],
    near_misses: &["Mr", "X1", "mal", "3", "fe male"],
    decide: Decide { named: 0.6, alone: Some(0.97), specificity: 81 },
};

static SEXES: Words = Words::sorted(&[
    "agender",
    "autre",
    "bigender",
    "boy",
    "d",
    "divers",
    "donna",
    "f",
    "fem",
    "female",
    "femenino",
    "feminin",
    "feminino",
    "femme",
    "femmina",
    "femminile",
    "fille",
    "frau",
    "garcon",
    "genderfluid",
    "genderqueer",
    "girl",
    "h",
    "hembra",
    "hombre",
    "homem",
    "homme",
    "inconnu",
    "m",
    "male",
    "man",
    "mann",
    "mannelijk",
    "mannlich",
    "masc",
    "maschile",
    "maschio",
    "masculin",
    "masculino",
    "mujer",
    "mulher",
    "non binary",
    "non specifie",
    "nonbinary",
    "not specified",
    "o",
    "other",
    "polygender",
    "prefer not to say",
    "transgender",
    "u",
    "unknown",
    "unspecified",
    "uomo",
    "varon",
    "vrouw",
    "vrouwelijk",
    "w",
    "weiblich",
    "woman",
    "x",
]);

fn check(cell: &[u8]) -> Match {
    if let [letter] = cell {
        let known = matches!(letter | 0x20, b'm' | b'f' | b'h' | b'w' | b'd' | b'x' | b'u' | b'o');
        let coded = matches!(letter, b'0' | b'1' | b'2' | b'9');
        return if (known && letter.is_ascii_alphabetic()) || coded { Match::Valid } else { Match::No };
    }
    let plain = |b: &u8| b.is_ascii_alphabetic() || *b >= 0x80 || matches!(b, b' ' | b'-' | b'/');
    let word = cell.len() <= 20 && cell.iter().all(plain) && SEXES.contains(cell);
    if word { Match::Valid } else { Match::No }
}

/// Letters that mean a sex in the languages covered, and words; digits and rare letters need a header.
fn is_word(cell: &[u8]) -> bool {
    matches!(cell, b"m" | b"f" | b"M" | b"F" | b"h" | b"H" | b"w" | b"W") || cell.len() > 2
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&["M", "F", "F", "Male", "Female", "homme", "femme"])).to_owned()
}
