//! The dates in the file against the days claimed.

use dumpscope_model::{ClaimCheck, Profile, Rhythm};

use super::point;
use crate::days;
use crate::model::Rule;
use crate::words::counted;

/// The newest day of any column of times.
struct Newest {
    /// Newest of all.
    day: String,
    /// Newest once the last hundredth of each column is left out: a slip of the pen reaches far.
    usual: Option<String>,
}

fn newest(tables: &[Profile]) -> Option<Newest> {
    let rhythms = || tables.iter().flat_map(|table| &table.traits.rhythms).filter(|rhythm| rhythm.n > 0);
    let whole = |rhythm: &Rhythm| days::bounds(&rhythm.newest).map(|bounds| bounds.1);
    let day = rhythms().filter_map(whole).max()?;
    let usual = rhythms().filter(|rhythm| whole(rhythm).is_some()).map(|rhythm| rhythm.span.1).max();
    Some(Newest { day, usual: usual.and_then(days::date) })
}

/// Data newer than the day it was taken contradict it; the newest being much older is remarked.
pub(super) fn taken(claimed: &str, tables: &[Profile], rule: &Rule) -> ClaimCheck {
    let check = against(claimed, "taken", tables);
    let old = newest(tables).and_then(|newest| {
        let first = days::number(&days::bounds(claimed)?.0)?;
        Some(first - days::number(&newest.day)?)
    });
    match old {
        Some(days) if days > rule.stale_days && check.holds == Some(true) => ClaimCheck {
            holds: None,
            note: format!(
                "The newest date is {} before: old for data said to be fresh, and no proof.",
                counted(days.unsigned_abs(), "day", "days")
            ),
            ..check
        },
        _ => check,
    }
}

/// Data newer than the post contradict it.
pub(super) fn posted(claimed: &str, tables: &[Profile]) -> ClaimCheck {
    against(claimed, "posted", tables)
}

fn against(claimed: &str, id: &str, tables: &[Profile]) -> ClaimCheck {
    let check = point(id, claimed);
    let Some((_, last)) = days::bounds(claimed) else {
        return ClaimCheck { note: "This is no date; write one such as 2024-09-16.".to_owned(), ..check };
    };
    let Some(newest) = newest(tables) else {
        return ClaimCheck { note: "No column of dates that are not birth dates.".to_owned(), ..check };
    };
    let measured = Some(format!("newest date {}", newest.day));
    if newest.usual.as_ref().is_some_and(|usual| *usual > last) {
        return ClaimCheck {
            measured,
            holds: Some(false),
            note: "More than a hundredth of a column's dates lie after that day.".to_owned(),
            ..check
        };
    }
    if newest.day > last {
        let note = "Single dates lie after that day: slips, or dates to come.".to_owned();
        return ClaimCheck { measured, holds: None, note, ..check };
    }
    ClaimCheck { measured, holds: Some(true), ..check }
}
