//! One person entered twice, a letter slipped: no two people.

use super::people::{Day, Different};
use crate::hash;

/// Rows that one day of birth may have before it is taken for a default: so many, and so many times as many as days have on average.
const DEFAULT: (usize, usize) = (8, 4);

/// Leaves out rows of the same day of birth as an earlier one that bear its first name or its surname: of people of one day one in a
/// hundred shares a first name, fewer a surname, while who is entered twice shares both but for a slip. `names` by row, 0 where unknown.
/// Their times count for the row that is kept.
pub(super) fn without(different: Different, born: &[Option<Day>], names: [&[u64]; 2]) -> Different {
    let Different { rows, times } = different;
    // By day and name, the places among the rows.
    let mut same: Vec<(u64, usize)> = Vec::new();
    let day = |row: usize| born.get(row).copied().flatten().map(|day| day.number().cast_unsigned());
    let mut days: Vec<u64> = rows.iter().filter_map(|&row| day(row)).collect();
    days.sort_unstable();
    let different_days = days.chunk_by(|a, b| a == b).count().max(1);
    let most = DEFAULT.0.max(DEFAULT.1 * days.len() / different_days);
    let defaults: Vec<u64> =
        days.chunk_by(|a, b| a == b).filter(|same| same.len() > most).map(|same| same[0]).collect();
    for (at, &row) in rows.iter().enumerate() {
        let Some(day) = day(row).filter(|day| defaults.binary_search(day).is_err()) else { continue };
        for (nth, of) in names.iter().enumerate() {
            if let Some(&name) = of.get(row).filter(|name| **name != 0) {
                same.push((hash::fold(hash::fold(nth as u64, day), name), at));
            }
        }
    }
    same.sort_unstable();
    // Whom each repeats: the first of its group, and whom that one repeats.
    let mut first: Vec<usize> = (0..rows.len()).collect();
    for group in same.chunk_by(|a, b| a.0 == b.0) {
        for &(_, at) in &group[1..] {
            first[at] = first[at].min(group[0].1);
        }
    }
    for at in 0..first.len() {
        first[at] = first[first[at]];
    }
    let mut added = times.clone();
    for at in 0..first.len() {
        if first[at] != at {
            added[first[at]] = added[first[at]].saturating_add(times[at]);
        }
    }
    let kept = (0..rows.len()).filter(|&at| first[at] == at);
    let (rows, times) = kept.map(|at| (rows[at], added[at])).unzip();
    Different { rows, times }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_entered_twice_is_one() {
        let day = |day: u8| Some(Day { year: 1_960, month: 4, day });
        // Two spellings of either name, another day, twins of other names, no day, no name.
        let born = [day(9), day(9), day(9), day(8), day(9), None, None, day(9)];
        let first = [1, 1, 2, 1, 5, 1, 1, 0];
        let last = [10, 11, 10, 10, 50, 10, 10, 0];
        let rows: Vec<usize> = (0..8).collect();
        let found = without(Different { rows, times: vec![1, 2, 1, 1, 1, 1, 1, 1] }, &born, [&first, &last]);
        assert_eq!(found.rows, [0, 3, 4, 5, 6, 7]);
        assert_eq!(found.times, [4, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn a_default_day_joins_nobody() {
        let born: Vec<Option<Day>> = (0..100)
            .map(|row| Some(Day { year: if row < 50 { 1_900 } else { 1_901 + row }, month: 1, day: 1 }))
            .collect();
        let names = vec![7; 100];
        let all = Different { rows: (0..100).collect(), times: vec![1; 100] };
        assert_eq!(without(all, &born, [&names, &names]).rows.len(), 100);
    }
}
