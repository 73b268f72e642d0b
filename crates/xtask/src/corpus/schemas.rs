//! The tables that are cut from a pool: which columns, and what they are called.

use dumpscope_testkit::Random;

/// A kind of table.
pub struct Schema {
    /// Its name.
    pub name: &'static str,
    /// Its columns, by the kinds of a pool.
    pub kinds: &'static [&'static str],
}

/// Kinds of tables that leak.
pub const SCHEMAS: [Schema; 7] = [
    Schema {
        name: "customers",
        kinds: &[
            "id",
            "first_name",
            "last_name",
            "email",
            "phone",
            "street",
            "postcode",
            "city",
            "country",
            "created_at",
        ],
    },
    Schema {
        name: "users",
        kinds: &[
            "uuid",
            "username",
            "email",
            "first_name",
            "last_name",
            "password",
            "ip",
            "created_at",
            "last_login",
        ],
    },
    Schema {
        name: "orders",
        kinds: &["id", "full_name", "email", "street", "postcode", "city", "amount", "created_at"],
    },
    Schema {
        name: "members",
        kinds: &[
            "last_name",
            "first_name",
            "sex",
            "birth_date",
            "street",
            "postcode",
            "city",
            "email",
            "phone",
        ],
    },
    Schema {
        name: "employees",
        kinds: &["id", "full_name", "birth_date", "job", "company", "email", "phone"],
    },
    Schema {
        name: "patients",
        kinds: &[
            "last_name",
            "first_name",
            "birth_date",
            "sex",
            "phone",
            "postcode",
            "city",
            "iban",
            "last_login",
        ],
    },
    Schema {
        name: "subscribers",
        kinds: &["title", "first_name", "last_name", "email", "birth_date", "ip", "region", "created_at"],
    },
];

/// Kinds that are a person's name.
pub const NAMES: [&str; 3] = ["first_name", "last_name", "full_name"];

/// Ways of naming columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headers {
    /// `first_name`
    Snake,
    /// `FirstName`
    Camel,
    /// `First Name`
    Words,
    /// In the language of the locale.
    Translated,
    /// None at all.
    Bare,
}

impl Headers {
    /// A way, by chance.
    pub fn random(random: &mut Random) -> Self {
        [Self::Snake, Self::Camel, Self::Words, Self::Translated, Self::Bare]
            [random.weighted(&[40, 15, 15, 20, 10])]
    }

    /// The name of a column of some kind.
    pub fn of(self, kind: &str, locale: &str) -> String {
        if self == Self::Translated
            && let Some(word) = translated(kind, locale)
        {
            return word.into();
        }
        let capital = |word: &str| {
            let mut letters = word.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
        };
        let words: Vec<String> = kind.split('_').map(capital).collect();
        match self {
            Self::Camel => words.concat(),
            Self::Words => words.join(" "),
            Self::Snake | Self::Translated | Self::Bare => kind.into(),
        }
    }
}

/// Kinds in the order of the translations below.
const TRANSLATED: [&str; 12] = [
    "first_name",
    "last_name",
    "full_name",
    "sex",
    "birth_date",
    "email",
    "phone",
    "street",
    "postcode",
    "city",
    "country",
    "created_at",
];

fn translated(kind: &str, locale: &str) -> Option<&'static str> {
    let at = TRANSLATED.iter().position(|each| *each == kind)?;
    let words: [&'static str; 12] = match &locale[..2] {
        "fr" => [
            "prenom",
            "nom",
            "nom_complet",
            "sexe",
            "date_naissance",
            "courriel",
            "telephone",
            "adresse",
            "code_postal",
            "ville",
            "pays",
            "date_creation",
        ],
        "de" => [
            "Vorname",
            "Nachname",
            "Name",
            "Geschlecht",
            "Geburtsdatum",
            "E-Mail",
            "Telefon",
            "Straße",
            "PLZ",
            "Ort",
            "Land",
            "Angelegt",
        ],
        "es" => [
            "nombre",
            "apellidos",
            "nombre_completo",
            "sexo",
            "fecha_nacimiento",
            "correo",
            "telefono",
            "direccion",
            "codigo_postal",
            "ciudad",
            "pais",
            "fecha_alta",
        ],
        "it" => [
            "nome",
            "cognome",
            "nominativo",
            "sesso",
            "data_nascita",
            "email",
            "telefono",
            "indirizzo",
            "cap",
            "citta",
            "paese",
            "data_registrazione",
        ],
        "nl" => [
            "voornaam",
            "achternaam",
            "naam",
            "geslacht",
            "geboortedatum",
            "email",
            "telefoon",
            "straat",
            "postcode",
            "plaats",
            "land",
            "aangemaakt",
        ],
        _ => return None,
    };
    Some(words[at])
}

/// The column subsets a table of these kinds can give, with the kinds kept; `all` first.
pub fn subsets<'a>(kinds: &[&'a str]) -> Vec<(&'static str, Vec<&'a str>)> {
    let names: Vec<&str> = kinds.iter().copied().filter(|kind| NAMES.contains(kind)).collect();
    let with = |other: &str| -> Option<Vec<&'a str>> {
        let kept = |kind: &&str| NAMES.contains(kind) || *kind == other;
        (!names.is_empty() && kinds.contains(&other)).then(|| kinds.iter().copied().filter(kept).collect())
    };
    let mut subsets = vec![("all", kinds.to_vec())];
    subsets.extend(with("email").map(|kept| ("names-email", kept)));
    subsets.extend(with("birth_date").map(|kept| ("names-birth", kept)));
    if !names.is_empty() {
        let rest: Vec<&str> = kinds.iter().copied().filter(|kind| !NAMES.contains(kind)).collect();
        subsets.push(("names", names));
        if !rest.is_empty() {
            subsets.push(("no-names", rest));
        }
    }
    subsets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subsets_keep_what_they_say() {
        let subsets = subsets(&["id", "first_name", "last_name", "email"]);
        let of = |name: &str| subsets.iter().find(|(each, _)| *each == name).map(|(_, kept)| kept.join(" "));
        assert_eq!(of("names-email").as_deref(), Some("first_name last_name email"));
        assert_eq!(of("no-names").as_deref(), Some("id email"));
        assert_eq!(of("names-birth"), None);
    }

    #[test]
    fn headers_are_named() {
        assert_eq!(Headers::Camel.of("birth_date", "fr_FR"), "BirthDate");
        assert_eq!(Headers::Translated.of("birth_date", "fr_FR"), "date_naissance");
        assert_eq!(Headers::Translated.of("ip", "fr_FR"), "ip");
    }
}
