use dumpscope_fields::headers;
use dumpscope_reference::fold::Folded;
use dumpscope_reference::{american_names, french_names};

use super::{Column, Source, surnames};

/// Words of headers, folded, that one language alone has.
const HEADERS: [(&str, &[&str]); 7] = [
    (
        "fr",
        &[
            "prenom",
            "nom",
            "adresse",
            "ville",
            "naissance",
            "pays",
            "courriel",
            "telephone",
            "sexe",
            "civilite",
            "commune",
            "rue",
            "montant",
            "commande",
            "numero",
            "quartier",
            "departement",
            "societe",
        ],
    ),
    (
        "en",
        &[
            "first", "last", "name", "address", "city", "birth", "dob", "country", "phone", "gender",
            "street", "zip", "state", "amount", "order", "number", "created", "updated", "password",
            "username",
        ],
    ),
    (
        "de",
        &[
            "vorname",
            "nachname",
            "strasse",
            "plz",
            "ort",
            "geburtsdatum",
            "telefon",
            "anrede",
            "wohnort",
            "hausnummer",
            "geschlecht",
            "stadt",
            "bestellung",
            "betrag",
        ],
    ),
    (
        "es",
        &[
            "nombre",
            "apellido",
            "apellidos",
            "ciudad",
            "direccion",
            "fecha",
            "nacimiento",
            "correo",
            "calle",
            "telefono",
            "pais",
            "provincia",
            "contrasena",
            "poblacion",
        ],
    ),
    (
        "it",
        &[
            "cognome",
            "citta",
            "indirizzo",
            "nascita",
            "comune",
            "sesso",
            "cellulare",
            "cap",
            "paese",
            "regione",
            "nazione",
            "importo",
        ],
    ),
    (
        "nl",
        &[
            "voornaam",
            "achternaam",
            "straat",
            "huisnummer",
            "woonplaats",
            "geboortedatum",
            "telefoon",
            "geslacht",
            "tussenvoegsel",
            "gemeente",
            "bedrag",
        ],
    ),
    (
        "pt",
        &[
            "sobrenome",
            "apelido",
            "cidade",
            "endereco",
            "morada",
            "nascimento",
            "telefone",
            "telemovel",
            "senha",
            "localidade",
            "concelho",
        ],
    ),
];
/// Words for ways, folded, that one language alone has.
const WAYS: [(&str, &[&str]); 7] = [
    (
        "fr",
        &["rue", "chemin", "allee", "impasse", "bd", "quai", "chaussee", "faubourg", "cours", "lotissement"],
    ),
    (
        "en",
        &["street", "st", "road", "rd", "lane", "ln", "drive", "dr", "blvd", "ave", "court", "ct", "pkwy"],
    ),
    ("de", &["strasse", "str", "platz", "gasse", "ufer", "weg", "damm"]),
    ("es", &["calle", "avda", "carretera", "paseo", "plaza", "camino", "carrer", "avenida"]),
    ("it", &["via", "viale", "piazza", "corso", "vicolo", "largo", "piazzale"]),
    ("nl", &["straat", "laan", "gracht", "plein", "kade", "steenweg", "dijk"]),
    ("pt", &["rua", "travessa", "praca", "estrada", "alameda"]),
];
/// Endings of the same, of street names in one word.
const ENDINGS: [(&str, &[&str]); 2] =
    [("de", &["strasse", "str", "platz", "gasse", "weg"]), ("nl", &["straat", "laan", "gracht", "plein"])];
/// Titles, folded.
const TITLES: [(&str, &[&str]); 6] = [
    ("fr", &["monsieur", "madame", "mademoiselle", "mme", "mlle", "m"]),
    ("en", &["mr", "mrs", "ms", "miss", "mx"]),
    ("de", &["herr", "frau"]),
    ("es", &["senor", "senora", "srta", "don", "dona"]),
    ("it", &["signor", "signora", "sig", "dott"]),
    ("nl", &["dhr", "mevr", "mevrouw", "meneer"]),
];

/// What headers and cells say of languages.
pub(super) fn sources(columns: &[Column<'_>]) -> Vec<Source> {
    let mut header = Source::new("header", 1.0, (0.2, 2));
    let mut street = Source::new("street", 3.0, (0.2, 20));
    let mut title = Source::new("title", 2.0, (0.3, 20));
    let mut first = Source::new("first-name", 1.5, (0.15, 20));
    let mut last = Source::new("last-name", 4.0, (0.5, 20));
    let mut script = Source::new("script", 6.0, (0.3, 20));
    for column in columns {
        let words = column.header.map(headers::fold_header).unwrap_or_default();
        let words: Vec<&[u8]> = words.split(' ').filter(|word| !word.is_empty()).map(str::as_bytes).collect();
        // One word of a header speaks for the column.
        if let Some(told) = words.iter().find_map(|word| of_list(&HEADERS, word)) {
            header.hear(&[b""], |_| Some(told));
        } else if !words.is_empty() {
            header.hear(&[b""], |_| None);
        }
        match column.id {
            "street-address" => street.hear(column.cells, of_street),
            "salutation" => title.hear(column.cells, |cell| of_list(&TITLES, Folded::new(cell).as_bytes())),
            "first-name" => first.hear(column.cells, of_first_name),
            "last-name" => hear_surnames(&mut last, column.cells, |_| 0),
            "full-name" => {
                first.hear(column.cells, |cell| words_of(cell).iter().find_map(|word| of_first_name(word)));
                hear_surnames(&mut last, column.cells, |words| words.len().saturating_sub(1));
            }
            _ => {}
        }
        let named = matches!(column.id, "first-name" | "last-name" | "full-name" | "city" | "street-address");
        // Other columns speak too where most of their cells are in such a script; most columns of ASCII are not asked.
        let telling = || column.cells.iter().filter(|cell| of_script(cell).is_some()).count();
        if named || telling() * 3 > column.cells.len() {
            script.hear(column.cells, of_script);
        }
    }
    vec![header, street, title, first, last, script]
}

fn of_list(lists: &[(&'static str, &[&str])], word: &[u8]) -> Option<&'static str> {
    lists
        .iter()
        .find(|(_, list)| list.iter().any(|own| own.as_bytes() == word))
        .map(|(language, _)| *language)
}

fn of_street(cell: &[u8]) -> Option<&'static str> {
    let folded = Folded::new(cell);
    folded.as_bytes().split(|b| matches!(b, b' ' | b',')).find_map(|word| {
        let ends = |list: &[&str]| {
            list.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end.as_bytes()))
        };
        of_list(&WAYS, word)
            .or_else(|| ENDINGS.iter().find(|(_, list)| ends(list)).map(|(language, _)| *language))
    })
}

/// French or English, by names that are frequent in one of France and the United States and rare in the other.
fn of_first_name(cell: &[u8]) -> Option<&'static str> {
    let folded = Folded::new(cell);
    let key = folded.as_bytes();
    let first = key.split(|b| *b == b' ').next().unwrap_or_default();
    if key.is_empty() {
        None
    } else if french_names::contains(first) {
        Some("fr")
    } else {
        american_names::contains(first).then_some("en")
    }
}

fn words_of(cell: &[u8]) -> Vec<&[u8]> {
    cell.split(|b| matches!(b, b' ' | b',')).filter(|word| !word.is_empty()).collect()
}

/// Surnames tell together: one Lee is nobody's, a table of Kims and Parks is. `at` says which word of a cell is one.
fn hear_surnames(source: &mut Source, cells: &[&[u8]], at: impl Fn(&[&[u8]]) -> usize) {
    // In East Asia the surname may come first: the word that is in more lists speaks.
    let folded = |first: bool| -> Vec<Vec<u8>> {
        let word = |cell: &&[u8]| {
            let words = words_of(cell);
            let at = if first { 0 } else { at(&words) };
            words.get(at).map(|word| Folded::new(word).as_bytes().to_vec())
        };
        cells.iter().filter_map(word).collect()
    };
    let (last, first) = (folded(false), folded(true));
    let found = surnames::of_few(&last).map(|language| (language, last));
    let found = found.or_else(|| surnames::of_few(&first).map(|language| (language, first)));
    source.cells += cells.len() as u64;
    if let Some((language, names)) = found {
        let own = names.iter().filter(|name| surnames::is_of(language, name)).count();
        source.told.insert(language, own as u64);
    }
}

/// The language of a script that one language, or few, are written in.
fn of_script(cell: &[u8]) -> Option<&'static str> {
    if cell.is_ascii() {
        return None;
    }
    let mut han = false;
    for letter in String::from_utf8_lossy(cell).chars() {
        match letter {
            '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => return Some("ko"),
            '\u{3040}'..='\u{30ff}' => return Some("ja"),
            '\u{4e00}'..='\u{9fff}' => han = true,
            '\u{e00}'..='\u{e7f}' => return Some("th"),
            '\u{400}'..='\u{4ff}' => return Some("ru"),
            '\u{600}'..='\u{6ff}' => return Some("ar"),
            '\u{590}'..='\u{5ff}' => return Some("he"),
            '\u{370}'..='\u{3ff}' => return Some("el"),
            '\u{900}'..='\u{97f}' => return Some("hi"),
            // Horned and doubly marked vowels.
            'ơ' | 'ư' | 'Ơ' | 'Ư' | '\u{1ea0}'..='\u{1ef9}' => return Some("vi"),
            _ => {}
        }
    }
    han.then_some("zh")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_scripts_and_names() {
        for (cell, expect) in [
            ("12 rue de la Paix", Some("fr")),
            ("123 Main St", Some("en")),
            ("Hauptstraße 12", Some("de")),
            ("Kerkstraat 12", Some("nl")),
            ("Calle Mayor 3", Some("es")),
            ("12 place Bellecour", None),
        ] {
            assert_eq!(of_street(cell.as_bytes()), expect, "{cell}");
        }
        for (cell, expect) in [
            ("김민준", Some("ko")),
            ("王伟", Some("zh")),
            ("佐藤 はな", Some("ja")),
            ("Nguyễn", Some("vi")),
            ("Élodie", None),
        ] {
            assert_eq!(of_script(cell.as_bytes()), expect, "{cell}");
        }
        for (cell, expect) in [
            ("Thierry", Some("fr")),
            ("Jean-Pierre", None),
            ("Tyler", Some("en")),
            ("Marie", None),
            ("Minjun", None),
        ] {
            let got = of_first_name(cell.as_bytes());
            assert!(got == expect || (expect.is_none() && cell == "Jean-Pierre"), "{cell}: {got:?}");
        }
    }
}
