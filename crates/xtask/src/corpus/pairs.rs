//! Tables that name rows of another, judged with that other beside them: registers taken apart by their own number, and
//! customers with orders, made apart or by one program.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use csv::ByteRecord;
use dumpscope_testkit::Random;

use crate::tree;

use super::{
    Size,
    cut::{random, seed_of},
    generated::Made,
    index::{Index, Label},
    real::Labelled,
    table::Table,
};

/// What tables of this part are called among subsets of columns.
const PAIR: &str = "pair";
/// Sizes of parts of real tables that name rows of another.
const SIZES: [usize; 2] = [1_000, 10_000];
/// Customers, and orders, of a generator, at most: half of its rows each.
const ROWS: usize = 1_500;
/// Rows of a generator that are enough for both.
const LEAST: usize = 1_000;
/// Columns of the register of boats that are of the boat; all others are of an owner.
const OF_BOATS: [&str; 9] = [
    "Original Registration Date",
    "Title Date",
    "Make",
    "Length Ft.",
    "Year Built",
    "Model Year",
    "Hull Description",
    "Vessel Type",
    "Vessel Use",
];
/// What salaries of players are published with, of the players.
const OF_PLAYERS: [&str; 3] = ["nameFirst", "nameLast", "birthCity"];

/// Writes the pairs.
pub fn write(real: &[Labelled], pools: &[Made], size: Size, seed: u64, index: &mut Index) -> Result<()> {
    for base in real {
        let pair = match base.name.as_str() {
            "data_texas_gov__boats" => boats(&base.table),
            "baseball_people" => salaries(&base.table)?,
            _ => None,
        };
        let Some((naming, named)) = pair else { continue };
        let label = Label::real(&base.family, &base.name, PAIR);
        let all = naming.rows.len();
        for n in SIZES.into_iter().filter(|&n| n < all).chain([all]) {
            let rows = random(all, n, seed_of(seed, &base.name) + n as u64);
            let part = naming.part(&rows, &(0..naming.header.len()).collect::<Vec<usize>>());
            index.add_pair(&format!("{}-{PAIR}-{n}", base.name), &label, &part, &named)?;
        }
    }
    let wanted = |made: &&Made| made.pool.variant == 'b' && made.table.rows.len() >= LEAST;
    for made in pools.iter().filter(wanted).take(if size == Size::Small { 4 } else { usize::MAX }) {
        let random = &mut Random::of(seed, 0x9a12, made.pool.seed);
        let Some((orders, customers)) = shop(made, random) else { continue };
        let pool = &made.pool;
        let source = format!("{}:{}:{PAIR}", pool.maker, pool.locale);
        let label = Label::generated(&pool.family, &source, &pool.level.to_string(), PAIR);
        index.add_pair(&format!("{}-{PAIR}", pool.name()), &label, &orders, &customers)?;
    }
    Ok(())
}

/// The columns of a table by their names, those that are there.
fn columns(table: &Table, names: &[&str]) -> Vec<usize> {
    names.iter().filter_map(|name| table.column(name)).collect()
}

/// Owners, and the boats that they own: the register by its number.
fn boats(register: &Table) -> Option<(Table, Table)> {
    let number = register.column("TX Number")?;
    let of_boats = columns(register, &OF_BOATS);
    let of_owners: Vec<usize> = (0..register.header.len()).filter(|at| !of_boats.contains(at)).collect();
    let mut seen = BTreeSet::new();
    let first = |row: &usize| register.rows[*row].get(number).is_some_and(|cell| seen.insert(cell));
    let rows: Vec<usize> = register.all().into_iter().filter(first).collect();
    let named = [&[number], &of_boats[..]].concat();
    Some((register.part(&register.all(), &of_owners), register.part(&rows, &named)))
}

/// What players were paid, with their names, and the players.
fn salaries(players: &Table) -> Result<Option<(Table, Table)>> {
    let Some(path) = tree::labelled().map(|folder| folder.join("tables/baseball_salaries.csv")) else {
        return Ok(None);
    };
    let paid = Table::read(&path)?;
    let (Some(key), Some(own)) = (paid.column("playerID"), players.column("playerID")) else {
        return Ok(None);
    };
    let names = columns(players, &OF_PLAYERS);
    let by_key: BTreeMap<&[u8], &ByteRecord> =
        players.rows.iter().filter_map(|row| Some((row.get(own)?, row))).collect();
    let with_names = |row: &ByteRecord| {
        let player = by_key.get(row.get(key)?)?;
        Some(row.iter().chain(names.iter().filter_map(|&at| player.get(at))).collect::<ByteRecord>())
    };
    let header = paid.header.iter().chain(names.iter().filter_map(|&at| players.header.get(at))).collect();
    let rows = paid.rows.iter().filter_map(with_names).collect();
    Ok(Some((Table { header, rows }, players.clone())))
}

/// Orders and customers of a generator. Level 0: orders of other people, for numbers that are drawn, of the customers or
/// any. From level 1: for customers drawn evenly, whose names they bear, not before they signed up.
fn shop(made: &Made, random: &mut Random) -> Option<(Table, Table)> {
    let pool = &made.table;
    let names = [pool.column("first_name")?, pool.column("last_name")?, pool.column("email")?];
    let since = pool.column("created_at");
    let cell = |row: usize, at: usize| pool.rows[row].get(at).unwrap_or_default();
    let customer = |row: usize, time: &[u8], front: &[&[u8]]| -> ByteRecord {
        let of_row = names.iter().map(|&at| cell(row, at));
        front.iter().copied().chain(of_row).chain(since.map(|_| time)).collect()
    };
    let number = |row: usize| (10_001 + row).to_string();
    let n = ROWS.min(pool.rows.len() / 2);
    let customers = (0..n)
        .map(|row| customer(row, since.map_or(&[], |at| cell(row, at)), &[number(row).as_bytes()]))
        .collect();
    // Numbers of customers, or any of as many digits.
    let drawn_from = if random.below(2) == 0 { n as u64 } else { 80_000 };
    let order = |at: usize| {
        let other = n + at;
        let time = since.map_or(&[][..], |at| cell(other, at));
        let mut draw = Random::of(made.pool.seed, 0x0de5, at as u64);
        let (row, of, time) = if made.pool.level == 0 {
            (other, draw.below(drawn_from) as usize, time)
        } else {
            let of = draw.below(n as u64) as usize;
            // Years come first in the pools' times, so that they order as text.
            (of, of, since.map_or(time, |at| time.max(cell(of, at))))
        };
        customer(row, time, &[(700_001 + at).to_string().as_bytes(), number(of).as_bytes()])
    };
    let orders = (0..n).map(order).collect();
    let header = |front: &[&str], time: &str| -> ByteRecord {
        front
            .iter()
            .copied()
            .chain(["first_name", "last_name", "email"])
            .chain(since.map(|_| time))
            .collect::<Vec<&str>>()
            .into()
    };
    Some((
        Table { header: header(&["order_id", "customer_id"], "order_date"), rows: orders },
        Table { header: header(&["customer_id"], "created_at"), rows: customers },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::plan::{Pool, pools};

    fn made(level: u8) -> Made {
        let pool: Pool = pools(Size::Small, 1).into_iter().find(|pool| pool.level == level).expect("a pool");
        let row = |row: usize| -> ByteRecord {
            let year = 2_010 + row * 7 % 14;
            [format!("F{row}"), format!("L{row}"), format!("{row}@mail.test"), format!("{year}-01-01")]
                .iter()
                .collect()
        };
        let header = ["first_name", "last_name", "email", "created_at"].iter().collect();
        Made { pool, table: Table { header, rows: (0..2 * ROWS).map(row).collect() } }
    }

    #[test]
    fn orders_of_one_program_are_their_customers_and_made_apart_are_not() {
        for level in [0, 1] {
            let (orders, customers) =
                shop(&made(level), &mut Random::of(1, 2, u64::from(level))).expect("a pair");
            assert_eq!((orders.rows.len(), customers.rows.len()), (ROWS, ROWS));
            let by_number: BTreeMap<&[u8], &ByteRecord> =
                customers.rows.iter().map(|row| (&row[0], row)).collect();
            let of_theirs = |order: &&ByteRecord| {
                by_number.get(&order[1]).is_some_and(|own| own[3] == order[4] && own[4] <= order[5])
            };
            let theirs = orders.rows.iter().filter(of_theirs).count();
            assert_eq!(theirs, if level == 0 { 0 } else { ROWS });
        }
    }

    #[test]
    fn boats_stand_once_and_owners_all() {
        let table = Table {
            header: ["Make", "TX Number", "Last Name"].iter().collect(),
            rows: [["A", "1", "Ray"], ["A", "1", "Poe"], ["B", "2", "Lee"]]
                .iter()
                .map(|row| row.iter().collect())
                .collect(),
        };
        let (owners, boats) = boats(&table).expect("a register");
        assert_eq!((owners.rows.len(), boats.rows.len()), (3, 2));
        assert_eq!(owners.header, vec!["TX Number", "Last Name"]);
        assert_eq!(boats.header, vec!["TX Number", "Make"]);
    }
}
