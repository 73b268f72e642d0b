use crate::form::hash;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Bare digest.
pub static TYPE: FieldType = FieldType {
    id: "hex-digest",
    title: "Bare digest",
    group: Group::Secrets,
    data_class: None,
    personal: true,
    doc: "Hexadecimal digits of one case with the length of a common digest (MD5 and NTLM 32, SHA-1 40, \
        SHA-2 56 to 128). It may be a password, a token or a file's digest: a header or its neighbours \
        decide. What has the version and variant of a UUID tells nothing.",
    sources: &["RFC 1321", "FIPS 180-4"],
    headers: &[
        "md 5",
        "sha 1",
        "sha 256",
        "sha 512",
        "checksum",
        "digest",
        "empreinte",
        "fingerprint",
        "ntlm",
        "email hash",
        "hash email",
        "md 5 hash",
        "hashed email",
        "file hash",
    ],
    gate: Gate { min_len: 32, max_len: 128, classes: Gate::ALNUM },
    check: &check,
    telling: Some(no_uuid),
    normalise: None,
    mask: masked,
    generate,
    examples: &["5f4dcc3b5aa765d61d8327deb882cf99", "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709"],
    near_misses: &[
        "5f4dcc3b5aa765d61d8327deb882cf9",
        "11111111111111111111111111111111",
        "5f4dcc3b5aa765d61d8327deb882cfzz",
        "5F4dcc3b5aa765d61d8327deb882cf99",
    ],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 80 },
};

fn check(cell: &[u8]) -> Match {
    match hash::scheme(cell) {
        Some(scheme) if !scheme.marked && cell.len() >= 32 => Match::Valid,
        _ => Match::No,
    }
}

/// Whether it is anything but a UUID without its hyphens: one digest in twenty looks like one, every such UUID does.
fn no_uuid(cell: &[u8]) -> bool {
    let version = cell.len() == 32 && matches!(cell[12], b'1' | b'4' | b'7');
    !(version && matches!(cell[16], b'8' | b'9' | b'a' | b'b' | b'A' | b'B'))
}

fn masked(cell: &[u8]) -> String {
    hash::scheme(cell).map_or_else(|| mask::size(cell), |s| s.id.into())
}

fn generate(rng: &mut Seeded) -> String {
    let length = *rng.pick(&[32, 40, 64]);
    let body = rng.hex(length - 2);
    format!("{body}a7")
}
