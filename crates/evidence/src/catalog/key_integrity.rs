use dumpscope_model::{IdColumn, Link, Paths};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals,
    reading::{self, Reading},
    words::{grouped, percent},
};

/// Do rows belong to rows of other tables, in order of time, and unevenly, and do parcels go one way?
pub static INDICATOR: Indicator = Indicator {
    id: "key-integrity",
    question: "Do orders belong to customers that are there, come after their sign-up, and fall to few of them?",
    group: Group::TimeAndIds,
    doc: "In tables of one system a column such as customer_id holds keys of the other table, nothing before its record \
        began, and a few customers most of the rows. Tables invented apart do not join, their dates are in no order, and a \
        key drawn for each row falls to every customer equally often but for chance. Where a parcel has several rows, \
        its states follow each other as those of other parcels do; states drawn for each row come in any order. Keys are compared by keyed hashes of \
        the row samples while the run lasts; where the other table is larger than its sample, a key that is there is met \
        in as large a share as was sampled. A column is held against another where headers say so (customer_id and \
        customer_id, or id of a table of customers), or where nearly all its values are met.",
    statistic: "values met / values that would be met if all were there, less what the range of numbers gives; share of dates \
        not before the other table's, less that of another row's; variance of rows per key beyond chance, over the squared \
        mean: pairs of rows that share a key × keys / C(n, 2) − 1",
    sources: &[
        "Cohen and Kaplan (2007), Summarizing data using bottom-k sketches",
        "Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8: purchases per customer are negative \
            binomial, squared variation .5 and more beyond chance",
        "design/indicators.md 22: joins on real tables, does not on invented ones",
    ],
    limits: "A relational simulator joins too, and numbers 1 to n join any others: joining weighs little. Parts of an export, \
        guest orders, accounts made after the first order and old systems' keys are real and do not join, or not in order. \
        Rosters and panels give each key as many rows by design: more even than chance says nothing. Parcels pass depots \
        to and fro, and two states that alternate have no order: three are asked for. Without a second table only the \
        rows per key and the states are looked at.",
    least: 100,
    fires_on: "10 000 orders, each of a customer drawn at random from 600, on a day drawn at random",
    silent_on: "twelve rows for each of 500 meters",
    ask,
};

/// Values that must be met if all are there, and pairs by chance, for a figure to say anything.
const EXPECTED: f64 = 20.0;
/// Least part of the dates that chance leaves out of order.
const ROOM: f64 = 0.1;
/// Share of a range that its keys must fill for the range to be their number, and most rows with a key of their own.
const FILLED: f64 = 0.9;
const OWN: f64 = 0.5;
/// Squared variation that no draw shows beyond its error: what is surely more uneven is no draw, if evener than customers.
const NEARLY_EVEN: f64 = 0.1;

/// Fewest states that have an order.
const STATES: u64 = 3;

fn ask(question: &Question<'_>) -> Answer {
    let traits = &question.table.traits;
    let links = traits.links.iter().filter(|link| link.expected >= EXPECTED && link.expected.is_finite());
    let of_links = links.flat_map(|link| [joins(question, link), order(question, link)]);
    let of_ids = traits.ids.iter().map(|id| fan_out(question, id));
    let of_paths = traits.paths.iter().map(|of| paths(question, of));
    let readings: Vec<Reading> = of_links.chain(of_ids).chain(of_paths).flatten().collect();
    reading::answer(&readings).unwrap_or_else(|| {
        Answer::skipped("No column names rows of another table, none repeats a key often enough, and no parcel is in several states.")
    })
}

fn joins(question: &Question<'_>, link: &Link) -> Option<Reading> {
    let share = (link.hits as f64 / link.expected).min(1.0);
    let filled = Some(link.filled).filter(|filled| (0.0..=1.0).contains(filled))?;
    // In a range that is full any number joins.
    if filled > 0.5 && share > 0.5 {
        return None;
    }
    let lift = (share - filled) / (1.0 - filled).max(0.5);
    let error = intervals::error(share, link.expected as u64);
    let mut scale = question.scale("key-integrity.joins").within(lift, error);
    if !link.named {
        // Chosen for being met: nothing to be said for it, and another column would have done.
        scale = scale.times(0.5);
    }
    let statement = format!(
        "{} of the values of column {} are keys of {} (± {}, {} compared); drawn from the range of its numbers {} would be.",
        percent(share),
        link.column.saturating_add(1),
        link.other,
        percent(2.0 * error),
        grouped(link.n),
        percent(filled)
    );
    Some(Reading { measured: lift, n: link.n, scale, statement })
}

fn order(question: &Question<'_>, link: &Link) -> Option<Reading> {
    let (own, other) = link.times?;
    if !link.begins || link.dated < EXPECTED as u64 {
        return None;
    }
    let share = intervals::share(link.in_order, link.dated).estimate;
    let apart = intervals::share(link.in_order_apart, link.dated).estimate;
    let room = 1.0 - apart;
    if room < ROOM {
        return None;
    }
    let lift = (share - apart) / room;
    let error = intervals::error(share, link.dated).hypot(intervals::error(apart, link.dated)) / room;
    let scale = question.scale("key-integrity.order").within(lift, error);
    let statement = format!(
        "{} of the first dates in column {} are not before that in column {} of {}; paired at random {} are (± {}, {} pairs).",
        percent(share),
        own.saturating_add(1),
        other.saturating_add(1),
        link.other,
        percent(apart),
        percent(2.0 * error * room),
        grouped(link.dated)
    );
    Some(Reading { measured: lift, n: link.dated, scale, statement })
}

/// How unevenly rows fall to the keys of a column that repeats them.
fn fan_out(question: &Question<'_>, id: &IdColumn) -> Option<Reading> {
    let range = id.span.1.checked_sub(id.span.0)? as f64 + 1.0;
    let (n, keys) = (id.n as f64, range / 0.98);
    let even = n * (n - 1.0) / 2.0 / keys;
    let repeats =
        (id.distinct as f64) < OWN * n && id.inner as f64 >= FILLED * range && id.inner as f64 <= range;
    if id.n < INDICATOR.least
        || id.inner < EXPECTED as u64
        || !repeats
        || even < EXPECTED
        || !id.pairs.is_finite()
    {
        return None;
    }
    let variation = id.pairs / even - 1.0;
    let error = id.pairs.max(even).sqrt() / even;
    if variation < -3.0 * error {
        return None;
    }
    let mut scale = question.scale("key-integrity.fan-out").within(variation, error);
    scale.for_generated *= 1.0 - ((variation - 2.0 * error) / NEARLY_EVEN).clamp(0.0, 1.0);
    let statement = format!(
        "Rows fall to the {} keys of column {} with a squared variation of {variation:.2} ± {:.2} beyond chance ({:.1} rows \
         each); a key drawn for each row gives 0, people .5 and more.",
        grouped(keys as u64),
        id.column.saturating_add(1),
        2.0 * error,
        n / keys
    );
    Some(Reading { measured: variation, n: id.n, scale, statement })
}

/// Whether the states of parcels follow each other in one order.
fn paths(question: &Question<'_>, of: &Paths) -> Option<Reading> {
    let n = of.n as f64;
    let room = n - of.by_chance;
    let possible = (0.5 * n..n).contains(&of.by_chance) && of.usual <= of.n;
    // Where most pairs of states are met once, either order is the usual one.
    if of.states < STATES || of.n < EXPECTED as u64 || !possible || room < ROOM * n {
        return None;
    }
    let lift = (of.usual as f64 - of.by_chance) / room;
    let error = 0.5 * n.sqrt() / room;
    let scale = question.scale("key-integrity.paths").within(lift, error);
    let statement = format!(
        "Where a row of column {} follows another of the same number in another state (column {}), the two are in their \
         usual order in {} of {} cases; states in any order would be in {} (± {}).",
        of.column.saturating_add(1),
        of.state.saturating_add(1),
        percent(of.usual as f64 / n),
        grouped(of.n),
        percent(of.by_chance / n),
        percent(2.0 * error * room / n)
    );
    Some(Reading { measured: lift, n: of.n, scale, statement })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    fn link(hits: u64, in_order: u64, in_order_apart: u64) -> Link {
        Link {
            other: "customers".into(),
            named: true,
            n: 1_000,
            expected: 1_000.0,
            hits,
            times: Some((2, 3)),
            begins: true,
            dated: hits,
            in_order,
            in_order_apart,
            ..Link::default()
        }
    }

    #[track_caller]
    fn check(link: Link, side: Side) {
        let case = format!("{link:?}");
        let traits = Traits { links: vec![link], ..Traits::default() };
        drawing::expect(&drawing::ask(&INDICATOR, traits), side, &case);
    }

    #[test]
    fn tables_of_one_system_and_tables_made_apart() {
        check(link(990, 985, 480), Side::Real);
        check(link(0, 0, 0), Side::Invented);
        // joins, but the days are drawn apart
        check(Link { filled: 1.0, ..link(1_000, 500, 490) }, Side::Invented);
        // numbers from a full range join by themselves; all orders are younger than all customers
        check(Link { filled: 1.0, ..link(1_000, 1_000, 1_000) }, Side::Skipped);
        // a part of the customers, exported with all orders
        check(Link { begins: false, ..link(450, 0, 0) }, Side::Neither);
        // too few to say
        check(Link { expected: 10.0, ..link(0, 0, 0) }, Side::Skipped);
    }

    /// `n` rows over keys as often as a law says.
    fn keys(law: &Law, n: usize, seed: u64) -> Traits {
        let counts = Draw::new(seed).counts(law, n);
        let keys = counts.iter().filter(|count| **count > 0).count() as u64;
        let pairs = counts.iter().map(|&count| count as f64 * (count as f64 - 1.0) / 2.0).sum();
        let hundredth = keys / 100;
        let inner = keys - 2 * hundredth;
        let id = IdColumn {
            n: n as u64,
            distinct: keys,
            pairs,
            span: (hundredth, hundredth + inner - 1),
            inner,
            ..IdColumn::default()
        };
        Traits { ids: vec![id], ..Traits::default() }
    }

    #[test]
    fn rows_per_key() {
        for seed in 0..10 {
            for n in [3_000, 10_000] {
                let drawn = drawing::ask(&INDICATOR, keys(&Law::even(600), n, seed));
                drawing::expect(&drawn, Side::Invented, &format!("drawn, {n}, {seed}"));
                // exponential rates: squared variation 1
                let law = Law::of((0..600).map(|key| -((f64::from(key) + 0.5) / 600.0).ln() + 0.3));
                let people = drawing::ask(&INDICATOR, keys(&law, n, seed));
                drawing::expect(&people, Side::Real, &format!("people, {n}, {seed}"));
            }
        }
        // twelve rows for each of 500 keys
        let mut meters = keys(&Law::even(500), 6_000, 1);
        meters.ids[0].pairs = 500.0 * 66.0;
        drawing::expect(&drawing::ask(&INDICATOR, meters), Side::Skipped, "meters");
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "none");
    }

    #[test]
    fn states_of_parcels() {
        let of = |states, n, usual, by_chance| {
            let paths = Some(Paths { states, n, usual, by_chance, ..Paths::default() });
            drawing::ask(&INDICATOR, Traits { paths, ..Traits::default() })
        };
        // five states in one order, a tenth of the steps back and forth between depots
        drawing::expect(&of(5, 600, 570, 330.0), Side::Real, "parcels");
        drawing::expect(&of(5, 600, 335, 330.0), Side::Invented, "drawn");
        // open and closed by turns
        drawing::expect(&of(2, 600, 310, 305.0), Side::Skipped, "two states");
        // every two states met once or twice
        drawing::expect(&of(40, 600, 590, 560.0), Side::Skipped, "many states");
        drawing::expect(&of(5, 12, 12, 8.0), Side::Skipped, "few rows");
    }
}
