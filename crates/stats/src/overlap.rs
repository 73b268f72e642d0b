use dumpscope_model::Interval;

/// The normal quantile of 97.5 %.
const Z: f64 = 1.959_963_984_540_054;

/// A share counted in a sample of keys, each of which stands for some rows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Overlap {
    /// Of the sample, those in both.
    pub shared: u64,
    /// The sample.
    pub n: u64,
    /// Rows of those in both.
    pub shared_rows: u64,
    /// Rows of the sample.
    pub rows: u64,
    /// Whether the sample is all there is.
    pub exact: bool,
    /// Sums over the sample of the squared rows: of all keys, and of those in both.
    squares: [f64; 2],
}

impl Overlap {
    /// Counts keys, each with whether it is in both and with its rows.
    pub(crate) fn count(exact: bool, keys: impl Iterator<Item = (bool, u64)>) -> Self {
        let mut all = Self { exact, ..Self::default() };
        for (shared, rows) in keys {
            let square = (rows as f64).powi(2);
            all.n += 1;
            all.rows += rows;
            all.squares[0] += square;
            if shared {
                all.shared += 1;
                all.shared_rows += rows;
                all.squares[1] += square;
            }
        }
        all
    }

    /// The share of keys with its 95 % interval: Wilson's (1927), without width when everything was counted. `None` of an
    /// empty sample.
    pub fn share(&self) -> Option<Interval> {
        let p = self.shared as f64 / self.n as f64;
        self.interval(p, self.n as f64)
    }

    /// The share of rows with its 95 % interval. Keys are what was sampled, so that rows of one key stand or fall together:
    /// the variance is that of a ratio of cluster totals (Cochran 1977, *Sampling Techniques*, section 6.3), and the
    /// interval Wilson's for the number of independent rows that would have the same variance.
    pub fn row_share(&self) -> Option<Interval> {
        let (n, rows) = (self.n as f64, self.rows as f64);
        let p = self.shared_rows as f64 / rows;
        // The sum of (y − p m)², where y is m or 0.
        let [all, shared] = self.squares;
        let squares = p * p * all + (1.0 - 2.0 * p) * shared;
        let variance = squares * n / (n - 1.0).max(1.0) / (rows * rows);
        let independent = if variance > 0.0 { p * (1.0 - p) / variance } else { rows * rows / all.max(1.0) };
        self.interval(p, independent.min(rows))
    }

    fn interval(&self, p: f64, n: f64) -> Option<Interval> {
        if self.n == 0 {
            return None;
        }
        if self.exact {
            return Some(Interval { low: p, estimate: p, high: p });
        }
        let scale = 1.0 + Z * Z / n;
        let middle = (p + Z * Z / (2.0 * n)) / scale;
        let half = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        Some(Interval {
            low: (middle - half).clamp(0.0, p),
            estimate: p,
            high: (middle + half).clamp(p, 1.0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(keys: &[(bool, u64)]) -> Overlap {
        Overlap::count(false, keys.iter().copied())
    }

    #[test]
    fn intervals_are_wilsons() {
        // Brown, Cai and DasGupta (2001): 0 of 10 gives 0 to 0.2775; 5 of 10 gives 0.2366 to 0.7634.
        #[track_caller]
        fn check(shared: usize, n: usize, low: f64, high: f64) {
            let keys: Vec<(bool, u64)> = (0..n).map(|at| (at < shared, 1)).collect();
            let share = of(&keys).share().unwrap();
            assert!((share.low - low).abs() < 1e-4 && (share.high - high).abs() < 1e-4, "{share:?}");
        }
        check(0, 10, 0.0, 0.2775);
        check(5, 10, 0.2366, 0.7634);
        check(10, 10, 0.7225, 1.0);
    }

    #[test]
    fn rows_that_stand_together_count_as_few() {
        // One row a key: as keys. Four rows a key: as wide as the keys' interval, not as four times the rows'.
        for rows in [1, 4] {
            let keys: Vec<(bool, u64)> = (0..400).map(|at| (at % 4 == 0, rows)).collect();
            let (share, by_rows) = (of(&keys).share().unwrap(), of(&keys).row_share().unwrap());
            assert!((by_rows.estimate - 0.25).abs() < 1e-9);
            assert!((share.low - by_rows.low).abs() < 1e-3, "{share:?} {by_rows:?}");
        }
        // Those in both have three rows each, the others one: 3 of 6 keys are 9 of 12 rows.
        let keys = [(true, 3), (true, 3), (true, 3), (false, 1), (false, 1), (false, 1)];
        assert!((of(&keys).row_share().unwrap().estimate - 0.75).abs() < 1e-9);
        assert_eq!(of(&[]).row_share(), None);
        let none = of(&[(false, 5), (false, 1)]).row_share().unwrap();
        assert!(none.low == 0.0 && none.high > 0.5, "{none:?}");
    }
}
