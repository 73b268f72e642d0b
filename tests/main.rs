//! The program as a person runs it: one binary, so that it links once. Each module is one promise of the README.
#![expect(clippy::disallowed_methods, reason = "tests make files and look at what was written")]

mod bad_input;
mod cli;
mod labelled;
mod outputs;
mod privacy;
mod program;
mod samples;
