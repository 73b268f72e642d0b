//! Countries of networks, and which are a host's: by the first 24 bits of an IPv4 address, the first 32 of an IPv6 one.
//!
//! Whois data and routes, not positions: registered offices, carriers and proxies stand for their users, and the compiler of
//! the data says that it has errors. For shares of many addresses, never for one.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::ranges::Ranges;

const fn ranges(pack: &'static [u8]) -> Ranges<'static> {
    // A pack of another format reads as empty, so that the task which builds the packs can itself be built.
    match Ranges::new(pack) {
        Some(ranges) => ranges,
        None => Ranges::EMPTY,
    }
}

static V4: Ranges<'static> = ranges(include_bytes!("../data/ipv4_countries.bin"));
static V6: Ranges<'static> = ranges(include_bytes!("../data/ipv6_countries.bin"));
static HOSTS: Ranges<'static> = ranges(include_bytes!("../data/ipv4_hosts.bin"));

/// The country an IPv4 address is registered for, ISO 3166 alpha-2.
pub fn country_v4(address: Ipv4Addr) -> Option<&'static str> {
    V4.find(address.to_bits() >> 8)
}

/// The country an IPv6 address is registered for.
pub fn country_v6(address: Ipv6Addr) -> Option<&'static str> {
    V6.find((address.to_bits() >> 96) as u32)
}

/// Whether the holder of an IPv4 network names itself a host: servers, not people's homes.
pub fn is_host(address: Ipv4Addr) -> bool {
    HOSTS.find(address.to_bits() >> 8).is_some()
}

/// [`country_v4`] and [`is_host`] of addresses in ascending order, in less time.
pub fn all_v4(addresses: &[u32]) -> impl Iterator<Item = (Option<&'static str>, bool)> {
    let networks = || addresses.iter().map(|address| address >> 8);
    V4.find_ascending(networks()).zip(HOSTS.find_ascending(networks()).map(|code| code.is_some()))
}

/// Networks looked at for [`share_of_space`]: one in so many /24 of the unicast space.
const EVERY: u32 = 223;

/// Share of the unicast IPv4 space (first octet 1 to 223, 10 and 127 left out) that is registered for a country: what
/// addresses drawn alike would show. From one network in 223, so within half a point.
pub fn share_of_space(country: &str) -> f64 {
    static SHARES: std::sync::LazyLock<std::collections::BTreeMap<&str, f64>> =
        std::sync::LazyLock::new(|| {
            let mut counts = std::collections::BTreeMap::new();
            let mut all = 0.0;
            let networks = (1 << 16..224 << 16).step_by(EVERY as usize);
            for network in networks.filter(|network: &u32| !matches!(network >> 16, 10 | 127)) {
                all += 1.0;
                if let Some(code) = V4.find(network) {
                    *counts.entry(code).or_default() += 1.0;
                }
            }
            counts.into_iter().map(|(code, n): (&str, f64)| (code, n / all)).collect()
        });
    SHARES.get(country).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_networks() {
        for (address, country) in [
            ([90, 0, 0, 1], Some("FR")),
            ([8, 8, 8, 8], Some("US")),
            ([194, 78, 0, 1], Some("BE")),
            ([10, 0, 0, 1], None),
            ([127, 0, 0, 1], None),
        ] {
            assert_eq!(country_v4(address.into()), country, "{address:?}");
        }
        assert_eq!(country_v6("2a01:cb00::1".parse().unwrap()), Some("FR"));
        assert_eq!(country_v6("::1".parse().unwrap()), None);
        assert!(V4.codes().count() > 200 && V6.codes().count() > 150);
    }

    #[test]
    fn shares_of_the_space() {
        // The United States hold about four tenths, France two in a hundred.
        let (us, fr) = (share_of_space("US"), share_of_space("FR"));
        assert!((0.35..0.5).contains(&us) && (0.01..0.04).contains(&fr), "{us} {fr}");
        assert!(share_of_space("??").abs() < 1e-12);
    }

    #[test]
    fn hosts_and_homes() {
        // OVH and Hetzner; Orange's and Comcast's customers.
        for (address, host) in
            [([51, 38, 0, 1], true), ([88, 198, 0, 1], true), ([90, 0, 0, 1], false), ([73, 0, 0, 1], false)]
        {
            assert_eq!(is_host(address.into()), host, "{address:?}");
        }
    }
}
