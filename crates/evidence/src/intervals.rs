//! Intervals of shares.

use dumpscope_model::Interval;

/// Two-sided 95 % of the normal distribution.
const Z: f64 = 1.959_964;

/// Wilson's 95 % score interval of a share (Wilson 1927); everything possible when nothing was looked at.
pub(crate) fn share(hits: u64, n: u64) -> Interval {
    if n == 0 {
        return Interval { low: 0.0, estimate: 0.0, high: 1.0 };
    }
    let n_rows = n as f64;
    let estimate = hits.min(n) as f64 / n_rows;
    let squared = Z * Z / n_rows;
    let centre = (estimate + squared / 2.0) / (1.0 + squared);
    let half = Z * (estimate * (1.0 - estimate) / n_rows + squared / (4.0 * n_rows)).sqrt() / (1.0 + squared);
    Interval {
        low: (centre - half).clamp(0.0, estimate),
        estimate,
        high: (centre + half).clamp(estimate, 1.0),
    }
}

/// Standard error of a share; never under that of one hit.
pub(crate) fn error(share: f64, n: u64) -> f64 {
    let n = n.max(1) as f64;
    let share = share.clamp(0.0, 1.0);
    (share * (1.0 - share) / n).max(1.0 / (n * n)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hits: u64, n: u64, low: f64, high: f64) {
        let got = share(hits, n);
        assert!((got.low - low).abs() < 5e-4 && (got.high - high).abs() < 5e-4, "{got:?}");
        assert!(got.low <= got.estimate && got.estimate <= got.high);
    }

    #[test]
    fn wilson_as_published() {
        // Newcombe (1998), table I
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(29, 29, 0.8830, 1.0);
        check(0, 0, 0.0, 1.0);
        check(u64::MAX, 29, 0.8830, 1.0);
    }
}
