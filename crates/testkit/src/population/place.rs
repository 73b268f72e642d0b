use dumpscope_reference::population::{Population, fr, place_weight, us};

use super::Country;
use super::calendar::push_number;
use crate::{Random, Weighted};

/// The tongue of a household: which names it bears, how its street is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// France, Wallonia, Brussels.
    French,
    /// Québec.
    Quebec,
    /// Flanders.
    Flemish,
    /// The rest of Canada.
    English,
}

/// Where a household lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Country.
    pub country: Country,
    /// Tongue.
    pub tongue: Tongue,
    /// Town as written officially.
    pub city: &'static str,
    /// Postcode that belongs to the town.
    pub postcode: String,
    /// Number and street.
    pub street: String,
    /// Region, as a number that surnames, area codes and networks go by: the département in France.
    pub region: u64,
    /// Index of the town among those of its country.
    pub town: usize,
}

/// A town outside France: name, postcode or its start, region, tongue, inhabitants in thousands.
struct Town(&'static str, &'static str, u64, Tongue, u64);

use Tongue::{English as En, Flemish as Nl, French as Fr, Quebec as Qc};

/// Belgium: the region is the telephone zone.
const BELGIUM: &[Town] = &[
    Town("Bruxelles", "1000", 2, Fr, 190),
    Town("Schaerbeek", "1030", 2, Fr, 132),
    Town("Anderlecht", "1070", 2, Fr, 123),
    Town("Ixelles", "1050", 2, Fr, 87),
    Town("Uccle", "1180", 2, Fr, 85),
    Town("Molenbeek-Saint-Jean", "1080", 2, Fr, 97),
    Town("Liège", "4000", 4, Fr, 196),
    Town("Seraing", "4100", 4, Fr, 64),
    Town("Herstal", "4040", 4, Fr, 40),
    Town("Verviers", "4800", 87, Fr, 55),
    Town("Charleroi", "6000", 71, Fr, 203),
    Town("Namur", "5000", 81, Fr, 113),
    Town("Mons", "7000", 65, Fr, 96),
    Town("Tournai", "7500", 69, Fr, 69),
    Town("Mouscron", "7700", 56, Fr, 59),
    Town("La Louvière", "7100", 64, Fr, 81),
    Town("Wavre", "1300", 10, Fr, 35),
    Town("Nivelles", "1400", 67, Fr, 29),
    Town("Ottignies-Louvain-la-Neuve", "1340", 10, Fr, 31),
    Town("Arlon", "6700", 63, Fr, 30),
    Town("Bastogne", "6600", 61, Fr, 16),
    Town("Dinant", "5500", 82, Fr, 13),
    Town("Huy", "4500", 85, Fr, 21),
    Town("Binche", "7130", 64, Fr, 33),
    Town("Ath", "7800", 68, Fr, 29),
    Town("Waterloo", "1410", 2, Fr, 30),
    Town("Antwerpen", "2000", 3, Nl, 530),
    Town("Gent", "9000", 9, Nl, 265),
    Town("Brugge", "8000", 50, Nl, 118),
    Town("Leuven", "3000", 16, Nl, 102),
    Town("Mechelen", "2800", 15, Nl, 87),
    Town("Aalst", "9300", 53, Nl, 88),
    Town("Hasselt", "3500", 11, Nl, 79),
    Town("Kortrijk", "8500", 56, Nl, 78),
    Town("Oostende", "8400", 59, Nl, 72),
    Town("Genk", "3600", 89, Nl, 66),
    Town("Roeselare", "8800", 51, Nl, 63),
    Town("Turnhout", "2300", 14, Nl, 46),
];

/// Canada: the start of a postcode, and an area code as the region.
const CANADA: &[Town] = &[
    Town("Montréal", "H2X", 514, Qc, 900),
    Town("Montréal", "H4C", 438, Qc, 860),
    Town("Québec", "G1R", 418, Qc, 549),
    Town("Laval", "H7N", 450, Qc, 438),
    Town("Gatineau", "J8T", 819, Qc, 291),
    Town("Longueuil", "J4H", 450, Qc, 254),
    Town("Sherbrooke", "J1H", 819, Qc, 173),
    Town("Lévis", "G6V", 418, Qc, 150),
    Town("Saguenay", "G7H", 418, Qc, 145),
    Town("Trois-Rivières", "G9A", 819, Qc, 139),
    Town("Terrebonne", "J6W", 450, Qc, 120),
    Town("Saint-Jean-sur-Richelieu", "J3B", 450, Qc, 98),
    Town("Brossard", "J4W", 450, Qc, 91),
    Town("Repentigny", "J6A", 450, Qc, 86),
    Town("Drummondville", "J2B", 819, Qc, 79),
    Town("Granby", "J2G", 450, Qc, 69),
    Town("Rimouski", "G5L", 418, Qc, 49),
    Town("Victoriaville", "G6P", 819, Qc, 47),
    Town("Rouyn-Noranda", "J9X", 819, Qc, 42),
    Town("Toronto", "M5V", 416, En, 300),
    Town("Ottawa", "K1P", 613, En, 200),
    Town("Mississauga", "L5B", 905, En, 90),
    Town("Hamilton", "L8P", 905, En, 70),
    Town("Calgary", "T2P", 403, En, 130),
    Town("Edmonton", "T5J", 780, En, 100),
    Town("Vancouver", "V6B", 604, En, 90),
    Town("Winnipeg", "R3C", 204, En, 75),
    Town("Halifax", "B3J", 902, En, 44),
    Town("Moncton", "E1C", 506, En, 40),
    Town("London", "N6A", 519, En, 42),
];

const FLEMISH_STREETS: &[&str] = &[
    "Kerkstraat",
    "Stationsstraat",
    "Molenstraat",
    "Dorpsstraat",
    "Schoolstraat",
    "Nieuwstraat",
    "Kapelstraat",
    "Veldstraat",
    "Bergstraat",
    "Beekstraat",
    "Lindelaan",
    "Kasteelstraat",
    "Populierenlaan",
    "Bosstraat",
    "Steenweg",
    "Hoogstraat",
    "Eikenlaan",
    "Brugstraat",
    "Parklaan",
    "Groenstraat",
    "Markt",
    "Vaartstraat",
];

/// Towns by country, weighted by inhabitants.
#[derive(Debug)]
pub struct Places {
    france: Weighted,
    belgium: Weighted,
    canada: Weighted,
    kinds: Weighted,
    names: Weighted,
}

impl Places {
    /// From the reference lists and the tables above.
    pub fn new() -> Self {
        let falling =
            |n: usize, offset: u64| Weighted::new((0..n as u64).map(move |k| 1_000_000 / (k + offset)));
        Self {
            france: Weighted::new(
                fr().places
                    .iter()
                    .map(|p| if p.postcodes.is_empty() { 0 } else { place_weight(p.band).into() }),
            ),
            belgium: Weighted::new(BELGIUM.iter().map(|town| town.4)),
            canada: Weighted::new(CANADA.iter().map(|town| town.4)),
            kinds: falling(fr().street_kinds.len(), 1),
            names: falling(fr().street_names.len(), 12),
        }
    }

    /// A home in a country.
    pub fn home(&self, country: Country, random: &mut Random) -> Home {
        let (town, city, postcode, region, tongue) = match country {
            Country::France => {
                let town = self.france.draw(random);
                let place = &fr().places[town];
                let codes = place.postcodes.split(' ').count() as u64;
                let code = place.postcodes.split(' ').nth(random.below(codes) as usize).unwrap_or_default();
                let region = place.department.bytes().fold(0, |n, b| n * 36 + u64::from(b & 31));
                (town, place.name, code.to_owned(), region, Tongue::French)
            }
            Country::Belgium => {
                let town = self.belgium.draw(random);
                let Town(city, code, region, tongue, _) = BELGIUM[town];
                (town, city, code.to_owned(), region, tongue)
            }
            Country::Canada => {
                let town = self.canada.draw(random);
                let Town(city, code, region, tongue, _) = CANADA[town];
                let mut code = format!("{code} ");
                // Canada Post leaves out D, F, I, O, Q and U.
                random.digits(1, &mut code);
                random.letters(1, b"ABCEGHJKLMNPRSTVWXYZ", &mut code);
                random.digits(1, &mut code);
                (town, city, code, region, tongue)
            }
        };
        Home { country, tongue, city, postcode, street: self.street(country, tongue, random), region, town }
    }

    fn street(&self, country: Country, tongue: Tongue, random: &mut Random) -> String {
        let mut street = String::with_capacity(40);
        // House numbers fall off: most streets are short.
        let number = 1 + random.falling(if country == Country::Canada { 9_000 } else { 220 });
        if tongue == Tongue::Flemish {
            street.push_str(random.pick(FLEMISH_STREETS));
            street.push(' ');
            push_number(number, &mut street);
            return street;
        }
        let french = |random: &mut Random, street: &mut String| {
            street.push_str(fr().street_kinds[self.kinds.draw(random)]);
            street.push(' ');
            street.push_str(fr().street_names[self.names.draw(random)]);
        };
        if country == Country::Belgium {
            french(random, &mut street);
            street.push(' ');
            push_number(number, &mut street);
            if random.below(12) == 0 {
                street.push_str(" bte ");
                push_number(1 + random.below(30), &mut street);
            }
            return street;
        }
        push_number(number, &mut street);
        if tongue == Tongue::English {
            let words: &'static Population = us();
            let half = |n: usize, random: &mut Random| random.falling(n as u64) as usize;
            street.push(' ');
            street.push_str(words.street_names[half(words.street_names.len(), random)]);
            street.push(' ');
            street.push_str(words.street_kinds[half(words.street_kinds.len(), random)]);
            return street;
        }
        match random.below(60) {
            0..3 => street.push_str(" bis"),
            3 => street.push_str(" ter"),
            _ => {}
        }
        street.push(' ');
        french(random, &mut street);
        street
    }
}
