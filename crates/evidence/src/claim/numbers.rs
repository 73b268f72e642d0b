//! Rows and people against what is claimed.

use dumpscope_model::{ClaimCheck, CountInterval, People, Profile};

use super::point;
use crate::model::Rule;
use crate::words::{grouped, percent};

/// More people than have ever lived at once (United Nations, *World Population Prospects 2024*, with room to grow).
const ALIVE: u64 = 10_000_000_000;
/// No table of people or of what they did holds as many rows; the largest collections count some tens of thousand millions.
const ROWS_AT_MOST: u64 = 1_000_000_000_000;

/// A dump may hold several tables: the claim holds for all rows together or for one table's.
pub(super) fn rows(claimed: u64, tables: &[Profile], rule: &Rule) -> ClaimCheck {
    let held: Vec<CountInterval> = tables.iter().map(Profile::rows_held).collect();
    let sum = |of: fn(&CountInterval) -> u64| held.iter().map(of).fold(0, u64::saturating_add);
    let all = CountInterval { low: sum(|n| n.low), estimate: sum(|n| n.estimate), high: sum(|n| n.high) };
    let first_part = tables.iter().any(|table| table.quick.as_ref().is_some_and(|quick| quick.head));
    let near = held.iter().chain([&all]).any(|n| is_near(claimed, claimed.clamp(n.low, n.high), rule));
    if first_part && claimed > all.estimate && claimed <= ROWS_AT_MOST {
        let note = "Only the first part was looked at; how many rows follow is not known.".to_owned();
        return ClaimCheck { note, ..point("rows", grouped(claimed)) };
    }
    let measured = all.estimate;
    let note = match claimed {
        0 => "A dump of no rows is no dump.".to_owned(),
        claimed if claimed > ROWS_AT_MOST => "No table of people has so many rows.".to_owned(),
        _ if near || measured == 0 => String::new(),
        claimed if measured < claimed => format!(
            "{} of what is claimed was handed in; an excerpt says little of the rest.",
            percent(measured as f64 / claimed as f64)
        ),
        _ => "More rows than claimed were handed in.".to_owned(),
    };
    ClaimCheck {
        measured: Some(if all.low == all.high {
            grouped(measured)
        } else {
            format!("about {} ({} to {})", grouped(measured), grouped(all.low), grouped(all.high))
        }),
        holds: Some(near && claimed > 0),
        note,
        ..point("rows", grouped(claimed))
    }
}

/// Against the interval of the table with the most people.
pub(super) fn people(claimed: u64, rows: Option<u64>, tables: &[Profile], rule: &Rule) -> ClaimCheck {
    let check = point("people", grouped(claimed));
    let mut notes = Vec::new();
    if claimed == 0 {
        notes.push("Nobody is claimed.".to_owned());
    } else if claimed > ALIVE {
        notes.push("More people than are alive.".to_owned());
    }
    if rows.is_some_and(|rows| claimed > rows) {
        notes.push("More people than rows are claimed: a person takes a row at least.".to_owned());
    }
    let most: Option<&People> =
        tables.iter().filter_map(|table| table.people.as_ref()).max_by_key(|people| people.estimate);
    let Some(people) = most else {
        let impossible = !notes.is_empty();
        let no_room = tables.iter().any(|table| table.duplicates.no_room.is_some());
        notes.push(if no_room {
            "People were not counted: their keys had no room.".to_owned()
        } else {
            "No column can serve as a key to count people by.".to_owned()
        });
        return ClaimCheck { holds: impossible.then_some(false), note: notes.join(" "), ..check };
    };
    let room = |bound: u64, factor: f64| (bound as f64 * factor) as u64;
    let within = (room(people.low, 1.0 - rule.claim_tolerance)
        ..=room(people.high, 1.0 + rule.claim_tolerance))
        .contains(&claimed);
    let measured = if people.low == people.high {
        format!("{}, counted by {}", grouped(people.estimate), people.key)
    } else {
        format!(
            "about {} ({} to {}), counted by {}",
            grouped(people.estimate),
            grouped(people.low),
            grouped(people.high),
            people.key
        )
    };
    let holds = within && notes.is_empty();
    ClaimCheck { measured: Some(measured), holds: Some(holds), note: notes.join(" "), ..check }
}

/// Claims are rounded.
fn is_near(claimed: u64, measured: u64, rule: &Rule) -> bool {
    claimed.abs_diff(measured) as f64 <= rule.claim_tolerance * claimed.max(measured) as f64
}
