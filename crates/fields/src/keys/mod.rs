//! Normal forms: what two spellings of one address, number, person or place have in common.
//!
//! Duplicates, people, fingerprints of known dumps and a company's roll all compare by these forms and by no others. Each
//! file holds one kind, with its rules and their sources; [`about::ALL`] says the same to users (`dumpscope explain keys`).
//! A form is made of a cell, and of what its table tells of all cells ([`Table`]): the country of its numbers, the order of
//! day and month.
//!
//! Hashes of these forms outlive a run: whatever changes a form raises [`KEYS_VERSION`].

pub mod about;
pub mod address;
pub mod date;
pub mod email;
mod form;
pub mod name;
pub mod phone;
pub mod text;
pub mod town;

pub use email::Settled;
pub use form::{Form, Table};

/// Version of the normal forms. Fingerprints carry it, and those of another version are not compared with.
pub const KEYS_VERSION: u32 = 1;
