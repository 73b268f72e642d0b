//! The one view all formats share, made once from a [`Triage`]: order, rounding, bounds on text, and the few sums a
//! reader expects (totals, shares of a count). Formats compute nothing beyond it.
//!
//! Shares and rates are rounded to four decimals, and never to exactly 0 or 1 unless they are; likelihood ratios to
//! two, seconds to three. What is not finite is not known. What was not measured is `None`, never zero.

mod judgement;
mod known;
mod locale;
mod quick;
mod stability;
mod table;

pub use judgement::{CheckView, FindingView, SegmentView, VerdictView};
pub use known::{KeyView, KnownDumpView, KnownView};
pub use locale::{LocaleShareView, LocaleView};
pub use quick::{QuickColumnView, QuickView};
pub use stability::{EstimateView, StabilityView};
pub use table::{
    ColumnView, DuplicatesView, PeopleView, ProblemView, Stretch, TableView, TimingsView, TopView,
};

use dumpscope_model::{Bytes, CountInterval, Triage};

use crate::text::Text;

/// Longest path kept, in characters.
const LONGEST_PATH: usize = 1_024;

/// Everything a report may show.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Identity of the inputs and of the run.
    pub custody: CustodyView,
    /// The judgement over all tables; `None` while nothing has judged.
    pub verdict: Option<VerdictView>,
    /// Version of the model that judged.
    pub model: Option<Text>,
    /// The claim, point by point; `None` without a claim.
    pub claim: Option<Vec<CheckView>>,
    /// Sums over the tables.
    pub totals: Totals,
    /// One per table, in the order the tables were met.
    pub tables: Vec<TableView>,
}

/// What was read, with what, when.
#[derive(Debug, Clone, PartialEq)]
pub struct CustodyView {
    /// Case name.
    pub case: Text,
    /// Inputs in the order read.
    pub inputs: Vec<InputView>,
    /// Options as `name=value`, sorted.
    pub options: Vec<Text>,
    /// Seed of sampling and row keys.
    pub seed: u64,
    /// Start, ISO 8601 in UTC.
    pub started: Text,
    /// End, ISO 8601 in UTC.
    pub finished: Text,
    /// Wall time of the scan, seconds.
    pub seconds: Option<f64>,
}

/// Identity of one input.
#[derive(Debug, Clone, PartialEq)]
pub struct InputView {
    /// Path as given.
    pub path: Text,
    /// Size as given, bytes.
    pub bytes: Option<u64>,
    /// Modification time.
    pub modified: Option<Text>,
    /// Containers unpacked, outermost first.
    pub containers: Vec<Text>,
    /// BLAKE3, hex.
    pub blake3: Option<Text>,
    /// SHA-256, hex.
    pub sha256: Option<Text>,
    /// What went wrong while reading.
    pub problems: Vec<Text>,
}

/// Sums over all tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Totals {
    /// Rows read.
    pub rows: u64,
    /// Of those, repaired.
    pub repaired_rows: u64,
    /// Records rejected.
    pub rejected_rows: u64,
    /// Rows of the whole dump where not all of it was read: `None` when every row was, `Some(None)` when they are not known.
    pub estimated: Option<Option<CountInterval>>,
    /// Byte accounting.
    pub bytes: Bytes,
    /// Whether every table's bytes add up.
    pub accounted: bool,
    /// Size of the inputs as given; `None` if one is not known, or none was read.
    pub input_bytes: Option<u64>,
    /// The table with the most people, by its position, and how many.
    pub people: Option<(usize, PeopleView)>,
    /// Data classes of all columns, in the order met, each once.
    pub data_classes: Vec<Text>,
}

impl View {
    /// Makes the view. Linear in the size of the triage.
    pub fn new(triage: &Triage) -> Self {
        let tables: Vec<TableView> = triage.tables.iter().map(TableView::new).collect();
        let custody = CustodyView::new(triage);
        Self {
            totals: Totals::new(&tables, &custody),
            custody,
            verdict: triage.verdict.as_ref().map(VerdictView::new),
            model: triage.model.as_deref().map(Text::name),
            claim: (!triage.claim.is_empty()).then(|| triage.claim.iter().map(CheckView::new).collect()),
            tables,
        }
    }
}

impl CustodyView {
    fn new(triage: &Triage) -> Self {
        let custody = &triage.custody;
        let mut options: Vec<Text> = custody.options.iter().map(|option| Text::sentence(option)).collect();
        options.sort();
        let inputs = custody.inputs.iter().map(|input| InputView {
            path: Text::new(&input.path, LONGEST_PATH),
            bytes: input.bytes,
            modified: input.modified.as_deref().map(Text::name),
            containers: input.containers.iter().map(|name| Text::name(name)).collect(),
            blake3: input.digest.blake3.as_deref().map(Text::name),
            sha256: input.digest.sha256.as_deref().map(Text::name),
            problems: sentences(&input.problems),
        });
        Self {
            case: Text::name(&triage.case),
            inputs: inputs.collect(),
            options,
            seed: custody.seed,
            started: Text::name(&custody.started),
            finished: Text::name(&custody.finished),
            seconds: rounded(custody.seconds, 1e3),
        }
    }
}

impl Totals {
    fn new(tables: &[TableView], custody: &CustodyView) -> Self {
        let sum = |of: fn(&TableView) -> u64| tables.iter().map(of).fold(0, u64::saturating_add);
        let mut data_classes: Vec<Text> = Vec::new();
        for class in
            tables.iter().flat_map(|table| &table.columns).filter_map(|column| column.data_class.as_ref())
        {
            // There are some tens of data classes at most: a list is enough to keep each once.
            if !data_classes.contains(class) {
                data_classes.push(class.clone());
            }
        }
        let people = tables.iter().enumerate().filter_map(|(at, table)| Some((at, table.people.clone()?)));
        Self {
            rows: sum(|table| table.rows),
            repaired_rows: sum(|table| table.repaired_rows),
            rejected_rows: sum(|table| table.rejected_rows),
            estimated: tables.iter().any(|table| table.quick.is_some()).then(|| estimated(tables)),
            bytes: Bytes {
                decoded: sum(|table| table.bytes.decoded),
                parsed: sum(|table| table.bytes.parsed),
                repaired: sum(|table| table.bytes.repaired),
                rejected: sum(|table| table.bytes.rejected),
                skipped: sum(|table| table.bytes.skipped),
            },
            accounted: tables.iter().all(|table| table.accounted),
            input_bytes: custody
                .inputs
                .iter()
                .map(|input| input.bytes)
                .reduce(|a, b| Some(a?.saturating_add(b?)))
                .flatten(),
            // Of equals the first stays.
            people: people.reduce(|best, next| if next.1.estimate > best.1.estimate { next } else { best }),
            data_classes,
        }
    }
}

/// Rows of all tables together; the ends of the interval are those of all at once.
fn estimated(tables: &[TableView]) -> Option<CountInterval> {
    tables.iter().try_fold(CountInterval::default(), |sum, table| {
        let read = CountInterval { low: table.rows, estimate: table.rows, high: table.rows };
        let own = table.quick.as_ref().map_or(Some(read), |quick| quick.rows)?;
        Some(CountInterval {
            low: sum.low.saturating_add(own.low),
            estimate: sum.estimate.saturating_add(own.estimate),
            high: sum.high.saturating_add(own.high),
        })
    })
}

fn sentences(texts: &[String]) -> Vec<Text> {
    texts.iter().map(|text| Text::sentence(text)).collect()
}

/// Rounds to `1/scale`; `None` when not finite. Never `-0`.
fn rounded(x: f64, scale: f64) -> Option<f64> {
    x.is_finite().then(|| (x * scale).round() / scale + 0.0)
}

/// A share or rate from 0 to 1, to four decimals; 0 and 1 are said only of exactly none and exactly all.
fn share(x: f64) -> Option<f64> {
    if !x.is_finite() {
        return None;
    }
    if x <= 0.0 {
        return Some(0.0);
    }
    if x >= 1.0 {
        return Some(1.0);
    }
    rounded(x.clamp(0.0001, 0.9999), 1e4)
}

/// `part` of `whole` as a share; `None` of nothing.
fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64).and_then(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_never_round_to_all_or_none() {
        assert_eq!(share(0.0), Some(0.0));
        assert_eq!(share(1e-9), Some(0.0001));
        assert_eq!(share(0.123_449), Some(0.1234));
        assert_eq!(share(1.0 - 1e-9), Some(0.9999));
        assert_eq!(share(1.0), Some(1.0));
        assert_eq!(share(1.2), Some(1.0));
        assert_eq!(share(f64::NAN), None);
        assert_eq!(ratio(1, 0), None);
        assert_eq!(ratio(1, 3), Some(0.3333));
    }

    #[test]
    fn minus_zero_is_zero() {
        assert!(rounded(-0.000_01, 1e2).is_some_and(f64::is_sign_positive));
        assert_eq!(rounded(f64::INFINITY, 1e2), None);
    }

    #[test]
    fn totals_of_nothing() {
        let view = View::new(&Triage::default());
        assert_eq!(view.totals.rows, 0);
        assert_eq!(view.totals.people, None);
        assert!(view.totals.accounted);
        assert_eq!(view.claim, None);
    }
}
