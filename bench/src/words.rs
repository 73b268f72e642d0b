use crate::random::{Random, mix};

/// Frequent first names with their sex; rarer ones are composed.
const FIRST: &[(&str, u8)] = &[
    ("Marie", b'F'),
    ("Jean", b'M'),
    ("Nathalie", b'F'),
    ("Philippe", b'M'),
    ("Isabelle", b'F'),
    ("Michel", b'M'),
    ("Sylvie", b'F'),
    ("Alain", b'M'),
    ("Catherine", b'F'),
    ("Nicolas", b'M'),
    ("Céline", b'F'),
    ("Stéphane", b'M'),
    ("Émilie", b'F'),
    ("Julien", b'M'),
    ("Aurélie", b'F'),
    ("Frédéric", b'M'),
    ("Sandrine", b'F'),
    ("Thomas", b'M'),
    ("Camille", b'F'),
    ("Jérôme", b'M'),
    ("Élodie", b'F'),
    ("Sébastien", b'M'),
    ("Laura", b'F'),
    ("Jean-Pierre", b'M'),
    ("Léa", b'F'),
    ("Théo", b'M'),
    ("Manon", b'F'),
    ("Hugo", b'M'),
    ("Anne-Sophie", b'F'),
    ("Loïc", b'M'),
    ("Chloé", b'F'),
    ("Maxime", b'M'),
    ("Inès", b'F'),
    ("Karim", b'M'),
    ("Fatima", b'F'),
    ("Mohamed", b'M'),
    ("Zoé", b'F'),
    ("Benoît", b'M'),
    ("Hélène", b'F'),
    ("François", b'M'),
];

/// Frequent surnames; rarer ones are composed.
const LAST: &[&str] = &[
    "Martin",
    "Bernard",
    "Thomas",
    "Petit",
    "Robert",
    "Richard",
    "Durand",
    "Dubois",
    "Moreau",
    "Laurent",
    "Simon",
    "Michel",
    "Lefebvre",
    "Leroy",
    "Roux",
    "David",
    "Bertrand",
    "Morel",
    "Fournier",
    "Girard",
    "Bonnet",
    "Dupont",
    "Lambert",
    "Fontaine",
    "Rousseau",
    "Vincent",
    "Muller",
    "Lefèvre",
    "Faure",
    "André",
    "Mercier",
    "Blanc",
    "Guérin",
    "Boyer",
    "Garnier",
    "Chevalier",
    "François",
    "Legrand",
    "Gauthier",
    "Garcia",
    "Perrin",
    "Robin",
    "Clément",
    "Morin",
    "Nicolas",
    "Henry",
    "Roussel",
    "Mathieu",
    "Gautier",
    "Masson",
    "Peeters",
    "Janssens",
    "Tremblay",
    "Gagnon",
    "Roy",
    "Côté",
    "Bouchard",
    "Gauthier-Roy",
    "Nguyen",
    "Da Silva",
];

/// Large places; smaller ones are composed.
const PLACES: &[&str] = &[
    "Paris",
    "Marseille",
    "Lyon",
    "Toulouse",
    "Nice",
    "Nantes",
    "Montpellier",
    "Strasbourg",
    "Bordeaux",
    "Lille",
    "Rennes",
    "Reims",
    "Toulon",
    "Saint-Étienne",
    "Le Havre",
    "Grenoble",
    "Dijon",
    "Angers",
    "Bruxelles",
    "Liège",
    "Namur",
    "Charleroi",
    "Montréal",
    "Québec",
    "Laval",
    "Gatineau",
    "Nîmes",
    "Aix-en-Provence",
    "Brest",
    "Tours",
];

const ONSETS: &[&str] = &[
    "b", "br", "c", "ch", "d", "f", "g", "gr", "j", "l", "m", "n", "p", "pl", "r", "s", "t", "tr", "v", "h",
];
const NUCLEI: &[&str] = &["a", "e", "i", "o", "u", "ou", "é", "ai", "eau", "an", "in", "on"];
const CODAS: &[&str] = &["", "", "", "l", "r", "n", "t", "s", "rd", "x"];
const LINKS: &[&str] = &["-sur-", "-en-", "-lès-", "-le-", "-la-"];

/// Mail domains by falling share, then a tail of composed ones.
const DOMAINS: &[&str] = &[
    "gmail.com",
    "hotmail.com",
    "orange.fr",
    "hotmail.fr",
    "yahoo.fr",
    "free.fr",
    "wanadoo.fr",
    "outlook.fr",
    "sfr.fr",
    "live.fr",
    "laposte.net",
    "icloud.com",
    "skynet.be",
    "videotron.ca",
    "telenet.be",
    "bbox.fr",
];

/// A word ready for use: as printed, and as it stands in an address (ASCII, lower case, no separators).
#[derive(Debug, Clone)]
pub struct Word {
    /// As printed.
    pub text: String,
    /// Folded for the local part of an address.
    pub folded: String,
    /// `M` or `F` for first names, else 0.
    pub sex: u8,
}

impl Word {
    fn new(text: String, sex: u8) -> Self {
        let folded = text.chars().flat_map(char::to_lowercase).filter_map(fold).collect();
        Self { text, folded, sex }
    }
}

/// The base letter of the accented letters used above; nothing for what has no place in an address.
fn fold(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' => c,
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'à' | 'â' => 'a',
        'ï' | 'î' => 'i',
        'ô' => 'o',
        'ù' | 'û' => 'u',
        'ç' => 'c',
        _ => return None,
    })
}

/// All words of the tables, most frequent first.
#[derive(Debug)]
pub struct Words {
    /// First names.
    pub first: Vec<Word>,
    /// Surnames.
    pub last: Vec<Word>,
    /// Places.
    pub places: Vec<Word>,
    /// Mail domains.
    pub domains: Vec<String>,
}

impl Words {
    /// Composes the tails from a fixed stream: the words do not depend on a table's seed.
    pub fn new() -> Self {
        let first = FIRST.iter().map(|&(text, sex)| Word::new(text.into(), sex));
        let first = first.chain((0..4_000).map(|k| {
            let mut random = Random::of_row(mix(1), k);
            Word::new(capital(&syllables(&mut random, 2)), if random.below(2) == 0 { b'M' } else { b'F' })
        }));
        let last = LAST.iter().map(|&text| Word::new(text.into(), 0));
        let last = last.chain((0..160_000).map(|k| {
            let mut random = Random::of_row(mix(2), k);
            let n = 2 + random.below(2);
            Word::new(capital(&syllables(&mut random, n)), 0)
        }));
        let places = PLACES.iter().map(|&text| Word::new(text.into(), 0));
        let places = places.chain((0..30_000).map(|k| {
            let mut random = Random::of_row(mix(3), k);
            let mut text = capital(&syllables(&mut random, 2));
            if random.below(3) == 0 {
                text.push_str(LINKS[random.below(LINKS.len() as u64) as usize]);
                text.push_str(&capital(&syllables(&mut random, 2)));
            }
            Word::new(text, 0)
        }));
        let domains = DOMAINS.iter().map(|&d| d.to_owned());
        let domains = domains.chain((0..20_000).map(|k| {
            let mut random = Random::of_row(mix(4), k);
            let name: String = syllables(&mut random, 3).chars().filter_map(fold).collect();
            name + [".fr", ".com", ".be", ".ca"][random.below(4) as usize]
        }));
        Self {
            first: first.collect(),
            last: last.collect(),
            places: places.collect(),
            domains: domains.collect(),
        }
    }
}

fn syllables(random: &mut Random, n: u64) -> String {
    let mut pick = |from: &[&'static str]| from[random.below(from.len() as u64) as usize];
    let mut text = String::new();
    for _ in 0..n {
        text.push_str(pick(ONSETS));
        text.push_str(pick(NUCLEI));
    }
    text.push_str(pick(CODAS));
    text
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
