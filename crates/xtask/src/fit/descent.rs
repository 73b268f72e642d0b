//! Ridge logistic regression within bounds, by cyclic coordinate descent.
//!
//! Minimises `Σ w ln(1 + exp(−y (offset + x·β))) + ½ Σ s (β − c)²` with every β between its bounds (Friedman, Hastie and
//! Tibshirani 2010, the same with an L1 penalty; here each coordinate takes a guarded Newton step). The function is
//! strictly convex where every `s` is above 0, so that the order of the steps does not matter.

/// One observation.
#[derive(Debug, Clone)]
pub struct Row {
    /// Values by coefficient; those left out are 0.
    pub x: Vec<(usize, f64)>,
    /// Added to the margin.
    pub offset: f64,
    /// Which of the two it is.
    pub real: bool,
    /// How often it counts.
    pub weight: f64,
}

/// What holds a coefficient.
#[derive(Debug, Clone, Copy)]
pub struct Hold {
    /// Where it goes when nothing speaks.
    pub centre: f64,
    /// How strongly; above 0.
    pub strength: f64,
    /// Bounds.
    pub least: f64,
    /// Upper one.
    pub most: f64,
}

const MOST_SWEEPS: usize = 500;
const ENOUGH: f64 = 1e-7;

/// The coefficients.
pub fn minimise(rows: &[Row], holds: &[Hold]) -> Vec<f64> {
    let mut columns: Vec<Vec<(usize, f64)>> = vec![Vec::new(); holds.len()];
    for (at, row) in rows.iter().enumerate() {
        for &(column, x) in row.x.iter().filter(|(_, x)| *x != 0.0) {
            columns[column].push((at, x));
        }
    }
    let mut betas: Vec<f64> = holds.iter().map(|hold| hold.centre.clamp(hold.least, hold.most)).collect();
    let mut margins: Vec<f64> = rows
        .iter()
        .map(|row| row.offset + row.x.iter().map(|(column, x)| betas[*column] * x).sum::<f64>())
        .collect();
    for _ in 0..MOST_SWEEPS {
        let mut moved = 0.0_f64;
        for ((column, hold), beta) in columns.iter().zip(holds).zip(&mut betas) {
            let step = step(rows, &margins, column, *hold, *beta);
            if step != 0.0 {
                *beta += step;
                for &(at, x) in column {
                    margins[at] += step * x;
                }
                moved = moved.max(step.abs());
            }
        }
        if moved < ENOUGH {
            break;
        }
    }
    betas
}

/// How far to move one coefficient: a Newton step, halved until it lowers the cost.
fn step(rows: &[Row], margins: &[f64], column: &[(usize, f64)], hold: Hold, beta: f64) -> f64 {
    let (mut slope, mut bend) = (hold.strength * (beta - hold.centre), hold.strength);
    for &(at, x) in column {
        let (row, sign) = (&rows[at], if rows[at].real { 1.0 } else { -1.0 });
        let wrong = 1.0 / (1.0 + (sign * margins[at]).exp());
        slope -= row.weight * sign * wrong * x;
        bend += row.weight * wrong * (1.0 - wrong) * x * x;
    }
    let cost = |step: f64| -> f64 {
        let held = 0.5 * hold.strength * (beta + step - hold.centre).powi(2);
        held + column.iter().map(|&(at, x)| loss(&rows[at], margins[at] + step * x)).sum::<f64>()
    };
    let mut step = (beta - slope / bend).clamp(hold.least, hold.most) - beta;
    let now = cost(0.0);
    for _ in 0..40 {
        if step.abs() < ENOUGH / 10.0 {
            return 0.0;
        }
        if cost(step) <= now {
            return step;
        }
        step /= 2.0;
    }
    0.0
}

fn loss(row: &Row, margin: f64) -> f64 {
    let against = if row.real { -margin } else { margin };
    // ln(1 + exp(x)) without overflow
    row.weight * (against.max(0.0) + (-against.abs()).exp().ln_1p())
}

#[cfg(test)]
mod tests {
    use dumpscope_testkit::Random;

    use super::*;

    fn total(rows: &[Row], holds: &[Hold], betas: &[f64]) -> f64 {
        let held: f64 = holds
            .iter()
            .zip(betas)
            .map(|(hold, beta)| 0.5 * hold.strength * (beta - hold.centre).powi(2))
            .sum();
        let margin = |row: &Row| row.offset + row.x.iter().map(|(column, x)| betas[*column] * x).sum::<f64>();
        held + rows.iter().map(|row| loss(row, margin(row))).sum::<f64>()
    }

    /// Projected gradient with a tiny step: slow and plain.
    fn naive(rows: &[Row], holds: &[Hold]) -> Vec<f64> {
        let mut betas = vec![0.0; holds.len()];
        for _ in 0..60_000 {
            let mut slopes: Vec<f64> =
                holds.iter().zip(&betas).map(|(hold, beta)| hold.strength * (beta - hold.centre)).collect();
            for row in rows {
                let margin = row.offset + row.x.iter().map(|(column, x)| betas[*column] * x).sum::<f64>();
                let sign = if row.real { 1.0 } else { -1.0 };
                for (column, x) in &row.x {
                    slopes[*column] -= row.weight * sign * x / (1.0 + (sign * margin).exp());
                }
            }
            for ((beta, hold), slope) in betas.iter_mut().zip(holds).zip(slopes) {
                *beta = (*beta - 0.002 * slope).clamp(hold.least, hold.most);
            }
        }
        betas
    }

    #[test]
    fn a_naive_descent_comes_to_the_same() {
        for seed in 0..5 {
            let unit =
                |row: u64, of: u64| (Random::of(seed, of, row).bits() >> 11) as f64 / (1_u64 << 53) as f64;
            let rows: Vec<Row> = (0..40)
                .map(|row| {
                    let real = unit(row, 9) < 0.5;
                    let shift = if real { 0.4 } else { -0.4 };
                    let x = (0..4).filter(|of| unit(row, 20 + of) < 0.7);
                    let x =
                        x.map(|of| (of as usize, 3.0 * (unit(row, of) - 0.5) + shift * of as f64)).collect();
                    Row { x, offset: unit(row, 30) - 0.5, real, weight: 0.2 + unit(row, 31) }
                })
                .collect();
            let hold = |centre, strength, least, most| Hold { centre, strength, least, most };
            let holds = [
                hold(0.5, 1.0, 0.0, f64::INFINITY),
                hold(0.5, 0.3, 0.0, 0.6),
                hold(0.0, 2.0, f64::NEG_INFINITY, f64::INFINITY),
                hold(1.0, 0.5, 0.0, f64::INFINITY),
            ];
            let (found, expect) = (minimise(&rows, &holds), naive(&rows, &holds));
            for (found, expect) in found.iter().zip(&expect) {
                assert!((found - expect).abs() < 1e-4, "seed {seed}: {found} against {expect}");
            }
            assert!(total(&rows, &holds, &found) <= total(&rows, &holds, &expect) + 1e-9);
        }
    }

    #[test]
    fn what_is_never_seen_stays_where_it_is_held() {
        let row = Row { x: vec![(0, 1.0)], offset: 0.0, real: true, weight: 1.0 };
        let hold = Hold { centre: 0.4, strength: 1.0, least: 0.0, most: 1.0 };
        let found = minimise(&[row], &[hold, hold]);
        assert!(found[0] > 0.4 && (found[1] - 0.4).abs() < 1e-12, "{found:?}");
        // However separable, bounds and strength hold.
        let rows: Vec<Row> =
            (0..9).map(|_| Row { x: vec![(0, 90.0)], offset: 0.0, real: true, weight: 1e6 }).collect();
        assert!(minimise(&rows, &[hold])[0] <= 1.0);
    }
}
