//! The same things done to public tables of real people, where `DUMPSCOPE_LABELLED` names their folder.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::table::{Rows, clean};

/// Table, and its columns for surname, first name and one more.
const TABLES: [(&str, &str, &str, &str); 5] = [
    ("fr_maires_rne_2022", "Nom de l'élu", "Prénom de l'élu", "Date de naissance"),
    ("us_state_legislators", "family_name", "given_name", "email"),
    ("baseball_people", "nameLast", "nameFirst", "debut"),
    ("atp_players", "name_last", "name_first", "dob"),
    ("us_congress_current", "last", "first", "birthday"),
];
/// Rows kept of each, so that it does not take long.
const ROWS: usize = 3_000;

/// Reads RFC 4180 text, as far as these tables need it.
fn read(path: &Path) -> Rows {
    let text = std::fs::read_to_string(path).unwrap();
    let mut rows: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => rows.last_mut().unwrap().push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' => {}
            c => rows.last_mut().unwrap().last_mut().unwrap().push(c),
        }
    }
    let header = rows.remove(0);
    rows.retain(|row| row.len() == header.len());
    Rows { header, rows }
}

/// Everything that happens to one table.
fn traps(table: &(&str, &str, &str, &str), folder: &Path) {
    let (name, last, first, other) = table;
    let mut rows = read(&folder.join("tables").join(format!("{name}.csv")));
    let step = rows.rows.len().div_ceil(ROWS);
    rows.rows = rows.rows.into_iter().step_by(step).collect();
    let named = rows.only(&[last, first, other]);
    clean(&format!("{name}, whole"), &rows);
    clean(&format!("{name}, names only"), &rows.only(&[last, first]));
    clean(&format!("{name}, sorted"), &named.clone().sorted(last));
    clean(&format!("{name}, upper-cased"), &named.clone().cell(last, |_, cell| cell.to_uppercase()));
    clean(&format!("{name}, one of each surname"), &named.clone().distinct(&[last]));
    clean(
        &format!("{name}, initials"),
        &named.cell(first, |_, cell| cell.chars().next().map_or_else(String::new, |c| format!("{c}."))),
    );
}

#[test]
fn real_people_s_tables_after_what_happens_to_tables() {
    let Some(folder) = std::env::var_os("DUMPSCOPE_LABELLED").map(PathBuf::from) else { return };
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(table) = TABLES.get(next.fetch_add(1, Ordering::Relaxed)) {
                    traps(table, &folder);
                }
            });
        }
    });
}
