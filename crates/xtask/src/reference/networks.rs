//! Networks: their countries, and which are a host's.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use dumpscope_reference::ranges;

use super::{Archive, Packs};

/// Words in the name of a network's holder that make it a host, in lower case. Written by hand after the largest hosting
/// and cloud networks of the file; a telephone company that also lets servers is not named so.
const HOSTS: [&str; 32] = [
    "amazon",
    "google cloud",
    "microsoft",
    "digitalocean",
    "linode",
    "akamai connected",
    "ovh",
    "hetzner",
    "leaseweb",
    "vultr",
    "choopa",
    "contabo",
    "scaleway",
    "online s.a.s",
    "ionos",
    "hosting",
    "hoster",
    "datacenter",
    "data center",
    "datacamp",
    "m247",
    "cloud",
    "server",
    "colo",
    "vps",
    "alibaba",
    "tencent",
    "oracle",
    "rackspace",
    "godaddy",
    "psychz",
    "quadranet",
];

/// A range of addresses, both ends included, and what is said of it.
type Span = (u128, u128, String);

/// Builds countries by /24 and /32, and the hosts among IPv4 networks by /24.
pub fn build(countries: &Archive, holders: &Archive, packs: &mut Packs) -> Result<()> {
    let v4 = spans(&countries.text("geo-whois-asn-country-ipv4-num.csv")?)?;
    let v6 = spans(&countries.text("geo-whois-asn-country-ipv6-num.csv")?)?;
    packs.insert("ipv4_countries.bin".into(), ranges::build(&coarse(v4, 8)));
    packs.insert("ipv6_countries.bin".into(), ranges::build(&coarse(v6, 96)));
    let mut hosts = Vec::new();
    let text = holders.text("asn-ipv4-num.csv")?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record?;
        let name = record.get(3).unwrap_or_default().to_lowercase();
        if HOSTS.iter().any(|word| name.contains(word)) {
            hosts.push((number(record.get(0))?, number(record.get(1))?, "HO".to_owned()));
        }
    }
    packs.insert("ipv4_hosts.bin".into(), ranges::build(&coarse(hosts, 8)));
    Ok(())
}

fn number(text: Option<&str>) -> Result<u128> {
    text.and_then(|text| text.parse().ok()).context("an end of a range is no number")
}

fn spans(text: &str) -> Result<Vec<Span>> {
    text.lines()
        .map(|line| {
            let mut parts = line.split(',');
            let (from, to) = (number(parts.next())?, number(parts.next())?);
            Ok((from, to, parts.next().context("a range without a country")?.to_owned()))
        })
        .collect()
}

/// Spans in their order, without what an earlier one has; neighbours that say the same joined.
fn clipped(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut out: Vec<Span> = Vec::new();
    let mut free = 0;
    for (from, to, what) in spans {
        let from = from.max(free);
        if from > to {
            continue;
        }
        free = to + 1;
        match out.last_mut() {
            Some(last) if last.1 + 1 == from && last.2 == what => last.1 = to,
            _ => out.push((from, to, what)),
        }
    }
    out
}

/// The same in blocks of `2^shift` addresses: a block is what most of its addresses are.
fn coarse(spans: Vec<Span>, shift: u32) -> Vec<(u32, u32, [u8; 2])> {
    let mut whole: Vec<Span> = Vec::new();
    let mut parts: BTreeMap<u128, BTreeMap<String, u128>> = BTreeMap::new();
    for (from, to, what) in clipped(spans) {
        let (first, last) = (from >> shift, to >> shift);
        for block in [first, last].into_iter().take(if first == last { 1 } else { 2 }) {
            let (low, high) = (from.max(block << shift), to.min(((block + 1) << shift) - 1));
            *parts.entry(block).or_default().entry(what.clone()).or_default() += high - low + 1;
        }
        if last - first > 1 {
            whole.push((first + 1, last - 1, what));
        }
    }
    for (block, shares) in parts {
        // Half at least: a host's single address makes no host of its neighbours. Of equals the first by name.
        let most = shares.into_iter().rev().max_by_key(|(_, addresses)| *addresses);
        if let Some((what, addresses)) = most
            && addresses << 1 >= 1 << shift
        {
            whole.push((block, block, what));
        }
    }
    clipped(whole)
        .into_iter()
        .filter_map(|(from, to, what)| {
            let what: [u8; 2] = what.as_bytes().try_into().ok()?;
            Some((from as u32, to as u32, what))
        })
        .collect()
}
