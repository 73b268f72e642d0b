/// The one-word answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Headline {
    /// Records already circulating.
    Recycled,
    /// Rows a program invented.
    Fabricated,
    /// Several of these, with shares.
    Mixed,
    /// Real people, apparently one source.
    Authentic,
    /// The file does not decide.
    Insufficient,
}

impl Headline {
    /// Stable id used in outputs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Recycled => "recycled",
            Self::Fabricated => "fabricated",
            Self::Mixed => "mixed",
            Self::Authentic => "authentic",
            Self::Insufficient => "insufficient",
        }
    }
}

/// An estimate with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Estimate.
    pub estimate: f64,
    /// Upper end.
    pub high: f64,
}

/// What the rows are made of; the shares add to one. `None` is not known, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shares {
    /// Of the rows not seen before, those that look invented.
    pub generated: Option<Interval>,
    /// Rows whose person is in a known dump.
    pub seen: Option<Interval>,
    /// What remains.
    pub rest: Option<Interval>,
}

/// What one group of dependent indicators adds to the verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupWeight {
    /// Group id.
    pub id: String,
    /// log10 likelihood ratio it contributes.
    pub log10_lr: f64,
}

/// A stretch of rows judged apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// First row, from 1.
    pub from_row: u64,
    /// Last row.
    pub to_row: u64,
    /// Its own headline.
    pub headline: Headline,
    /// Its own shares.
    pub shares: Shares,
}

/// The combined judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The one word.
    pub headline: Headline,
    /// Whether the rest looks like one source; `None` when not decidable.
    pub one_source: Option<bool>,
    /// `combo-list`: addresses and passwords, and nothing else. `masked-copy`: a placeholder of masking on nearly every row of real
    /// people. `invented-columns`: a column made up for real people. `scrape-like`: names, links to pages and what pages show.
    pub flags: Vec<String>,
    /// Composition, with all that cannot be ruled out in its intervals: rows of a making that nobody sees.
    pub shares: Shares,
    /// Composition by what was found, with the error of what found it.
    pub found: Shares,
    /// Smallest share of invented rows, of a making that was looked for, that would have been told from none; `None` where
    /// nothing measured one.
    pub detection_limit: Option<f64>,
    /// log10 likelihood ratio, real against generated.
    pub log10_lr_real_vs_generated: Option<f64>,
    /// log10 likelihood ratio, already seen against fresh.
    pub log10_lr_seen_vs_fresh: Option<f64>,
    /// Word of the published strength scale.
    pub strength: String,
    /// Prior odds the reader set, if any.
    pub prior_odds: Option<f64>,
    /// Contribution by group.
    pub groups: Vec<GroupWeight>,
    /// Reasons for and against, strongest first.
    pub reasons: Vec<String>,
    /// What cannot be decided from this.
    pub limits: Vec<String>,
    /// What would change the verdict.
    pub next_steps: Vec<String>,
}
