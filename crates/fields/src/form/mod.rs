//! Forms that several types share: digits and check digits, calendars, names, phone plans, hashes, encodings.
//! Each works on bytes, in one pass, without allocation.

pub mod bban;
pub mod birth;
pub mod bits;
pub mod blank;
pub mod bodies;
pub mod calendar;
pub mod clock;
#[cfg(test)]
pub(crate) mod damaged;
pub mod digits;
pub mod encoded;
pub mod everyday;
pub mod geo;
pub mod hash;
pub mod iso;
pub mod italian;
pub mod locality;
pub mod month;
pub mod name;
pub mod number;
pub mod pattern;
pub mod phone;
pub mod phone_plan;
mod stamp;
pub mod street;
pub mod text;
pub mod vat;
pub mod words;
