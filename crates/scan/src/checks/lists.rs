//! Rows whose first name and surname both stand on the lists of one known generator and locale. Real people bear such
//! names too, a part of them; where a stretch of the file bears no others, a program wrote it.

use std::collections::BTreeMap;

use dumpscope_reference::fold::Folded;
use dumpscope_reference::vocabularies::{self, Field};
use rayon::prelude::*;

use super::{Outcome, along};

/// Share of a generator's rows whose names are found on its lists: titles and suffixes cost the others.
pub(super) const FOUND: f64 = 0.97;
/// Share of all rows beyond which a list tells no stretch from the others.
const COMMON: f64 = 0.45;
/// Least share that is taken to bear names of a list everywhere.
const RARE: f64 = 0.002;
/// Chance of a stretch where there is none, over all lists (Karlin and Altschul 1990).
const FALSE: f64 = 1e-4;

/// The lists of one generator and locale.
pub(super) struct NameLists {
    first: Vec<u32>,
    last: Vec<u32>,
}

impl NameLists {
    /// Broken where both names are on the lists: a row that a generator may have written.
    pub(super) fn outcome(&self, (first, last): (&[u8], &[u8])) -> Outcome {
        let (Some(first), Some(last)) = (key(first), key(last)) else { return Outcome::Unknown };
        self.of(first, last)
    }

    fn of(&self, first: u32, last: u32) -> Outcome {
        if self.first.binary_search(&first).is_ok() && self.last.binary_search(&last).is_ok() {
            Outcome::Broken
        } else {
            Outcome::Kept
        }
    }
}

fn key(name: &[u8]) -> Option<u32> {
    let folded = Folded::new(name);
    (!folded.is_empty()).then(|| vocabularies::key(folded.as_bytes()))
}

/// The lists that some stretch of the file bears names of far beyond the others; `None` where there is none. `order` holds
/// the rows in the order of the file.
pub(super) fn choose<'c>(names: &[(&'c [u8], &'c [u8])], order: &[usize]) -> Option<NameLists> {
    let keys: Vec<(u32, u32)> =
        order.iter().filter_map(|&row| Some((key(names[row].0)?, key(names[row].1)?))).collect();
    let every = every();
    let each = along::length(keys.len());
    let best = every
        .par_iter()
        .filter_map(|(_, lists)| {
            let listed: Vec<f64> = keys
                .chunks(each)
                .map(|rows| {
                    let on = rows.iter().filter(|(first, last)| lists.of(*first, *last) == Outcome::Broken);
                    on.count() as f64
                })
                .collect();
            let background = (listed.iter().sum::<f64>() / keys.len().max(1) as f64).max(RARE);
            if background > COMMON {
                return None;
            }
            let (on, off) = ((FOUND / background).ln(), ((1.0 - FOUND) / (1.0 - background)).ln());
            let scores = listed
                .iter()
                .zip(keys.chunks(each))
                .map(|(&listed, rows)| listed.mul_add(on, (rows.len() as f64 - listed) * off));
            let (best, _) = scores.fold((0.0_f64, 0.0_f64), |(best, sum), score| {
                let sum = (sum + score).max(0.0);
                (best.max(sum), sum)
            });
            Some((best, lists))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    let stretches = keys.len().div_ceil(each);
    let least = ((stretches * every.len()) as f64 / FALSE).ln();
    (best.0 >= least).then(|| NameLists { first: best.1.first.clone(), last: best.1.last.clone() })
}

/// Every generator and locale with first names and surnames, by name.
fn every() -> Vec<((&'static str, &'static str), NameLists)> {
    let mut every: BTreeMap<(&str, &str), NameLists> = BTreeMap::new();
    for field in [Field::FirstName, Field::LastName] {
        for list in vocabularies::lists(field) {
            let of = every
                .entry((list.generator, list.locale))
                .or_insert_with(|| NameLists { first: Vec::new(), last: Vec::new() });
            if field == Field::FirstName { &mut of.first } else { &mut of.last }.extend(list.keys());
        }
    }
    every.retain(|_, lists| !lists.first.is_empty() && !lists.last.is_empty());
    for lists in every.values_mut() {
        for list in [&mut lists.first, &mut lists.last] {
            list.sort_unstable();
            list.dedup();
        }
    }
    every.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::spread;

    /// Names by their place on nobody's lists, and none at all.
    fn invented(row: usize) -> (String, String) {
        (
            format!("Nobodyhasit{}", spread(row as u64) % 900),
            format!("Noristhis{}", spread(!(row as u64)) % 900),
        )
    }

    #[test]
    fn names_of_no_list_choose_none() {
        let names: Vec<(String, String)> = (0..2_000).map(invented).collect();
        let names: Vec<(&[u8], &[u8])> = names.iter().map(|(a, b)| (a.as_bytes(), b.as_bytes())).collect();
        let order: Vec<usize> = (0..names.len()).collect();
        assert!(choose(&names, &order).is_none());
    }

    #[test]
    fn a_row_counts_when_both_names_are_listed() {
        let key = |name: &str| key(name.as_bytes()).expect("a name");
        let lists = NameLists { first: vec![key("Jean")], last: vec![key("Dupont")] };
        let outcome = |first: &str, last: &str| lists.outcome((first.as_bytes(), last.as_bytes()));
        assert_eq!(outcome("JEAN", "Dupont"), Outcome::Broken);
        assert_eq!(outcome("Jean", "Durand"), Outcome::Kept);
        assert_eq!(outcome("", "Dupont"), Outcome::Unknown);
    }
}
