//! Outcomes along the file.

use dumpscope_model::CheckStretch;

use super::Outcome;

/// Most stretches, and fewest sampled rows in one.
const MOST: usize = 1_024;
const LEAST: usize = 8;
/// Rows in a line with one value from which it is one that was put everywhere, if so many of them are broken.
const DEFAULTED: usize = 24;
const BROKEN: f64 = 0.25;

/// The sampled rows in the order of the file.
pub(super) fn order(numbers: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_unstable_by_key(|&row| numbers[row]);
    order
}

/// Places where one value stands in many rows in a line: first and last row, from 1, and the value's hash; ascending and apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Defaults(Vec<(u64, u64, u64)>);

impl Defaults {
    /// Whether a row holds the value that was put everywhere around it.
    pub(super) fn hold(&self, number: u64, key: u64) -> bool {
        let at = self.0.partition_point(|&(_, last, _)| last < number);
        self.0.get(at).is_some_and(|&(first, _, value)| first <= number && value == key)
    }
}

/// Broken outcomes where one value stands in many rows in a line, and breaks many of them, are no outcomes: a column that
/// a system filled with a default does not belong to its rows, and they are real all the same. `numbers`, `keys` and `outcomes`
/// by sampled row. Returns the places.
pub(super) fn forgive_defaults(
    order: &[usize],
    numbers: &[u64],
    keys: &[u64],
    outcomes: &mut [Outcome],
) -> Defaults {
    let mut found = Defaults::default();
    for line in order.chunk_by(|a, b| keys[*a] == keys[*b]).filter(|line| line.len() >= DEFAULTED) {
        let broken = line.iter().filter(|&&row| outcomes[row] == Outcome::Broken).count();
        if broken as f64 >= BROKEN * line.len() as f64 {
            found.0.push((numbers[line[0]], numbers[line[line.len() - 1]], keys[line[0]]));
            for &row in line {
                outcomes[row] = Outcome::Unknown;
            }
        }
    }
    found
}

/// Sampled rows of a stretch, of `rows`.
pub(super) fn length(rows: usize) -> usize {
    rows.div_ceil(MOST).max(LEAST)
}

/// Stretches of equally many sampled rows, from the start of the file. `outcomes` by check and row.
pub(super) fn stretches(order: &[usize], numbers: &[u64], outcomes: &[Vec<Outcome>]) -> Vec<CheckStretch> {
    let each = length(order.len());
    order
        .chunks(each)
        .map(|rows| {
            let count = |wanted: &dyn Fn(Outcome) -> bool| -> Vec<u32> {
                let of = |check: &Vec<Outcome>| rows.iter().filter(|&&row| wanted(check[row])).count() as u32;
                outcomes.iter().map(of).collect()
            };
            CheckStretch {
                rows: (numbers[rows[0]], numbers[rows[rows.len() - 1]]),
                sampled: rows.len() as u32,
                known: count(&|outcome| outcome != Outcome::Unknown),
                broken: count(&|outcome| outcome == Outcome::Broken),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_count_where_they_stand() {
        let numbers = [30, 10, 20, 40, 50, 60, 70, 80, 90];
        let mut outcomes = vec![Outcome::Kept; 9];
        outcomes[0] = Outcome::Broken;
        outcomes[8] = Outcome::Unknown;
        let found = stretches(&order(&numbers), &numbers, &[outcomes]);
        let expect = |rows, sampled, known, broken| CheckStretch {
            rows,
            sampled,
            known: vec![known],
            broken: vec![broken],
        };
        assert_eq!(found, [expect((10, 80), 8, 8, 1), expect((90, 90), 1, 0, 0)]);
    }

    #[test]
    fn a_default_breaks_nothing() {
        #[track_caller]
        fn check(value_of: impl Fn(usize) -> u64, broken: impl Fn(usize) -> bool, expect: usize) {
            let mut outcomes: Vec<Outcome> =
                (0..100).map(|row| if broken(row) { Outcome::Broken } else { Outcome::Kept }).collect();
            let keys: Vec<u64> = (0..100).map(value_of).collect();
            let (order, numbers): (Vec<usize>, Vec<u64>) = ((0..100).collect(), (1..=100).collect());
            let found = forgive_defaults(&order, &numbers, &keys, &mut outcomes);
            assert_eq!(outcomes.iter().filter(|o| **o == Outcome::Broken).count(), expect);
            // A second pass forgives the same rows.
            let broken = (0..100).filter(|&row| broken(row) && !found.hold(numbers[row], keys[row]));
            assert_eq!(broken.count(), expect);
        }
        check(
            |row| if (20..60).contains(&row) { 3 } else { 1 + row as u64 % 2 },
            |row| row >= 20 && row % 2 == 0,
            20,
        );
        check(|row| row as u64 % 2, |row| row % 2 == 0, 50);
        check(|_| 1, |row| row % 10 == 0, 10);
    }
}
