use crate::form::digits::number;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// IPv4 address.
pub static TYPE: FieldType = FieldType {
    id: "ipv4",
    title: "IPv4 address",
    group: Group::Online,
    data_class: Some("IP addresses"),
    personal: true,
    doc: "Four octets in dotted decimal without leading zeros, perhaps with a port or a prefix length. \
        Octets above 255 and leading zeros look like one without being valid. Mistaken for version \
        numbers, which seldom have four parts.",
    sources: &["RFC 791", "RFC 6943 §3.1.1"],
    headers: &[
        "ip",
        "ip address",
        "ipv 4",
        "adresse ip",
        "ip addr",
        "ip v 4",
        "ip adresse",
        "client ip",
        "remote addr",
        "remote ip",
        "last ip",
        "last login ip",
        "login ip",
        "signup ip",
        "register ip",
        "registration ip",
        "reg ip",
        "user ip",
        "ip inscription",
        "ip connexion",
        "source ip",
        "src ip",
        "dst ip",
        "direccion ip",
        "indirizzo ip",
    ],
    gate: Gate { min_len: 7, max_len: 21, classes: Gate::DIGIT | Gate::PUNCT },
    check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["192.0.2.1", "8.8.8.8", "203.0.113.7:8080", "198.51.100.0/24"],
    near_misses: &["256.1.1.1", "1.2.3", "01.2.3.4", "1.2.3.4.5", "1.2.3.4/33", "1.2.3.4:99999"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 90 },
};

/// The four octets of an address without port or prefix.
pub(super) fn octets(cell: &[u8]) -> Option<[u8; 4]> {
    let mut out = [0; 4];
    let mut parts = 0;
    for part in cell.split(|b| *b == b'.') {
        let value = number(part).filter(|_| part.len() == 1 || (part.len() <= 3 && part[0] != b'0'))?;
        *out.get_mut(parts)? = u8::try_from(value).ok()?;
        parts += 1;
    }
    (parts == 4).then_some(out)
}

/// The address without its port or prefix length, if what follows is sound.
fn address(cell: &[u8]) -> Option<&[u8]> {
    let Some(at) = cell.iter().position(|b| matches!(b, b':' | b'/')) else {
        return Some(cell);
    };
    let top = if cell[at] == b':' { 65_535 } else { 32 };
    number(&cell[at + 1..]).is_some_and(|n| n <= top).then_some(&cell[..at])
}

fn check(cell: &[u8]) -> Match {
    if address(cell).and_then(octets).is_some() {
        return Match::Valid;
    }
    let parts =
        cell.split(|b| *b == b'.').filter(|p| (1..=3).contains(&p.len()) && number(p).is_some()).count();
    let form = parts == 4 && cell.split(|b| *b == b'.').count() == 4;
    if form && cell.len() <= 15 { Match::LooksLike } else { Match::No }
}

/// The kind of range an address lies in, never its octets.
fn masked(cell: &[u8]) -> String {
    let kind = match address(cell).and_then(octets) {
        None => "not an address",
        Some([10, ..] | [172, 16..=31, ..] | [192, 168, ..]) => "private",
        Some([127, ..]) => "loopback",
        Some([169, 254, ..]) => "link-local",
        Some([100, 64..=127, ..]) => "carrier NAT",
        Some([192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _]) => "documentation",
        Some([0, ..]) => "this network",
        Some([224..=239, ..]) => "multicast",
        Some([240..=255, ..]) => "reserved",
        Some(_) => "public",
    };
    format!("•.•.•.• ({kind})")
}

fn generate(rng: &mut Seeded) -> String {
    format!("{}.{}.{}.{}", rng.between(1, 223), rng.below(256), rng.below(256), rng.below(256))
}
