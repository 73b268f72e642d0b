use super::Case;
use super::record::{FRANCE_ONLY, Habits, record, sometimes};
use super::secrets::shuffle;
use crate::Random;
use crate::population::{World, calendar};
use crate::table::{Charset, Flaws, Form, Role, Table, column};

const SEED: u64 = 909;

pub fn build(rows: u64) -> Case {
    let world = World::new(SEED, FRANCE_ONLY, 2_024);
    let habits = Habits { capitals: 4_500, plain: 3_500, ..Habits::careless(11) };
    let dump = Table {
        file: "clients.csv",
        form: Form::Delimited { delimiter: ';', crlf: true },
        charset: Charset::Windows1252,
        columns: vec![
            column("nom", "last-name", Role::Identity),
            column("prenom", "first-name", Role::Identity),
            column("date_naissance", "birth-date", Role::Identity),
            column("telephone", "phone", Role::Phone),
            column("email", "email", Role::Mail),
            column("adresse", "street-address", Role::Plain),
            column("code_postal", "postcode", Role::Plain),
            column("ville", "city", Role::Plain),
        ],
        rows,
        flaws: Flaws { exact: 25, near: 60, ..Flaws::default() },
        seed: SEED,
        fill: Box::new(move |row, cells| {
            // Four in five of the people of these households have an account, in no order.
            let account = record(&world, &world.person(shuffle(SEED, row, rows * 5 / 4)), &habits);
            let random = &mut Random::of(SEED, 0xac, row);
            cells.text(&account.last);
            cells.text(&account.first);
            match account.birth {
                Some(date) if !random.in_10_000(700) => calendar::write_date_french(date, cells.cell()),
                _ => cells.text(""),
            }
            sometimes(cells, &account.phone, 450, "", random);
            cells.text(&account.email);
            sometimes(cells, &account.street, 120, "", random);
            sometimes(cells, &account.postcode, 60, "", random);
            cells.text(&account.city);
        }),
    };
    Case {
        name: "action",
        title: "Ten thousand customer records of a discount chain",
        seed: SEED,
        dump: vec![dump],
        library: vec![],
        claim: r#"
source = "notice to customers: several accounts were compromised"
rows = 10000
people = 10000
fields = ["last-name", "first-name", "phone", "birth-date", "street-address", "email"]
excludes = ["iban", "card-number", "bic", "password-hash"]
countries = ["FR"]
"#,
        headlines: &["authentic", "insufficient"],
        holds: &[("rows", true), ("people", true), ("fields", true), ("excludes", true)],
        origin: "
Mirrors: about 10 000 customer records with names, phone numbers, birth dates, postal and e-mail addresses; customer
accounts were compromised; no bank data.

Planted: one honest table, small, as a spreadsheet exports it (semicolons, Windows-1252, CR LF): households, defaulted birth
dates, capitals and lost accents by customer, a few exact and near repeats.
",
    }
}
