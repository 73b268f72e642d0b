use dumpscope_model::Births;

use crate::{
    evenness,
    indicator::{Answer, Group, Indicator, Question},
    intervals,
    reading::{self, Reading},
    words::grouped,
};

/// Do birthdays follow the calendar and its people?
pub static INDICATOR: Indicator = Indicator {
    id: "birth-day-shape",
    question: "Do birthdays have seasons, weekdays and defaults, and do they reach the end of the month?",
    group: Group::TimeAndIds,
    doc: "Births have seasons, planned ones avoid weekends, and unknown birthdays are entered as 1 January. Invented days \
        are even over the calendar, or even over twelve months although months differ in length, or stop at the 28th so \
        that every month has the day. Seasons are faint: they take some 10 000 rows to see, the missing ends of months \
        a few hundred. Days that one row in fifty shares are defaults and left out of all counts; 1 January counts as any \
        other day among the months.",
    statistic: "(χ² − df) / n of months against the calendar and against twelfths, the smaller; of weekdays against \
        sevenths; share on 1 January against 1/365.25; share on days 29 to 31 against 29.24/365.25",
    sources: &[
        "Gregorian calendar: 146 097 days in 400 years",
        "design experiments: months χ²/df 5–82 at 35 000 to 420 000 real rows (w² about .0015), up to 1.2 on invented \
            rows, or 8 against the calendar and 1 against twelfths",
    ],
    limits: "Drawing from a table of real birthdays defeats it. People born before 1960 show no weekday, those of some \
        countries hardly a season. Dates coarsened to one day of the month are left out of the last count.",
    least: 200,
    fires_on: "1 000 birthdays, none after the 28th",
    silent_on: "1 000 birthdays of customers, whose seasons are too faint to see",
    ask,
};

/// Mean length of each month over 400 years, in days.
const MONTHS: [f64; 12] = [31.0, 28.2425, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0];
const YEAR: f64 = 365.2425;
/// Days of a year that are the 29th, 30th or 31st: 11.2425 + 11 + 7.
const LATE: f64 = 29.2425 / YEAR;
/// Days of the month in use from which dates are not coarsened.
const DAYS_IN_USE: usize = 20;

fn ask(question: &Question<'_>) -> Answer {
    let Some(births) = &question.table.traits.births else { return Answer::skipped("No dates of birth.") };
    let dated = births.months.iter().fold(0u64, |n, count| n.saturating_add(*count));
    if dated < INDICATOR.least {
        return Answer::skipped(format!("Only {dated} dates of birth with a day."));
    }
    let readings: Vec<Reading> = [
        seasons(question, births),
        weekdays(question, births),
        Some(new_year(question, births, dated)),
        month_ends(question, births),
    ]
    .into_iter()
    .flatten()
    .collect();
    reading::answer(&readings).unwrap_or_else(|| Answer::skipped("No figures of days of birth."))
}

fn seasons(question: &Question<'_>, births: &Births) -> Option<Reading> {
    let mut months = births.months;
    let dated = months.iter().fold(0u64, |n, count| n.saturating_add(*count));
    // Unknown birthdays are no season: 1 January counts as any other day.
    let usual = (dated as f64 / YEAR).ceil() as u64;
    months[0] -= births.new_year.saturating_sub(usual).min(months[0]);
    let calendar = evenness::against(&months, &MONTHS)?;
    let twelfths = evenness::flat(&months)?;
    // A program's months fit one of the two; people's fit neither.
    let nearer = if twelfths.effect < calendar.effect { twelfths } else { calendar };
    let scale = question.scale("birth-day-shape.months").within(nearer.effect, nearer.error);
    let statement = format!(
        "Months of birth against the calendar: χ²/df {:.1}; against twelve equal months: {:.1}.",
        calendar.per_df, twelfths.per_df
    );
    Some(Reading { measured: nearer.effect, n: nearer.n, scale, statement })
}

fn weekdays(question: &Question<'_>, births: &Births) -> Option<Reading> {
    let seen = evenness::flat(&births.weekdays)?;
    let scale = question.scale("birth-day-shape.weekdays").within(seen.effect, seen.error);
    let statement = format!("Weekdays of birth against equal ones: χ²/df {:.1}.", seen.per_df);
    Some(Reading { measured: seen.effect, n: seen.n, scale, statement })
}

fn new_year(question: &Question<'_>, births: &Births, dated: u64) -> Reading {
    let share = intervals::share(births.new_year, dated);
    let scale = question.scale("birth-day-shape.new-year");
    let scale = scale.within(share.estimate, intervals::error(share.estimate.max(1.0 / YEAR), dated));
    let statement = format!(
        "{:.2} % were born on 1 January; chance gives {:.2} %.{}",
        100.0 * share.estimate,
        100.0 / YEAR,
        if births.defaulted == 0 {
            String::new()
        } else {
            format!(
                " {} dates are of days that stand for unknown ones, and left out.",
                grouped(births.defaulted)
            )
        }
    );
    Reading { measured: share.estimate, n: dated, scale, statement }
}

fn month_ends(question: &Question<'_>, births: &Births) -> Option<Reading> {
    let n = births.days.iter().fold(0u64, |n, count| n.saturating_add(*count));
    if births.days.len() != 31 || births.days.iter().filter(|count| **count > 0).count() < DAYS_IN_USE {
        return None;
    }
    let late = births.days[28..].iter().fold(0u64, |n, count| n.saturating_add(*count));
    let share = intervals::share(late, n).estimate / LATE;
    let scale = question.scale("birth-day-shape.month-ends").within(share, intervals::error(LATE, n) / LATE);
    let statement = format!(
        "{:.1} % were born on the 29th, 30th or 31st; the calendar gives {:.1} %.",
        100.0 * share * LATE,
        100.0 * LATE
    );
    Some(Reading { measured: share, n, scale, statement })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    /// Birthdays drawn by month and weekday, days even within the month up to `last`.
    fn births(n: usize, months: &Law, weekdays: &Law, last: usize, seed: u64) -> Traits {
        let mut draw = Draw::new(seed);
        let mut births = Births { n: n as u64, days: vec![0; 31], ..Births::default() };
        for month in draw.values(months, n) {
            let length = (MONTHS[month].round() as usize).min(last);
            let day = (draw.unit() * length as f64) as usize;
            births.months[month] += 1;
            births.days[day] += 1;
            births.new_year += u64::from(month == 0 && day == 0);
        }
        for weekday in draw.values(weekdays, n) {
            births.weekdays[weekday] += 1;
        }
        Traits { births: Some(births), ..Traits::default() }
    }

    fn calendar() -> Law {
        Law::of(MONTHS)
    }

    fn seasons() -> Law {
        Law::of(
            (0..12).map(|month| {
                MONTHS[month] * (1.0 + 0.06 * (month as f64 / 12.0 * std::f64::consts::TAU).sin())
            }),
        )
    }

    fn planned() -> Law {
        Law::of([1.06, 1.08, 1.07, 1.07, 1.06, 0.88, 0.78])
    }

    #[track_caller]
    fn check(n: usize, months: &Law, weekdays: &Law, last: usize, side: Side) {
        for seed in 0..10 {
            let answer = drawing::ask(&INDICATOR, births(n, months, weekdays, last, seed));
            drawing::expect(&answer, side, &format!("n = {n}, seed {seed}"));
        }
    }

    #[test]
    fn months_that_end_on_the_28th() {
        for n in [300, 1_000, 10_000] {
            check(n, &Law::even(12), &Law::even(7), 28, Side::Invented);
        }
    }

    #[test]
    fn large_tables_without_seasons() {
        check(30_000, &calendar(), &Law::even(7), 31, Side::Invented);
        check(30_000, &Law::even(12), &Law::even(7), 31, Side::Invented);
    }

    #[test]
    fn people_are_born_in_seasons_and_on_weekdays() {
        check(30_000, &seasons(), &planned(), 31, Side::Real);
        check(10_000, &seasons(), &planned(), 31, Side::Real);
    }

    #[test]
    fn unknown_birthdays_are_no_season() {
        let mut table = births(30_000, &calendar(), &Law::even(7), 31, 4);
        if let Some(births) = &mut table.births {
            births.months[0] += 3_000;
            births.days[0] += 3_000;
            births.new_year += 3_000;
        }
        let answer = drawing::ask(&INDICATOR, table);
        assert!(
            answer.statement.contains("calendar: χ²/df 0.")
                || answer.statement.contains("calendar: χ²/df 1."),
            "{}",
            answer.statement
        );
    }

    #[test]
    fn short_tables_show_nothing() {
        for (months, weekdays) in [(calendar(), Law::even(7)), (seasons(), Law::even(7))] {
            check(300, &months, &weekdays, 31, Side::Neither);
            check(1_000, &months, &weekdays, 31, Side::Neither);
        }
        check(199, &calendar(), &Law::even(7), 31, Side::Skipped);
    }

    #[test]
    fn years_and_coarsened_dates() {
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "none");
        let mut coarse = births(1_000, &calendar(), &Law::even(7), 1, 1);
        drawing::expect(&drawing::ask(&INDICATOR, coarse.clone()), Side::Real, "all on the first");
        if let Some(births) = &mut coarse.births {
            births.months = [0; 12];
        }
        drawing::expect(&drawing::ask(&INDICATOR, coarse), Side::Skipped, "years");
    }
}
