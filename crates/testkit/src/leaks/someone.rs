use super::cell::{fill, one_of};
use super::{Lang, Nation, words};
use crate::Random;
use crate::noise::fold_into;
use crate::population::{Date, Moment, PhoneStyle, Sex, SignUps, World, birth, write_phone};

/// A made-up person as a table of one nation knows them.
pub(super) struct Someone {
    pub female: bool,
    pub first: String,
    /// Second given name.
    pub second: String,
    pub last: String,
    pub birth: Date,
    pub city: String,
    pub birth_city: String,
    pub postcode: String,
    pub region: &'static str,
    /// Near the town, in degrees.
    pub latitude: f64,
    pub longitude: f64,
    /// House number and street as the nation writes them.
    pub street: String,
    /// National numbers with their trunk prefix, as patterns of the land group them.
    pub mobile: String,
    pub landline: String,
    pub mail: String,
    pub nick: String,
    pub joined: Moment,
}

/// Where people are drawn from.
pub(super) struct Source {
    world: World,
    joins: SignUps,
}

const NICKS: &str = "shadow|dragon|kiki|sunny|mad_max|pixie|ghost|toto|neo|luna|rocket|biker|foxy|tiger|angel|noob|\
    killer|coco|rider|viking|ninja|star|wolf|gamer|mimi|zorro|lucky|panda|storm|jedi";

impl Source {
    pub fn new(seed: u64) -> Self {
        Self {
            world: World::new(seed, [92, 6, 2], 2_024),
            joins: SignUps::new(Date::new(2_019, 2, 1), Date::new(2_024, 6, 30), &[]),
        }
    }

    /// Person `number` of a nation, who joined as row `row` of `rows`.
    pub fn someone(&self, nation: Nation, number: u64, row: u64, rows: u64) -> Someone {
        let random = &mut Random::of(number, 0x50_3e0e, nation as u64);
        let (land, words) = (words::land(nation), words::of(nation.lang()));
        let town = one_of(land.towns, random);
        let mut parts = town.split(';').map(str::trim);
        let mut part = || parts.next().unwrap_or_default();
        let (city, postcode, region) = (part(), part(), part());
        let around = |degrees: &str, random: &mut Random| {
            degrees.parse::<f64>().unwrap_or_default() + (random.below(200_000) as f64 - 100_000.0) / 1e6
        };
        let (latitude, longitude) = (around(part(), random), around(part(), random));
        let joined = self.joins.moment(row, rows, random.bits());
        let female = random.below(2) == 0;
        let given = if female { words.first_female } else { words.first_male };
        let street = one_of(land.streets, random).replace("{n}", &(1 + random.falling(180)).to_string());
        let mut someone = Someone {
            female,
            first: one_of(given, random).into(),
            second: one_of(given, random).into(),
            last: one_of(words.last, random).into(),
            birth: birth::day_in(1_940 + random.below(66) as u16, random),
            city: city.into(),
            birth_city: one_of(land.towns, random).split(';').next().unwrap_or_default().into(),
            postcode: fill(postcode, random),
            region,
            latitude,
            longitude,
            street,
            mobile: fill(one_of(land.mobiles, random), random),
            landline: fill(one_of(land.landlines, random), random),
            mail: String::new(),
            nick: String::new(),
            joined,
        };
        if nation.lang() == Lang::Fr {
            self.french(number, &mut someone);
        }
        someone.nick = nick(&someone, random);
        if someone.mail.is_empty() {
            let provider = one_of(land.providers, random);
            someone.mail = format!("{}@{provider}", local(&someone, random));
        }
        someone
    }

    /// France, with a few Belgians and Canadians, comes from the population model.
    fn french(&self, number: u64, someone: &mut Someone) {
        let person = self.world.person(number.wrapping_mul(7) % 10_000_000);
        someone.female = person.sex == Sex::Female;
        someone.first = person.first.into();
        someone.last = person.last.into();
        someone.birth = person.birth;
        someone.city = person.home.city.into();
        someone.postcode.clone_from(&person.home.postcode);
        someone.street.clone_from(&person.home.street);
        self.world.mail(&person, 0, &mut someone.mail);
        let spoken = |number| {
            let mut out = String::new();
            write_phone(person.home.country, number, PhoneStyle::Spaced, &mut out);
            out
        };
        someone.mobile = spoken(self.world.mobile(&person));
        someone.landline = spoken(self.world.landline(&person));
    }
}

/// The part of an address before the `@`, as people choose it.
fn local(someone: &Someone, random: &mut Random) -> String {
    let (mut first, mut last) = (String::new(), String::new());
    fold_into(&someone.first, &mut first);
    fold_into(&someone.last, &mut last);
    let initial = &first[..first.len().min(1)];
    match random.below(8) {
        0..3 => format!("{first}.{last}"),
        3 => format!("{initial}.{last}"),
        4 => format!("{first}{}", someone.birth.year % 100),
        5 => format!("{last}{first}"),
        6 => format!("{first}_{last}{}", random.below(100)),
        _ => format!("{}{}", one_of(NICKS, random), random.below(3_000)),
    }
}

fn nick(someone: &Someone, random: &mut Random) -> String {
    let mut first = String::new();
    fold_into(&someone.first, &mut first);
    match random.below(6) {
        0 => format!("{}{}", one_of(NICKS, random), random.below(2_000)),
        1 => format!("{first}{}", someone.birth.year),
        2 => format!("{}_{first}", one_of(NICKS, random)),
        3 => format!("xX_{}_Xx", one_of(NICKS, random)),
        4 => format!("{}.{}", first, one_of(NICKS, random)),
        _ => format!("{}{}", someone.first.replace(' ', ""), random.below(100)),
    }
}
