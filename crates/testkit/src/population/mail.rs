use dumpscope_reference::population::Sex;

use super::Person;
use super::calendar::push_number;
use crate::noise::fold_into;
use crate::random::mix;
use crate::{Random, Weighted};

/// Providers with a weight for the born before 1960, until 1984, and after.
type Shares = &'static [(&'static str, [u32; 3])];

const FRANCE: Shares = &[
    ("gmail.com", [240, 420, 620]),
    ("hotmail.fr", [60, 130, 70]),
    ("hotmail.com", [60, 110, 60]),
    ("orange.fr", [210, 90, 30]),
    ("wanadoo.fr", [160, 50, 6]),
    ("free.fr", [90, 60, 15]),
    ("yahoo.fr", [70, 80, 40]),
    ("sfr.fr", [40, 25, 8]),
    ("live.fr", [15, 35, 30]),
    ("outlook.fr", [15, 25, 40]),
    ("laposte.net", [40, 30, 12]),
    ("icloud.com", [10, 22, 65]),
    ("outlook.com", [6, 14, 25]),
    ("bbox.fr", [15, 10, 3]),
    ("neuf.fr", [18, 8, 1]),
    ("yahoo.com", [8, 12, 10]),
    ("msn.com", [5, 9, 2]),
    ("protonmail.com", [1, 3, 7]),
    ("numericable.fr", [6, 3, 0]),
    ("aol.com", [6, 3, 1]),
];
const BELGIUM: Shares = &[
    ("gmail.com", [280, 450, 620]),
    ("hotmail.com", [150, 240, 160]),
    ("skynet.be", [190, 70, 10]),
    ("telenet.be", [150, 80, 15]),
    ("outlook.be", [20, 30, 40]),
    ("proximus.be", [40, 15, 3]),
    ("live.be", [15, 35, 25]),
    ("yahoo.fr", [20, 25, 10]),
    ("scarlet.be", [25, 10, 1]),
    ("voo.be", [15, 10, 2]),
    ("icloud.com", [10, 20, 55]),
];
const CANADA: Shares = &[
    ("gmail.com", [300, 480, 650]),
    ("hotmail.com", [180, 230, 130]),
    ("videotron.ca", [150, 60, 10]),
    ("sympatico.ca", [110, 30, 3]),
    ("yahoo.ca", [50, 50, 20]),
    ("outlook.com", [30, 40, 50]),
    ("live.ca", [15, 35, 25]),
    ("icloud.com", [20, 30, 70]),
    ("bell.net", [30, 8, 1]),
    ("cogeco.ca", [20, 10, 2]),
    ("rogers.com", [15, 8, 1]),
];

/// Employers' and own domains, composed so that nobody owns them as far as can be known; weight falls as 1/rank.
const TAIL: u64 = 40_000;

/// Words people add to or use instead of their name.
const NICKNAMES: &[&str] = &[
    "titi",
    "loulou",
    "choupi",
    "doudou",
    "kiki",
    "nono",
    "lili",
    "mimi",
    "fred",
    "seb",
    "nico",
    "ludo",
    "chris",
    "steph",
    "isa",
    "cathy",
    "manu",
    "flo",
    "ben",
    "max",
    "toto",
    "zaza",
    "juju",
    "coco",
    "papillon",
    "soleil",
    "dragon",
    "shadow",
    "tigrou",
    "petitprince",
    "la_puce",
    "dark",
    "pirate",
    "moto",
    "foot",
    "rider",
    "lune",
    "etoile",
    "caramel",
    "vanille",
];

/// How people choose addresses.
#[derive(Debug)]
pub(super) struct MailHabits {
    providers: [[Weighted; 3]; 3],
    tail: Vec<String>,
    ranks: Weighted,
}

impl MailHabits {
    /// From the tables above.
    pub fn new() -> Self {
        let of = |shares: Shares| {
            [0, 1, 2].map(|age| Weighted::new(shares.iter().map(|(_, w)| u64::from(w[age]))))
        };
        let tail = (0..TAIL).map(|k| tail_domain(&mut Random::of(0x7a11, 0, k))).collect();
        Self {
            providers: [of(FRANCE), of(BELGIUM), of(CANADA)],
            tail,
            ranks: Weighted::new((0..TAIL).map(|k| 10_000_000 / (k + 30))),
        }
    }

    /// The person's main address (`account` 0) or another one (1 and up), in lower case.
    pub fn address(&self, person: &Person, account: u64, out: &mut String) {
        let random = &mut Random::of(mix(person.number ^ person.salt), 0xe3a11, account);
        let from = out.len();
        local(person, random, out);
        out.push('@');
        if random.below(1_000) < 75 {
            out.push_str(&self.tail[self.ranks.draw(random)]);
        } else {
            let country = person.home.country as usize;
            let age = match person.birth.year {
                ..1_960 => 0,
                1_960..1_985 => 1,
                _ => 2,
            };
            let shares = [FRANCE, BELGIUM, CANADA][country];
            out.push_str(shares[self.providers[country][age].draw(random)].0);
        }
        debug_assert!(out[from..].contains('@'));
    }
}

fn local(person: &Person, random: &mut Random, out: &mut String) {
    let mut first = String::with_capacity(16);
    let mut last = String::with_capacity(16);
    fold_into(person.first, &mut first);
    // Women who changed their name may keep the address of the old one: then it fits the row no more.
    let changed = person.sex == Sex::Female && person.birth.year < 1_990 && random.below(100) < 9;
    fold_into(if changed { person.birth_last } else { person.last }, &mut last);
    let initial = &first[..first.len().min(1)];
    let mut join = |parts: [&str; 3]| parts.iter().for_each(|part| out.push_str(part));
    // The last three say nothing of the name: in the tables the design names, a tenth to a third of addresses do not.
    match random.weighted(&[300, 95, 120, 75, 70, 40, 45, 30, 60, 60, 65, 40, 95, 75, 40]) {
        0 => join([&first, ".", &last]),
        1 => join([&first, "", &last]),
        2 => join([initial, ".", &last]),
        3 => join([initial, "", &last]),
        4 => join([&last, ".", &first]),
        5 => join([&last, "", &first]),
        6 => join([&first, "_", &last]),
        7 => join([&first, "-", &last]),
        8 => join([&first, "", &last[..last.len().min(1)]]),
        9 => join([&last, "", ""]),
        10 => join([random.pick(NICKNAMES), "", &first]),
        11 => join([random.pick(NICKNAMES), ".", &last]),
        12 => join([random.pick(NICKNAMES), "", random.pick(NICKNAMES)]),
        13 => {
            out.push_str(random.pick(NICKNAMES));
            push_number(random.below(100_000), out);
        }
        _ => {
            join([initial, "", &last[..last.len().min(1)]]);
            push_number(random.below(1_000_000), out);
        }
    }
    match random.weighted(&[300, 150, 110, 60, 110, 70, 40]) {
        0 => {}
        1 => push_number(u64::from(person.birth.year % 100), out),
        2 => push_number(u64::from(person.birth.year), out),
        3 => out.extend(person.home.postcode.chars().filter(char::is_ascii_digit).take(2)),
        4 => push_number(1 + random.below(99), out),
        5 => push_number(100 + random.below(9_900), out),
        _ => {
            out.push('_');
            push_number(random.below(100), out);
        }
    }
}

/// A user name: a nickname, a short form or the local part, with more digits than people want.
pub(super) fn username(person: &Person, account: u64, out: &mut String) {
    let random = &mut Random::of(mix(person.number ^ person.salt), 0x05e4, account);
    let from = out.len();
    match random.below(10) {
        0..5 => local(person, random, out),
        5..8 => {
            out.push_str(random.pick(NICKNAMES));
            if random.below(2) == 0 {
                out.push_str(&person.home.postcode[..2]);
            }
            push_number(random.below(10_000), out);
        }
        _ => {
            fold_into(person.first, out);
            push_number(random.below(100_000), out);
        }
    }
    if random.below(6) == 0 {
        out[from..].make_ascii_uppercase();
    }
}

fn tail_domain(random: &mut Random) -> String {
    const TRADES: &[&str] = &[
        "atelier",
        "cabinet",
        "garage",
        "groupe",
        "menuiserie",
        "pharma",
        "conseil",
        "transports",
        "ecole",
        "mairie",
        "assur",
        "immo",
        "agence",
        "btp",
        "studio",
        "clinique",
    ];
    const ONSETS: &[&str] =
        &["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "tr", "pl"];
    const NUCLEI: &[&str] = &["a", "e", "i", "o", "u", "au", "oi", "ei"];
    let mut name = String::new();
    if random.below(2) == 0 {
        name.push_str(random.pick(TRADES));
        name.push('-');
    }
    for _ in 0..3 {
        name.push_str(random.pick(ONSETS));
        name.push_str(random.pick(NUCLEI));
    }
    name.push_str([".fr", ".com", ".fr", ".net", ".org", ".eu", ".be", ".ca"][random.below(8) as usize]);
    name
}

/// Whether the address of a country's people may end in this domain; for tests of the tables.
#[cfg(test)]
pub(crate) fn known_domain(country: super::Country, domain: &str) -> bool {
    [FRANCE, BELGIUM, CANADA][country as usize].iter().any(|(name, _)| *name == domain)
}
