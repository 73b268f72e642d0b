//! What the row sample shows of people: derived while the cells are still here, kept as counts.
//!
//! One file per kind of trait. All work on [`People`], in the random order of the sample: each role (first
//! name, address, birth …) is read from the fullest column of its field types. What tells of people is counted on rows that
//! differ, what tells of rows on all of them.

mod agreement;
mod births;
mod coupling;
mod dated;
mod households;
pub(crate) mod ids;
mod mail;
mod name_ages;
mod name_communities;
mod network;
mod openings;
mod paths;
mod people;
mod place_checks;
mod places;
mod rhythm;
mod secrets;
mod signatures;
mod slips;
mod spectrum;
mod surname_places;
mod textures;
mod vocabularies;

use dumpscope_model::Traits;

use crate::{
    apart,
    checks::{self, Checks},
    plan::Plan,
    sample::{self, SampledRow},
};

pub(crate) use people::split_name;

pub(crate) use ids::is_beginning;
pub(crate) use people::{Day, Different, day, is_id};
use people::{People, Picked};

/// Derives all traits, and the checks of rows behind them. `values` is the number of non-null cells by column, over every
/// row.
pub(crate) fn traits(
    rows: &[(u64, SampledRow)],
    plan: &Plan,
    values: &[u64],
    table_rows: u64,
    seed: u64,
) -> (Traits, Option<Checks>) {
    let picked = Picked::new(rows, plan, values, seed);
    let ((kept, people), all) = rayon::join(|| picked.people(), || picked.rows());
    // Neighbours in the file are known where nothing is left out of the sample.
    let whole = rows.len() as u64 == table_rows && rows.len() == all.len();
    let by_themselves = |rows: &[(u64, &SampledRow)], of: u64| {
        let rows = sample::copies(rows);
        let picked = Picked::new(&rows, plan, values, seed);
        looked_at(&rows, plan, &picked.people().1, &picked.rows(), (of, false))
    };
    let ((mut traits, checked), apart) = rayon::join(
        || {
            rayon::join(
                || looked_at(rows, plan, &people, &all, (table_rows, whole)),
                || checks::of(rows, &kept, plan, values, picked.hasher()),
            )
        },
        || apart::of(rows, plan, values, picked.hasher(), table_rows, by_themselves),
    );
    traits.patterns.clone_from(&plan.patterns);
    traits.checks = checked.counts;
    traits.mixture = checked.mixture;
    traits.apart = apart;
    (traits, checked.checks)
}

/// What rows show each by itself, of different `people` and of all, in a table or a part of one with so many rows; and whether
/// these are all of them.
fn looked_at(
    rows: &[(u64, SampledRow)],
    plan: &Plan,
    people: &People<'_>,
    all: &People<'_>,
    (table_rows, whole): (u64, bool),
) -> Traits {
    let mut traits = Traits { rows: people.len() as u64, ..Traits::default() };
    let hasher = &people.hasher;
    rayon::scope(|scope| {
        scope.spawn(|_| traits.spectra = spectrum::all(people));
        scope.spawn(|_| traits.couplings = coupling::all(people));
        scope.spawn(|_| traits.name_ages = name_ages::of(people));
        scope.spawn(|_| traits.surname_places = surname_places::all(people));
        scope.spawn(|_| traits.name_communities = name_communities::of(people));
        scope.spawn(|_| traits.agreement = agreement::of(people));
        scope.spawn(|_| traits.mail = mail::of(all, table_rows));
        scope.spawn(|_| traits.births = births::of(people));
        scope.spawn(|_| traits.rhythms = rhythm::all(people, plan));
        scope.spawn(|_| traits.network = network::of(all));
        scope.spawn(|_| traits.places = places::of(people));
        scope.spawn(|_| traits.place_checks = place_checks::all(people));
        scope.spawn(|_| (traits.textures, traits.nulls) = textures::all(rows, plan, hasher));
        scope.spawn(|_| traits.secrets = secrets::all(rows, plan, hasher));
        scope.spawn(|_| traits.initials = openings::initials(people, whole));
        scope.spawn(|_| traits.phone_digits = openings::phone_digits(all, whole));
        scope.spawn(|_| traits.dated = dated::all(people));
        scope.spawn(|_| traits.signatures = signatures::all(all));
        scope.spawn(|_| traits.ids = ids::all(all, plan));
        scope.spawn(|_| traits.paths = paths::of(rows, plan, hasher));
        scope.spawn(|_| traits.households = households::all(people));
        scope.spawn(|_| traits.vocabularies = vocabularies::all(people, all));
        scope.spawn(|_| traits.countries = places::countries(all));
    });
    traits
}
