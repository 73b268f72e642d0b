use std::collections::BTreeSet;

use super::sink::is_null;
use super::{Column, Role};
use crate::noise::without_accents;
use crate::random::mix;

/// Between two counts, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Least.
    pub min: u64,
    /// Most.
    pub max: u64,
}

/// What the maker counted while writing a table. The sets behind repeats and people are kept for tables of up to
/// [`super::DETAILED_ROWS`] rows; larger ones leave those figures open.
#[derive(Debug, Clone)]
pub struct Truth {
    /// Rows a reader should get, repaired ones included.
    pub rows: u64,
    /// Of those, rows that lack cells.
    pub repaired: u64,
    /// Records that are no rows.
    pub rejected: u64,
    /// Null cells by column.
    pub nulls: Vec<u64>,
    sets: Option<Sets>,
}

/// 64-bit hashes of what should be counted apart.
#[derive(Debug, Clone, Default)]
struct Sets {
    rows: BTreeSet<u64>,
    /// Rows after trimming and folding case and accents.
    folded: BTreeSet<u64>,
    /// Rows after dropping all but letters and digits, and telephone numbers all but their last eight digits.
    bare: BTreeSet<u64>,
    mails: BTreeSet<u64>,
    phones: BTreeSet<u64>,
    people: BTreeSet<u64>,
    without_mail: u64,
    without_phone: u64,
    without_identity: u64,
}

impl Truth {
    pub(super) fn new(columns: usize, detailed: bool) -> Self {
        let sets = detailed.then(Sets::default);
        Self { rows: 0, repaired: 0, rejected: 0, nulls: vec![0; columns], sets }
    }

    pub(super) fn row(&mut self, columns: &[Column], cells: &[String]) {
        self.rows += 1;
        for (nulls, cell) in self.nulls.iter_mut().zip(cells) {
            *nulls += u64::from(is_null(cell));
        }
        let Some(sets) = &mut self.sets else { return };
        let (mut row, mut folded, mut bare, mut identity) = (7, 7, 7, 7);
        let (mut mail, mut phone, mut nameless) = (None, None, false);
        for (cell, column) in cells.iter().zip(columns) {
            row = hash(row, cell);
            let low = without_accents(cell).to_lowercase();
            folded = hash(folded, low.trim());
            let mut letters: String = low.chars().filter(|c| c.is_alphanumeric()).collect();
            if column.role == Role::Phone {
                letters.drain(..letters.len().saturating_sub(8));
                phone = (!is_null(cell)).then(|| hash(7, &letters));
            }
            bare = hash(bare, &letters);
            match column.role {
                Role::Mail if !is_null(cell) => mail = Some(hash(7, low.trim())),
                Role::Identity => {
                    nameless |= is_null(cell);
                    identity = hash(identity, low.trim());
                }
                _ => {}
            }
        }
        sets.rows.insert(row);
        sets.folded.insert(folded);
        sets.bare.insert(bare);
        sets.without_mail += u64::from(mail.is_none());
        sets.mails.extend(mail);
        sets.without_phone += u64::from(phone.is_none());
        sets.phones.extend(phone);
        if nameless {
            sets.without_identity += 1;
        } else {
            sets.people.insert(identity);
        }
    }

    /// Takes another part's counts into this one.
    pub(super) fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        self.repaired += other.repaired;
        self.rejected += other.rejected;
        for (mine, theirs) in self.nulls.iter_mut().zip(other.nulls) {
            *mine += theirs;
        }
        if let (Some(mine), Some(theirs)) = (&mut self.sets, other.sets) {
            mine.rows.extend(theirs.rows);
            mine.folded.extend(theirs.folded);
            mine.bare.extend(theirs.bare);
            mine.mails.extend(theirs.mails);
            mine.phones.extend(theirs.phones);
            mine.people.extend(theirs.people);
            mine.without_mail += theirs.without_mail;
            mine.without_phone += theirs.without_phone;
            mine.without_identity += theirs.without_identity;
        }
    }

    /// Rows that equal an earlier one cell by cell.
    pub fn exact_duplicates(&self) -> Option<u64> {
        self.sets.as_ref().map(|sets| self.rows - sets.rows.len() as u64)
    }

    /// Rows that equal an earlier one once cells are normalised: at least by trimming and folding, at most by
    /// dropping everything but letters and digits.
    pub fn near_duplicates(&self) -> Option<Range> {
        self.sets.as_ref().map(|sets| Range {
            min: self.rows - sets.folded.len() as u64,
            max: self.rows - sets.bare.len() as u64,
        })
    }

    /// People, by address where there is one, else by telephone number or by name and birth date, whichever a reader
    /// prefers: the distinct keys, give or take the error of an estimate; rows without the key may be anyone.
    pub fn people(&self, columns: &[Column]) -> Option<Range> {
        let sets = self.sets.as_ref()?;
        let has = |role| columns.iter().any(|c| c.role == role);
        let by_mail = (sets.mails.len() as u64, sets.without_mail);
        let by_phone = (sets.phones.len() as u64, sets.without_phone);
        let by_name = (sets.people.len() as u64, sets.without_identity);
        let keys: &[(u64, u64)] = match (has(Role::Mail), has(Role::Phone), has(Role::Identity)) {
            (true, _, _) => &[by_mail],
            (_, true, true) => &[by_phone, by_name],
            (_, true, false) => &[by_phone],
            (_, false, true) => &[by_name],
            _ => return None,
        };
        let low = keys.iter().map(|(keys, _)| keys - keys / 25).min()?;
        let high = keys.iter().map(|(keys, without)| keys + keys / 25 + without).max()?;
        Some(Range { min: low, max: high })
    }
}

/// Hash of a cell on top of those before it, its length included, so that `ab|c` is not `a|bc`.
fn hash(seed: u64, text: &str) -> u64 {
    let mut state = mix(seed ^ text.len() as u64);
    for chunk in text.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = mix(state.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from_le_bytes(word));
    }
    state
}
