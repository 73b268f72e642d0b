//! Runs of rows along the file that break checks as columns drawn apart do.

use dumpscope_model::{CheckKind, CheckStretch, Interval, RowChecks};

use super::{Rates, apart, is_firm, rates};
use crate::intervals;

/// Chance of a run where there is none: with scores that are log likelihood ratios a maximal run of at least s comes up by
/// chance in n stretches with probability n e⁻ˢ at most (Karlin and Altschul 1990, λ = 1).
const FALSE_RUN: f64 = 1e-4;
/// Runs looked for at most.
const MOST: usize = 20;
/// Rounds in which the ends of a run settle, at most.
const ROUNDS: usize = 4;
/// Least broken share a check is taken to have outside: one broken row in a thousand is nothing.
const LEAST_BROKEN: f64 = 0.002;
/// Share of a run that must be invented by each check that tells, at least, for the run to look invented.
const MOSTLY: f64 = 0.5;
/// Sampled rows of a run that looks invented, at least.
pub(crate) const LEAST_RUN: u64 = 40;
/// Share of a run whose names are on one generator's lists, from which people are no longer the reason: the most frequent
/// names of a country are on them, and are those of half its people.
const NEARLY_ALL: f64 = 0.85;
/// The same at least, where a short run leaves it open.
const MOST_OF_THEM: f64 = 0.75;
/// Names of a generator that may be on no list, by titles, suffixes and accents, beyond those that `FOUND` allows.
const UNLISTED: f64 = 0.05;
/// And share of the others that may be on them at most.
const COMMON: f64 = 0.45;
/// How much of what chance breaks a check must break in a run for it to count as gone there.
const GONE: f64 = 0.25;

/// A run of rows that stands apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// First and last sampled row, from 1.
    pub(crate) rows: (u64, u64),
    /// Sampled rows in it.
    pub(crate) sampled: u64,
    /// Stretches, by place.
    pub(crate) places: (usize, usize),
    /// Share of its rows whose columns were drawn apart, by the checks that are broken there.
    pub(crate) share: Interval,
    /// Checks that are broken there.
    pub(crate) checks: Vec<usize>,
    /// Whether they make it look invented.
    pub(crate) invented: bool,
}

impl Run {
    /// Rows that look invented by themselves, nearly all of them.
    pub(crate) const fn by_itself(rows: (u64, u64)) -> Self {
        let share = Interval { low: MOST_OF_THEM, estimate: 1.0, high: 1.0 };
        Self { rows, sampled: 0, places: (0, 0), share, checks: Vec::new(), invented: true }
    }
}

/// The runs, in file order and apart.
pub(crate) fn runs(checks: &RowChecks) -> Vec<Run> {
    let rates = rates(checks);
    let along = &checks.along;
    let sound = |stretch: &CheckStretch| {
        stretch.known.len() == rates.len()
            && stretch.broken.len() == rates.len()
            && stretch.known.iter().zip(&stretch.broken).all(|(known, broken)| broken <= known)
            && stretch.rows.0 <= stretch.rows.1
    };
    if along.is_empty() || !along.iter().all(sound) {
        return Vec::new();
    }
    let mut taken = vec![false; along.len()];
    // A program that keeps rows consistent breaks no check, and its names are on its lists all the same.
    let only = |lists: bool| -> Vec<Option<Rates>> {
        let of = rates.iter().zip(&checks.checks);
        of.map(|(rates, check)| rates.filter(|_| (check.kind == CheckKind::List) == lists)).collect()
    };
    let ways = [rates.clone(), only(true), only(false)];
    let mut found: Vec<Run> = Vec::new();
    while found.len() < MOST {
        // What is in a run found before is no background.
        let best = |taken: &[bool], shut: &[bool], asked: &[Option<Rates>]| {
            let background = background(along, &rates, taken);
            let scores: Vec<f64> = along
                .iter()
                .zip(shut)
                .map(
                    |(stretch, &shut)| {
                        if shut { f64::NEG_INFINITY } else { score(stretch, asked, &background) }
                    },
                )
                .collect();
            (best_run(&scores), background)
        };
        let runs = ways.iter().filter_map(|asked| Some((best(&taken, &taken, asked).0?, asked)));
        let Some(((from, to, score), asked)) = runs.max_by(|a, b| a.0.2.total_cmp(&b.0.2)) else { break };
        if score < ((ways.len() * along.len()) as f64 / FALSE_RUN).ln() {
            break;
        }
        // A run that is much of the file was its own background: its ends are where they are against the others.
        let mut ends = (from, to);
        let mut outside = Vec::new();
        for _ in 0..ROUNDS {
            let mut inside = taken.clone();
            inside[ends.0..ends.1].fill(true);
            let (found, background) = best(&inside, &taken, asked);
            outside = background;
            match found {
                Some((from, to, _)) if (from, to) != ends => ends = (from, to),
                _ => break,
            }
        }
        taken[ends.0..ends.1].fill(true);
        found.push(run(checks, &rates, &outside, ends));
    }
    found.sort_by_key(|run| run.places);
    found
}

/// Share of the rows of a stretch of the file whose columns were drawn apart, by checks that real rows hardly break; `None`
/// where none of these was asked of enough rows.
pub(crate) fn share_within(checks: &RowChecks, first: u64, last: u64) -> Option<Interval> {
    let rates = rates(checks);
    let inside = |stretch: &&CheckStretch| first <= stretch.rows.0 && stretch.rows.1 <= last;
    let firm = rates.iter().enumerate().filter_map(|(check, rates)| {
        let rates = (*rates)?;
        if !is_firm(&checks.checks[check], rates) {
            return None;
        }
        let stretches = checks.along.iter().filter(inside);
        let (known, broken) = stretches.fold((0, 0), |(known, broken), stretch| {
            let of = |counts: &[u32]| u64::from(counts.get(check).copied().unwrap_or(0));
            (known + of(&stretch.known), broken + of(&stretch.broken))
        });
        let observed = intervals::share(broken, known);
        let room = |x: f64| ((x - REAL) / (rates.chance - REAL)).clamp(0.0, 1.0);
        (known >= super::LEAST).then(|| Interval {
            low: room(observed.low),
            estimate: room(observed.estimate),
            high: (observed.high / rates.chance).clamp(0.0, 1.0),
        })
    });
    // Rows drawn apart break every one of them.
    firm.min_by(|a, b| a.high.total_cmp(&b.high))
}

/// Broken share that real rows may have of a check that they hardly break.
const REAL: f64 = 0.03;

/// Broken shares outside the runs found so far.
fn background(along: &[CheckStretch], rates: &[Option<Rates>], taken: &[bool]) -> Vec<f64> {
    (0..rates.len())
        .map(|check| {
            let outside = along.iter().zip(taken).filter(|(_, taken)| !**taken);
            let (known, broken) = outside.fold((0_u64, 0_u64), |(known, broken), (stretch, _)| {
                (known + u64::from(stretch.known[check]), broken + u64::from(stretch.broken[check]))
            });
            (broken as f64 / known.max(1) as f64).max(LEAST_BROKEN)
        })
        .collect()
}

/// Log likelihood ratio of a stretch: all its rows of columns drawn apart, against none.
fn score(stretch: &CheckStretch, rates: &[Option<Rates>], background: &[f64]) -> f64 {
    let each = rates.iter().enumerate().filter_map(|(check, rates)| {
        let (inside, outside) = (rates.as_ref()?.chance.min(0.98), background[check]);
        if outside >= inside {
            return None;
        }
        let broken = f64::from(stretch.broken[check]);
        let kept = f64::from(stretch.known[check]) - broken;
        Some(broken * (inside / outside).ln() + kept * ((1.0 - inside) / (1.0 - outside)).ln())
    });
    each.sum()
}

/// The run of stretches with the largest sum (Kadane), and that sum; `None` when no stretch scores above nothing.
fn best_run(scores: &[f64]) -> Option<(usize, usize, f64)> {
    let (mut best, mut sum, mut from): (Option<(usize, usize, f64)>, f64, usize) = (None, 0.0, 0);
    for (at, &score) in scores.iter().enumerate() {
        if sum <= 0.0 {
            (sum, from) = (0.0, at);
        }
        sum += score;
        if sum > best.map_or(0.0, |best| best.2) {
            best = Some((from, at + 1, sum));
        }
    }
    best
}

fn run(checks: &RowChecks, rates: &[Option<Rates>], background: &[f64], (from, to): (usize, usize)) -> Run {
    let inside = &checks.along[from..to];
    let mut shares: Vec<(usize, Interval)> = Vec::new();
    for (check, rates) in rates.iter().enumerate().filter_map(|(check, rates)| Some((check, (*rates)?))) {
        let sum = |of: &dyn Fn(&CheckStretch) -> u32| inside.iter().map(|s| u64::from(of(s))).sum::<u64>();
        let (known, broken) = (sum(&|s| s.known[check]), sum(&|s| s.broken[check]));
        let room = rates.chance - background[check];
        if known == 0 || room <= 0.0 {
            continue;
        }
        let of_room = |x: f64| ((x - background[check]) / room).clamp(0.0, 1.0);
        // How many of a generator's names are on its lists is known to a few in a hundred: by its titles and suffixes.
        let unlisted = if checks.checks[check].kind == CheckKind::List { UNLISTED } else { 0.0 };
        let observed = intervals::share(broken, known);
        let share = Interval {
            low: of_room(observed.low),
            estimate: of_room(observed.estimate),
            high: of_room(observed.high + unlisted),
        };
        if share.estimate >= GONE && share.low > 0.0 {
            shares.push((check, share));
        }
    }
    // Each check that broke measures the same share, but for columns that a program mostly kept together.
    if let Some(best) = shares.iter().map(|(_, share)| share.low).reduce(f64::max) {
        shares.retain(|(_, share)| share.high >= best);
    }
    let weight = |share: &Interval| 1.0 / (share.high - share.low).max(0.01).powi(2);
    let weights: f64 = shares.iter().map(|(_, share)| weight(share)).sum();
    let mean = |of: fn(&Interval) -> f64| {
        shares.iter().map(|(_, share)| weight(share) * of(share)).sum::<f64>() / weights.max(1e-12)
    };
    let share = Interval { low: mean(|s| s.low), estimate: mean(|s| s.estimate), high: mean(|s| s.high) };
    // One kind of address may be nobody's name in a whole region, one office may keep codes of its own: two checks, or
    // the one that real rows do not break.
    let sampled = inside.iter().map(|stretch| u64::from(stretch.sampled)).sum();
    let broken: Vec<usize> =
        shares.iter().filter(|(_, share)| share.low >= MOSTLY).map(|(check, _)| *check).collect();
    let sexes = broken.iter().any(|&check| checks.checks[check].kind == CheckKind::Sex);
    let several = broken.iter().any(|&a| broken.iter().any(|&b| apart(&checks.checks[a], &checks.checks[b])));
    // Where a surname stands in a line its rows tell nothing, and what is between them is all there is to go by.
    let told = |check: usize| {
        inside.iter().map(|stretch| u64::from(stretch.known[check])).sum::<u64>() * 2 >= sampled
    };
    let lists = shares.iter().any(|(check, share)| {
        checks.checks[*check].kind == CheckKind::List
            && told(*check)
            && share.estimate >= NEARLY_ALL
            && share.low >= MOST_OF_THEM
            && background[*check] <= COMMON
    });
    let invented = share.low >= MOSTLY && sampled >= LEAST_RUN && (sexes || several || lists);
    Run {
        rows: (inside[0].rows.0, inside[inside.len() - 1].rows.1),
        sampled,
        places: (from, to),
        share,
        checks: shares.iter().map(|(check, _)| *check).collect(),
        invented,
    }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::RowCheck;

    use super::*;
    use crate::drawing::Draw;

    /// Stretches of twenty rows with two checks, broken at `rates(stretch)`.
    fn table(stretches: usize, chance: [f64; 2], rates: impl Fn(usize) -> [f64; 2], seed: u64) -> RowChecks {
        let mut draw = Draw::new(seed);
        let along: Vec<CheckStretch> = (0..stretches)
            .map(|at| {
                let of = rates(at);
                let mut count = |rate: f64| (0..20).filter(|_| draw.unit() < rate).count() as u32;
                CheckStretch {
                    rows: (20 * at as u64 + 1, 20 * at as u64 + 20),
                    sampled: 20,
                    known: vec![20; 2],
                    broken: vec![count(of[0]), count(of[1])],
                }
            })
            .collect();
        let n = 20 * stretches as u64;
        let checks = (0..2).map(|check| RowCheck {
            kind: CheckKind::Pair,
            columns: (2 * check, 2 * check + 1),
            known: n,
            broken: along.iter().map(|stretch| u64::from(stretch.broken[check])).sum(),
            shifted_known: n,
            shifted_broken: (chance[check] * n as f64) as u64,
        });
        RowChecks { checks: checks.collect(), n, patterns: Vec::new(), along }
    }

    #[test]
    fn one_row_in_a_hundred_in_a_line_is_found_where_it_is() {
        for seed in 0..20 {
            let (clean, chance) = ([0.005, 0.02], [0.45, 0.95]);
            let put_in = |at: usize| if (400..410).contains(&at) { chance } else { clean };
            let found = runs(&table(1_000, chance, put_in, seed));
            let [run] = found.as_slice() else { panic!("{found:?}") };
            assert!(
                run.invented && run.rows.0.abs_diff(8_001) <= 40 && run.rows.1.abs_diff(8_200) <= 40,
                "{run:?}"
            );
        }
    }

    #[test]
    fn a_block_that_is_half_or_most_of_the_file_has_its_borders() {
        #[track_caller]
        fn check(put_in: std::ops::Range<usize>, real: f64, expect: bool) {
            for seed in 0..20 {
                let rate = |at: usize| [if put_in.contains(&at) { 0.97 } else { real }, 0.02];
                let mut of_list = table(1_000, [0.97, 0.4], rate, seed);
                of_list.checks[0].kind = CheckKind::List;
                let found: Vec<Run> = runs(&of_list).into_iter().filter(|run| run.invented).collect();
                if !expect {
                    assert_eq!(found, [], "{real}");
                    continue;
                }
                let [run] = found.as_slice() else { panic!("{found:?}") };
                let near = |row: u64, at: usize| row.abs_diff(20 * at as u64) <= 40;
                assert!(near(run.rows.0, put_in.start) && near(run.rows.1, put_in.end), "{run:?}");
            }
        }
        check(200..700, 0.1, true);
        check(0..500, 0.4, true);
        check(50..950, 0.2, true);
        // People of whom half are on the list, beside others.
        check(200..700, 0.6, false);
        check(0..1_000, 0.2, false);
    }

    #[test]
    fn a_surname_in_a_line_leaves_too_few_rows_to_tell() {
        let invented = |known: u32| {
            let rate = |at: usize| [if (200..212).contains(&at) { 0.97 } else { 0.1 }, 0.02];
            let mut of_list = table(1_000, [0.97, 0.4], rate, 3);
            of_list.checks[0].kind = CheckKind::List;
            for stretch in &mut of_list.along[200..212] {
                (stretch.known[0], stretch.broken[0]) = (known, stretch.broken[0].min(known));
            }
            runs(&of_list).iter().any(|run| run.invented)
        };
        assert!(invented(20) && invented(12) && !invented(6));
    }

    #[test]
    fn real_rows_have_no_runs() {
        for seed in 0..100 {
            assert_eq!(runs(&table(1_000, [0.45, 0.95], |_| [0.01, 0.05], seed)), []);
        }
    }

    #[test]
    fn a_region_whose_addresses_are_nobodys_names_does_not_look_invented() {
        let mut region = table(1_000, [0.45, 0.99], |at| [0.005, if at < 100 { 0.95 } else { 0.1 }], 1);
        region.checks[1].kind = CheckKind::Name;
        let found = runs(&region);
        assert!(!found.is_empty() && found.iter().all(|run| !run.invented), "{found:?}");
    }

    #[test]
    fn counts_that_cannot_be_do_no_harm() {
        let mut odd = table(100, [0.45, 0.95], |_| [0.01, 0.05], 1);
        odd.along[3].broken.pop();
        assert_eq!(runs(&odd), []);
        assert_eq!(runs(&RowChecks::default()), []);
    }
}
