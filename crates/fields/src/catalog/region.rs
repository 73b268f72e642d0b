use crate::form::name;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};
use dumpscope_reference::fold::Folded;
use dumpscope_reference::regions;

/// Region or state.
pub static TYPE: FieldType = FieldType {
    id: "region",
    title: "Region or state",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: false,
    doc: "A first-level division by name (French region, US state, Canadian province, Swiss canton, German \
        Land …) or by the postal abbreviation of a US state or Canadian province, from the embedded list.",
    sources: &["ISO 3166-2", "USPS Publication 28, appendix B", "INSEE, Code officiel géographique"],
    headers: &[
        "region",
        "state",
        "province",
        "etat",
        "region name",
        "state code",
        "state name",
        "st",
        "state province",
        "nom region",
        "libelle region",
        "canton",
        "bundesland",
        "land",
        "comunidad autonoma",
        "provincia",
        "regione",
        "estado",
        "provincie",
        "region administrative",
        "state abbr",
        "province code",
        "code region",
        "mailing state",
        "state or province",
        "regions",
        "stateprovince",
        "etat province",
        "estado provincia",
        "regiao",
        "deelstaat",
        "gewest",
        "comunidad",
        "stato regione",
    ],
    gate: Gate { min_len: 2, max_len: 80, classes: Gate::ALPHA | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["Bretagne", "Île-de-France", "CA", "Ontario", "New York", "Bayern"],
    near_misses: &["Paris", "ZZ", "75", "Bretagn"],
    decide: Decide { named: 0.5, alone: Some(0.9), specificity: 77 },
};

fn check(cell: &[u8]) -> Match {
    if !(2..=80).contains(&cell.len()) || name::shape(cell).is_none_or(|s| s.words > 7) {
        return Match::No;
    }
    let key = Folded::new(cell);
    // Abbreviations are written in capitals; `me`, `in` and `or` are words.
    let cased = cell.len() > 2 || cell.iter().all(u8::is_ascii_uppercase);
    if cased && regions::contains(key.as_bytes()) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&[
        "Bretagne",
        "Normandie",
        "Île-de-France",
        "Occitanie",
        "CA",
        "NY",
        "TX",
        "California",
        "Ontario",
        "Québec",
        "Bayern",
    ]))
    .to_owned()
}
