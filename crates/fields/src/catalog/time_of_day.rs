use crate::form::clock::{self, Clock};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Time of day.
pub static TYPE: FieldType = FieldType {
    id: "time-of-day",
    title: "Time of day",
    group: Group::Time,
    data_class: None,
    personal: false,
    doc: "Hours and minutes, perhaps with seconds, fraction, am/pm and zone. Times out of range look like \
        one. Durations are written the same way: a header decides.",
    sources: &["ISO 8601-1 §5.3", "Unicode CLDR time formats"],
    headers: &[
        "time",
        "heure",
        "time of day",
        "hour",
        "heures",
        "start time",
        "end time",
        "heure debut",
        "heure fin",
        "uhrzeit",
        "hora",
        "ora",
        "tijd",
        "opening time",
        "heure livraison",
        "arrival time",
        "departure time",
        "begin time",
        "call time",
        "delivery time",
        "pickup time",
        "heure appel",
        "heure d appel",
        "heure arrivee",
        "heure depart",
        "zeit",
        "anrufzeit",
        "lieferzeit",
        "startzeit",
        "endzeit",
        "hora llamada",
        "hora entrega",
        "hora inicio",
        "hora fin",
        "orario",
        "ora consegna",
        "ora inizio",
        "ora fine",
        "belmoment",
        "starttijd",
        "eindtijd",
        "hora chamada",
    ],
    gate: Gate { min_len: 4, max_len: 32, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["08:15", "8:15:30", "18h30", "8:15 PM", "23:59:59.999"],
    near_misses: &["25:00", "8:60", "8:5", "2024-01-31 08:15", "123:00"],
    decide: Decide { named: 0.6, alone: Some(0.85), specificity: 67 },
};

fn check(cell: &[u8]) -> Match {
    if !(4..=32).contains(&cell.len()) || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    match clock::time(cell) {
        Clock::No => Match::No,
        Clock::Unreal => Match::LooksLike,
        Clock::Real => Match::Valid,
    }
}

fn generate(rng: &mut Seeded) -> String {
    let (h, m, s) = (rng.below(24), rng.below(60), rng.below(60));
    if rng.below(2) == 0 { format!("{h:02}:{m:02}:{s:02}") } else { format!("{h:02}:{m:02}") }
}
