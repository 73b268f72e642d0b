use crate::form::{locality, name};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};
use dumpscope_reference::cities;
use dumpscope_reference::fold::Folded;

/// Town with its postcode or state.
pub static TYPE: FieldType = FieldType {
    id: "locality",
    title: "Town with postcode or state",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: true,
    doc: "The last line of an address in one cell: postcode and town in either order (`75011 Paris`), or town and \
        state with or without the ZIP (`Springfield, IL 62704`). Valid when the town is in the embedded lists.",
    sources: &["La Poste SNA, NF Z10-011 line 6", "USPS Publication 28, last line", "GeoNames"],
    headers: &[
        "cp ville",
        "ville cp",
        "code postal ville",
        "code postal et ville",
        "city state zip",
        "city state",
        "city st zip",
        "city st",
        "city zip",
        "city state zip code",
        "city and state",
        "plz ort",
        "plz und ort",
        "cap citta",
        "cap e citta",
        "postcode plaats",
        "postcode en plaats",
        "cp poblacion",
        "codigo postal localidade",
        "adresse 6",
        "ligne 6",
    ],
    gate: Gate { min_len: 4, max_len: 120, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &[
        "75011 Paris",
        "1000 Bruxelles",
        "Springfield, IL 62704",
        "Salt Lake City, UT",
        "F-69003 LYON",
    ],
    near_misses: &["Paris", "75011", "12 rue de Lyon", "Lyon Cedex 03", "2024 Xqwrtzp"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 84 },
};

fn check(cell: &[u8]) -> Match {
    let Some((town, _)) = locality::town(cell) else { return Match::No };
    if name::shape(town).is_none_or(|s| s.words > 8) {
        return Match::No;
    }
    let folded = Folded::new(town);
    let key = folded.as_bytes().strip_suffix(b" cedex").unwrap_or(folded.as_bytes());
    if cities::contains(key) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let city = rng.pick(made_up::CITIES);
    match rng.below(3) {
        0 => format!("Springfield, IL {}", rng.between(60_000, 62_999)),
        1 => format!("{} {}", rng.between(10_000, 95_999), city.to_uppercase()),
        _ => format!("{} {city}", rng.between(10_000, 95_999)),
    }
}
