use std::fmt::Debug;

use crate::Random;

/// Holds an accumulator to the laws of merging, on these items.
///
/// * identity: an empty one merged on either side changes nothing;
/// * associativity: `(a + b) + c = a + (b + c)`;
/// * chunking: any cutting of the items into consecutive parts, empty ones included, merged in order as a chain or
///   as a tree, equals one pass.
///
/// `view` is what must be equal: everything the accumulator answers, floats as bits. Order of parts is kept; for
/// accumulators that must not depend on it there is [`merge_commutes`].
///
/// Panics, naming the law and the cut, when one does not hold.
#[track_caller]
pub fn merge_laws<A, T, V: PartialEq + Debug>(
    items: &[T],
    empty: impl Fn() -> A,
    feed: impl Fn(&mut A, &T),
    merge: impl Fn(&mut A, A),
    view: impl Fn(&A) -> V,
) {
    let of = |items: &[T]| {
        let mut all = empty();
        for item in items {
            feed(&mut all, item);
        }
        all
    };
    let plus = |mut left: A, right: A| {
        merge(&mut left, right);
        left
    };
    let whole = view(&of(items));
    assert_eq!(view(&plus(empty(), of(items))), whole, "identity: empty + a = a");
    assert_eq!(view(&plus(of(items), empty())), whole, "identity: a + empty = a");

    let mut random = Random::of(0x1a35, items.len() as u64, 0);
    for _ in 0..12 {
        let cuts = cuts(items.len(), &mut random);
        let part = |at: usize| of(&items[cuts[at]..cuts[at + 1]]);
        let parts = cuts.len() - 1;
        let chain = (1..parts).fold(part(0), |left, at| plus(left, part(at)));
        assert_eq!(view(&chain), whole, "chunking: a chain over the cuts {cuts:?} = one pass");
        assert_eq!(
            view(&tree(0, parts, &part, &plus)),
            whole,
            "chunking: a tree over the cuts {cuts:?} = one pass"
        );
        if parts >= 3 {
            let left = plus(plus(part(0), part(1)), part(2));
            let right = plus(part(0), plus(part(1), part(2)));
            assert_eq!(view(&left), view(&right), "associativity: over the cuts {:?}", &cuts[..4]);
        }
    }
}

/// Holds an accumulator to not caring about order: items shuffled, parts merged backwards, equal one pass.
///
/// Panics, naming what was done, when the views differ.
#[track_caller]
pub fn merge_commutes<A, T, V: PartialEq + Debug>(
    items: &[T],
    empty: impl Fn() -> A,
    feed: impl Fn(&mut A, &T),
    merge: impl Fn(&mut A, A),
    view: impl Fn(&A) -> V,
) {
    let of = |order: &[usize]| {
        let mut all = empty();
        for &at in order {
            feed(&mut all, &items[at]);
        }
        all
    };
    let mut order: Vec<usize> = (0..items.len()).collect();
    let whole = view(&of(&order));
    let mut random = Random::of(0xc033, items.len() as u64, 0);
    for _ in 0..6 {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at as u64 + 1) as usize);
        }
        assert_eq!(view(&of(&order)), whole, "items in another order");
        let cuts = cuts(order.len(), &mut random);
        let mut all = empty();
        for pair in cuts.windows(2).rev() {
            merge(&mut all, of(&order[pair[0]..pair[1]]));
        }
        assert_eq!(view(&all), whole, "parts {cuts:?} of another order merged backwards");
    }
}

fn tree<A>(from: usize, to: usize, part: &impl Fn(usize) -> A, plus: &impl Fn(A, A) -> A) -> A {
    if to - from == 1 {
        return part(from);
    }
    let half = from.midpoint(to);
    plus(tree(from, half, part, plus), tree(half, to, part, plus))
}

/// Ends of 1 to 9 consecutive parts of `0..len`, some of them empty.
fn cuts(len: usize, random: &mut Random) -> Vec<usize> {
    let mut cuts = vec![0, len];
    for _ in 0..random.below(9) {
        cuts.push(random.below(len as u64 + 1) as usize);
    }
    if random.below(2) == 0 {
        cuts.extend([len.min(1), 0]);
    }
    cuts.sort_unstable();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_and_a_concatenation_are_lawful() {
        let items: Vec<u64> = (0..57).collect();
        merge_laws(&items, || 0, |sum, &item| *sum += item, |sum, other| *sum += other, |&sum| sum);
        merge_commutes(&items, || 0, |sum, &item| *sum += item, |sum, other| *sum += other, |&sum| sum);
        merge_laws(&items, Vec::new, |all, &item| all.push(item), Vec::extend, Vec::clone);
        merge_laws(&[], Vec::new, |all, &item: &u8| all.push(item), Vec::extend, Vec::clone);
    }

    #[test]
    #[should_panic(expected = "chunking")]
    fn an_accumulator_that_forgets_across_a_cut_is_caught() {
        // Counts ascents but not the one between two parts.
        type Ascents = (Option<u64>, u64);
        let feed = |(last, n): &mut Ascents, &item: &u64| {
            *n += u64::from(last.is_some_and(|l| l < item));
            *last = Some(item);
        };
        let merge = |a: &mut Ascents, b: Ascents| *a = (b.0.or(a.0), a.1 + b.1);
        merge_laws(&(0..40).collect::<Vec<_>>(), Ascents::default, feed, merge, |a| *a);
    }

    #[test]
    #[should_panic(expected = "identity")]
    fn an_empty_one_that_changes_something_is_caught() {
        merge_laws(&[1_u64, 2], || 0, |n, _| *n += 1, |n, other| *n += other.max(1), |&n: &u64| n);
    }

    #[test]
    #[should_panic(expected = "order")]
    fn dependence_on_order_is_caught() {
        let items: Vec<u64> = (0..30).collect();
        merge_commutes(&items, Vec::new, |all, &item| all.push(item), Vec::extend, Vec::clone);
    }
}
