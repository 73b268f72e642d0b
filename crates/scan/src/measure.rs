use std::{collections::BTreeMap, time::Duration};

use dumpscope_fields::{Gate, keys::Form};
use dumpscope_records::{Batch, EventKind, Tally};
use dumpscope_stats::{BottomK, BottomKGate, Distinct, KeySet, KeySpill, Merge, WindowCounts, Windows};

use crate::{
    ScanOptions,
    cache::{CACHE_SLOTS, COLUMN_SLOTS, Cache, Kind, Known},
    digests::DigestFeed,
    hash::{self, Hasher},
    normal,
    plan::{ColumnPlan, Plan},
    sample::SampledRow,
    spent::{Clock, Spent},
};

/// Most rows of a run: its counts share the bits of one word.
const LONGEST_RUN: usize = 1 << 20;

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

/// Everything one thread accumulates over the blocks it reads.
pub(crate) struct Measures<'s> {
    plan: &'s Plan,
    hasher: Hasher,
    pub(crate) columns: Vec<ColumnCounts>,
    caches: Vec<Cache>,
    candidates: Vec<CandidateIndex>,
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
    normal: Vec<u8>,
    /// Where the time goes, when it is asked for.
    pub(crate) spent: Option<Box<Spent>>,
}

/// Finds the candidate a hash belongs to: open addressing, at most a quarter full.
struct CandidateIndex {
    slots: Vec<(u64, u16)>,
    /// One past the last candidate.
    none: u16,
}

impl CandidateIndex {
    fn new(column: &ColumnPlan, hasher: &Hasher) -> Self {
        let none = column.candidates.len() as u16;
        let len = (column.candidates.len() * 4).next_power_of_two();
        let mut slots = vec![(0, none); len];
        for (index, value) in column.candidates.iter().enumerate() {
            let hash = hasher.cell(value);
            let mut at = hash as usize & (len - 1);
            while slots[at].1 != none {
                at = (at + 1) & (len - 1);
            }
            slots[at] = (hash, index as u16);
        }
        Self { slots, none }
    }

    #[inline]
    fn find(&self, hash: u64) -> u16 {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (met, candidate) = self.slots[at];
            if candidate == self.none || met == hash {
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
    pub(crate) fn new(
        plan: &'s Plan,
        options: &ScanOptions,
        spill: &'s KeySpill,
        gate: &'s BottomKGate,
    ) -> Self {
        let hasher = Hasher::new(options.seed);
        let spent = || Spent { columns: vec![Duration::ZERO; plan.columns.len()], ..Spent::default() };
        let empty = |column: &ColumnPlan| ColumnCounts {
            nulls: 0,
            looks_like: 0,
            valid: 0,
            distinct: Distinct::new(plan.distinct_limit, plan.distinct_precision),
            // One more than there are, for all other values.
            candidates: vec![0; column.candidates.len() + 1],
        };
        let cached = plan.columns.iter().filter(|column| column.cache_slots > 0).count();
        let most = (CACHE_SLOTS / cached.max(1).next_power_of_two()).min(COLUMN_SLOTS);
        let cache = |column: &ColumnPlan| Cache::new(column.cache_slots.min(most));
        Self {
            plan,
            columns: plan.columns.iter().map(empty).collect(),
            caches: plan.columns.iter().map(cache).collect(),
            candidates: plan.columns.iter().map(|column| CandidateIndex::new(column, &hasher)).collect(),
            row_keys: KeySet::new(spill),
            keys: plan.keys.iter().map(|_| KeySet::new(spill)).collect(),
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
            normal: Vec::new(),
            spent: options.timings.then(|| Box::new(spent())),
            hasher,
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
            rows.iter().filter(|&&row| row != 0).for_each(|&row| set.push([hash::spread(row)]));
        }
        for (row, (&key, &difference)) in self.exact_rows.iter().zip(&self.near_rows).enumerate() {
            let near = key.wrapping_add(difference);
            self.row_keys.push([hash::spread(near), hash::spread(key)]);
            // Position and content: the same row twice is sampled twice or not on its own account.
            let position = base + u64::from(batch.row_starts()[row]);
            let key = hash::spread(hash::fold(key, position));
            if self.sample.wants(key) {
                let cells = (0..batch.columns()).map(|column| normal::trim(batch.cell(block, row, column)));
                let packed = SampledRow::pack(
                    (position, rows_before + row as u64 + 1),
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

    /// Measures one column of a batch in short loops, each over all rows of a window: many waits for memory overlap, and
    /// few branches are guessed wrong.
    fn measure_column(&mut self, block: &[u8], batch: &Batch, column: usize, runs: &mut [Run]) {
        let rows = batch.rows();
        self.hashes.clear();
        // Every row writes its own.
        self.nears.resize(rows, 0);
        let plan = &self.plan.columns[column];
        for run in runs {
            let mut bytes = 0;
            let cells = batch.column_in_sixteens(block, column, run.from, run.to);
            self.hashes.extend(cells.map(|cell| {
                bytes += cell.len() as u64;
                self.hasher.sixteen(cell)
            }));
            let seen = if plan.cache_slots > 0 {
                self.measure_known(block, batch, column, run)
            } else {
                self.measure_new(block, batch, column, run)
            };
            let nulls = seen.lane(0);
            let valid = seen.lane(2);
            let counts = &mut self.columns[column];
            counts.nulls += nulls;
            counts.looks_like += seen.lane(1);
            counts.valid += valid;
            run.counts.nulls += nulls;
            run.counts.cell_bytes += bytes - seen.null_bytes;
            if plan.decision.field_type.is_some() {
                run.counts.invalid += run.counts.rows - nulls - valid;
            }
        }
        let factor = hash::factor(column);
        add_products(&mut self.exact_rows, &self.hashes, factor);
        if self.hashes != self.nears {
            add_differences(&mut self.near_rows, &self.nears, &self.hashes, factor);
        }
        for &key in &plan.keys {
            // A null in any part makes the key void. A sum: first and last name may stand in either column.
            for (so_far, &near) in self.key_rows[key].iter_mut().zip(&self.nears) {
                let void = *so_far == 0 || near == hash::NULL_CELL;
                let sum = so_far.wrapping_add(hash::spread(near)).max(1);
                *so_far = if void { 0 } else { sum };
            }
        }
    }

    /// A run of a column whose values hardly repeat: each is looked at.
    fn measure_new(&mut self, block: &[u8], batch: &Batch, column: usize, run: &Run) -> Seen {
        let mut seen = Seen::default();
        let plan = &self.plan.columns[column];
        if plan.candidates.is_empty()
            && let Some(field_type) = plan.decision.field_type
        {
            let ColumnCounts { distinct, candidates, .. } = &mut self.columns[column];
            let (check, form) = (field_type.check, plan.form);
            // Of digits and marks alone every valid cell is its own normal form.
            let plain =
                matches!(form, Form::Text) && field_type.gate.classes & !(Gate::DIGIT | Gate::PUNCT) == 0;
            let cells = batch.column(block, column, run.from, run.to);
            let rows = self.hashes[run.from..run.to].iter().zip(&mut self.nears[run.from..run.to]);
            for (cell, (&hash, found)) in cells.zip(rows) {
                let trimmed = normal::trim(cell);
                if self.plan.null_words.is_null(trimmed) {
                    *found = hash::NULL_CELL;
                    seen.add_kind(Kind::Null);
                    seen.null_bytes += cell.len() as u64;
                    continue;
                }
                let kind = Kind::of(check(trimmed));
                seen.add_kind(kind);
                distinct.insert(hash);
                let same = trimmed.len() == cell.len();
                if same && plain && kind == Kind::Valid {
                    *found = hash;
                    continue;
                }
                let of_trimmed = if same { hash } else { self.hasher.cell(trimmed) };
                *found = near(&self.hasher, trimmed, of_trimmed, form, &mut self.normal);
            }
            candidates[0] += (run.to - run.from) as u64;
            return seen;
        }
        for (row, cell) in (run.from..run.to).zip(batch.column(block, column, run.from, run.to)) {
            let known = self.look_at(column, cell, self.hashes[row]);
            self.nears[row] = known.near;
            seen.add_looked_at(known, cell);
        }
        seen
    }

    /// A run of a column whose values repeat: rows whose value is in the cache first, the others after.
    fn measure_known(&mut self, block: &[u8], batch: &Batch, column: usize, run: &Run) -> Seen {
        let mut seen = Seen::default();
        let cache = &self.caches[column];
        let hashes = &self.hashes[run.from..run.to];
        // A loop without a branch, so that many slots are fetched from memory at the same time.
        self.held.clear();
        self.held.extend(hashes.iter().map(|&hash| cache.first(hash)));
        let mut missed = std::mem::take(&mut self.missed);
        missed.resize(missed.len().max(hashes.len()), 0);
        let mut misses = 0;
        let nears = &mut self.nears[run.from..run.to];
        for (at, ((&hash, near), known)) in hashes.iter().zip(nears).zip(&self.held).enumerate() {
            // Written down for every row, kept for those that missed: one in five does, at random.
            missed[misses] = at as u32;
            let met = known.is_of(hash);
            misses += usize::from(!met);
            *near = known.near;
            let word = if met { known.word } else { Kind::Other as u64 };
            seen.add(Known { word, ..*known });
        }
        let candidates = &mut self.columns[column].candidates;
        if let Some(none) = candidates.len().checked_sub(1).filter(|&none| none > 0) {
            for (&hash, known) in hashes.iter().zip(&self.held) {
                let candidate = known.candidate().min(none);
                candidates[if known.is_of(hash) { candidate } else { none }] += 1;
            }
        }
        for &at in &missed[..misses] {
            let row = run.from + at as usize;
            let hash = self.hashes[row];
            let cell = batch.cell(block, row, column);
            let known = if let Some(known) = self.caches[column].recall(hash) {
                self.columns[column].candidates[known.candidate()] += 1;
                known
            } else {
                let known = self.look_at(column, cell, hash);
                if !known.is_null() || cell.len() <= Known::LONGEST_NULL {
                    self.caches[column].remember(hash, known);
                }
                known
            };
            self.nears[row] = known.near;
            seen.add_looked_at(known, cell);
        }
        self.missed = missed;
        seen
    }

    /// Finds out what a cell is, and counts it as a value and a candidate.
    #[inline]
    fn look_at(&mut self, column: usize, cell: &[u8], hash: u64) -> Known {
        let known = self.describe(column, cell, hash);
        let counts = &mut self.columns[column];
        counts.candidates[known.candidate()] += 1;
        if !known.is_null() {
            counts.distinct.insert(hash);
        }
        known
    }

    /// What a cell is, whoever else has it.
    #[inline]
    fn describe(&mut self, column: usize, cell: &[u8], hash: u64) -> Known {
        let trimmed = normal::trim(cell);
        let candidates = &self.candidates[column];
        if self.plan.null_words.is_null(trimmed) {
            return Known::new(hash, hash::NULL_CELL, Kind::Null, candidates.none, cell.len());
        }
        let field_type = self.plan.columns[column].decision.field_type;
        let of_trimmed = if trimmed.len() == cell.len() { hash } else { self.hasher.cell(trimmed) };
        let form = self.plan.columns[column].form;
        let near = near(&self.hasher, trimmed, of_trimmed, form, &mut self.normal);
        let kind = field_type.map_or(Kind::Other, |t| Kind::of((t.check)(trimmed)));
        Known::new(hash, near, kind, candidates.find(of_trimmed), 0)
    }
}

/// Adds how much further a column's normal forms bring the keys of the rows than its cells do.
fn add_differences(rows: &mut [u64], nears: &[u64], hashes: &[u64], factor: u64) {
    for (row, (&near, &hash)) in rows.iter_mut().zip(nears.iter().zip(hashes)) {
        *row = row.wrapping_add(near.wrapping_sub(hash).wrapping_mul(factor));
    }
}

/// Adds a column's hashes, times the column's factor, to the keys of the rows.
fn add_products(rows: &mut [u64], hashes: &[u64], factor: u64) {
    for (row, &hash) in rows.iter_mut().zip(hashes) {
        *row = row.wrapping_add(hash.wrapping_mul(factor));
    }
}

/// Counts over one run of one column: nulls, values that look like the column's type, and valid ones share a word, 21
/// bits each, so that one addition counts a cell.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    lanes: u64,
    null_bytes: u64,
}

impl Seen {
    /// Counts a cell; of a null longer than [`Known::LONGEST_NULL`] not all its bytes.
    #[inline]
    const fn add(&mut self, known: Known) {
        self.lanes += Known::ADDS[(known.word & 3) as usize];
        self.null_bytes += known.null_bytes();
    }

    /// Counts a cell of a kind, but not the bytes of a null.
    #[inline]
    const fn add_kind(&mut self, kind: Kind) {
        self.lanes += Known::ADDS[kind as usize];
    }

    /// Counts a cell that is at hand.
    #[inline]
    fn add_looked_at(&mut self, known: Known, cell: &[u8]) {
        self.lanes += Known::ADDS[(known.word & 3) as usize];
        self.null_bytes += if known.is_null() { cell.len() as u64 } else { 0 };
    }

    const fn lane(self, lane: u32) -> u64 {
        (self.lanes >> (lane * Known::LANE)) & ((1 << Known::LANE) - 1)
    }
}

/// Hash of a cell's normal form; of the cell itself where that is its normal form.
#[inline]
fn near(hasher: &Hasher, trimmed: &[u8], hash: u64, form: Form, buffer: &mut Vec<u8>) -> u64 {
    if matches!(form, Form::Text) && normal::is_normal(trimmed) {
        return hash;
    }
    buffer.clear();
    form.push(trimmed, buffer);
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
        if let (Some(mine), Some(theirs)) = (&mut self.spent, other.spent) {
            mine.merge(*theirs);
        }
        self.row_keys.merge(other.row_keys);
        self.sample.merge(other.sample);
        self.windows.merge(other.windows);
        self.tally.add(&other.tally);
        self.rows += other.rows;
        if let (Some(mine), Some(theirs)) = (&mut self.digests, other.digests) {
            mine.merge(*theirs);
        }
        for (kind, count) in other.problems {
            add_problem(&mut self.problems, kind, count);
        }
    }
}
