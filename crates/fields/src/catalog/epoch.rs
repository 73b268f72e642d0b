use crate::form::digits::number;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Unix time.
pub static TYPE: FieldType = FieldType {
    id: "epoch",
    title: "Unix time",
    group: Group::Time,
    data_class: None,
    personal: false,
    doc: "Seconds, milliseconds, microseconds or nanoseconds since 1970 that fall into 2000 to 2035: 9 to \
        10, 12 to 13, 15 to 16 or 18 to 19 digits. A column of any other numbers has few cells in that \
        range.",
    sources: &["IEEE Std 1003.1-2017 §4.16 (seconds since the Epoch)"],
    headers: &[
        "epoch",
        "unix time",
        "unix timestamp",
        "epoch time",
        "unixtime",
        "epoch ms",
        "timestamp ms",
        "ts",
        "timestamp unix",
        "time epoch",
        "millis",
        "event timestamp",
    ],
    gate: Gate { min_len: 9, max_len: 19, classes: Gate::DIGIT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["1700000000", "1700000000000", "1700000000000000"],
    near_misses: &["123456789", "9999999999", "17000000000", "2024", "612345678"],
    decide: Decide { named: 0.6, alone: Some(0.99), specificity: 66 },
};

/// 1 January 2000 and 1 January 2036, in seconds.
const RANGE: std::ops::Range<u64> = 946_684_800..2_082_758_400;

fn check(cell: &[u8]) -> Match {
    if cell.len() < 9 || cell[0] == b'0' {
        return Match::No;
    }
    let Some(value) = number(cell) else {
        return Match::No;
    };
    let seconds = match cell.len() {
        9 | 10 => value,
        12 | 13 => value / 1_000,
        15 | 16 => value / 1_000_000,
        18 | 19 => value / 1_000_000_000,
        _ => return Match::No,
    };
    if RANGE.contains(&seconds) { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let seconds = rng.between(1_500_000_000, 1_760_000_000);
    if rng.below(2) == 0 { seconds.to_string() } else { format!("{seconds}{:03}", rng.below(1000)) }
}
