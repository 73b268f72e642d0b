use crate::form::geo;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// Coordinates.
pub static TYPE: FieldType = FieldType {
    id: "geo-pair",
    title: "Coordinates",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: true,
    doc: "Latitude and longitude in one cell, in brackets or not, with a comma, semicolon or space. Both must be \
        in range and at least one must have three decimals or more. Points in well-known text are geometries.",
    sources: &["ISO 6709", "RFC 5870"],
    headers: &[
        "geo pair",
        "coordinates",
        "coordonnees",
        "coordonnees gps",
        "gps",
        "lat lon",
        "lat lng",
        "lat long",
        "latlng",
        "latlon",
        "location",
        "geocoded",
        "geocoded location",
        "geo coordinates",
        "gps coordinates",
        "gps location",
        "coords",
        "coord",
        "lat lon pair",
        "geo point",
        "geopoint",
        "geolocation",
        "geolocalisation",
        "position gps",
        "point",
        "geocode",
        "koordinaten",
        "coordenadas",
        "coordinate",
        "latitude longitude",
        "coordinate pair",
        "georeference",
        "geo location",
    ],
    gate: Gate { min_len: 7, max_len: 64, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["48.8566, 2.3522", "(48.8566, 2.3522)", "48.8566;2.3522"],
    near_misses: &["48.8, 2.3", "148.8566, 2.3522", "POINT (2.3522 48.8566)", "12, 13", "(48.8566)", "a, b"],
    decide: Decide { named: 0.5, alone: Some(0.85), specificity: 86 },
};

fn check(cell: &[u8]) -> Match {
    if cell.len() > 64 || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    geo::pair(cell)
}

/// Only how the pair is written.
fn masked(cell: &[u8]) -> String {
    match cell.first() {
        Some(b'(' | b'[') => "(•, •)".into(),
        _ => "•, •".into(),
    }
}

fn generate(rng: &mut Seeded) -> String {
    let (lat, lon) = (rng.below(8999), rng.below(17999));
    let text = format!("{}.{:04}, -{}.{:04}", lat / 100, rng.below(10000), lon / 100, rng.below(10000));
    if rng.below(2) == 0 { format!("({text})") } else { text }
}
