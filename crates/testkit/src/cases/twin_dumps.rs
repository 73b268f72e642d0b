use std::sync::Arc;

use super::Case;
use super::record::{FRANCE_ONLY, Habits, Record, birth, growing_id, record, sometimes};
use super::secrets::shuffle;
use crate::Random;
use crate::noise::without_accents;
use crate::population::calendar::push_number;
use crate::population::{PhoneStyle, World};
use crate::table::{Charset, Flaws, Form, Role, Table, column};

const SEED: u64 = 2_909;
/// Of 10 000 rows of the second dump: records of the first under other headings, people of the first with a record
/// of their own, and people the first has not.
const COPIED: u64 = 5_500;
const KNOWN: u64 = 1_200;

struct Twins {
    world: World,
    first: u64,
}

const ELECTRONICS: Habits = Habits { account: 51, style: Some(PhoneStyle::Plain), ..Habits::careless(51) };
const BOOKS: Habits = Habits { capitals: 400, plain: 800, other_mail: 2_200, ..Habits::careless(52) };

impl Twins {
    fn electronics(&self, row: u64) -> Record {
        record(&self.world, &self.world.person(shuffle(SEED, row, self.first)), &ELECTRONICS)
    }
}

pub fn build(rows: u64) -> Case {
    let twins =
        Arc::new(Twins { world: World::new(SEED, FRANCE_ONLY, 2_022), first: (rows * 4 / 5).max(10) });
    Case {
        name: "twin-dumps",
        title: "Two retailers' customers, offered within weeks of each other",
        seed: SEED,
        dump: vec![electronics(Arc::clone(&twins)), books(rows, twins)],
        library: vec![],
        claim: r#"
source = "two posts: customers of an electronics chain, customers of a bookseller"
fields = ["last-name", "first-name", "email", "phone", "street-address", "postcode", "city"]
excludes = ["iban", "card-number", "password-hash"]
countries = ["FR"]
"#,
        headlines: &["authentic", "insufficient"],
        holds: &[("fields", true), ("excludes", true)],
        origin: "
Mirrors: several French firms (electronics, books, gardening, pensions) whose customers' postal data were offered within
the same weeks, all of one shape.

Planted: of the second dump's rows 55 % are records of the first with other headings, another order of columns, other capitals
and another way of writing telephone numbers; 12 % are people of the first with a record of their own, as two honest
customer tables overlap; the rest are other people.
",
    }
}

fn electronics(twins: Arc<Twins>) -> Table {
    Table {
        file: "electronics.csv",
        form: Form::Delimited { delimiter: ';', crlf: false },
        charset: Charset::Utf8,
        columns: vec![
            column("client_id", "customer-id", Role::Number),
            column("nom", "last-name", Role::Identity),
            column("prenom", "first-name", Role::Identity),
            column("email", "email", Role::Mail),
            column("telephone", "phone", Role::Phone),
            column("adresse", "street-address", Role::Plain),
            column("code_postal", "postcode", Role::Plain),
            column("ville", "city", Role::Plain),
            column("date_naissance", "birth-date", Role::Identity),
        ],
        rows: twins.first,
        flaws: Flaws { exact: 10, ..Flaws::default() },
        seed: SEED,
        fill: Box::new(move |row, cells| {
            let account = twins.electronics(row);
            push_number(growing_id(SEED, 3_100_000, 143, row), cells.cell());
            for text in [&account.last, &account.first, &account.email, &account.phone] {
                cells.text(text);
            }
            for text in [&account.street, &account.postcode, &account.city] {
                cells.text(text);
            }
            birth(cells, account.birth, "");
        }),
    }
}

fn books(rows: u64, twins: Arc<Twins>) -> Table {
    Table {
        file: "books.csv.gz",
        form: Form::Delimited { delimiter: ',', crlf: false },
        charset: Charset::Utf8,
        columns: vec![
            column("customer_id", "customer-id", Role::Number),
            column("firstname", "first-name", Role::Identity),
            column("lastname", "last-name", Role::Identity),
            column("zip_code", "postcode", Role::Plain),
            column("city", "city", Role::Plain),
            column("street", "street-address", Role::Plain),
            column("mobile_phone", "phone", Role::Phone),
            column("mail", "email", Role::Mail),
        ],
        rows,
        flaws: Flaws { exact: 10, ..Flaws::default() },
        seed: SEED ^ 1,
        fill: Box::new(move |row, cells| {
            let random = &mut Random::of(SEED, 0xb0, row);
            let account = match random.below(10_000) {
                // Nearly a bijection: a record of the first dump is taken twice at most.
                0..COPIED => {
                    let mut account = twins.electronics(shuffle(SEED ^ 9, row, rows) % twins.first);
                    for text in
                        [&mut account.first, &mut account.last, &mut account.city, &mut account.street]
                    {
                        *text = without_accents(text).to_uppercase();
                    }
                    account.phone = international(&account.phone);
                    account
                }
                COPIED..SHARED => {
                    let person = twins.world.person(shuffle(SEED ^ 7, row, rows) % twins.first);
                    record(&twins.world, &person, &BOOKS)
                }
                _ => record(
                    &twins.world,
                    &twins.world.person(twins.first + shuffle(SEED ^ 5, row, rows)),
                    &BOOKS,
                ),
            };
            push_number(growing_id(SEED ^ 2, 18_000, 117, row), cells.cell());
            for text in [&account.first, &account.last, &account.postcode, &account.city, &account.street] {
                cells.text(text);
            }
            sometimes(cells, &account.phone, 700, "", random);
            cells.text(&account.email);
        }),
    }
}

/// Both kinds of people of the first dump.
const SHARED: u64 = COPIED + KNOWN;

/// `0612345678` as `+33612345678`.
fn international(phone: &str) -> String {
    phone.strip_prefix('0').map_or_else(|| phone.to_owned(), |rest| format!("+33{rest}"))
}
