//! Birth dates as customers have them: an age pyramid, seasons, weekdays by cohort, and the dates nobody was born on.

use super::Date;
use crate::{Random, Weighted};

/// Customers by age from 16: online shops and forums are fullest between 25 and 50.
pub fn ages() -> Weighted {
    Weighted::new((16_u64..=92).map(|age| match age {
        16..=24 => 40 + 8 * (age - 16),
        25..=44 => 108 + (age - 25) % 4,
        45..=64 => 106 - 2 * (age - 45),
        65..=79 => 64 - 3 * (age - 65),
        _ => 92 + 4 - age,
    }))
}

/// Births by month in the reference countries, July to September above the rest.
const MONTHS: [u32; 12] = [99, 95, 99, 99, 102, 101, 106, 104, 103, 100, 96, 97];

/// A day in a year. From the cohorts of the 1970s on, planned births thin out at weekends; about one in 250 people
/// is registered as born on 1 January because the day is not known.
pub fn day_in(year: u16, random: &mut Random) -> Date {
    if random.in_10_000(40) {
        return Date::new(year, 1, 1);
    }
    loop {
        let month = random.weighted(&MONTHS) as u8 + 1;
        let date = Date::new(year, month, 1 + random.below(Date::month_days(year, month).into()) as u8);
        let thinned = match date.weekday() {
            5 => 1_400,
            6 => 2_200,
            _ => 0,
        };
        if year < 1_970 || !random.in_10_000(thinned) {
            return date;
        }
    }
}

/// The date a form gave when it was left alone or played with, now and then, instead of the true one.
pub fn as_entered(date: Date, in_10_000: u64, random: &mut Random) -> Date {
    if !random.in_10_000(in_10_000) {
        return date;
    }
    match random.below(10) {
        0..4 => Date::new(1_900, 1, 1),
        4..6 => Date::new(1_970, 1, 1),
        6..8 => Date::new(2_000, 1, 1),
        _ => Date::new(date.year, 1, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_make_a_pyramid_and_days_are_days() {
        let (ages, mut random) = (ages(), Random::of(1, 1, 1));
        let (mut forties, mut eighties, mut january, mut sunday) = (0, 0, 0, 0);
        for _ in 0..50_000 {
            let age = 16 + ages.draw(&mut random) as u16;
            forties += u32::from((40..50).contains(&age));
            eighties += u32::from((80..90).contains(&age));
            let date = day_in(2_024 - age, &mut random);
            assert!(date.day <= Date::month_days(date.year, date.month));
            january += u32::from((date.month, date.day) == (1, 1));
            sunday += u32::from(date.year >= 1_980 && date.weekday() == 6);
        }
        assert!(forties > 5 * eighties, "{forties} {eighties}");
        assert!((250..450).contains(&january), "{january}");
        assert!(sunday > 0);
    }
}
