use std::{collections::BTreeMap, time::Duration};

use dumpscope_model::{
    self as model, Bytes, Column, Dialect, Duplicates, Mask, People, Problem, Profile, SampleInfo, TopValue,
    Window,
};
use dumpscope_records::{EventKind, Tally, ask_for};
use dumpscope_stats::{Digests, KeySet, Windows};

use crate::{
    ScanError, ScanOptions, ScanState,
    checks::Checks,
    links::{self, Unsaved},
    measure::{ColumnCounts, Measures, ProblemCount},
    plan::Plan,
    sample::{self, SampledRow},
    spent::Clock,
    state::{ColumnState, ProblemState},
    traits,
};

/// Fewest rows a value must have to be shown: a rare value may point at one person.
const LEAST_SHOWN: u64 = 20;
/// Frequent values shown per column.
const SHOWN: usize = 10;

/// Turns what was accumulated into the state that is kept: no cell survives this. The checks of rows are for a second pass
/// of the same run; last, what counting keys and looking at the row sample took.
pub(crate) fn state(
    all: Measures<'_>,
    plan: &Plan,
    decoded: u64,
    options: &ScanOptions,
) -> Result<(ScanState, Option<Checks>, [Duration; 2]), ScanError> {
    let mut clock = Clock::start();
    let bytes = all.row_keys.bytes() + all.keys.iter().map(KeySet::bytes).sum::<u64>();
    let kept = all.row_keys.is_kept();
    let (repeats, keys, no_room) = match repeats(all.row_keys, all.keys, plan) {
        Ok((repeats, keys)) => (repeats, keys, None),
        // What was kept of the scan is as it was, and can be gone on with once there is room.
        Err(why) if kept => return Err(ScanError::Spill { why }),
        Err(why) => ([0; 2], Vec::new(), Some((bytes, why))),
    };
    let counted = clock.lap();
    let mut sample = all.sample.into_sorted();
    sample::side_by_side(&mut sample);
    let counted_rows = Counted {
        columns: all.columns,
        rows: all.rows,
        tally: all.tally,
        problems: all.problems,
        windows: all.windows,
        sample,
        repeats,
        keys,
        no_room,
        digests: all.digests.map(|digests| digests.finish()),
    };
    let (state, checks) = of_counts(counted_rows, plan, decoded, options);
    let looked_at = clock.lap();
    Ok((state, checks, [counted, looked_at]))
}

/// Key id, rows that have it, different ones.
type Keys = Vec<(String, u64, u64)>;

/// Rows that equal an earlier one, and that do once normalised; and people by each key. The error is in the system's words.
fn repeats(rows: KeySet<'_, 2>, people: Vec<KeySet<'_>>, plan: &Plan) -> Result<([u64; 2], Keys), String> {
    let [near, exact] = rows.finish(ask_for)?;
    let mut keys = Vec::new();
    for (set, key) in people.into_iter().zip(&plan.keys) {
        let [count] = set.finish(ask_for)?;
        keys.push((key.id.clone(), count.total, count.distinct));
    }
    Ok(([exact.repeats(), near.repeats()], keys))
}

/// What was counted of a table, or of a part of it, with the row sample in ascending order of its keys.
pub(crate) struct Counted {
    pub(crate) columns: Vec<ColumnCounts>,
    pub(crate) rows: u64,
    pub(crate) tally: Tally,
    pub(crate) problems: BTreeMap<EventKind, ProblemCount>,
    pub(crate) windows: Windows,
    pub(crate) sample: Vec<(u64, SampledRow)>,
    /// Rows that equal an earlier one, and that do once normalised.
    pub(crate) repeats: [u64; 2],
    pub(crate) keys: Keys,
    /// Why these were not counted: bytes of the keys, and what the system said.
    pub(crate) no_room: Option<(u64, String)>,
    pub(crate) digests: Option<Digests>,
}

impl Counted {
    /// Nothing, of a table of this plan.
    pub(crate) fn nothing(plan: &Plan) -> Self {
        Self {
            columns: plan.columns.iter().map(|column| ColumnCounts::empty(plan, column)).collect(),
            rows: 0,
            tally: Tally::default(),
            problems: BTreeMap::new(),
            windows: Windows::default(),
            sample: Vec::new(),
            repeats: [0; 2],
            keys: Vec::new(),
            no_room: None,
            digests: None,
        }
    }
}

/// As [`state`], of what is counted already.
pub(crate) fn of_counts(
    all: Counted,
    plan: &Plan,
    decoded: u64,
    options: &ScanOptions,
) -> (ScanState, Option<Checks>) {
    let (rows, seed) = (all.sample, options.seed);
    let masks = sample::masks(&rows, &plan.columns, |cell| plan.null_words.is_null(cell));
    let values: Vec<u64> = all.columns.iter().map(|counts| all.rows - counts.nulls).collect();
    let links = if options.related { links::of(&rows, plan, seed) } else { Unsaved::default() };
    let (traits, checks) = traits::traits(&rows, plan, &values, all.rows, seed);
    let columns = plan
        .columns
        .iter()
        .zip(all.columns)
        .zip(masks)
        .map(|((column, counts), masks)| {
            let mut top: Vec<(String, u64)> = column
                .candidates
                .iter()
                .zip(counts.candidates)
                .filter(|&(_, count)| count >= LEAST_SHOWN)
                .map(|(value, count)| (String::from_utf8_lossy(value).into_owned(), count))
                .collect();
            top.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            top.truncate(SHOWN);
            ColumnState {
                name: column.name.clone(),
                field_type: column.decision.field_type.map(|t| t.id.to_owned()),
                personal: column.is_personal(),
                data_class: column.decision.field_type.and_then(|t| t.data_class).map(str::to_owned),
                confidence: column.decision.confidence,
                reasons: column.decision.reasons.clone(),
                alternatives: column
                    .decision
                    .alternatives
                    .iter()
                    .map(|(id, c)| ((*id).to_owned(), *c))
                    .collect(),
                nulls: counts.nulls,
                looks_like: counts.looks_like,
                valid: counts.valid,
                distinct: (counts.distinct.estimate(), counts.distinct.relative_error()),
                top,
                masks: masks.frequent,
                masked_cells: masks.cells,
            }
        })
        .collect();
    let problems = all
        .problems
        .into_iter()
        .map(|(kind, count)| ProblemState {
            id: kind.id().to_owned(),
            what: kind.what().to_owned(),
            count: count.count,
            first_row: count.first_row,
            first_byte: count.first_byte,
        })
        .collect();
    let state = ScanState {
        name: plan.name.clone(),
        format: plan.layout.format.id().to_owned(),
        dialect: (&plan.layout.dialect).into(),
        alternatives: plan.alternatives.clone(),
        decoded,
        parsed: all.tally.parsed,
        repaired: all.tally.repaired,
        rejected: all.tally.rejected,
        skipped: all.tally.skipped + plan.data_start,
        rows: all.rows,
        repaired_rows: all.tally.repaired_rows,
        rejected_rows: all.tally.rejected_rows,
        exact_repeats: all.repeats[0],
        near_repeats: all.repeats[1],
        no_room: all.no_room,
        keys: all.keys,
        people_key: plan.people_key,
        columns,
        problems,
        windows: all.windows,
        sampled_rows: rows.len() as u64,
        traits,
        locale: plan.locale.clone(),
        digests: all.digests,
        known: None,
        listed: None,
        quick: None,
        estimates: Vec::new(),
        timings: None,
        links,
    };
    (state, checks)
}

impl ScanState {
    /// Finishes a profile: plain figures, nothing personal.
    pub fn finish(&self) -> Profile {
        let mut problems: Vec<Problem> = self
            .problems
            .iter()
            .map(|p| Problem {
                id: p.id.clone(),
                what: p.what.clone(),
                count: p.count,
                first_row: p.first_row,
                first_byte: p.first_byte,
            })
            .collect();
        problems.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
        let dialect = Dialect::from(&self.dialect);
        Profile {
            name: self.name.clone(),
            verdict: None,
            format: if self.format == model::Format::Ndjson.id() {
                model::Format::Ndjson
            } else {
                model::Format::Delimited
            },
            dialect,
            dialect_alternatives: self.alternatives.clone(),
            bytes: Bytes {
                decoded: self.decoded,
                parsed: self.parsed,
                repaired: self.repaired,
                rejected: self.rejected,
                skipped: self.skipped,
            },
            rows: self.rows,
            repaired_rows: self.repaired_rows,
            rejected_rows: self.rejected_rows,
            people: self.people().filter(|_| self.quick.is_none()),
            duplicates: if self.quick.is_some() {
                // Rows that repeat lie far apart: blocks hardly ever hold both.
                Duplicates::default()
            } else if let no_room @ Some(_) = self.no_room() {
                Duplicates { no_room, ..Duplicates::default() }
            } else {
                Duplicates {
                    exact_rows: Some(self.exact_repeats),
                    near_rows: Some(self.near_repeats),
                    by_key: self
                        .keys
                        .iter()
                        .map(|(id, total, distinct)| (id.clone(), total - distinct))
                        .collect(),
                    no_room: None,
                }
            },
            columns: self.columns.iter().enumerate().map(|(index, c)| c.finish(index, self.rows)).collect(),
            sample: SampleInfo { rows: self.sampled_rows, of: self.rows },
            windows: model::Windows {
                width: self.windows.width(),
                counts: self
                    .windows
                    .counts()
                    .iter()
                    .map(|w| Window {
                        rows: w.rows,
                        repaired: w.repaired,
                        rejected: w.rejected,
                        nulls: w.nulls,
                        invalid: w.invalid,
                        cell_bytes: w.cell_bytes,
                    })
                    .collect(),
            },
            problems,
            traits: self.traits.clone(),
            locale: self.locale.clone(),
            known: self.known.clone(),
            listed: self.listed,
            timings: self.timings.clone(),
            quick: self.quick.clone(),
            estimates: self.estimates.clone(),
            findings: Vec::new(),
            segments: Vec::new(),
        }
    }

    /// People by the best key: different keys are the least there can be; rows without a key may each be somebody
    /// else, and the estimate takes them to repeat like the others.
    fn people(&self) -> Option<People> {
        let (key, total, distinct) = self.keys.get(self.people_key?)?;
        if *total == 0 {
            return None;
        }
        let without = self.rows - total;
        let repeat = *distinct as f64 / *total as f64;
        let estimate = distinct + (without as f64 * repeat).round() as u64;
        Some(People { low: *distinct, estimate, high: distinct + without, key: key.clone() })
    }
}

impl ColumnState {
    fn finish(&self, index: usize, rows: u64) -> Column {
        let values = rows - self.nulls;
        let share =
            |count: u64| (values > 0 && self.field_type.is_some()).then(|| count as f64 / values as f64);
        Column {
            index,
            name: self.name.clone(),
            field_type: self.field_type.clone().unwrap_or_else(|| "unknown".into()),
            confidence: self.confidence,
            reasons: self.reasons.clone(),
            alternatives: self.alternatives.clone(),
            personal: self.personal,
            data_class: self.data_class.clone(),
            nulls: self.nulls,
            looks_like: share(self.looks_like),
            validates: share(self.valid),
            distinct: model::Distinct { estimate: self.distinct.0.min(values), error: self.distinct.1 },
            top: self
                .top
                .iter()
                .map(|(value, count)| TopValue { value: value.clone(), count: *count })
                .collect(),
            masks: self
                .masks
                .iter()
                .map(|(mask, count)| Mask {
                    mask: mask.clone(),
                    share: *count as f64 / self.masked_cells.max(1) as f64,
                })
                .collect(),
        }
    }
}
