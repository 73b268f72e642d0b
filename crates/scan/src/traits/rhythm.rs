use dumpscope_model::Rhythm;

use super::people::{Day, People, Role};
use crate::plan::Plan;

/// Days whose rows are told apart from the others.
const BUSIEST: usize = 4;

/// The rhythm of each column of dates or times other than of birth.
pub(super) fn all(people: &People<'_>, plan: &Plan) -> Vec<Rhythm> {
    people
        .times
        .iter()
        .filter(|role| plan.columns[role.column].decision.field_type.is_some())
        .filter_map(|role| rhythm(people, role))
        .collect()
}

fn rhythm(people: &People<'_>, role: &Role<'_>) -> Option<Rhythm> {
    let mut rhythm = Rhythm { column: role.column, hours: vec![0; 24], ..Rhythm::default() };
    let mut days: Vec<(i64, Day)> = Vec::new();
    for cell in &role.cells {
        let Some(day) = people.day(role, cell) else { continue };
        days.push((day.number(), day));
        rhythm.weekdays[day.weekday() % 7] += 1;
        if let Some((hour, midnight)) = time_of_day(cell) {
            rhythm.hours[hour] += 1;
            rhythm.timed |= !midnight;
            rhythm.midnights += u64::from(midnight);
        }
    }
    days.sort_unstable_by_key(|(number, _)| *number);
    let (last, n) = (days.last()?.1, days.len());
    rhythm.n = n as u64;
    let hundredth = n / 100;
    rhythm.span = (days[hundredth].0, days[n - 1 - hundredth].0);
    rhythm.newest = format!("{:04}-{:02}-{:02}", last.year, last.month, last.day);
    for run in days.chunk_by(|a, b| a.0 == b.0) {
        let c = run.len() as f64;
        rhythm.different_days += 1;
        rhythm.day_pairs += c * (c - 1.0) / 2.0;
        rhythm.busiest.push(run.len() as u64);
    }
    rhythm.busiest.sort_unstable_by(|a, b| b.cmp(a));
    rhythm.busiest.truncate(BUSIEST);
    Some(rhythm)
}

/// The hour of a time written `h:mm…`, and whether it is midnight sharp.
pub(super) fn time_of_day(cell: &[u8]) -> Option<(usize, bool)> {
    let colon = cell.iter().position(|&b| b == b':')?;
    let digits = cell[..colon].iter().rev().take(2).take_while(|b| b.is_ascii_digit()).count();
    let hour = cell[colon - digits..colon].iter().fold(0, |hour, b| hour * 10 + usize::from(b - b'0'));
    let afternoon = cell.to_ascii_lowercase().ends_with(b"pm");
    let hour = match (afternoon, hour) {
        (true, 1..=11) => hour + 12,
        _ => hour,
    };
    let later = cell[colon..].iter().any(|b| matches!(b, b'1'..=b'9'));
    (digits > 0 && hour < 24).then_some((hour, hour == 0 && !later))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read() {
        #[track_caller]
        fn check(cell: &str, expect: Option<(usize, bool)>) {
            assert_eq!(time_of_day(cell.as_bytes()), expect, "{cell}");
        }
        check("2024-01-31 10:15:00", Some((10, false)));
        check("31/01/2024 9:05 PM", Some((21, false)));
        check("2024-01-31T00:00:00Z", Some((0, true)));
        check("2024-01-31T00:00:01Z", Some((0, false)));
        check("2024-01-31", None);
        check("99:99", None);
    }
}
