use crate::form::bits;
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
        "endereco ip",
        "ip adres",
    ],
    gate: Gate { min_len: 7, max_len: 21, classes: Gate::DIGIT | Gate::PUNCT },
    check: &check,
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
    if is_plain(cell) { Match::Valid } else { by_part(cell) }
}

/// Whether a cell is an address without port or prefix length, by bit sets: no octet is worked out.
#[inline]
fn is_plain(cell: &[u8]) -> bool {
    if cell.len() > 15 {
        return false;
    }
    let found = bits::sets(cell, |b| {
        let low = b.within(b'0', b'4');
        [b.equal(b'.'), b.digit(), b.equal(b'0'), b.equal(b'1'), b.equal(b'2'), low, low | b.equal(b'5')]
    });
    let Some([dots, digits, zeros, ones, twos, to_four, to_five]) = found else { return false };
    // The bit after the last octet stands for a dot as well.
    let ends = dots | 1 << cell.len();
    let starts = dots << 1 | 1;
    let three_dots = {
        let two = dots & dots.wrapping_sub(1);
        let one = two & two.wrapping_sub(1);
        one.is_power_of_two()
    };
    // Octets by their number of digits.
    let (single, double) = (starts & (ends >> 1), starts & (ends >> 2));
    let triple = starts & (ends >> 3) & !single & !double;
    let small = (to_four >> 1) | ((to_five & !to_four) >> 1 & (to_five >> 2));
    let sound = single | (double & !zeros) | (triple & (ones | (twos & small)));
    three_dots
        && (dots | digits) == bits::all(cell.len())
        && starts & digits == starts
        && starts & !sound == 0
}

fn by_part(cell: &[u8]) -> Match {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::damaged;

    #[test]
    fn every_octet() {
        for octet in 0..=1_000 {
            for cell in [format!("{octet}.9.8.7"), format!("9.8.7.{octet}"), format!("9.8.{octet:03}.7")] {
                assert_eq!(check(cell.as_bytes()), by_part(cell.as_bytes()), "{cell}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bit_sets_equal_parts(cell in prop_oneof![
            damaged::cells(&TYPE),
            "([0-9]{0,2}[0-6]{0,2}[.]{0,2}){0,5}".prop_map(String::into_bytes),
            "([0-2]?[0-6]?[0-9][.]){3}[0-2]?[0-9]?[0-9]".prop_map(String::into_bytes),
        ]) {
            prop_assert_eq!(check(&cell), by_part(&cell), "{}", String::from_utf8_lossy(&cell));
        }
    }
}
