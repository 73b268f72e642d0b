use crate::form::{encoded, hash};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Hexadecimal bytes.
pub static TYPE: FieldType = FieldType {
    id: "hex-blob",
    title: "Hexadecimal bytes",
    group: Group::Generic,
    data_class: None,
    personal: true,
    doc: "An even number of hexadecimal digits of one case, 16 or more, with letters and digits both, or \
        marked by `0x` or `\\x`. Lengths of digests are `hex-digest`, pictures `image-blob`.",
    sources: &["RFC 4648 §8"],
    headers: &[
        "hex",
        "hex blob",
        "hexadecimal",
        "raw hex",
        "hex data",
        "bytes",
        "bytea",
        "hexa",
        "donnees hexa",
        "octets",
        "hexdaten",
        "datos hex",
        "dati hex",
        "dados hex",
    ],
    gate: Gate { min_len: 4, max_len: usize::MAX, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: Some(|cell| !is_country_number(cell)),
    normalise: None,
    mask: mask::size,
    generate,
    examples: &["0xdeadbeef00", "00ff17a9bc45de7801", "48656C6C6F20576F726C6421"],
    near_misses: &["1234567890123456", "deadbeefdeadbee", "DEADbeef00112233", "deadbeefdeadbeef"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 49 },
};

fn check(cell: &[u8]) -> Match {
    let Some(body) = encoded::hex_body(cell) else {
        return Match::No;
    };
    let prefixed = body.len() < cell.len();
    if prefixed || (body.len() >= 16 && hash::is_digest(body)) { Match::Valid } else { Match::No }
}

/// Two letters and then digits alone: a country and its number, as an IBAN of Germany or Belgium is.
fn is_country_number(cell: &[u8]) -> bool {
    cell.len() > 2
        && cell[..2].iter().all(u8::is_ascii_alphabetic)
        && cell[2..].iter().all(u8::is_ascii_digit)
}

fn generate(rng: &mut Seeded) -> String {
    let length = rng.between(5, 40) as usize * 2 + 12;
    format!("a7{}", rng.hex(length))
}
