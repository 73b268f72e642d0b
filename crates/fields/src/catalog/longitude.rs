use crate::form::geo;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Longitude.
pub static TYPE: FieldType = FieldType {
    id: "longitude",
    title: "Longitude",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: true,
    doc: "Degrees east, -180 to 180: a decimal number, or degrees, minutes and seconds with a hemisphere. \
        Numbers tell nothing without a header; with a degree sign and a hemisphere they do.",
    sources: &["ISO 6709", "RFC 5870"],
    headers: &[
        "longitude",
        "lon",
        "lng",
        "long",
        "x lon",
        "geo lon",
        "geo lng",
        "gps lon",
        "lon deg",
        "longitud",
        "longitudine",
        "langengrad",
        "x coord",
        "x coordinate",
        "xcoord",
        "geo long",
        "gps longitude",
        "lengtegraad",
        "geo lange",
        "geolange",
        "geo laenge",
        "geogr lange",
        "longitud gps",
        "gps lng",
    ],
    gate: Gate { min_len: 1, max_len: 32, classes: Gate::TEXT },
    check: &check,
    telling: Some(has_hemisphere),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["2.3522", "-73.5674", "2°21'07\"E", "151,2093"],
    near_misses: &["181.2", "2024", "abc", "48.85, 2.35"],
    decide: Decide { named: 0.6, alone: Some(0.9), specificity: 60 },
};

fn check(cell: &[u8]) -> Match {
    geo::coordinate(cell, 180.0, b"EeWwOo")
}

fn has_hemisphere(cell: &[u8]) -> bool {
    geo::is_sexagesimal(cell)
}

fn generate(rng: &mut Seeded) -> String {
    format!("{}°{:02}'{:02}\"{}", rng.below(180), rng.below(60), rng.below(60), rng.pick(&["E", "W"]))
}
