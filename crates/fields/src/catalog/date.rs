use crate::form::calendar::{self, Reading, Style};
use crate::form::clock;
use crate::form::digits::number;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Date.
pub static TYPE: FieldType = FieldType {
    id: "date",
    title: "Date",
    group: Group::Time,
    data_class: None,
    personal: false,
    doc: "A real day of the Gregorian calendar, years 1000 to 2999: ISO, day or month first, dotted, with \
        the month's name, or eight digits; a day at midnight, as databases write dates; or the day count of \
        a spreadsheet. Days that do not exist look like a date. Bare digits tell nothing without a header.",
    sources: &[
        "ISO 8601-1 §5.2",
        "Unicode CLDR date formats (EN FR DE ES IT NL PT)",
        "ECMA-376-1 §18.17.4 (serial dates)",
    ],
    headers: &[
        "date",
        "day",
        "jour",
        "order date",
        "date commande",
        "date de commande",
        "date livraison",
        "date de livraison",
        "delivery date",
        "ship date",
        "shipped date",
        "created date",
        "date creation",
        "date de creation",
        "start date",
        "end date",
        "date debut",
        "date fin",
        "date de debut",
        "date de fin",
        "signup date",
        "registration date",
        "date inscription",
        "date d inscription",
        "hire date",
        "date embauche",
        "invoice date",
        "date facture",
        "payment date",
        "date paiement",
        "due date",
        "join date",
        "date joined",
        "datum",
        "fecha",
        "data",
        "release date",
        "purchase date",
        "date achat",
        "date d achat",
        "issue date",
        "effective date",
        "bestelldatum",
        "anmeldedatum",
        "eintrittsdatum",
        "lieferdatum",
        "rechnungsdatum",
        "registrierungsdatum",
        "erstelldatum",
        "startdatum",
        "enddatum",
        "fecha pedido",
        "fecha de pedido",
        "fecha alta",
        "fecha de alta",
        "fecha registro",
        "fecha de registro",
        "fecha entrega",
        "fecha factura",
        "fecha inicio",
        "fecha fin",
        "fecha compra",
        "data ordine",
        "data iscrizione",
        "data registrazione",
        "data assunzione",
        "data consegna",
        "data fattura",
        "data inizio",
        "data fine",
        "data acquisto",
        "besteldatum",
        "inschrijfdatum",
        "leverdatum",
        "factuurdatum",
        "begindatum",
        "einddatum",
        "datum inschrijving",
        "datum bestelling",
        "data encomenda",
        "data da encomenda",
        "data inscricao",
        "data registo",
        "data de registo",
        "data entrega",
        "data fatura",
        "data compra",
        "joined",
        "member since",
        "last visit date",
    ],
    gate: Gate { min_len: 5, max_len: 72, classes: Gate::TEXT },
    check: &check,
    telling: Some(separated),
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &[
        "2024-01-31",
        "31/01/2024",
        "1/31/24",
        "31.01.2024",
        "31 janvier 2024",
        "Jan 31, 2024",
        "20240131",
        "31-JAN-24",
        "2024-01-31 00:00:00",
        "45322",
    ],
    near_misses: &[
        "2024-02-30",
        "2024-13-01",
        "31/31/2024",
        "1.2.3",
        "192.168.1.1",
        "2024-01",
        "12345678",
        "2024-01-31 10:15:00",
        "12345",
        "99999",
    ],
    decide: Decide { named: 0.6, alone: Some(0.8), specificity: 70 },
};

/// Day counts of spreadsheets from 1954-10-03 to 2064-04-08: in front and behind, columns of numbers are likelier.
const SERIALS: std::ops::RangeInclusive<u64> = 20_000..=60_000;

fn check(cell: &[u8]) -> Match {
    match calendar::date(cell) {
        Reading::Real(_) => Match::Valid,
        Reading::Unreal => Match::LooksLike,
        Reading::No if cell.len() == 5 && number(cell).is_some_and(|n| SERIALS.contains(&n)) => Match::Valid,
        Reading::No if clock::moment(cell).is_midnight() => Match::Valid,
        Reading::No => Match::No,
    }
}

fn separated(cell: &[u8]) -> bool {
    matches!(calendar::date(cell), Reading::Real(d) if d.style != Style::Bare)
}

/// ISO date, the day before the month where both orders are real.
fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    let day = match calendar::date(cell) {
        Reading::No => clock::moment(cell).day,
        day => day,
    };
    match day {
        Reading::Real(date) => date.push_iso_of(cell, out),
        _ => out.extend_from_slice(cell),
    }
}

fn generate(rng: &mut Seeded) -> String {
    let (year, month, day) = made_up::day(rng, 2016, 2025);
    match rng.below(4) {
        0 => format!("{day:02}/{month:02}/{year}"),
        1 => format!("{month}/{day}/{year}"),
        2 => format!("{day} {} {year}", rng.pick(&["janvier", "May", "août", "Dec"])),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}
