use std::collections::BTreeMap;

use dumpscope_model::Network;
use dumpscope_reference::networks;

use super::people::People;

/// Countries listed.
const COUNTRIES: usize = 20;

/// Where IPv4 addresses point.
pub(super) fn of(people: &People<'_>) -> Option<Network> {
    let role = people.ip.as_ref()?;
    let mut network = Network { column: role.column, octets: vec![0; 256], ..Network::default() };
    let mut all: Vec<u32> = role.cells.iter().filter_map(|cell| address(cell)).collect();
    for &address in &all {
        let first = address >> 24;
        network.octets[first as usize] += 1;
        network.above_unicast += u64::from(first >= 224);
        network.special += u64::from(is_special(address));
    }
    network.n = all.len() as u64;
    all.sort_unstable();
    all.dedup();
    network.distinct = all.len() as u64;
    let mut countries: BTreeMap<&str, u64> = BTreeMap::new();
    let public: Vec<u32> =
        all.iter().copied().filter(|&bits| bits >> 24 < 224 && !is_special(bits)).collect();
    for (country, host) in networks::all_v4(&public) {
        match country {
            Some(code) => *countries.entry(code).or_default() += 1,
            None => network.unregistered += 1,
        }
        network.hosts += u64::from(host);
    }
    let mut countries: Vec<(String, u64)> =
        countries.into_iter().map(|(code, n)| (code.to_owned(), n)).collect();
    countries.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    countries.truncate(COUNTRIES);
    network.countries = countries;
    for run in all.chunk_by(|a, b| a >> 8 == b >> 8) {
        let c = run.len() as f64;
        network.neighbours += c * (c - 1.0) / 2.0;
    }
    (network.n > 0).then_some(network)
}

fn address(cell: &[u8]) -> Option<u32> {
    std::str::from_utf8(cell).ok()?.parse::<std::net::Ipv4Addr>().ok().map(u32::from)
}

/// Not routed on the public network and below multicast: this network, private, shared, loopback, link-local, protocol
/// assignments, documentation, benchmarking (RFC 6890).
fn is_special(address: u32) -> bool {
    const RANGES: [(u32, u32); 12] = [
        (0x0000_0000, 8),
        (0x0a00_0000, 8),
        (0x6440_0000, 10),
        (0x7f00_0000, 8),
        (0xa9fe_0000, 16),
        (0xac10_0000, 12),
        (0xc000_0000, 24),
        (0xc000_0200, 24),
        (0xc0a8_0000, 16),
        (0xc612_0000, 15),
        (0xc633_6400, 24),
        (0xcb00_7100, 24),
    ];
    RANGES.iter().any(|&(base, bits)| (address ^ base) >> (32 - bits) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_ranges() {
        #[track_caller]
        fn check(cell: &str, expect: bool) {
            assert_eq!(address(cell.as_bytes()).map(is_special), Some(expect), "{cell}");
        }
        check("10.1.2.3", true);
        check("172.31.255.255", true);
        check("172.32.0.0", false);
        check("192.0.2.7", true);
        check("192.0.3.7", false);
        check("198.19.0.1", true);
        check("224.0.0.1", false);
        check("8.8.8.8", false);
    }
}
