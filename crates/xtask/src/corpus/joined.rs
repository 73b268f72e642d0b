//! Views that a portal publishes of one of its registers, put together again: a real table larger than any of them.

use std::collections::{BTreeMap, BTreeSet};

use csv::ByteRecord;

use super::{
    real::{Labelled, Role},
    table::Table,
};

/// Registers published in views of at most 1 000 rows: the publisher, a name, and the column that numbers the register.
const REGISTERS: [(&str, &str, &str); 1] = [("data_texas_gov", "boats", "TX Number")];

/// The registers whose views are among the tables.
pub fn registers(tables: &[Labelled]) -> Vec<Labelled> {
    REGISTERS.iter().filter_map(|register| join(tables, *register)).collect()
}

/// Rows of all views that have the numbering column, each once, by number; of the columns that all of them have.
fn join(tables: &[Labelled], (publisher, name, number): (&str, &str, &str)) -> Option<Labelled> {
    let views: Vec<&Labelled> = tables
        .iter()
        .filter(|view| view.real && view.family == publisher && view.table.column(number).is_some())
        .collect();
    let first = views.first()?;
    let in_all =
        |header: &&[u8]| views.iter().all(|view| view.table.header.iter().any(|name| name == *header));
    let headers: Vec<&[u8]> = first.table.header.iter().filter(in_all).collect();
    let at = headers.iter().position(|header| *header == number.as_bytes())?;
    let mut rows: BTreeSet<Vec<&[u8]>> = BTreeSet::new();
    for view in &views {
        let places: Vec<usize> = headers
            .iter()
            .filter_map(|header| view.table.header.iter().position(|name| name == *header))
            .collect();
        // The number first: it orders them.
        rows.extend(view.table.rows.iter().map(|row| {
            let mut cells: Vec<&[u8]> =
                places.iter().map(|&place| row.get(place).unwrap_or_default()).collect();
            cells[..=at].rotate_right(1);
            cells
        }));
    }
    let back = |mut cells: Vec<&[u8]>| {
        cells[..=at].rotate_left(1);
        cells.iter().collect::<ByteRecord>()
    };
    let table = Table { header: headers.iter().collect(), rows: rows.into_iter().map(back).collect() };
    Some(Labelled {
        name: format!("{publisher}__{name}"),
        real: true,
        family: publisher.into(),
        level: first.level.clone(),
        locales: first.locales.clone(),
        roles: roles(&views, &headers, &table),
        table,
    })
}

/// What any view's columns are known to hold, where half the rows have it.
fn roles(views: &[&Labelled], headers: &[&[u8]], table: &Table) -> Vec<Role> {
    let mut roles = BTreeMap::new();
    for (view, role) in views.iter().flat_map(|view| view.roles.iter().map(move |role| (view, role))) {
        let header = view.table.header.get(role.column);
        let column = headers.iter().position(|name| Some(*name) == header);
        if let Some(column) = column.filter(|&column| table.filled(column) >= 0.5) {
            roles.entry(role.kind.as_str()).or_insert(Role { column, ..role.clone() });
        }
    }
    let mut roles: Vec<Role> = roles.into_values().collect();
    roles.sort_by_key(|role| role.column);
    roles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(headers: &[&str], rows: &[&[&str]]) -> Labelled {
        let role = |column| Role { kind: "last_name".into(), form: String::new(), column };
        Labelled {
            name: "data_texas_gov__a".into(),
            real: true,
            family: "data_texas_gov".into(),
            level: "–".into(),
            locales: vec!["en_US".into()],
            roles: headers.iter().position(|name| *name == "Last Name").map(role).into_iter().collect(),
            table: Table {
                header: headers.iter().collect(),
                rows: rows.iter().map(|row| row.iter().collect()).collect(),
            },
        }
    }

    #[test]
    fn rows_of_all_views_stand_once_in_the_register_s_order() {
        let other = view(&["Last Name", "Zip"], &[&["Doe", "75001"]]);
        let views = [
            view(&["Make", "TX Number", "Last Name"], &[&["B", "2", "Ray"], &["A", "1", "Poe"]]),
            view(
                &["TX Number", "Make", "Fuel", "Last Name"],
                &[&["1", "A", "x", "Poe"], &["3", "A", "x", "Lee"]],
            ),
            other,
        ];
        let joined = registers(&views);
        let [boats] = &joined[..] else { panic!("{} registers", joined.len()) };
        assert_eq!((boats.name.as_str(), boats.roles[0].column), ("data_texas_gov__boats", 2));
        let rows: Vec<Vec<&[u8]>> = boats.table.rows.iter().map(|row| row.iter().collect()).collect();
        assert_eq!(rows, [[b"A", b"1", &b"Poe"[..]], [b"B", b"2", b"Ray"], [b"A", b"3", b"Lee"]]);
        assert!(registers(&views[2..]).is_empty());
    }
}
