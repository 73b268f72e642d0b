use crate::form::digits::{all_digits, number};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Unix time.
pub static TYPE: FieldType = FieldType {
    id: "epoch",
    title: "Unix time",
    group: Group::Time,
    data_class: None,
    personal: false,
    doc: "Seconds (perhaps with a fraction), milliseconds, microseconds or nanoseconds since 1970 that fall into \
        2000 to 2035: 9 to 10, 12 to 13, 15 to 16 or 18 to 19 digits. Likewise ticks of .NET (100 ns since \
        year 1), file times of Windows (100 ns since 1601) and times of Chromium (µs since 1601). A column of \
        any other numbers has few cells in those ranges.",
    sources: &[
        "IEEE Std 1003.1-2017 §4.16 (seconds since the Epoch)",
        "Microsoft, DateTime.Ticks; Win32 FILETIME",
        "Chromium, base/time/time.h",
    ],
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
        "timestamp",
        "time stamp",
        "zeitstempel",
        "unixzeit",
        "unix date",
        "date unix",
        "horodatage unix",
        "fecha unix",
        "data unix",
        "unix tijd",
        "created ts",
        "joindate",
        "join date",
        "dateline",
        "regdate",
        "lastvisit",
        "last visit",
        "lastactivity",
        "last activity",
        "ticks",
        "filetime",
        "created",
        "updated",
        "created at",
        "updated at",
        "last login",
        "last seen",
    ],
    gate: Gate { min_len: 9, max_len: 20, classes: Gate::DIGIT | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &[
        "1700000000",
        "1700000000000",
        "1700000000000000",
        "1700000000.123456",
        "638422857000000000",
        "133511697000000000",
    ],
    near_misses: &[
        "123456789",
        "9999999999",
        "17000000000",
        "2024",
        "612345678",
        "1700000000.",
        "17000000000.5",
        "700000000000000000",
    ],
    decide: Decide { named: 0.6, alone: Some(0.95), specificity: 66 },
};

/// 1 January 2000 and 1 January 2036, in seconds.
const RANGE: std::ops::Range<u64> = 946_684_800..2_082_758_400;

/// Seconds from 1 January of year 1 and from 1 January 1601 to 1 January 1970.
const TO_YEAR_1: u64 = 62_135_596_800;
const TO_1601: u64 = 11_644_473_600;

fn check(cell: &[u8]) -> Match {
    if cell.len() < 9 || cell[0] == b'0' {
        return Match::No;
    }
    let whole = match cell.iter().position(|b| *b == b'.') {
        Some(10) if (1..=9).contains(&(cell.len() - 11)) && all_digits(&cell[11..]) => &cell[..10],
        Some(_) => return Match::No,
        None => cell,
    };
    let Some(value) = number(whole) else {
        return Match::No;
    };
    let since =
        |unit: u64, offset: u64| (value / unit).checked_sub(offset).is_some_and(|s| RANGE.contains(&s));
    let found = match whole.len() {
        9 | 10 => since(1, 0),
        12 | 13 => since(1_000, 0),
        15 | 16 => since(1_000_000, 0),
        17 => since(1_000_000, TO_1601),
        18 | 19 => since(1_000_000_000, 0) || since(10_000_000, TO_1601) || since(10_000_000, TO_YEAR_1),
        _ => return Match::No,
    };
    if found { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    let seconds = rng.between(1_500_000_000, 1_760_000_000);
    if rng.below(2) == 0 { seconds.to_string() } else { format!("{seconds}{:03}", rng.below(1000)) }
}
