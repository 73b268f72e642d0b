//! Rows, wherever they stand, that are set apart by one column: written in another way, empty, or out of an order.

use dumpscope_model::ApartKind;

use crate::{plan::Plan, rising, traits};

use super::{
    Chosen, LEAST,
    features::{CLASSES, Counts, Features, homogeneity},
};

/// Share of the rows that may be set apart, at least and at most.
const SHARE: (f64, f64) = (0.01, 0.5);
/// Standard errors that they must be from the others in the other columns, all taken together.
const ERRORS: f64 = 6.0;
/// Share of the values that keep the order of the others, for there to be one.
const ORDERED: f64 = 0.6;
/// Places, as a part of the values in order, that one must be away from its own: names that are sorted by their first letters
/// stand beside it.
const FAR: f64 = 0.005;
/// Letters by which a text is put in order.
const SORTED: usize = 32;
/// Share of the values that are numbers, or days, for them to be put in order as such.
const NEARLY_ALL: f64 = 0.9;

/// The kinds, the most telling first.
pub(super) fn find(features: &Features<'_>, plan: &Plan, most: usize) -> Vec<Chosen> {
    let n = features.rows() as f64;
    let fits =
        |rows: &Vec<usize>| rows.len() >= LEAST && (SHARE.0 * n..=SHARE.1 * n).contains(&(rows.len() as f64));
    let shapes = features.each.iter().filter(|feature| feature.shape).flat_map(|feature| {
        let of = |class: u8| -> Vec<usize> {
            (0..feature.class.len()).filter(|&row| feature.class[row] == class).collect()
        };
        let written = (0..CLASSES as u8).map(move |class| (class, of(class)));
        written.map(|(class, rows)| match class {
            0 => (ApartKind::Empty(feature.column), rows),
            _ => (ApartKind::Written(feature.column), rows),
        })
    });
    let orders = features.cells.iter().filter_map(|(column, cells)| {
        let values = in_order(cells, plan.columns[*column].decision.day_first);
        Some((ApartKind::OutOfOrder(*column), out_of_order(&values, &features.order)?))
    });
    let mut found: Vec<(f64, Chosen)> = shapes
        .chain(orders)
        .filter(|(_, rows)| fits(rows))
        .filter_map(|(kind, rows)| Some((differs(features, kind, &rows)?, (kind, rows))))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(most);
    found.into_iter().map(|(_, chosen)| chosen).collect()
}

/// How far the rows differ from the others in other columns; `None` where it is no more than chance.
fn differs(features: &Features<'_>, kind: ApartKind, rows: &[usize]) -> Option<f64> {
    let (ApartKind::OutOfOrder(by) | ApartKind::Written(by) | ApartKind::Empty(by)) = kind else {
        return None;
    };
    let (mut score, mut sum, mut freedom) = (0.0, 0.0, 0.0);
    for feature in features.each.iter().filter(|feature| feature.column != by) {
        let (mut inside, mut all): (Counts, Counts) = ([0; CLASSES], [0; CLASSES]);
        for class in &feature.class {
            all[usize::from(*class)] += 1;
        }
        for &row in rows {
            inside[usize::from(feature.class[row])] += 1;
        }
        let (differs, free) = homogeneity(&inside, &all);
        score += (differs / free).max(1.0).ln();
        sum += differs - free;
        freedom += free;
    }
    (sum >= ERRORS * (2.0 * freedom).sqrt()).then_some(score)
}

/// A number for each cell by which they are put in order: numbers and days by their own, texts by their place in the alphabet;
/// `None` for an empty cell.
fn in_order(cells: &[&[u8]], day_first: Option<bool>) -> Vec<Option<i64>> {
    let known = cells.iter().filter(|cell| !cell.is_empty()).count();
    let enough = |values: &[Option<i64>]| {
        values.iter().flatten().count() as f64 >= NEARLY_ALL * known as f64 && known >= LEAST
    };
    let numbers: Vec<Option<i64>> = cells.iter().map(|cell| number(cell)).collect();
    if enough(&numbers) {
        return numbers;
    }
    // Few columns are dates: a glance at some cells tells.
    let day = |cell: &[u8]| traits::day(cell, day_first).map(traits::Day::number);
    if cells.iter().filter(|cell| !cell.is_empty()).take(LEAST).all(|cell| day(cell).is_some()) {
        let days: Vec<Option<i64>> = cells.iter().map(|cell| day(cell)).collect();
        if enough(&days) {
            return days;
        }
    }
    let mut lower: Vec<Vec<u8>> = cells.iter().map(|cell| letters(cell)).collect();
    let each = lower.clone();
    lower.sort_unstable();
    lower.dedup();
    let place = |text: &Vec<u8>| {
        (!text.is_empty()).then(|| lower.partition_point(|other| other < text).try_into().unwrap_or(i64::MAX))
    };
    each.iter().map(place).collect()
}

fn number(cell: &[u8]) -> Option<i64> {
    std::str::from_utf8(cell).ok()?.parse().ok()
}

/// Letters and digits alone, the first of them, in lower case: how names with spaces, hyphens and apostrophes are sorted is
/// everybody's own.
fn letters(cell: &[u8]) -> Vec<u8> {
    cell.iter()
        .filter(|byte| byte.is_ascii_alphanumeric() || **byte >= 128)
        .map(u8::to_ascii_lowercase)
        .take(SORTED)
        .collect()
}

/// Rows whose values stand far from their place among the most that ascend, or descend, along the file; `None` where there is no
/// such order.
fn out_of_order(values: &[Option<i64>], order: &[usize]) -> Option<Vec<usize>> {
    let known: Vec<usize> = order.iter().copied().filter(|&row| values[row].is_some()).collect();
    if known.len() < LEAST {
        return None;
    }
    let run = |sign: i64| {
        let numbers: Vec<i64> =
            known.iter().map(|&row| sign.saturating_mul(values[row].unwrap_or(0))).collect();
        rising::longest(&numbers, |a, b| a <= b).into_iter().map(|at| known[at]).collect()
    };
    let (sign, best) = [1, -1]
        .map(|sign| (sign, run(sign)))
        .into_iter()
        .max_by_key(|(_, run): &(i64, Vec<usize>)| run.len())?;
    if (best.len() as f64) < ORDERED * known.len() as f64 || best.len() == known.len() {
        return None;
    }
    let far = (FAR * best.len() as f64) as usize;
    let mut kept = best.iter().peekable();
    let mut before = 0;
    let mut others = Vec::new();
    let value = |row: usize| sign.saturating_mul(values[row].unwrap_or(0));
    for row in known {
        if kept.next_if_eq(&&row).is_some() {
            before += 1;
            continue;
        }
        let own = value(row);
        let from = best.partition_point(|&other| value(other) < own);
        let to = best.partition_point(|&other| value(other) <= own);
        if before + far < from || before > to + far {
            others.push(row);
        }
    }
    others.sort_unstable();
    Some(others)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::spread;

    /// 1 000 values, and the rows that stand out of their order.
    #[track_caller]
    fn check(value: impl Fn(i64) -> Option<i64>, expect: Option<&[usize]>) {
        let values: Vec<Option<i64>> = (0..1_000).map(value).collect();
        let order: Vec<usize> = (0..1_000).collect();
        assert_eq!(out_of_order(&values, &order).as_deref(), expect);
    }

    #[test]
    fn rows_out_of_order() {
        let odd = |row: i64| [100, 500, 900].contains(&row);
        check(|row| Some(if odd(row) { 2_000 - 2 * row } else { 2 * row }), Some(&[100, 900]));
        check(|row| Some(if odd(row) { 5_000 } else { -row }), Some(&[100, 500, 900]));
        check(|row| (row % 3 != 0).then_some(if odd(row) { -1 } else { row / 40 }), Some(&[100, 500]));
        // Neighbours in another order, all in order, and none.
        check(|row| Some(if row % 4 < 2 { row ^ 1 } else { row }), Some(&[]));
        check(Some, None);
        check(|row| Some((spread(row as u64) >> 40).cast_signed()), None);
    }

    #[test]
    fn values_in_the_order_they_have() {
        let of = |cells: &[&'static str]| {
            let cells: Vec<&[u8]> = cells.iter().map(|cell| cell.as_bytes()).cycle().take(400).collect();
            in_order(&cells, Some(true))[..3].to_vec()
        };
        assert_eq!(of(&["10", "9", ""]), [Some(10), Some(9), None]);
        assert_eq!(of(&["O'Brien", "obrien", "Obriem"]), [Some(1), Some(1), Some(0)]);
        let days = of(&["31/12/2019", "01/01/2020", "02/01/2020"]);
        assert!(days.is_sorted() && days[1].zip(days[0]).is_some_and(|(a, b)| a - b == 1), "{days:?}");
    }
}
