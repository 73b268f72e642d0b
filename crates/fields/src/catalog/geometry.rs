use crate::form::geo;
use crate::{Decide, FieldType, Gate, Group, Seeded};

/// A geometry in well-known text.
pub static TYPE: FieldType = FieldType {
    id: "geometry",
    title: "Geometry in well-known text",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: true,
    doc: "A point, line or area in well-known text (`POINT (2.35 48.86)`, `SRID=4326;POLYGON ((…))`), as geographic \
        databases export it. Valid when the brackets close and coordinates of two to four numbers stand in them, empty \
        geometries too. Unlike coordinates, longitude (or easting) comes first, and systems of reference differ: no \
        range is checked.",
    sources: &["OGC 06-103r4, Simple Features, part 1 (well-known text)"],
    headers: &[
        "geometry",
        "geom",
        "the geom",
        "wkt",
        "well known text",
        "wkt geom",
        "wkt geometry",
        "geometrie",
        "geometria",
        "shape",
        "geocoded",
        "geocoded location",
        "location",
        "geo shape",
        "geo point",
        "geopoint",
        "point",
        "polygon",
        "multipolygon",
    ],
    gate: Gate { min_len: 6, max_len: usize::MAX, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &geo::well_known_text,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &[
        "POINT (2.3522 48.8566)",
        "POINT(2.3522 48.8566)",
        "point z (2.35 48.85 35)",
        "SRID=4326;POINT(2.3522 48.8566)",
        "LINESTRING (30 10, 10 30, 40 40)",
        "POLYGON ((30 10, 40 40, 20 40, 30 10))",
        "POINT EMPTY",
    ],
    near_misses: &[
        "POINT (2.3522)",
        "POINT (a b)",
        "POINT 2.35 48.85",
        "(48.8566, 2.3522)",
        "POINTE (1 2)",
        "POLYGON ((1 2, 3 4)",
    ],
    decide: Decide { named: 0.5, alone: Some(0.9), specificity: 90 },
};

/// Only which kind of geometry it is.
fn masked(cell: &[u8]) -> String {
    match geo::well_known_tag(cell) {
        Some(("POINT" | "MULTIPOINT", _)) => "(•: a dot)".into(),
        Some(("LINESTRING" | "MULTILINESTRING", _)) => "(•: a way)".into(),
        Some(("POLYGON" | "MULTIPOLYGON", _)) => "(•: an area)".into(),
        _ => "•".into(),
    }
}

fn generate(rng: &mut Seeded) -> String {
    let mut point = || {
        let (lon, lat) = (rng.below(17_999), rng.below(8_999));
        format!("-{}.{:02} {}.{:02}", lon / 100, lon % 100, lat / 100, lat % 100)
    };
    let (a, b, c) = (point(), point(), point());
    match rng.below(3) {
        0 => format!("LINESTRING ({a}, {b})"),
        1 => format!("POLYGON (({a}, {b}, {c}, {a}))"),
        _ => format!("POINT ({a})"),
    }
}
