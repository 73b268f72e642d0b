use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// An overlap of entries that stand for one row each.
fn counts(shared: u64, n: u64, exact: bool) -> Overlap {
    Overlap::count(exact, (0..n).map(|at| (at < shared, 1)))
}

fn of(values: impl IntoIterator<Item = u64>) -> ThetaSet {
    let mut theta = Theta::default();
    values.into_iter().for_each(|v| theta.insert(mixed(v)));
    theta.finish()
}

fn pairs(values: impl IntoIterator<Item = (u64, u32)>) -> ThetaSet<(u64, u32)> {
    let mut theta = Theta::default();
    values.into_iter().for_each(|(v, other)| theta.insert((mixed(v), other)));
    theta.finish()
}

#[test]
fn small_sets_are_exact() {
    let (ours, theirs) = (of(0..1_000), of(600..5_000));
    assert_eq!(ours.estimate(), 1_000);
    let overlap = ours.overlap(&theirs);
    assert_eq!(overlap, counts(400, 1_000, true));
    let share = overlap.share().unwrap();
    assert_eq!((share.low, share.estimate, share.high), (0.4, 0.4, 0.4));
    assert_eq!(ours.union(&theirs), of(0..5_000));
    assert_eq!(of([]).overlap(&theirs).share(), None);
}

#[test]
fn large_sets_are_within_their_interval() {
    // 40 independent pairs: a 95 % interval misses in 40 more than six times once in five hundred.
    let mut missed = 0;
    for run in 0..40u64 {
        let from = run * 10_000_019;
        let ours = of(from..from + 150_000);
        let theirs = of(from + 120_000..from + 320_000);
        let overlap = ours.overlap(&theirs);
        let share = overlap.share().unwrap();
        assert!(!overlap.exact && overlap.n > 30_000 && share.high - share.low < 0.01);
        missed += usize::from(!(share.low..=share.high).contains(&0.2));
        assert!((ours.estimate() as f64 / 150_000.0 - 1.0).abs() < 0.02, "{}", ours.estimate());
    }
    assert!(missed <= 6, "{missed}");
}

#[test]
fn of_the_shared_those_that_agree_are_counted() {
    let ours = pairs((0..1_000).map(|v| (v, v as u32)));
    // Half of those shared are there with another value, and the last with several.
    let theirs =
        pairs((500..2_000).map(|v| (v, if v % 2 == 0 { v as u32 } else { 7 })).chain([(999, 8), (999, 999)]));
    assert_eq!(ours.agreement(&theirs), counts(251, 500, true));
    assert_eq!(theirs.agreement(&ours), ours.agreement(&theirs));
}

#[test]
fn one_hash_with_countless_others_is_bounded_and_not_believed() {
    let crowd = pairs((0..300_000).map(|other| (1, other)));
    assert!(crowd.is_sound());
    assert_eq!(crowd.entries.len(), THETA_ENTRIES);
    assert_eq!(crowd.agreement(&crowd), counts(0, 0, false));
    assert_eq!(crowd.estimate(), 0);
}

#[test]
fn what_no_sketch_is_made_of_is_told() {
    let sound = |bound, entries: &[u64]| ThetaSet { bound, entries: entries.to_vec() }.is_sound();
    assert!(sound(None, &[]) && sound(Some(9), &[1, 8]));
    assert!(!sound(None, &[2, 1]) && !sound(None, &[1, 1]) && !sound(Some(8), &[1, 8]));
    assert!(!ThetaSet { bound: None, entries: (0..=THETA_ENTRIES as u64).collect() }.is_sound());
}

#[test]
fn rows_are_counted_up_to_a_bound() {
    let counted = |rows: &[(u64, u64)]| {
        let mut theta = Theta::default();
        for &(value, rows) in rows {
            (0..rows).for_each(|_| theta.insert(HashRows::one(mixed(value))));
        }
        theta.finish()
    };
    let ours = counted(&[(1, 3), (2, 1), (3, 1_000)]);
    let overlap = ours.overlap(&counted(&[(1, 1), (9, 5)]));
    assert_eq!((overlap.shared, overlap.n, overlap.shared_rows, overlap.rows), (1, 3, 3, 68));
    assert_eq!(ours.union(&ours), counted(&[(1, 6), (2, 2), (3, 64)]));
}

#[test]
fn counted_rows_do_not_depend_on_the_cutting() {
    // More keys than are kept, each in one to three rows, in two orders and cuttings.
    let mut rows: Vec<u64> =
        (0..150_000u64).flat_map(|v| std::iter::repeat_n(v, 1 + v as usize % 3)).collect();
    let sketch = |rows: &[u64], parts: usize| {
        let mut all = Theta::default();
        for part in rows.chunks(rows.len() / parts + 1) {
            let mut theta = Theta::default();
            for &v in part {
                theta.insert(HashRows::one(mixed(v)));
            }
            all.merge(theta);
        }
        all.finish()
    };
    let whole = sketch(&rows, 1);
    rows.sort_by_key(|&v| mixed(v ^ 0x55));
    assert_eq!(sketch(&rows, 1), whole);
    assert_eq!(sketch(&rows, 7), whole);
    assert_eq!(whole.entries.len(), THETA_ENTRIES);
    let overlap = whole.overlap(&whole);
    assert!((overlap.rows as f64 / overlap.n as f64 - 2.0).abs() < 0.02, "{overlap:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_chunking_in_any_order_equals_the_set(count in 0u64..200_000, parts in 1usize..5, repeats in 1u64..3, order in any::<u64>()) {
        let mut values: Vec<u64> = (0..count * repeats).map(|v| v % count).collect();
        let expect: Vec<u64> = {
            let all: BTreeSet<u64> = (0..count).map(mixed).collect();
            all.into_iter().take(THETA_ENTRIES).collect()
        };
        values.sort_by_key(|v| mixed(v ^ order));
        let mut cut: Vec<Theta> = values
            .chunks(values.len() / parts + 1)
            .map(|part| {
                let mut theta = Theta::default();
                for v in part {
                    theta.insert(mixed(*v));
                }
                theta
            })
            .collect();
        let whole = of(0..count);
        prop_assert_eq!(&whole.entries, &expect);
        prop_assert!(whole.is_sound());
        // (a + b) + c and a + (b + c), with an empty one on either side.
        let mut left = Theta::default();
        cut.iter().cloned().for_each(|part| left.merge(part));
        let mut right = cut.pop().unwrap_or_default();
        while let Some(mut before) = cut.pop() {
            before.merge(right);
            right = before;
        }
        right.merge(Theta::default());
        prop_assert_eq!(left.finish(), whole.clone());
        prop_assert_eq!(right.finish(), whole);
    }

    #[test]
    fn overlap_equals_counting(a in prop::collection::btree_set(0u64..400, 0..200), b in prop::collection::btree_set(0u64..400, 0..200)) {
        let overlap = of(a.iter().copied()).overlap(&of(b.iter().copied()));
        prop_assert_eq!(overlap.shared, a.intersection(&b).count() as u64);
        prop_assert_eq!(overlap.n, a.len() as u64);
    }

    #[test]
    fn marks_equal_the_overlap_with_the_union(from in 0u64..200_000, len in 1u64..150_000) {
        let (ours, one, two) = (of(0..150_000), of(from..from + len), of(40_000..60_000));
        let mut any = Found::default();
        ours.mark(&one, &mut any);
        ours.mark(&two, &mut any);
        let (marked, union) = (ours.marked(&any), ours.overlap(&one.union(&two)));
        prop_assert!(marked.n >= union.n);
        let (marked, union) = (marked.share().unwrap(), union.share().unwrap());
        prop_assert!((marked.estimate - union.estimate).abs() < 0.01);
    }
}
