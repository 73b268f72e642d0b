use crate::form::encoded;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Base64.
pub static TYPE: FieldType = FieldType {
    id: "base64-blob",
    title: "Base64",
    group: Group::Generic,
    data_class: None,
    personal: true,
    doc: "Binary written in base64 (either alphabet), 24 characters or more, of a length base64 can have, \
        mixing both cases and digits. Padding or `+ / - _` speaks for it; without them it may be any \
        token. Pictures are `image-blob`.",
    sources: &["RFC 4648 §4 and §5"],
    headers: &[
        "base 64",
        "base 64 blob",
        "blob",
        "b 64",
        "encoded",
        "binary",
        "data blob",
        "attachment",
        "piece jointe",
        "pdf",
        "document",
        "base 64 data",
        "fichier contenu",
        "contenu base 64",
        "data base 64",
        "anhang",
        "adjunto",
        "allegato",
        "bijlage",
        "anexo",
    ],
    gate: Gate { min_len: 24, max_len: usize::MAX, classes: Gate::ALNUM | Gate::PUNCT | Gate::CONTROL },
    check: &check,
    telling: Some(telling),
    normalise: None,
    mask: mask::size,
    generate,
    examples: &["aGVsbG8gd29ybGQgaGVsbG8gMTIz", "aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ0Nw=="],
    near_misses: &[
        "deadbeefdeadbeefdeadbeef",
        "aGVsbG8=",
        "123456789012345678901234",
        "this is not base64 at all",
    ],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 50 },
};

fn check(cell: &[u8]) -> Match {
    if cell.len() < 24 {
        return Match::No;
    }
    match encoded::base64(cell) {
        Some(form) if form.mixed && form.whole => Match::Valid,
        Some(form) if form.mixed => Match::LooksLike,
        _ => Match::No,
    }
}

fn telling(cell: &[u8]) -> bool {
    encoded::base64(cell).is_some_and(|form| form.telling)
}

fn generate(rng: &mut Seeded) -> String {
    format!("aB1{}==", made_up::token(rng, 43))
}
