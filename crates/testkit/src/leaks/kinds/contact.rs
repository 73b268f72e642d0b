use super::super::Nation;
use super::super::cell::Cell;
use super::{Dirt, Kind, number, told};

pub const KINDS: &[Kind] = &[
    Kind {
        id: "email",
        headers: [
            "email|e-mail|mail|courriel|adresse mail",
            "email|e-mail|email address|mail",
            "E-Mail|E-Mail-Adresse|Mailadresse",
            "email|correo|correo electrónico",
            "email|posta elettronica|indirizzo email",
            "email|e-mailadres",
            "email|correio eletrónico",
        ],
        make: |c| c.someone.mail.clone(),
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "phone",
        headers: [
            "téléphone|tel|portable|tel mobile|num tel|gsm",
            "phone|phone number|mobile|telephone|cell|msisdn",
            "Telefon|Handy|Telefonnummer|Mobil|Tel.",
            "teléfono|móvil|tlf|num telefono",
            "telefono|cellulare|tel|cell",
            "telefoon|mobiel|telefoonnummer|gsm",
            "telefone|telemóvel|contacto",
        ],
        make: phone,
        // Bare digits may be any number; with the country or with separators they tell.
        bare: |style| match style % 7 {
            0 | 1 => &["unknown", "integer"],
            _ => &[],
        },
        dirt: Dirt::Code,
    },
    Kind {
        id: "street-address",
        headers: [
            "adresse|adresse 1|rue|voie",
            "address|street address|address line 1|addr1|street",
            "Straße|Adresse|Anschrift|Str. Hausnr",
            "dirección|domicilio|direccion 1",
            "indirizzo|via|indirizzo 1",
            "adres|straat|adresregel 1",
            "morada|endereço|rua",
        ],
        make: |c| c.someone.street.clone(),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "full-address",
        headers: [
            "adresse complète|adresse postale|adresse de livraison",
            "full address|mailing address|shipping address",
            "vollständige Adresse|Anschrift komplett|Lieferadresse",
            "dirección completa|dirección de envío",
            "indirizzo completo|indirizzo di spedizione",
            "volledig adres|afleveradres",
            "morada completa|endereço completo",
        ],
        make: |c| format!("{}{}{}", c.someone.street, if c.way(3) == 0 { " " } else { ", " }, locality(c)),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "locality",
        headers: [
            "cp ville|code postal et ville",
            "city state zip|city and postcode",
            "PLZ Ort|PLZ/Ort",
            "cp población|código postal y localidad",
            "cap e città|cap comune",
            "postcode plaats|postcode en woonplaats",
            "código postal e localidade|cp localidade",
        ],
        make: |c| locality(c),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "street-number",
        headers: [
            "numéro de voie|num voie|no rue",
            "house number|street number|house no",
            "Hausnummer|Hausnr",
            "número de calle|num portal",
            "numero civico|civico",
            "huisnummer",
            "número de porta|nº porta",
        ],
        make: |c| {
            let number = 1 + c.random.falling(180);
            match c.below(12) {
                0 if c.nation == Nation::Fr => format!("{number} bis"),
                0 | 1 => format!("{number}{}", ['a', 'b', 'A'][(number % 3) as usize]),
                _ => number.to_string(),
            }
        },
        bare: number,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "address-line",
        headers: [
            "complément adresse|adresse 2|complement|cplt adresse",
            "address line 2|address2|apt|unit",
            "Adresszusatz|Adresse 2",
            "dirección 2|piso puerta|complemento dirección",
            "indirizzo 2|complemento indirizzo",
            "adresregel 2|toevoeging adres",
            "morada 2|complemento morada",
        ],
        make: |c| {
            let line = c.one(c.words().beside);
            let number = (1 + c.below(60)).to_string();
            c.fill(&line.replace('#', &number))
        },
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "postcode",
        headers: [
            "code postal|cp|codepostal",
            "zip|postcode|postal code|zip code",
            "PLZ|Postleitzahl",
            "código postal|cp|cod postal",
            "cap|codice postale",
            "postcode",
            "código postal|cod postal|cp",
        ],
        make: |c| c.someone.postcode.clone(),
        // Five digits may be any number; letters tell. Beside a town it is told, which this set does not ask of every table.
        bare: |_| &["unknown", "integer"],
        dirt: Dirt::Code,
    },
    Kind {
        id: "city",
        headers: [
            "ville|commune|localité",
            "city|town",
            "Ort|Stadt|Wohnort",
            "ciudad|población|localidad|municipio",
            "città|comune|località",
            "plaats|woonplaats|stad",
            "cidade|localidade|concelho",
        ],
        make: |c| c.someone.city.clone(),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "region",
        headers: [
            "région",
            "state|region|state province",
            "Bundesland",
            "comunidad autónoma|región",
            "regione",
            "provincie",
            "distrito|região",
        ],
        make: |c| c.someone.region.to_owned(),
        // Many regions bear the name of their town: Berlin, Utrecht, Braga.
        bare: |_| &["city"],
        dirt: Dirt::Words,
    },
    Kind {
        id: "department",
        headers: [
            "département|dept",
            "county",
            "Landkreis",
            "departamento",
            "dipartimento",
            "departement",
            "departamento",
        ],
        make: |c| c.one(c.land().departments),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "country",
        headers: [
            "pays|code pays",
            "country|country code",
            "Land|Ländercode",
            "país|cod pais",
            "paese|nazione",
            "land|landcode",
            "país",
        ],
        make: |c| {
            let code = match c.way(3) {
                0 => Some(c.land().codes[0]),
                1 if c.nation != Nation::Us => Some(c.land().codes[1]),
                _ => None,
            };
            // Customers live in more than one country, most of them in the own one.
            match (code, c.below(4)) {
                (Some(own), 1..) => own.to_owned(),
                (Some(own), _) if own.len() == 2 => c.one("FR|BE|CH|LU|DE|ES|IT|GB|US|NL|PT|CA"),
                (Some(_), _) => c.one("FRA|BEL|CHE|LUX|DEU|ESP|ITA|GBR|USA|NLD|PRT|CAN"),
                (None, 1..) => c.words().countries.split('|').next().unwrap_or_default().to_owned(),
                (None, _) => c.one(c.words().countries),
            }
        },
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "latitude",
        headers: [
            "latitude|lat",
            "latitude|lat",
            "Breitengrad|geo breite",
            "latitud|lat",
            "latitudine|lat",
            "breedtegraad|lat",
            "latitude|lat",
        ],
        make: |c| degrees(c.someone.latitude, c.way(3)),
        // A decimal number; beside its longitude it may be told.
        bare: |_| &["decimal", "unknown"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "longitude",
        headers: [
            "longitude|lon|lng",
            "longitude|lng|long",
            "Längengrad|geo laenge",
            "longitud|lon",
            "longitudine|lon",
            "lengtegraad|lon",
            "longitude|lng",
        ],
        make: |c| degrees(c.someone.longitude, c.way(3)),
        bare: |_| &["decimal", "unknown"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "geo-pair",
        headers: [
            "coordonnées gps|position gps|geoloc",
            "gps coordinates|lat lng|geo location|coordinates",
            "GPS-Koordinaten|Koordinaten",
            "coordenadas|coordenadas gps",
            "coordinate gps|coordinate",
            "gps coordinaten|coördinaten",
            "coordenadas gps|coordenadas",
        ],
        make: |c| {
            let (latitude, longitude) = (c.someone.latitude, c.someone.longitude);
            match c.way(3) {
                0 => format!("{latitude:.6},{longitude:.6}"),
                1 => format!("{latitude:.5}, {longitude:.5}"),
                _ => format!("({latitude:.4}, {longitude:.4})"),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "geometry",
        headers: [
            "geometrie|the geom|wkt",
            "geometry|wkt|the geom|geom",
            "Geometrie|wkt",
            "geometria|wkt",
            "geometria|geom",
            "geometrie|wkt",
            "geometria|the geom",
        ],
        make: |c| {
            let (latitude, longitude) = (c.someone.latitude, c.someone.longitude);
            match c.way(3) {
                0 => format!("POINT({longitude:.6} {latitude:.6})"),
                1 => format!("SRID=4326;POINT({longitude:.6} {latitude:.6})"),
                _ => format!("POINT ({longitude:.5} {latitude:.5})"),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "language",
        headers: [
            "langue|langue préférée",
            "language|preferred language|locale|lang",
            "Sprache|Korrespondenzsprache",
            "idioma",
            "lingua",
            "taal|voorkeurstaal",
            "idioma|língua",
        ],
        make: |c| match c.way(3) {
            0 => c.one("fr|en|de|es|it|nl|pt"),
            1 => c.one("fr_FR|en_US|de_DE|en_GB|es_ES|it_IT|nl_NL|pt_PT"),
            _ => c.one(c.words().languages),
        },
        // Two letters are countries too; a people is called like its language.
        bare: |style| match style % 3 {
            0 => &["country", "enum"],
            1 => &[],
            _ => &["nationality"],
        },
        dirt: Dirt::Exact,
    },
    Kind {
        id: "timezone",
        headers: [
            "fuseau horaire",
            "timezone|time zone|tz",
            "Zeitzone",
            "zona horaria",
            "fuso orario",
            "tijdzone",
            "fuso horário",
        ],
        make: |c| match (c.way(2), c.below(5)) {
            (0, 1..) => c.land().zone.to_owned(),
            (0, _) => {
                c.one("Europe/London|America/New_York|Asia/Tokyo|Australia/Sydney|America/Sao_Paulo|UTC")
            }
            (_, 1..) => "+01:00".into(),
            _ => c.one("+00:00|-05:00|+09:00|+05:30|+02:00"),
        },
        bare: told,
        dirt: Dirt::Exact,
    },
];

/// The last line of an address, as the nation writes it.
fn locality(c: &Cell<'_>) -> String {
    let (city, postcode) = (&c.someone.city, &c.someone.postcode);
    match c.nation {
        Nation::Us => format!("{city}, {} {postcode}", c.someone.region),
        Nation::Gb => format!("{city} {postcode}"),
        _ => format!("{postcode} {city}"),
    }
}

fn degrees(value: f64, way: u32) -> String {
    match way {
        0 => format!("{value:.6}"),
        1 => format!("{value:.4}"),
        _ => format!("{value:.8}"),
    }
}

/// One number, in the column's style mostly.
fn phone(c: &mut Cell<'_>) -> String {
    let national = if c.below(4) == 0 { c.someone.landline.clone() } else { c.someone.mobile.clone() };
    let digits: String = national.chars().filter(char::is_ascii_digit).collect();
    let (code, drops) = c.land().calling;
    let subscriber = if drops { digits.strip_prefix('0').unwrap_or(&digits) } else { &digits };
    // One in twelve was typed by somebody with other habits.
    let way = if c.below(12) == 0 { c.below(7) as u32 } else { c.way(7) };
    match way {
        0 | 1 => digits,
        2 => national,
        3 => national.replace(' ', "."),
        4 => format!("+{code}{subscriber}"),
        5 => format!("00{code}{subscriber}"),
        _ => format!("+{code} {}", national.strip_prefix('0').filter(|_| drops).unwrap_or(&national)),
    }
}
