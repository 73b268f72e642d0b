//! The program as a person runs it: one binary, so that it links once. Each module is one promise of the README.
#![expect(clippy::disallowed_methods, reason = "tests make files and look at what was written")]
#![expect(clippy::unwrap_used, reason = "what a test cannot do fails the test")]
#![expect(clippy::format_collect, reason = "made-up tables read better as one line")]

mod bad_input;
mod checkpoint;
mod cli;
mod labelled;
mod library;
mod memory;
mod outputs;
mod privacy;
mod program;
mod quick;
mod related;
mod rows;
mod samples;
mod stability;
mod traps;
mod user_types;
