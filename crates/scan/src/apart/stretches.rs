//! Stretches of the file in which several columns are otherwise than in the rest.

use super::features::{CLASSES, Counts, Features, homogeneity};

/// Blocks of equally many sampled rows that stretches are first made of, and fewest rows in one.
const BLOCKS: usize = 40;
const LEAST_BLOCK: usize = 50;
/// Share of the file that a stretch may be at most: of more, the others are the stretch.
const LONGEST: f64 = 0.75;
/// Standard errors that a stretch must be from the others, all columns taken together: of eight hundred looked at.
const ERRORS: f64 = 6.0;
/// Rounds in which the ends settle, and how much one cell may say of a row.
const ROUNDS: usize = 3;
const SAYS: f64 = 2.0;

/// A stretch of blocks and how far it is from the others.
struct Found {
    from: usize,
    to: usize,
    /// Logarithms of how many times more than stretches as long each feature differs, added: many columns count for more than
    /// one that drifts along the file.
    score: f64,
    /// By feature, how much less a difference says for columns that differ everywhere.
    weights: Vec<f64>,
}

/// The stretches, the most telling first; each as places of its rows, ascending.
pub(super) fn find(features: &Features<'_>, most: usize) -> Vec<Vec<usize>> {
    let rows = features.rows();
    let blocks = (rows / LEAST_BLOCK).min(BLOCKS);
    if blocks < 4 || features.each.is_empty() {
        return Vec::new();
    }
    let mut found = candidates(features, blocks);
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.from, a.to).cmp(&(b.from, b.to))));
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        let apart = |other: &Found| {
            let shared = one.to.min(other.to).saturating_sub(one.from.max(other.from));
            shared * 2 < one.to.max(other.to) - one.from.min(other.from)
        };
        if kept.len() < most && kept.iter().all(apart) {
            kept.push(one);
        }
    }
    let places = |one: &Found| {
        let ends = (rows * one.from / blocks, rows * one.to / blocks);
        let (from, to) = settled(features, ends, &one.weights);
        let mut places = features.order[from..to].to_vec();
        places.sort_unstable();
        places
    };
    kept.iter().map(places).collect()
}

/// Stretches of whole blocks that differ from the others.
fn candidates(features: &Features<'_>, blocks: usize) -> Vec<Found> {
    let rows = features.rows();
    // Counts of the rows before each block, by feature.
    let before: Vec<Vec<Counts>> = features
        .each
        .iter()
        .map(|feature| {
            let mut counts: Counts = [0; CLASSES];
            let mut before = vec![counts];
            for block in 0..blocks {
                for &row in &features.order[rows * block / blocks..rows * (block + 1) / blocks] {
                    counts[usize::from(feature.class[row])] += 1;
                }
                before.push(counts);
            }
            before
        })
        .collect();
    let longest = (LONGEST * blocks as f64) as usize;
    (1..=longest)
        .flat_map(|length| {
            let starts = 0..=blocks - length;
            // How far stretches of this length differ, by feature.
            let differ: Vec<Vec<(f64, f64)>> = before
                .iter()
                .map(|before| {
                    let all = &before[blocks];
                    let of = |from: usize| {
                        let mut inside = before[from + length];
                        inside.iter_mut().zip(&before[from]).for_each(|(to, from)| *to -= from);
                        homogeneity(&inside, all)
                    };
                    starts.clone().map(of).collect()
                })
                .collect();
            let usual: Vec<f64> = differ.iter().map(|of| median(of).max(1.0)).collect();
            starts.filter_map(move |from| {
                let (mut score, mut sum, mut freedom) = (0.0, 0.0, 0.0);
                for (of, usual) in differ.iter().zip(&usual) {
                    let (differs, free) = of[from];
                    score += (differs / free / usual).max(1.0).ln();
                    sum += differs / usual - free;
                    freedom += free;
                }
                let weights = usual.iter().map(|usual| 1.0 / usual).collect();
                (sum >= ERRORS * (2.0 * freedom).sqrt()).then_some(Found {
                    from,
                    to: from + length,
                    score,
                    weights,
                })
            })
        })
        .collect()
}

/// The middle of what stretches differ by, by their degrees of freedom.
fn median(of: &[(f64, f64)]) -> f64 {
    let mut each: Vec<f64> = of.iter().map(|(differs, free)| differs / free).collect();
    each.sort_unstable_by(f64::total_cmp);
    each[each.len() / 2]
}

/// The ends of a stretch, by what each row says: it goes as far as its rows look like its own and not like the others.
fn settled(features: &Features<'_>, mut ends: (usize, usize), weights: &[f64]) -> (usize, usize) {
    let order = &features.order;
    for _ in 0..ROUNDS {
        let mut says = vec![0.0; order.len()];
        for (feature, weight) in features.each.iter().zip(weights) {
            let (mut inside, mut outside): (Counts, Counts) = ([0; CLASSES], [0; CLASSES]);
            for (at, &row) in order.iter().enumerate() {
                let counts = if (ends.0..ends.1).contains(&at) { &mut inside } else { &mut outside };
                counts[usize::from(feature.class[row])] += 1;
            }
            let sum = |of: &Counts| f64::from(of.iter().sum::<u32>()) + CLASSES as f64;
            let (n, rest) = (sum(&inside), sum(&outside));
            let of_class: Vec<f64> = inside
                .iter()
                .zip(&outside)
                .map(|(a, b)| ((f64::from(*a) + 1.0) / n * rest / (f64::from(*b) + 1.0)).ln())
                .map(|ratio| weight * ratio.clamp(-SAYS, SAYS))
                .collect();
            for (at, &row) in order.iter().enumerate() {
                says[at] += of_class[usize::from(feature.class[row])];
            }
        }
        let found = most_telling(&says);
        if found == ends || found.0 >= ends.1 || found.1 <= ends.0 {
            break;
        }
        ends = found;
    }
    ends
}

/// The run with the largest sum (Kadane).
fn most_telling(says: &[f64]) -> (usize, usize) {
    let (mut best, mut most, mut sum, mut from) = ((0, 0), 0.0, 0.0, 0);
    for (at, one) in says.iter().enumerate() {
        if sum <= 0.0 {
            (sum, from) = (0.0, at);
        }
        sum += one;
        if sum > most {
            (best, most) = ((from, at + 1), sum);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{apart::features::Feature, hash::spread};

    /// 10 000 rows in the order of the file with four columns, whose classes `class` gives by column and row from a random number.
    fn features(class: impl Fn(usize, usize, u64) -> u64) -> Features<'static> {
        let of = |column: usize| {
            let one = |row: usize| 1 + class(column, row, spread((row * 8 + column) as u64) >> 40) as u8;
            Feature { column, shape: false, class: (0..10_000).map(one).collect() }
        };
        Features { each: (0..4).map(of).collect(), cells: Vec::new(), order: (0..10_000).collect() }
    }

    #[test]
    fn rows_of_another_making_are_found_to_their_ends() {
        for (from, to) in [(3_107, 3_640), (0, 1_000), (7_015, 10_000), (2_000, 7_000)] {
            let put_in = |row: usize| (from..to).contains(&row);
            // One column changes slowly besides, as numbers and years do.
            let found = find(
                &features(|column, row, random| match column {
                    0 => row as u64 / 500,
                    _ if put_in(row) => random % 8,
                    _ => (random % 8).min(random / 8 % 8),
                }),
                4,
            );
            let mut ends = found.first().map(|rows| (rows[0], rows[rows.len() - 1] + 1)).unwrap_or_default();
            // At an end of the file the others are as much a stretch.
            if to == 10_000 && ends.0 == 0 {
                ends = (ends.1, 10_000);
            }
            assert!(ends.0.abs_diff(from) <= 60 && ends.1.abs_diff(to) <= 60, "{from} to {to}: {ends:?}");
        }
    }

    #[test]
    fn rows_of_one_making_have_no_stretches() {
        assert_eq!(find(&features(|_, _, random| random % 20), 4), Vec::<Vec<usize>>::new());
    }
}
