use super::*;
use crate::decide;

/// A table of columns: header and cells, repeated to 60 rows.
fn locale(columns: &[(&str, &[&str])]) -> Locale {
    let samples: Vec<ColumnSample<'_>> = columns
        .iter()
        .map(|(header, cells)| {
            let values: Vec<&[u8]> = cells.iter().cycle().take(60).map(|cell| cell.as_bytes()).collect();
            ColumnSample { header: Some(header), values, nulls: 0, cells: 60 }
        })
        .collect();
    infer(&samples, &decide::decide(&samples))
}

fn first(shares: &[LocaleShare]) -> Option<&str> {
    shares.first().map(|one| one.code.as_str())
}

#[track_caller]
fn check(columns: &[(&str, &[&str])], country: Option<&str>, language: Option<&str>) -> Locale {
    let locale = locale(columns);
    assert_eq!((first(&locale.countries), first(&locale.languages)), (country, language), "{locale:?}");
    for shares in [&locale.countries, &locale.languages] {
        let sum: f64 = shares.iter().map(|one| one.share).sum();
        assert!(shares.is_empty() || (0.5..=1.000_001).contains(&sum), "{locale:?}");
        assert!(shares.iter().all(|one| one.n > 0 && !one.from.is_empty()), "{locale:?}");
    }
    locale
}

const FRENCH: [&str; 8] =
    ["Thierry", "Océane", "Guillaume", "Marie", "Sandrine", "Jean", "Corentin", "Maëlys"];
const AMERICAN: [&str; 8] = ["Tyler", "Shirley", "Madison", "James", "Brandon", "Ashley", "Mary", "Chad"];

#[test]
fn a_french_table() {
    let locale = check(
        &[
            ("prenom", &FRENCH),
            ("nom", &["Martin", "Bernard", "Dubois", "Petit", "Moreau", "Lefebvre", "Garnier"]),
            ("email", &["a@orange.fr", "b@gmail.com", "c@free.fr", "d@hotmail.com", "e@laposte.net"]),
            ("telephone", &["06 12 34 56 78", "01 42 34 56 78", "07 81 23 45 67"]),
            ("code_postal", &["75011", "69003", "13001", "33000", "59800", "35000", "44000"]),
            ("adresse", &["12 rue de la Paix", "3 allée des Lilas", "8 place du Marché"]),
        ],
        Some("FR"),
        Some("fr"),
    );
    assert!(locale.country("FR") > 0.95 && locale.language("fr") > 0.9, "{locale:?}");
    assert_eq!(locale.countries[0].from, ["phone", "postcode", "email-domain"]);
}

#[test]
fn an_american_table() {
    let locale = check(
        &[
            ("first_name", &AMERICAN),
            ("last_name", &["Smith", "Johnson", "Williams", "Brown", "Jones", "Davis", "Wilson"]),
            ("email", &["a@gmail.com", "b@yahoo.com", "c@aol.com", "d@hotmail.com"]),
            ("phone", &["(212) 555-0123", "415-555-0142", "(713) 555-0188"]),
            ("zip", &["10001", "90210", "60614", "77002", "02108", "30303", "98101"]),
            ("state", &["NY", "CA", "IL", "TX", "MA", "GA", "WA"]),
        ],
        Some("US"),
        Some("en"),
    );
    assert!(locale.country("US") > 0.95 && locale.language("en") > 0.9, "{locale:?}");
}

#[test]
fn a_german_table() {
    let locale = check(
        &[
            ("Vorname", &["Hans", "Jürgen", "Sabine", "Uwe", "Petra", "Heike"]),
            ("Nachname", &["Müller", "Schmidt", "Schneider", "Fischer", "Weber"]),
            ("E-Mail", &["a@gmx.de", "b@web.de", "c@gmail.com", "d@t-online.de"]),
            ("PLZ", &["10115", "80331", "20095", "50667", "60311", "70173", "01067"]),
            ("Strasse", &["Hauptstraße 12", "Bahnhofstr. 3", "Gartenweg 8"]),
        ],
        Some("DE"),
        Some("de"),
    );
    assert!(locale.country("DE") > 0.9 && locale.language("de") > 0.9, "{locale:?}");
}

#[test]
fn a_mixed_table() {
    let locale = check(
        &[
            ("nom", &["Jean Dupont", "Anne Janssens", "Luc Peeters", "Marie Lambert"]),
            ("tel", &["+33 6 12 34 56 78", "+33 1 42 34 56 78", "+33 7 81 23 45 67", "+32 475 12 34 56"]),
            ("pays", &["France", "France", "France", "Belgique"]),
        ],
        Some("FR"),
        Some("fr"),
    );
    assert!(
        (locale.country("FR") - 0.75).abs() < 0.01 && (locale.country("BE") - 0.25).abs() < 0.01,
        "{locale:?}"
    );
    assert_eq!(locale.countries[1].from, ["country", "phone"]);
}

#[test]
fn asian_names_are_neither_french_nor_english() {
    // In Latin letters, under English headers, with addresses that tell nothing.
    let korean = [
        ("first_name", &["Min-jun", "Seo-yeon", "Ji-ho", "Ha-eun", "Do-yun"][..]),
        ("last_name", &["Kim", "Lee", "Park", "Choi", "Jung", "Kang", "Cho", "Yoon"]),
    ];
    check(&korean, None, Some("ko"));
    let vietnamese = [
        ("first_name", &["Anh", "Linh", "Minh", "Huong", "Tuan"][..]),
        ("last_name", &["Nguyen", "Tran", "Le", "Pham", "Nguyen", "Hoang", "Vu"]),
    ];
    check(&vietnamese, None, Some("vi"));
    let chinese =
        [("first_name", &["伟", "芳", "娜", "敏"][..]), ("last_name", &["王", "李", "张", "刘", "陈"])];
    check(&chinese, None, Some("zh"));
}

#[test]
fn little_told_is_nothing_told() {
    // A few foreigners in a national table: their calling codes are not the table's countries.
    let mut numbers = vec!["0612345678"; 55];
    numbers.extend(["+32 475 12 34 56"; 5]);
    check(&[("phone", &numbers), ("x", &["1", "2"])], None, None);
    check(&[("email", &["a@gmail.com", "b@yahoo.com", "c@x.co"])], None, None);
    assert_eq!(locale(&[]), Locale::default());
}

#[test]
fn sources_weigh_by_what_they_tell() {
    let source = |id, told: &[(&'static str, u64)], cells| {
        let mut source = Source::new(id, 1.0, (0.1, 1));
        (source.told, source.cells) = (told.iter().copied().collect(), cells);
        source
    };
    let shares = pool(&[source("a", &[("FR", 90), ("BE", 10)], 100), source("b", &[("BE", 50)], 100)]);
    let got: Vec<(&str, f64, u64)> =
        shares.iter().map(|s| (s.code.as_str(), (s.share * 100.0).round() / 100.0, s.n)).collect();
    assert_eq!(got, [("FR", 0.6, 90), ("BE", 0.4, 60)]);
    assert_eq!(shares[1].from, ["b", "a"]);
}
