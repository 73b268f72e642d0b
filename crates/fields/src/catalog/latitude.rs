use crate::form::geo;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Latitude.
pub static TYPE: FieldType = FieldType {
    id: "latitude",
    title: "Latitude",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: true,
    doc: "Degrees north, -90 to 90: a decimal number, or degrees, minutes and seconds with a hemisphere. \
        Numbers tell nothing without a header; with a degree sign and a hemisphere they do.",
    sources: &["ISO 6709", "RFC 5870"],
    headers: &[
        "latitude",
        "lat",
        "y lat",
        "geo lat",
        "gps lat",
        "lat deg",
        "latitud",
        "latitudine",
        "breitengrad",
        "y coord",
        "y coordinate",
        "latitude deg",
        "ycoord",
        "lat wgs 84",
        "gps latitude",
        "breedtegraad",
        "geo breite",
        "geobreite",
        "geogr breite",
        "latitud gps",
        "latitudine gps",
    ],
    gate: Gate { min_len: 1, max_len: 32, classes: Gate::TEXT },
    check: &check,
    telling: Some(has_hemisphere),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["48.8566", "-33.8688", "48°51'24\"N", "48,8566"],
    near_misses: &["91.2", "2024", "abc", "148.8566", "48.85, 2.35"],
    decide: Decide { named: 0.6, alone: Some(0.9), specificity: 60 },
};

fn check(cell: &[u8]) -> Match {
    geo::coordinate(cell, 90.0, b"NnSs")
}

fn has_hemisphere(cell: &[u8]) -> bool {
    geo::is_sexagesimal(cell)
}

fn generate(rng: &mut Seeded) -> String {
    format!("{}°{:02}'{:02}\"{}", rng.below(90), rng.below(60), rng.below(60), rng.pick(&["N", "S"]))
}
