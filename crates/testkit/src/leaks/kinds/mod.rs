//! How the cells of each type are written, what their columns are called, and which answers count without a header.

mod contact;
mod generic;
mod identity;
mod money;
mod online;
mod person;
mod secrets;
mod time;
mod trade;

use super::cell::Cell;

/// What a typist, an export or a charset may do to the cells of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dirt {
    /// Words of people: capitals, lost accents, other charsets, typing errors, cut ends.
    Words,
    /// Figures and codes as people type them: a wrong digit here and there, leading zeros and long numbers hurt by
    /// spreadsheets.
    Code,
    /// Machines write them: whole or not there.
    Exact,
}

/// A kind of column.
pub(super) struct Kind {
    /// Id of the field type.
    pub id: &'static str,
    /// What such a column is called: FR EN DE ES IT NL PT, several ways parted by `|`, words by spaces.
    pub headers: [&'static str; 7],
    pub make: fn(&mut Cell<'_>) -> String,
    /// Answers that count beside the id when the header says nothing, by the column's style: nothing when the values tell.
    pub bare: fn(u32) -> &'static [&'static str],
    pub dirt: Dirt,
}

/// The values tell.
const fn told(_: u32) -> &'static [&'static str] {
    &[]
}

/// Digits that count or number something: only a header says what.
const fn number(_: u32) -> &'static [&'static str] {
    &["unknown", "integer", "row-number"]
}

/// Digits or short codes, the other way every second style.
const fn code(_: u32) -> &'static [&'static str] {
    &["unknown", "integer", "row-number", "hex-blob"]
}

/// Opaque secrets: only a header says of what.
const fn opaque(_: u32) -> &'static [&'static str] {
    &["unknown", "hex-blob", "hex-digest", "base64-blob", "uuid"]
}

/// Words that no list can hold.
const fn words(_: u32) -> &'static [&'static str] {
    &["unknown", "enum", "free-text"]
}

/// The kind with this id.
pub(super) fn kind(id: &str) -> &'static Kind {
    let groups = [
        person::KINDS,
        contact::KINDS,
        online::KINDS,
        secrets::KINDS,
        money::KINDS,
        identity::KINDS,
        trade::KINDS,
        time::KINDS,
        generic::KINDS,
    ];
    groups.into_iter().flatten().find(|kind| kind.id == id).unwrap_or_else(|| panic!("no way to write {id}"))
}
