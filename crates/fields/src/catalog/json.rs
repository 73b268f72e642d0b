use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// JSON.
pub static TYPE: FieldType = FieldType {
    id: "json",
    title: "JSON",
    group: Group::Generic,
    data_class: None,
    personal: true,
    doc: "An object or array as RFC 8259 has it: brackets and strings balance, and what stands between is \
        punctuated like JSON. It may hold anything, so it counts as personal.",
    sources: &["RFC 8259"],
    headers: &[
        "json",
        "metadata",
        "meta",
        "payload",
        "data",
        "extra",
        "properties",
        "attributes",
        "params",
        "parametres",
        "settings",
        "preferences",
        "raw",
        "donnees",
        "custom fields",
        "json data",
        "additional data",
        "donnees json",
        "metadonnees",
        "metadaten",
        "metadatos",
        "datos json",
        "metadati",
        "dati json",
        "metadados",
        "dados json",
        "context",
        "details json",
    ],
    gate: Gate {
        min_len: 2,
        max_len: usize::MAX,
        classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH | Gate::CONTROL,
    },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["{\"a\": 1, \"b\": [true, null]}", "[]", "[{\"x\": \"}\"}]"],
    near_misses: &["{a}", "{\"a\": 1", "[1, 2}}", "(1, 2)", "{{name}}", "[draft]"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 83 },
};

/// Deepest nesting followed.
const DEPTH: usize = 64;

/// Whether brackets and strings balance; a bare word outside strings must be a number or `true`, `false`, `null`.
fn balanced(cell: &[u8]) -> bool {
    let mut stack = [0u8; DEPTH];
    let (mut depth, mut i) = (0, 0);
    while let Some(&b) = cell.get(i) {
        match b {
            b'{' | b'[' => {
                let Some(slot) = stack.get_mut(depth) else { return false };
                *slot = b + 2;
                depth += 1;
            }
            b'}' | b']' => {
                if depth == 0 || stack[depth - 1] != b || (depth == 1 && i + 1 < cell.len()) {
                    return false;
                }
                depth -= 1;
            }
            b'"' => match string_end(cell, i + 1) {
                Some(end) => i = end,
                None => return false,
            },
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => {}
            _ => {
                let word = cell[i..]
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-'))
                    .count();
                let text = &cell[i..i + word];
                let literal = matches!(text, b"true" | b"false" | b"null");
                let number = text.first().is_some_and(|b| b.is_ascii_digit() || *b == b'-')
                    && !text.iter().any(|b| b.is_ascii_alphabetic() && b | 0x20 != b'e');
                if word == 0 || !(literal || number) {
                    return false;
                }
                i += word - 1;
            }
        }
        i += 1;
    }
    depth == 0
}

/// Place of the quote that ends a string starting at `from`.
fn string_end(cell: &[u8], from: usize) -> Option<usize> {
    let mut i = from;
    loop {
        match cell.get(i)? {
            b'"' => return Some(i),
            b'\\' => i += 2,
            _ => i += 1,
        }
    }
}

fn check(cell: &[u8]) -> Match {
    let (Some(first), Some(last)) = (cell.first(), cell.last()) else {
        return Match::No;
    };
    let closed = matches!((first, last), (b'{', b'}') | (b'[', b']')) && cell.len() >= 2;
    if !closed {
        return Match::No;
    }
    // An object's first key is a string.
    let inner = cell[1..].trim_ascii_start();
    let keyed = *first == b'[' || matches!(inner.first(), Some(b'"' | b'}'));
    if keyed && balanced(cell) { Match::Valid } else { Match::LooksLike }
}

fn masked(cell: &[u8]) -> String {
    let form = if cell.first() == Some(&b'[') { "[…]" } else { "{…}" };
    format!("{form}, {}", mask::size(cell))
}

fn generate(rng: &mut Seeded) -> String {
    format!(
        "{{\"{}\": {}, \"tags\": [\"{}\", null]}}",
        rng.pick(made_up::WORDS),
        rng.below(100),
        rng.pick(made_up::WORDS)
    )
}
