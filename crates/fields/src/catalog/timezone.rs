use crate::form::digits::number;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Time zone.
pub static TYPE: FieldType = FieldType {
    id: "timezone",
    title: "Time zone",
    group: Group::Contact,
    data_class: Some("Time zones"),
    personal: false,
    doc: "A zone of the IANA database by its shape (`Europe/Paris`), or an offset from UTC. Continents and \
        oceans are a closed list; their cities are not checked.",
    sources: &["IANA Time Zone Database", "ISO 8601-1 §5.3.4"],
    headers: &[
        "timezone",
        "time zone",
        "fuseau horaire",
        "tz",
        "fuseau",
        "zeitzone",
        "zona horaria",
        "fuso orario",
        "tijdzone",
        "tz name",
        "timezone name",
        "fuso horario",
    ],
    gate: Gate { min_len: 3, max_len: 40, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["Europe/Paris", "America/Argentina/Buenos_Aires", "UTC", "UTC+02:00", "GMT-5", "+02:00"],
    near_misses: &["Europe", "Paris", "Europa/Paris", "UTC+99", "Mars/Phobos"],
    decide: Decide { named: 0.6, alone: Some(0.85), specificity: 84 },
};

const AREAS: &[&[u8]] = &[
    b"Africa/",
    b"America/",
    b"Antarctica/",
    b"Arctic/",
    b"Asia/",
    b"Atlantic/",
    b"Australia/",
    b"Europe/",
    b"Indian/",
    b"Pacific/",
    b"Etc/",
    b"US/",
    b"Canada/",
];

/// `+2`, `+02`, `+0200`, `+02:00`, at most 14 hours.
fn is_offset(cell: &[u8]) -> bool {
    let [b'+' | b'-', rest @ ..] = cell else {
        return false;
    };
    let (hours, minutes): (&[u8], &[u8]) = match rest {
        [h, b':', m @ ..] => (std::slice::from_ref(h), m),
        [_, _, b':', m @ ..] => (&rest[..2], m),
        [_, _, _, _] => (&rest[..2], &rest[2..]),
        _ => (rest, b"00"),
    };
    let small = |b: &[u8], top: u64| b.len() <= 2 && number(b).is_some_and(|n| n <= top);
    small(hours, 14) && minutes.len() == 2 && small(minutes, 59)
}

fn check(cell: &[u8]) -> Match {
    if !(3..=40).contains(&cell.len()) {
        return Match::No;
    }
    let named = AREAS.iter().find_map(|a| cell.strip_prefix(*a)).is_some_and(|city| {
        city.first().is_some_and(u8::is_ascii_alphabetic)
            && city.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'/' | b'+'))
    });
    let based = cell.strip_prefix(b"UTC").or_else(|| cell.strip_prefix(b"GMT"));
    let offset =
        based.map_or(cell.contains(&b':') && is_offset(cell), |rest| rest.is_empty() || is_offset(rest));
    if named || offset { Match::Valid } else { Match::No }
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&[
        "Europe/Paris",
        "Europe/Brussels",
        "America/Montreal",
        "America/New_York",
        "UTC",
        "UTC+01:00",
        "Asia/Tokyo",
    ]))
    .to_owned()
}
