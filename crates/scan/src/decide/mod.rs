//! Which field type a column has.

use dumpscope_fields::{FieldType, Match, REGISTRY};

/// What the plan sampled of one column.
#[derive(Clone)]
pub struct ColumnSample<'a> {
    /// Header, if the table has one.
    pub header: Option<&'a str>,
    /// Trimmed non-null cells in file order.
    pub values: Vec<&'a [u8]>,
    /// Null cells met beside them.
    pub nulls: u64,
    /// Cells met in all.
    pub cells: u64,
}

/// What was decided of one column.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The type; `None` is unknown.
    pub field_type: Option<&'static FieldType>,
    /// Confidence, 0 to 1.
    pub confidence: f64,
    /// Why, in plain words, without values.
    pub reasons: Vec<String>,
    /// Near types with their confidence.
    pub alternatives: Vec<(&'static str, f64)>,
    /// For dates: whether the day comes first.
    pub day_first: Option<bool>,
}

/// Decides every column of a table.
pub fn decide(columns: &[ColumnSample<'_>]) -> Vec<Decision> {
    columns
        .iter()
        .map(|column| {
            let best = REGISTRY
                .iter()
                .filter(|t| {
                    let valid = column.values.iter().filter(|v| (t.check)(v) == Match::Valid).count() as f64;
                    t.decide.alone.is_some_and(|least| valid / column.values.len().max(1) as f64 >= least)
                })
                .max_by_key(|t| t.decide.specificity);
            Decision {
                field_type: best.copied(),
                confidence: 0.5,
                reasons: Vec::new(),
                alternatives: Vec::new(),
                day_first: None,
            }
        })
        .collect()
}
