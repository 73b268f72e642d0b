use std::net::Ipv4Addr;

use crate::Random;
use crate::noise::{mojibake, typing_error, without_accents};
use crate::population::birth::as_entered;
use crate::population::{Date, PHONE_STYLES, Person, PhoneStyle, Sex, World, calendar, write_phone};
use crate::table::Cells;

/// One account as a table holds it: text ready to be written, before the table's own form.
#[derive(Debug, Clone, Default)]
pub struct Record {
    pub username: String,
    pub first: String,
    pub last: String,
    pub email: String,
    pub ip: String,
    pub city: String,
    pub street: String,
    pub postcode: String,
    pub phone: String,
    pub birth: Option<Date>,
    pub female: bool,
    pub country: &'static str,
}

/// How one service's users fill its form, and what it does to what they typed. Rates are in 10 000.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// Number of the service: addresses other than the main one, visits and typing errors go by it.
    pub account: u64,
    /// Names typed or stored in capitals.
    pub capitals: u64,
    /// Accents lost.
    pub plain: u64,
    /// A typing error in one of the names, the street or the town.
    pub errors: u64,
    /// UTF-8 read as Windows-1252 on the way.
    pub mojibake: u64,
    /// Birth dates left at a default.
    pub default_birth: u64,
    /// Another address than the main one.
    pub other_mail: u64,
    /// A `+tag` naming the service on addresses of providers that allow it.
    pub tag: (u64, &'static str),
    /// A landline instead of a mobile number.
    pub landline: u64,
    /// The one style telephone numbers are stored in, where the service has one.
    pub style: Option<PhoneStyle>,
}

impl Habits {
    /// A careless form: everything is stored as typed.
    pub const fn careless(account: u64) -> Self {
        Self {
            account,
            capitals: 1_500,
            plain: 2_200,
            errors: 90,
            mojibake: 35,
            default_birth: 160,
            other_mail: 1_400,
            tag: (0, ""),
            landline: 1_800,
            style: None,
        }
    }
}

/// The account of a person with a service.
pub fn record(world: &World, person: &Person, habits: &Habits) -> Record {
    let random = &mut Random::of(person.salt ^ habits.account, 0xacc0, person.number);
    let account = if random.in_10_000(habits.other_mail) { habits.account } else { 0 };
    let mut record = Record {
        country: person.home.country.code(),
        female: person.sex == Sex::Female,
        ..Record::default()
    };
    let capitals = random.in_10_000(habits.capitals);
    let plain = random.in_10_000(habits.plain);
    let low = !capitals && random.in_10_000(500);
    let style = |text: &str| {
        let text = if plain { without_accents(text) } else { text.to_owned() };
        match (capitals, low) {
            (true, _) => text.to_uppercase(),
            (_, true) => text.to_lowercase(),
            _ => text,
        }
    };
    record.first = style(person.first);
    record.last = style(person.last);
    record.city = style(person.home.city);
    record.street = style(&person.home.street);
    record.postcode.push_str(&person.home.postcode);
    if random.in_10_000(habits.errors) {
        let text = match random.below(4) {
            0 => &mut record.first,
            1 => &mut record.last,
            2 => &mut record.city,
            _ => &mut record.street,
        };
        *text = typing_error(text, random);
    }
    if random.in_10_000(habits.mojibake) {
        for text in [&mut record.first, &mut record.last, &mut record.city, &mut record.street] {
            *text = mojibake(text);
        }
    }
    world.mail(person, account, &mut record.email);
    if random.in_10_000(habits.tag.0)
        && let Some(at) = record.email.find("@gmail.com")
    {
        record.email.insert_str(at, habits.tag.1);
        record.email.insert(at, '+');
    }
    if random.in_10_000(250) {
        record.email = record.email[..1].to_uppercase() + &record.email[1..];
    }
    World::username(person, habits.account, &mut record.username);
    record.ip = Ipv4Addr::from(world.visit(person, habits.account)).to_string();
    record.birth = Some(as_entered(person.birth, habits.default_birth, random));
    let number =
        if random.in_10_000(habits.landline) { world.landline(person) } else { world.mobile(person) };
    let style = habits.style.unwrap_or_else(|| {
        let weights: [u32; 7] = std::array::from_fn(|at| PHONE_STYLES[at].1);
        PHONE_STYLES[random.weighted(&weights)].0
    });
    write_phone(person.home.country, number, style, &mut record.phone);
    record
}

/// A cell that some users leave empty.
pub fn sometimes(cells: &mut Cells, text: &str, empty_in_10_000: u64, null: &str, random: &mut Random) {
    if random.in_10_000(empty_in_10_000) { cells.text(null) } else { cells.text(text) }
}

/// A birth date as `2021-03-04`; the spelling of null when there is none.
pub fn birth(cells: &mut Cells, date: Option<Date>, null: &str) {
    match date {
        Some(date) => calendar::write_date(date, cells.cell()),
        None => cells.text(null),
    }
}

/// Ids that grow with the row and leave gaps: row `i` gets about `start + i × gap / 100`.
pub fn growing_id(seed: u64, start: u64, gap_percent: u64, row: u64) -> u64 {
    // The jitter is less than the gap above one, so that ids never meet.
    let jitter = Random::of(seed, 0x1d5, row).below(gap_percent.saturating_sub(100).max(1));
    start + (row * gap_percent + jitter) / 100
}

/// French shops only.
pub const FRANCE_ONLY: [u32; 3] = [1, 0, 0];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_with_gaps() {
        let ids: Vec<u64> = (0..5_000).map(|row| growing_id(1, 700, 137, row)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.windows(2).any(|pair| pair[1] - pair[0] > 1));
        assert!(ids[4_999] - 700 > 6_500);
    }

    #[test]
    fn the_same_person_differs_between_services_but_not_within_one() {
        let world = World::new(1, [1, 1, 1], 2_020);
        let (one, two) = (Habits::careless(1), Habits { capitals: 10_000, ..Habits::careless(2) });
        let mut same_mail = 0;
        for number in 0..500 {
            let person = world.person(number);
            let (a, b, again) =
                (record(&world, &person, &one), record(&world, &person, &two), record(&world, &person, &one));
            assert_eq!(format!("{a:?}"), format!("{again:?}"));
            assert!(b.last.chars().all(|c| !c.is_lowercase()));
            same_mail += u32::from(a.email.eq_ignore_ascii_case(&b.email));
        }
        assert!((330..480).contains(&same_mail), "{same_mail}");
    }
}
