//! Change points of several series at once.

/// Most stretches a file is cut into.
const MOST: usize = 20;
/// Fewest windows in a stretch.
const LEAST: usize = 5;
/// A jump has to be this many times the noise of one window.
pub(crate) const JUMP: f64 = 3.0;

/// One figure along the file.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub(crate) values: Vec<f64>,
    /// Noise it is taken to have at least.
    pub(crate) least_noise: f64,
}

impl Series {
    /// Standard deviation of one window, from the median of successive differences, so that jumps and drift do not count:
    /// for normal noise the median of |a − b| is .6745 √2 of it.
    pub(crate) fn noise(&self) -> f64 {
        let mut steps: Vec<f64> = self.values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
        steps.sort_by(f64::total_cmp);
        let median = steps.get(steps.len() / 2).copied().unwrap_or(0.0);
        let noise = median / (0.6745 * std::f64::consts::SQRT_2);
        if noise.is_finite() { noise.max(self.least_noise) } else { f64::INFINITY }
    }
}

/// Where stretches end, ascending, the end of the file left out: binary segmentation, the best split first, as long as it
/// gains more than the penalty. All series are of the same length and finite.
pub(crate) fn seams(series: &[Series]) -> Vec<usize> {
    let n = series.first().map_or(0, |one| one.values.len());
    let sums: Vec<(Vec<f64>, f64)> = series
        .iter()
        .map(|one| {
            let mut sum = 0.0;
            let sums = std::iter::once(0.0)
                .chain(one.values.iter().map(|x| {
                    sum += x;
                    sum
                }))
                .collect();
            (sums, one.noise())
        })
        .collect();
    let penalty = 3.0 * (series.len() as f64 + 1.0) * (n.max(1) as f64).ln();
    let mut ends = vec![n];
    let mut open = vec![(0, n)];
    let mut found: Vec<(f64, usize, usize, usize)> = Vec::new();
    while ends.len() < MOST {
        found.extend(open.drain(..).filter_map(|(from, to)| {
            let (gain, at) = best(&sums, from, to)?;
            (gain > penalty).then_some((gain, from, at, to))
        }));
        let Some(next) = (0..found.len()).max_by(|a, b| found[*a].0.total_cmp(&found[*b].0)) else { break };
        let (_, from, at, to) = found.swap_remove(next);
        ends.push(at);
        open.extend([(from, at), (at, to)]);
    }
    ends.sort_unstable();
    ends.pop();
    ends
}

/// The split of `from..to` that gains most, and what it gains.
fn best(sums: &[(Vec<f64>, f64)], from: usize, to: usize) -> Option<(f64, usize)> {
    let splits = (from + LEAST)..=to.checked_sub(LEAST)?;
    splits
        .filter_map(|at| {
            let (left, right) = ((at - from) as f64, (to - at) as f64);
            let jumps = sums.iter().map(|(sums, noise)| {
                ((sums[at] - sums[from]) / left - (sums[to] - sums[at]) / right) / noise
            });
            let (mut gain, mut largest) = (0.0, 0.0_f64);
            for jump in jumps {
                gain += left * right / (left + right) * jump * jump;
                largest = largest.max(jump.abs());
            }
            (largest >= JUMP).then_some((gain, at))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: impl Fn(usize) -> f64, n: usize, expect: &[usize]) {
        let values = (0..n).map(|at| values(at) + 0.1 * f64::from(u8::from(at % 2 == 0))).collect();
        assert_eq!(seams(&[Series { values, least_noise: 0.01 }]), expect);
    }

    #[test]
    fn jumps_are_found_and_drift_is_not() {
        check(|_| 1.0, 100, &[]);
        check(|at| if at < 40 { 0.0 } else { 3.0 }, 100, &[40]);
        check(|at| if (40..60).contains(&at) { 3.0 } else { 0.0 }, 100, &[40, 60]);
        check(|at| at as f64 / 1_000.0, 100, &[]);
        check(|at| if at == 50 { 9.0 } else { 0.0 }, 100, &[]);
        check(|_| 0.0, 4, &[]);
        assert!(seams(&[]).is_empty());
    }
}
