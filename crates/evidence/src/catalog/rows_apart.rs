use dumpscope_model::{ApartKind, Interval, RowsApart, Status};

use super::names_by_age;
use crate::indicator::{Answer, Group, Indicator, Question};
use crate::intervals;
use crate::judge::{Alone, alone};
use crate::words::{grouped, list, percent};

/// Parts told of at most.
const MOST_NAMED: usize = 3;
/// Of rows that look invented by themselves at least so many are: in a line, whose ends are known to a few rows, and told by a column,
/// beside which others may be.
const NEARLY_ALL: f64 = 0.9;
const MOSTLY: f64 = 0.7;
const BESIDE: f64 = 2.0;
/// What the others must weigh for people, log10: a factor of three.
const LIKE_PEOPLE: f64 = 0.5;
/// Rows beyond the ends of a stretch, as a part of it.
const ENDS: f64 = 0.1;

/// Do rows that stand apart look invented by themselves?
pub static INDICATOR: Indicator = Indicator {
    id: "rows-apart",
    question: "Are there rows, in a line or told by one column, that look invented by themselves?",
    group: Group::Coupling,
    doc: "Rows that were put into a table of people are seldom like its own in every way: they stand in a line, or where they \
        do not belong in an order that the others keep, or one of their columns is written otherwise or empty. None of this \
        says that they were invented: a region, a year, a second form do the same. So such rows are judged by themselves, by \
        all the other indicators, and the others too. Where the first look invented (ten to one and more) and the others like \
        people (three to one and more), or where in a line first names cease to follow years of birth, they were put in, whoever \
        made them: no list of a known generator is needed.",
    statistic: "stretches: Σ ln(G / df / that of stretches as long), G the likelihood ratio of homogeneity of each column's \
        classes, inside against outside; ends by the largest sum of log ratios of the rows' classes; kinds: rows not in the \
        longest ascending run of a column, or of one shape of cell; then the ratio of each part and of the rest, as of a table",
    sources: &[
        "Scott and Knott, A cluster analysis method for grouping means, Biometrics 1974 (binary segmentation)",
        "Olshen, Venkatraman, Lucito and Wigler, Circular binary segmentation, Biostatistics 2004 (a stretch against the rest)",
        "Fredman, On computing the length of longest increasing subsequences, Discrete Mathematics 1975",
    ],
    limits: "Sees a hundred rows and more, and of a program that draws by what is known of people as little as the other \
        indicators. Rows that are written like the others and stand in no order are not set apart. Gives no weight.",
    least: 500,
    fires_on: "1 000 rows with names drawn evenly, sorted into nothing, among 19 000 people in the order of their surnames",
    silent_on: "people of one region, or of a second form, in a line among others",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let parts = &question.table.traits.apart;
    let Some(of) = parts.iter().map(|part| part.of).max().filter(|of| *of >= INDICATOR.least) else {
        return Answer::skipped(
            "No rows stand apart from the others by their place or by one of their columns.",
        );
    };
    let invented: Vec<Invented<'_>> = parts.iter().filter_map(|part| Invented::of(question, part)).collect();
    if invented.is_empty() {
        return Answer {
            n: Some(of),
            sampled: true,
            ..Answer::neutral("Rows that stand apart look like people's by themselves, or leave it open.")
        };
    }
    let share = share(&invented);
    let mut places: Vec<(u64, u64)> = invented.iter().flat_map(|one| one.places.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    let told: Vec<String> = invented.iter().take(MOST_NAMED).map(|one| told(question, one)).collect();
    Answer {
        status: Status::Finding,
        measured: Some(share.estimate),
        n: Some(of),
        generated: Some(share),
        limit: Some(0.5 * share.low),
        places,
        sampled: true,
        ..Answer::remark(format!(
            "By themselves {} look invented, the others do not. {}",
            list(&told),
            invented.first().map_or("", |one| one.why.as_str())
        ))
    }
}

/// Rows that look invented by themselves while the others do not.
struct Invented<'a> {
    part: &'a RowsApart,
    /// How many of those looked through.
    sampled: u64,
    /// Where they stand, if in a line.
    places: Vec<(u64, u64)>,
    why: String,
}

impl<'a> Invented<'a> {
    fn of(question: &Question<'_>, part: &'a RowsApart) -> Option<Self> {
        let (of_part, others) = alone(question, part);
        let in_line = part.kind == ApartKind::Stretch;
        // Rows in a line were told by nothing that is judged; those told by a column may be odd in what goes with it.
        let invented = |one: &Alone, beside: &Alone| {
            one.log10_lr <= question.model.rule.fabricated_log10_lr
                && (in_line || one.stands)
                && beside.log10_lr >= LIKE_PEOPLE
        };
        let most = |one: &Alone| format!("Of the former: {}", one.most.as_deref().unwrap_or_default());
        let (sampled, places) = (part.sampled, if in_line { vec![part.rows] } else { Vec::new() });
        if invented(&of_part, &others) {
            return Some(Self { part, sampled, places, why: most(&of_part) });
        }
        if in_line && invented(&others, &of_part) {
            // What is before and after is the stretch.
            let around =
                [(1, part.rows.0.saturating_sub(1)), (part.rows.1.saturating_add(1), question.table.rows)];
            let places = around.into_iter().filter(|(first, last)| first <= last).collect();
            let sampled = part.of.saturating_sub(part.sampled);
            return Some(Self { part, sampled, places, why: most(&others) });
        }
        let why = lost(question, part).filter(|_| others.log10_lr >= LIKE_PEOPLE)?;
        Some(Self { part, sampled, places, why })
    }

    /// Whether rows of both are the same ones.
    fn meets(&self, other: &Self) -> bool {
        self.places.iter().any(|a| other.places.iter().any(|b| a.0 <= b.1 && b.0 <= a.1))
    }
}

/// That names follow ages in the others and not in these rows, in words. Rows told by a column may be of other countries.
fn lost(question: &Question<'_>, part: &RowsApart) -> Option<String> {
    let others = part.others.as_ref().unwrap_or(&question.table.traits);
    let (left, there) = names_by_age::lost(part.traits.name_ages.as_ref()?, others.name_ages.as_ref()?)?;
    (part.kind == ApartKind::Stretch).then(|| {
        format!(
            "In the former first names follow years of birth to {:.0} % of what is expected, in the others to {:.0} %.",
            100.0 * left,
            100.0 * there
        )
    })
}

/// Share of the rows that were put in: those of the stretches, or those told by a column, whichever are more.
fn share(invented: &[Invented<'_>]) -> Interval {
    let of = |one: &Invented<'_>| intervals::share(one.sampled, one.part.of);
    let (stretches, kinds): (Vec<&Invented<'_>>, Vec<&Invented<'_>>) =
        invented.iter().partition(|one| !one.places.is_empty());
    let mut held: Vec<&Invented<'_>> = Vec::new();
    for one in stretches {
        if held.iter().all(|other| !one.meets(other)) {
            held.push(one);
        }
    }
    let sum = |end: fn(Interval) -> f64| held.iter().map(|one| end(of(one))).sum::<f64>().min(1.0);
    let in_line = Interval {
        low: NEARLY_ALL * sum(|share| share.low),
        estimate: sum(|share| share.estimate),
        high: ((1.0 + ENDS) * sum(|share| share.high)).min(1.0),
    };
    let told = kinds.into_iter().map(|one| {
        let share = of(one);
        let high = (BESIDE * share.high).min(0.5 * (1.0 + share.high));
        Interval { low: MOSTLY * share.low, estimate: share.estimate, high }
    });
    told.fold(in_line, |one, other| if other.estimate > one.estimate { other } else { one })
}

/// `rows 4 001 to 5 000`, `rows out of the order of surname (5 %)`.
fn told(question: &Question<'_>, one: &Invented<'_>) -> String {
    let part = one.part;
    let name = |column: usize| question.table.columns.get(column).map_or("?", |column| column.name.as_str());
    let share = percent(part.sampled as f64 / part.of.max(1) as f64);
    match part.kind {
        ApartKind::Stretch => {
            let place =
                |(first, last): &(u64, u64)| format!("rows {} to {}", grouped(*first), grouped(*last));
            list(&one.places.iter().map(place).collect::<Vec<String>>())
        }
        ApartKind::OutOfOrder(column) => format!("rows out of the order of {} ({share})", name(column)),
        ApartKind::Written(column) => format!("rows with {} written in another way ({share})", name(column)),
        ApartKind::Empty(column) => format!("rows without {} ({share})", name(column)),
    }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{NameAges, NameCommunities, Part, Spectrum, Traits};

    use super::*;
    use crate::drawing;

    /// Names that follow ages and go together as far as given, of which those in `even` parts are drawn from a list of 300.
    fn rows(n: u64, follow: f64, together: f64, even: bool) -> Traits {
        let ages = NameAges {
            country: "US".into(),
            dated: n,
            n,
            lift: 0.5 * follow,
            deviation: 0.7,
            expected: 0.5,
            ..NameAges::default()
        };
        let names = NameCommunities {
            named: n,
            n,
            countries: 1,
            shared: 0.15 * together,
            deviation: 0.08 / (n as f64).sqrt(),
            spread: 0.15,
            alike: 0.85,
            ..NameCommunities::default()
        };
        let pairs = (n * n) as f64 / 600.0;
        let drawn = [Part::FirstName, Part::LastName].map(|part| Spectrum {
            part,
            n,
            distinct: 300,
            pairs,
            triples: pairs * n as f64 / 900.0,
            most: n / 150,
            half_distinct: 300,
            listed: n,
            ..Spectrum::default()
        });
        Traits {
            rows: n,
            name_ages: Some(ages),
            name_communities: Some(names),
            spectra: if even { drawn.to_vec() } else { Vec::new() },
            ..Traits::default()
        }
    }

    /// A tenth of 20 000 rows with these traits, among people.
    #[track_caller]
    fn check(kind: ApartKind, traits: Traits, expect: Status) {
        let part = RowsApart { kind, rows: (4_001, 6_000), sampled: 2_000, of: 20_000, traits, others: None };
        let table = Traits { apart: vec![part], ..rows(20_000, 0.8, 0.4, false) };
        let answer = drawing::ask_in(&INDICATOR, table, drawing::locale("US", "en"));
        assert_eq!((answer.status, answer.log10_lr), (expect, None), "{answer:?}");
        let share = answer.generated.map_or(0.0, |share| share.estimate);
        assert!((share - if expect == Status::Finding { 0.1 } else { 0.0 }).abs() < 1e-9, "{answer:?}");
        let in_line = kind == ApartKind::Stretch && expect == Status::Finding;
        assert_eq!(answer.places.len(), usize::from(in_line), "{answer:?}");
    }

    #[test]
    fn invented_rows_among_people_and_a_region() {
        for kind in [ApartKind::Stretch, ApartKind::OutOfOrder(0), ApartKind::Written(1), ApartKind::Empty(1)]
        {
            check(kind, rows(2_000, 0.0, 0.0, true), Status::Finding);
            check(kind, rows(2_000, 0.75, 0.35, false), Status::Neutral);
            check(kind, Traits::default(), Status::Neutral);
        }
        // Names that do not follow ages where the others' do, in a line.
        check(ApartKind::Stretch, rows(2_000, 0.02, 0.35, false), Status::Finding);
        check(ApartKind::OutOfOrder(0), rows(2_000, 0.02, 0.35, false), Status::Neutral);
    }

    #[test]
    fn what_is_before_and_after_people() {
        let people = rows(8_000, 0.8, 0.4, false);
        let others = Some(rows(12_000, 0.0, 0.0, true));
        let part = RowsApart {
            kind: ApartKind::Stretch,
            rows: (2_001, 10_000),
            sampled: 8_000,
            of: 20_000,
            traits: people,
            others,
        };
        let table = Traits { apart: vec![part], ..rows(20_000, 0.3, 0.2, false) };
        let answer = drawing::ask_in(&INDICATOR, table, drawing::locale("US", "en"));
        assert_eq!(answer.places, [(1, 2_000), (10_001, 20_000)], "{answer:?}");
        assert!(answer.generated.is_some_and(|share| (share.estimate - 0.6).abs() < 1e-9), "{answer:?}");
    }
}
