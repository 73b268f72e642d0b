use super::image_blob;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// Signature.
pub static TYPE: FieldType = FieldType {
    id: "signature-image",
    title: "Signature",
    group: Group::Person,
    data_class: Some("Signatures"),
    personal: true,
    doc: "A drawn signature kept in the cell: an image (base64, hexadecimal, data URI, SVG) or a drawing's \
        path. The values are those of `image-blob`; only a header tells a signature from another picture.",
    sources: &[
        "PNG (ISO/IEC 15948), JPEG (ITU-T T.81), GIF89a, SVG 2, RFC 2397",
        "Chronopost notice of 29 January: signatures on proofs of delivery",
    ],
    headers: &[
        "signature",
        "signature image",
        "signature client",
        "signature destinataire",
        "image signature",
        "sign",
        "sig",
        "signature data",
        "signature blob",
        "signature base 64",
        "signature svg",
        "sign image",
        "customer signature",
        "recipient signature",
        "unterschrift",
        "firma cliente",
        "handtekening",
        "assinatura",
        "pod signature",
        "preuve signature",
        "img signature",
        "firma imagen",
        "imagen firma",
        "firma destinatario",
        "firma digitale",
        "immagine firma",
        "handtekening ontvanger",
        "assinatura destinatario",
        "assinatura digital",
        "unterschrift bild",
        "unterschrift empfanger",
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
    examples: &[
        "iVBORw0KGgoAAAANSUhEUgAA",
        "M10 20L30 40L50 60C1 2 3 4 5 6Z",
        "data:image/png;base64,iVBORw0KGgo=",
    ],
    near_misses: &["signed", "Marie Martin", "aGVsbG8gd29ybGQgaGVsbG8=", "2024-01-31 10:15:00"],
    decide: Decide { named: 0.3, alone: None, specificity: 96 },
};

fn check(cell: &[u8]) -> Match {
    image_blob::check(cell)
}

fn generate(rng: &mut Seeded) -> String {
    image_blob::generate(rng)
}
