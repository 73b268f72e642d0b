use dumpscope_model::{Households, Shared};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals,
    reading::{self, Reading},
    words::{grouped, percent},
};

/// Do people who share a home share a surname?
pub static INDICATOR: Indicator = Indicator {
    id: "households",
    question: "Do different people who share an address, a phone or a connection share a surname as families do?",
    group: Group::Coupling,
    doc: "Couples, parents and children live at one address under one surname: of the pairs of different people at one \
        address a third or more share it, neighbours one in some hundred. A program that draws addresses and surnames \
        apart gives homes to strangers, or one home to each. Pairs are held against those of one home and the next by \
        postcode, so that a village of one name does not count. Groups of more than eight are left out: firms, blocks, \
        proxies. That nobody shares a home is no sign: lists of one person per household, and samples, show none.",
    statistic: "(same / pairs − same apart / pairs apart) / (1 − same apart / pairs apart), over pairs of people of two \
        first names who share an address, a phone or an IP address",
    sources: &[
        "United Nations (2017), Household Size and Composition: most households of several people are families",
        "design/indicators.md 19: some on real tables, none on invented ones",
    ],
    limits: "A simulator that makes families defeats it, and so does copying real ones. Doctors, officials and tradesmen \
        at work share addresses and no surname, as do flats under one house number: the lack of it weighs nothing. Where few surnames serve everybody neighbours share them too. A sample of a \
        share s of the people holds s² of their pairs.",
    least: 50,
    fires_on: "1 000 customers, 80 couples of one surname among 150 shared addresses",
    silent_on: "a list of one person per household",
    ask,
};

/// Fewest pairs that share something.
const PAIRS: u64 = 20;

fn ask(question: &Question<'_>) -> Answer {
    let homes = &question.table.traits.households;
    if homes.is_empty() {
        return Answer::skipped("No surnames beside addresses, phones or network addresses.");
    }
    let readings: Vec<Reading> = homes.iter().filter_map(|homes| reading(question, homes)).collect();
    reading::answer(&readings).unwrap_or_else(|| {
        let n = homes.iter().map(|homes| homes.n).max().unwrap_or(0);
        let pairs = homes.iter().map(|homes| homes.pairs).max().unwrap_or(0);
        Answer::skipped(format!(
            "Of {} people hardly any two share an address, a phone or a connection ({} pairs): nothing to hold surnames against.",
            grouped(n),
            grouped(pairs)
        ))
    })
}

fn reading(question: &Question<'_>, homes: &Households) -> Option<Reading> {
    if homes.pairs < PAIRS || homes.n < INDICATOR.least || homes.apart == 0 {
        return None;
    }
    let same = intervals::share(homes.same, homes.pairs).estimate;
    let chance = intervals::share(homes.apart_same, homes.apart).estimate;
    let room = 1.0 - chance;
    if room < 0.5 {
        return None;
    }
    let lift = (same - chance) / room;
    let error = intervals::error(same, homes.pairs).hypot(intervals::error(chance, homes.apart)) / room;
    let scale = question.scale(&format!("{}.{}", INDICATOR.id, homes.shared.id())).within(lift, error);
    let (what, crowd) = match homes.shared {
        Shared::Address => ("an address", "at addresses"),
        Shared::Phone => ("a phone number", "behind numbers"),
        Shared::Network => ("a network address", "behind addresses"),
    };
    let statement = format!(
        "Of {} pairs of different people who share {what}, {} share the surname (± {}); of pairs from one home and the \
         next {} do. Families show {} and more, strangers as many as neighbours. {} of {} people are {crowd} of more than \
         eight and left out.",
        grouped(homes.pairs),
        percent(same),
        percent(2.0 * error),
        percent(chance),
        percent(scale.real),
        grouped(homes.crowded),
        grouped(homes.n)
    );
    Some(Reading { measured: lift, n: homes.pairs, scale, statement })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Side};

    #[track_caller]
    fn check(shared: Shared, pairs: u64, same: u64, apart_same: u64, side: Side) {
        let homes = Households {
            shared,
            columns: (1, 2),
            n: 1_000,
            pairs,
            same,
            apart: 4 * pairs,
            apart_same,
            crowded: 0,
        };
        let traits = Traits { households: vec![homes], ..Traits::default() };
        drawing::expect(&drawing::ask(&INDICATOR, traits), side, &format!("{homes:?}"));
    }

    #[test]
    fn families_and_strangers() {
        check(Shared::Address, 150, 80, 1, Side::Real);
        check(Shared::Phone, 150, 80, 1, Side::Real);
        // doctors and officials at work
        check(Shared::Address, 300, 0, 1, Side::Neither);
        // colleagues share a number and no surname
        check(Shared::Phone, 300, 0, 1, Side::Neither);
        check(Shared::Network, 300, 2, 1, Side::Neither);
    }

    #[test]
    fn look_alikes() {
        // a village where a third of all have one surname
        check(Shared::Address, 150, 50, 200, Side::Neither);
        // one person per household
        check(Shared::Address, 3, 0, 0, Side::Skipped);
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "none");
    }

    #[test]
    fn few_surnames_and_firms() {
        let homes = |crowded| Households {
            shared: Shared::Address,
            columns: (0, 1),
            n: 1_000,
            pairs: 300,
            same: 0,
            apart: 900,
            apart_same: 4,
            crowded,
        };
        let traits = |crowded| Traits { households: vec![homes(crowded)], ..Traits::default() };
        let korea = drawing::locale("KR", "ko");
        drawing::expect(&drawing::ask_in(&INDICATOR, traits(0), korea), Side::Neither, "Korea");
        drawing::expect(&drawing::ask(&INDICATOR, traits(600)), Side::Neither, "offices");
    }
}
