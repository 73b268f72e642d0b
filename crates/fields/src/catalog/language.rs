use crate::form::{iso, words::Words};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Language.
pub static TYPE: FieldType = FieldType {
    id: "language",
    title: "Language",
    group: Group::Contact,
    data_class: Some("Spoken languages"),
    personal: false,
    doc: "A language by ISO 639-1 code, by code and country (`fr-FR`, `en_US`), or by name in English or \
        French. Two bare letters tell nothing without a header.",
    sources: &["ISO 639-1", "RFC 5646 (BCP 47)"],
    headers: &[
        "language",
        "langue",
        "lang",
        "locale",
        "language code",
        "code langue",
        "preferred language",
        "langue preferee",
        "sprache",
        "idioma",
        "lingua",
        "taal",
        "lingua madre",
        "user language",
        "langage",
        "culture",
        "lng code",
    ],
    gate: Gate { min_len: 2, max_len: 24, classes: Gate::ALPHA | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: Some(is_long),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["fr", "fr-FR", "en_US", "French", "Français", "zh-Hans-CN"],
    near_misses: &["FRA1", "xx", "fr-XX", "Paris"],
    decide: Decide { named: 0.6, alone: Some(0.9), specificity: 65 },
};

static NAMES: Words = Words::sorted(&[
    "albanian",
    "allemand",
    "anglais",
    "arabe",
    "arabic",
    "armenian",
    "basque",
    "bengali",
    "breton",
    "bulgarian",
    "cantonese",
    "catalan",
    "chinese",
    "chinois",
    "coreen",
    "croatian",
    "czech",
    "danish",
    "danois",
    "deutsch",
    "dutch",
    "english",
    "espagnol",
    "espanol",
    "estonian",
    "farsi",
    "finnish",
    "finnois",
    "francais",
    "french",
    "georgian",
    "german",
    "grec",
    "greek",
    "hebreu",
    "hebrew",
    "hindi",
    "hongrois",
    "hungarian",
    "icelandic",
    "indonesian",
    "irish",
    "italian",
    "italiano",
    "italien",
    "japanese",
    "japonais",
    "korean",
    "latvian",
    "lithuanian",
    "malay",
    "mandarin",
    "nederlands",
    "neerlandais",
    "norvegien",
    "norwegian",
    "persan",
    "persian",
    "polish",
    "polonais",
    "portugais",
    "portugues",
    "portuguese",
    "punjabi",
    "romanian",
    "roumain",
    "russe",
    "russian",
    "serbian",
    "slovak",
    "slovenian",
    "somali",
    "spanish",
    "suedois",
    "swahili",
    "swedish",
    "tagalog",
    "tamil",
    "tcheque",
    "thai",
    "turc",
    "turkish",
    "ukrainian",
    "ukrainien",
    "urdu",
    "vietnamese",
    "vietnamien",
    "welsh",
]);

fn is_tag(cell: &[u8]) -> bool {
    let mut parts = cell.split(|b| matches!(b, b'-' | b'_'));
    let language = parts.next().unwrap_or(b"");
    let (second, third) = (parts.next(), parts.next());
    let script = |p: &[u8]| p.len() == 4 && p.iter().all(u8::is_ascii_alphabetic);
    iso::is_language(language)
        && parts.next().is_none()
        && match (second, third) {
            (None, _) => true,
            (Some(country), None) => iso::is_alpha2(country) || script(country),
            (Some(s), Some(country)) => script(s) && iso::is_alpha2(country),
        }
}

fn check(cell: &[u8]) -> Match {
    let plain = |b: &u8| b.is_ascii_alphabetic() || *b >= 0x80 || matches!(b, b'-' | b'_' | b' ');
    if !(2..=24).contains(&cell.len()) || !cell.iter().all(plain) {
        return Match::No;
    }
    if is_tag(cell) || NAMES.contains(cell) { Match::Valid } else { Match::No }
}

fn is_long(cell: &[u8]) -> bool {
    cell.len() > 3
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&["fr-FR", "en-US", "en_GB", "nl-BE", "de-CH", "French", "English", "Français", "German"]))
        .to_owned()
}
