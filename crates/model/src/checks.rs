//! Whether the columns of a row belong together, told by the table itself: counts, never a value.
//!
//! Kept in a scan state as they are, hence serde.

use serde::{Deserialize, Serialize};

/// Most checks a table has: outcomes of one row are the bits of a byte.
pub const MOST_CHECKS: usize = 8;

/// What is asked of two columns of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CheckKind {
    /// Whether the row's pair of values is one that the table's other rows show, or one that they hardly ever do.
    #[default]
    Pair,
    /// The same of a first name and a sex, which a program that draws both seldom keeps together, and real tables nearly
    /// always.
    Sex,
    /// Whether the row's names are not both on the lists of one known generator; asked where some stretch bears hardly any
    /// others, and chance is what that generator writes.
    List,
    /// Whether a text (an address, an id, a link) can be derived from the name beside it.
    Name,
}

/// One check. A row is *kept* where the columns agree, *broken* where they do not, and unknown where nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct RowCheck {
    /// What is asked.
    pub kind: CheckKind,
    /// The columns, from 0.
    pub columns: (usize, usize),
    /// Rows that are kept or broken.
    pub known: u64,
    /// Of those, broken.
    pub broken: u64,
    /// The same once the second column is taken from another row: what chance gives.
    pub shifted_known: u64,
    /// Of those, broken.
    pub shifted_broken: u64,
}

/// Sampled rows with the same outcome of every check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowPattern {
    /// Checks with an outcome, the first in the lowest bit.
    pub known: u8,
    /// Of those, broken.
    pub broken: u8,
    /// How many rows.
    pub rows: u64,
}

/// A stretch of the file with its sampled rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CheckStretch {
    /// Number of its first and of its last sampled row, from 1.
    pub rows: (u64, u64),
    /// How many sampled rows.
    pub sampled: u32,
    /// Rows with an outcome, by check.
    pub known: Vec<u32>,
    /// Of those, broken.
    pub broken: Vec<u32>,
}

/// The checks of a table on its row sample.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RowChecks {
    /// At most [`MOST_CHECKS`]. No column is in two of the same kind.
    pub checks: Vec<RowCheck>,
    /// Sampled rows, from rows that differ.
    pub n: u64,
    /// Every pattern met, ascending by bits.
    pub patterns: Vec<RowPattern>,
    /// Along the file, in stretches of equally many sampled rows.
    pub along: Vec<CheckStretch>,
}

/// How many rows have first names and surnames that a known generator drew from its lists, where the others' names are
/// those of people.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NameMixture {
    /// Generator whose lists explain most rows; empty where none explains any.
    pub generator: String,
    /// Its locale.
    pub locale: String,
    /// Sampled rows with both names, of different people.
    pub n: u64,
    /// Of these, rows with both names on its lists: it drew no others, however often it draws each.
    pub listed: u64,
    /// Share of the different people that it drew, likeliest value.
    pub share: f64,
    /// Standard error of the share.
    pub error: f64,
    /// The same share of the rows: a generator that draws from few names draws the same ones again.
    pub of_rows: f64,
}

/// What `scan` applies to every row in a second pass: weights of check outcomes, and where rows were found to stand
/// apart. Made by `evidence` from [`RowChecks`]; frozen, so that no row's score depends on the rows around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RowScorer {
    /// Natural log likelihood ratio, invented against real, of a kept and of a broken outcome, by check.
    pub weights: Vec<(f64, f64)>,
    /// Natural log odds that a row is invented before its own outcomes, outside every run.
    pub prior: f64,
    /// Runs of rows (first, last, from 1) with log odds of their own, ascending and apart.
    pub runs: Vec<(u64, u64, f64)>,
    /// Probability of being invented from which a row is listed; above 1 lists none.
    pub least: f64,
    /// Share of the listed rows that are expected to be real; `None` when none is listed.
    pub expected_false: Option<f64>,
}

/// What came of listing the rows that look invented, by number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ListedRows {
    /// Share of the listed rows that may be real ones, as it was asked for.
    pub most_false: f64,
    /// Rows that were listed.
    pub rows: u64,
    /// Share of them that is expected to be real; `None` where none is listed.
    pub expected_false: Option<f64>,
    /// Why none is listed.
    pub unlisted: Option<Unlisted>,
}

/// Why no rows of a table are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unlisted {
    /// No columns belong together closely enough to ask it of a row.
    NothingToAsk,
    /// No more rows than real tables show break what the others keep.
    NoneApart,
    /// Rows stand apart, but not surely enough for the share of false ones that was asked for.
    TooUnsure,
}

impl RowScorer {
    /// Why no row can be listed; `None` where rows can.
    pub fn unlisted(&self) -> Option<Unlisted> {
        if self.expected_false.is_some() {
            None
        } else if self.prior == f64::NEG_INFINITY && self.runs.is_empty() {
            Some(Unlisted::NoneApart)
        } else {
            Some(Unlisted::TooUnsure)
        }
    }

    /// Probability that a row is invented, by its number and its outcomes.
    pub fn probability(&self, row: u64, known: u8, broken: u8) -> f64 {
        let at = self.runs.partition_point(|&(_, last, _)| last < row);
        let prior = self.runs.get(at).filter(|(first, _, _)| *first <= row).map_or(self.prior, |run| run.2);
        let outcomes: f64 = self
            .weights
            .iter()
            .enumerate()
            .filter(|(check, _)| known >> check & 1 == 1)
            .map(|(check, &(kept, gone))| if broken >> check & 1 == 1 { gone } else { kept })
            .sum();
        1.0 / (1.0 + (-(prior + outcomes)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: f64, log_odds: f64) {
        assert!((found - 1.0 / (1.0 + (-log_odds).exp())).abs() < 1e-12, "{found}");
    }

    #[test]
    fn a_row_counts_by_its_outcomes_and_its_place() {
        let scorer = RowScorer {
            weights: vec![(-1.0, 3.0), (-0.5, 2.0)],
            prior: -3.0,
            runs: vec![(10, 20, 4.0), (40, 50, 1.0)],
            least: 0.9,
            expected_false: None,
        };
        check(scorer.probability(9, 0, 0), -3.0);
        check(scorer.probability(9, 0b11, 0b11), 2.0);
        check(scorer.probability(9, 0b10, 0b10), -1.0);
        check(scorer.probability(10, 0b01, 0), 3.0);
        check(scorer.probability(20, 0, 0), 4.0);
        check(scorer.probability(21, 0, 0), -3.0);
        check(scorer.probability(45, 0, 0), 1.0);
    }
}
