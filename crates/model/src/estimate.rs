use serde::{Deserialize, Serialize};

use crate::{Headline, Interval};

/// What would have been said of a table of which only a part was read. Repeats and people are not counted in a part, and known
/// dumps are not asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Whether the part is all from the start up to a place; else blocks from everywhere.
    pub from_start: bool,
    /// Decoded bytes read: of a part from the start, where it ends.
    pub bytes: u64,
    /// Decoded bytes of the table.
    pub of: u64,
    /// Rows read.
    pub rows: u64,
    /// The one word.
    pub headline: Headline,
    /// log10 likelihood ratio, real against generated.
    pub log10_lr: Option<f64>,
    /// Share of invented rows, as in [`crate::Verdict::shares`].
    pub generated: Option<Interval>,
}
