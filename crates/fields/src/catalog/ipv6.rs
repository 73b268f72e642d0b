use crate::{Decide, FieldType, Gate, Group, Match, Seeded};
use std::net::Ipv6Addr;

/// IPv6 address.
pub static TYPE: FieldType = FieldType {
    id: "ipv6",
    title: "IPv6 address",
    group: Group::Online,
    data_class: Some("IP addresses"),
    personal: true,
    doc: "An address of eight groups of hexadecimal digits, with at most one `::`, perhaps a zone or prefix \
        length. Mistaken for MAC addresses and times, which have other group lengths.",
    sources: &["RFC 4291 §2.2", "RFC 5952"],
    headers: &["ipv 6", "ip v 6", "ipv 6 address", "adresse ipv 6", "ip", "ip address", "adresse ip"],
    gate: Gate { min_len: 2, max_len: 49, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["2001:db8::1", "fe80::1%eth0", "2001:db8:0:0:0:0:2:1", "::ffff:192.0.2.1", "2001:db8::/32"],
    near_misses: &["12:34:56", "2001:db8:::1", "00:1a:2b:3c:4d:5e", "2001:db8::g", "1::2::3"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 91 },
};

fn parse(cell: &[u8]) -> Option<Ipv6Addr> {
    let end = cell.iter().position(|b| matches!(b, b'%' | b'/')).unwrap_or(cell.len());
    let address = &cell[..end];
    if !address.contains(&b':') || (end < cell.len() && end + 1 == cell.len()) {
        return None;
    }
    std::str::from_utf8(address).ok()?.parse().ok()
}

fn check(cell: &[u8]) -> Match {
    let colons = cell.split(|b| *b == b':').count() - 1;
    let plain = cell.len() <= TYPE.gate.max_len && cell.iter().all(u8::is_ascii_graphic);
    if !plain || !(2..=8).contains(&colons) {
        return Match::No;
    }
    if parse(cell).is_some() {
        return Match::Valid;
    }
    let form = cell.iter().all(|b| b.is_ascii_hexdigit() || *b == b':') && colons > 5;
    if form { Match::LooksLike } else { Match::No }
}

fn masked(cell: &[u8]) -> String {
    let kind = match parse(cell).map(|a| a.segments()) {
        None => "not an address",
        Some([0x2001, 0xdb8, ..]) => "documentation",
        Some([0xfe80..=0xfebf, ..]) => "link-local",
        Some([0xfc00..=0xfdff, ..]) => "private",
        Some([0xff00..=0xffff, ..]) => "multicast",
        Some([0, 0, 0, 0, 0, 0xffff, ..]) => "mapped IPv4",
        Some(_) => "public",
    };
    format!("•:•:• ({kind})")
}

fn generate(rng: &mut Seeded) -> String {
    format!("2001:db8:{}:{}::{:x}", rng.hex(4), rng.hex(4), rng.between(1, 65_535))
}
