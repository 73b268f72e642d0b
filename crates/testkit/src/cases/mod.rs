//! The six cases of the design as tables that can be written at any length, each with its claim, what a triage of it
//! must say, and a note on its origin.

mod action;
mod chronopost;
mod mondial_relay;
mod record;
mod retailer_notice;
mod secrets;
mod signature;
mod temu;
mod texts;
mod twin_dumps;

use crate::table::{Table, Truth};

/// A case at a given size.
pub struct Case {
    /// Folder name.
    pub name: &'static str,
    /// Title.
    pub title: &'static str,
    /// Seed everything in it comes from.
    pub seed: u64,
    /// The dump: what a triage of the case reads.
    pub dump: Vec<Table>,
    /// Earlier dumps some of the rows were taken from, to be written into the folder `library`.
    pub library: Vec<Table>,
    /// The `[claim]` section of `case.toml`, without its heading.
    pub claim: &'static str,
    /// Headlines that a triage may come to.
    pub headlines: &'static [&'static str],
    /// Points of the claim that the file decides, and whether they hold.
    pub holds: &'static [(&'static str, bool)],
    /// Published facts it mirrors, and what was planted.
    pub origin: &'static str,
}

/// A case that can be made.
pub struct Maker {
    /// Folder name.
    pub name: &'static str,
    /// Rows of the main table in the committed sample.
    pub rows: u64,
    /// Builds it for so many rows of the main table.
    pub build: fn(u64) -> Case,
}

/// Every case, in the order of the design.
pub static CASES: &[Maker] = &[
    Maker { name: "temu-2024", rows: 12_000, build: temu::build },
    Maker { name: "action", rows: 10_000, build: action::build },
    Maker { name: "mondial-relay", rows: 3_000, build: mondial_relay::build },
    Maker { name: "chronopost", rows: 2_400, build: chronopost::build },
    Maker { name: "retailer-notice", rows: 4_000, build: retailer_notice::build },
    Maker { name: "twin-dumps", rows: 5_000, build: twin_dumps::build },
];

impl Case {
    /// Text of `case.toml`.
    pub fn case_toml(&self) -> String {
        texts::case(self)
    }

    /// Text of `expected.toml`, from what was counted while the dump's tables were written, in their order.
    pub fn expected_toml(&self, truths: &[Truth]) -> String {
        texts::expected(self, truths)
    }

    /// Text of `ORIGIN.md`.
    pub fn origin_md(&self, rows: u64) -> String {
        texts::origin(self, rows)
    }
}
