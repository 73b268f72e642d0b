use super::super::cell::Cell;
use super::time::write_day;
use super::{Dirt, Kind, told};

pub const KINDS: &[Kind] = &[
    Kind {
        id: "first-name",
        headers: [
            "prénom|prenom|prenom client|pren",
            "first name|firstname|given name|fname",
            "Vorname|Rufname",
            "nombre|nombre de pila",
            "nome|nome di battesimo",
            "voornaam|roepnaam",
            "nome próprio|primeiro nome",
        ],
        make: |c| c.someone.first.clone(),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "last-name",
        headers: [
            "nom|nom de famille|nom client",
            "last name|lastname|surname|lname|family name",
            "Nachname|Familienname|Zuname",
            "apellidos|apellido",
            "cognome",
            "achternaam",
            "apelido|sobrenome",
        ],
        make: |c| c.someone.last.clone(),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "full-name",
        headers: [
            "nom complet|nom prénom|titulaire|destinataire",
            "full name|name|customer name|recipient name|cardholder",
            "Name|Kontoinhaber|Empfänger|Vor- und Nachname",
            "nombre completo|nombre y apellidos|titular|destinatario",
            "nominativo|nome e cognome|intestatario|destinatario",
            "naam|volledige naam|ontvanger",
            "nome completo|titular|destinatário",
        ],
        make: |c| {
            let (first, last) = (&c.someone.first, &c.someone.last);
            match c.way(4) {
                0 | 1 => format!("{first} {last}"),
                2 => format!("{} {first}", last.to_uppercase()),
                _ => format!("{last}, {first}"),
            }
        },
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "middle-name",
        headers: [
            "deuxième prénom|2e prenom|second prenom",
            "middle name|middle initial|mname",
            "zweiter Vorname|2. Vorname",
            "segundo nombre",
            "secondo nome",
            "tweede voornaam",
            "segundo nome|nome do meio",
        ],
        make: |c| match c.way(3) {
            0 => c.someone.second.chars().take(1).chain(['.']).collect(),
            1 => c.someone.second.chars().take(1).collect(),
            _ => c.someone.second.clone(),
        },
        // A second given name is a given name; its initial is any letter.
        bare: |style| match style % 3 {
            2 => &["first-name", "unknown"],
            _ => &["unknown", "enum"],
        },
        dirt: Dirt::Words,
    },
    Kind {
        id: "salutation",
        headers: [
            "civilité|civ|titre",
            "title|salutation|prefix",
            "Anrede",
            "tratamiento",
            "titolo|appellativo",
            "aanhef|aanspreektitel",
            "tratamento|título",
        ],
        make: |c| {
            let list = c.words().salutations[usize::from(!c.someone.female)];
            // Two or three forms of each side occur in a column, one of them mostly.
            if c.below(8) == 0 { c.one(list) } else { c.styled(list).to_owned() }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "sex",
        headers: [
            "sexe|genre",
            "gender|sex",
            "Geschlecht",
            "sexo|género",
            "sesso|genere",
            "geslacht",
            "sexo|género",
        ],
        make: |c| {
            let (female, male) = c.styled(c.words().sexes).split_once('/').unwrap_or(("F", "M"));
            if c.someone.female { female.into() } else { male.into() }
        },
        // The digits of ISO 5218 are any two digits; letters and words are told.
        bare: |style| match style % 5 {
            4 => &["integer", "enum", "boolean"],
            _ => &[],
        },
        dirt: Dirt::Exact,
    },
    Kind {
        id: "birth-date",
        headers: [
            "date de naissance|date naiss|dt naissance|né(e) le|ddn",
            "date of birth|dob|birth date|birthday|birthdate",
            "Geburtsdatum|geb datum|Geb.-Datum|geboren am",
            "fecha de nacimiento|fecha nac|f nacimiento|fnac",
            "data di nascita|data nascita|nato il",
            "geboortedatum|geb.datum",
            "data de nascimento|data nasc|dt nascimento",
        ],
        make: |c| write_day(c.someone.birth, c),
        // Any day: that people are born on it only a header says. Eight digits are a number as well.
        bare: |_| &["date", "date-time", "integer", "unknown"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "birth-year",
        headers: [
            "année de naissance|annee naissance|an naiss",
            "year of birth|birth year|yob",
            "Geburtsjahr",
            "año de nacimiento|año nac",
            "anno di nascita",
            "geboortejaar",
            "ano de nascimento",
        ],
        make: |c| c.someone.birth.year.to_string(),
        bare: |_| &["unknown", "integer"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "age",
        headers: ["âge|age", "age", "Alter", "edad", "età|eta", "leeftijd", "idade"],
        make: |c| (c.someone.joined.date.year - c.someone.birth.year).to_string(),
        bare: |_| &["unknown", "integer"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "birth-place",
        headers: [
            "lieu de naissance|lieu naissance|ville naissance|né à",
            "place of birth|birth place|birthplace|city of birth",
            "Geburtsort",
            "lugar de nacimiento|lugar nac",
            "luogo di nascita|comune di nascita",
            "geboorteplaats",
            "naturalidade|local de nascimento",
        ],
        make: |c| c.someone.birth_city.clone(),
        // A place: that somebody was born there only a header says.
        bare: |_| &["city"],
        dirt: Dirt::Words,
    },
    Kind {
        id: "nationality",
        headers: [
            "nationalité|nationalite|nat",
            "nationality|citizenship",
            "Nationalität|Staatsangehörigkeit|Staatsbürgerschaft",
            "nacionalidad",
            "nazionalità|cittadinanza",
            "nationaliteit",
            "nacionalidade",
        ],
        make: |c| {
            let list = c.words().nationalities;
            let own = list.split('|').next().unwrap_or(list);
            if c.below(3) == 0 { c.one(list) } else { own.to_owned() }
        },
        // English and German call the language by the same word.
        bare: |_| &["language"],
        dirt: Dirt::Words,
    },
    Kind {
        id: "marital-status",
        headers: [
            "situation familiale|état civil|statut marital",
            "marital status",
            "Familienstand",
            "estado civil",
            "stato civile",
            "burgerlijke staat",
            "estado civil",
        ],
        make: |c| c.one(c.words().marital),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "job-title",
        headers: [
            "profession|poste|fonction|métier",
            "job title|occupation|position",
            "Beruf|Berufsbezeichnung|Tätigkeit",
            "profesión|puesto|cargo",
            "professione|mansione|qualifica",
            "beroep|functie",
            "profissão|cargo|função",
        ],
        make: |c| c.one(c.words().jobs),
        bare: |_| &["unknown", "enum"],
        dirt: Dirt::Words,
    },
    Kind {
        id: "company",
        headers: [
            "société|entreprise|raison sociale|employeur",
            "company|company name|employer",
            "Firma|Unternehmen|Arbeitgeber",
            "empresa|razón social",
            "azienda|ragione sociale|società",
            "bedrijf|bedrijfsnaam|werkgever",
            "empresa|razão social",
        ],
        make: |c| company(c),
        // A firm: that it is the holder's own only a header says.
        bare: |_| &["organisation"],
        dirt: Dirt::Words,
    },
    Kind {
        id: "signature-image",
        headers: [
            "signature|signature destinataire",
            "signature|signature image",
            "Unterschrift",
            "firma|firma imagen",
            "firma|firma destinatario",
            "handtekening",
            "assinatura",
        ],
        make: |c| {
            if c.way(2) == 0 {
                let size = 60 + c.below(60) as usize;
                return format!("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA{}", c.token(size * 4));
            }
            let points: Vec<String> = (0..14).map(|_| format!("{} {}", c.below(300), c.below(90))).collect();
            format!("M{}", points.join("L"))
        },
        bare: |_| &["image-blob"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "photo",
        headers: [
            "photo|photo profil|portrait",
            "photo|profile picture|avatar|headshot",
            "Foto|Passfoto|Profilbild",
            "foto|foto perfil",
            "foto|foto profilo",
            "foto|pasfoto|profielfoto",
            "foto|fotografia",
        ],
        make: |c| {
            let size = 80 + c.below(80) as usize;
            format!("/9j/4AAQSkZJRgABAQEAYABgAAD{}", c.token(size * 4 + 1))
        },
        bare: |_| &["image-blob"],
        dirt: Dirt::Exact,
    },
];

/// A firm named after somebody.
pub fn company(c: &mut Cell<'_>) -> String {
    let name = c.one(c.words().last);
    c.one(c.words().firms).replace("{}", &name)
}
