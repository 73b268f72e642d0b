/// An estimate and the ends of its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Lower end.
    pub low: f64,
    /// Estimate.
    pub estimate: f64,
    /// Upper end.
    pub high: f64,
}

/// What one block, drawn at random from a stratum of `of` blocks, holds: `whole` things, `part` of them of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    /// Blocks in the stratum, this one included.
    pub of: u64,
    /// Things in the block.
    pub whole: u64,
    /// Those of the kind asked for.
    pub part: u64,
}

impl Cluster {
    /// Of the stratum, what this block speaks for.
    fn of(self) -> f64 {
        self.of as f64
    }
}

/// The 97.5th percentile of the normal distribution.
const NORMAL: f64 = 1.959_964;
/// Blocks of the rarer kind up to which an interval is at least that of a count that small.
const FEW: usize = 30;

/// Things in all strata, with one block drawn from each, in the order of the strata: the sum of what each block holds times
/// the blocks it speaks for. One block says nothing of the spread inside its stratum; neighbours do, and where strata
/// differ on top of it (a file in order), the interval is too wide rather than too narrow: successive differences, Wolter
/// 2007, *Introduction to Variance Estimation*, 2nd ed., §8.2 (estimator v2), and Cochran 1977, *Sampling Techniques*,
/// §5A.12, with the correction for strata of few blocks (a stratum of one block adds nothing). `None` for fewer than two
/// blocks, unless every block was read.
pub fn total(drawn: &[Cluster]) -> Option<Bounds> {
    let estimate: f64 = drawn.iter().map(|one| one.of() * one.whole as f64).sum();
    let reach = reach(drawn, |one| one.whole as f64)?;
    let seen: u64 = drawn.iter().map(|one| one.whole).sum();
    Some(Bounds { low: (estimate - reach).max(seen as f64), estimate, high: estimate + reach })
}

/// Share of the things that are of the kind, over all strata: the combined ratio estimator, its variance that of
/// [`total`] over the residuals `part − share · whole` (Cochran 1977, §6.11). A kind met in few blocks only makes a poor
/// normal: the interval is at least that of a Poisson count of the blocks it was met in (Garwood 1936, by the
/// approximation of Wilson and Hilferty 1931), so that what no block showed may still fill about 3.7 blocks in as many as
/// were drawn. `None` where nothing was met, and as for [`total`].
pub fn share(drawn: &[Cluster]) -> Option<Bounds> {
    let sum = |of: fn(&Cluster) -> u64| drawn.iter().map(|one| one.of() * of(one) as f64).sum::<f64>();
    let whole = sum(|one| one.whole);
    if whole <= 0.0 {
        return None;
    }
    let ratio = sum(|one| one.part) / whole;
    let reach = reach(drawn, |one| one.part as f64 - ratio * one.whole as f64)? / whole;
    let mut bounds = Bounds { low: ratio - reach, estimate: ratio, high: ratio + reach };
    let blocks: f64 = drawn.iter().map(|one| one.of()).sum();
    let unread = 1.0 - drawn.len() as f64 / blocks;
    if unread > 0.0 {
        let with = drawn.iter().filter(|one| one.part > 0).count();
        let without = drawn.iter().filter(|one| one.part < one.whole).count();
        let filled = drawn.iter().filter(|one| one.whole > 0).count();
        if with <= without && with < FEW {
            let (low, high) = rare(ratio, with, filled, unread);
            bounds = Bounds { low: bounds.low.min(low), high: bounds.high.max(high), ..bounds };
        } else if without < with && without < FEW {
            let (low, high) = rare(1.0 - ratio, without, filled, unread);
            bounds = Bounds { low: bounds.low.min(1.0 - high), high: bounds.high.max(1.0 - low), ..bounds };
        }
    }
    Some(Bounds { low: bounds.low.clamp(0.0, ratio), high: bounds.high.clamp(ratio, 1.0), ..bounds })
}

/// Half the width of the interval of a sum.
fn reach(drawn: &[Cluster], value: impl Fn(&Cluster) -> f64) -> Option<f64> {
    if drawn.iter().all(|one| one.of == 1) {
        return (!drawn.is_empty()).then_some(0.0);
    }
    let values: Vec<f64> = drawn.iter().map(value).collect();
    let steps: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).powi(2) / 2.0).collect();
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return None };
    let before = std::iter::once(first).chain(&steps);
    let after = steps.iter().chain(std::iter::once(last));
    let spread = before.zip(after).map(|(before, after)| f64::midpoint(*before, *after));
    let variance: f64 =
        drawn.iter().zip(spread).map(|(one, spread)| one.of() * (one.of() - 1.0) * spread).sum();
    // Differences of neighbours have about two thirds as many degrees of freedom as blocks; Student's quantile by its
    // first term beyond the normal one (Cornish and Fisher 1938).
    let freedom = (2.0 * drawn.len() as f64 / 3.0).max(1.0);
    let quantile = NORMAL + (NORMAL.powi(3) + NORMAL) / (4.0 * freedom);
    Some(quantile * variance.sqrt())
}

/// Ends for a share that rests on `blocks` of the blocks drawn.
fn rare(share: f64, blocks: usize, drawn: usize, unread: f64) -> (f64, f64) {
    if blocks == 0 {
        return (0.0, (garwood(1.0, NORMAL) / drawn.max(1) as f64).min(1.0) * unread);
    }
    let (met, spread) = (blocks as f64, unread.sqrt());
    let low = garwood(met, -NORMAL) / met;
    let high = garwood(met + 1.0, NORMAL) / met;
    (share * (1.0 - (1.0 - low) * spread), share * (1.0 + (high - 1.0) * spread))
}

/// A quantile of the gamma distribution of shape `n` (Wilson and Hilferty 1931).
fn garwood(n: f64, quantile: f64) -> f64 {
    n * (1.0 - 1.0 / (9.0 * n) + quantile / (3.0 * n.sqrt())).max(0.0).powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(seed: u64) -> u64 {
        let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// How many of 300 drawings hold the truth: of the total, and of the share.
    fn held(blocks: &[(u64, u64)], strata: usize) -> (usize, usize) {
        let whole: u64 = blocks.iter().map(|block| block.0).sum();
        let part: u64 = blocks.iter().map(|block| block.1).sum();
        let truth = part as f64 / whole as f64;
        let mut counts = (0, 0);
        for run in 0..300u64 {
            let drawn: Vec<Cluster> = (0..strata)
                .map(|h| {
                    let (from, to) = (h * blocks.len() / strata, (h + 1) * blocks.len() / strata);
                    let of = (to - from) as u64;
                    let (whole, part) = blocks[from + (mixed(run * 7_919 + h as u64) % of) as usize];
                    Cluster { of, whole, part }
                })
                .collect();
            let (total, share) = (total(&drawn).unwrap(), share(&drawn).unwrap());
            counts.0 += usize::from(total.low <= whole as f64 && whole as f64 <= total.high);
            counts.1 += usize::from(share.low <= truth && truth <= share.high);
        }
        counts
    }

    #[track_caller]
    fn check(blocks: &[(u64, u64)], strata: usize) {
        let (total, share) = held(blocks, strata);
        assert!(total >= 270 && share >= 270, "of 300, {total} hold the total and {share} the share");
    }

    #[test]
    fn intervals_hold_the_truth() {
        let rows = |i: u64| 900 + mixed(i) % 200;
        // Alike everywhere.
        let alike: Vec<_> = (0..6_400).map(|i| (rows(i), rows(i) / 10 + mixed(i + 9_999) % 20)).collect();
        check(&alike, 64);
        check(&alike, 400);
        // More and more of the kind, and fewer and fewer things.
        let drift: Vec<_> =
            (0..6_400).map(|i| (rows(i) * (9_000 - i) / 4_000, rows(i) * i / 12_000)).collect();
        check(&drift, 64);
        check(&drift, 400);
        // One stretch of the file has it, and no other.
        let stretch: Vec<_> =
            (0..6_400).map(|i| (rows(i), if (4_000..4_100).contains(&i) { 800 } else { 0 })).collect();
        check(&stretch, 64);
        check(&stretch, 400);
        // Hardly ever met, here and there; and nearly always.
        let rare: Vec<_> = (0..6_400).map(|i| (rows(i), u64::from(mixed(i).is_multiple_of(150)))).collect();
        check(&rare, 64);
        let nearly: Vec<_> = rare.iter().map(|&(whole, part)| (whole, whole - part)).collect();
        check(&nearly, 64);
        // Not even a block in a hundred.
        let hidden: Vec<_> =
            (0..6_400).map(|i| (rows(i), if (77..130).contains(&i) { 500 } else { 0 })).collect();
        check(&hidden, 64);
    }

    #[test]
    fn reading_everything_leaves_no_doubt() {
        let all: Vec<Cluster> = (1..9).map(|n| Cluster { of: 1, whole: 10 * n, part: n % 2 }).collect();
        assert_eq!(total(&all), Some(Bounds { low: 360.0, estimate: 360.0, high: 360.0 }));
        let share = share(&all).unwrap();
        assert_eq!((share.low, share.high), (share.estimate, share.estimate));
    }

    #[test]
    fn intervals_stay_within_what_can_be() {
        assert_eq!((total(&[]), share(&[])), (None, None));
        let one = Cluster { of: 5, whole: 3, part: 1 };
        assert_eq!((total(&[one]), share(&[one])), (None, None), "one block shows no spread");
        let none = Cluster { of: 5, whole: 0, part: 0 };
        assert_eq!(share(&[none, none]), None);
        for part in [0, 3] {
            let bounds = share(&[Cluster { part, ..one }; 4]).unwrap();
            assert!((0.0..=bounds.estimate).contains(&bounds.low) && bounds.high <= 1.0, "{bounds:?}");
            assert!(bounds.high > bounds.low, "four blocks of twenty do not show all: {bounds:?}");
        }
        let low = total(&[Cluster { whole: 900, ..one }, Cluster { whole: 0, ..one }]).unwrap().low;
        assert!(low >= 900.0, "at least what was met: {low}");
    }

    #[test]
    fn few_are_bounded_as_counts_are() {
        // Exact limits by Garwood 1936: 0 → 3.689, 1 → 0.0253 and 5.572, 10 → 4.795 and 18.39.
        for (got, exact) in [
            (garwood(1.0, NORMAL), 3.689),
            (garwood(2.0, NORMAL), 5.572),
            (garwood(10.0, -NORMAL), 4.795),
            (garwood(11.0, NORMAL), 18.39),
        ] {
            assert!((got / exact - 1.0).abs() < 0.01, "{got} for {exact}");
        }
    }
}
