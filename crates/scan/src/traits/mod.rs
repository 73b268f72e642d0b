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
mod spectrum;
mod surname_places;
mod textures;
mod vocabularies;

use dumpscope_model::Traits;

use crate::{
    checks::{self, Checks, Found},
    hash::Hasher,
    plan::Plan,
    sample::SampledRow,
};

pub(crate) use people::split_name;

pub(crate) use ids::is_beginning;
use people::Picked;
pub(crate) use people::{Day, Different, day, is_id};

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
    let patterns = plan.patterns.clone();
    let mut traits = Traits { rows: people.len() as u64, patterns, ..Traits::default() };
    // Neighbours in the file are known where nothing is left out of the sample.
    let whole = rows.len() as u64 == table_rows && rows.len() == all.len();
    let hasher = Hasher::new(seed);
    let mut checked = Found::default();
    rayon::scope(|scope| {
        scope.spawn(|_| checked = checks::of(rows, &kept, plan, values, picked.hasher()));
        scope.spawn(|_| traits.spectra = spectrum::all(&people));
        scope.spawn(|_| traits.couplings = coupling::all(&people));
        scope.spawn(|_| traits.name_ages = name_ages::of(&people));
        scope.spawn(|_| traits.surname_places = surname_places::all(&people));
        scope.spawn(|_| traits.name_communities = name_communities::of(&people));
        scope.spawn(|_| traits.agreement = agreement::of(&people));
        scope.spawn(|_| traits.mail = mail::of(&all, table_rows));
        scope.spawn(|_| traits.births = births::of(&people));
        scope.spawn(|_| traits.rhythms = rhythm::all(&people, plan));
        scope.spawn(|_| traits.network = network::of(&all));
        scope.spawn(|_| traits.places = places::of(&people));
        scope.spawn(|_| traits.place_checks = place_checks::all(&people));
        scope.spawn(|_| (traits.textures, traits.nulls) = textures::all(rows, plan, &hasher));
        scope.spawn(|_| traits.secrets = secrets::all(rows, plan, &hasher));
        scope.spawn(|_| traits.initials = openings::initials(&people, whole));
        scope.spawn(|_| traits.phone_digits = openings::phone_digits(&all, whole));
        scope.spawn(|_| traits.dated = dated::all(&people));
        scope.spawn(|_| traits.signatures = signatures::all(&all));
        scope.spawn(|_| traits.ids = ids::all(&all, plan));
        scope.spawn(|_| traits.paths = paths::of(rows, plan, &hasher));
        scope.spawn(|_| traits.households = households::all(&people));
        scope.spawn(|_| traits.vocabularies = vocabularies::all(&people, &all));
        scope.spawn(|_| traits.countries = places::countries(&all));
    });
    traits.checks = checked.counts;
    traits.mixture = checked.mixture;
    (traits, checked.checks)
}
