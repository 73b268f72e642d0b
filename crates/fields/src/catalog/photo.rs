use super::image_blob;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// Photograph.
pub static TYPE: FieldType = FieldType {
    id: "photo",
    title: "Photograph",
    group: Group::Person,
    data_class: Some("Photos"),
    personal: true,
    doc: "A picture of a person kept in the cell, as base64, hexadecimal, data URI or SVG. The values are \
        those of `image-blob`; only a header tells a portrait from another picture. An address of a \
        picture is a `url`.",
    sources: &["PNG (ISO/IEC 15948), JPEG (ITU-T T.81), GIF89a, RFC 2397"],
    headers: &[
        "photo",
        "picture",
        "portrait",
        "avatar",
        "profile picture",
        "profile photo",
        "photo identite",
        "photo profil",
        "selfie",
        "headshot",
        "photo blob",
        "photo base 64",
        "foto",
        "face image",
        "image profil",
        "passfoto",
        "profilbild",
        "foto perfil",
        "foto de perfil",
        "foto profilo",
        "pasfoto",
        "profielfoto",
        "fotografia",
        "lichtbild",
        "retrato",
        "passbild",
    ],
    gate: Gate {
        min_len: 12,
        max_len: usize::MAX,
        classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH | Gate::CONTROL,
    },
    check: &check,
    telling: None,
    normalise: None,
    mask: super::image_blob::masked,
    generate,
    examples: &["/9j/4AAQSkZJRgABAQAAAQAB", "data:image/jpeg;base64,/9j/4AAQ"],
    near_misses: &["photo.jpg", "https://example.com/a.jpg", "aGVsbG8gd29ybGQgaGVsbG8=", "Marie Martin"],
    decide: Decide { named: 0.3, alone: None, specificity: 95 },
};

fn check(cell: &[u8]) -> Match {
    image_blob::check(cell)
}

fn generate(rng: &mut Seeded) -> String {
    image_blob::generate(rng)
}
