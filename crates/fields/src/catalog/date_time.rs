use crate::form::calendar::Reading;
use crate::form::clock::{self, Clock};
use crate::form::digits::all_digits;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Date and time.
pub static TYPE: FieldType = FieldType {
    id: "date-time",
    title: "Date and time",
    group: Group::Time,
    data_class: None,
    personal: false,
    doc: "A date (any style of `date`) and a time of day with optional seconds, fraction, am/pm and zone. \
        Also the stamps of databases and logs: those of MongoDB (`ISODate`, `$date`) and .NET (`/Date(0)/`), Oracle's and Db2's \
        dotted times, access logs, `date(1)`, LDAP. Dates or times that do not exist look like one. Fourteen bare \
        digits tell nothing without a header.",
    sources: &[
        "ISO 8601-1 §5.4",
        "RFC 3339 §5.6",
        "RFC 5322 §3.3",
        "RFC 4517 §3.3.13 (GeneralizedTime)",
        "MongoDB Extended JSON v2",
        "Oracle Database SQL Language Reference, datetime literals",
        "NCSA common log format",
    ],
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
        "first seen",
        "last activity",
        "last visit",
        "last access",
        "cree le",
        "modifie le",
        "mis a jour le",
        "date creation compte",
        "erstellt am",
        "erstellt",
        "geandert am",
        "letzter login",
        "letzte anmeldung",
        "registriert am",
        "fecha y hora",
        "creado el",
        "creado en",
        "fecha creacion",
        "fecha de creacion",
        "fecha modificacion",
        "ultima conexion",
        "ultimo acceso",
        "data ora",
        "data e ora",
        "creato il",
        "modificato il",
        "ultimo accesso",
        "data creazione",
        "data modifica",
        "datum tijd",
        "aangemaakt op",
        "gewijzigd op",
        "laatste login",
        "laatst gezien",
        "tijdstip",
        "data hora",
        "data e hora",
        "criado em",
        "alterado em",
        "ultimo login",
        "data criacao",
        "data de criacao",
    ],
    gate: Gate { min_len: 10, max_len: 72, classes: Gate::TEXT },
    check: &check,
    telling: Some(marked),
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &[
        "2024-01-31T10:15:00Z",
        "2024-01-31 10:15:00",
        "31/01/2024 10:15",
        "01/31/2024 08:05:59 AM",
        "2024-01-31T10:15:00.000+02:00",
        "31/01/2024 à 10h15",
        "31/Jan/2024:10:15:00 +0100",
        "31-JAN-24 10.15.00.000000 AM",
        "ISODate(\"2024-01-31T10:15:00Z\")",
        "{\"$date\":\"2024-01-31T10:15:00Z\"}",
        "Wed Jan 31 10:15:00 CET 2024",
        "20240131101500Z",
        "20240131101500",
    ],
    near_misses: &[
        "2024-01-31",
        "2024-02-31T10:15:00Z",
        "2024-01-31 25:00:00",
        "10:15:00",
        "2024-01-31 10:15 and later",
        "20241331101500",
        "{\"$oid\":\"65ba1c2f9f1b2c0012345678\"}",
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

fn marked(cell: &[u8]) -> bool {
    !all_digits(cell)
}

/// ISO date, then the time as written.
fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    let moment = clock::moment(cell);
    match moment.day {
        Reading::Real(date) => {
            date.push_iso(out);
            out.push(b' ');
            out.extend_from_slice(moment.time);
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
