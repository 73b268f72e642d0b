use dumpscope_model::{Coupling, CouplingKind};
use rayon::prelude::*;

use super::people::{People, Role};

/// Rows a coupling is computed on.
const ROWS: usize = 20_000;
/// Permutations chance is estimated from.
const PERMUTATIONS: usize = 5;

/// Every coupling whose columns are there.
pub(super) fn all(people: &People<'_>) -> Vec<Coupling> {
    let rows = people.len().min(ROWS);
    let hashes = |all: &[u64]| all.get(..rows).unwrap_or_default().to_vec();
    let name_columns = people.name_columns();
    // The first of several first names, which the whole is in most rows.
    let first_of = |row: usize| {
        let name = people.name(row).0;
        let first = first_word(name);
        if first.len() == name.len() { people.first_folded[row] } else { people.folded(first) }
    };
    let first = name_columns.map(|(column, _)| (column, (0..rows).map(first_of).collect::<Vec<u64>>()));
    let last = name_columns.map(|(_, column)| (column, hashes(&people.last_folded)));
    let of = |role: &Option<Role<'_>>| role.as_ref().map(|role| (role.column, hashes(&role.folded)));
    let decade = people.birth.as_ref().map(|birth| {
        let decades = people.birth_years[..rows]
            .iter()
            .map(|year| year.map_or(0, |year| (year / 10).unsigned_abs().into()));
        (birth.column, decades.collect::<Vec<u64>>())
    });
    let region = of(&people.region).or_else(|| {
        let postcode = people.postcode.as_ref()?;
        let heads = postcode.cells.iter().take(ROWS).map(|cell| postcode_head(people, cell));
        Some((postcode.column, heads.collect()))
    });
    let pairs = [
        (CouplingKind::FirstNameSex, &first, &of(&people.sex)),
        (CouplingKind::FirstNameDecade, &first, &decade),
        (CouplingKind::LastNameRegion, &last, &region),
        (CouplingKind::CityRegion, &of(&people.city), &region),
        (CouplingKind::FirstNameCountry, &first, &of(&people.country)),
    ];
    pairs
        .into_par_iter()
        .filter_map(|(kind, left, right)| {
            let ((left, a), (right, b)) = (left.as_ref()?, right.as_ref()?);
            coupling(kind, (*left, *right), a, b)
        })
        .collect()
}

fn first_word(name: &[u8]) -> &[u8] {
    name.split(|b| matches!(b, b' ' | b'-')).next().unwrap_or(name)
}

/// The head of a postcode: its first two characters stand for a région, a département or a part of a state in most
/// countries.
fn postcode_head(people: &People<'_>, cell: &[u8]) -> u64 {
    cell.get(..2).map_or(0, |head| people.hasher.cell(head).max(1))
}

fn coupling(kind: CouplingKind, columns: (usize, usize), a: &[u64], b: &[u64]) -> Option<Coupling> {
    let (a, b): (Vec<u64>, Vec<u64>) =
        a.iter().zip(b).filter(|(a, b)| **a != 0 && **b != 0).map(|(a, b)| (*a, *b)).unzip();
    let n = a.len();
    let (a, b) = (Numbered::new(&a), Numbered::new(&b));
    let (of_a, of_b) = (a.entropy(), b.entropy());
    if n < 20 || of_a == 0.0 || of_b == 0.0 {
        return None;
    }
    // The sample stands in random order: shifted against itself it is permuted.
    let mut room = Vec::new();
    let mut information = |shift: usize| of_a + of_b - joint_entropy(&a, &b, shift, &mut room);
    let chance: Vec<f64> =
        (1..=PERMUTATIONS).map(|nth| information((nth * n / (PERMUTATIONS + 1)).max(1))).collect();
    let mean = chance.iter().sum::<f64>() / chance.len() as f64;
    let variance = chance.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (chance.len() - 1) as f64;
    Some(Coupling {
        kind,
        columns,
        n: n as u64,
        information: information(0),
        permuted: mean,
        permuted_deviation: variance.sqrt(),
        entropy: of_b,
    })
}

/// Most pairs of values that are counted in a table of all there may be; more are sorted.
const TABLE: usize = 1 << 19;

/// Values by number, from 0 in the order of their hashes.
struct Numbered {
    numbers: Vec<u32>,
    distinct: usize,
}

impl Numbered {
    fn new(values: &[u64]) -> Self {
        let mut places: Vec<(u64, u32)> = values.iter().copied().zip(0..).collect();
        places.sort_unstable();
        let mut numbers = vec![0; values.len()];
        let mut distinct = 0;
        for run in places.chunk_by(|a, b| a.0 == b.0) {
            for (_, at) in run {
                numbers[*at as usize] = distinct as u32;
            }
            distinct += 1;
        }
        Self { numbers, distinct }
    }

    fn entropy(&self) -> f64 {
        let mut counts = vec![0; self.distinct];
        for &number in &self.numbers {
            counts[number as usize] += 1;
        }
        entropy(&counts, self.numbers.len())
    }
}

/// Entropy of the pairs, the second of each from `shift` rows further on. `room` is used again from call to call.
fn joint_entropy(a: &Numbered, b: &Numbered, shift: usize, room: &mut Vec<u32>) -> f64 {
    let pairs = a.numbers.iter().zip(b.numbers.iter().cycle().skip(shift));
    room.clear();
    let all = a.distinct * b.distinct;
    if all <= TABLE {
        room.resize(all, 0);
        for (&left, &right) in pairs {
            room[left as usize * b.distinct + right as usize] += 1;
        }
        return entropy(room, a.numbers.len());
    }
    let mut joint: Vec<u64> = pairs.map(|(&a, &b)| u64::from(a) << 32 | u64::from(b)).collect();
    joint.sort_unstable();
    room.extend(joint.chunk_by(|a, b| a == b).map(|run| run.len() as u32));
    entropy(room, joint.len())
}

/// Entropy in nats of counts that add to `n`: `ln n − Σ c ln c / n`.
fn entropy(counts: &[u32], n: usize) -> f64 {
    let n = n.max(1) as f64;
    let within: f64 = counts.iter().filter(|c| **c > 1).map(|c| f64::from(*c)).map(|c| c * c.ln()).sum();
    n.ln() - within / n
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(n: u64) -> impl Iterator<Item = u64> {
        (1..=n).map(crate::hash::spread)
    }

    #[test]
    fn what_goes_together_is_coupled_and_what_does_not_is_not() {
        let names: Vec<u64> = mixed(5_000).map(|x| x % 100 + 1).collect();
        let sexes: Vec<u64> = names.iter().map(|name| name % 2 + 1).collect();
        let apart: Vec<u64> = mixed(5_000).map(|x| (x >> 32) % 2 + 1).collect();
        let share = |b: &[u64]| {
            let c = coupling(CouplingKind::FirstNameSex, (0, 1), &names, b).expect("coupled");
            (c.information - c.permuted) / c.entropy
        };
        assert!(share(&sexes) > 0.95);
        assert!(share(&apart).abs() < 0.01);
    }

    #[test]
    fn a_constant_column_has_no_coupling() {
        let names: Vec<u64> = mixed(100).collect();
        assert_eq!(coupling(CouplingKind::FirstNameSex, (0, 1), &names, &[7; 100]), None);
    }
}
