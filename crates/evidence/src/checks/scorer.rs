//! The frozen scorer of rows.

use dumpscope_model::{RowChecks, RowScorer};

use super::{Rates, broken, rates, runs};

/// Least broken share of real rows a check is taken to have: what is broken once in a thousand rows is no proof.
const LEAST_BROKEN: f64 = 0.002;
/// Real rows that break several checks at once are this many times more frequent than independence gives.
const TOGETHER: f64 = 3.0;
/// And at least this share of the rows.
const JUNK: f64 = 2e-4;
/// Odds inside a run are those of its share, within these.
const RUN: (f64, f64) = (0.05, 0.995);

/// The scorer for a table, whose listed rows are expected to be real in a share of at most `false_discoveries`. A table
/// in which no rows were found to stand apart gets one that lists nothing; `None` is given where nothing could be asked.
pub fn row_scorer(checks: &RowChecks, false_discoveries: f64) -> Option<RowScorer> {
    let rates = rates(checks);
    let found = broken(checks);
    let runs = runs(checks);
    if found.is_none() && !runs.iter().any(|run| run.invented) {
        return None;
    }
    let share =
        found.as_ref().map_or(0.0, |found| if found.share.low > 0.0 { found.share.estimate } else { 0.0 });
    let breaking: Vec<usize> = match &found {
        Some(found) if found.share.low > 0.0 => found.checks.clone(),
        _ => runs.iter().filter(|run| run.invented).flat_map(|run| run.checks.iter().copied()).collect(),
    };
    let weights: Vec<(f64, f64)> = rates
        .iter()
        .enumerate()
        .map(|(check, rates)| match rates {
            Some(rates) if breaking.contains(&check) => weight(*rates, share),
            _ => (0.0, 0.0),
        })
        .collect();
    let in_runs: f64 =
        runs.iter().filter(|run| run.invented).map(|run| run.share.estimate * run.sampled as f64).sum();
    let sampled = checks.n.max(1) as f64;
    // Rows of the runs are no longer among the scattered ones.
    let scattered = ((share * sampled - in_runs) / sampled).max(0.0);
    let prior = if scattered > JUNK { log_odds(scattered) } else { f64::NEG_INFINITY };
    let mut scorer = RowScorer {
        weights,
        prior,
        runs: runs
            .iter()
            .filter(|run| run.invented)
            .map(|run| (run.rows.0, run.rows.1, log_odds(run.share.estimate.clamp(RUN.0, RUN.1))))
            .collect(),
        least: f64::INFINITY,
        expected_false: None,
    };
    threshold(&mut scorer, checks, &rates, scattered, false_discoveries);
    Some(scorer)
}

/// Log likelihood ratios of a kept and of a broken outcome.
fn weight(rates: Rates, share: f64) -> (f64, f64) {
    let chance = rates.chance.clamp(0.01, 0.99);
    // What is broken in place holds the invented rows as well.
    let clean = ((rates.broken - share * chance) / (1.0 - share).max(0.01)).clamp(LEAST_BROKEN, 0.9 * chance);
    (((1.0 - chance) / (1.0 - clean)).ln(), (chance / clean).ln())
}

fn log_odds(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

/// Lists the likeliest patterns of outcomes for as long as the real rows among them are expected to be few enough: outside
/// the runs by what independence gives of real rows, a few times over; inside by the run's share.
fn threshold(scorer: &mut RowScorer, checks: &RowChecks, rates: &[Option<Rates>], scattered: f64, most: f64) {
    // Probability, rows, real rows expected.
    let mut classes: Vec<(f64, f64, f64)> = Vec::new();
    let telling: Vec<usize> = (0..rates.len()).filter(|&check| scorer.weights[check].1 > 0.0).collect();
    if scattered > 0.0 {
        for pattern in &checks.patterns {
            let probability = scorer.probability(0, pattern.known, pattern.broken);
            let broken = telling.iter().filter(|&&check| pattern.broken >> check & 1 == 1).count();
            let rows = pattern.rows as f64;
            let excess = if broken >= 2 { TOGETHER } else { 1.0 };
            let real = ((1.0 - probability) * rows * excess).min(rows);
            classes.push((probability, rows, real));
        }
    }
    for &(first, last, odds) in &scorer.runs {
        let inside = checks.along.iter().filter(|stretch| (first..=last).contains(&stretch.rows.0));
        let rows: f64 = inside.map(|stretch| f64::from(stretch.sampled)).sum();
        let share = 1.0 / (1.0 + (-odds).exp());
        classes.push((share, rows, rows * (1.0 - share)));
    }
    classes.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut listed, mut real) = (0.0, 0.0);
    for (probability, rows, of_real) in classes {
        let share = (real + of_real) / (listed + rows).max(1e-9);
        if share > most || probability < 0.5 {
            break;
        }
        (listed, real) = (listed + rows, real + of_real);
        (scorer.least, scorer.expected_false) = (probability, Some(share));
    }
}
