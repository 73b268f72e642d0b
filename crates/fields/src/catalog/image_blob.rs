use crate::form::encoded::{self, Content};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Image in a cell.
pub static TYPE: FieldType = FieldType {
    id: "image-blob",
    title: "Image in a cell",
    group: Group::Generic,
    data_class: Some("Photos"),
    personal: true,
    doc: "A picture written out in the cell: base64 or hexadecimal whose first bytes are those of PNG, JPEG, \
        GIF, WebP, BMP or TIFF, a data URI, SVG markup, or a drawing's path. Base64 or hexadecimal of \
        another content is no picture.",
    sources: &["WHATWG MIME Sniffing §6.1", "RFC 4648", "RFC 2397", "SVG 2 §9"],
    headers: &[
        "image",
        "img",
        "image data",
        "image blob",
        "blob image",
        "image base 64",
        "base 64 image",
        "logo",
        "thumbnail",
        "scan",
        "picture data",
        "bild",
        "imagen",
        "immagine",
        "afbeelding",
        "vignette",
        "miniature",
        "vorschaubild",
        "miniatura",
        "imagem",
        "logotipo",
    ],
    gate: Gate {
        min_len: 12,
        max_len: usize::MAX,
        classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH | Gate::CONTROL,
    },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &[
        "iVBORw0KGgoAAAANSUhEUgAA",
        "89504e470d0a1a0a0000000d49484452",
        "<svg width=\"9\"><path d=\"M1 2\"/></svg>",
    ],
    near_misses: &["aGVsbG8gd29ybGQgaGVsbG8=", "deadbeefdeadbeefdeadbeef", "photo.png", "<b>bold text</b>"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 89 },
};

pub(super) fn check(cell: &[u8]) -> Match {
    if cell.len() < TYPE.gate.min_len {
        return Match::No;
    }
    match encoded::content(cell) {
        Some(Content::Image(_)) => Match::Valid,
        _ if encoded::is_path(cell) => Match::Valid,
        _ => Match::No,
    }
}

/// The kind of picture and the order of its size.
pub(super) fn masked(cell: &[u8]) -> String {
    let kind = match encoded::content(cell) {
        Some(Content::Image(media) | Content::Other(media)) => media,
        _ if encoded::is_path(cell) => "path",
        _ => "no image",
    };
    format!("{kind}, {}", mask::size(cell))
}

pub(super) fn generate(rng: &mut Seeded) -> String {
    let length = rng.between(20, 200) as usize * 4;
    match rng.below(4) {
        0 => format!("iVBORw0KGgoAAAANSUhEUgAA{}", made_up::token(rng, length)),
        1 => format!("/9j/4AAQSkZJRgABAQAAAQAB{}", made_up::token(rng, length)),
        2 => format!("89504e470d0a1a0a{}", rng.hex(length)),
        _ => {
            let points: Vec<String> =
                (0..12).map(|_| format!("L{} {}", rng.below(300), rng.below(100))).collect();
            format!("M{} {}{}", rng.below(300), rng.below(100), points.concat())
        }
    }
}
