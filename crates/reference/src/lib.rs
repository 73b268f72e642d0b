//! Open reference data, embedded: names, places, countries, mail providers, and the population figures that made-up
//! samples are drawn from. `data/SOURCES.toml` says where each pack comes from, under which licence, with which digest;
//! `cargo xtask reference` builds them again.
//!
//! Look-ups take a folded key (see [`fold`]), allocate nothing, and answer from a table of hashes in the executable
//! (see [`set`] for its false-positive rate). Knows nothing of profiles, columns, files or the network.

pub mod check_digits;
pub mod communities;
pub mod dated;
pub mod divisions;
pub mod fold;
mod lists;
pub mod networks;
pub mod population;
pub mod postcodes;
pub mod ranges;
pub mod services;
pub mod set;
pub mod sources;
pub mod vocabularies;

pub use lists::{
    american_names, cities, countries, country_codes, department_codes, departments, disposable_mail,
    first_names, french_names, last_names, mail_providers, regions,
};
