//! Tables of one dump held against each other.

use dumpscope_testkit::population::World;
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
    let dir =
        folder(&[("dump/customers.csv", customers().as_bytes()), ("dump/orders.csv", orders.as_bytes())]);
    run(dir.path(), &["triage", "dump", "--seed", "1", "--json", "out.json", "--quiet"]).ended(0);
    let report: Value = serde_json::from_slice(&std::fs::read(dir.path().join("out.json")).unwrap()).unwrap();
    let tables = report["tables"].as_array().unwrap();
    let table = tables.iter().find(|table| table["name"].as_str().unwrap().contains("orders")).unwrap();
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
