//! What holds for every field type, checked once for all of them.

mod chance;
mod confusion;
mod contract;
mod dictionary;
mod hashes;
mod hostile;
mod languages;
mod masks;
mod phones;
mod reference;
