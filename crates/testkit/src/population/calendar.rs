//! Days and seconds, and how sign-ups spread over them.

use crate::weighted::Weighted;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// A day and a second of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Day.
    pub date: Date,
    /// Seconds since midnight, local time.
    pub second: u32,
}

impl Date {
    /// A date from its parts, which the caller knows to be a date.
    pub const fn new(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    /// Days since 1970-01-01, by Howard Hinnant's `days_from_civil`.
    pub const fn days(self) -> i64 {
        let year = self.year as i64 - (self.month <= 2) as i64;
        let era = year.div_euclid(400);
        let of_era = year - era * 400;
        let shifted = (self.month as i64 + 9) % 12;
        let of_year = (153 * shifted + 2) / 5 + self.day.cast_signed() as i64 - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The inverse of [`Date::days`], for years 0 to 9999 (`civil_from_days`).
    pub const fn from_days(days: i64) -> Self {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days - era * 146_097;
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year + era * 400 + (month <= 2) as i64;
        Self { year: year as u16, month: month as u8, day: (of_year - (153 * shifted + 2) / 5 + 1) as u8 }
    }

    /// Day of the week, Monday 0 to Sunday 6.
    pub const fn weekday(self) -> u8 {
        (self.days() + 3).rem_euclid(7) as u8
    }

    /// Days of a month.
    pub const fn month_days(year: u16, month: u8) -> u8 {
        match month {
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl Moment {
    /// So many seconds later.
    #[must_use]
    pub const fn plus(self, seconds: u64) -> Self {
        let second = self.second as u64 + seconds;
        Self {
            date: Date::from_days(self.date.days() + (second / 86_400).cast_signed()),
            second: (second % 86_400) as u32,
        }
    }

    /// Hour, minute and second.
    pub const fn clock(self) -> (u32, u32, u32) {
        (self.second / 3_600, self.second / 60 % 60, self.second % 60)
    }

    /// Appends `2021-03-04 05:06:07`.
    pub fn write_sql(self, out: &mut String) {
        write_date(self.date, out);
        out.push(' ');
        let (hour, minute, second) = self.clock();
        push_two(hour, out);
        out.push(':');
        push_two(minute, out);
        out.push(':');
        push_two(second, out);
    }

    /// Appends `2021-03-04T05:06:07Z`.
    pub fn write_iso(self, out: &mut String) {
        let from = out.len();
        self.write_sql(out);
        out.replace_range(from + 10..=from + 10, "T");
        out.push('Z');
    }
}

/// Appends `2021-03-04`.
pub fn write_date(date: Date, out: &mut String) {
    push_number(u64::from(date.year), out);
    out.push('-');
    push_two(date.month.into(), out);
    out.push('-');
    push_two(date.day.into(), out);
}

/// Appends `04/03/2021`.
pub fn write_date_french(date: Date, out: &mut String) {
    push_two(date.day.into(), out);
    out.push('/');
    push_two(date.month.into(), out);
    out.push('/');
    push_number(u64::from(date.year), out);
}

/// Appends a number in decimal.
pub fn push_number(number: u64, out: &mut String) {
    if number >= 10 {
        push_number(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// Appends a number below 100 in two digits.
pub fn push_two(number: u32, out: &mut String) {
    out.push(char::from(b'0' + (number / 10 % 10) as u8));
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// Sign-ups (or orders) along time: growth, a weekly and a daily cycle, campaigns. Row `i` of `n` gets a moment that
/// never lies before row `i − 1`'s, without anyone counting along.
#[derive(Debug)]
pub struct SignUps {
    first: i64,
    days: Weighted,
    hours: Weighted,
}

/// Share of a day's sign-ups by hour: a trough before dawn, a bump at lunch, a peak in the evening.
const HOURS: [u64; 24] =
    [18, 9, 5, 3, 3, 5, 12, 24, 40, 55, 62, 66, 70, 68, 60, 58, 60, 66, 74, 84, 96, 98, 70, 38];
/// Monday to Sunday.
const WEEKDAYS: [u64; 7] = [108, 104, 102, 98, 96, 90, 112];

impl SignUps {
    /// Between two days; `campaigns` are first days of a week of three times the usual rush, falling off.
    pub fn new(from: Date, to: Date, campaigns: &[Date]) -> Self {
        let (first, last) = (from.days(), to.days().max(from.days()));
        let days = Weighted::new((first..=last).map(|day| {
            let growth = 1_000 + 1_500 * (day - first) as u64 / (last - first + 1) as u64;
            let weekday = WEEKDAYS[usize::from(Date::from_days(day).weekday())];
            let rush = campaigns.iter().map(|c| day - c.days()).find(|ago| (0..7).contains(ago));
            growth * weekday * rush.map_or(10, |ago| 30 - 3 * ago as u64)
        }));
        Self { first, days, hours: Weighted::new(HOURS) }
    }

    /// The moment of row `i` of `n`; `jitter` (any number) moves it within its own share of time.
    pub fn moment(&self, i: u64, n: u64, jitter: u64) -> Moment {
        let total = u128::from(self.days.total());
        let n = u128::from(n.max(1));
        let share = total / n;
        let point = u128::from(i) * total / n + if share > 0 { u128::from(jitter) % share } else { 0 };
        let (day, into) = self.days.at(point as u64);
        // The day's share of the weight axis is walked hour by hour, each hour as long as its weight.
        let hours = self.hours.total() * 3_600;
        let along = (u128::from(into) * u128::from(hours) / u128::from(self.days.weight(day))) as u64;
        let (hour, within) = self.hours.at(along / 3_600);
        let fine = (within * 3_600 + along % 3_600) / self.hours.weight(hour);
        let second = hour as u32 * 3_600 + fine.min(3_599) as u32;
        Moment { date: Date::from_days(self.first + day.cast_signed() as i64), second }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        assert_eq!(Date::new(1970, 1, 1).days(), 0);
        assert_eq!(Date::new(2000, 3, 1).days(), 11_017);
        assert_eq!(Date::new(2024, 9, 16).weekday(), 0);
        assert_eq!(Date::new(1900, 1, 1).weekday(), 0);
        for days in -30_000..30_000 {
            let date = Date::from_days(days);
            assert_eq!(date.days(), days);
            assert!(date.day <= Date::month_days(date.year, date.month));
        }
    }

    #[test]
    fn moments_never_go_back_and_follow_the_day() {
        let campaign = Date::new(2021, 11, 22);
        let rhythm = SignUps::new(Date::new(2020, 1, 1), Date::new(2022, 12, 31), &[campaign]);
        let n = 40_000;
        let mut before = rhythm.moment(0, n, 0);
        let (mut night, mut evening, mut rush) = (0, 0, 0);
        for i in 1..n {
            let now = rhythm.moment(i, n, crate::Random::of(1, 1, i).bits());
            assert!(now >= before, "{before:?} {now:?}");
            before = now;
            night += u32::from((2..5).contains(&now.clock().0));
            evening += u32::from((19..22).contains(&now.clock().0));
            rush += u32::from((0..7).contains(&(now.date.days() - campaign.days())));
        }
        assert!(evening > 15 * night, "{evening} {night}");
        assert!((400..800).contains(&rush), "{rush}");
        assert!(before.date >= Date::new(2022, 12, 30));
    }

    #[test]
    fn written_out() {
        let moment = Moment { date: Date::new(2021, 3, 4), second: 18_367 }.plus(86_400 * 2);
        let mut text = String::new();
        moment.write_iso(&mut text);
        assert_eq!(text, "2021-03-06T05:06:07Z");
        text.clear();
        write_date_french(moment.date, &mut text);
        assert_eq!(text, "06/03/2021");
    }
}
