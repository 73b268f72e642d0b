use dumpscope_model::{Coupling, CouplingKind};
use rayon::prelude::*;

use super::people::{People, Role};

/// Rows a coupling is computed on.
const ROWS: usize = 20_000;
/// Permutations chance is estimated from.
const PERMUTATIONS: usize = 5;

/// Every coupling whose columns are there.
pub(super) fn all(people: &People<'_>) -> Vec<Coupling> {
    let hashes = |role: &Role<'_>| -> Vec<u64> {
        role.cells.iter().take(ROWS).map(|cell| people.folded(cell)).collect()
    };
    let rows = people.len().min(ROWS);
    let names: Vec<_> = (0..rows).map(|row| people.name(row)).collect();
    let name_columns = people.name_columns();
    let first = name_columns.map(|(column, _)| {
        (column, names.iter().map(|name| people.folded(first_word(name.0))).collect::<Vec<u64>>())
    });
    let last = name_columns
        .map(|(_, column)| (column, names.iter().map(|name| people.folded(name.1)).collect::<Vec<u64>>()));
    let of = |role: &Option<Role<'_>>| role.as_ref().map(|role| (role.column, hashes(role)));
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
    let (of_a, of_b) = (entropy(a.clone()), entropy(b.clone()));
    if n < 20 || of_a == 0.0 || of_b == 0.0 {
        return None;
    }
    // The sample stands in random order: shifted against itself it is permuted.
    let information = |shift: usize| {
        let joint =
            a.iter().zip(b.iter().cycle().skip(shift)).map(|(&a, &b)| crate::hash::fold(a, b)).collect();
        of_a + of_b - entropy(joint)
    };
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

/// Entropy in nats: `ln n − Σ c ln c / n`.
fn entropy(mut values: Vec<u64>) -> f64 {
    values.sort_unstable();
    let n = values.len().max(1) as f64;
    let within: f64 = values.chunk_by(|a, b| a == b).map(|run| run.len() as f64).map(|c| c * c.ln()).sum();
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
