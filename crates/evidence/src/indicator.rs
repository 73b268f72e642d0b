use dumpscope_model::{Claim, Finding, Profile, Status};

use crate::fitted::Figure;
use crate::model::{Model, Scale};

/// Indicators that rest on the same thing: their weights are not added, the group speaks once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// How often names repeat.
    Names,
    /// What columns of one row tell of each other.
    Coupling,
    /// Addresses, by themselves and with names.
    Email,
    /// Places and networks.
    Geography,
    /// Dates, times and numbers that count.
    TimeAndIds,
    /// How values are written, and how rows repeat.
    Format,
    /// Traces of a known way of making rows up.
    Signature,
    /// What known dumps hold.
    Overlap,
    /// What the poster says.
    Claim,
}

impl Group {
    /// Every group, in the order reports list them.
    pub const ALL: [Self; 9] = [
        Self::Names,
        Self::Coupling,
        Self::Email,
        Self::Geography,
        Self::TimeAndIds,
        Self::Format,
        Self::Signature,
        Self::Overlap,
        Self::Claim,
    ];

    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Coupling => "coupling",
            Self::Email => "email",
            Self::Geography => "geography",
            Self::TimeAndIds => "time-and-ids",
            Self::Format => "format",
            Self::Signature => "signature",
            Self::Overlap => "overlap",
            Self::Claim => "claim",
        }
    }

    /// What its indicators have in common, for people.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Names => {
                "How often names repeat: people's follow a law with a long tail, lists are even and end."
            }
            Self::Coupling => {
                "What columns of one row tell of each other: real rows hang together in ways chance does not."
            }
            Self::Email => "Addresses, by themselves and with the names beside them.",
            Self::Geography => {
                "Places and networks: whether what describes one place agrees, and where addresses point."
            }
            Self::TimeAndIds => {
                "Dates, times and numbers that count: ages, birthdays, hours and weekdays of people."
            }
            Self::Format => {
                "How values are written and left empty, how rows repeat or follow from their number, and whether that changes \
                 along the file."
            }
            Self::Signature => "Traces that known ways of making rows up leave in single cells.",
            Self::Overlap => {
                "What known dumps hold, and which services addresses name. Says nothing of real against invented."
            }
            Self::Claim => {
                "What the poster says, held against the file. Says nothing of real against invented."
            }
        }
    }

    /// Whether its indicators say something of real against invented rows, so that their weights count for the ratio.
    pub const fn weighs(self) -> bool {
        !matches!(self, Self::Overlap | Self::Claim)
    }
}

/// One question put to a table.
#[derive(Debug)]
pub struct Indicator {
    /// Id in kebab-case; the file's name with `-` for `_`.
    pub id: &'static str,
    /// The question, as a person would put it.
    pub question: &'static str,
    /// Group.
    pub group: Group,
    /// What is computed and why it tells: two to five sentences.
    pub doc: &'static str,
    /// The formula in words or symbols.
    pub statistic: &'static str,
    /// Where the formula or the expectation comes from.
    pub sources: &'static [&'static str],
    /// What defeats it and where it misleads.
    pub limits: &'static str,
    /// Fewest values it answers for.
    pub least: u64,
    /// A case in which it must fire.
    pub fires_on: &'static str,
    /// A look-alike on which it must stay silent.
    pub silent_on: &'static str,
    /// Looks.
    pub ask: fn(&Question<'_>) -> Answer,
}

/// What an indicator looks at.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The table.
    pub table: &'a Profile,
    /// The claim over the whole dump.
    pub claim: Option<&'a Claim>,
    /// Every table of the dump, this one included.
    pub tables: &'a [Profile],
    /// Thresholds and scales.
    pub model: &'a Model,
}

impl Question<'_> {
    /// The first column of a field type, by its index.
    pub fn column(&self, field_type: &str) -> Option<usize> {
        self.table.columns.iter().position(|column| column.field_type == field_type)
    }

    /// The indicator's scale in the model file.
    pub fn scale(&self, id: &str) -> Scale {
        self.model.scale(id)
    }
}

/// What came of looking.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// Outcome.
    pub status: Status,
    /// log10 likelihood ratio, real against invented, standing alone; `None` when it does not weigh.
    pub log10_lr: Option<f64>,
    /// The statistic.
    pub measured: Option<f64>,
    /// Expected on real tables.
    pub expected_real: Option<f64>,
    /// Expected on invented tables.
    pub expected_generated: Option<f64>,
    /// What the statistic rests on.
    pub n: Option<u64>,
    /// Plain words, numbers in them.
    pub statement: String,
    /// Row ranges, first and last from 1.
    pub places: Vec<(u64, u64)>,
    /// Whether it rests on the row sample.
    pub sampled: bool,
    /// Share of the rows that this indicator takes to be invented, with an interval, when it can tell.
    pub generated: Option<dumpscope_model::Interval>,
    /// Smallest share of invented rows that it would have told from none, when it measures one.
    pub limit: Option<f64>,
    /// Whether it is near proof by itself for those rows (a signature), whatever the others say.
    pub decisive: bool,
    /// What each of its figures weighs by itself; one that is not here could not be looked at.
    pub figures: Vec<Figure>,
}

impl Answer {
    /// Could not look, and why.
    pub fn skipped(why: impl Into<String>) -> Self {
        Self { status: Status::Skipped, statement: why.into(), ..Self::default() }
    }

    /// Looked, on `n` values, and measured `x`: the scale gives the weight. A weight under a tenth of a ban is none.
    pub fn measured(x: f64, n: u64, scale: &Scale, statement: impl Into<String>) -> Self {
        let log10_lr = scale.log10_lr(x);
        Self {
            status: if log10_lr.abs() < 0.1 { Status::Neutral } else { Status::Finding },
            log10_lr: Some(log10_lr),
            measured: Some(x),
            expected_real: Some(scale.real),
            expected_generated: Some(scale.generated),
            n: Some(n),
            statement: statement.into(),
            sampled: true,
            figures: scale.feature.map(|feature| Figure::of(feature, log10_lr)).into_iter().collect(),
            ..Self::default()
        }
    }

    /// Looked and has something to say that is no weight.
    pub fn remark(statement: impl Into<String>) -> Self {
        Self { status: Status::Finding, statement: statement.into(), ..Self::default() }
    }

    /// Looked and saw nothing out of the ordinary.
    pub fn neutral(statement: impl Into<String>) -> Self {
        Self { status: Status::Neutral, statement: statement.into(), ..Self::default() }
    }

    /// The finding that reports show.
    pub fn into_finding(self, indicator: &Indicator) -> Finding {
        Finding {
            id: indicator.id.to_owned(),
            group: indicator.group.id().to_owned(),
            status: self.status,
            standalone_log10_lr: self.log10_lr.filter(|_| indicator.group.weighs()),
            measured: self.measured,
            expected_real: self.expected_real,
            expected_generated: self.expected_generated,
            n: self.n,
            statement: self.statement,
            places: self.places,
            sampled: self.sampled,
        }
    }
}
