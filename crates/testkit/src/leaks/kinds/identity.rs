use super::super::Nation;
use super::super::cell::Cell;
use super::{Dirt, Kind, told};

/// National numbers are called by their own names whatever the language of the table.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "nir",
        headers: [
            "nir|numéro de sécurité sociale|num secu|no ss",
            "social security number fr|nir|insee number",
            "NIR|französische Sozialversicherungsnummer",
            "nir",
            "nir",
            "nir",
            "nir",
        ],
        make: |c| {
            let birth = c.someone.birth;
            let sex = if c.someone.female { 2 } else { 1 };
            let body = format!(
                "{sex}{:02}{:02}{:02}{:03}{:03}",
                birth.year % 100,
                birth.month,
                1 + c.below(19),
                1 + c.below(400),
                1 + c.below(400)
            );
            let key = 97 - remainder(&body, 97);
            match c.way(3) {
                0 | 1 => format!("{body}{key:02}"),
                _ => format!(
                    "{} {} {} {} {} {} {key:02}",
                    &body[..1],
                    &body[1..3],
                    &body[3..5],
                    &body[5..7],
                    &body[7..10],
                    &body[10..]
                ),
            }
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "siren",
        headers: ["siren|num siren", "siren", "SIREN", "siren", "siren", "siren", "siren"],
        make: |c| {
            let siren = siren(c);
            match c.way(3) {
                0 | 1 => siren,
                _ => format!("{} {} {}", &siren[..3], &siren[3..6], &siren[6..]),
            }
        },
        // Nine digits that pass Luhn: so do Canadian numbers.
        bare: |_| &["unknown", "integer"],
        dirt: Dirt::Code,
    },
    Kind {
        id: "siret",
        headers: ["siret|num siret", "siret", "SIRET", "siret", "siret", "siret", "siret"],
        make: |c| {
            let body = format!("{}{:04}", siren(c), 1 + c.random.falling(60));
            format!("{body}{}", luhn(&body))
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "fr-vat",
        headers: [
            "tva intracommunautaire|num tva|tva intra",
            "french vat number|vat number",
            "französische USt-IdNr|USt-IdNr",
            "nif iva",
            "partita iva",
            "btw nummer",
            "nif iva",
        ],
        make: |c| {
            let siren = siren(c);
            let key = (12 + 3 * remainder(&siren, 97)) % 97;
            format!("FR{key:02}{siren}")
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "be-national-number",
        headers: [
            "numéro national|registre national|niss",
            "belgian national number|national register number",
            "Nationalnummer|belgische Nationalnummer",
            "niss",
            "niss",
            "rijksregisternummer|insz|rrn",
            "niss",
        ],
        make: |c| {
            let birth = c.someone.birth;
            let body =
                format!("{:02}{:02}{:02}{:03}", birth.year % 100, birth.month, birth.day, 1 + c.below(900));
            let turned = if birth.year < 2_000 { body.clone() } else { format!("2{body}") };
            let key = 97 - remainder(&turned, 97);
            match c.way(2) {
                0 => format!("{body}{key:02}"),
                _ => format!("{}.{}.{}-{}.{key:02}", &body[..2], &body[2..4], &body[4..6], &body[6..]),
            }
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "ca-sin",
        headers: [
            "nas|numéro assurance sociale",
            "sin|social insurance number|sin number",
            "SIN Kanada",
            "sin",
            "sin",
            "sin",
            "sin",
        ],
        make: |c| {
            let body = format!("{}{}", 1 + c.below(7), c.digits(7));
            let sin = format!("{body}{}", luhn(&body));
            match c.way(2) {
                0 => sin,
                _ => format!("{}-{}-{}", &sin[..3], &sin[3..6], &sin[6..]),
            }
        },
        bare: |_| &["unknown", "integer"],
        dirt: Dirt::Code,
    },
    Kind {
        id: "us-ssn",
        headers: [
            "ssn",
            "ssn|social security number|social security",
            "US-Sozialversicherungsnummer|SSN",
            "ssn",
            "ssn",
            "ssn",
            "ssn",
        ],
        make: |c| {
            let (area, group, serial) = (100 + c.below(560), 1 + c.below(99), 1 + c.below(9_999));
            match c.way(3) {
                0 => format!("{area}{group:02}{serial:04}"),
                _ => format!("{area}-{group:02}-{serial:04}"),
            }
        },
        bare: |style| match style % 3 {
            0 => &["unknown", "integer"],
            _ => &[],
        },
        dirt: Dirt::Code,
    },
    Kind {
        id: "uk-nino",
        headers: [
            "nino",
            "ni number|national insurance number|nino",
            "britische NI-Nummer|NINO",
            "nino",
            "nino",
            "nino",
            "nino",
        ],
        make: |c| {
            let first = c.letters(1, b"ABCEHJKLMNPRSTWXYZ");
            let second = c.letters(1, b"ABCEHJKLMPRSTWXYZ");
            let (a, b, d) = (c.digits(2), c.digits(2), c.digits(2));
            let last = c.letters(1, b"ABCD");
            // Prefixes that are never given out.
            let first = if ["GB", "NK", "TN", "ZZ"].contains(&format!("{first}{second}").as_str()) {
                "J".into()
            } else {
                first
            };
            match c.way(2) {
                0 => format!("{first}{second}{a}{b}{d}{last}"),
                _ => format!("{first}{second} {a} {b} {d} {last}"),
            }
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "uk-nhs",
        headers: ["nhs", "nhs number|nhs no", "NHS-Nummer", "nhs", "nhs", "nhs nummer", "nhs"],
        make: |c| {
            let number = loop {
                let body = c.number(9);
                let sum: u32 = (0..9).map(|at| digit(&body, at) * (10 - at as u32)).sum();
                match 11 - sum % 11 {
                    10 => {}
                    key => break format!("{body}{}", key % 11),
                }
            };
            match c.way(2) {
                0 => number,
                _ => format!("{} {} {}", &number[..3], &number[3..6], &number[6..]),
            }
        },
        // One in eleven of all numbers of ten digits.
        bare: |style| match style % 2 {
            0 => &["unknown", "integer"],
            _ => &[],
        },
        dirt: Dirt::Code,
    },
    Kind {
        id: "de-tax-id",
        headers: [
            "numéro fiscal allemand|steuer id",
            "german tax id|steuer id",
            "Steuer-ID|Steueridentifikationsnummer|IdNr|Steuer-Identnr",
            "steuer id",
            "steuer id",
            "steuer id",
            "steuer id",
        ],
        make: |c| {
            // Ten digits of which one occurs twice and one is missing.
            let mut digits: Vec<u32> = (0..10).collect();
            for at in (1..10).rev() {
                digits.swap(at, c.below(at as u64 + 1) as usize);
            }
            digits[9] = digits[c.below(8) as usize];
            if digits[0] == 0 {
                let other = (1..8).find(|&at| digits[at] != 0).unwrap_or(1);
                digits.swap(0, other);
            }
            let body: String = digits.iter().map(ToString::to_string).collect();
            format!("{body}{}", iso_11_10(&body))
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "es-dni",
        headers: [
            "dni|nif",
            "dni|nif|spanish id",
            "DNI|NIF",
            "dni|nif|documento",
            "dni|nif",
            "dni|nif",
            "dni|nif",
        ],
        make: |c| {
            let number = 10_000_000 + c.below(80_000_000);
            format!("{number:08}{}", DNI[(number % 23) as usize])
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "es-nie",
        headers: ["nie", "nie", "NIE", "nie|número de extranjero", "nie", "nie", "nie"],
        make: |c| {
            let (which, number) = (c.below(3), c.below(10_000_000));
            let letter = ['X', 'Y', 'Z'][which as usize];
            format!("{letter}{number:07}{}", DNI[((which * 10_000_000 + number) % 23) as usize])
        },
        bare: |_| &["es-dni"],
        dirt: Dirt::Code,
    },
    Kind {
        id: "nl-bsn",
        headers: ["bsn", "bsn|dutch bsn", "BSN", "bsn", "bsn", "bsn|burgerservicenummer|sofinummer", "bsn"],
        make: |c| loop {
            let body = c.number(8);
            let sum: u32 = (0..8).map(|at| digit(&body, at) * (9 - at as u32)).sum();
            if sum % 11 < 10 {
                return format!("{body}{}", sum % 11);
            }
        },
        bare: |_| &["unknown", "integer"],
        dirt: Dirt::Code,
    },
    Kind {
        id: "ch-ahv",
        headers: [
            "avs|numéro avs|no avs",
            "ahv number|swiss social security",
            "AHV-Nummer|AHV-Nr|Sozialversicherungsnummer",
            "ahv",
            "numero avs|avs",
            "ahv nummer",
            "avs",
        ],
        make: |c| {
            let body = format!("756{}", c.digits(9));
            let number = format!("{body}{}", ean_key(&body));
            match c.way(3) {
                0 => number,
                _ => format!("{}.{}.{}.{}", &number[..3], &number[3..7], &number[7..11], &number[11..]),
            }
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "it-codice-fiscale",
        headers: [
            "code fiscal|codice fiscale",
            "codice fiscale|italian tax code",
            "Codice fiscale|italienische Steuernummer",
            "codice fiscale",
            "codice fiscale|cod fisc|cf",
            "codice fiscale",
            "codice fiscale",
        ],
        make: codice_fiscale,
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "eu-vat",
        headers: [
            "tva intracommunautaire|num tva|no tva",
            "vat number|vat id|vat reg no",
            "USt-IdNr|Umsatzsteuer-ID|ust id",
            "nif iva|número iva",
            "partita iva|p iva",
            "btw nummer|btw id",
            "nif iva|contribuinte iva",
        ],
        make: vat,
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "passport",
        headers: [
            "passeport|num passeport|numéro de passeport",
            "passport number|passport no|passport",
            "Reisepassnummer|Passnummer",
            "pasaporte|número de pasaporte",
            "passaporto|numero passaporto",
            "paspoortnummer|paspoort",
            "passaporte|número do passaporte",
        ],
        make: |c| match c.nation {
            Nation::Fr => c.fill("##@@#####"),
            Nation::De => format!("C{}", c.letters(8, b"0123456789CFGHJKLMNPRTVWXYZ")),
            Nation::Gb | Nation::Us => c.number(9),
            Nation::Es => c.fill("@@@######"),
            Nation::It => c.fill("@@#######"),
            Nation::Nl => c.fill("N@#######"),
            Nation::Pt => c.fill("@@######"),
        },
        // Letters and digits of any document.
        bare: |_| &["unknown", "integer"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "driving-licence",
        headers: [
            "permis de conduire|num permis",
            "driving licence number|driver license|license number|dl number",
            "Führerscheinnummer|Führerschein",
            "permiso de conducir|carnet de conducir",
            "patente|numero patente",
            "rijbewijsnummer|rijbewijs",
            "carta de condução",
        ],
        make: |c| match c.nation {
            Nation::Gb => {
                let name: String = c
                    .someone
                    .last
                    .to_uppercase()
                    .chars()
                    .filter(char::is_ascii_alphabetic)
                    .chain("99999".chars())
                    .take(5)
                    .collect();
                let birth = c.someone.birth;
                let (decade, unit) = (birth.year / 10 % 10, birth.year % 10);
                let month = birth.month + if c.someone.female { 50 } else { 0 };
                format!("{name}{decade}{month:02}{:02}{unit}{}9{}", birth.day, c.fill("A@"), c.fill("@@"))
            }
            Nation::Us => c.fill("@#######"),
            Nation::De => c.fill("B###@@@##@1").replace('@', "R"),
            Nation::It => c.fill("@@#######@"),
            Nation::Es => c.fill("########@"),
            _ => c.number(12),
        },
        bare: |_| &["unknown", "integer", "es-dni"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "licence-plate",
        headers: [
            "immatriculation|plaque|plaque immatriculation",
            "license plate|registration number|plate number|vehicle registration",
            "Kennzeichen|Kfz-Kennzeichen",
            "matrícula|placa",
            "targa",
            "kenteken",
            "matrícula",
        ],
        make: |c| {
            let pattern = c.one(c.land().plates);
            c.fill(&pattern)
        },
        // Few plates follow a plan that nothing else follows.
        bare: |_| &["unknown"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "vin",
        headers: [
            "vin|numéro de châssis|num série véhicule",
            "vin|chassis number|vehicle identification number",
            "FIN|Fahrgestellnummer|VIN",
            "bastidor|número de bastidor|vin",
            "telaio|numero telaio|vin",
            "chassisnummer|vin",
            "número de chassis|quadro|vin",
        ],
        make: |c| {
            let maker = c.one("VF1|VF3|VF7|WVW|WBA|WDB|ZFA|VSS|TMB|SAL|1HG|JTD|KMH|UU1|NMT|W0L");
            let body = format!("{maker}{}", c.letters(14, b"ABCDEFGHJKLMNPRSTUVWXYZ0123456789"));
            format!("{}{}", &body[..11], c.digits(6))
        },
        bare: told,
        dirt: Dirt::Exact,
    },
];

const DNI: [char; 23] = [
    'T', 'R', 'W', 'A', 'G', 'M', 'Y', 'F', 'P', 'D', 'X', 'B', 'N', 'J', 'Z', 'S', 'Q', 'V', 'H', 'L', 'C',
    'K', 'E',
];

fn digit(text: &str, at: usize) -> u32 {
    u32::from(text.as_bytes()[at] - b'0')
}

/// The check digit after these digits (ISO/IEC 7812-1).
pub fn luhn(body: &str) -> u32 {
    let doubled = |at: usize| {
        let value = digit(body, body.len() - 1 - at);
        if at.is_multiple_of(2) { value * 2 / 10 + value * 2 % 10 } else { value }
    };
    (10 - (0..body.len()).map(doubled).sum::<u32>() % 10) % 10
}

/// Remainder of a number of any length.
pub fn remainder(digits: &str, by: u32) -> u32 {
    digits.bytes().fold(0, |rest, b| (rest * 10 + u32::from(b - b'0')) % by)
}

/// The check digit of GS1 numbers: weights 3 and 1 from the right.
pub fn ean_key(body: &str) -> u32 {
    let weighed = |at: usize| digit(body, body.len() - 1 - at) * if at.is_multiple_of(2) { 3 } else { 1 };
    (10 - (0..body.len()).map(weighed).sum::<u32>() % 10) % 10
}

/// ISO/IEC 7064, MOD 11,10.
fn iso_11_10(body: &str) -> u32 {
    let product = body.bytes().fold(10, |product, b| {
        let sum = (u32::from(b - b'0') + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10
}

fn siren(c: &mut Cell<'_>) -> String {
    let body = format!("{}{}", c.one("3|4|5|7|8|9"), c.digits(7));
    format!("{body}{}", luhn(&body))
}

/// Surname, name, birth, place and control letter; the month letters and odd values of the decree.
fn codice_fiscale(c: &mut Cell<'_>) -> String {
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let three = |name: &str| -> String {
        let name = crate::noise::without_accents(name).to_uppercase();
        let is_vowel = |l: &char| "AEIOU".contains(*l);
        let letters = || name.chars().filter(char::is_ascii_alphabetic);
        letters()
            .filter(|l| !is_vowel(l))
            .chain(letters().filter(is_vowel))
            .chain("XXX".chars())
            .take(3)
            .collect()
    };
    let birth = c.someone.birth;
    let day = u32::from(birth.day) + if c.someone.female { 40 } else { 0 };
    let month = char::from(b"ABCDEHLMPRST"[usize::from(birth.month - 1)]);
    let place = c.one("H501|F205|F839|L219|G273|D969|A944|D612|A662|C351");
    let (last, first) = (three(&c.someone.last), three(&c.someone.first));
    let body = format!("{last}{first}{:02}{month}{day:02}{place}", birth.year % 100);
    let value = |at: usize, b: u8| {
        let plain = if b.is_ascii_digit() { u32::from(b - b'0') } else { u32::from(b - b'A') };
        if at.is_multiple_of(2) { ODD[plain as usize] } else { plain }
    };
    let sum: u32 = body.bytes().enumerate().map(|(at, b)| value(at, b)).sum();
    format!("{body}{}", char::from(b'A' + (sum % 26) as u8))
}

fn vat(c: &mut Cell<'_>) -> String {
    match c.nation {
        Nation::De => {
            let body = c.number(8);
            format!("DE{body}{}", iso_11_10(&body))
        }
        Nation::Es => {
            let number = 10_000_000 + c.below(80_000_000);
            format!("ES{number:08}{}", DNI[(number % 23) as usize])
        }
        Nation::It => {
            let body = format!("0{}", c.number(9));
            format!("IT{body}{}", luhn(&body))
        }
        Nation::Nl => loop {
            let body = c.number(8);
            let sum: u32 = (0..8).map(|at| digit(&body, at) * (9 - at as u32)).sum();
            if sum % 11 < 10 {
                break format!("NL{body}{}B0{}", sum % 11, 1 + c.below(3));
            }
        },
        Nation::Pt => {
            let body = format!("5{}", c.digits(7));
            let sum: u32 = (0..8).map(|at| digit(&body, at) * (9 - at as u32)).sum();
            let key = match sum % 11 {
                0 | 1 => 0,
                rest => 11 - rest,
            };
            format!("PT{body}{key}")
        }
        // Firms of Belgium, which all of the other nations trade with.
        Nation::Fr | Nation::Gb | Nation::Us => {
            let body = format!("0{}", c.number(7));
            format!("BE{body}{:02}", 97 - remainder(&body, 97))
        }
    }
}
