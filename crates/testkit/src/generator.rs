//! Imitation of what fake-data libraries write, as a negative to set beside the population: names drawn evenly from
//! short lists, towns put together from a prefix, a name and a suffix, addresses that count along in base 36 on
//! reserved domains, IPv4 addresses and dates without a preference. No list here is taken from any library.

use dumpscope_reference::population::{Sex, fr};

use crate::Random;
use crate::population::Date;
use crate::population::calendar::push_number;

const PREFIXES: &[&str] = &["North", "South", "East", "West", "New", "Upper", "Old"];
const SUFFIXES: &[&str] =
    &["ton", "ville", "burgh", "bury", "port", "side", "haven", "ford", "stead", "field", "mouth"];
const RESERVED: &[&str] = &["example.com", "example.net", "example.org"];
const STREETS: &[&str] = &["rue", "avenue", "boulevard", "chemin", "place", "impasse"];

/// A maker of invented rows.
#[derive(Debug)]
pub struct Generator {
    seed: u64,
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    surnames: Vec<&'static str>,
}

/// An invented person: nothing in it goes with anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invented {
    /// First name, evenly from about 400.
    pub first: &'static str,
    /// Surname, evenly from about 400.
    pub last: &'static str,
    /// Sex, drawn apart from the first name.
    pub sex: Sex,
    /// Any day from 1945 to 2005, all alike.
    pub birth: Date,
    /// User name: a word and the counter.
    pub username: String,
    /// Address: two in three end in the counter in base 36, the rest fits another row's name.
    pub email: String,
    /// Any 32 bits.
    pub ip: [u8; 4],
    /// Prefix + name + suffix.
    pub city: String,
    /// Number, kind of street, surname.
    pub street: String,
    /// Five digits.
    pub postcode: String,
    /// Ten digits after a form that changes evenly.
    pub phone: String,
}

impl Generator {
    /// A maker with its own short lists: every other one of the most frequent names.
    pub fn new(seed: u64) -> Self {
        let of = |sex| {
            fr().first_names.iter().filter(|n| n.sex == sex).step_by(2).take(200).map(|n| n.name).collect()
        };
        let surnames = fr().surnames.iter().step_by(2).take(400).copied().collect();
        Self { seed, women: of(Sex::Female), men: of(Sex::Male), surnames }
    }

    /// Row `number` of the generator.
    pub fn row(&self, number: u64) -> Invented {
        let random = &mut Random::of(self.seed, 0x6e4, number);
        let names = |random: &mut Random| {
            let list = if random.below(2) == 0 { &self.women } else { &self.men };
            random.pick(list)
        };
        let (first, last) = (names(random), random.pick(&self.surnames));
        let mut counter = String::new();
        base_36(number, &mut counter);

        let mut city = String::new();
        if random.below(3) > 0 {
            city.push_str(random.pick(PREFIXES));
            city.push(' ');
        }
        city.push_str(names(random));
        city.push_str(random.pick(SUFFIXES));

        let mut email = String::new();
        if random.below(3) > 0 {
            crate::noise::fold_into(first, &mut email);
            email.push_str(&counter);
        } else {
            crate::noise::fold_into(names(random), &mut email);
            email.push('.');
            crate::noise::fold_into(random.pick(&self.surnames), &mut email);
        }
        email.push('@');
        email.push_str(random.pick(RESERVED));

        let mut phone = random.pick(&["0", "+33 ", "+33 (0)", "0033 "]).to_owned();
        push_number(random.between(1, 9), &mut phone);
        random.digits(8, &mut phone);
        let mut street = String::new();
        push_number(random.between(1, 999), &mut street);
        street.push_str(", ");
        street.push_str(random.pick(STREETS));
        street.push(' ');
        street.push_str(names(random));
        street.push(' ');
        street.push_str(random.pick(&self.surnames));
        let mut postcode = String::new();
        push_number(random.between(10_000, 99_999), &mut postcode);
        Invented {
            first,
            last,
            sex: if random.below(2) == 0 { Sex::Female } else { Sex::Male },
            birth: Date::from_days(Date::new(1945, 1, 1).days() + random.below(61 * 365).cast_signed()),
            username: format!("user_{counter}"),
            email,
            ip: (random.bits() as u32).to_be_bytes(),
            city,
            street,
            postcode,
            phone,
        }
    }
}

fn base_36(number: u64, out: &mut String) {
    if number >= 36 {
        base_36(number / 36, out);
    }
    out.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize]));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn even_and_uncoupled() {
        let generator = Generator::new(1);
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        let (mut multicast, mut agree) = (0, 0);
        for number in 0..20_000 {
            let row = generator.row(number);
            *names.entry(row.last).or_default() += 1;
            multicast += u32::from(row.ip[0] >= 224);
            agree += u32::from((row.sex == Sex::Female) == generator.women.contains(&row.first));
            assert!(row.email.contains("@example."));
        }
        assert_eq!(names.len(), 400);
        assert!(names.values().all(|n| (20..90).contains(n)), "evenly drawn: 50 each, give or take");
        assert!((2_200..2_800).contains(&multicast), "{multicast}");
        assert!((9_000..12_000).contains(&agree), "{agree}");
    }

    #[test]
    fn the_counter_counts() {
        let mut text = String::new();
        base_36(36 * 36 + 35, &mut text);
        assert_eq!(text, "10z");
    }
}
