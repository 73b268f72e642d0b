//! Columns that were written over, masked or chosen by: the people are real, and a column that is nobody's is no column that a
//! program drew apart.

use dumpscope_testkit::Random;
use dumpscope_testkit::population::World;

use super::N;
use super::table::{Rows, clean, french, not_vouched_for, people};

/// The customers, and the columns of a contact list.
fn contacts(n: usize) -> Rows {
    french(n).only(&["nom", "prenom", "date_naissance", "email", "ville"])
}

#[test]
fn one_value_written_over_a_column() {
    for n in [300, N] {
        for (column, value) in [
            ("prenom", "Jean"),
            ("nom", "MARTIN"),
            ("ville", "Paris"),
            ("email", "nobody@example.com"),
            ("email", "x@masque.fr"),
            ("date_naissance", "1970-01-01"),
        ] {
            for part in [4, 8, 10] {
                let rows = contacts(n).cell(column, |row, cell| {
                    let here = Random::of(20, 21, row as u64).below(10) < part;
                    if here { value.to_owned() } else { cell.to_owned() }
                });
                clean(&format!("{column} is {value} in {part} of 10"), &rows);
            }
        }
    }
}

#[test]
fn masked_addresses() {
    for n in [300, N] {
        let masked = contacts(n).cell("email", |_, mail| {
            let (local, domain) = mail.split_once('@').unwrap_or((mail, ""));
            format!("{}***@{domain}", &local[..1])
        });
        clean("masked addresses", &masked);
        let numbered = contacts(n).cell("email", |row, _| format!("user{row}@example.com"));
        let numbered = clean("a copy whose addresses are made up", &numbered);
        assert_ne!(numbered["headline"], "fabricated");
    }
}

#[test]
fn people_chosen_by_age() {
    for years in [(1_970, 1_979), (1_960, 1_984)] {
        let world = World::new(99, [1, 0, 0], 2_016);
        let chosen = people(&world, 600, |person| (years.0..=years.1).contains(&person.birth.year));
        clean(&format!("{years:?}"), &chosen.only(&["nom", "prenom", "date_naissance"]));
        clean(&format!("{years:?}, dates only"), &chosen.only(&["date_naissance", "ville"]));
    }
}

#[test]
fn orders_that_name_their_people_in_one_column() {
    let customers = french(500);
    let (last, first, city) = (customers.at("nom"), customers.at("prenom"), customers.at("ville"));
    let mut number = 400_000;
    let rows = (0..2_000_u64)
        .map(|row| {
            let of = &customers.rows[Random::of(30, 31, row).falling(499) as usize];
            number += 1 + Random::of(32, 33, row).below(4);
            vec![number.to_string(), format!("{} {}", of[first], of[last]), of[city].clone()]
        })
        .collect();
    let header = ["order_id", "full_name", "city"].map(str::to_owned).to_vec();
    let orders = Rows { header, rows };
    clean("orders", &orders);
    // Of the same people, once each.
    not_vouched_for("orders of few people", &orders);
}
