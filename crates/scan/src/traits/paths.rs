//! Which state of a parcel follows which: what has gone from hand to hand went the same way as the others.

use std::collections::{BTreeMap, BTreeSet};

use dumpscope_model::Paths;

use super::{people::day, rhythm::time_of_day};
use crate::{hash::Hasher, plan::Plan, sample::SampledRow};

/// Rows of the sample that are looked at, the first.
const ROWS: usize = 50_000;
/// Most states: what has more is text of its own.
const STATES: usize = 200;
/// Rows in another state than the one before of the same parcel from which there is something to count.
const LEAST: u64 = 20;
/// Types of what goes through states, the surest first: an order may have several parcels.
const SUBJECTS: [&str; 2] = ["parcel-tracking", "order-id"];

/// One row: its parcel, when, and its state.
type Event = (u64, i64, u64);

/// The states of parcels by the columns that tell most of them.
pub(super) fn of(rows: &[(u64, SampledRow)], plan: &Plan, hasher: &Hasher) -> Option<Paths> {
    let id = |column: usize| plan.columns[column].decision.field_type.map_or("", |t| t.id);
    let of_type = |types: &[&str]| -> Vec<usize> {
        (0..plan.columns.len()).filter(|&column| types.contains(&id(column))).collect()
    };
    let state = *of_type(&["delivery-status"]).first()?;
    let times = of_type(&["date", "date-time"]);
    let rows = &rows[..rows.len().min(ROWS)];
    SUBJECTS.iter().find_map(|subject| {
        let columns = of_type(&[subject]);
        let both = columns.iter().flat_map(|&column| times.iter().map(move |&time| (column, time)));
        let found = both.filter_map(|(column, time)| {
            let events = events(rows, plan, hasher, [column, state, time]);
            Some(Paths { column, state, time, ..paths(events)? })
        });
        // Of columns that tell as much the first.
        found.reduce(|best, one| if one.n > best.n { one } else { best })
    })
}

/// The rows that have all three: parcel, state, time.
fn events(rows: &[(u64, SampledRow)], plan: &Plan, hasher: &Hasher, columns: [usize; 3]) -> Vec<Event> {
    let day_first = plan.columns[columns[2]].decision.day_first;
    let mut events = Vec::with_capacity(rows.len());
    let mut cells: Vec<&[u8]> = Vec::new();
    for (_, row) in rows {
        cells.clear();
        cells.extend(row.cells());
        let cell = |column: usize| cells.get(column).copied().filter(|cell| !plan.null_words.is_null(cell));
        let [subject, state, time] = columns.map(cell);
        let (Some(subject), Some(state), Some(time)) = (subject, state, time) else { continue };
        let Some(moment) = moment(time, day_first) else { continue };
        events.push((hasher.cell(subject), moment, hasher.cell(state)));
    }
    events
}

/// Seconds since 1970 of a date or a time.
fn moment(cell: &[u8], day_first: Option<bool>) -> Option<i64> {
    let day = day(cell, day_first)?.number();
    let hour = time_of_day(cell).map_or(0, |(hour, _)| hour.cast_signed() as i64);
    // Minutes and seconds: two digits behind each of the first two colons.
    let parts = cell.split(|&b| b == b':').skip(1).take(2).map(|part| {
        part.iter().take(2).take_while(|b| b.is_ascii_digit()).fold(0, |n, b| n * 10 + i64::from(b - b'0'))
    });
    Some(parts.zip([60, 1]).fold(day * 86_400 + hour * 3_600, |sum, (part, unit)| sum + part * unit))
}

/// How the states of one parcel follow each other; `None` where too few do, or there are too few states or too many.
fn paths(mut events: Vec<Event>) -> Option<Paths> {
    let states: BTreeSet<u64> = events.iter().map(|(.., state)| *state).take(ROWS).collect();
    if !(2..=STATES).contains(&states.len()) {
        return None;
    }
    events.sort_unstable();
    let mut steps: BTreeMap<(u64, u64), [u64; 2]> = BTreeMap::new();
    for two in events.windows(2) {
        let [(subject, moment, before), (next, later, after)] = [two[0], two[1]];
        if subject == next && later > moment && before != after {
            let pair = (before.min(after), before.max(after));
            steps.entry(pair).or_default()[usize::from(before > after)] += 1;
        }
    }
    let n = steps.values().flatten().sum();
    (n >= LEAST).then(|| Paths {
        states: states.len() as u64,
        n,
        usual: steps.values().map(|ways| ways[0].max(ways[1])).sum(),
        by_chance: steps.values().map(|ways| most_by_chance(ways[0] + ways[1])).sum(),
        ..Paths::default()
    })
}

/// The larger of heads and tails of `n` fair throws, on average: half of `n` and of the mean distance of a random walk of
/// `n` steps from where it began, which is that of one step less where `n` is even (Feller 1968, volume 1, chapter III).
fn most_by_chance(n: u64) -> f64 {
    let distance = (1..n.div_ceil(2)).fold(1.0, |mean, k| mean * (2 * k + 1) as f64 / (2 * k) as f64);
    f64::midpoint(n as f64, distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_ordered() {
        let of = |cell: &str| moment(cell.as_bytes(), Some(true)).expect("a time");
        assert_eq!(of("1970-01-02"), 86_400);
        assert_eq!(of("1970-01-01 01:02:03"), 3_723);
        assert_eq!(of("1970-01-01T23:59:59Z"), 86_399);
        assert!(of("03/02/2024 09:15") < of("03/02/2024 09:16"));
        assert!(of("2024-02-03 09:15 PM") > of("2024-02-03 11:15 AM"));
        assert_eq!(moment(b"soon", None), None);
    }

    #[test]
    fn throws() {
        // 1, 2, 3, 4 throws: 1; 3/2; 9/4; 11/4
        for (n, expect) in [(1, 1.0), (2, 1.5), (3, 2.25), (4, 2.75), (1_000, 500.0 + 12.61)] {
            let got = most_by_chance(n);
            assert!((got - expect).abs() < 0.01, "{n}: {got}");
        }
    }

    /// Four rows for each of 200 parcels, a state each.
    fn parcels(state: impl Fn(u64, i64) -> u64) -> Option<Paths> {
        let rows = (0..800).map(|row: i64| (row.cast_unsigned() / 4, row * 500, row % 4));
        paths(rows.map(|(parcel, moment, step)| (parcel, moment, state(parcel, step))).collect())
    }

    #[test]
    fn one_way_or_any() {
        let way = parcels(|_, step| step.cast_unsigned()).expect("paths");
        assert_eq!((way.states, way.n, way.usual), (4, 600, 600));
        let any = parcels(|parcel, step| crate::hash::spread(parcel * 4 + step.cast_unsigned()) % 4);
        let any = any.expect("paths");
        let error = 0.5 * (any.n as f64).sqrt();
        assert!((any.usual as f64 - any.by_chance).abs() < 2.0 * error, "{any:?}");
        // one state in all rows; a row a parcel; a text of its own in each row
        assert_eq!(parcels(|_, _| 1), None);
        assert_eq!(paths((0..800).map(|row| (row, 0, row % 4)).collect()), None);
        assert_eq!(parcels(|parcel, step| parcel * 4 + step.cast_unsigned()), None);
    }
}
