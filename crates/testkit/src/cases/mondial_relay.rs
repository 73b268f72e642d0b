use std::sync::Arc;

use super::Case;
use super::record::{Habits, record, sometimes};
use super::secrets::shuffle;
use crate::Random;
use crate::population::calendar::{push_number, push_two};
use crate::population::{Date, Moment, SignUps, World};
use crate::random::mix;
use crate::table::{Charset, Flaws, Form, Role, Table, column};

const SEED: u64 = 1_312;
/// Events of the parcels of a block of four: sixteen in all, so that an event's parcel follows from its number.
const EVENTS: [u64; 4] = [3, 4, 4, 5];
/// The path every parcel takes; some stop short, one in thirty goes back.
const PATH: [&str; 5] = ["ANNONCE", "PRIS_EN_CHARGE", "EN_TRANSIT", "DISPONIBLE_POINT_RELAIS", "LIVRE"];

struct Parcels {
    world: World,
    orders: SignUps,
    count: u64,
}

impl Parcels {
    /// Eight digits, neither in order nor twice.
    fn tracking(number: u64, out: &mut String) {
        push_number(10_000_000 + shuffle(SEED, number % 80_000_000, 80_000_000), out);
    }

    fn ordered(&self, number: u64) -> Moment {
        self.orders.moment(number, self.count, mix(number))
    }

    /// Event `at` of a parcel: each some hours after the one before.
    fn event(&self, number: u64, at: u64) -> Moment {
        let mut random = Random::of(SEED, 0xe7, number);
        let hours: u64 = (0..=at).map(|step| if step == 0 { 0 } else { 5 + random.falling(60) }).sum();
        self.ordered(number).plus(hours * 3_600 + random.below(3_600))
    }

    fn status(number: u64, at: u64) -> &'static str {
        let last = EVENTS[(number % 4) as usize] - 1;
        if at == last && mix(number ^ SEED).is_multiple_of(30) {
            "RETOUR_EXPEDITEUR"
        } else {
            PATH[at as usize]
        }
    }
}

pub fn build(rows: u64) -> Case {
    let count = rows.next_multiple_of(4).max(4);
    let orders = SignUps::new(Date::new(2023, 10, 2), Date::new(2023, 12, 12), &[Date::new(2023, 11, 24)]);
    let parcels = Arc::new(Parcels { world: World::new(SEED, [85, 15, 0], 2_022), orders, count });
    Case {
        name: "mondial-relay",
        title: "Recipients, parcels and delivery events of a relay network",
        seed: SEED,
        dump: vec![table(Arc::clone(&parcels)), events(parcels)],
        library: vec![],
        claim: r#"
source = "notice to recipients: unauthorised access to a parcel platform"
fields = ["last-name", "first-name", "email", "street-address", "phone", "parcel-tracking", "order-id", "delivery-status"]
excludes = ["password-hash", "password-plain", "iban", "card-number"]
countries = ["FR", "BE"]
taken = "2023-12"
"#,
        headlines: &["authentic", "insufficient"],
        holds: &[("fields", true), ("excludes", true), ("countries", true), ("taken", true)],
        origin: "
Mirrors: unauthorised access to a parcel platform in December; names, e-mail and postal addresses, phone numbers,
possibly parcel and order numbers and detailed delivery statuses; no passwords, no payment data.

Planted: parcels as one JSON object per line, events as delimited text. Each event belongs to a parcel (the tracking
numbers join), the events of a parcel follow one path and are in time order, recipients come back. Two in a
thousand JSON lines are cut in two.
",
    }
}

fn table(parcels: Arc<Parcels>) -> Table {
    let habits = Habits { landline: 400, default_birth: 0, ..Habits::careless(21) };
    Table {
        file: "parcels.ndjson",
        form: Form::Ndjson,
        charset: Charset::Utf8,
        columns: vec![
            column("tracking_number", "parcel-tracking", Role::Plain),
            column("order_number", "order-id", Role::Plain),
            column("created_at", "date-time", Role::Plain),
            column("delivery_status", "delivery-status", Role::Plain),
            column("first_name", "first-name", Role::Identity),
            column("last_name", "last-name", Role::Identity),
            column("email", "email", Role::Mail),
            column("phone", "phone", Role::Phone),
            column("street", "street-address", Role::Plain),
            column("postcode", "postcode", Role::Plain),
            column("city", "city", Role::Plain),
            column("country", "country", Role::Plain),
            column("weight_kg", "decimal", Role::Number),
        ],
        rows: parcels.count,
        flaws: Flaws { exact: 20, near: 0, short: 0, long: 0, fragment: 20 },
        seed: SEED,
        fill: Box::new(move |number, cells| {
            let random = &mut Random::of(SEED, 0x9a, number);
            // Some recipients get parcel after parcel.
            let of = random.falling(parcels.count);
            let account =
                record(&parcels.world, &parcels.world.person(shuffle(SEED ^ 1, of, parcels.count)), &habits);
            Parcels::tracking(number, cells.cell());
            let order = cells.cell();
            order.push_str(random.pick(&["CMD-2023-", "CMD-2023-", "WEB", "VT"]));
            random.digits(7, order);
            parcels.ordered(number).write_iso(cells.cell());
            cells.text(Parcels::status(number, EVENTS[(number % 4) as usize] - 1));
            for text in [&account.first, &account.last, &account.email] {
                cells.text(text);
            }
            sometimes(cells, &account.phone, 300, "", random);
            for text in [&account.street, &account.postcode, &account.city] {
                cells.text(text);
            }
            cells.text(account.country);
            let (grams, weight) = (80 + random.falling(14_000), cells.cell());
            push_number(grams / 1_000, weight);
            weight.push('.');
            push_two((grams / 10 % 100) as u32, weight);
        }),
    }
}

fn events(parcels: Arc<Parcels>) -> Table {
    Table {
        file: "events.csv",
        form: Form::Delimited { delimiter: '\t', crlf: false },
        charset: Charset::Utf8,
        columns: vec![
            column("tracking_number", "parcel-tracking", Role::Plain),
            column("delivery_status", "delivery-status", Role::Plain),
            column("event_at", "date-time", Role::Plain),
            column("city", "city", Role::Plain),
        ],
        rows: parcels.count * 4,
        flaws: Flaws::default(),
        seed: SEED,
        fill: Box::new(move |event, cells| {
            let (mut number, mut at) = (event / 16 * 4, event % 16);
            for events in EVENTS {
                if at < events {
                    break;
                }
                at -= events;
                number += 1;
            }
            Parcels::tracking(number, cells.cell());
            cells.text(Parcels::status(number, at));
            parcels.event(number, at).write_iso(cells.cell());
            let person = parcels.world.person(shuffle(SEED ^ 2, number, parcels.count));
            cells.text(if at == 0 { "" } else { person.home.city });
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cells;

    #[test]
    fn events_join_and_follow_their_path() {
        let case = build(400);
        let column = |table: &Table, row: u64, at: usize| {
            let mut cells = Cells::default();
            (table.fill)(row, &mut cells);
            cells.all()[at].clone()
        };
        let parcels: Vec<String> = (0..400).map(|row| column(&case.dump[0], row, 0)).collect();
        let mut before = (String::new(), String::new(), 0);
        for row in 0..1_600 {
            let (tracking, status, when) =
                (column(&case.dump[1], row, 0), column(&case.dump[1], row, 1), column(&case.dump[1], row, 2));
            assert!(parcels.contains(&tracking));
            let step = if tracking == before.0 { before.2 + 1 } else { 0 };
            assert!(step == 0 || when > before.1, "{when} after {}", before.1);
            assert!(status == PATH[step] || status == "RETOUR_EXPEDITEUR");
            before = (tracking, when, step);
        }
    }
}
