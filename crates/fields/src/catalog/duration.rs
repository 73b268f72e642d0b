use crate::form::blank;
use crate::form::digits::{all_digits, number};
use crate::form::number as numbers;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Duration.
pub static TYPE: FieldType = FieldType {
    id: "duration",
    title: "Duration",
    group: Group::Time,
    data_class: None,
    personal: false,
    doc: "A length of time: ISO 8601 (`P1DT2H`), a clock of hours over 24 or with three parts, or numbers \
        with units (`3 days`, `1h 20min`) in English, French, German, Spanish, Italian, Dutch and Portuguese. \
        Plain clock times are valid here too, and tell nothing without a header; plain numbers look like one.",
    sources: &["ISO 8601-1 §5.5"],
    headers: &[
        "duration",
        "duree",
        "elapsed",
        "elapsed time",
        "length",
        "dauer",
        "duracion",
        "durata",
        "duur",
        "time spent",
        "temps passe",
        "runtime",
        "delai",
        "session duration",
        "tenure",
        "anciennete",
        "call duration",
        "duration sec",
        "duration seconds",
        "duration ms",
        "seconds",
        "duree appel",
        "duree d appel",
        "duree session",
        "temps de connexion",
        "gesprachsdauer",
        "gespraechsdauer",
        "sitzungsdauer",
        "dauer sek",
        "duracion llamada",
        "duracion sesion",
        "durata chiamata",
        "durata sessione",
        "gespreksduur",
        "sessieduur",
        "duracao",
        "duracao chamada",
        "duracao sessao",
        "uptime",
    ],
    gate: Gate { min_len: 1, max_len: 32, classes: Gate::TEXT },
    check: &check,
    telling: Some(|cell| with_unit(cell) && !is_lettered_number(cell)),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &[
        "P1DT2H",
        "PT30M",
        "36:15:00",
        "3 days",
        "1h 20min",
        "45 min",
        "3 Tage",
        "12 días",
        "2 uur 5 minuten",
    ],
    near_misses: &["P", "3 apples", "12", "1:75", "PT"],
    decide: Decide { named: 0.6, alone: Some(0.85), specificity: 64 },
};

/// EN FR, then what DE ES IT NL PT write otherwise.
const UNITS: &[&str] = &[
    "s",
    "sec",
    "secs",
    "second",
    "seconds",
    "seconde",
    "secondes",
    "ms",
    "m",
    "min",
    "mins",
    "minute",
    "minutes",
    "mn",
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "heure",
    "heures",
    "d",
    "day",
    "days",
    "j",
    "jour",
    "jours",
    "w",
    "week",
    "weeks",
    "semaine",
    "semaines",
    "mo",
    "month",
    "months",
    "mois",
    "y",
    "yr",
    "yrs",
    "year",
    "years",
    "an",
    "ans",
    "annee",
    "annees",
    "année",
    "années",
    "sek",
    "sekunde",
    "sekunden",
    "minuten",
    "std",
    "stunde",
    "stunden",
    "tag",
    "tage",
    "tagen",
    "woche",
    "wochen",
    "monat",
    "monate",
    "monaten",
    "jahr",
    "jahre",
    "jahren",
    "seg",
    "segundo",
    "segundos",
    "minuto",
    "minutos",
    "hora",
    "horas",
    "día",
    "días",
    "dia",
    "dias",
    "semana",
    "semanas",
    "mes",
    "meses",
    "mês",
    "año",
    "años",
    "ano",
    "anos",
    "secondo",
    "secondi",
    "minuti",
    "ora",
    "ore",
    "giorno",
    "giorni",
    "settimana",
    "settimane",
    "mese",
    "mesi",
    "anno",
    "anni",
    "seconden",
    "minuut",
    "uur",
    "uren",
    "dag",
    "dagen",
    "weken",
    "maand",
    "maanden",
    "jaar",
    "jaren",
];

/// `PnYnMnDTnHnMnS` with at least one part, `PnW`.
fn iso(cell: &[u8]) -> bool {
    let Some(body) = cell.strip_prefix(b"P") else {
        return false;
    };
    let (mut digits, mut parts) = (0, 0);
    for &b in body {
        match b {
            b'0'..=b'9' | b'.' | b',' => digits += 1,
            b'T' if digits == 0 => {}
            b'Y' | b'M' | b'W' | b'D' | b'H' | b'S' if digits > 0 => {
                parts += 1;
                digits = 0;
            }
            _ => return false,
        }
    }
    parts > 0 && digits == 0
}

/// `h:mm` or `h:mm:ss` with hours of any size up to four digits.
fn clock(cell: &[u8]) -> bool {
    let mut parts = cell.split(|b| *b == b':');
    let hours = parts.next().is_some_and(|h| h.len() <= 4 && all_digits(h));
    let sixty = |p: &[u8]| p.len() == 2 && number(p).is_some_and(|n| n < 60);
    let minutes = parts.next().is_some_and(sixty);
    hours
        && minutes
        && parts.next().is_none_or(|s| sixty(s.split(|b| *b == b'.').next().unwrap_or(s)))
        && parts.next().is_none()
}

/// Numbers each followed by a unit.
fn units(cell: &[u8]) -> bool {
    let (mut rest, mut parts) = (cell, 0);
    while !rest.is_empty() {
        let digits = rest.iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
        let tail = blank::trim_start(&rest[digits..]);
        let letters = tail.iter().take_while(|b| b.is_ascii_alphabetic() || !b.is_ascii()).count();
        let known = UNITS.iter().any(|u| u.as_bytes().eq_ignore_ascii_case(&tail[..letters]));
        if digits == 0 || !rest[0].is_ascii_digit() || !known {
            return false;
        }
        parts += 1;
        rest = blank::trim_start(&tail[letters..]);
    }
    (1..=6).contains(&parts)
}

fn check(cell: &[u8]) -> Match {
    if !(1..=32).contains(&cell.len()) || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    if iso(cell) || clock(cell) || units(cell) {
        return Match::Valid;
    }
    // Seconds, most often: the header says that it is a time.
    let plain =
        numbers::number(cell).is_some_and(|n| !n.signed && !n.grouped && n.whole <= 9 && n.decimals <= 6);
    if plain { Match::LooksLike } else { Match::No }
}

fn with_unit(cell: &[u8]) -> bool {
    !clock(cell)
}

/// Eight digits and one letter: the form of a Spanish DNI, and no length of time that people write.
fn is_lettered_number(cell: &[u8]) -> bool {
    cell.split_last().is_some_and(|(letter, digits)| {
        letter.is_ascii_alphabetic() && digits.len() >= 8 && digits.iter().all(u8::is_ascii_digit)
    })
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(3) {
        0 => format!("PT{}H{}M", rng.below(24), rng.below(60)),
        1 => format!("{} days", rng.between(2, 90)),
        _ => format!("{}h {}min", rng.between(1, 9), rng.below(60)),
    }
}
