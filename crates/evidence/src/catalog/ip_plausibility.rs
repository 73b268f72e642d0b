use dumpscope_model::{Network, PlaceKind};
use dumpscope_reference::networks;

use crate::{
    evenness::{self, Departure},
    indicator::{Answer, Group, Indicator, Question},
    intervals, locale,
    reading::{self, Reading},
};

/// Do network addresses lie where people's do?
pub static INDICATOR: Indicator = Indicator {
    id: "ip-plausibility",
    question: "Do the network addresses lie where people's do?",
    group: Group::Geography,
    doc: "People come from the networks of their providers: few first octets hold most of them, neighbours share a /24, \
        most are registered where the row or the table says it lives, and none comes from multicast or reserved space. A \
        program draws four octets alike, or within the historic classes A, B and C, so that addresses are even over the \
        space, an eighth of them cannot exist, and countries are those of the space.",
    statistic: "(χ² − df) / n of first octets 1–223 (10 and 127 left out) against equal shares, or against equal shares \
        within each class, the smaller; share from 224 up; ln((neighbours + 1) / (chance + 1)) for pairs in one /24; \
        (agree − chance) / (1 − chance) for the network's country and the row's, chance from rows shifted by one, or, where \
        the table is of one country, from its share of the space",
    sources: &[
        "RFC 6890 (special-purpose addresses), RFC 5771 (multicast), RFC 1112 section 4 (class E)",
        "design experiments: first octets χ²/df 1.3 or 156 from libraries, private .46 %, multicast 6 %; clustered in real \
            tables",
        "countries and hosts of networks as embedded: delegations of the five regional registries, announced by Route Views",
    ],
    limits: "Drawing from announced prefixes of the country defeats it. Registered offices stand for their customers, and \
        travellers and private networks for where they exit: nothing is said where most addresses are a host's. Behind a proxy or carrier every address is one of a few or \
        private: that is said, and weighs nothing. Addresses may be invented, hashed or masked for real people.",
    least: 100,
    fires_on: "1 000 addresses of four random octets",
    silent_on: "a log behind a proxy: all addresses private",
    ask,
};

/// First octets of the historic classes.
const CLASSES: [std::ops::RangeInclusive<usize>; 3] = [1..=126, 128..=191, 192..=223];
/// First octets that are private or loopback as a whole.
const LOCAL: [usize; 2] = [10, 127];
/// /24 networks of the routed unicast space: 221 first octets.
const NETWORKS: f64 = 221.0 * 65_536.0;
/// Part of the rows that agreement must leave open once rows are shifted, and share of hosts from which addresses are a
/// proxy's.
const LEAST_ROOM: f64 = 0.2;
const HOSTS: f64 = 0.5;
/// Standard errors under chance from which addresses are not drawn from the whole space.
const BELOW: f64 = 3.0;

fn ask(question: &Question<'_>) -> Answer {
    let Some(network) = &question.table.traits.network else {
        return Answer::skipped("No network addresses.");
    };
    if network.n < INDICATOR.least {
        return Answer::skipped(format!("Only {} network addresses.", network.n));
    }
    let readings: Vec<Reading> = [
        octets(question, network),
        Some(beyond(question, network)),
        neighbours(question, network),
        country(question, network),
    ]
    .into_iter()
    .flatten()
    .collect();
    reading::answer(&readings).unwrap_or_else(|| Answer::skipped("No figures of network addresses."))
}

/// First octets against evenness, over all of unicast space or within its classes: what comes nearer to a program's draw.
fn octets(question: &Question<'_>, network: &Network) -> Option<Reading> {
    let count = |octet: usize| network.octets.get(octet).copied().unwrap_or(0);
    let used: Vec<usize> = (1..224).filter(|octet| !LOCAL.contains(octet)).collect();
    let counts: Vec<u64> = used.iter().map(|octet| count(*octet)).collect();
    let within: Vec<f64> = used
        .iter()
        .map(|octet| {
            let class = CLASSES.iter().find(|class| class.contains(octet)).cloned().unwrap_or(0..=0);
            let own = || used.iter().filter(|other| class.contains(other));
            own().map(|other| count(*other) as f64).sum::<f64>() / own().count().max(1) as f64
        })
        .collect();
    let flat = evenness::flat(&counts)?;
    // A class without addresses has no share: then the classes are no better a description.
    let nearer = evenness::against(&counts, &within).filter(|d| d.effect < flat.effect).unwrap_or(flat);
    if nearer.n < INDICATOR.least {
        return None;
    }
    let Departure { n, per_df, effect, error } = nearer;
    let scale = question.scale("ip-plausibility.octets").within(effect, error);
    let statement = format!(
        "First octets vary {per_df:.1} times as much as chance gives (χ²/df), an effect of {effect:.2} where even ones \
         show 0."
    );
    Some(Reading { measured: effect, n, scale, statement })
}

fn beyond(question: &Question<'_>, network: &Network) -> Reading {
    let share = intervals::share(network.above_unicast, network.n).estimate;
    let scale = question.scale("ip-plausibility.beyond");
    let error = intervals::error(share.max(scale.generated), network.n);
    let special = intervals::share(network.special, network.n).estimate;
    Reading {
        measured: share,
        n: network.n,
        scale: scale.within(share, error),
        statement: format!(
            "{:.1} % of the addresses start at 224 or above, where no computer has its address; {:.1} % are private or \
             otherwise special.",
            100.0 * share,
            100.0 * special
        ),
    }
}

fn neighbours(question: &Question<'_>, network: &Network) -> Option<Reading> {
    // Private addresses are neighbours by design.
    if network.special > network.n / 2 {
        return None;
    }
    let different = network.distinct as f64;
    let chance = different * (different - 1.0).max(0.0) / 2.0 / NETWORKS;
    let seen = network.neighbours.max(0.0);
    let excess = ((seen + 1.0) / (chance + 1.0)).ln();
    let scale = question.scale("ip-plausibility.neighbours");
    Some(Reading {
        measured: excess,
        n: network.n,
        scale: scale.within(excess, 1.0 / (seen + 1.0).sqrt()),
        statement: format!(
            "{seen:.0} pairs of different addresses share a /24; even ones would show {chance:.1}."
        ),
    })
}

/// The country of the network against the row's, or the table's.
fn country(question: &Question<'_>, network: &Network) -> Option<Reading> {
    let usable = network.distinct.saturating_sub(network.unregistered);
    if usable < INDICATOR.least || network.hosts as f64 > HOSTS * usable as f64 {
        return None;
    }
    let checks = &question.table.traits.place_checks;
    let declared = checks.iter().find(|c| c.kind == PlaceKind::NetworkCountry && c.n >= INDICATOR.least);
    let by_row = declared.map(|check| {
        let of = |hits: u64| intervals::share(hits, check.n).estimate;
        (of(check.agree), of(check.shifted), check.n, "the row names".to_owned())
    });
    let (agree, chance, n, whose) =
        by_row.filter(|(_, chance, ..)| 1.0 - chance >= LEAST_ROOM).or_else(|| {
            // Of one country: nearly all rows agree or none, whichever row they stand in.
            let code = locale::one_country(question.table)?;
            let own = network.countries.iter().find(|(own, _)| own == code).map_or(0, |(_, n)| *n);
            let all = network.countries.iter().fold(0u64, |all, (_, n)| all.saturating_add(*n));
            let chance = networks::share_of_space(code);
            (all >= INDICATOR.least && 1.0 - chance >= LEAST_ROOM).then(|| {
                (intervals::share(own, all).estimate, chance, all, format!("the table is of ({code})"))
            })
        })?;
    let room = 1.0 - chance;
    let beyond = (agree - chance) / room;
    let error = intervals::error(agree.max(chance), n) / room;
    // Far fewer than by chance: another country's networks, and not drawn.
    if beyond < -BELOW * error {
        return None;
    }
    let scale = question.scale("ip-plausibility.country");
    Some(Reading {
        measured: beyond,
        n,
        scale: scale.within(beyond, error),
        statement: format!(
            "{:.0} % of the addresses are registered for the country {whose}; {:.0} % would be by chance. {:.1} % are a \
             host's.",
            100.0 * agree,
            100.0 * chance,
            100.0 * intervals::share(network.hosts, usable).estimate
        ),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    /// Counts addresses as the scan does.
    fn traits(addresses: &[u32]) -> Traits {
        let mut network = Network { n: addresses.len() as u64, octets: vec![0; 256], ..Network::default() };
        let different: BTreeSet<u32> = addresses.iter().copied().collect();
        for address in addresses {
            let octet = (address >> 24) as usize;
            network.octets[octet] += 1;
            network.above_unicast += u64::from(octet >= 224);
            network.special += u64::from(octet == 10);
        }
        network.distinct = different.len() as u64;
        let prefixes: Vec<u32> = different.iter().map(|address| address >> 8).collect();
        network.neighbours =
            prefixes.chunk_by(|a, b| a == b).map(|run| (run.len() * (run.len() - 1) / 2) as f64).sum();
        Traits { rows: network.n, network: Some(network), ..Traits::default() }
    }

    #[track_caller]
    fn check(address: impl Fn(&mut Draw) -> u32, n: usize, side: Side) {
        for seed in 0..5 {
            let mut draw = Draw::new(seed);
            let addresses: Vec<u32> = (0..n).map(|_| address(&mut draw)).collect();
            drawing::expect(&drawing::ask(&INDICATOR, traits(&addresses)), side, &format!("n = {n}, {seed}"));
        }
    }

    fn spread(draw: &mut Draw) -> u32 {
        (draw.bits() >> 32) as u32
    }

    #[test]
    fn random_octets() {
        for n in [300, 1_000, 10_000] {
            check(spread, n, Side::Invented);
            // unicast only
            check(|draw| (1 + spread(draw) % 223) << 24 | spread(draw) >> 8, n, Side::Invented);
        }
    }

    #[test]
    fn classes_drawn_alike() {
        let class = |draw: &mut Draw| {
            let octet = [1 + spread(draw) % 126, 128 + spread(draw) % 64, 192 + spread(draw) % 32];
            octet[(spread(draw) % 3) as usize] << 24 | spread(draw) >> 8
        };
        for n in [300, 1_000, 10_000] {
            check(class, n, Side::Invented);
        }
    }

    #[test]
    fn networks_of_providers() {
        // Prefixes of /16 used as names are, a few hundred /24 in each.
        let law = Law::zipf(3_000, 1.2, 5.0);
        let people = |draw: &mut Draw| {
            let prefix = draw.values(&law, 1)[0] as u32;
            let octet = 1 + prefix.wrapping_mul(2_654_435_761) % 223;
            u32::from_be_bytes([octet as u8, prefix as u8, (spread(draw) % 200) as u8, spread(draw) as u8])
        };
        for n in [300, 1_000, 10_000] {
            check(people, n, Side::Real);
        }
    }

    #[test]
    fn countries_of_networks() {
        use dumpscope_model::PlaceCheck;
        #[track_caller]
        fn check(n: u64, agree: u64, shifted: u64, side: f64) {
            let check =
                PlaceCheck { kind: PlaceKind::NetworkCountry, country: String::new(), n, agree, shifted };
            let network = Network { n, distinct: n, ..Network::default() };
            let question = |network: &Network, check| {
                let traits =
                    Traits { network: Some(network.clone()), place_checks: vec![check], ..Traits::default() };
                drawing::ask(&INDICATOR, traits)
            };
            let weight = question(&network, check).log10_lr.unwrap_or_default();
            assert!(
                weight * side > 0.0 || (side == 0.0 && weight.abs() < 0.1),
                "{n} {agree} {shifted}: {weight}"
            );
        }
        check(1_000, 850, 200, 1.0);
        check(1_000, 210, 200, -1.0);
        check(99, 20, 20, 0.0);
        // one country: shifting tells nothing, and nothing is known of the table
        check(1_000, 900, 900, 0.0);
    }

    #[test]
    fn one_country_against_its_share_of_the_space() {
        let of = |french: u64, n: u64| {
            let countries = vec![("US".to_owned(), n - french), ("FR".to_owned(), french)];
            let network = Network { n, distinct: n, countries, ..Network::default() };
            let traits = Traits { network: Some(network), ..Traits::default() };
            drawing::ask_in(&INDICATOR, traits, drawing::locale("FR", "fr"))
        };
        drawing::expect(&of(880, 1_000), Side::Real, "French");
        drawing::expect(&of(25, 1_000), Side::Invented, "anywhere");
        let attackers = Network {
            n: 1_000,
            distinct: 1_000,
            countries: vec![("CN".to_owned(), 830), ("US".to_owned(), 170)],
            ..Network::default()
        };
        let traits = Traits { network: Some(attackers), ..Traits::default() };
        let answer = drawing::ask_in(&INDICATOR, traits, drawing::locale("US", "en"));
        drawing::expect(&answer, Side::Neither, "of another country");
    }

    #[test]
    fn behind_a_proxy() {
        for n in [300, 10_000] {
            check(|draw| 0x0a00_0000 + spread(draw) % 60_000, n, Side::Neither);
            check(|_| 0x0a00_0001, n, Side::Neither);
        }
        check(spread, 99, Side::Skipped);
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "none");
    }
}
