//! Every renderer over the same fixtures.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

mod fixtures;
mod hostile;
mod json;
mod quick;
mod schema;
mod stable;
mod terminal;
mod timed;
