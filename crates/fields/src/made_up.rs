//! Small vocabularies for made-up values: names and places so common that they point at nobody.

use crate::Seeded;

/// Common first names of both sexes.
pub const FIRST_NAMES: &[&str] = &[
    "Marie",
    "Jean",
    "Pierre",
    "Nathalie",
    "Camille",
    "Thomas",
    "Julie",
    "Nicolas",
    "Sophie",
    "Lucas",
    "Emma",
    "Louis",
    "Claire",
    "Hugo",
    "Sarah",
    "Paul",
    "Anne",
    "David",
    "Laura",
    "Michel",
    "Isabelle",
    "Daniel",
    "Mary",
    "John",
    "James",
    "Emily",
    "Peter",
    "Anna",
    "Robert",
    "Linda",
    "Hélène",
    "François",
    "Léa",
    "Jérôme",
    "Élodie",
    "Jean-Pierre",
    "MARIE",
    "JULIEN",
    "Anne-Marie",
    "Maria",
];

/// Common surnames.
pub const LAST_NAMES: &[&str] = &[
    "Martin", "Bernard", "Dubois", "Thomas", "Robert", "Richard", "Petit", "Durand", "Leroy", "Moreau",
    "Simon", "Laurent", "Lefebvre", "Michel", "Garcia", "Fournier", "Girard", "Bonnet", "Dupont", "Lambert",
    "Smith", "Johnson", "Williams", "Brown", "Jones", "Miller", "Davis", "Wilson", "Anderson", "Taylor",
    "Lefèvre", "ROUSSEAU", "Muller", "DUPUIS",
];

/// Large towns, with a district or postcode prefix of no importance.
pub const CITIES: &[&str] = &[
    "Paris",
    "Lyon",
    "Marseille",
    "Toulouse",
    "Nice",
    "Nantes",
    "Strasbourg",
    "Montpellier",
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
    "Lausanne",
    "Montréal",
    "Toronto",
    "London",
    "Manchester",
    "New York",
    "Chicago",
    "Berlin",
    "Hamburg",
    "Madrid",
    "Barcelona",
    "Roma",
    "Milano",
    "Amsterdam",
    "Rotterdam",
];

/// Names that streets are called after.
pub const STREETS: &[&str] = &[
    "Victor Hugo",
    "de la République",
    "des Lilas",
    "du Moulin",
    "Jean Jaurès",
    "de l'Église",
    "Pasteur",
    "des Écoles",
    "de la Gare",
    "du Général de Gaulle",
];

/// Plain words for texts and products.
pub const WORDS: &[&str] = &[
    "table", "lampe", "chaise", "green", "wooden", "large", "petit", "coffee", "shirt", "veste", "classic",
    "basic", "blue", "rouge", "glass", "garden", "kitchen", "paper", "leather", "silver",
];

/// A first name.
pub fn first_name(rng: &mut Seeded) -> &'static str {
    rng.pick::<&str>(FIRST_NAMES)
}

/// A surname.
pub fn last_name(rng: &mut Seeded) -> &'static str {
    rng.pick::<&str>(LAST_NAMES)
}

/// Lower-case ASCII form of a name, for addresses and accounts.
pub fn plain(name: &str) -> String {
    crate::headers::fold_header(name).replace(' ', "")
}

/// Between `low` and `high` plain words.
pub fn words(rng: &mut Seeded, low: u64, high: u64) -> String {
    let n = rng.between(low, high);
    let words: Vec<&str> = (0..n).map(|_| *rng.pick(WORDS)).collect();
    words.join(" ")
}

/// A real day between two years, inclusive.
pub fn day(rng: &mut Seeded, from: u64, to: u64) -> (u64, u64, u64) {
    (rng.between(from, to), rng.between(1, 12), rng.between(1, 28))
}

/// A UUID of version 4 in lower case.
pub fn uuid(rng: &mut Seeded) -> String {
    format!(
        "{}-{}-4{}-{}{}-{}",
        rng.hex(8),
        rng.hex(4),
        rng.hex(3),
        rng.pick(&["8", "9", "a", "b"]),
        rng.hex(3),
        rng.hex(12)
    )
}

/// `n` characters of letters and digits, of both cases.
pub fn token(rng: &mut Seeded, n: usize) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    (0..n).map(|_| char::from(*rng.pick(ALPHABET))).collect()
}

/// `n` upper-case letters.
pub fn capitals(rng: &mut Seeded, n: usize) -> String {
    (0..n).map(|_| char::from(b'A' + rng.below(26) as u8)).collect()
}
