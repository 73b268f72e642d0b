//! Whether a pair of values belongs together: by what the table's other rows show beside each of them.

use super::{Outcome, counts::Counts};
use crate::hash;

/// A pair is never met by accident where this many are expected were the columns independent: `e⁻³` is a twentieth.
const EXPECTED: f64 = 3.0;
/// A pair this many times rarer than independence gives does not belong together.
const RARE: f64 = 4.0;
/// Other rows of a value from which it tells what stands beside it, and the share of their pairs that must agree on it.
const OTHERS: f64 = 3.0;
const AGREED: f64 = 0.8;
/// Share of those other rows up to which a value beside them is a stranger.
const STRANGER: f64 = 0.1;

/// How often values, and pairs of them, stand in a row.
pub(super) struct PairTable {
    rows: f64,
    left: Counts,
    right: Counts,
    both: Counts,
}

impl PairTable {
    /// Counts rows by their two hashes; 0 is no value.
    pub(super) fn new(a: &[u64], b: &[u64]) -> Self {
        let rows = || a.iter().zip(b).filter(|(a, b)| **a != 0 && **b != 0).map(|(a, b)| (*a, *b));
        let n = rows().count();
        let mut table =
            Self { rows: n as f64, left: Counts::new(n), right: Counts::new(n), both: Counts::new(n) };
        for (a, b) in rows() {
            table.left.add(a);
            table.right.add(b);
            table.both.add(pair(a, b));
        }
        for (a, b) in rows() {
            let others = u64::from(table.both.get(pair(a, b)).count.saturating_sub(1));
            table.left.share(a, others);
            table.right.share(b, others);
        }
        table
    }

    /// The outcome for a row that the table has: its own pair is left out of what the others show. A row beyond the
    /// sample loses one witness by that, which makes it unknown rather than broken.
    pub(super) fn outcome(&self, a: u64, b: u64) -> Outcome {
        self.of(a, b, 1)
    }

    /// The outcome for two values that do not stand in one row.
    pub(super) fn outcome_of_strangers(&self, a: u64, b: u64) -> Outcome {
        self.of(a, b, 0)
    }

    /// Rows with both values.
    pub(super) fn met(&self, a: u64, b: u64) -> u32 {
        self.both.get(pair(a, b)).count
    }

    fn of(&self, a: u64, b: u64, own: u32) -> Outcome {
        if a == 0 || b == 0 {
            return Outcome::Unknown;
        }
        let (left, right) = (self.left.get(a), self.right.get(b));
        let met = self.both.get(pair(a, b)).count.saturating_sub(own);
        let others = |count: u32| f64::from(count.saturating_sub(own));
        let (of_a, of_b) = (others(left.count), others(right.count));
        let together = f64::from(met);
        let expected = of_a * of_b / self.rows.max(1.0);
        if met >= 1 && together >= expected {
            return Outcome::Kept;
        }
        let agreed = |shared: u64, of: f64| {
            let shared = shared as f64 - if own == 1 { 2.0 * together } else { 0.0 };
            of >= OTHERS && shared >= AGREED * of * (of - 1.0) && together <= STRANGER * of
        };
        let rare = expected >= EXPECTED && together * RARE < expected;
        if rare || agreed(left.shared, of_a) || agreed(right.shared, of_b) {
            Outcome::Broken
        } else {
            Outcome::Unknown
        }
    }
}

fn pair(a: u64, b: u64) -> u64 {
    hash::fold(a, b).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[(u64, u64, usize)]) -> PairTable {
        let each = || rows.iter().flat_map(|&(a, b, times)| std::iter::repeat_n((a, b), times));
        let (a, b): (Vec<u64>, Vec<u64>) = each().unzip();
        PairTable::new(&a, &b)
    }

    #[track_caller]
    fn check(table: &PairTable, pair: (u64, u64), expect: Outcome) {
        assert_eq!(table.outcome(pair.0, pair.1), expect, "{pair:?}");
    }

    #[test]
    fn names_and_sexes() {
        // 1 is borne by men, 2 by women, 3 by both, 4 by nobody else.
        let table = table(&[(1, 11, 99), (1, 12, 1), (2, 12, 90), (3, 11, 30), (3, 12, 20), (4, 11, 1)]);
        check(&table, (1, 11), Outcome::Kept);
        check(&table, (1, 12), Outcome::Broken);
        check(&table, (2, 12), Outcome::Kept);
        check(&table, (3, 12), Outcome::Unknown);
        check(&table, (3, 11), Outcome::Kept);
        check(&table, (4, 11), Outcome::Unknown);
        check(&table, (0, 11), Outcome::Unknown);
        assert_eq!(table.outcome_of_strangers(2, 11), Outcome::Broken);
        assert_eq!(table.outcome_of_strangers(77, 11), Outcome::Unknown);
    }

    #[test]
    fn towns_and_postcodes_too_many_to_expect_any() {
        // Towns 1 to 300 with a postcode each, five rows of each; one row of town 7 with that of town 9.
        let rows: Vec<(u64, u64, usize)> = (1..=300).map(|town| (town, 1_000 + town, 5)).collect();
        let table = table(&[rows, vec![(7, 1_009, 1), (8, 5_000, 1)]].concat());
        check(&table, (7, 1_007), Outcome::Kept);
        check(&table, (7, 1_009), Outcome::Broken);
        check(&table, (8, 5_000), Outcome::Broken);
        check(&table, (400, 5_000), Outcome::Unknown);
    }
}
