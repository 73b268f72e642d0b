//! One column of a batch, in short loops over the rows of a window each: many waits for memory overlap, and few branches are
//! guessed wrong.

use dumpscope_fields::{
    Gate, Match,
    keys::{Form, Settled},
};
use dumpscope_records::{Batch, ask_for};

use super::{
    Measures, Run,
    seen::{MISSED, Seen},
};
use crate::{
    cache::{Kind, Known},
    hash::{self, Hasher},
    normal,
};

/// Cells whose checks' memory is asked for before any of them is checked.
const TOGETHER: usize = 32;

/// What a first look at a cell tells.
enum Look {
    /// A valid value, and its own normal form.
    Own,
    /// A valid value, whose normal form was appended to the buffer.
    Pushed,
    /// Nothing yet.
    Open,
}

impl Measures<'_> {
    /// Measures one column of a batch.
    pub(super) fn measure_column(&mut self, block: &[u8], batch: &Batch, column: usize, runs: &mut [Run]) {
        let rows = batch.rows();
        // Every row writes its own.
        self.hashes.resize(rows, 0);
        self.nears.resize(rows, 0);
        let plan = &self.plan.columns[column];
        let counted = !plan.candidates.is_empty();
        for run in runs {
            let bytes = if self.caches[column].is_far() {
                self.hash_run::<true>(block, batch, column, run)
            } else {
                self.hash_run::<false>(block, batch, column, run)
            };
            let seen = match (plan.cache_slots > 0, counted) {
                (true, true) => self.measure_known::<true>(block, batch, column, run),
                (true, false) => self.measure_known::<false>(block, batch, column, run),
                (false, _) => self.measure_fresh(block, batch, column, run),
            };
            let counts = &mut self.columns[column];
            counts.nulls += seen.nulls();
            counts.looks_like += seen.looks_like();
            counts.valid += seen.valid();
            run.counts.nulls += seen.nulls();
            run.counts.cell_bytes += bytes - seen.null_bytes();
            if plan.decision.field_type.is_some() {
                run.counts.invalid += run.counts.rows - seen.nulls() - seen.valid();
            }
        }
        if counted && plan.cache_slots > 0 {
            self.count_candidates(column);
        }
        for &key in &plan.keys {
            // A null in any part makes the key void. A sum: first and last name may stand in either column.
            for (so_far, &near) in self.key_rows[key].iter_mut().zip(&self.nears) {
                let void = *so_far == 0 || near == hash::NULL_CELL;
                let sum = so_far.wrapping_add(near).max(1);
                *so_far = if void { 0 } else { sum };
            }
        }
    }

    /// Hashes the cells of a run and adds them, times the column's factor, to the keys of its rows; gives their bytes. A
    /// function by itself: its loop wants every register. `AHEAD` where slots of the column's cache are worth asking for, long
    /// before they are looked at.
    #[inline(never)]
    fn hash_run<const AHEAD: bool>(&mut self, block: &[u8], batch: &Batch, column: usize, run: &Run) -> u64 {
        let hasher = self.hasher.clone();
        let factor = hash::factor(column);
        let cache = &self.caches[column];
        let mut bytes = 0;
        let cells = batch.column_in_sixteens(block, column, run.from, run.to);
        let rows = &mut self.exact_rows[run.from..run.to];
        for (cell, (found, row)) in cells.zip(self.hashes[run.from..run.to].iter_mut().zip(rows)) {
            let hash = hasher.sixteen(cell);
            bytes += cell.len() as u64;
            *found = hash;
            if AHEAD {
                cache.ask_for(hash);
            }
            *row = row.wrapping_add(hash.wrapping_mul(factor));
        }
        bytes
    }

    /// Moves the counts of candidates to the column's, those of cells that are in the cache.
    fn count_candidates(&mut self, column: usize) {
        let candidates = &mut self.columns[column].candidates;
        for (outcome, count) in self.outcomes[..MISSED].iter_mut().enumerate() {
            let known = std::mem::take(count);
            if outcome & 3 != Kind::Null as usize
                && let Some(candidate) = candidates.get_mut(outcome >> 2)
            {
                *candidate += known;
            }
        }
        self.outcomes[MISSED] = 0;
    }

    /// A run of a column whose values hardly repeat: each is looked at.
    fn measure_fresh(&mut self, block: &[u8], batch: &Batch, column: usize, run: &Run) -> Seen {
        let plan = &self.plan.columns[column];
        let Some(field_type) = plan.decision.field_type.filter(|_| self.valid_is_value[column]) else {
            return self.measure_looks(block, batch, column, run, |_, _| Look::Open);
        };
        // Of digits and marks alone every valid cell is its own normal form.
        let plain = field_type.gate.classes & !(Gate::DIGIT | Gate::PUNCT) == 0;
        match plan.form {
            Form::Text if plain => self.measure_looks(block, batch, column, run, |cell, _| {
                let trimmed = normal::trim(cell);
                let valid = trimmed.len() == cell.len()
                    && !cell.is_empty()
                    && (field_type.check)(cell) == Match::Valid;
                if valid { Look::Own } else { Look::Open }
            }),
            Form::Mail => self.measure_looks(block, batch, column, run, |cell, buffer| {
                match dumpscope_fields::keys::email::settle(cell, buffer) {
                    Settled::Own => Look::Own,
                    Settled::Pushed => Look::Pushed,
                    Settled::Open => Look::Open,
                }
            }),
            Form::Text => self.measure_looks(block, batch, column, run, |cell, _| {
                let own =
                    normal::trim(cell).len() == cell.len() && !cell.is_empty() && normal::is_normal(cell);
                if own && (field_type.check)(cell) == Match::Valid { Look::Own } else { Look::Open }
            }),
            _ => self.measure_looks(block, batch, column, run, |_, _| Look::Open),
        }
    }

    /// A run of a column each of whose cells is looked at in a way that tells most of them.
    #[expect(
        clippy::inline_always,
        reason = "one loop for each way to look, with nothing called for most cells"
    )]
    #[inline(always)]
    fn measure_looks(
        &mut self,
        block: &[u8],
        batch: &Batch,
        column: usize,
        run: &Run,
        look: impl Fn(&[u8], &mut Vec<u8>) -> Look,
    ) -> Seen {
        let mut seen = Seen::default();
        let factor = hash::factor(column);
        let counted = !self.plan.columns[column].candidates.is_empty();
        for (row, cell) in (run.from..run.to).zip(batch.column(block, column, run.from, run.to)) {
            let hash = self.hashes[row];
            let near = match look(cell, &mut self.normal) {
                Look::Own => hash,
                Look::Pushed => {
                    let near = self.hasher.cell(&self.normal);
                    self.normal.clear();
                    near
                }
                Look::Open => {
                    let known = self.look_at(column, cell, hash);
                    seen.add_looked_at(known, cell);
                    self.keep_near(row, hash, known.near, factor);
                    continue;
                }
            };
            seen.add_value(Kind::Valid);
            let counts = &mut self.columns[column];
            counts.distinct.insert(hash);
            if counted {
                counts.candidates[usize::from(self.candidates[column].find(hash))] += 1;
            }
            self.keep_near(row, hash, near, factor);
        }
        seen
    }

    /// Keeps the hash of a cell's normal form, and how much further it brings the key of its row than the cell does.
    #[inline]
    fn keep_near(&mut self, row: usize, hash: u64, near: u64, factor: u64) {
        self.nears[row] = near;
        if near != hash {
            let so_far = &mut self.near_rows[row];
            *so_far = so_far.wrapping_add(near.wrapping_sub(hash).wrapping_mul(factor));
        }
    }

    /// A run of a column whose values repeat: rows whose value is in the cache first, the others after. `COUNTED` where
    /// candidates are.
    #[inline(never)]
    fn measure_known<const COUNTED: bool>(
        &mut self,
        block: &[u8],
        batch: &Batch,
        column: usize,
        run: &Run,
    ) -> Seen {
        let mut seen = Seen::default();
        let factor = hash::factor(column);
        let cache = &self.caches[column];
        let hashes = &self.hashes[run.from..run.to];
        let mut missed = std::mem::take(&mut self.missed);
        missed.resize(missed.len().max(hashes.len()), 0);
        let mut misses = 0;
        let outcomes = &mut *self.outcomes;
        let rows = self.nears[run.from..run.to].iter_mut().zip(&mut self.near_rows[run.from..run.to]);
        // A loop that does nothing else, so that as many slots as can be are fetched from memory at the same time; then one
        // without a branch. In one loop both take fewer instructions and half as long again.
        self.held.clear();
        self.held.extend(hashes.iter().map(|&hash| cache.first(hash)));
        for (at, ((&hash, known), (near, row))) in hashes.iter().zip(&self.held).zip(rows).enumerate() {
            let met = known.is_of(hash);
            // Written down for every row, kept for those that missed: one in five does, at random.
            missed[misses] = at as u32;
            misses += usize::from(!met);
            let outcome = if met { known.outcome() } else { MISSED };
            seen.add(outcome);
            if COUNTED {
                outcomes[outcome] += 1;
            }
            *near = known.near;
            let further = if met { known.near.wrapping_sub(hash) } else { 0 };
            *row = row.wrapping_add(further.wrapping_mul(factor));
        }
        for missed in missed[..misses].chunks(TOGETHER) {
            self.ask_for_lists(block, batch, column, run.from, missed);
            for &at in missed {
                let row = run.from + at as usize;
                let hash = self.hashes[row];
                let cell = batch.cell(block, row, column);
                let known = if let Some(known) = self.caches[column].recall(hash) {
                    if !known.is_null() {
                        self.columns[column].candidates[known.candidate()] += 1;
                    }
                    known
                } else {
                    let known = self.look_at(column, cell, hash);
                    if !known.is_null() || cell.len() <= Known::LONGEST_NULL {
                        self.caches[column].remember(hash, known);
                    }
                    known
                };
                self.keep_near(row, hash, known.near, factor);
                seen.add_looked_at(known, cell);
            }
        }
        self.missed = missed;
        seen
    }

    /// Asks for what the checks of cells that nothing is known of are going to read; `rows` count from `from`.
    #[inline]
    fn ask_for_lists(&self, block: &[u8], batch: &Batch, column: usize, from: usize, rows: &[u32]) {
        let Some(place) = self.places[column] else { return };
        for row in rows.iter().map(|&at| from + at as usize) {
            if !self.caches[column].holds(self.hashes[row])
                && let Some(bucket) = place(batch.cell(block, row, column))
            {
                ask_for(bucket);
            }
        }
    }

    /// Finds out what a cell is, and counts it as a value and a candidate.
    fn look_at(&mut self, column: usize, cell: &[u8], hash: u64) -> Known {
        let known = self.describe(column, cell, hash);
        let counts = &mut self.columns[column];
        if !known.is_null() {
            counts.candidates[known.candidate()] += 1;
            counts.distinct.insert(hash);
        }
        known
    }

    /// What a cell is, whoever else has it.
    #[inline]
    fn describe(&mut self, column: usize, cell: &[u8], hash: u64) -> Known {
        let trimmed = normal::trim(cell);
        if self.plan.null_words.is_null(trimmed) {
            return Known::null(hash, cell.len());
        }
        let plan = &self.plan.columns[column];
        let of_trimmed = if trimmed.len() == cell.len() { hash } else { self.hasher.cell(trimmed) };
        let near = near(&self.hasher, trimmed, of_trimmed, plan.form, &mut self.normal);
        let kind = plan.decision.field_type.map_or(Kind::Other, |t| Kind::of((t.check)(trimmed)));
        Known::value(hash, near, kind, self.candidates[column].find(of_trimmed))
    }
}

/// Hash of a cell's normal form; of the cell itself where that is its normal form.
#[inline]
fn near(hasher: &Hasher, trimmed: &[u8], hash: u64, form: Form, buffer: &mut Vec<u8>) -> u64 {
    if matches!(form, Form::Text) && normal::is_normal(trimmed) {
        return hash;
    }
    form.push(trimmed, buffer);
    let near = hasher.cell(buffer);
    buffer.clear();
    near
}
