use std::cmp::Reverse;

use dumpscope_model::{
    Bytes, Column, Dialect, FieldTypeTime, Format, Interval, ListedRows, People, Profile, QuickColumn,
    SampleInfo, StageTime, Timings, Unlisted, Window, Windows,
};

use super::{
    FindingView, KnownView, LocaleView, QuickColumnView, QuickView, SegmentView, StabilityView, VerdictView,
    ratio, rounded, sentences, share,
};
use crate::text::Text;

/// Most stretches the strip along the file is merged into.
const MOST_STRETCHES: usize = 48;
/// Fewer windows than this are no strip.
const LEAST_STRETCHES: usize = 8;

/// Everything measured on one table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableView {
    /// Name.
    pub name: Text,
    /// Its own verdict.
    pub verdict: Option<VerdictView>,
    /// Form of its records.
    pub format: Format,
    /// How it is written; the encoding's name is a WHATWG one. Show [`TableView::delimiter`], not the one in here.
    pub dialect: Dialect,
    /// Dialects considered and why they lost.
    pub dialect_alternatives: Vec<Text>,
    /// Byte accounting.
    pub bytes: Bytes,
    /// Whether `parsed + repaired + rejected + skipped = decoded`.
    pub accounted: bool,
    /// Rows read.
    pub rows: u64,
    /// Of those, repaired.
    pub repaired_rows: u64,
    /// Records rejected.
    pub rejected_rows: u64,
    /// People by the best key.
    pub people: Option<PeopleView>,
    /// Rows that repeat.
    pub duplicates: DuplicatesView,
    /// Columns in file order.
    pub columns: Vec<ColumnView>,
    /// The row sample.
    pub sample: SampleInfo,
    /// Counts along the file, as measured.
    pub windows: Windows,
    /// The same, merged into a strip of at most 48 stretches; empty when there is too little to see.
    pub strip: Vec<Stretch>,
    /// Irregularities, most frequent first.
    pub problems: Vec<ProblemView>,
    /// Indicator answers in registry order; `None` while nothing has judged.
    pub findings: Option<Vec<FindingView>>,
    /// Stretches judged apart; `None` while nothing has judged.
    pub segments: Option<Vec<SegmentView>>,
    /// What came of listing its rows by number; `None` when nobody asked for it.
    pub listed: Option<ListedView>,
    /// Where the time went; `None` when nobody asked for it.
    pub timings: Option<TimingsView>,
    /// What was read when not all of it was; then rows and every other count are among the rows read.
    pub quick: Option<QuickView>,
    /// What would have been said of it earlier in the reading; `None` when nobody asked, or known dumps were asked since.
    pub stability: Option<StabilityView>,
    /// Where its people live and what they speak.
    pub locale: LocaleView,
    /// What known dumps share with it; `None` when nothing was compared.
    pub known: Option<KnownView>,
}

/// Where the time went.
#[derive(Debug, Clone, PartialEq)]
pub struct TimingsView {
    /// Threads that read.
    pub threads: u64,
    /// Stages in order.
    pub stages: Vec<StageTime>,
    /// Id of each field type, its columns, and seconds of all threads together.
    pub field_types: Vec<(Text, u64, f64)>,
}

/// Rows that were listed by number.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedView {
    /// How many.
    pub rows: u64,
    /// Share of them that is expected to be real; `None` where none is listed.
    pub expected_false: Option<f64>,
    /// Share of them that may be real, as it was asked for.
    pub most_false: Option<f64>,
    /// Why none is listed.
    pub none_because: Option<&'static str>,
}

/// How many people, by which key.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleView {
    /// Lower end of the 95 % interval.
    pub low: u64,
    /// Estimate.
    pub estimate: u64,
    /// Upper end.
    pub high: u64,
    /// What counted as one person.
    pub key: Text,
}

/// Rows that repeat; each count with its share of the rows where a share means something.
#[derive(Debug, Clone, PartialEq)]
pub struct DuplicatesView {
    /// Rows equal to an earlier one.
    pub exact_rows: Option<u64>,
    /// Share of all rows.
    pub exact_share: Option<f64>,
    /// Rows equal to an earlier one once normalised.
    pub near_rows: Option<u64>,
    /// Share of all rows.
    pub near_share: Option<f64>,
    /// Rows whose key occurred before: key, count, share of all rows.
    pub by_key: Vec<(Text, u64, Option<f64>)>,
    /// Why neither these nor people were counted, where they should have been.
    pub none_because: Option<Text>,
}

/// A frequent value.
#[derive(Debug, Clone, PartialEq)]
pub struct TopView {
    /// The value.
    pub value: Text,
    /// Rows holding it.
    pub count: u64,
    /// Share of the rows that hold any value here.
    pub share: Option<f64>,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnView {
    /// Position from 0.
    pub index: usize,
    /// Name.
    pub name: Text,
    /// Field type id.
    pub field_type: Text,
    /// Confidence in it, 0 to 1; what is not finite is no confidence.
    pub confidence: f64,
    /// Why this type.
    pub reasons: Vec<Text>,
    /// Types that were near, nearest first.
    pub alternatives: Vec<(Text, f64)>,
    /// Whether values are personal.
    pub personal: bool,
    /// Data class.
    pub data_class: Option<Text>,
    /// Null cells.
    pub nulls: u64,
    /// Null cells as a share of the rows.
    pub null_share: Option<f64>,
    /// Share with the outer form of the type.
    pub looks_like: Option<f64>,
    /// Share that passes the type's full check.
    pub validates: Option<f64>,
    /// Different non-null cells.
    pub distinct: u64,
    /// Relative standard error of that; 0 when exact, `None` when not known.
    pub distinct_error: Option<f64>,
    /// Frequent values, most frequent first; always empty for a personal type.
    pub top: Vec<TopView>,
    /// Masked shapes and their share of the sample, most frequent first.
    pub masks: Vec<(Text, f64)>,
    /// Shares over the whole table where not all of it was read; then nulls and different values are not known.
    pub quick: Option<QuickColumnView>,
}

/// A kind of irregularity.
#[derive(Debug, Clone, PartialEq)]
pub struct ProblemView {
    /// Stable id.
    pub id: Text,
    /// Plain words.
    pub what: Text,
    /// How many records.
    pub count: u64,
    /// Row number of the first.
    pub first_row: u64,
    /// Decoded byte offset of the first.
    pub first_byte: u64,
}

/// One stretch of the strip along the file. `None` where no row starts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Null cells as a share of all cells.
    pub null_share: Option<f64>,
    /// Cells failing their column's full check, as a share of non-null cells.
    pub invalid_share: Option<f64>,
    /// Records repaired or rejected, as a share of all records.
    pub broken_share: Option<f64>,
}

impl TableView {
    /// Sign between cells; `None` where there is none: in JSON lines, and in a table of one column that has none.
    pub fn delimiter(&self) -> Option<u8> {
        // A dump may well be written with unit separators: then it has several columns.
        let none = self.dialect.delimiter == Dialect::NO_DELIMITER && self.columns.len() <= 1;
        (self.format == Format::Delimited && !none).then_some(self.dialect.delimiter)
    }

    pub(super) fn new(profile: &Profile) -> Self {
        let bytes = profile.bytes;
        let accounted = [bytes.repaired, bytes.rejected, bytes.skipped]
            .iter()
            .try_fold(bytes.parsed, |sum, part| sum.checked_add(*part))
            == Some(bytes.decoded);
        let judged = profile.verdict.is_some();
        let findings: Vec<FindingView> = profile.findings.iter().map(FindingView::new).collect();
        let segments: Vec<SegmentView> = profile.segments.iter().map(SegmentView::new).collect();
        Self {
            name: Text::name(&profile.name),
            verdict: profile.verdict.as_ref().map(VerdictView::new),
            format: profile.format,
            dialect: Dialect {
                encoding: Text::name(&profile.dialect.encoding).screen(),
                ..profile.dialect.clone()
            },
            dialect_alternatives: sentences(&profile.dialect_alternatives),
            bytes,
            accounted,
            rows: profile.rows,
            repaired_rows: profile.repaired_rows,
            rejected_rows: profile.rejected_rows,
            people: profile.people.as_ref().map(PeopleView::new),
            duplicates: DuplicatesView::new(profile),
            columns: profile
                .columns
                .iter()
                .map(|column| {
                    let quick = profile.quick.as_ref().map(|quick| quick.columns.get(column.index).copied());
                    ColumnView::new(column, profile.rows).looked_at(quick.map(Option::unwrap_or_default))
                })
                .collect(),
            sample: profile.sample,
            windows: profile.windows.clone(),
            strip: strip(&profile.windows.counts, profile.columns.len() as u64),
            problems: problems(profile),
            findings: (judged || !findings.is_empty()).then_some(findings),
            segments: (judged || !segments.is_empty()).then_some(segments),
            listed: profile.listed.as_ref().map(ListedView::new),
            timings: profile.timings.as_ref().map(TimingsView::new),
            quick: QuickView::new(profile),
            stability: StabilityView::new(profile),
            locale: LocaleView::new(&profile.locale),
            known: profile.known.as_ref().map(KnownView::new),
        }
    }
}

impl TimingsView {
    fn new(timings: &Timings) -> Self {
        let of_type = |one: &FieldTypeTime| (Text::name(&one.field_type), one.columns, one.seconds);
        Self {
            threads: timings.threads,
            stages: timings.stages.clone(),
            field_types: timings.field_types.iter().map(of_type).collect(),
        }
    }
}

impl ListedView {
    fn new(listed: &ListedRows) -> Self {
        let because = |unlisted| match unlisted {
            Unlisted::NothingToAsk => "no columns belong together closely enough to ask it of a row",
            Unlisted::NoneApart => "no more rows than in real tables break what the others keep",
            Unlisted::TooUnsure => "no row stands apart surely enough for so few false ones",
        };
        Self {
            rows: listed.rows,
            expected_false: listed.expected_false.and_then(share),
            most_false: share(listed.most_false),
            none_because: listed.unlisted.map(because),
        }
    }
}

impl PeopleView {
    fn new(people: &People) -> Self {
        Self { low: people.low, estimate: people.estimate, high: people.high, key: Text::name(&people.key) }
    }
}

impl DuplicatesView {
    fn new(profile: &Profile) -> Self {
        let counted = &profile.duplicates;
        let of_rows = |count: u64| ratio(count, profile.rows);
        Self {
            exact_rows: counted.exact_rows,
            exact_share: counted.exact_rows.and_then(of_rows),
            near_rows: counted.near_rows,
            near_share: counted.near_rows.and_then(of_rows),
            by_key: counted
                .by_key
                .iter()
                .map(|(key, count)| (Text::name(key), *count, of_rows(*count)))
                .collect(),
            none_because: counted.no_room.as_ref().map(|why| Text::sentence(&why.to_string())),
        }
    }
}

impl ColumnView {
    fn new(column: &Column, rows: u64) -> Self {
        let filled = rows.saturating_sub(column.nulls);
        // A personal type shows no value even if one was handed over.
        let shown = if column.personal { &[][..] } else { &column.top[..] };
        let mut top: Vec<TopView> = shown
            .iter()
            .map(|top| TopView {
                value: Text::name(&top.value),
                count: top.count,
                share: ratio(top.count, filled),
            })
            .collect();
        top.sort_by_key(|top| Reverse(top.count));
        let mut masks: Vec<(Text, f64)> = column
            .masks
            .iter()
            .map(|mask| (Text::name(&mask.mask), share(mask.share).unwrap_or(0.0)))
            .collect();
        masks.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut alternatives: Vec<(Text, f64)> = column
            .alternatives
            .iter()
            .map(|(id, sure)| (Text::name(id), share(*sure).unwrap_or(0.0)))
            .collect();
        alternatives.sort_by(|a, b| b.1.total_cmp(&a.1));
        Self {
            index: column.index,
            name: Text::name(&column.name),
            field_type: Text::name(&column.field_type),
            confidence: share(column.confidence).unwrap_or(0.0),
            reasons: sentences(&column.reasons),
            alternatives,
            personal: column.personal,
            data_class: column.data_class.as_deref().map(Text::name),
            nulls: column.nulls,
            null_share: ratio(column.nulls, rows),
            looks_like: column.looks_like.and_then(share),
            validates: column.validates.and_then(share),
            distinct: column.distinct.estimate,
            distinct_error: rounded(column.distinct.error.abs(), 1e4),
            top,
            masks,
            quick: None,
        }
    }

    /// The column of a quick look: its rates are those estimated for the whole table, as far as there are any.
    fn looked_at(self, quick: Option<QuickColumn>) -> Self {
        let Some(quick) = quick else { return self };
        let quick = QuickColumnView::new(&quick, self.looks_like.is_some());
        let estimate = |share: Option<Interval>, seen| share.map(|share| share.estimate).or(seen);
        Self {
            looks_like: estimate(quick.looks_like, self.looks_like),
            validates: estimate(quick.validates, self.validates),
            null_share: estimate(quick.nulls, self.null_share),
            quick: Some(quick),
            ..self
        }
    }
}

fn problems(profile: &Profile) -> Vec<ProblemView> {
    let mut problems: Vec<ProblemView> = profile
        .problems
        .iter()
        .map(|problem| ProblemView {
            id: Text::name(&problem.id),
            what: Text::sentence(&problem.what),
            count: problem.count,
            first_row: problem.first_row,
            first_byte: problem.first_byte,
        })
        .collect();
    problems.sort_by_key(|problem| Reverse(problem.count));
    problems
}

/// Merges neighbouring windows into at most [`MOST_STRETCHES`] of equal size (to one window).
fn strip(windows: &[Window], columns: u64) -> Vec<Stretch> {
    if windows.len() < LEAST_STRETCHES || columns == 0 {
        return Vec::new();
    }
    let stretches = windows.len().min(MOST_STRETCHES);
    let merged = |at: usize| {
        let from = at * windows.len() / stretches;
        let to = (at + 1) * windows.len() / stretches;
        let sum = |of: fn(&Window) -> u64| windows[from..to].iter().map(of).fold(0, u64::saturating_add);
        let (rows, rejected, nulls) = (sum(|w| w.rows), sum(|w| w.rejected), sum(|w| w.nulls));
        let cells = rows.saturating_mul(columns);
        Stretch {
            null_share: ratio(nulls, cells),
            invalid_share: ratio(sum(|w| w.invalid), cells.saturating_sub(nulls)),
            broken_share: ratio(sum(|w| w.repaired).saturating_add(rejected), rows.saturating_add(rejected)),
        }
    };
    (0..stretches).map(merged).collect()
}

#[cfg(test)]
mod tests {
    use dumpscope_model::TopValue;

    use super::*;

    #[test]
    fn a_personal_column_never_shows_a_value() {
        let top = vec![TopValue { value: "jane@example.org".into(), count: 40 }];
        let column = Column { personal: true, top: top.clone(), ..Column::default() };
        assert!(ColumnView::new(&column, 100).top.is_empty());
        let column = Column { personal: false, top, ..Column::default() };
        assert_eq!(ColumnView::new(&column, 100).top[0].share, Some(0.4));
    }

    #[track_caller]
    fn check_bytes(bytes: Bytes, accounted: bool) {
        assert_eq!(TableView::new(&Profile { bytes, ..Profile::default() }).accounted, accounted);
    }

    #[test]
    fn bytes_must_add_up() {
        check_bytes(Bytes { decoded: 10, parsed: 6, repaired: 1, rejected: 1, skipped: 2 }, true);
        check_bytes(Bytes { decoded: 10, parsed: 6, repaired: 1, rejected: 1, skipped: 1 }, false);
        check_bytes(Bytes { decoded: 0, parsed: u64::MAX, repaired: 1, rejected: 0, skipped: 0 }, false);
    }

    #[test]
    fn the_strip_keeps_every_window_once() {
        let window = Window { rows: 10, nulls: 5, invalid: 1, ..Window::default() };
        assert!(strip(&vec![window; 7], 2).is_empty());
        assert_eq!(strip(&vec![window; 8], 2).len(), 8);
        let merged = strip(&vec![window; 16_384], 2);
        assert_eq!(merged.len(), MOST_STRETCHES);
        let expect = Stretch { null_share: Some(0.25), invalid_share: Some(0.0667), broken_share: Some(0.0) };
        assert!(merged.iter().all(|stretch| *stretch == expect));
        assert_eq!(strip(&vec![Window::default(); 9], 2)[0].null_share, None);
    }
}
