//! Columns that become another type on their way down the file.

use dumpscope_fields::{FieldType, Group, Match, TypeSet};

use super::{
    BAR, ColumnSample,
    candidates::{self, Ground},
    evidence::Evidence,
    facts::Facts,
};

/// Cells looked at in the first and in the last third of the sample; fewer say nothing.
const MOST: usize = 150;
const LEAST: usize = 10;
/// Share of valid cells from which a third is of a type, and up to which the other one is not.
const THERE: f64 = 0.8;
const GONE: f64 = 0.1;

/// The types of a column's first and last cells, as far as they are known.
pub(super) type Ends = [Option<&'static str>; 2];

/// A column whose type holds at one end and is gone at the other, where nobody knows what stands instead.
pub(super) fn stops(best: &'static FieldType, values: &[&[u8]]) -> Option<Ends> {
    let third = (values.len() / 3).min(MOST);
    if third < LEAST {
        return None;
    }
    let part = |cells: &[&[u8]]| {
        let count =
            |least| cells.iter().filter(|cell| best.matches(cell) >= least).count() as f64 / third as f64;
        (count(Match::Valid), count(Match::LooksLike))
    };
    let ((first, first_looks), (last, last_looks)) =
        (part(&values[..third]), part(&values[values.len() - third..]));
    match (first >= THERE && last_looks <= GONE, last >= THERE && first_looks <= GONE) {
        (true, _) => Some([Some(best.id), None]),
        (_, true) => Some([None, Some(best.id)]),
        _ => None,
    }
}

/// The types of a column's beginning and of its end, where they differ and neither goes on into the other. At least one
/// of them must be more than a number or a text.
pub(super) fn find(sample: &ColumnSample<'_>, types: &'static TypeSet) -> Option<Ends> {
    let third = sample.values.len() / 3;
    if third < LEAST {
        return None;
    }
    let part = |values: &[&'_ [u8]]| {
        let sample =
            ColumnSample { header: None, cells: values.len() as u64, values: values.to_vec(), nulls: 0 };
        let evidence = Evidence::of(&sample, types);
        let best = candidates::rank(&evidence, &Facts::of(&sample))
            .into_iter()
            .find(|c| c.ground != Ground::Fact && c.confidence >= BAR && c.shares.valid >= THERE);
        (evidence, best)
    };
    let (first, a) = part(&sample.values[..third.min(MOST)]);
    let (last, b) = part(&sample.values[sample.values.len() - third.min(MOST)..]);
    let (a, b) = (a?.field_type, b?.field_type);
    let telling = a.group != Group::Generic || b.group != Group::Generic;
    (a != b && telling && last.shares_of(a.id).valid <= GONE && first.shares_of(b.id).valid <= GONE)
        .then_some([Some(a.id), Some(b.id)])
}
