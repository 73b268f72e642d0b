use crate::form::{name, words::Words};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};
use dumpscope_reference::fold::Folded;
use dumpscope_reference::{countries, country_codes};

/// Country.
pub static TYPE: FieldType = FieldType {
    id: "country",
    title: "Country",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: false,
    doc: "A country by its English or French name, its own name in a few more languages, or its ISO code of \
        two or three letters, from the embedded lists.",
    sources: &["ISO 3166-1", "Unicode CLDR territories"],
    headers: &[
        "country",
        "pays",
        "country code",
        "code pays",
        "country name",
        "nom pays",
        "pays livraison",
        "libelle pays",
        "country iso",
        "iso country",
        "iso 2",
        "iso 3",
        "country of residence",
        "pays de residence",
        "land code",
        "staat",
        "pais",
        "paese",
        "nazione",
        "ctry",
        "pays code",
        "iso code",
        "alpha 2",
        "alpha 3",
        "country region",
        "cntry",
        "nation",
    ],
    gate: Gate { min_len: 2, max_len: 80, classes: Gate::ALPHA | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["France", "FR", "BEL", "United Kingdom", "Allemagne", "Deutschland", "USA", "belgium"],
    near_misses: &["Paris", "XX", "33", "Frence", "in"],
    decide: Decide { named: 0.5, alone: Some(0.93), specificity: 78 },
};

/// What the lists lack: names in other languages and everyday abbreviations.
static MORE: Words = Words::sorted(&[
    "alemania",
    "angleterre",
    "belgica",
    "belgie",
    "belgien",
    "belgio",
    "bresil",
    "deutschland",
    "duitsland",
    "ecosse",
    "england",
    "espana",
    "estados unidos",
    "etats unis",
    "etats unis d amerique",
    "france metropolitaine",
    "francia",
    "frankreich",
    "frankrijk",
    "germania",
    "grande bretagne",
    "great britain",
    "holland",
    "inglaterra",
    "italia",
    "italien",
    "luxemburg",
    "nederland",
    "niederlande",
    "northern ireland",
    "osterreich",
    "paesi bassi",
    "paises bajos",
    "pays bas",
    "polska",
    "portugal",
    "regno unito",
    "reino unido",
    "royaume uni",
    "schweiz",
    "scotland",
    "spanien",
    "spanje",
    "stati uniti",
    "suisse",
    "suiza",
    "svizzera",
    "uk",
    "united states",
    "united states of america",
    "usa",
    "vereinigtes konigreich",
    "wales",
    "zwitserland",
]);

fn check(cell: &[u8]) -> Match {
    if !(2..=80).contains(&cell.len()) || name::shape(cell).is_none_or(|s| s.words > 8) {
        return Match::No;
    }
    let folded = Folded::new(cell);
    let key = folded.as_bytes();
    // Codes are written in capitals; in lower case `in`, `is` and `no` are words.
    let code = cell.len() <= 3 && cell.iter().all(u8::is_ascii_uppercase) && country_codes::contains(key);
    if code || (key.len() > 3 && countries::contains(key)) || MORE.contains_folded(key) {
        Match::Valid
    } else {
        Match::LooksLike
    }
}

fn generate(rng: &mut Seeded) -> String {
    if rng.below(2) == 0 {
        crate::form::iso::alpha2(rng.below(249) as usize).to_owned()
    } else {
        (*rng.pick(&["France", "Belgique", "Canada", "Suisse", "Germany", "Spain", "Italie", "Luxembourg"]))
            .to_owned()
    }
}
