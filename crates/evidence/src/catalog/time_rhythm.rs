use dumpscope_model::Rhythm;

use crate::{
    evenness,
    indicator::{Answer, Group, Indicator, Question},
    reading::{self, Reading},
    words::{grouped, percent},
};

/// Do times keep the rhythm of people's days and weeks?
pub static INDICATOR: Indicator = Indicator {
    id: "time-rhythm",
    question: "Do times keep the rhythm of days, weeks and busy seasons?",
    group: Group::TimeAndIds,
    doc: "People sign up and order by day and in the evening, more on some weekdays, and in bursts when a shop grows, \
        advertises or sells out. Invented times are usually even from one date to another. Hours, weekdays and days are \
        each compared with evenness by an effect size that does not grow with the number of rows. Times of midnight sharp, \
        which stand for a date alone, are left out of the hours; the three busiest days count no more than the fourth, since \
        an import, an election or a default is no rhythm; what happens nearly always at one hour or weekday is a batch, and \
        what is more even than chance a calendar: both say nothing.",
    statistic: "(χ² − df) / n of hours and of weekdays against equal shares; pairs on one day × days / C(.98 n, 2) − 1, \
        the squared variation of the days' rates between the 1st and 99th percentile",
    sources: &[
        "Fisher (1950), index of dispersion: days of equal rate vary as a Poisson count does, at every n",
        "design experiments: hours χ²/df 460 at 33 000 real commits (w² .32), 0.8–1.1 on invented times",
        "Pearson (1900), χ²; Good (1953), moments from collisions",
    ],
    limits: "A simulator with opening hours defeats it. A service used around the world, machines and migrations are even \
        or all at once; dates that are no events (expiry, hire) follow other rules. Hours in another zone than people's keep \
        their rhythm, moved. Where every time is midnight only dates are known, and hours are not looked at.",
    least: 100,
    fires_on: "1 000 sign-ups even over hours, weekdays and two years",
    silent_on: "300 dates without a time over a quiet year",
    ask,
};

/// Fewest days between the hundredths that can show bursts, and most that are dates of one matter.
const LEAST_DAYS: f64 = 14.0;
const MOST_DAYS: f64 = 36_525.0;
/// χ² per degree of freedom under which weekdays are more even than chance: one row a day, and no event.
const CALENDAR: f64 = 0.1;
/// Part of the rows between the hundredths.
const INNER: f64 = 0.98;

fn ask(question: &Question<'_>) -> Answer {
    let rhythms = &question.table.traits.rhythms;
    if rhythms.is_empty() {
        return Answer::skipped("No column of dates or times other than of birth.");
    }
    let readings: Vec<Reading> = rhythms
        .iter()
        .filter(|rhythm| rhythm.n >= INDICATOR.least)
        .flat_map(|rhythm| [hours(question, rhythm), weekdays(question, rhythm), bursts(question, rhythm)])
        .flatten()
        .collect();
    reading::answer(&readings)
        .unwrap_or_else(|| Answer::skipped("Under 100 dates or times in every column of them."))
}

fn hours(question: &Question<'_>, rhythm: &Rhythm) -> Option<Reading> {
    if !rhythm.timed || rhythm.hours.len() != 24 {
        return None;
    }
    let mut hours = rhythm.hours.clone();
    let defaults = rhythm.midnights.min(hours[0]);
    // Where one time in fifty is midnight sharp, a date stands for it; a service that sleeps has none of it.
    let are_defaults = defaults > rhythm.n / 50;
    hours[0] -= if are_defaults { defaults } else { 0 };
    if is_batch(&hours) {
        return None;
    }
    let seen = evenness::flat(&hours).filter(|seen| seen.n >= INDICATOR.least)?;
    let left_out = if are_defaults {
        format!(", {} at midnight sharp left out", grouped(defaults))
    } else {
        String::new()
    };
    let (from, to, share) = quiet(&hours);
    let statement = format!(
        "Column {}: hours vary {:.1} times as much as chance gives (χ²/df), an effect of {:.3} ± {:.3} on {} times{left_out}; \
         the quietest six, from {from} to {to} o'clock, hold {}.",
        rhythm.column.saturating_add(1),
        seen.per_df,
        seen.effect,
        2.0 * seen.error,
        grouped(seen.n),
        percent(share)
    );
    let scale = question.scale("time-rhythm.hours").within(seen.effect, seen.error);
    Some(Reading { measured: seen.effect, n: seen.n, scale, statement })
}

/// Whether one hour or weekday holds so much that it is a job of a machine, or a default.
fn is_batch(counts: &[u64]) -> bool {
    let total = counts.iter().fold(0u64, |sum, count| sum.saturating_add(*count));
    counts.iter().any(|&count| count > total / 5 * 3)
}

/// The six hours in a row, midnight crossed, that hold least: first hour, hour after the last, share.
fn quiet(hours: &[u64]) -> (usize, usize, f64) {
    let total: f64 = hours.iter().map(|&count| count as f64).sum();
    let of = |from: usize| (from..from + 6).map(|hour| hours[hour % 24] as f64).sum::<f64>() / total.max(1.0);
    let from = (0..24).min_by(|&a, &b| of(a).total_cmp(&of(b))).unwrap_or(0);
    (from, (from + 6) % 24, of(from))
}

fn weekdays(question: &Question<'_>, rhythm: &Rhythm) -> Option<Reading> {
    let seen = evenness::flat(&rhythm.weekdays).filter(|seen| seen.n >= INDICATOR.least)?;
    if is_batch(&rhythm.weekdays) || seen.per_df < CALENDAR {
        return None;
    }
    let dates = if rhythm.timed { "" } else { " (dates only)" };
    let statement = format!(
        "Column {}{dates}: weekdays vary {:.1} times as much as chance gives (χ²/df), an effect of {:.3} ± {:.3}.",
        rhythm.column.saturating_add(1),
        seen.per_df,
        seen.effect,
        2.0 * seen.error
    );
    let scale = question.scale("time-rhythm.weekdays").within(seen.effect, seen.error);
    Some(Reading { measured: seen.effect, n: seen.n, scale, statement })
}

fn bursts(question: &Question<'_>, rhythm: &Rhythm) -> Option<Reading> {
    let days = rhythm.span.1.checked_sub(rhythm.span.0)?.checked_add(1)? as f64;
    if !(LEAST_DAYS..=MOST_DAYS).contains(&days) || !rhythm.day_pairs.is_finite() {
        return None;
    }
    let pairs_of = |count: u64| count as f64 * (count as f64 - 1.0) / 2.0;
    // The busiest days cut to the next one.
    let (busiest, next) = match rhythm.busiest.split_last() {
        Some((next, busiest)) if busiest.len() >= 3 => (busiest, *next),
        _ => (&[][..], 0),
    };
    let cut: u64 = busiest.iter().fold(0, |sum, count| sum.saturating_add(count.saturating_sub(next)));
    let pairs = busiest
        .iter()
        .fold(rhythm.day_pairs, |pairs, &count| pairs - pairs_of(count) + pairs_of(next.min(count)));
    let inner = INNER * rhythm.n.saturating_sub(cut) as f64;
    let even = inner * (inner - 1.0) / 2.0 / days;
    if inner < INDICATOR.least as f64 / 2.0 {
        return None;
    }
    let variation = pairs / even - 1.0;
    // Pairs of an even draw spread like a Poisson count; bursts spread them more, and are far from even then.
    let error = pairs.max(even).sqrt() / even;
    if variation < -3.0 * error || !(variation.is_finite() && error.is_finite()) {
        return None;
    }
    let statement = format!(
        "Column {}: {:.1} times as many pairs of rows share a day as even days would show (± {:.1}), over {days:.0} days.",
        rhythm.column.saturating_add(1),
        variation + 1.0,
        2.0 * error
    );
    let scale = question.scale("time-rhythm.bursts").within(variation, error);
    Some(Reading { measured: variation, n: rhythm.n, scale, statement })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    fn traits(days: &Law, span: i64, hours: Option<&Law>, weekdays: &Law, n: usize, seed: u64) -> Traits {
        let mut draw = Draw::new(seed);
        let per_day = draw.counts(days, n);
        let mut rhythm = Rhythm {
            column: 4,
            n: n as u64,
            timed: hours.is_some(),
            hours: hours.map_or(vec![0; 24], |hours| draw.counts(hours, n)),
            different_days: per_day.iter().filter(|count| **count > 0).count() as u64,
            day_pairs: per_day.iter().map(|count| (count * count.saturating_sub(1) / 2) as f64).sum(),
            span: (19_000, 19_000 + (span as f64 * INNER) as i64),
            busiest: {
                let mut busiest = per_day.clone();
                busiest.sort_unstable_by(|a, b| b.cmp(a));
                busiest.truncate(4);
                busiest
            },
            ..Rhythm::default()
        };
        rhythm.weekdays.copy_from_slice(&draw.counts(weekdays, n));
        Traits { rhythms: vec![rhythm], ..Traits::default() }
    }

    #[track_caller]
    fn check(days: &Law, hours: Option<&Law>, weekdays: &Law, n: usize, side: Side) {
        for seed in 0..10 {
            let answer = drawing::ask(&INDICATOR, traits(days, 700, hours, weekdays, n, seed));
            drawing::expect(&answer, side, &format!("n = {n}, seed {seed}"));
        }
    }

    /// Awake from eight to midnight, busiest in the evening.
    fn day() -> Law {
        Law::of((0..24).map(|hour| if hour < 8 { 0.3 } else { 1.0 + f64::from(hour) / 20.0 }))
    }

    /// Growth, and a sale every hundredth day.
    fn growth() -> Law {
        Law::of((0..700).map(|day| f64::from(100 + day) * if day % 100 < 3 { 6.0 } else { 1.0 }))
    }

    #[test]
    fn even_times() {
        for n in [300, 1_000, 10_000] {
            check(&Law::even(700), Some(&Law::even(24)), &Law::even(7), n, Side::Invented);
        }
        check(&Law::even(700), None, &Law::even(7), 10_000, Side::Invented);
    }

    #[test]
    fn times_of_people() {
        let week = Law::of([1.2, 1.2, 1.1, 1.1, 1.0, 0.8, 0.9]);
        for n in [300, 1_000, 10_000] {
            check(&growth(), Some(&day()), &week, n, Side::Real);
        }
        check(&growth(), None, &week, 10_000, Side::Real);
    }

    #[test]
    fn a_quiet_year_of_dates() {
        check(&Law::even(700), None, &Law::even(7), 100, Side::Neither);
        check(&Law::even(700), None, &Law::even(7), 99, Side::Skipped);
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "none");
    }

    #[test]
    fn all_on_one_day_is_no_burst() {
        let mut one = traits(&Law::even(1), 1, None, &Law::even(7), 1_000, 1);
        one.rhythms[0].weekdays = [0; 7];
        drawing::expect(&drawing::ask(&INDICATOR, one), Side::Skipped, "migration");
    }

    #[test]
    fn machines_and_defaults_are_no_rhythm() {
        let of = |change: &dyn Fn(&mut Rhythm)| {
            let mut table = traits(&Law::even(700), 700, Some(&Law::even(24)), &Law::even(7), 2_000, 3);
            change(&mut table.rhythms[0]);
            drawing::ask(&INDICATOR, table)
        };
        drawing::expect(&of(&|_| {}), Side::Invented, "even");
        // half the rows imported on one day, or entered without a time
        let import = |rhythm: &mut Rhythm| {
            rhythm.day_pairs += 2_000.0 * 1_999.0 / 2.0;
            rhythm.n += 2_000;
            rhythm.busiest.insert(0, 2_000);
            rhythm.busiest.truncate(4);
        };
        drawing::expect(&of(&import), Side::Invented, "import");
        let midnights = |rhythm: &mut Rhythm| {
            rhythm.hours[0] += 900;
            rhythm.midnights += 900;
        };
        drawing::expect(&of(&midnights), Side::Invented, "defaults");
        // a job at three in the morning says nothing of hours
        let job = |rhythm: &mut Rhythm| {
            rhythm.hours = vec![0; 24];
            rhythm.hours[3] = 2_000;
            rhythm.weekdays = [0, 0, 2_000, 0, 0, 0, 0];
            rhythm.span = (19_000, 19_002);
        };
        drawing::expect(&of(&job), Side::Skipped, "job");
        // one row a day: a calendar
        let calendar = |rhythm: &mut Rhythm| {
            rhythm.timed = false;
            rhythm.weekdays = [100; 7];
            rhythm.n = 700;
            rhythm.day_pairs = 0.0;
            rhythm.busiest = vec![1; 4];
        };
        drawing::expect(&of(&calendar), Side::Skipped, "calendar");
    }

    #[test]
    fn quiet_hours_cross_midnight() {
        let mut hours = vec![10; 24];
        for hour in [22, 23, 0, 1, 2, 3] {
            hours[hour] = 1;
        }
        assert_eq!(quiet(&hours), (22, 4, 6.0 / 186.0));
        assert_eq!(quiet(&[0; 24]), (0, 6, 0.0));
    }
}
