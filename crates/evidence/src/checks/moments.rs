//! The share of rows that break several checks at once.

use dumpscope_model::{CheckKind, Interval, RowChecks};

use super::{Rates, apart, rates};
use crate::intervals;

/// Two-sided 95 % of the normal distribution, and the level at which the best of many pairs is taken for more than chance.
const Z: f64 = 1.96;
const Z_OF_MANY: f64 = 3.0;
/// Rows that break two checks at once, from which it is no accident of one or two.
const LEAST_BOTH: u64 = 4;
/// Rows with an outcome of both checks.
const LEAST_ROWS: u64 = 100;
/// Real rows break two checks at once this many times more often than independence gives, at most: some are odd in
/// several ways.
const TOGETHER: f64 = 3.0;
/// And this share of all rows breaks two whatever the rates: rows shifted by a cell, tests, junk.
const JUNK: f64 = 0.002;
/// Detection limit beyond which nothing is said.
const LIMIT: f64 = 0.10;

/// What is found by pairs of checks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Broken {
    /// Share of the rows whose columns were drawn apart.
    pub(crate) share: Interval,
    /// Smallest share that would have been told from none.
    pub(crate) limit: f64,
    /// Checks that break together beyond chance; those asked where none do.
    pub(crate) checks: Vec<usize>,
    /// Rows with an outcome of the pair the share rests on most.
    pub(crate) rows: u64,
    /// Of these, rows that break both.
    pub(crate) both: u64,
}

#[derive(Debug, Clone, Copy)]
struct Moment {
    checks: (usize, usize),
    rows: u64,
    both: u64,
    share: Interval,
    limit: f64,
}

/// Two checks without a common column break together in rows whose columns were drawn apart, and hardly ever in real ones:
/// with share w of such rows the covariance of the two is `w / (1 − w) · (c₁ − d₁)(c₂ − d₂)`, d the broken shares and c
/// those chance gives. `None` where no two checks tell enough.
pub(crate) fn broken(checks: &RowChecks) -> Option<Broken> {
    let rates = rates(checks);
    let moments: Vec<Moment> = (0..rates.len())
        .flat_map(|right| (0..right).map(move |left| (left, right)))
        .filter(|&(left, right)| apart(&checks.checks[left], &checks.checks[right]))
        // Names on a list are no names out of place.
        .filter(|&(left, right)| [left, right].iter().all(|&at| checks.checks[at].kind != CheckKind::List))
        .filter_map(|(left, right)| moment(checks, (left, right), (rates[left]?, rates[right]?)))
        .collect();
    let alone = (0..rates.len())
        .filter(|&at| checks.checks[at].kind == CheckKind::Sex)
        .find_map(|at| rates[at].map(|rates| by_sex(checks.checks[at].known, at, rates)))
        .filter(|found| found.limit <= LIMIT);
    let limit = moments.iter().map(|moment| moment.limit).fold(f64::INFINITY, f64::min);
    if limit > LIMIT {
        return alone;
    }
    // A program may keep some columns together by copying: the pairs that break tell how many rows do.
    let told = |moment: &&Moment| moment.share.low > 0.0 && moment.both >= LEAST_BOTH;
    let best = moments.iter().filter(told).max_by(|a, b| a.share.low.total_cmp(&b.share.low));
    let Some(best) = best else {
        if let Some(alone) = alone.filter(|alone| alone.share.low > 0.0) {
            return Some(alone);
        }
        let asked: Vec<&Moment> = moments.iter().filter(|moment| moment.limit <= LIMIT).collect();
        let sharpest = asked.iter().min_by(|a, b| a.limit.total_cmp(&b.limit))?;
        let high = asked.iter().map(|moment| moment.share.high).fold(0.0, f64::max);
        let estimate = sharpest.share.estimate.clamp(0.0, high);
        return Some(Broken {
            share: Interval { low: 0.0, estimate, high },
            limit,
            checks: places(&asked),
            rows: sharpest.rows,
            both: sharpest.both,
        });
    };
    let like: Vec<&Moment> =
        moments.iter().filter(told).filter(|moment| moment.share.high >= best.share.low).collect();
    let weight = |moment: &Moment| 1.0 / (moment.share.high - moment.share.low).max(1e-6).powi(2);
    let weights: f64 = like.iter().map(|moment| weight(moment)).sum();
    let estimate = like.iter().map(|moment| weight(moment) * moment.share.estimate).sum::<f64>() / weights;
    let high = like.iter().map(|moment| moment.share.high).fold(estimate, f64::max);
    Some(Broken {
        share: Interval { low: best.share.low.min(estimate), estimate, high },
        limit,
        checks: places(&like),
        rows: best.rows,
        both: best.both,
    })
}

/// Names and sexes alone: real tables break them in one row of a hundred at most, programs that draw them apart in every
/// second. The sexes of the table may be uneven, so that both what it gives by chance and a half are allowed for.
fn by_sex(rows: u64, check: usize, rates: Rates) -> Broken {
    let observed = rates.broken;
    let error = Z * intervals::error(observed, rows);
    let (least, most) = (rates.chance.min(EVENLY), rates.chance.max(EVENLY));
    let low = ((observed - error - REAL_SEXES) / most).clamp(0.0, 1.0);
    let high = ((observed + error) / least * rates.seen.min(2.0)).clamp(low, 1.0);
    let estimate = ((observed - REAL_SEXES / 2.0) / EVENLY).clamp(low, high);
    Broken {
        share: Interval { low, estimate, high },
        limit: (REAL_SEXES + 2.0 * Z * intervals::error(REAL_SEXES, rows)) / most,
        checks: vec![check],
        rows,
        both: (observed * rows as f64) as u64,
    }
}

/// Share of the rows in which real tables hold another sex than the name's at most, and of rows drawn apart.
const REAL_SEXES: f64 = 0.01;
const EVENLY: f64 = 0.5;

fn places(moments: &[&Moment]) -> Vec<usize> {
    let mut places: Vec<usize> = moments.iter().flat_map(|m| [m.checks.0, m.checks.1]).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn moment(
    checks: &RowChecks,
    (left, right): (usize, usize),
    (of_left, of_right): (Rates, Rates),
) -> Option<Moment> {
    let both_bits = 1_u8 << left | 1 << right;
    let (mut rows, mut one, mut other, mut both) = (0.0, 0.0, 0.0, 0.0);
    for pattern in checks.patterns.iter().filter(|pattern| pattern.known & both_bits == both_bits) {
        let n = pattern.rows as f64;
        let (x, y) = (pattern.broken >> left & 1 == 1, pattern.broken >> right & 1 == 1);
        rows += n;
        one += if x { n } else { 0.0 };
        other += if y { n } else { 0.0 };
        both += if x && y { n } else { 0.0 };
    }
    if rows < LEAST_ROWS as f64 {
        return None;
    }
    let (d1, d2, d12) = (one / rows, other / rows, both / rows);
    let (left_room, right_room) = (of_left.chance - d1, of_right.chance - d2);
    if left_room <= 0.3 * of_left.chance || right_room <= 0.3 * of_right.chance {
        return None;
    }
    // Rows of columns drawn apart have an outcome less often than real ones.
    let per_cov = of_left.seen * of_right.seen / (left_room * right_room);
    let odds = (d12 - d1 * d2) * per_cov;
    // Var of (x − d₁)(y − d₂), by its four cells.
    let cell = |x: f64, y: f64| ((x - d1) * (y - d2)).powi(2);
    let squares = d12 * cell(1.0, 1.0)
        + (d1 - d12) * cell(1.0, 0.0)
        + (d2 - d12) * cell(0.0, 1.0)
        + (1.0 - d1 - d2 + d12) * cell(0.0, 0.0);
    // Never surer than one row allows.
    let error = (squares.max(d1 * d2).max(1.0 / rows) / rows).sqrt() * per_cov;
    let expected_error = ((d1 * d2).max(1.0 / rows) / rows).sqrt() * per_cov;
    let allowance = ((TOGETHER - 1.0) * d1.min(BACKGROUND) * d2.min(BACKGROUND)).mul_add(per_cov, JUNK);
    let share = |odds: f64| if odds > 0.0 { odds / (1.0 + odds) } else { 0.0 };
    let low =
        if odds - Z_OF_MANY * error - allowance > 0.0 { share(odds - Z * error - allowance) } else { 0.0 };
    let estimate = share(odds);
    let share = Interval { low, estimate, high: share(Z.mul_add(error, odds)).max(estimate) };
    let limit = allowance + (Z_OF_MANY + Z) * expected_error;
    let finite = [share.low, share.estimate, share.high, limit].iter().all(|x| x.is_finite());
    finite.then_some(Moment { checks: (left, right), rows: rows as u64, both: both as u64, share, limit })
}

/// Broken share of a check beyond which it is no property of real rows any more that the two are broken together.
const BACKGROUND: f64 = 0.05;

#[cfg(test)]
mod tests {
    use dumpscope_model::{RowCheck, RowPattern};

    use super::*;
    use crate::drawing::Draw;

    /// Rows with three checks; a real row breaks one at `clean`, an invented one at `chance`.
    fn table(n: usize, invented: f64, clean: [f64; 3], chance: [f64; 3], seed: u64) -> RowChecks {
        let mut draw = Draw::new(seed);
        let mut patterns = std::collections::BTreeMap::<u8, u64>::new();
        let mut broken = [0; 3];
        for _ in 0..n {
            let rates = if draw.unit() < invented { chance } else { clean };
            let bits = (0..3).map(|check| u8::from(draw.unit() < rates[check]) << check).sum();
            for (check, count) in broken.iter_mut().enumerate() {
                *count += u64::from(bits >> check & 1);
            }
            *patterns.entry(bits).or_default() += 1;
        }
        let checks = (0..3).map(|check| RowCheck {
            kind: CheckKind::Pair,
            columns: (2 * check, 2 * check + 1),
            known: n as u64,
            broken: broken[check],
            shifted_known: n as u64,
            shifted_broken: (chance[check] * n as f64) as u64,
        });
        RowChecks {
            checks: checks.collect(),
            n: n as u64,
            patterns: patterns
                .into_iter()
                .map(|(broken, rows)| RowPattern { known: 7, broken, rows })
                .collect(),
            along: Vec::new(),
        }
    }

    const CLEAN: [f64; 3] = [0.004, 0.02, 0.35];
    const CHANCE: [f64; 3] = [0.45, 0.95, 0.99];

    #[test]
    fn real_rows_show_an_interval_that_holds_none() {
        let holds = (0..200).filter(|&seed| {
            let found = broken(&table(20_000, 0.0, CLEAN, CHANCE, seed)).expect("asked");
            assert!(found.share.high < 0.02 && found.limit < 0.01, "{found:?}");
            found.share.low <= 0.0
        });
        assert!(holds.count() >= 198);
    }

    #[test]
    fn one_row_in_twenty_is_measured() {
        let holds = (0..50).filter(|&seed| {
            let found = broken(&table(20_000, 0.05, CLEAN, CHANCE, seed)).expect("asked");
            assert!(found.share.low > 0.03 && (found.share.estimate - 0.05).abs() < 0.01, "{found:?}");
            (found.share.low..=found.share.high).contains(&0.05)
        });
        assert!(holds.count() >= 44);
    }

    #[test]
    fn columns_that_a_program_copies_together_do_not_hide_the_others() {
        let found = broken(&table(20_000, 0.05, CLEAN, [0.45, 0.95, 0.35], 1)).expect("asked");
        assert!((found.share.estimate - 0.05).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn names_and_sexes_alone_tell_as_well() {
        let sexes = |invented, seed| {
            let mut table = table(20_000, invented, [0.003, 0.0, 0.0], [0.48, 0.0, 0.0], seed);
            table.checks[0].kind = CheckKind::Sex;
            broken(&table).expect("asked").share
        };
        for seed in 0..50 {
            let (none, some) = (sexes(0.0, seed), sexes(0.05, seed));
            assert!(none.low <= 0.0 && none.high < 0.02, "{none:?}");
            assert!(some.low > 0.0 && some.high > 0.05 && (some.estimate - 0.05).abs() < 0.02, "{some:?}");
        }
    }

    #[test]
    fn too_little_says_nothing() {
        assert_eq!(broken(&table(90, 0.2, CLEAN, CHANCE, 1)), None);
        assert_eq!(broken(&RowChecks::default()), None);
    }
}
