use dumpscope_reference::population::Sex;

use super::birth::{ages, day_in};
use super::mail::{MailHabits, username};
use super::names::NameBook;
use super::place::{Home, Places};
use super::{Date, network, phone};
use crate::{Random, Weighted};

/// Where somebody lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Country {
    /// France.
    France,
    /// Belgium.
    Belgium,
    /// Canada.
    Canada,
}

impl Country {
    /// ISO 3166 alpha-2 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::France => "FR",
            Self::Belgium => "BE",
            Self::Canada => "CA",
        }
    }
}

/// A made-up person: what stays the same whichever table they stand in.
#[derive(Debug, Clone)]
pub struct Person {
    /// Number in the world.
    pub number: u64,
    /// The world's seed, mixed into what is drawn for the person later.
    pub salt: u64,
    /// Household; people of one household share it.
    pub household: u64,
    /// Sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth: Date,
    /// First name.
    pub first: &'static str,
    /// Surname in use.
    pub last: &'static str,
    /// Surname at birth.
    pub birth_last: &'static str,
    /// Where the household lives.
    pub home: Home,
}

/// A made-up population.
#[derive(Debug)]
pub struct World {
    seed: u64,
    year: u16,
    countries: [u32; 3],
    ages: Weighted,
    names: NameBook,
    places: Places,
    mail: MailHabits,
}

/// Numbers are dealt to households in blocks of this many.
const BLOCK: u64 = 8;
/// Households by size, of those who appear in customer tables: one, two, three, four.
const SIZES: [u32; 4] = [46, 34, 10, 10];

mod purpose {
    pub const SIZE: u64 = 1;
    pub const HOME: u64 = 2;
    pub const PERSON: u64 = 3;
    pub const MOBILE: u64 = 4;
    pub const LANDLINE: u64 = 5;
    pub const VISIT: u64 = 6;
    pub const SHARED_MAIL: u64 = 7;
}

impl World {
    /// A population with these weights of France, Belgium and Canada; the youngest turn 16 in `year`.
    pub fn new(seed: u64, countries: [u32; 3], year: u16) -> Self {
        Self {
            seed,
            year,
            countries,
            ages: ages(),
            names: NameBook::new(),
            places: Places::new(),
            mail: MailHabits::new(),
        }
    }

    /// The household of a person and their place in it, from 0.
    fn household(&self, number: u64) -> (u64, u64) {
        let block = number / BLOCK;
        let slot = number % BLOCK;
        let mut random = Random::of(self.seed, purpose::SIZE, block);
        let mut start = 0;
        loop {
            let size = random.weighted(&SIZES) as u64 + 1;
            if slot < start + size {
                return (block * BLOCK + start, slot - start);
            }
            start += size;
        }
    }

    /// The person with this number. Neighbouring numbers may be one household: tables that do not list people by
    /// household have to shuffle the numbers.
    pub fn person(&self, number: u64) -> Person {
        let (household, place) = self.household(number);
        let mut together = Random::of(self.seed, purpose::HOME, household);
        let country =
            [Country::France, Country::Belgium, Country::Canada][together.weighted(&self.countries)];
        let home = self.places.home(country, &mut together);
        let name = self.names.last(home.tongue, home.region, &mut together);
        let head_year = self.year - 16 - self.ages.draw(&mut together) as u16;
        let head_sex = if together.below(100) < 52 { Sex::Female } else { Sex::Male };
        let mut alone = Random::of(self.seed, purpose::PERSON, number);
        let other = |sex| if sex == Sex::Female { Sex::Male } else { Sex::Female };
        let (sex, year) = match place {
            0 => (head_sex, head_year),
            1 => {
                let sex = if alone.below(100) < 96 { other(head_sex) } else { head_sex };
                (sex, (head_year + alone.below(11) as u16).saturating_sub(5).min(self.year - 16))
            }
            _ => {
                let sex = if alone.below(2) == 0 { Sex::Female } else { Sex::Male };
                let apart = 20 + alone.below(18) as u16;
                // Children too young for an account of their own: then it is a parent of the head.
                let year =
                    if head_year + apart > self.year - 16 { head_year - apart } else { head_year + apart };
                (sex, year.max(1_925))
            }
        };
        let birth = day_in(year, &mut alone);
        let first = self.names.first(home.tongue, sex, year, &mut alone);
        let own = self.names.last(home.tongue, home.region, &mut alone);
        let shares = place != 1 || alone.below(100) < if year < 1_975 { 82 } else { 55 };
        let last = if shares { name } else { own };
        let birth_last = if place == 0 || (place > 1 && shares) { name } else { own };
        Person { number, salt: self.seed, household, sex, birth, first, last, birth_last, home }
    }

    /// The person's address for an account; one in seventy uses that of the head of the household.
    pub fn mail(&self, person: &Person, account: u64, out: &mut String) {
        if person.household != person.number
            && Random::of(self.seed, purpose::SHARED_MAIL, person.number).in_10_000(350)
        {
            return self.mail.address(&self.person(person.household), 0, out);
        }
        self.mail.address(person, account, out);
    }

    /// A user name.
    pub fn username(person: &Person, account: u64, out: &mut String) {
        username(person, account, out);
    }

    /// National significant number of the person's mobile.
    pub fn mobile(&self, person: &Person) -> u64 {
        phone::mobile(&person.home, &mut Random::of(self.seed, purpose::MOBILE, person.number))
    }

    /// National significant number of the household's landline.
    pub fn landline(&self, person: &Person) -> u64 {
        phone::landline(&person.home, &mut Random::of(self.seed, purpose::LANDLINE, person.household))
    }

    /// The IPv4 address of one of the person's visits.
    pub fn visit(&self, person: &Person, visit: u64) -> [u8; 4] {
        let mut random = Random::of(self.seed ^ visit, purpose::VISIT, person.number);
        network::address(&person.home, person.household ^ self.seed, visit, &mut random)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::mail::known_domain;
    use super::*;

    #[test]
    fn people_live_together_and_are_made_alike_twice() {
        let world = World::new(1, [70, 18, 12], 2_024);
        let mut homes: BTreeMap<u64, Vec<Person>> = BTreeMap::new();
        for number in 0..4_000 {
            let person = world.person(number);
            assert_eq!(format!("{person:?}"), format!("{:?}", world.person(number)));
            homes.entry(person.household).or_default().push(person);
        }
        let mut named_alike = 0;
        let pairs = homes.values().filter(|p| p.len() > 1).count();
        for people in homes.values() {
            assert!(people.len() <= 4);
            assert!(people.iter().all(|p| p.home == people[0].home));
            named_alike += usize::from(people.len() > 1 && people[0].last == people[1].last);
        }
        assert!(pairs > 800);
        assert!(named_alike * 10 > pairs * 5 && named_alike * 10 < pairs * 9, "{named_alike} of {pairs}");
    }

    #[test]
    fn addresses_go_with_the_country_and_mostly_with_the_name() {
        let world = World::new(2, [1, 1, 1], 2_024);
        let (mut with_name, mut known, mut distinct) = (0, 0, BTreeSet::new());
        for number in 0..3_000 {
            let person = world.person(number);
            let mut mail = String::new();
            world.mail(&person, 0, &mut mail);
            assert!(mail.is_ascii() && !mail.contains(' '), "{mail}");
            let mut last = String::new();
            crate::noise::fold_into(person.last, &mut last);
            let (local, domain) = mail.split_once('@').unwrap();
            assert!(local.len() >= 2, "{mail}");
            with_name += u32::from(local.contains(&last));
            known += u32::from(known_domain(person.home.country, domain));
            distinct.insert(mail);
        }
        assert!((1_700..2_500).contains(&with_name), "{with_name}");
        assert!((2_680..2_860).contains(&known), "{known}");
        assert!(distinct.len() > 2_850, "{}", distinct.len());
    }

    #[test]
    fn lines_are_shared_at_home() {
        let world = World::new(3, [1, 0, 0], 2_024);
        let couples: Vec<(Person, Person)> = (0..2_000)
            .map(|n| (world.person(n), world.person(n + 1)))
            .filter(|(a, b)| a.household == b.household)
            .collect();
        let shared = couples.iter().filter(|(a, b)| world.visit(a, 1) == world.visit(b, 1)).count();
        assert!(shared * 100 > couples.len() * 40, "{shared} of {}", couples.len());
        assert!(couples.iter().all(|(a, b)| world.landline(a) == world.landline(b)));
    }
}
