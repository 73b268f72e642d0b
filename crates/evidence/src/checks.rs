//! What the checks of rows say: how many rows do not hang together, where they stand, and how a row is scored.

mod moments;
mod runs;
mod scorer;

use dumpscope_model::{CheckKind, MOST_CHECKS, RowCheck, RowChecks};

pub(crate) use moments::{Broken, broken};
pub(crate) use runs::{LEAST_RUN, Run, runs, share_within};
pub use scorer::row_scorer;

/// Share of the known rows that chance must break for a check to tell, and how many times rarer they are in place.
const BREAKABLE: f64 = 0.15;
const RARER: f64 = 2.0;
/// The same of names on a list, which tell where they stand whatever they are in all.
const ANY_RARER: f64 = 1.05;
/// Rows with an outcome from which a check tells.
const LEAST: u64 = 50;

/// A check as rates.
#[derive(Debug, Clone, Copy)]
struct Rates {
    /// Broken share of the known rows.
    broken: f64,
    /// The same where columns are drawn apart.
    chance: f64,
    /// How much likelier a real row is to have an outcome than one of columns drawn apart, at least 1.
    seen: f64,
}

/// Rates of the checks that tell, by place; `None` for the others.
fn rates(checks: &RowChecks) -> Vec<Option<Rates>> {
    let of = |check: &RowCheck| {
        let share = |part: u64, of: u64| part.min(of) as f64 / of.max(1) as f64;
        let rates = Rates {
            broken: share(check.broken, check.known),
            chance: share(check.shifted_broken, check.shifted_known),
            seen: (check.known as f64 / check.shifted_known.max(1) as f64).clamp(1.0, 10.0),
        };
        let rarer = if check.kind == CheckKind::List { ANY_RARER } else { RARER };
        let tells = check.known.min(check.shifted_known) >= LEAST
            && rates.chance >= BREAKABLE
            && rates.broken * rarer <= rates.chance;
        tells.then_some(rates)
    };
    checks.checks.iter().take(MOST_CHECKS).map(of).collect()
}

/// Whether two checks share no column, so that one wrong cell cannot break both.
fn apart(a: &RowCheck, b: &RowCheck) -> bool {
    let (one, other) = ([a.columns.0, a.columns.1], [b.columns.0, b.columns.1]);
    !one.iter().any(|column| other.contains(column))
}

/// Whether real tables hardly ever break a check: pairs that are seldom broken. Texts are often no name's.
fn is_firm(check: &RowCheck, rates: Rates) -> bool {
    !matches!(check.kind, CheckKind::Name | CheckKind::List) && rates.broken <= FIRM * rates.chance
}

/// Share of what chance breaks that real tables break at most of a firm check, before any row is invented.
const FIRM: f64 = 0.1;
