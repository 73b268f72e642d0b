use std::net::Ipv4Addr;
use std::sync::Arc;

use super::Case;
use super::record::{Habits, Record, birth, growing_id, record, sometimes};
use super::secrets::{bcrypt, hexadecimal, shuffle};
use crate::Random;
use crate::generator::Generator;
use crate::population::{Date, PhoneStyle, Sex, SignUps, World};
use crate::random::mix;
use crate::table::{Cells, Charset, Column, Flaws, Form, Role, Table, column};

const SEED: u64 = 2_024;

/// Where rows come from, in 10 000; the generated ones stand together.
const FORUM: u64 = 5_800;
const SHOP: u64 = 1_300;
const RECYCLED: u64 = FORUM + SHOP;
const GENERATED: u64 = 1_800;
/// The generated block starts after this share of the rows.
const BLOCK_AT: u64 = 7_030;

/// Everything the dump and the two earlier ones are made of.
struct Sources {
    world: World,
    generator: Generator,
    rows: u64,
    /// Accounts of the forum and of the shop.
    members: u64,
    customers: u64,
    forum_times: SignUps,
}

const FORUM_HABITS: Habits = Habits { tag: (150, "forum-rando"), ..Habits::careless(1) };
const SHOP_HABITS: Habits = Habits {
    capitals: 9_000,
    plain: 6_000,
    errors: 150,
    mojibake: 120,
    default_birth: 500,
    tag: (90, "boutique-elan"),
    landline: 3_000,
    style: Some(PhoneStyle::Spaced),
    ..Habits::careless(2)
};
const OTHER_HABITS: Habits = Habits { style: Some(PhoneStyle::International), ..Habits::careless(3) };

impl Sources {
    fn new(rows: u64) -> Self {
        // Fewer accounts than rows taken from them: the same account comes up several times under new ids.
        let (members, customers) = ((rows * 30 / 100).max(100), (rows * 9 / 100).max(50));
        let forum_times = SignUps::new(
            Date::new(2012, 3, 1),
            Date::new(2022, 2, 27),
            &[Date::new(2016, 9, 5), Date::new(2020, 3, 30)],
        );
        Self {
            world: World::new(SEED, [70, 18, 12], 2_016),
            generator: Generator::new(SEED),
            rows,
            members,
            customers,
            forum_times,
        }
    }

    /// People are numbered through: forum members, then shop customers (one in eight of them a member too), then
    /// everybody else.
    fn member(&self, number: u64) -> Record {
        let person = self.world.person(shuffle(SEED, number, self.members));
        let mut account = record(&self.world, &person, &FORUM_HABITS);
        let mut random = Random::of(SEED, 0xf0, number);
        // The forum never asked everybody for everything.
        if random.in_10_000(6_500) {
            account.street.clear();
            account.postcode.clear();
        }
        if random.in_10_000(7_000) {
            account.phone.clear();
        }
        if random.in_10_000(900) {
            account.birth = None;
        }
        account
    }

    fn customer(&self, number: u64) -> Record {
        let shared = number.is_multiple_of(8);
        let among = if shared { number % self.members } else { self.members + number };
        let mut account = record(&self.world, &self.world.person(among), &SHOP_HABITS);
        account.ip.clear();
        account.username.clear();
        account
    }

    fn stranger(&self, row: u64) -> Record {
        record(
            &self.world,
            &self.world.person(self.members + self.customers + shuffle(SEED ^ 3, row, self.rows)),
            &OTHER_HABITS,
        )
    }

    fn invented(&self, row: u64, random: &mut Random) -> Record {
        let made = self.generator.row(row);
        Record {
            username: made.username,
            first: made.first.to_owned(),
            last: made.last.to_owned(),
            email: made.email,
            ip: Ipv4Addr::from(made.ip).to_string(),
            city: made.city,
            street: made.street,
            postcode: made.postcode,
            phone: made.phone,
            birth: Some(made.birth),
            female: made.sex == Sex::Female,
            country: random.pick(&["FR", "BE", "CA"]),
        }
    }

    /// The row and the password hash that goes with where it came from.
    fn row(&self, row: u64, cells: &mut Cells) {
        let random = &mut Random::of(SEED, 0x7e, row);
        let block = self.rows * BLOCK_AT / 10_000;
        let mut hash = String::new();
        let account = if (block..block + self.rows * GENERATED / 10_000).contains(&row) {
            hexadecimal(40, random, &mut hash);
            self.invented(row, random)
        } else {
            match random.below(10_000 - GENERATED) {
                0..FORUM => {
                    let number = random.below(self.members);
                    forum_hash(number, &mut hash);
                    self.member(number)
                }
                FORUM..RECYCLED => {
                    let number = random.below(self.customers);
                    shop_hash(number, &mut hash);
                    self.customer(number)
                }
                _ => {
                    hexadecimal(64, random, &mut hash);
                    self.stranger(row)
                }
            }
        };
        cells.text(&growing_id(SEED, 600_100_000, 131, row).to_string());
        for text in [&account.username, &account.first, &account.last, &account.email, &account.ip] {
            cells.text(text);
        }
        for text in [&account.city, &account.street, &account.postcode, &account.phone] {
            cells.text(text);
        }
        cells.text(if account.female { "F" } else { "M" });
        birth(cells, account.birth, "NULL");
        cells.text(account.country);
        cells.text(&hash);
    }
}

fn forum_hash(number: u64, out: &mut String) {
    bcrypt(&mut Random::of(mix(SEED), 0x9a55, number), out);
}

fn shop_hash(number: u64, out: &mut String) {
    hexadecimal(32, &mut Random::of(mix(SEED), 0x3d5, number), out);
}

fn columns() -> Vec<Column> {
    vec![
        column("user_id", "user-id", Role::Number),
        column("username", "username", Role::Plain),
        column("first_name", "first-name", Role::Identity),
        column("last_name", "last-name", Role::Identity),
        column("email", "email", Role::Mail),
        column("ip", "ipv4", Role::Plain),
        column("city", "city", Role::Plain),
        column("address", "street-address", Role::Plain),
        column("postcode", "postcode", Role::Plain),
        column("phone", "phone", Role::Phone),
        column("sex", "sex", Role::Plain),
        column("birth_date", "birth-date", Role::Identity),
        column("country", "country", Role::Plain),
        column("password_hash", "password-hash", Role::Plain),
    ]
}

pub fn build(rows: u64) -> Case {
    let sources = Arc::new(Sources::new(rows));
    let comma = Form::Delimited { delimiter: ',', crlf: false };
    let of_row = Arc::clone(&sources);
    let dump = Table {
        file: "dump.csv.gz",
        form: comma,
        charset: Charset::Utf8,
        columns: columns(),
        rows,
        flaws: Flaws { exact: 40, near: 30, short: 12, long: 8, fragment: 5 },
        seed: SEED,
        fill: Box::new(move |row, cells| of_row.row(row, cells)),
    };
    Case {
        name: "temu-2024",
        title: "87 million lines of a marketplace, for sale on a forum",
        seed: SEED,
        dump: vec![dump],
        library: vec![forum(Arc::clone(&sources)), shop(sources)],
        claim: r#"
source = "post on a forum: users of a marketplace, taken through an API, single copy"
rows = 87000000
people = 87000000
fields = ["first-name", "last-name", "username", "user-id", "email", "ipv4", "city", "street-address", "phone", "sex", "birth-date", "country", "password-hash"]
excludes = ["iban", "card-number", "bic"]
countries = ["FR", "BE", "CA"]
taken = "2024-09"
posted = "2024-09-16"
never_sold = true
"#,
        headlines: &["recycled"],
        holds: &[
            ("rows", false),
            ("people", false),
            ("fields", true),
            ("excludes", true),
            ("countries", true),
            ("never-sold", false),
        ],
        origin: "
Mirrors: a sale offered in September 2024 of 87 million lines with names, user names, ids, addresses of all
kinds, phone numbers, sex, birth dates, countries and password hashes, many French, Belgian and Canadian, without bank
data, \"never sold before\", taken through an API; the company found none of its records in it.

Planted: 58 % of the rows are accounts of `forum-2022`, 13 % of `shop-2021`, unchanged but for new ids, each account
about twice; rows from 70.3 % to 88.3 % of the file are invented by an imitation of a fake-data library; the rest are other
people. Each source keeps its own habits: hash scheme, telephone style, capitals, what it did not ask for. A few rows
repeat, lack cells, have one too many, or are no rows.
",
    }
}

fn forum(sources: Arc<Sources>) -> Table {
    Table {
        file: "forum-2022.csv.gz",
        form: Form::Delimited { delimiter: ';', crlf: false },
        charset: Charset::Utf8,
        columns: vec![
            column("member_id", "user-id", Role::Number),
            column("username", "username", Role::Plain),
            column("email", "email", Role::Mail),
            column("password", "password-hash", Role::Plain),
            column("registration_ip", "ipv4", Role::Plain),
            column("first_name", "first-name", Role::Identity),
            column("last_name", "last-name", Role::Identity),
            column("sex", "sex", Role::Plain),
            column("birth_date", "birth-date", Role::Identity),
            column("address", "street-address", Role::Plain),
            column("postcode", "postcode", Role::Plain),
            column("city", "city", Role::Plain),
            column("country", "country", Role::Plain),
            column("phone", "phone", Role::Phone),
            column("registered_at", "date-time", Role::Plain),
        ],
        rows: sources.members,
        flaws: Flaws::default(),
        seed: SEED,
        fill: Box::new(move |number, cells| {
            let account = sources.member(number);
            cells.text(&growing_id(SEED ^ 1, 1, 118, number).to_string());
            cells.text(&account.username);
            cells.text(&account.email);
            forum_hash(number, cells.cell());
            for text in [&account.ip, &account.first, &account.last] {
                cells.text(text);
            }
            cells.text(if account.female { "F" } else { "M" });
            birth(cells, account.birth, "");
            for text in [&account.street, &account.postcode, &account.city] {
                cells.text(text);
            }
            cells.text(account.country);
            cells.text(&account.phone);
            let jitter = Random::of(SEED, 0x71, number).bits();
            sources.forum_times.moment(number, sources.members, jitter).write_sql(cells.cell());
        }),
    }
}

fn shop(sources: Arc<Sources>) -> Table {
    Table {
        file: "shop-2021.csv.gz",
        form: Form::Delimited { delimiter: ',', crlf: false },
        charset: Charset::Utf8,
        columns: vec![
            column("customer_id", "customer-id", Role::Number),
            column("title", "salutation", Role::Plain),
            column("last_name", "last-name", Role::Identity),
            column("first_name", "first-name", Role::Identity),
            column("email", "email", Role::Mail),
            column("md5", "password-hash", Role::Plain),
            column("address", "street-address", Role::Plain),
            column("postcode", "postcode", Role::Plain),
            column("city", "city", Role::Plain),
            column("country", "country", Role::Plain),
            column("phone", "phone", Role::Phone),
            column("birth_date", "birth-date", Role::Identity),
            column("newsletter", "boolean", Role::Plain),
        ],
        rows: sources.customers,
        flaws: Flaws::default(),
        seed: SEED,
        fill: Box::new(move |number, cells| {
            let account = sources.customer(number);
            let random = &mut Random::of(SEED, 0x72, number);
            cells.text(&growing_id(SEED ^ 2, 50_000, 160, number).to_string());
            cells.text(if account.female { "Mme" } else { "M." });
            for text in [&account.last, &account.first, &account.email] {
                cells.text(text);
            }
            shop_hash(number, cells.cell());
            for text in [&account.street, &account.postcode, &account.city] {
                cells.text(text);
            }
            cells.text(account.country);
            cells.text(&account.phone);
            birth(cells, account.birth, "");
            sometimes(cells, "1", 6_500, "0", random);
        }),
    }
}
