use super::super::cell::Cell;
use super::super::{Lang, Nation};
use super::{Dirt, Kind, told};
use crate::population::{Date, Moment};

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub const KINDS: &[Kind] = &[
    Kind {
        id: "date",
        headers: [
            "date commande|date inscription|date embauche|date création",
            "order date|signup date|hire date|start date|date",
            "Bestelldatum|Anmeldedatum|Eintrittsdatum|Datum",
            "fecha pedido|fecha alta|fecha registro|fecha",
            "data ordine|data iscrizione|data assunzione",
            "besteldatum|datum inschrijving|datum",
            "data encomenda|data inscrição|data registo",
        ],
        make: |c| write_day(c.day(), c),
        // Eight digits are any number; midnight is a time as well.
        bare: |style| match style % 8 {
            5 => &["unknown", "integer"],
            6 => &["date-time"],
            _ => &[],
        },
        dirt: Dirt::Exact,
    },
    Kind {
        id: "date-time",
        headers: [
            "date heure|créé le|dernière connexion|horodatage|date maj",
            "created at|last login|timestamp|updated at|date time",
            "Erstellt am|letzter Login|Zeitstempel|erstellt",
            "fecha hora|última conexión|creado el|fecha creación",
            "data ora|ultimo accesso|creato il",
            "aangemaakt op|laatste login|tijdstip|datum tijd",
            "data hora|último acesso|criado em",
        ],
        make: |c| write_moment(c.moment(), c),
        // Fourteen digits are any number.
        bare: |style| match MOMENTS[(style % 20) as usize] {
            13 => &["unknown", "integer"],
            _ => &[],
        },
        dirt: Dirt::Exact,
    },
    Kind {
        id: "time-of-day",
        headers: [
            "heure|heure livraison|heure appel",
            "time|call time|delivery time",
            "Uhrzeit|Zeit|Anrufzeit",
            "hora|hora llamada|hora entrega",
            "ora|orario|ora consegna",
            "tijd|tijdstip|belmoment",
            "hora|hora chamada|hora entrega",
        ],
        make: |c| {
            let (hour, minute, second) = c.moment().clock();
            match c.way(4) {
                0 => format!("{hour:02}:{minute:02}"),
                2 if c.nation == Nation::Fr => format!("{hour}h{minute:02}"),
                2 | 3 if c.nation.lang() == Lang::En => {
                    format!("{}:{minute:02} {}", (hour + 11) % 12 + 1, if hour < 12 { "AM" } else { "PM" })
                }
                _ => format!("{hour:02}:{minute:02}:{second:02}"),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "epoch",
        headers: [
            "timestamp|date unix|horodatage unix",
            "timestamp|created ts|unix time|epoch|joindate",
            "Zeitstempel|Unixzeit|ts",
            "timestamp|fecha unix|ts",
            "timestamp|ts|data unix",
            "timestamp|unix tijd|ts",
            "timestamp|ts|data unix",
        ],
        make: |c| {
            let moment = c.moment();
            let seconds = moment.date.days() * 86_400 + i64::from(moment.second);
            match c.way(6) {
                0..3 => seconds.to_string(),
                3 | 4 => format!("{seconds}{}", c.digits(3)),
                _ => format!("{seconds}{}", c.digits(6)),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "duration",
        headers: [
            "durée|durée appel|durée session",
            "duration|call duration|session duration|duration sec",
            "Dauer|Gesprächsdauer|Dauer Sek",
            "duración|duración llamada",
            "durata|durata chiamata",
            "duur|gespreksduur",
            "duração|duração chamada",
        ],
        make: |c| {
            let seconds = c.random.falling(5_400);
            match c.way(5) {
                0 => format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60),
                1 => seconds.to_string(),
                2 => format!("PT{}M{}S", seconds / 60, seconds % 60),
                3 => format!("{}m {}s", seconds / 60, seconds % 60),
                _ => format!("{} min", 1 + seconds / 60),
            }
        },
        // A clock of under a day is a time of day as well; seconds are a number.
        bare: |style| match style % 5 {
            0 => &["time-of-day"],
            1 => &["integer", "unknown"],
            _ => &[],
        },
        dirt: Dirt::Exact,
    },
];

/// A day in the column's way: ISO, as the nation writes it, with the month's name, in eight digits, with a midnight.
pub fn write_day(date: Date, c: &Cell<'_>) -> String {
    let Date { year, month, day } = date;
    let national = match c.nation {
        Nation::De => format!("{day:02}.{month:02}.{year}"),
        Nation::Nl => format!("{day:02}-{month:02}-{year}"),
        Nation::Us => format!("{month:02}/{day:02}/{year}"),
        _ => format!("{day:02}/{month:02}/{year}"),
    };
    let english = ENGLISH[usize::from(month - 1)];
    match c.way(8) {
        0 | 1 => format!("{year}-{month:02}-{day:02}"),
        2 | 3 => national,
        4 => format!("{}{:02}", &national[..national.len() - 4], year % 100),
        5 => format!("{year}{month:02}{day:02}"),
        6 => format!("{year}-{month:02}-{day:02} 00:00:00"),
        _ => {
            let own = c.words().months.split('|').nth(usize::from(month - 1)).unwrap_or(english).trim();
            match c.nation.lang() {
                Lang::En if c.style % 16 < 8 => format!("{english} {day}, {year}"),
                Lang::En => format!("{day:02}-{}-{:02}", english[..3].to_uppercase(), year % 100),
                Lang::Es | Lang::Pt => format!("{day} de {own} de {year}"),
                Lang::De => format!("{day}. {own} {year}"),
                _ => format!("{day} {own} {year}"),
            }
        }
    }
}

/// Ways of writing a moment by the column's style, the usual ones most often.
const MOMENTS: [u32; 20] = [0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13];

/// A moment as databases, mail, logs and spreadsheets write it.
pub fn write_moment(moment: Moment, c: &mut Cell<'_>) -> String {
    let Date { year, month, day } = moment.date;
    let (hour, minute, second) = moment.clock();
    let fraction = c.digits(6);
    let english = &ENGLISH[usize::from(month - 1)][..3];
    let weekday = WEEKDAYS[usize::from(moment.date.weekday())];
    let (short, half) = ((hour + 11) % 12 + 1, if hour < 12 { "AM" } else { "PM" });
    let iso = format!("{year}-{month:02}-{day:02}");
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    match MOMENTS[c.way(20) as usize] {
        0 => format!("{iso} {clock}"),
        1 => format!("{iso}T{clock}Z"),
        2 => match c.nation {
            Nation::De => format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02}"),
            Nation::Nl => format!("{day:02}-{month:02}-{year} {hour:02}:{minute:02}"),
            Nation::Us => format!("{month}/{day}/{year} {short}:{minute:02}:{second:02} {half}"),
            Nation::Fr => format!("{day:02}/{month:02}/{year} à {hour}h{minute:02}"),
            _ => format!("{day:02}/{month:02}/{year} {hour:02}:{minute:02}"),
        },
        3 => format!("{iso}T{clock}.{}+01:00", &fraction[..3]),
        4 => format!("{iso} {clock}.{}", &fraction[..3]),
        5 => format!("{weekday}, {day:02} {english} {year} {clock} +0100"),
        6 => format!("ISODate(\"{iso}T{clock}.{}Z\")", &fraction[..3]),
        7 => format!("{{\"$date\":\"{iso}T{clock}.{}Z\"}}", &fraction[..3]),
        8 => format!("{english} {day:>2} {year} {short:>2}:{minute:02}{half}"),
        9 => format!(
            "{day:02}-{}-{:02} {short:02}.{minute:02}.{second:02}.{fraction}000 {half}",
            english.to_uppercase(),
            year % 100
        ),
        10 => format!("{iso} {clock}.{fraction}+00"),
        12 => format!("{day:02}/{english}/{year}:{clock} +0200"),
        _ => format!("{year}{month:02}{day:02}{hour:02}{minute:02}{second:02}"),
    }
}
