use std::collections::BTreeMap;

use dumpscope_model::Births;

use super::people::People;

/// When people were born.
pub(super) fn of(people: &People<'_>) -> Option<Births> {
    let birth = people.birth.as_ref()?;
    let mut births = Births { column: birth.column, days: vec![0; 31], ..Births::default() };
    let mut years: BTreeMap<i32, u64> = BTreeMap::new();
    for year in people.birth_years.iter().flatten() {
        *years.entry(*year).or_default() += 1;
    }
    for day in people.birth_days.iter().flatten() {
        births.months[usize::from(day.month - 1) % 12] += 1;
        births.days[usize::from(day.day - 1) % 31] += 1;
        births.weekdays[day.weekday() % 7] += 1;
        births.new_year += u64::from(day.month == 1 && day.day == 1);
    }
    births.n = years.values().sum();
    births.years = years.into_iter().collect();
    (births.n > 0).then_some(births)
}
