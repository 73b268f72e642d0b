//! Draws from a generator's list, held against the weights it draws by.

use dumpscope_reference::vocabularies::Packed;

use super::POOLS;

/// Rounds of expectation and maximisation: the shares of women's and men's names settle in a few.
const ROUNDS: usize = 30;
/// Entries expected less often than this, and drawn by less than half of the mean weight, are counted together: the
/// tail of a weighted list would drown χ² in its own chance. An even list has no tail.
const RARE: f64 = 0.2;
const TAIL: f64 = 0.5;

/// The entries of a generator's lists of one field, with how often each was drawn.
pub(super) struct Draws {
    entries: Vec<Entry>,
    /// Pools that have entries.
    pools: usize,
    /// Whether some list has weights.
    weighted: bool,
}

struct Entry {
    key: u32,
    /// Probability within each pool.
    of_pool: [f64; 3],
    /// The same where the generator is told to draw evenly.
    evenly: [f64; 3],
    count: u64,
}

/// How draws stand to the generator's weights.
pub(super) struct Fit {
    pub(super) draws: u64,
    pub(super) size: u64,
    pub(super) used: u64,
    /// Entries met by as many draws of the generator, and the standard deviation.
    pub(super) expected_used: (f64, f64),
    /// `(χ² − df) / draws`.
    pub(super) departure: f64,
    /// Its standard deviation where the generator drew.
    pub(super) deviation: f64,
    pub(super) log_likelihood: f64,
    pub(super) weighted: bool,
}

impl Draws {
    /// Nothing drawn yet.
    pub(super) fn of(lists: &[&Packed<'_>]) -> Self {
        let mut all: Vec<(u32, usize, f64, f64)> = Vec::new();
        let (mut pools, mut weighted) = (0, false);
        for list in lists {
            let pool = POOLS.iter().position(|pool| *pool == list.pool).unwrap_or(2);
            let entries = list.entries();
            let total: f64 = entries.iter().map(|(_, weight)| weight).sum();
            let even = 1.0 / entries.len().max(1) as f64;
            pools += usize::from(total > 0.0);
            weighted |= list.is_weighted();
            all.extend(entries.into_iter().map(|(key, weight)| (key, pool, weight / total, even)));
        }
        all.sort_unstable_by_key(|(key, ..)| *key);
        let entries = all.chunk_by(|a, b| a.0 == b.0).map(|run| {
            let (mut of_pool, mut evenly) = ([0.0; 3], [0.0; 3]);
            for (_, pool, weight, even) in run {
                of_pool[*pool] += weight;
                evenly[*pool] += even;
            }
            Entry { key: run[0].0, of_pool, evenly, count: 0 }
        });
        Self { entries: entries.collect(), pools, weighted }
    }

    fn find(&self, key: u32) -> Option<usize> {
        self.entries.binary_search_by_key(&key, |entry| entry.key).ok()
    }

    /// Whether the key is an entry's.
    pub(super) fn holds(&self, key: u32) -> bool {
        self.find(key).is_some()
    }

    /// Counts draws of an entry; whether it is one.
    pub(super) fn take(&mut self, key: u32, count: u64) -> bool {
        let Some(at) = self.find(key) else { return false };
        self.entries[at].count += count;
        true
    }

    /// Probabilities of the entries, with the shares of the pools that explain the draws best (mixture of known
    /// components, by expectation and maximisation).
    fn probabilities(&self, draws: f64, of: impl Fn(&Entry) -> &[f64; 3]) -> Vec<f64> {
        let mut shares = [0, 1, 2].map(|pool| {
            let has = self.entries.iter().any(|entry| of(entry)[pool] > 0.0);
            if has { 1.0 / self.pools as f64 } else { 0.0 }
        });
        let mixed = |entry: &Entry, shares: &[f64; 3]| -> f64 {
            of(entry).iter().zip(shares).map(|(weight, share)| weight * share).sum()
        };
        if self.pools > 1 && draws > 0.0 {
            for _ in 0..ROUNDS {
                let mut next = [0.0; 3];
                for entry in self.entries.iter().filter(|entry| entry.count > 0) {
                    let whole = mixed(entry, &shares);
                    if whole > 0.0 {
                        let each = entry.count as f64 / whole;
                        for (next, (weight, share)) in next.iter_mut().zip(of(entry).iter().zip(&shares)) {
                            *next += weight * share * each;
                        }
                    }
                }
                shares = next.map(|sum| sum / draws);
            }
        }
        // A pool that nothing was drawn from is not held against the others.
        self.entries.iter().map(|entry| mixed(entry, &shares)).collect()
    }

    /// Holds the draws against the weights, or against even use where that explains them better: Faker has a switch
    /// (`use_weighting`).
    pub(super) fn fit(&self) -> Fit {
        let weighted = self.fit_of(|entry| &entry.of_pool);
        if !self.weighted {
            return weighted;
        }
        let even = self.fit_of(|entry| &entry.evenly);
        if even.log_likelihood > weighted.log_likelihood { even } else { Fit { weighted: true, ..weighted } }
    }

    /// Holds the draws against probabilities by pool. The variance of χ² is that of a multinomial (Haldane 1937), which holds for
    /// small expectations too: `2 (k − 1) + (Σ 1/p − k² − 2k + 2) / n`.
    fn fit_of(&self, of: impl Fn(&Entry) -> &[f64; 3]) -> Fit {
        let draws: u64 = self.entries.iter().map(|entry| entry.count).sum();
        let n = draws as f64;
        let probabilities = self.probabilities(n, of);
        let entries = self.entries.len() as f64;
        let (mut squared, mut cells, mut inverse, mut likely) = (0.0, 0.0, 0.0, 0.0);
        let (mut rare, mut rare_count) = (0.0, 0.0);
        let (mut size, mut used, mut expected, mut variance, mut shared) = (0, 0, 0.0, 0.0, 0.0);
        let mut cell = |p: f64, count: f64| {
            squared += (count - n * p).powi(2) / (n * p);
            cells += 1.0;
            inverse += 1.0 / p;
        };
        for (entry, &p) in self.entries.iter().zip(&probabilities).filter(|(_, p)| **p > 1e-9) {
            let count = entry.count as f64;
            size += 1;
            used += u64::from(entry.count > 0);
            // Draws as if independent (Poisson), less what their fixed number ties together.
            let missed = (-n * p).exp();
            expected += 1.0 - missed;
            variance += missed * (1.0 - missed);
            shared += p * missed;
            likely += count * p.ln();
            if n * p < RARE && p * entries < TAIL {
                rare += p;
                rare_count += count;
            } else {
                cell(p, count);
            }
        }
        if n * rare >= RARE {
            cell(rare, rare_count);
        } else if rare > 0.0 {
            // What is hardly to be expected at all tells by coming, not by staying away.
            squared += (rare_count - n * rare).powi(2) / RARE;
        }
        let fitted = (self.pools.max(1) - 1) as f64;
        let df = (cells - 1.0 - fitted).max(1.0);
        let spread = 2.0 * df + (inverse - cells * cells - 2.0 * cells + 2.0) / n;
        Fit {
            draws,
            size,
            used,
            expected_used: (expected, (variance - n * shared * shared).max(0.25).sqrt()),
            departure: (squared - df) / n,
            deviation: spread.max(1.0).sqrt() / n,
            log_likelihood: likely,
            weighted: false,
        }
    }
}
