//! What header and values say of every field type.

use std::collections::BTreeMap;

use dumpscope_fields::{FieldType, Gate, Group, Match, TypeSet, headers};

use super::{
    ColumnSample,
    candidates::{self, MENTIONS},
    people::{self, People},
};

/// Different values below which a column says little for a type of open vocabulary: three words may all be surnames.
/// The more cells, the more they must differ: four words over a thousand rows are a status, whatever the words.
const FEW: std::ops::RangeInclusive<f64> = 8.0..=24.0;

/// Words for a name, of whatever it is.
const NAMES: [&str; 6] = ["name", "names", "nom", "nombre", "nome", "naam"];

/// Last words of headers over what keys a row or a thing.
const KEYS: [&str; 6] = ["id", "identificador", "identifier", "ids", "key", "pk"];

/// Least plainness of a header of whose words a type is the head ([`headers::HeaderMatch`]).
const HEAD: f64 = 0.6;

/// Least share of telling cells that vouch for the rest, and of valid ones they vouch for.
const VOUCHING: f64 = 0.1;
const VOUCHED: f64 = 0.95;

/// Shares of a column's sampled cells, for one type.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Shares {
    /// Cells that look like it or are valid.
    pub(super) looks: f64,
    /// Valid cells.
    pub(super) valid: f64,
    /// Valid cells that tell ([`dumpscope_fields::FieldType::tells`]), as a plain share.
    pub(super) told: f64,
    /// Valid cells that speak for the type without a header: the mean of the share of cells and that of different
    /// values, less where either number is small. For full names no less than the type asks for where the column as a
    /// whole is one of people's names.
    pub(super) tells: f64,
    /// How plainly the header names it, 0 to 1.
    pub(super) named: f64,
}

/// What is known of a column, by place in a set of types.
#[expect(clippy::struct_excessive_bools, reason = "facts that hold or do not, each by itself")]
pub(super) struct Evidence {
    pub(super) types: &'static TypeSet,
    pub(super) shares: Vec<Shares>,
    /// Cells sampled.
    pub(super) cells: usize,
    /// Whether the column has a header with a word in it.
    pub(super) has_header: bool,
    /// Whether the header says that cells number or key something (`id`, `row key`).
    pub(super) of_keys: bool,
    /// Whether the header says that the values are names of something (`project name`, `nom du produit`).
    pub(super) of_names: bool,
    /// Whether nothing in the values speaks against names of people.
    pub(super) may_be_people: bool,
}

impl Evidence {
    pub(super) fn of(sample: &ColumnSample<'_>, types: &'static TypeSet) -> Self {
        let header = sample.header.map(headers::fold_header).unwrap_or_default();
        let numbered = is_numbering(&header);
        let mut counts: BTreeMap<&[u8], f64> = BTreeMap::new();
        for value in &sample.values {
            *counts.entry(value).or_default() += 1.0;
        }
        let values: Vec<Value<'_>> = counts
            .into_iter()
            .map(|(cell, count)| Value { cell, count, classes: Gate::classes_of(cell) })
            .collect();
        let all = types.types().iter().enumerate();
        let mut shares: Vec<Shares> =
            all.map(|(at, t)| shares(t, &values, types.has_few_words(at))).collect();
        if !numbered {
            for found in types.header_matches(&header) {
                if let Some(at) = types.place(found.field_type.id) {
                    shares[at].named = found.score;
                }
            }
        }
        let may_be_people = types
            .place("full-name")
            .is_some_and(|at| hear_people(&mut shares[at], types.types()[at], &values));
        let has_header = !numbered && !header.is_empty();
        let (mut first, mut last) = (header.split(' '), header.split(' '));
        let (first, last) = (first.next().unwrap_or_default(), last.next_back().unwrap_or_default());
        let of_keys = KEYS.contains(&last);
        let of_names = NAMES.contains(&first) || NAMES.contains(&last);
        Self { types, shares, cells: sample.values.len(), has_header, of_keys, of_names, may_be_people }
    }

    /// Whether somebody chose a name for the column, and it was none of the type's with these shares: another word, or
    /// one that is about the thing (`zip code suffix`).
    pub(super) fn names_another(&self, shares: &Shares) -> bool {
        self.has_header && shares.named < MENTIONS
    }

    /// Whether somebody chose a name for the column of which the type's is not the head.
    pub(super) fn names_more(&self, shares: &Shares) -> bool {
        self.has_header && shares.named < HEAD
    }

    /// Whether the header names or mentions a personal type, and the one chosen is what is left for any cell. What machines
    /// write has a syntax that no damage hides.
    pub(super) fn names_personal(&self, chosen: Option<&FieldType>) -> bool {
        let loose = chosen.is_none_or(|t| matches!(t.group, Group::Generic | Group::Trade));
        let named = |(t, s): (&&FieldType, &Shares)| {
            t.personal && s.named >= candidates::NAMES && (t.group != Group::Online || t.id == "username")
        };
        loose && self.types.types().iter().zip(&self.shares).any(named)
    }

    /// The shares of the type with this id; none of one that is not in the set.
    pub(super) fn shares_of(&self, id: &str) -> Shares {
        self.types.place(id).map_or_else(Shares::default, |at| self.shares[at])
    }
}

/// `c1`, `col 2`, `column 3`, `field 4`, `3`: names that were given, not chosen.
fn is_numbering(folded: &str) -> bool {
    let mut words = folded.split(' ').filter(|word| !word.bytes().all(|b| b.is_ascii_digit()));
    match words.next() {
        None => true,
        Some(word) => {
            matches!(
                word,
                "c" | "col" | "column" | "colonne" | "field" | "champ" | "var" | "v" | "x" | "unnamed"
            ) && words.next().is_none()
                && folded.bytes().any(|b| b.is_ascii_digit())
        }
    }
}

/// A different value, how often it occurs, and its character classes.
pub(super) struct Value<'a> {
    pub(super) cell: &'a [u8],
    pub(super) count: f64,
    classes: u8,
}

/// Lets a column of people's names speak for full names, however few of them the lists hold. Gives whether nothing in it
/// speaks against names of people.
fn hear_people(shares: &mut Shares, full_name: &FieldType, values: &[Value<'_>]) -> bool {
    if shares.looks < people::SEVERAL_WORDS {
        return false;
    }
    let people = People::of(values, |value| found(full_name, value));
    if people.speak(shares.named >= MENTIONS) {
        shares.tells = shares.tells.max(full_name.decide.alone.unwrap_or_default());
    }
    people.may_be()
}

/// What a type says of a value.
fn found(t: &FieldType, value: &Value<'_>) -> Match {
    if t.gate.admits(value.cell.len(), value.classes) { (t.check)(value.cell) } else { Match::No }
}

fn shares(t: &FieldType, values: &[Value<'_>], few_words: bool) -> Shares {
    let (mut cells, mut looks, mut valid, mut tells) = (0.0, 0.0, 0.0, 0.0);
    let (mut telling, mut different_valid) = (0.0, 0.0);
    for value in values {
        cells += value.count;
        let found = found(t, value);
        if found == Match::No {
            continue;
        }
        looks += value.count;
        if found == Match::Valid {
            valid += value.count;
            different_valid += 1.0;
            if t.telling.is_none_or(|telling| telling(value.cell)) {
                tells += value.count;
                telling += 1.0;
            }
        }
    }
    if cells == 0.0 {
        return Shares::default();
    }
    // Cells that tell vouch for valid ones beside them: ZIP codes of five digits among those of nine, bare phone numbers
    // among those with a plus.
    if t.telling.is_some() && tells >= VOUCHING * cells && valid >= VOUCHED * cells {
        (tells, telling) = (valid, different_valid);
    }
    // One letter throughout is an answer to anything.
    if few_words && t.group == Group::Person && matches!(values, [one] if one.cell.len() == 1) {
        tells = 0.0;
    }
    let different = values.len() as f64;
    // A few towns may well fill a table; a few names do not.
    let most = if t.group == Group::Person { *FEW.end() } else { *FEW.start() };
    let few = (cells / 4.0).clamp(*FEW.start(), most);
    // Some doubt, which many cells outweigh: one cell that fits is not yet a column that does. Less where a type has few
    // words, which are rarely met by chance.
    let by_cells = tells / (cells + if few_words { 0.1 } else { 0.5 });
    let by_values = if few_words { by_cells } else { telling / different * (different / few).min(1.0) };
    Shares {
        looks: looks / cells,
        valid: valid / cells,
        told: tells / cells,
        tells: f64::midpoint(by_cells, by_values).min(by_cells + 0.1),
        named: 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expect: bool) {
        assert_eq!(is_numbering(&headers::fold_header(header)), expect, "{header}");
    }

    #[test]
    fn names_that_were_given_by_number() {
        check("c1", true);
        check("Column 12", true);
        check("field_3", true);
        check("17", true);
        check("", true);
        check("_c0", true);
        check("city", false);
        check("c", false);
        check("address 1", false);
    }
}
