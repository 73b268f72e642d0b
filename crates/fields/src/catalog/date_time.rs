use crate::form::calendar::Reading;
use crate::form::clock::{self, Clock};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Date and time.
pub static TYPE: FieldType = FieldType {
    id: "date-time",
    title: "Date and time",
    group: Group::Time,
    data_class: None,
    personal: false,
    doc: "A date (any style of `date`) and a time of day with optional seconds, fraction, am/pm and zone. \
        Dates or times that do not exist look like one.",
    sources: &["ISO 8601-1 §5.4", "RFC 3339 §5.6", "RFC 5322 §3.3"],
    headers: &[
        "date time",
        "datetime",
        "timestamp",
        "horodatage",
        "date heure",
        "date et heure",
        "created at",
        "updated at",
        "created",
        "updated",
        "created on",
        "modified",
        "last modified",
        "modified at",
        "deleted at",
        "last login",
        "last seen",
        "derniere connexion",
        "date derniere connexion",
        "signup at",
        "registered at",
        "ordered at",
        "delivered at",
        "livre le",
        "event time",
        "time stamp",
        "creation date",
        "last update",
        "updated on",
        "date maj",
        "date modification",
        "login time",
        "zeitstempel",
        "fecha hora",
        "order time",
        "date ajout",
        "date add",
        "logged at",
        "inserted at",
    ],
    gate: Gate { min_len: 10, max_len: 48, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &[
        "2024-01-31T10:15:00Z",
        "2024-01-31 10:15:00",
        "31/01/2024 10:15",
        "01/31/2024 08:05:59 AM",
        "2024-01-31T10:15:00.000+02:00",
    ],
    near_misses: &[
        "2024-01-31",
        "2024-02-31T10:15:00Z",
        "2024-01-31 25:00:00",
        "10:15:00",
        "2024-01-31 10:15 and later",
    ],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 85 },
};

fn check(cell: &[u8]) -> Match {
    match clock::date_time(cell).0 {
        Clock::No => Match::No,
        Clock::Unreal => Match::LooksLike,
        Clock::Real => Match::Valid,
    }
}

/// ISO date, then what follows the date as written.
fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    let colon = cell.iter().position(|b| *b == b':').unwrap_or(0);
    let digits = cell[..colon].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    match clock::date_time(cell).1 {
        Reading::Real(date) => {
            date.push_iso(out);
            out.push(b' ');
            out.extend_from_slice(&cell[colon - digits..]);
        }
        _ => out.extend_from_slice(cell),
    }
}

fn generate(rng: &mut Seeded) -> String {
    let (year, month, day) = made_up::day(rng, 2016, 2025);
    let (h, m, s) = (rng.below(24), rng.below(60), rng.below(60));
    match rng.below(3) {
        0 => format!("{year}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}Z"),
        1 => format!("{year}-{month:02}-{day:02} {h:02}:{m:02}:{s:02}"),
        _ => format!("{day:02}/{month:02}/{year} {h:02}:{m:02}"),
    }
}
