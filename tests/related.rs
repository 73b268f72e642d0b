//! Tables of one dump held against each other.

use dumpscope_testkit::{Random, population::World};
use serde_json::Value;

use crate::program::{folder, run};

const CUSTOMERS: u64 = 2_000;
const ORDERS: u64 = 8_000;

/// A day as a date, of twelve months of 28 days: order is all that matters.
fn date(day: u64) -> String {
    format!("{}-{:02}-{:02}", 2_020 + day / 336, day % 336 / 28 + 1, day % 28 + 1)
}

/// A number that is any other for each row.
fn draw(row: u64, of: u64) -> u64 {
    (row.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20) % of
}

/// Numbers with gaps, given out in order of time.
fn number(customer: u64) -> u64 {
    40_000 + 3 * customer + customer % 2
}

fn signed_up(customer: u64) -> u64 {
    customer * 900 / CUSTOMERS
}

fn customers() -> String {
    let world = World::new(5, [100, 0, 0], 2_022);
    let row = |customer: u64| {
        let person = world.person(customer * 8);
        let home = &person.home;
        let (number, since) = (number(customer), date(signed_up(customer)));
        format!("{number},{},{},{},{},{since}\n", person.first, person.last, home.postcode, home.city)
    };
    std::iter::once("id,prenom,nom,code_postal,ville,created_at\n".to_owned())
        .chain((0..CUSTOMERS).map(row))
        .collect()
}

fn orders(row: impl Fn(u64) -> (u64, u64)) -> String {
    let line = |order: u64| {
        let (customer, day) = row(order);
        format!("{},{customer},{},{}.90\n", 700_000 + 2 * order, date(day), 5 + draw(order * 7 + 1, 200))
    };
    std::iter::once("order_id,customer_id,order_date,total\n".to_owned())
        .chain((0..ORDERS).map(line))
        .collect()
}

/// What `key-integrity` says of the orders beside the customers: its weight and its words.
#[track_caller]
fn said(orders: &str) -> (f64, String) {
    said_of(
        &[("dump/customers.csv", customers().as_bytes()), ("dump/orders.csv", orders.as_bytes())],
        "orders",
    )
}

/// What it says of the table with this word in its name.
#[track_caller]
fn said_of(files: &[(&str, &[u8])], word: &str) -> (f64, String) {
    let dir = folder(files);
    run(dir.path(), &["triage", "dump", "--seed", "1", "--json", "out.json", "--quiet"]).ended(0);
    let report: Value = serde_json::from_slice(&std::fs::read(dir.path().join("out.json")).unwrap()).unwrap();
    let tables = report["tables"].as_array().unwrap();
    let table = tables.iter().find(|table| table["name"].as_str().unwrap().contains(word)).unwrap();
    let findings = table["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["id"] == "key-integrity").unwrap();
    let weight = finding["standalone_log10_lr"].as_f64();
    (weight.unwrap_or(0.0), finding["statement"].as_str().unwrap().to_owned())
}

#[test]
fn orders_of_one_system_join_in_order_and_unevenly() {
    let (weight, words) = said(&orders(|order| {
        let day = 300 + order * 600 / ORDERS;
        // A few of those who are there by then order most.
        let there = day * CUSTOMERS / 900;
        let part = draw(order + 1, 1_000) as f64 / 1_000.0;
        (number((part.powi(3) * there as f64) as u64), day)
    }));
    assert!(weight > 0.1, "{weight}: {words}");
    assert!(words.contains("are keys of") && words.contains("are not before"), "{words}");
}

#[test]
fn orders_drawn_apart_do_not() {
    let (weight, words) = said(&orders(|order| (1 + draw(order + 1, 600), draw(order * 3 + 2, 900))));
    assert!(weight < -0.1, "{weight}: {words}");
}

/// Events of 1 500 parcels, four each, in the states and at the hours that a rule gives for parcel and step.
fn events(rule: impl Fn(u64, u64) -> (&'static str, u64)) -> String {
    let line = |row: u64| {
        // Numbers of registered items: eight digits and one that checks them (UPU S10).
        let (parcel, step) = (row % 1_500, row / 1_500);
        let digits = format!("{:08}", 31_207_009 + parcel * 7);
        let sum: u64 =
            digits.bytes().zip([8, 6, 4, 2, 3, 5, 9, 7]).map(|(b, w)| u64::from(b - b'0') * w).sum();
        let check = match 11 - sum % 11 {
            10 => 0,
            11 => 5,
            check => check,
        };
        let (state, hour) = rule(parcel, step);
        let (day, minute) = (parcel / 10 + hour / 24, draw(row + 5, 60));
        format!("RR{digits}{check}FR,{} {:02}:{minute:02}:00,{state}\n", date(day), hour % 24)
    };
    std::iter::once("tracking_number,event_time,delivery_status\n".to_owned())
        .chain((0..6_000).map(line))
        .collect()
}

const STATES: [&str; 4] = ["Order prepared", "Dispatched", "Out for delivery", "Delivered"];

#[test]
fn parcels_go_one_way_and_drawn_states_any() {
    let one_way = events(|parcel, step| {
        // One in thirty comes back to the depot before it is handed over.
        let back = step == 3 && parcel.is_multiple_of(30);
        (STATES[if back { 1 } else { step as usize }], 8 + step * 20 + draw(parcel + step, 6))
    });
    let (weight, words) = said_of(&[("dump/events.csv", one_way.as_bytes())], "events");
    assert!(weight > 0.1, "{weight}: {words}");
    assert!(words.contains("usual order"), "{words}");
    let drawn = events(|parcel, step| {
        let mut chance = Random::of(5, parcel, step);
        (STATES[chance.below(4) as usize], 8 + chance.below(90))
    });
    let (weight, words) = said_of(&[("dump/events.csv", drawn.as_bytes())], "events");
    assert!(weight < -0.1, "{weight}: {words}");
    // Two states by turns, as of tickets that are opened again, have no order.
    let turns = events(|parcel, step| {
        (STATES[((parcel + step) % 2) as usize + 1], 8 + step * 20 + draw(parcel + step, 6))
    });
    let (weight, words) = said_of(&[("dump/events.csv", turns.as_bytes())], "events");
    assert!(weight.abs() < 0.1, "{weight}: {words}");
}
