use dumpscope_model::Births;

use crate::{
    evenness,
    indicator::{Answer, Group, Indicator, Question},
    reading,
};

/// Are years of birth spread as ages are?
pub static INDICATOR: Indicator = Indicator {
    id: "birth-year-shape",
    question: "Are years of birth spread as the ages of people are, or evenly between two limits?",
    group: Group::TimeAndIds,
    doc: "Customers, members and officials have a typical age, with fewer people to both sides. The usual way of \
        inventing a date of birth picks any day between two limits alike. Years strictly inside the first and the last \
        hundredth are compared with equal shares; the most frequent year counts no more than the next one, since a \
        default year is no age pyramid. The effect size does not grow with the number of rows, χ² per degree does. A draw \
        between two limits ends where it ends; ages fade out, and where they do nothing is said against them.",
    statistic: "(χ² − df) / n of years against equal shares, between the 1st and 99th percentile, ends left out; rows beyond \
        them over what the inner years would give there",
    sources: &[
        "Pearson (1900), χ²; the effect is Cohen's w² without bias",
        "design experiments: χ²/df 420–1590 on real tables of 30 000 to 140 000 rows (w² .3–.8), 0.8–1.2 on invented ones",
    ],
    limits: "Drawing ages from a pyramid defeats it, a few stray years hide an even draw. All employees of working age, or everybody of a country between 20 \
        and 60, are nearly flat in truth: it weighs moderately. A class spans too few years and is skipped, \
        and little is said against people of twenty years or fewer.",
    least: 100,
    fires_on: "1 000 dates of birth picked evenly between 18 and 80 years ago",
    silent_on: "300 members of parliament, alike between 35 and 77 and a few of them older and younger",
    ask,
};

/// Fewest years that have a shape.
const LEAST_YEARS: i64 = 8;
/// Effect that countries of many generations alike show: electoral rolls and staff are that flat, and no flatter.
const NEARLY_FLAT: f64 = 0.05;
/// Rows that the inner years would give beyond them from which their lack is no chance, and the parts of them between which a
/// draw's end becomes ages that fade out.
const BEYOND: f64 = 10.0;
const FADING: (f64, f64) = (0.25, 0.5);
/// Years between the hundredths up to which their evenness says little, and from which it says all: people of a decade, or from
/// 25 to 49, are chosen between two limits as a draw is, and within them ages hardly differ. How much is left of it then.
const WIDE: (f64, f64) = (20.0, 40.0);
const NARROW: f64 = 0.2;
/// Most years between the hundredths: beyond it the column holds no births.
const MOST_YEARS: i64 = 150;

fn ask(question: &Question<'_>) -> Answer {
    let Some(births) = &question.table.traits.births else {
        return Answer::skipped("No dates or years of birth.");
    };
    if births.n < INDICATOR.least {
        return Answer::skipped(format!("Only {} dates of birth.", births.n));
    }
    let Some((first, counts)) = inside(births) else {
        return Answer::skipped("Years of birth span too few or too many years for a shape.");
    };
    let Some(seen) = evenness::flat(&counts).filter(|seen| seen.n >= INDICATOR.least / 2) else {
        return Answer::skipped("Too few years of birth between the first and the last hundredth.");
    };
    let mut scale = question.scale(INDICATOR.id).within(seen.effect, seen.error);
    // A flat age pyramid is flat to some hundredths, a draw to the error of chance: what is surely neither weighs less.
    let beyond = (seen.effect - 2.0 * seen.error) / NEARLY_FLAT;
    scale.for_generated *= 1.0 - beyond.clamp(0.0, 1.0);
    let (years, part) = fading(births, first, &counts);
    let wide = reading::between(WIDE, counts.len() as f64);
    scale.for_generated *= part * NARROW.max(wide);
    let last = i64::from(first) + i64::try_from(counts.len()).unwrap_or(0) - 1;
    let how = if seen.effect < f64::midpoint(scale.real, scale.generated) {
        "nearly evenly"
    } else {
        "unevenly, as ages are"
    };
    let statement = format!(
        "Years of birth from {first} to {last} are spread {how}: {:.1} times the variation that chance gives \
         (χ²/df), an effect of {:.3} ± {:.3} where even years show 0.{}",
        seen.per_df,
        seen.effect,
        2.0 * seen.error,
        if part < 1.0 {
            format!(" Beyond them they fade out over {years} years, as no draw between two limits does.")
        } else {
            String::new()
        }
    );
    Answer::measured(seen.effect, seen.n, &scale, statement)
}

/// The first year and the counts of all years strictly between the 1st and the 99th percentile, the largest cut to the
/// next.
fn inside(births: &Births) -> Option<(i32, Vec<u64>)> {
    let total = births.years.iter().fold(0u64, |sum, (_, count)| sum.saturating_add(*count));
    let hundredth = total / 100;
    let low = beyond(births.years.iter(), hundredth)?.checked_add(1)?;
    let high = beyond(births.years.iter().rev(), hundredth)?;
    let span = i64::from(high) - i64::from(low);
    if !(LEAST_YEARS..=MOST_YEARS).contains(&span) {
        return None;
    }
    let mut counts = vec![0u64; span as usize];
    for (year, count) in &births.years {
        if let Some(cell) =
            usize::try_from(i64::from(*year) - i64::from(low)).ok().and_then(|at| counts.get_mut(at))
        {
            *cell = cell.saturating_add(*count);
        }
    }
    let mut sorted = counts.clone();
    sorted.sort_unstable();
    let next = sorted.iter().rev().nth(1).copied()?;
    for count in &mut counts {
        *count = (*count).min(next);
    }
    Some((low, counts))
}

/// Years beyond the inner ones, the outermost of either side left out since a limit may lie within it, and the part that an
/// even draw keeps: 1 where they are as full as the inner years, 0 where hardly anybody was born in them.
fn fading(births: &Births, first: i32, inner: &[u64]) -> (i64, f64) {
    let last = i64::from(first) + i64::try_from(inner.len()).unwrap_or(0) - 1;
    let ends = births.years.iter().fold((i64::from(first), last), |(low, high), (year, _)| {
        (low.min(i64::from(*year)), high.max(i64::from(*year)))
    });
    let between = |year: i64| (ends.0 < year && year < i64::from(first)) || (last < year && year < ends.1);
    let years = (i64::from(first) - ends.0 - 1).max(0) + (ends.1 - last - 1).max(0);
    let there = births.years.iter().filter(|(year, _)| between(i64::from(*year)));
    let there = there.fold(0u64, |sum, (_, count)| sum.saturating_add(*count)) as f64;
    let of_inner = inner.iter().fold(0u64, |sum, count| sum.saturating_add(*count)) as f64;
    let even = of_inner / inner.len().max(1) as f64 * years as f64;
    if even < BEYOND {
        return (years, 1.0);
    }
    (years, ((there / even - FADING.0) / (FADING.1 - FADING.0)).clamp(0.0, 1.0))
}

/// The first year past this many births.
fn beyond<'a>(mut years: impl Iterator<Item = &'a (i32, u64)>, births: u64) -> Option<i32> {
    let mut sum = 0u64;
    let year = years.find(|(_, count)| {
        sum = sum.saturating_add(*count);
        sum > births
    })?;
    Some(year.0)
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    fn traits(first: i32, counts: &[u64]) -> Traits {
        let years: Vec<(i32, u64)> =
            (first..).zip(counts.iter().copied()).filter(|(_, count)| *count > 0).collect();
        let births = Births { n: counts.iter().sum(), years, ..Births::default() };
        Traits { births: Some(births), ..Traits::default() }
    }

    #[track_caller]
    fn check(law: &Law, n: usize, side: Side) {
        for seed in 0..10 {
            let answer = drawing::ask(&INDICATOR, traits(1940, &Draw::new(seed).counts(law, n)));
            drawing::expect(&answer, side, &format!("n = {n}, seed {seed}"));
        }
    }

    /// Ages around a typical one.
    fn ages(deviation: f64) -> Law {
        Law::of((0..70).map(|year| (-((f64::from(year) - 35.0) / deviation).powi(2) / 2.0).exp()))
    }

    #[test]
    fn even_years() {
        for n in [300, 1_000, 10_000] {
            check(&Law::even(62), n, Side::Invented);
        }
        check(&Law::even(62), 100, Side::Neither);
    }

    #[test]
    fn ages_of_people() {
        for n in [300, 1_000, 10_000] {
            check(&ages(13.0), n, Side::Real);
            check(&ages(10.0), n, Side::Real);
        }
    }

    #[test]
    fn a_flat_pyramid_is_no_draw() {
        // everybody of a country between 20 and 60, generations up to a third apart
        let law = Law::of((0..41).map(|year| 1.0 + 0.25 * (f64::from(year) / 6.0).sin()));
        for n in [10_000, 40_000] {
            for seed in 0..10 {
                let answer = drawing::ask(&INDICATOR, traits(1950, &Draw::new(seed).counts(&law, n)));
                let weight = answer.log10_lr.unwrap_or(-1.0);
                assert!(weight > -0.35, "{n}: {weight:.2}, {}", answer.statement);
            }
        }
    }

    #[test]
    fn what_fades_out_is_no_draw() {
        // alike between 35 and 77, a few older and younger
        let law = Law::of((0..70).map(|year| match year {
            14..=55 => 1.0,
            _ => 0.03,
        }));
        for n in [300, 1_000, 10_000] {
            for seed in 0..10 {
                let answer = drawing::ask(&INDICATOR, traits(1934, &Draw::new(seed).counts(&law, n)));
                let weight = answer.log10_lr.unwrap_or(-1.0);
                assert!(weight > -0.1, "n = {n}, seed {seed}: {weight:.2}, {}", answer.statement);
            }
        }
    }

    #[test]
    fn people_chosen_by_their_age_are_no_draw() {
        for (years, n) in [(10, 400), (15, 1_000), (20, 400), (20, 10_000)] {
            let answer = drawing::ask(&INDICATOR, traits(1960, &Draw::new(1).counts(&Law::even(years), n)));
            let weight = answer.log10_lr.unwrap_or(-1.0);
            assert!(weight > -0.15, "{years} years, {n} rows: {weight:.2}, {}", answer.statement);
        }
        // a class of many ages still has a shape
        check(&Law::zipf(15, 1.0, 1.0), 1_000, Side::Real);
        // drawn between 18 and 60
        check(&Law::even(43), 1_000, Side::Invented);
    }

    #[test]
    fn a_default_year_is_no_pyramid() {
        let mut counts = vec![100; 62];
        counts[30] = 3_000;
        drawing::expect(&drawing::ask(&INDICATOR, traits(1940, &counts)), Side::Invented, "1970");
    }

    #[test]
    fn too_few_years_or_rows() {
        check(&Law::even(3), 1_000, Side::Skipped);
        check(&Law::even(62), 99, Side::Skipped);
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "none");
        let mut wild = traits(1940, &[500; 3]);
        if let Some(births) = &mut wild.births {
            births.years = vec![(i32::MIN, u64::MAX), (i32::MAX, u64::MAX)];
        }
        drawing::expect(&drawing::ask(&INDICATOR, wild), Side::Skipped, "wild");
    }
}
