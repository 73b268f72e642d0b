//! What the rows are made of, with intervals.

use dumpscope_model::{Interval, Shares, Status};

use super::Asked;
use crate::indicator::Group;
use crate::words::{list, percent};

/// An interval of shares made fit for use: from 0 to 1 and in order; `None` when an end is not a number.
pub(super) fn sound(interval: Interval) -> Option<Interval> {
    let ends = [interval.low, interval.estimate, interval.high];
    if ends.iter().any(|end| !end.is_finite()) {
        return None;
    }
    let estimate = interval.estimate.clamp(0.0, 1.0);
    Some(Interval {
        low: interval.low.clamp(0.0, estimate),
        estimate,
        high: interval.high.clamp(estimate, 1.0),
    })
}

/// Share of the rows that look invented, from the indicators that measure it: the hull of the intervals of those that found
/// any, and of all where none did; from below, the most that any is sure of, as long as their intervals meet. One that finds
/// none is no witness against another, since each sees rows of its own kind. What a decisive signature is on counts at least.
/// Rows without a signature's trace may be of the same making, so that it counts from below only; where another indicator
/// found invented rows, that one says how many there are at most.
pub(super) fn found(asked: &[Asked]) -> Option<Interval> {
    let shares: Vec<(&Asked, Interval)> = measuring(asked).collect();
    let traced = |one: &Asked| one.indicator.group == Group::Signature;
    let bounded = shares.iter().any(|(one, share)| !traced(one) && share.low > 0.0);
    let shares: Vec<(&Asked, Interval)> = shares
        .into_iter()
        .filter(|(one, share)| traced(one) || !bounded || share.low > 0.0)
        .map(|(one, share)| {
            let high = match (traced(one), bounded) {
                (true, true) if !one.answer.decisive => share.estimate,
                (true, false) => 1.0,
                _ => share.high,
            };
            (one, Interval { high, ..share })
        })
        .collect();
    let of = |wanted: &dyn Fn(&Asked) -> bool| -> Vec<Interval> {
        shares.iter().filter(|(one, _)| wanted(one)).map(|(_, share)| *share).collect()
    };
    let mean = |of: &[Interval]| of.iter().map(|i| i.estimate).sum::<f64>() / of.len().max(1) as f64;
    let (counted, hard) = (of(&|one| traced(one) || one.answer.decisive), of(&|one| one.answer.decisive));
    let soft = of(&|one| !traced(one) && !one.answer.decisive);
    let high = shares.iter().map(|(_, share)| share.high).reduce(f64::max)?;
    // Rows that bear a trace are there, whatever the others measure.
    let floor = counted.iter().map(|interval| interval.low).fold(0.0, f64::max);
    // Who finds fewer is no witness against who finds more, unless they contradict each other.
    let lows = |which: fn(f64, f64) -> f64| soft.iter().map(|interval| interval.low).reduce(which);
    let meet = lows(f64::max) <= soft.iter().map(|interval| interval.high).reduce(f64::min);
    let low = lows(if meet { f64::max } else { f64::min }).map_or(floor, |low| low.max(floor));
    // Who finds fewer sees other rows, so that who is surest of most is nearest. A signature counts rows as well: more than that one
    // allows are there all the same.
    let surest = soft.iter().filter(|one| one.low > 0.0).max_by(|a, b| a.low.total_cmp(&b.low));
    let estimate = match (hard.is_empty(), surest) {
        (false, _) => mean(&hard),
        (true, Some(one)) if floor > one.high => mean(&counted),
        (true, Some(one)) => one.estimate,
        (true, None) if floor > mean(&soft) || soft.is_empty() => mean(&counted),
        (true, None) => mean(&soft),
    };
    sound(Interval { low, estimate: estimate.clamp(low, high.max(low)), high })
}

/// The share with what nobody sees: where no more invented rows are found than a real table may show, or by the lists and traces of
/// known generators alone, up to `unseen` of the table may be of another making.
pub(super) fn with_unseen(found: Interval, (limit, whoever): (f64, bool), unseen: f64) -> Interval {
    let high = if found.low > limit && whoever { found.high } else { found.high.max(unseen) };
    Interval { high, ..found }
}

/// Whether invented rows were found by what they are, whoever made them: by their columns, or by how they stand apart.
pub(super) fn whoever_made_them(asked: &[Asked]) -> bool {
    measuring(asked)
        .any(|(one, share)| share.low > 0.0 && ["row-coherence", "rows-apart"].contains(&one.indicator.id))
}

/// Whether invented rows were found by what rows break alone, scattered, by no trace and no list of names. They are those of a
/// table that stand out, and say nothing of the others.
pub(super) fn by_breaks_alone(asked: &[Asked]) -> bool {
    let mut found = measuring(asked).filter(|(_, share)| share.low > 0.0).map(|(one, _)| one).peekable();
    found.peek().is_some()
        && found.all(|one| one.indicator.id == "row-coherence" && one.answer.places.is_empty())
}

/// The share found in a table that is of real people on the whole: traces that bound it from below alone say nothing of the
/// other rows, the people do. It ends at `most`, or where it was seen to be.
pub(super) fn at_most(found: Interval, most: f64) -> Interval {
    Interval { high: found.high.min(most).max(found.estimate), ..found }
}

/// The indicators that measure a share of invented rows, with it: from none on where it is no more than they tell from none, as a
/// table of people of many countries may come to. Rows with a trace are there, however few.
fn measuring(asked: &[Asked]) -> impl Iterator<Item = (&Asked, Interval)> {
    asked
        .iter()
        .filter(|one| one.answer.status != Status::Skipped)
        .filter_map(|one| Some((one, one.answer.generated.and_then(sound)?)))
        .map(|(one, share)| {
            let counted = one.indicator.group == Group::Signature || one.answer.decisive;
            let told = counted || one.answer.limit.is_none_or(|limit| share.estimate > limit);
            (one, if told { share } else { Interval { low: 0.0, ..share } })
        })
}

/// Smallest share of invented rows that would have been told from none: by the indicators that found some, or by any where
/// none did.
pub(super) fn limit(asked: &[Asked]) -> Option<f64> {
    let least = |found: bool| {
        let of = measuring(asked).filter(|(_, share)| share.low > 0.0 || !found);
        of.filter_map(|(one, _)| one.answer.limit).reduce(f64::min)
    };
    least(true).or_else(|| least(false))
}

/// Whether an indicator that measures the share without a signature found more than it tells from none. Its interval begins
/// above 0 only beyond what people come to, so that this is not asked of its low end again. Traces of test accounts and of
/// junk stand in real tables, so that a signature's low end is held against a limit instead.
pub(super) fn told(asked: &[Asked]) -> bool {
    measuring(asked).any(|(one, share)| {
        one.indicator.group != Group::Signature
            && share.low > 0.0
            && one.answer.limit.is_some_and(|limit| share.estimate > limit)
    })
}

/// Whether the indicators that measure the share without a signature contradict each other, said in words.
pub(super) fn disagreement(asked: &[Asked]) -> Option<String> {
    let soft: Vec<(&Asked, Interval)> =
        measuring(asked).filter(|(one, _)| one.indicator.group != Group::Signature).collect();
    let (found, none): (Vec<_>, Vec<_>) = soft.iter().partition(|(_, share)| share.low > 0.0);
    let named =
        |(one, share): &(&Asked, Interval)| format!("{} by {}", percent(share.estimate), one.indicator.id);
    let apart = found.iter().any(|(_, a)| found.iter().any(|(_, b)| a.high < b.low));
    if apart {
        let each: Vec<String> = found.iter().map(named).collect();
        return Some(format!("Two ways of measuring the share disagree, {}: the wider counts.", list(&each)));
    }
    let (one, other) = (found.first()?, none.first()?);
    Some(format!(
        "One of two ways of measuring the share finds invented rows ({}), {} finds none: it sees rows of another making.",
        named(one),
        other.0.indicator.id
    ))
}

/// Share of the rows that would put each statistic where it is between real and invented tables, from those that speak
/// against real rows; rough, and used only where the groups agree that rows are invented.
pub(super) fn placed(asked: &[Asked]) -> Option<Interval> {
    let places: Vec<f64> = asked
        .iter()
        .filter(|one| one.indicator.group.weighs() && one.indicator.group != Group::Signature)
        .filter(|one| one.answer.status != Status::Skipped && one.answer.log10_lr.is_some_and(|lr| lr < 0.0))
        .filter_map(|one| {
            let (x, real, generated) =
                (one.answer.measured?, one.answer.expected_real?, one.answer.expected_generated?);
            let place = (real - x) / (real - generated);
            place.is_finite().then(|| place.clamp(0.0, 1.0))
        })
        .collect();
    if places.is_empty() {
        return None;
    }
    sound(Interval {
        low: places.iter().copied().fold(1.0, f64::min),
        estimate: places.iter().sum::<f64>() / places.len() as f64,
        high: places.iter().copied().fold(0.0, f64::max),
    })
}

/// The wider of two intervals, with the larger estimate.
pub(super) fn either(a: Option<Interval>, b: Option<Interval>) -> Option<Interval> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Interval {
            low: a.low.min(b.low),
            estimate: a.estimate.max(b.estimate),
            high: a.high.max(b.high),
        }),
        (one, other) => one.or(other),
    }
}

/// The composition: what was seen counts first, invented rows are among the others, and the rest is what remains. The
/// estimates add to one wherever the rest is known; it is not while nothing measured the invented rows.
pub(super) fn composed(seen: Option<Interval>, generated: Option<Interval>) -> Shares {
    let seen = seen.and_then(sound);
    let before = seen.unwrap_or_default();
    let generated = generated.and_then(sound).and_then(|share| {
        let room = 1.0 - before.estimate;
        sound(Interval {
            low: share.low.min(room),
            estimate: share.estimate.min(room),
            high: share.high.min(1.0 - before.low),
        })
    });
    let rest = generated.and_then(|share| {
        sound(Interval {
            low: 1.0 - before.high - share.high,
            estimate: 1.0 - before.estimate - share.estimate,
            high: 1.0 - before.low - share.low,
        })
    });
    Shares { generated, seen, rest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Answer;

    const fn interval(low: f64, estimate: f64, high: f64) -> Interval {
        Interval { low, estimate, high }
    }

    #[test]
    fn the_surest_measure_bounds_the_share_from_below() {
        #[track_caller]
        fn check(asked: &[Asked], low: f64, high: f64) {
            let found = found(asked).expect("measured");
            assert_eq!((found.low, found.high), (low, high));
        }
        let measured = |id: &str, share: Interval| Asked {
            indicator: crate::catalog::by_id(id).expect("an indicator"),
            answer: Answer { status: Status::Finding, generated: Some(share), ..Answer::default() },
        };
        let of = |one: Interval, other: Interval| {
            [measured("row-coherence", one), measured("name-mixture", other)]
        };
        let few = interval(0.01, 0.04, 0.08);
        check(&of(interval(0.03, 0.05, 0.07), few), 0.03, 0.08);
        // Who finds none is not asked; who contradicts is.
        check(&of(interval(0.0, 0.0, 0.02), few), 0.01, 0.08);
        check(&of(interval(0.2, 0.3, 0.4), few), 0.01, 0.4);
    }

    #[test]
    fn few_invented_rows_and_those_of_known_makers_bound_nothing() {
        let check = |low, limit, whoever, high| {
            let share = interval(low, 0.03, 0.05);
            let with = with_unseen(share, (limit, whoever), 0.5);
            assert_eq!(with, Interval { high, ..share }, "{low} {limit} {whoever}");
        };
        check(0.0, 0.03, true, 0.5);
        check(0.01, 0.03, true, 0.5);
        check(0.01, 0.0, true, 0.05);
        check(0.01, 0.0, false, 0.5);
    }

    #[test]
    fn breaks_alone_are_no_traces_no_names_and_no_places() {
        let one = |id: &str, low: f64, places: &[(u64, u64)]| Asked {
            indicator: crate::catalog::by_id(id).expect("an indicator"),
            answer: Answer {
                status: Status::Finding,
                generated: Some(interval(low, low, 0.5)),
                places: places.to_vec(),
                ..Answer::default()
            },
        };
        let breaks = || one("row-coherence", 0.2, &[]);
        assert!(by_breaks_alone(&[breaks(), one("name-mixture", 0.0, &[])]));
        assert!(!by_breaks_alone(&[breaks(), one("name-mixture", 0.1, &[])]));
        assert!(!by_breaks_alone(&[one("row-coherence", 0.2, &[(1, 100)])]));
        assert!(!by_breaks_alone(&[one("row-coherence", 0.0, &[])]));
    }

    #[test]
    fn what_is_not_told_from_none_may_be_none() {
        let low = |limit| {
            let answer = Answer {
                status: Status::Finding,
                generated: Some(interval(0.003, 0.018, 0.05)),
                limit,
                ..Answer::default()
            };
            let one =
                Asked { indicator: crate::catalog::by_id("name-mixture").expect("an indicator"), answer };
            found(&[one]).map(|found| (found.low * 1_000.0).round() as u64)
        };
        assert_eq!((low(Some(0.023)), low(Some(0.01)), low(None)), (Some(0), Some(3), Some(3)));
    }

    #[test]
    fn unknown_stays_unknown() {
        assert_eq!(composed(None, None), Shares::default());
        let seen = composed(Some(interval(0.6, 0.7, 0.8)), None);
        assert!(seen.seen.is_some() && seen.generated.is_none() && seen.rest.is_none());
        let invented = composed(None, Some(interval(0.0, 0.1, 0.2)));
        assert!(invented.seen.is_none());
        assert!(invented.rest.is_some_and(|rest| (rest.estimate - 0.9).abs() < 1e-12));
        assert_eq!(composed(Some(interval(f64::NAN, 0.5, 0.6)), None).seen, None);
    }

    #[test]
    fn what_was_seen_is_not_invented_as_well() {
        let shares = composed(Some(interval(0.69, 0.71, 0.73)), Some(interval(0.3, 0.9, 1.0)));
        let generated = shares.generated.unwrap_or_default();
        assert!((generated.estimate - 0.29).abs() < 1e-12 && (generated.high - 0.31).abs() < 1e-12);
        assert!(shares.rest.is_some_and(|rest| rest.estimate.abs() < 1e-12 && rest.low >= 0.0));
    }

    #[test]
    fn a_table_of_people_bounds_what_a_trace_does_not() {
        assert_eq!(at_most(interval(0.01, 0.05, 1.0), 0.5), interval(0.01, 0.05, 0.5));
        assert_eq!(at_most(interval(0.6, 0.7, 1.0), 0.5), interval(0.6, 0.7, 0.7));
        assert_eq!(at_most(interval(0.0, 0.01, 0.02), 0.5), interval(0.0, 0.01, 0.02));
    }

    #[test]
    fn an_interval_is_put_in_order() {
        assert_eq!(sound(interval(0.5, 0.2, -1.0)), Some(interval(0.2, 0.2, 0.2)));
        assert_eq!(sound(interval(-1.0, 2.0, f64::INFINITY)), None);
    }
}
