use dumpscope_model::{IdColumn, IdTime};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    reading::{self, Reading},
    words::{grouped, percent},
};

/// Do the numbers of records go with time, and have they gaps?
pub static INDICATOR: Indicator = Indicator {
    id: "id-and-time",
    question: "Were the numbers of records given out in order of time, with gaps, as a running system does?",
    group: Group::TimeAndIds,
    doc: "A system numbers its records as they come, so that the number tells the day, and what was deleted, refused or \
        left out of the export leaves gaps. Invented numbers are drawn at random, or count the rows of the file while \
        dates are drawn apart. Neighbours by number are compared with neighbours in time, which holds for one sequence and \
        for several beside each other. Numbers that only count the rows of the file say nothing by themselves: exports \
        are numbered anew. Against real rows it speaks only of the first column of numbers, one to each row, and where the \
        header says that the time is that of the record's beginning.",
    statistic: "coherence = 1 − ½ Σ(Rᵢ₊₁ − Rᵢ)² / Σ(Rᵢ − R̄)², R the ranks of days in the order of numbers, error 1/√n; \
        missing = 1 − different numbers / range, between the 1st and 99th percentile; pairs of rows that share a number, \
        over n(n − 1) / 2 range",
    sources: &[
        "Bartels (1982), The rank version of von Neumann's ratio test for randomness, JASA 77: variance 4/n",
        "von Mises (1939), the birthday problem: n draws from a range R collide n(n − 1)/2R times",
        "design/indicators.md 14: monotone with gaps on real tables; contiguous, or unrelated to time, on invented ones",
    ],
    limits: "A simulator that counts up both defeats it. Numbers drawn at random on purpose, hashed or made anew, and \
        imports of old customers on one day are real and unrelated to time: it weighs little. Keys of letters and digits \
        are not looked at.",
    least: 100,
    fires_on: "1 000 customers whose numbers are drawn between 1 and 100 000 and whose sign-up days are drawn apart",
    silent_on: "an export sorted by name, its rows numbered 1 to 1 000 beside the days of sign-up",
    ask,
};

/// Share of the rows in whose order numbers must rise to count the rows of the file, and most that may be missing then.
const COUNTS_ROWS: f64 = 0.999;
const GAPLESS: f64 = 0.01;
/// Share of the rows with a number of their own from which a column names the rows, and not what they belong to.
const OWN: f64 = 0.995;
/// Coherence of numbers or of the file with time from which the one follows the other.
const FOLLOWS: f64 = 0.8;
/// Collisions that numbers drawn at random must be expected to have before they are counted.
const COLLISIONS: f64 = 10.0;

fn ask(question: &Question<'_>) -> Answer {
    let ids = &question.table.traits.ids;
    if ids.is_empty() {
        return Answer::skipped("No column of numbers that name records.");
    }
    let asked: Vec<&IdColumn> = ids.iter().filter(|id| id.n >= INDICATOR.least).collect();
    let mut orders: Vec<Reading> = asked.iter().filter_map(|id| order(question, id)).collect();
    let weight = |reading: &Reading| reading.scale.log10_lr(reading.measured);
    if orders.iter().any(|reading| weight(reading) > 0.0) {
        // One column is the record's own number; others name somebody else's record.
        orders.retain(|reading| weight(reading) >= 0.0);
    }
    let others = asked.iter().flat_map(|id| [gaps(question, id), draws(question, id)]);
    let readings: Vec<Reading> = orders.into_iter().chain(others.flatten()).collect();
    reading::answer(&readings).unwrap_or_else(|| {
        Answer::skipped(
            "Numbers of records count the rows, are few, or stand beside no time they could be held against.",
        )
    })
}

/// Share of the numbers between the hundredths that no row has.
fn missing(question: &Question<'_>, id: &IdColumn) -> Option<f64> {
    let range = id.span.1.checked_sub(id.span.0)? as f64 + 1.0;
    let column = question.table.columns.get(id.column);
    let values = column.map_or(0, |column| question.table.rows.saturating_sub(column.nulls));
    let whole = if id.n >= values { 1.0 } else { column?.distinct.estimate as f64 / id.distinct as f64 };
    let share = 1.0 - (id.inner as f64 * whole.max(1.0) / range).min(1.0);
    share.is_finite().then_some(share)
}

/// Whether the numbers count the rows of the file.
fn counts_rows(question: &Question<'_>, id: &IdColumn) -> bool {
    id.rising as f64 >= COUNTS_ROWS * id.n.saturating_sub(1) as f64
        && missing(question, id).is_none_or(|missing| missing <= GAPLESS)
}

/// The time that tells most: that of a record's beginning before others, then the more coherent one.
fn best(id: &IdColumn) -> Option<(&IdTime, bool)> {
    let times = id.times.iter().filter(|time| {
        time.n >= INDICATOR.least && time.coherence.is_finite() && time.correlation.is_finite()
    });
    times
        .map(|time| (time, time.beginning))
        .max_by(|a, b| a.1.cmp(&b.1).then(a.0.coherence.total_cmp(&b.0.coherence)))
}

fn order(question: &Question<'_>, id: &IdColumn) -> Option<Reading> {
    let (time, beginning) = best(id)?;
    let counts = counts_rows(question, id);
    if counts && time.file_coherence >= FOLLOWS / 2.0 {
        // The file is in order of time, and its rows are numbered: nothing but a sorted file.
        return None;
    }
    let error = 1.0 / (time.n as f64).sqrt();
    let mut scale = question.scale("id-and-time.order").within(time.coherence, error);
    if counts {
        scale = scale.times(0.5);
    }
    let first = question.table.traits.ids.first().is_some_and(|first| first.column == id.column);
    let own = first && id.distinct as f64 >= OWN * id.n as f64;
    if !beginning || !own {
        scale.for_generated = 0.0;
    }
    let how = if counts { "which count the rows of the file, " } else { "" };
    let statement = format!(
        "Numbers in column {}, {how}against days in column {}: coherence {:.2} ± {:.2} (rank correlation {:.2}) on {} rows, \
         where numbers given out in order of time show about {:.2} and unrelated ones 0.",
        id.column.saturating_add(1),
        time.column.saturating_add(1),
        time.coherence,
        2.0 * error,
        time.correlation,
        grouped(time.n),
        scale.real
    );
    Some(Reading { measured: time.coherence, n: time.n, scale, statement })
}

fn gaps(question: &Question<'_>, id: &IdColumn) -> Option<Reading> {
    let follows = best(id).is_some_and(|(time, _)| time.coherence >= FOLLOWS);
    if !follows || counts_rows(question, id) {
        return None;
    }
    let missing = missing(question, id)?;
    // A sketch of different numbers errs by a hundredth.
    let scale = question.scale("id-and-time.gaps").within(missing, 0.01_f64.min(1.0 / (id.n as f64).sqrt()));
    let statement = format!(
        "{} of the numbers of column {} between the first and the last hundredth are in no row.",
        percent(missing),
        id.column.saturating_add(1)
    );
    Some(Reading { measured: missing, n: id.n, scale, statement })
}

/// Numbers drawn at random with replacement collide, and as often as chance says.
fn draws(question: &Question<'_>, id: &IdColumn) -> Option<Reading> {
    let n = id.n as f64;
    let range = (id.span.1.checked_sub(id.span.0)? as f64 + 1.0) / 0.98;
    let expected = n * (n - 1.0) / 2.0 / range;
    if id.distinct < id.n / 2 || expected < COLLISIONS || !id.pairs.is_finite() {
        return None;
    }
    let ratio = id.pairs / expected;
    let error = id.pairs.max(expected).sqrt() / expected;
    if ratio < 1.0 - 3.0 * error {
        return None;
    }
    let scale = question.scale("id-and-time.draws").within(ratio, error);
    let statement = format!(
        "{:.0} pairs of rows share a number of column {}; numbers drawn at random from its range would share {expected:.0} ± {:.0}.",
        id.pairs,
        id.column.saturating_add(1),
        2.0 * expected.sqrt()
    );
    Some(Reading { measured: ratio, n: id.n, scale, statement })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Column, Distinct, Profile, Traits};

    use super::*;
    use crate::Model;
    use crate::drawing::{self, Side};

    /// `n` ids over a range that is `n / filled`, whose neighbours are that coherent in time.
    fn id(n: u64, filled: f64, coherence: f64) -> IdColumn {
        let range = (n as f64 / filled) as u64;
        let time =
            IdTime { column: 1, n, correlation: coherence, coherence, file_coherence: 0.0, beginning: false };
        let inner = n - 2 * (n / 100);
        let span = (range / 100, range / 100 + (inner as f64 / filled) as u64 - 1);
        IdColumn { n, distinct: n, rising: n / 2, span, inner, times: vec![time], ..IdColumn::default() }
    }

    #[track_caller]
    fn check(id: &IdColumn, header: &str, side: Side) {
        let mut id = id.clone();
        for time in &mut id.times {
            time.beginning = header == "created_at" || header == "order_date";
        }
        let rows = id.n;
        let columns = vec![Column { distinct: Distinct { estimate: rows, error: 0.0 }, ..Column::default() }];
        let traits = Traits { rows, ids: vec![id.clone()], ..Traits::default() };
        let table = Profile { rows, traits, columns, ..Profile::default() };
        let tables = std::slice::from_ref(&table);
        let answer = ask(&Question { table: &table, claim: None, tables, model: Model::embedded() });
        drawing::expect(&answer, side, &format!("{header}: {id:?}"));
    }

    #[test]
    fn numbers_and_days_drawn_apart() {
        for n in [300, 1_000, 10_000] {
            check(&id(n, 0.1, 0.0), "created_at", Side::Invented);
        }
        // a time that may be anything: a last visit, a contract's end
        check(&id(1_000, 0.1, 0.0), "last_login", Side::Neither);
        // several sequences, half of them in order
        check(&id(1_000, 0.1, 0.45), "created_at", Side::Neither);
    }

    #[test]
    fn numbers_of_somebody_else() {
        // orders: the customer's number has nothing to do with the day of the order
        check(&IdColumn { distinct: 900, ..id(1_000, 0.1, 0.0) }, "order_date", Side::Neither);
    }

    #[test]
    fn numbers_given_out_in_time() {
        for n in [300, 1_000, 10_000] {
            check(&id(n, 0.9, 0.97), "created_at", Side::Real);
            check(&id(n, 0.9, 0.97), "last_seen", Side::Real);
        }
    }

    #[test]
    fn rows_that_are_numbered() {
        let numbered = |coherence: f64, file_coherence| {
            let mut id = id(1_000, 1.0, coherence);
            id.rising = 999;
            id.times[0].file_coherence = file_coherence;
            id
        };
        // in order of time, and numbered
        check(&numbered(1.0, 1.0), "created_at", Side::Skipped);
        // sorted by name, and numbered, beside a time that is no beginning
        check(&numbered(0.0, 0.0), "last_login", Side::Neither);
        // beside one that is: faintly
        check(&numbered(0.0, 0.0), "created_at", Side::Invented);
    }

    #[test]
    fn numbers_drawn_with_replacement() {
        let drawn = |pairs| IdColumn { pairs, distinct: 980, times: Vec::new(), ..id(1_000, 0.02, 0.0) };
        let expected = 1_000.0 * 999.0 / 2.0 / 50_000.0;
        assert!(expected < COLLISIONS);
        check(&drawn(10.0), "x", Side::Skipped);
        let drawn = |pairs| IdColumn { pairs, distinct: 9_500, times: Vec::new(), ..id(10_000, 0.1, 0.0) };
        // 10 000 from 100 000: 500 pairs
        check(&drawn(510.0), "x", Side::Invented);
        // a key: none
        check(&drawn(0.0), "x", Side::Skipped);
        // orders of busy and idle customers
        check(&drawn(4_000.0), "x", Side::Neither);
    }

    #[test]
    fn nothing_to_look_at() {
        check(&id(99, 0.1, 0.0), "created_at", Side::Skipped);
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "none");
    }
}
