use std::sync::Arc;

use super::Case;
use super::record::{FRANCE_ONLY, Habits, growing_id, record, sometimes};
use super::secrets::shuffle;
use crate::Random;
use crate::population::calendar::{push_number, push_two};
use crate::population::{Date, Moment, SignUps, World};
use crate::random::mix;
use crate::table::{Charset, Flaws, Form, Role, Table, column};

const SEED: u64 = 4_711;
/// Orders for each customer, on average.
const ORDERS: u64 = 2;

struct Shop {
    world: World,
    customers: u64,
    sign_ups: SignUps,
    orders: SignUps,
}

impl Shop {
    fn signed_up(&self, customer: u64) -> Moment {
        self.sign_ups.moment(customer, self.customers, mix(customer ^ SEED))
    }

    fn ordered(&self, order: u64) -> Moment {
        self.orders.moment(order, self.customers * ORDERS, mix(order ^ SEED << 1))
    }

    fn customer_id(customer: u64) -> u64 {
        growing_id(SEED, 20_411, 124, customer)
    }

    /// Who placed an order: somebody who had signed up by then, newer customers and a few faithful ones more often.
    fn buyer(&self, order: u64) -> u64 {
        let when = self.ordered(order);
        let (mut low, mut high) = (0, self.customers);
        while low < high {
            let half = low.midpoint(high);
            if self.signed_up(half) <= when {
                low = half + 1;
            } else {
                high = half;
            }
        }
        let there = low.max(1);
        let mut random = Random::of(SEED, 0xb3, order);
        if random.below(3) == 0 {
            random.below(there).min(random.falling(there))
        } else {
            there - 1 - random.falling(there)
        }
    }
}

pub fn build(rows: u64) -> Case {
    let shop = Arc::new(Shop {
        world: World::new(SEED, FRANCE_ONLY, 2_016),
        customers: rows.max(10),
        sign_ups: SignUps::new(
            Date::new(2017, 5, 2),
            Date::new(2024, 10, 20),
            &[Date::new(2020, 4, 6), Date::new(2022, 11, 25)],
        ),
        orders: SignUps::new(
            Date::new(2017, 5, 9),
            Date::new(2024, 10, 20),
            &[Date::new(2022, 11, 25), Date::new(2023, 12, 11)],
        ),
    });
    Case {
        name: "retailer-notice",
        title: "Accounts and orders of a retailer after a server intrusion",
        seed: SEED,
        dump: vec![customers(Arc::clone(&shop)), orders(shop)],
        library: vec![],
        claim: r#"
source = "notice to customers: server intrusion, extraction neither confirmed nor excluded"
fields = ["last-name", "first-name", "street-address", "email", "order-id"]
excludes = ["iban", "card-number", "bic", "password-hash", "password-plain"]
countries = ["FR"]
taken = "2024-10"
"#,
        headlines: &["authentic", "insufficient"],
        holds: &[("fields", true), ("excludes", true), ("taken", true)],
        origin: "
Mirrors: a retailer's notice after a server intrusion whose extraction was neither confirmed nor excluded: account data
(name, first name, postal and e-mail address) and the orders placed; no bank data, no passwords.

Planted: two tables of different forms whose keys join; ids that grow with time and leave gaps; orders placed after
the sign-up of whoever placed them; amounts that end as prices do.
",
    }
}

fn customers(shop: Arc<Shop>) -> Table {
    let habits = Habits::careless(41);
    Table {
        file: "customers.csv",
        form: Form::Delimited { delimiter: ',', crlf: false },
        charset: Charset::Utf8,
        columns: vec![
            column("customer_id", "customer-id", Role::Number),
            column("civilite", "salutation", Role::Plain),
            column("nom", "last-name", Role::Identity),
            column("prenom", "first-name", Role::Identity),
            column("email", "email", Role::Mail),
            column("adresse", "street-address", Role::Plain),
            column("code_postal", "postcode", Role::Plain),
            column("ville", "city", Role::Plain),
            column("created_at", "date-time", Role::Plain),
        ],
        rows: shop.customers,
        flaws: Flaws::default(),
        seed: SEED,
        fill: Box::new(move |customer, cells| {
            let account = record(
                &shop.world,
                &shop.world.person(shuffle(SEED, customer, shop.customers * 3 / 2)),
                &habits,
            );
            let random = &mut Random::of(SEED, 0xc5, customer);
            push_number(Shop::customer_id(customer), cells.cell());
            sometimes(cells, if account.female { "Mme" } else { "M." }, 600, "", random);
            for text in [&account.last, &account.first, &account.email] {
                cells.text(text);
            }
            let street = cells.cell();
            street.push_str(&account.street);
            if random.below(14) == 0 {
                street.push_str(", bâtiment ");
                street.push(random.pick(&['A', 'B', 'C', 'D']));
            }
            cells.text(&account.postcode);
            cells.text(&account.city);
            shop.signed_up(customer).write_sql(cells.cell());
        }),
    }
}

fn orders(shop: Arc<Shop>) -> Table {
    Table {
        file: "orders.csv",
        form: Form::Delimited { delimiter: ';', crlf: true },
        charset: Charset::Utf16Le,
        columns: vec![
            column("order_id", "order-id", Role::Number),
            column("customer_id", "customer-id", Role::Number),
            column("ordered_at", "date-time", Role::Plain),
            column("amount", "amount", Role::Number),
            column("currency", "currency", Role::Plain),
            column("quantity", "integer", Role::Number),
        ],
        rows: shop.customers * ORDERS,
        flaws: Flaws::default(),
        seed: SEED,
        fill: Box::new(move |order, cells| {
            let random = &mut Random::of(SEED, 0x0d, order);
            push_number(growing_id(SEED ^ 1, 700_300, 108, order), cells.cell());
            push_number(Shop::customer_id(shop.buyer(order)), cells.cell());
            shop.ordered(order).write_sql(cells.cell());
            let items = 1 + random.falling(6);
            let euros: u64 = (0..items).map(|_| 3 + random.falling(90)).sum();
            let amount = cells.cell();
            push_number(euros, amount);
            amount.push('.');
            push_two(random.pick(&[99, 90, 0, 50, 95, 49, 20]), amount);
            cells.text("EUR");
            push_number(items, cells.cell());
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cells;

    #[test]
    fn orders_join_and_come_after_the_sign_up() {
        let case = build(500);
        let cells = |table: &Table, row: u64| {
            let mut cells = Cells::default();
            (table.fill)(row, &mut cells);
            cells.all().to_vec()
        };
        let customers: Vec<Vec<String>> = (0..500).map(|row| cells(&case.dump[0], row)).collect();
        let mut before_sign_up = 0;
        for row in 0..1_000 {
            let order = cells(&case.dump[1], row);
            let customer = customers.iter().find(|c| c[0] == order[1]).expect("the key joins");
            before_sign_up += u32::from(order[2] < customer[8]);
        }
        // Only orders from before anybody had signed up have nobody to come after.
        assert!(before_sign_up <= 2, "{before_sign_up}");
    }
}
