//! Cells that bear a dated fact: what cannot have been written before a day.

use std::collections::BTreeMap;

use dumpscope_fields::form::phone::{self, Notation};
use dumpscope_reference::{dated, fold::Folded};

use super::{mail, people::People};

/// Rows looked at, the first.
const ROWS: usize = 20_000;

/// Facts met, with the number of cells that bear them.
pub(super) fn all(people: &People<'_>) -> Vec<(String, u64)> {
    let mut counts: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut bears = |fact: Option<&'static dated::Fact>| {
        if let Some(fact) = fact {
            *counts.entry(fact.id).or_default() += 1;
        }
    };
    let rows = people.len().min(ROWS);
    if let Some(role) = &people.email {
        for (_, domain) in role.cells[..rows].iter().filter_map(|cell| mail::split(cell)) {
            bears(dated::of_mail_domain(&domain.to_ascii_lowercase()));
        }
    }
    if let Some(role) = &people.region {
        role.cells[..rows].iter().for_each(|cell| bears(dated::of_region(Folded::new(cell).as_bytes())));
    }
    if let Some(role) = &people.city {
        role.cells[..rows].iter().for_each(|cell| bears(dated::of_town(Folded::new(cell).as_bytes())));
    }
    if let Some(role) = &people.phone {
        for number in role.cells[..rows].iter().filter_map(|cell| phone::read(cell)) {
            let french = number.plan.is_some_and(|plan| plan.country == "FR");
            match number.notation {
                Notation::International => bears(dated::of_phone(number.digits())),
                // Bare digits are any country's.
                Notation::Trunk if french && number.fits => {
                    bears(dated::of_phone(&[&b"33"[..], number.digits()].concat()));
                }
                _ => {}
            }
        }
    }
    let mut counts: Vec<(String, u64)> = counts.into_iter().map(|(id, n)| (id.to_owned(), n)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
