use std::collections::BTreeMap;

use dumpscope_model::Births;

use super::people::{People, year};

/// When people were born.
pub(super) fn of(people: &People<'_>) -> Option<Births> {
    let birth = people.birth.as_ref()?;
    let mut births = Births { column: birth.column, days: vec![0; 31], ..Births::default() };
    let mut years: BTreeMap<i32, u64> = BTreeMap::new();
    for cell in &birth.cells {
        if birth.field_type == "birth-year" {
            if let Some(year) = year(cell) {
                *years.entry(year).or_default() += 1;
            }
            continue;
        }
        let Some(day) = people.day(birth, cell) else { continue };
        *years.entry(day.year).or_default() += 1;
        births.months[usize::from(day.month - 1) % 12] += 1;
        births.days[usize::from(day.day - 1) % 31] += 1;
        births.weekdays[day.weekday() % 7] += 1;
        births.new_year += u64::from(day.month == 1 && day.day == 1);
    }
    births.n = years.values().sum();
    births.years = years.into_iter().collect();
    (births.n > 0).then_some(births)
}
