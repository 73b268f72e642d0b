use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// MAC address.
pub static TYPE: FieldType = FieldType {
    id: "mac",
    title: "MAC address",
    group: Group::Online,
    data_class: Some("MAC addresses"),
    personal: true,
    doc: "Six octets in hexadecimal with one separator (`:` or `-`), or three groups of four digits with \
        dots. All zeros and broadcast are well-formed and valid. Mistaken for hexadecimal identifiers when \
        the separators are missing: then it is not taken for one.",
    sources: &["IEEE 802-2014 §8.1"],
    headers: &["mac", "mac address", "adresse mac", "mac addr", "wifi mac", "bssid", "ethernet address"],
    gate: Gate { min_len: 14, max_len: 17, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["00:1a:2b:3c:4d:5e", "00-1A-2B-3C-4D-5E", "001a.2b3c.4d5e"],
    near_misses: &[
        "00:1a:2b:3c:4d",
        "00:1a:2b:3c:4d:5g",
        "001a2b3c4d5e",
        "00:1a-2b:3c-4d:5e",
        "12:34:56:78:90:12:34",
    ],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 90 },
};

fn check(cell: &[u8]) -> Match {
    let (width, separator) = match cell.len() {
        17 => (3, cell[2]),
        14 => (5, cell[4]),
        _ => return Match::No,
    };
    let known = if width == 3 { matches!(separator, b':' | b'-') } else { separator == b'.' };
    let sound = cell
        .iter()
        .enumerate()
        .all(|(i, b)| if i % width == width - 1 { *b == separator } else { b.is_ascii_hexdigit() });
    if known && sound { Match::Valid } else { Match::No }
}

fn masked(cell: &[u8]) -> String {
    match cell.len() {
        17 if cell[2] == b'-' => "••-••-••-••-••-••".into(),
        17 => "••:••:••:••:••:••".into(),
        _ => "••••.••••.••••".into(),
    }
}

fn generate(rng: &mut Seeded) -> String {
    let octets: Vec<String> = (0..6).map(|_| rng.hex(2)).collect();
    octets.join(*rng.pick(&[":", "-"]))
}
