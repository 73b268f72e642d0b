use std::{collections::BTreeMap, sync::atomic::AtomicU64};

use dumpscope_fields::{FieldType, Match};
use dumpscope_records::{Batch, EventKind, Tally};
use dumpscope_stats::{BottomK, Distinct, KeySet, KeySpill, Merge, WindowCounts, Windows};

use crate::{
    hash::{self, Hasher},
    normal,
    plan::{ColumnPlan, Plan},
    sample::SampledRow,
};

/// Slots of a column's cache; 24 bytes each.
const CACHE_SLOTS: usize = 16_384;
/// No candidate.
const NO_CANDIDATE: u16 = u16::MAX;

/// Counts of one column.
#[derive(Debug, Clone)]
pub(crate) struct ColumnCounts {
    pub(crate) nulls: u64,
    pub(crate) looks_like: u64,
    pub(crate) valid: u64,
    pub(crate) distinct: Distinct,
    /// Exact count per candidate value.
    pub(crate) candidates: Vec<u64>,
}

impl Merge for ColumnCounts {
    fn merge(&mut self, other: Self) {
        self.nulls += other.nulls;
        self.looks_like += other.looks_like;
        self.valid += other.valid;
        self.distinct.merge(other.distinct);
        for (mine, theirs) in self.candidates.iter_mut().zip(other.candidates) {
            *mine += theirs;
        }
    }
}

/// How often a kind of irregularity was met, and where first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProblemCount {
    pub(crate) count: u64,
    pub(crate) first_byte: u64,
    pub(crate) first_row: u64,
}

/// What the bytes of a cell that is not null come to, remembered by their hash.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    hash: u64,
    near: u64,
    matched: u8,
    candidate: u16,
}

/// Everything one thread accumulates over the blocks it reads.
pub(crate) struct Measures<'s> {
    plan: &'s Plan,
    hasher: Hasher,
    pub(crate) columns: Vec<ColumnCounts>,
    caches: Vec<Vec<Known>>,
    candidates: Vec<CandidateIndex>,
    /// Normalised and exact key of every row.
    pub(crate) row_keys: KeySet<'s, 2>,
    pub(crate) keys: Vec<KeySet<'s>>,
    pub(crate) sample: BottomK<SampledRow>,
    pub(crate) windows: Windows,
    pub(crate) tally: Tally,
    pub(crate) problems: BTreeMap<EventKind, ProblemCount>,
    pub(crate) rows: u64,
    exact_rows: Vec<u64>,
    near_rows: Vec<u64>,
    /// Per key, per row; 0 where a part of the key is null.
    key_rows: Vec<Vec<u64>>,
    normal: Vec<u8>,
}

/// Finds the candidate a hash belongs to: open addressing, at most half full.
struct CandidateIndex {
    slots: Vec<(u64, u16)>,
}

impl CandidateIndex {
    fn new(column: &ColumnPlan, hasher: &Hasher) -> Self {
        if column.candidates.is_empty() {
            return Self { slots: Vec::new() };
        }
        let len = (column.candidates.len() * 4).next_power_of_two();
        let mut slots = vec![(0, NO_CANDIDATE); len];
        for (index, value) in column.candidates.iter().enumerate() {
            let hash = hasher.cell(value);
            let mut at = hash as usize & (len - 1);
            while slots[at].1 != NO_CANDIDATE {
                at = (at + 1) & (len - 1);
            }
            slots[at] = (hash, index as u16);
        }
        Self { slots }
    }

    #[inline]
    fn find(&self, hash: u64) -> u16 {
        if self.slots.is_empty() {
            return NO_CANDIDATE;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (met, candidate) = self.slots[at];
            if candidate == NO_CANDIDATE || met == hash {
                return candidate;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Rows of a batch that start in one window.
struct Run {
    from: usize,
    to: usize,
    offset: u64,
    counts: WindowCounts,
}

impl<'s> Measures<'s> {
    pub(crate) fn new(plan: &'s Plan, seed: u64, spill: &'s KeySpill) -> Self {
        let hasher = Hasher::new(seed);
        let empty = |column: &ColumnPlan| ColumnCounts {
            nulls: 0,
            looks_like: 0,
            valid: 0,
            distinct: Distinct::new(plan.distinct_limit, plan.distinct_precision),
            candidates: vec![0; column.candidates.len()],
        };
        let cache = |column: &ColumnPlan| {
            if column.cached { vec![Known::default(); CACHE_SLOTS] } else { Vec::new() }
        };
        Self {
            plan,
            columns: plan.columns.iter().map(empty).collect(),
            caches: plan.columns.iter().map(cache).collect(),
            candidates: plan.columns.iter().map(|column| CandidateIndex::new(column, &hasher)).collect(),
            row_keys: KeySet::new(spill),
            keys: plan.keys.iter().map(|_| KeySet::new(spill)).collect(),
            sample: BottomK::new(plan.sample_rows),
            windows: Windows::default(),
            tally: Tally::default(),
            problems: BTreeMap::new(),
            rows: 0,
            exact_rows: Vec::new(),
            near_rows: Vec::new(),
            key_rows: vec![Vec::new(); plan.keys.len()],
            normal: Vec::new(),
            hasher,
        }
    }

    /// Measures one batch. `base` is the decoded offset of the block, `rows_before` the rows of the table before it.
    pub(crate) fn measure(
        &mut self,
        block: &[u8],
        batch: &Batch,
        base: u64,
        rows_before: u64,
        threshold: &AtomicU64,
    ) {
        let rows = batch.rows();
        self.rows += rows as u64;
        self.tally.add(batch.tally());
        self.note_events(batch, base, rows_before);
        if rows == 0 {
            return;
        }
        let mut runs = self.runs(batch, base);
        refill(&mut self.exact_rows, rows, hash::ROW_START);
        refill(&mut self.near_rows, rows, hash::ROW_START);
        for key in &mut self.key_rows {
            refill(key, rows, hash::ROW_START);
        }
        for column in 0..batch.columns() {
            if self.caches[column].is_empty() {
                self.measure_column::<false>(block, batch, column, &mut runs);
            } else {
                self.measure_column::<true>(block, batch, column, &mut runs);
            }
        }
        for run in runs {
            self.windows.add(run.offset, &run.counts);
        }
        for (set, rows) in self.keys.iter_mut().zip(&self.key_rows) {
            rows.iter().filter(|&&row| row != 0).for_each(|&row| set.push([hash::spread(row)]));
        }
        self.sample.share_threshold(threshold);
        for (row, (&key, &near)) in self.exact_rows.iter().zip(&self.near_rows).enumerate() {
            self.row_keys.push([hash::spread(near), hash::spread(key)]);
            // Position and content: the same row twice is sampled twice or not on its own account.
            let position = base + u64::from(batch.row_starts()[row]);
            let key = hash::spread(hash::fold(key, position));
            if self.sample.wants(key) {
                let cells = (0..batch.columns()).map(|column| normal::trim(batch.cell(block, row, column)));
                let packed = SampledRow::pack(cells, batch.columns(), self.plan.sample_row_bytes);
                self.sample.insert(key, packed);
            }
        }
    }

    fn note_events(&mut self, batch: &Batch, base: u64, rows_before: u64) {
        for event in batch.events() {
            let first_byte = base + u64::from(event.start);
            let first_row = rows_before + u64::from(event.row) + 1;
            let one = ProblemCount { count: 1, first_byte, first_row };
            add_problem(&mut self.problems, event.kind, one);
            if event.kind.rejects() {
                self.windows.add(first_byte, &WindowCounts { rejected: 1, ..WindowCounts::default() });
            }
        }
    }

    fn runs(&mut self, batch: &Batch, base: u64) -> Vec<Run> {
        let starts = batch.row_starts();
        let mut runs = Vec::new();
        let mut from = 0;
        // The last offset first: the windows take their width for the whole batch at once.
        if let Some(&last) = starts.last() {
            self.windows.add(base + u64::from(last), &WindowCounts::default());
        }
        while from < starts.len() {
            let offset = base + u64::from(starts[from]);
            let end = self.windows.end_of_window(offset);
            let to = from + starts[from..].partition_point(|&start| base + u64::from(start) < end);
            let repaired = batch.repaired()[from..to].iter().filter(|&&repaired| repaired).count() as u64;
            let counts = WindowCounts { rows: (to - from) as u64, repaired, ..WindowCounts::default() };
            runs.push(Run { from, to, offset, counts });
            from = to;
        }
        runs
    }

    /// Measures one column of a batch, window by window.
    fn measure_column<const CACHED: bool>(
        &mut self,
        block: &[u8],
        batch: &Batch,
        column: usize,
        runs: &mut [Run],
    ) {
        let plan = &self.plan.columns[column];
        let (nulls, field_type) = (&self.plan.null_words, plan.decision.field_type);
        let counts = &mut self.columns[column];
        let cache = &mut self.caches[column];
        let candidates = &self.candidates[column];
        for run in runs {
            let (mut null, mut looks_like, mut valid, mut cell_bytes) = (0u64, 0u64, 0u64, 0u64);
            let exact_rows = &mut self.exact_rows[run.from..run.to];
            let near_rows = &mut self.near_rows[run.from..run.to];
            let cells = batch.column(block, column, run.from, run.to);
            for (row, ((cell, exact), near_row)) in cells.zip(exact_rows).zip(near_rows).enumerate() {
                let hash = self.hasher.cell(cell);
                *exact = hash::fold(*exact, hash);
                let slot = (hash >> 20) as usize & (CACHE_SLOTS - 1);
                let known = match cache.get(slot) {
                    Some(known) if CACHED && known.hash == hash => *known,
                    _ => {
                        let trimmed = normal::trim(cell);
                        if nulls.is_null(trimmed) {
                            null += 1;
                            *near_row = hash::fold(*near_row, hash::NULL_CELL);
                            for &key in &plan.keys {
                                self.key_rows[key][run.from + row] = 0;
                            }
                            continue;
                        }
                        counts.distinct.insert(hash);
                        let of_trimmed =
                            if trimmed.len() == cell.len() { hash } else { self.hasher.cell(trimmed) };
                        let known = Known {
                            hash,
                            near: near(&self.hasher, trimmed, of_trimmed, field_type, &mut self.normal),
                            matched: field_type.map_or(0, |t| (t.check)(trimmed) as u8),
                            candidate: candidates.find(of_trimmed),
                        };
                        if CACHED {
                            cache[slot] = known;
                        }
                        known
                    }
                };
                cell_bytes += cell.len() as u64;
                *near_row = hash::fold(*near_row, known.near);
                for &key in &plan.keys {
                    let so_far = &mut self.key_rows[key][run.from + row];
                    *so_far = if *so_far == 0 { 0 } else { hash::fold(*so_far, known.near) | 1 };
                }
                looks_like += u64::from(known.matched >= Match::LooksLike as u8);
                valid += u64::from(known.matched >= Match::Valid as u8);
                if let Some(count) = counts.candidates.get_mut(usize::from(known.candidate)) {
                    *count += 1;
                }
            }
            counts.nulls += null;
            counts.looks_like += looks_like;
            counts.valid += valid;
            run.counts.nulls += null;
            run.counts.cell_bytes += cell_bytes;
            if field_type.is_some() {
                run.counts.invalid += run.counts.rows - null - valid;
            }
        }
    }
}

/// Hash of a cell's normal form; of the cell itself where that is its normal form.
#[inline]
fn near(
    hasher: &Hasher,
    trimmed: &[u8],
    hash: u64,
    field_type: Option<&FieldType>,
    buffer: &mut Vec<u8>,
) -> u64 {
    if let Some(normalise) = field_type.and_then(|t| t.normalise) {
        buffer.clear();
        normalise(trimmed, buffer);
        return hasher.cell(buffer);
    }
    if normal::is_normal(trimmed) {
        return hash;
    }
    buffer.clear();
    normal::normalise(trimmed, buffer);
    hasher.cell(buffer)
}

fn refill(rows: &mut Vec<u64>, len: usize, with: u64) {
    rows.clear();
    rows.resize(len, with);
}

fn add_problem(problems: &mut BTreeMap<EventKind, ProblemCount>, kind: EventKind, more: ProblemCount) {
    problems
        .entry(kind)
        .and_modify(|known| {
            known.count += more.count;
            if more.first_byte < known.first_byte {
                (known.first_byte, known.first_row) = (more.first_byte, more.first_row);
            }
        })
        .or_insert(more);
}

impl Merge for Measures<'_> {
    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.columns.iter_mut().zip(other.columns) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.keys.iter_mut().zip(other.keys) {
            mine.merge(theirs);
        }
        self.row_keys.merge(other.row_keys);
        self.sample.merge(other.sample);
        self.windows.merge(other.windows);
        self.tally.add(&other.tally);
        self.rows += other.rows;
        for (kind, count) in other.problems {
            add_problem(&mut self.problems, kind, count);
        }
    }
}
