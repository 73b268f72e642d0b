use std::collections::BTreeMap;

use dumpscope_model::Births;

use super::people::{Day, People};

/// One row in how many, and how many rows, one day must have to be a default: of a million people born over 60 years,
/// fifty share each day.
const DEFAULT_SHARE: usize = 50;
const LEAST_DEFAULT: usize = 10;

/// When people were born.
pub(super) fn of(people: &People<'_>) -> Option<Births> {
    let birth = people.birth.as_ref()?;
    let mut births = Births { column: birth.column, days: vec![0; 31], ..Births::default() };
    let mut years: BTreeMap<i32, u64> = BTreeMap::new();
    // Where a day is known its year is counted with it, but for defaults.
    for (year, day) in people.birth_years.iter().zip(&people.birth_days) {
        if let (Some(year), None) = (year, day) {
            *years.entry(*year).or_default() += 1;
        }
    }
    let mut dates: Vec<(i64, Day)> =
        people.birth_days.iter().flatten().map(|day| (day.number(), *day)).collect();
    dates.sort_unstable_by_key(|(number, _)| *number);
    let most = (dates.len() / DEFAULT_SHARE).max(LEAST_DEFAULT);
    for run in dates.chunk_by(|a, b| a.0 == b.0) {
        let (count, day) = (run.len() as u64, run[0].1);
        if run.len() > most {
            births.defaulted += count;
            continue;
        }
        *years.entry(day.year).or_default() += count;
        births.months[usize::from(day.month - 1) % 12] += count;
        births.days[usize::from(day.day - 1) % 31] += count;
        births.weekdays[day.weekday() % 7] += count;
        births.new_year += if day.month == 1 && day.day == 1 { count } else { 0 };
    }
    births.n = years.values().sum();
    births.years = years.into_iter().collect();
    (births.n + births.defaulted > 0).then_some(births)
}
