/// What an indicator came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// It speaks for or against something.
    Finding,
    /// It looked and saw nothing out of the ordinary.
    #[default]
    Neutral,
    /// It could not look; the statement says why.
    Skipped,
}

/// An indicator's answer on one table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Finding {
    /// Indicator id.
    pub id: String,
    /// Group of dependent indicators it belongs to.
    pub group: String,
    /// Outcome.
    pub status: Status,
    /// log10 likelihood ratio standing alone (real : generated); not additive across findings.
    pub standalone_log10_lr: Option<f64>,
    /// The statistic.
    pub measured: Option<f64>,
    /// Expected value on real tables of this size.
    pub expected_real: Option<f64>,
    /// Expected value on generated tables of this size.
    pub expected_generated: Option<f64>,
    /// Rows (or cells) the statistic rests on.
    pub n: Option<u64>,
    /// Plain words with the numbers in them.
    pub statement: String,
    /// Row ranges it points at, first and last row, from 1.
    pub places: Vec<(u64, u64)>,
    /// Whether it rests on the row sample.
    pub sampled: bool,
}
