use dumpscope_reference::population::{DECADES, FirstName, Population, Sex, surname_weight};

use super::place::Tongue;
use crate::random::mix;
use crate::{Random, Weighted};

/// First names and surnames of one tongue.
#[derive(Debug)]
struct Names {
    /// By sex, then decade of birth: which of the names, how often.
    first: [Vec<Option<Weighted>>; 2],
    given: [Vec<FirstName>; 2],
    last: Weighted,
    surnames: Vec<&'static str>,
}

impl Names {
    fn new(population: &'static Population, own: &[&'static str], own_share: u64) -> Self {
        let given = [Sex::Female, Sex::Male]
            .map(|sex| population.first_names.iter().filter(|n| n.sex == sex).copied().collect::<Vec<_>>());
        let first = [0, 1].map(|sex| {
            let by_decade = |decade: usize| {
                let year = 1_900 + 10 * decade as u16;
                let weights: Vec<u64> =
                    given[sex].iter().map(|n: &FirstName| n.weight(year).into()).collect();
                weights.iter().any(|&w| w > 0).then(|| Weighted::new(weights))
            };
            (0..DECADES).map(by_decade).collect()
        });
        // The tongue's own surnames come first and take their share, by falling rank; the rest follows the country's.
        let rank = |rank: usize| u64::from(surname_weight(rank));
        let rest: u64 = (0..population.surnames.len()).map(rank).sum();
        let whole: u64 = (0..own.len()).map(rank).sum::<u64>().max(1);
        let of_own = |at: usize| rank(at) * (rest / 100) / whole * own_share / (100 - own_share) * 100;
        let weights = (0..own.len()).map(of_own).chain((0..population.surnames.len()).map(rank));
        let last = Weighted::new(weights.collect::<Vec<_>>());
        let surnames = own.iter().copied().chain(population.surnames.iter().copied()).collect();
        Self { first, given, last, surnames }
    }
}

/// Names by tongue, sex, decade of birth and region.
#[derive(Debug)]
pub struct NameBook {
    french: Names,
    quebec: Names,
    flemish: Names,
    english: Names,
}

impl NameBook {
    /// From the reference lists, with the Flemish and Québec surnames they lack.
    pub fn new() -> Self {
        use dumpscope_reference::population::{fr, us};
        Self {
            french: Names::new(fr(), &[], 0),
            quebec: Names::new(fr(), QUEBEC, 70),
            flemish: Names::new(fr(), FLEMISH, 75),
            english: Names::new(us(), &[], 0),
        }
    }

    fn of(&self, tongue: Tongue) -> &Names {
        match tongue {
            Tongue::French => &self.french,
            Tongue::Quebec => &self.quebec,
            Tongue::Flemish => &self.flemish,
            Tongue::English => &self.english,
        }
    }

    /// A first name for a sex and a year of birth.
    pub fn first(&self, tongue: Tongue, sex: Sex, year: u16, random: &mut Random) -> &'static str {
        let names = self.of(tongue);
        let sex = usize::from(sex == Sex::Male);
        let decade = usize::from(year.saturating_sub(1_900) / 10).min(DECADES - 1);
        if tongue == Tongue::Flemish && random.below(10) < 6 {
            return random.pick(&FLEMISH_FIRST[sex]);
        }
        let drawn = names.first[sex][decade].as_ref().map(|weighted| weighted.draw(random));
        drawn.map_or("Camille", |at| names.given[sex][at].name)
    }

    /// A surname. Some surnames are at home in a few regions only: a draw from elsewhere is mostly taken back.
    pub fn last(&self, tongue: Tongue, region: u64, random: &mut Random) -> &'static str {
        let names = self.of(tongue);
        let mut at = names.last.draw(random);
        for _ in 0..4 {
            let home = mix(at as u64 ^ 0x5e61);
            let roams = home.is_multiple_of(3) || (home >> 8) % 4 == region % 4;
            if roams || random.below(3) == 0 {
                break;
            }
            at = names.last.draw(random);
        }
        names.surnames[at]
    }
}

/// Frequent surnames of Québec, by falling rank.
const QUEBEC: &[&str] = &[
    "Tremblay",
    "Gagnon",
    "Roy",
    "Côté",
    "Bouchard",
    "Gauthier",
    "Morin",
    "Lavoie",
    "Fortin",
    "Gagné",
    "Ouellet",
    "Pelletier",
    "Bélanger",
    "Lévesque",
    "Bergeron",
    "Leblanc",
    "Paquette",
    "Girard",
    "Simard",
    "Boucher",
    "Caron",
    "Beaulieu",
    "Cloutier",
    "Dubé",
    "Poirier",
    "Fournier",
    "Lapointe",
    "Leclerc",
    "Lefebvre",
    "Poulin",
    "Thibault",
    "St-Pierre",
    "Nadeau",
    "Martin",
    "Landry",
    "Martel",
    "Bédard",
    "Grenier",
    "Lessard",
    "Bernier",
    "Richard",
    "Michaud",
    "Hébert",
    "Desjardins",
    "Couture",
    "Turcotte",
    "Lachance",
    "Parent",
    "Blais",
    "Gosselin",
    "Savard",
    "Proulx",
    "Beaudoin",
    "Demers",
    "Perreault",
    "Boudreau",
    "Lemieux",
    "Cyr",
    "Perron",
    "Dufour",
    "Dion",
    "Mercier",
    "Bolduc",
    "Bérubé",
    "Boisvert",
    "Langlois",
    "Ménard",
    "Therrien",
    "Plante",
    "Bilodeau",
    "Blanchette",
    "Dubois",
    "Champagne",
    "Paradis",
    "Fortier",
    "Arsenault",
    "Dupuis",
    "Gaudreault",
    "Hamel",
    "Houle",
    "Villeneuve",
    "Rousseau",
];

/// Frequent surnames of Flanders, by falling rank.
const FLEMISH: &[&str] = &[
    "Peeters",
    "Janssens",
    "Maes",
    "Jacobs",
    "Mertens",
    "Willems",
    "Claes",
    "Goossens",
    "Wouters",
    "De Smet",
    "Vermeulen",
    "Pauwels",
    "Aerts",
    "Michiels",
    "Hermans",
    "Van Damme",
    "De Clercq",
    "Stevens",
    "Van den Broeck",
    "Hendrickx",
    "Lemmens",
    "De Backer",
    "Janssen",
    "Martens",
    "De Vos",
    "Smets",
    "Claeys",
    "Desmet",
    "De Meyer",
    "Segers",
    "Cools",
    "Coppens",
    "Verhoeven",
    "Van de Velde",
    "De Pauw",
    "Van Hove",
    "Wauters",
    "De Wilde",
    "Declercq",
    "Bogaert",
    "Cuypers",
    "Vandenberghe",
    "Verstraete",
    "Timmermans",
    "Baert",
    "Vercammen",
    "Lambrechts",
    "Verbeke",
    "Van Acker",
    "Somers",
    "Bosmans",
    "Thys",
    "Moens",
    "De Cock",
    "Verlinden",
    "Van Dyck",
    "Geerts",
    "Vandamme",
    "Dewulf",
    "Vanhoutte",
];

/// Flemish first names, women's and men's.
const FLEMISH_FIRST: [[&str; 20]; 2] = [
    [
        "Lieve", "Griet", "An", "Katrien", "Els", "Ingrid", "Sofie", "Leen", "Hilde", "Veerle", "Femke",
        "Lotte", "Ilse", "Tine", "Kaat", "Marijke", "Greet", "Annelies", "Liesbeth", "Nele",
    ],
    [
        "Jan", "Luc", "Koen", "Bart", "Wim", "Tom", "Dirk", "Johan", "Geert", "Pieter", "Stijn", "Joris",
        "Wout", "Jef", "Kris", "Bram", "Jeroen", "Filip", "Hans", "Ruben",
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_sex_decade_and_tongue() {
        let book = NameBook::new();
        let mut random = Random::of(1, 1, 1);
        let mut count = |year, name: &str| {
            (0..4_000).filter(|_| book.first(Tongue::French, Sex::Female, year, &mut random) == name).count()
        };
        assert!(count(1_925, "Simone") > 5 * count(2_005, "Simone").max(1));
        let mut seen =
            |tongue, name: &str| (0..4_000).filter(|_| book.last(tongue, 3, &mut random) == name).count();
        assert!(seen(Tongue::Quebec, "Tremblay") > 60);
        assert!(seen(Tongue::Flemish, "Peeters") > 60);
        assert!(seen(Tongue::French, "Martin") > seen(Tongue::English, "Martin"));
    }
}
