mod candidates;
mod column;
mod seen;

use std::{collections::BTreeMap, time::Duration};

use dumpscope_fields::{
    Match,
    ahead::{self, Place},
};
use dumpscope_records::{Batch, EventKind, Tally, ask_for};
use dumpscope_stats::{BottomK, BottomKGate, Distinct, KeySet, KeySpill, Merge, WindowCounts, Windows};

use crate::{
    ScanOptions,
    cache::{CACHE_SLOTS, COLUMN_SLOTS, Cache, Known},
    digests::DigestFeed,
    hash::{self, Hasher},
    normal,
    plan::{ColumnPlan, Plan},
    sample::SampledRow,
    spent::{Clock, Spent},
};
use candidates::CandidateIndex;
use seen::{LONGEST_RUN, OUTCOMES};

/// Keys whose places are asked for before any of them is written.
const ASKED: usize = 64;

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

impl ColumnCounts {
    pub(crate) fn empty(plan: &Plan, column: &ColumnPlan) -> Self {
        Self {
            nulls: 0,
            looks_like: 0,
            valid: 0,
            distinct: Distinct::new(plan.distinct_limit, plan.distinct_precision),
            // One more than there are, for all other values.
            candidates: vec![0; column.candidates.len() + 1],
        }
    }
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

/// Everything one thread accumulates over the blocks it reads.
pub(crate) struct Measures<'s> {
    plan: &'s Plan,
    hasher: Hasher,
    pub(crate) columns: Vec<ColumnCounts>,
    caches: Vec<Cache>,
    candidates: Vec<CandidateIndex>,
    /// By column: where the check of a cell reads from far memory.
    places: Vec<Option<Place>>,
    /// Normalised and exact key of every row.
    pub(crate) row_keys: KeySet<'s, 2>,
    pub(crate) keys: Vec<KeySet<'s>>,
    pub(crate) sample: BottomK<'s, SampledRow>,
    pub(crate) windows: Windows,
    pub(crate) tally: Tally,
    pub(crate) problems: BTreeMap<EventKind, ProblemCount>,
    pub(crate) rows: u64,
    /// What known dumps are compared by, when a library's key is set.
    pub(crate) digests: Option<Box<DigestFeed<'s>>>,
    exact_rows: Vec<u64>,
    /// How much further the normal forms of the cells bring the key of each row.
    near_rows: Vec<u64>,
    /// Per key, per row; 0 where a part of the key is null.
    key_rows: Vec<Vec<u64>>,
    hashes: Vec<u64>,
    /// What the cache holds where each hash of the run belongs.
    held: Vec<Known>,
    /// Hash of each cell's normal form.
    nears: Vec<u64>,
    missed: Vec<u32>,
    /// How many cells of a column came to each outcome, where candidates are counted.
    outcomes: Box<[u64; OUTCOMES]>,
    /// By column: no word that counts as null is valid for its type, so that a valid cell is a value.
    valid_is_value: Vec<bool>,
    normal: Vec<u8>,
    /// Where the time goes, when it is asked for.
    pub(crate) spent: Option<Box<Spent>>,
}

/// Rows of a batch that start in one window.
struct Run {
    from: usize,
    to: usize,
    offset: u64,
    counts: WindowCounts,
}

impl<'s> Measures<'s> {
    pub(crate) fn new(
        plan: &'s Plan,
        options: &ScanOptions,
        spill: &'s KeySpill,
        gate: &'s BottomKGate,
    ) -> Self {
        let hasher = Hasher::new(options.seed);
        let spent = || Spent { columns: vec![Duration::ZERO; plan.columns.len()], ..Spent::default() };
        let cached = plan.columns.iter().filter(|column| column.cache_slots > 0).count();
        let most = (CACHE_SLOTS / cached.max(1).next_power_of_two()).min(COLUMN_SLOTS);
        let cache = |column: &ColumnPlan| Cache::new(column.cache_slots.min(most));
        let valid_is_value = |column: &ColumnPlan| {
            let valid =
                |word: &[u8]| column.decision.field_type.is_none_or(|own| (own.check)(word) == Match::Valid);
            !plan.null_words.words().any(valid)
        };
        let places = |column: &ColumnPlan| column.decision.field_type.and_then(ahead::places);
        Self {
            plan,
            places: plan.columns.iter().map(places).collect(),
            columns: plan.columns.iter().map(|column| ColumnCounts::empty(plan, column)).collect(),
            caches: plan.columns.iter().map(cache).collect(),
            candidates: plan.columns.iter().map(|column| CandidateIndex::new(column, &hasher)).collect(),
            row_keys: KeySet::new(spill),
            keys: (1..).zip(&plan.keys).map(|(number, _)| KeySet::numbered(spill, number)).collect(),
            sample: BottomK::new(gate),
            windows: Windows::default(),
            tally: Tally::default(),
            problems: BTreeMap::new(),
            rows: 0,
            digests: plan.digests.as_ref().map(|plan| Box::new(DigestFeed::new(plan))),
            exact_rows: Vec::new(),
            near_rows: Vec::new(),
            key_rows: vec![Vec::new(); plan.keys.len()],
            hashes: Vec::new(),
            held: Vec::new(),
            nears: Vec::new(),
            missed: Vec::new(),
            outcomes: Box::new([0; OUTCOMES]),
            valid_is_value: plan.columns.iter().map(valid_is_value).collect(),
            normal: Vec::new(),
            spent: options.timings.then(|| Box::new(spent())),
            hasher,
        }
    }

    pub(crate) fn hasher(&self) -> &Hasher {
        &self.hasher
    }

    /// Takes over what another one has counted, and leaves it what it found out about values. Times stay where they are.
    pub(crate) fn pour(&mut self, other: &mut Self) {
        let plan = self.plan;
        for ((mine, theirs), column) in self.columns.iter_mut().zip(&mut other.columns).zip(&plan.columns) {
            mine.merge(std::mem::replace(theirs, ColumnCounts::empty(plan, column)));
        }
        for (mine, theirs) in self.keys.iter_mut().zip(&mut other.keys) {
            mine.merge(theirs.take());
        }
        self.row_keys.merge(other.row_keys.take());
        self.sample.merge(other.sample.take());
        self.windows.merge(std::mem::take(&mut other.windows));
        self.tally.add(&std::mem::take(&mut other.tally));
        self.rows += std::mem::take(&mut other.rows);
        if let (Some(mine), Some(theirs)) = (&mut self.digests, &mut other.digests) {
            mine.pour(theirs);
        }
        for (kind, count) in std::mem::take(&mut other.problems) {
            add_problem(&mut self.problems, kind, count);
        }
    }

    /// Adds the irregularities that it met.
    pub(crate) fn add_problems(&self, to: &mut BTreeMap<EventKind, ProblemCount>) {
        for (&kind, &count) in &self.problems {
            add_problem(to, kind, count);
        }
    }

    /// Measures one batch. `base` is the decoded offset of the block, `rows_before` the rows of the table before it.
    pub(crate) fn measure(&mut self, block: &[u8], batch: &Batch, base: u64, rows_before: u64) {
        let rows = batch.rows();
        self.rows += rows as u64;
        self.tally.add(batch.tally());
        self.note_events(batch, base, rows_before);
        if rows == 0 {
            return;
        }
        if let Some(digests) = &mut self.digests {
            digests.feed(block, batch, &self.plan.null_words);
        }
        let mut runs = self.runs(batch, base);
        refill(&mut self.exact_rows, rows, hash::ROW_START);
        refill(&mut self.near_rows, rows, 0);
        for key in &mut self.key_rows {
            refill(key, rows, hash::ROW_START);
        }
        let mut clock = self.spent.is_some().then(Clock::start);
        for column in 0..batch.columns() {
            self.measure_column(block, batch, column, &mut runs);
            if let (Some(clock), Some(spent)) = (&mut clock, &mut self.spent) {
                spent.columns[column] += clock.lap();
            }
        }
        for run in runs {
            self.windows.add(run.offset, &run.counts);
        }
        for (set, rows) in self.keys.iter_mut().zip(&self.key_rows) {
            // Sums of hashes are as well mixed as these.
            for rows in rows.chunks(ASKED) {
                rows.iter().filter_map(|&row| set.place(row)).for_each(ask_for);
                rows.iter().filter(|&&row| row != 0).for_each(|&row| set.push([row]));
            }
        }
        for (row, (&key, &difference)) in self.exact_rows.iter().zip(&self.near_rows).enumerate() {
            if row.is_multiple_of(ASKED) {
                let next = self.exact_rows[row..].iter().zip(&self.near_rows[row..]).take(ASKED);
                let places =
                    next.filter_map(|(key, difference)| self.row_keys.place(key.wrapping_add(*difference)));
                places.for_each(ask_for);
            }
            let near = key.wrapping_add(difference);
            self.row_keys.push([near, key]);
            let start = batch.row_starts()[row];
            let position = base + u64::from(start);
            let key = hash::sample_key(key, position);
            if self.sample.wants(key) {
                let cells = (0..batch.columns()).map(|column| normal::trim(batch.cell(block, row, column)));
                let end = batch.row_starts().get(row + 1).copied().unwrap_or(block.len() as u32);
                let packed = SampledRow::pack(
                    (position, rows_before + row as u64 + 1, end - start),
                    cells,
                    batch.columns(),
                    self.plan.sample_row_bytes,
                );
                self.sample.insert(key, packed);
            }
        }
        if let (Some(clock), Some(spent)) = (&mut clock, &mut self.spent) {
            spent.rows += clock.lap();
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
            let most = (from + LONGEST_RUN).min(starts.len());
            let to = from + starts[from..most].partition_point(|&start| base + u64::from(start) < end);
            let repaired = batch.repaired()[from..to].iter().filter(|&&repaired| repaired).count() as u64;
            let counts = WindowCounts { rows: (to - from) as u64, repaired, ..WindowCounts::default() };
            runs.push(Run { from, to, offset, counts });
            from = to;
        }
        runs
    }
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
    fn merge(&mut self, mut other: Self) {
        self.pour(&mut other);
        if let (Some(mine), Some(theirs)) = (&mut self.spent, other.spent) {
            mine.merge(*theirs);
        }
    }
}
