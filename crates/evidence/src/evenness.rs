//! How far counts are from expected shares, as a test and as an effect size that does not grow with `n`.

/// Counts against expected shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Departure {
    /// Values counted.
    pub(crate) n: u64,
    /// Pearson's χ² per degree of freedom: about 1 by chance, growing with `n` otherwise.
    pub(crate) per_df: f64,
    /// `(χ² − df) / n`, without bias `Σ (p − q)² / q` for true shares `p` and expected `q`: 0 by chance whatever `n`.
    pub(crate) effect: f64,
    /// Its standard error: `√(2 df + 4 n effect) / n`, that of the noncentral χ².
    pub(crate) error: f64,
}

/// Compares counts with expected shares (scaled to add to one). `None` under two cells or without counts.
pub(crate) fn against(counts: &[u64], shares: &[f64]) -> Option<Departure> {
    let total: f64 = shares.iter().sum();
    let n = counts.iter().fold(0u64, |n, &count| n.saturating_add(count));
    if counts.len() < 2 || counts.len() != shares.len() || n == 0 || total <= 0.0 {
        return None;
    }
    let of = n as f64;
    let squared: f64 = counts
        .iter()
        .zip(shares)
        .map(|(&count, share)| {
            let expected = of * share / total;
            (count as f64 - expected).powi(2) / expected
        })
        .sum();
    let df = (counts.len() - 1) as f64;
    let effect = (squared - df) / of;
    let error = (2.0 * df + 4.0 * of * effect.max(0.0)).sqrt() / of;
    (squared.is_finite() && error.is_finite()).then_some(Departure { n, per_df: squared / df, effect, error })
}

/// Compares counts with equal shares.
pub(crate) fn flat(counts: &[u64]) -> Option<Departure> {
    against(counts, &vec![1.0; counts.len()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Draw, Law};

    #[test]
    fn chance_is_one_per_degree_and_no_effect() {
        for (n, seed) in [(300, 1), (1_000, 2), (10_000, 3)] {
            let seen = flat(&Draw::new(seed).counts(&Law::even(60), n)).expect("counts");
            assert!((seen.per_df - 1.0).abs() < 0.6, "{seen:?}");
            assert!(seen.effect.abs() < 3.5 * seen.error, "{seen:?}");
        }
    }

    #[test]
    fn an_effect_does_not_grow_with_n() {
        // shares 1 : 3 in turn: Σ (p − q)² / q = 1/4
        let law = Law::of((0..40).map(|k| f64::from(1 + 2 * (k % 2))));
        for n in [300, 1_000, 10_000] {
            let seen = flat(&Draw::new(7).counts(&law, n)).expect("counts");
            assert!((seen.effect - 0.25).abs() < 3.0 * seen.error, "{seen:?}");
        }
        assert!((flat(&[1, 3]).expect("counts").per_df - 1.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_to_compare() {
        assert_eq!(flat(&[]), None);
        assert_eq!(flat(&[7]), None);
        assert_eq!(flat(&[0, 0]), None);
        assert_eq!(against(&[1, 2], &[1.0]), None);
        assert_eq!(against(&[1, 2], &[0.0, 1.0]), None);
        assert!(flat(&[u64::MAX, u64::MAX]).is_some());
    }
}
