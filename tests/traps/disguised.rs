//! What a seller does to invented rows so that they look lived in: none of it makes people of them.

use dumpscope_testkit::Random;

use super::N;
use super::table::{Rows, invented, not_vouched_for};

fn random(salt: u64, row: usize) -> Random {
    Random::of(40, salt, row as u64)
}

#[test]
fn sorted_struck_and_torn() {
    let base = invented(N);
    for key in ["nom", "email", "date_naissance"] {
        not_vouched_for(&format!("sorted by {key}"), &base.clone().sorted(key));
    }
    not_vouched_for("one of each name", &base.clone().distinct(&["nom", "prenom"]));
    not_vouched_for(
        "upper-cased",
        &base.clone().each(|_, cells| cells.iter_mut().for_each(|cell| *cell = cell.to_uppercase())),
    );
    let torn = base.clone().each(|row, cells| {
        for (at, cell) in cells.iter_mut().enumerate() {
            if random(at as u64, row).below(10) < 3 {
                cell.clear();
            }
        }
    });
    not_vouched_for("three cells of ten emptied", &torn);
    let slips = base.each(|row, cells| {
        for cell in cells.iter_mut().take(2).filter(|cell| cell.len() > 3) {
            if random(50, row).below(2) == 0 && cell.is_char_boundary(2) && cell.is_char_boundary(3) {
                cell.remove(2);
            }
        }
    });
    not_vouched_for("half of the names with a slip", &slips);
}

#[test]
fn drawn_again_and_numbered() {
    let base = invented(N);
    let again = (0..N).map(|row| base.rows[random(60, row).below(N as u64) as usize].clone());
    not_vouched_for("drawn again", &Rows { header: base.header.clone(), rows: again.collect() });
    let mut number = 10_000;
    let mut numbered = base.clone().each(|row, cells| {
        number += 1 + random(61, row).falling(6);
        cells.insert(0, number.to_string());
    });
    numbered.header.insert(0, "customer_id".to_owned());
    not_vouched_for("numbers with gaps", &numbered);
}

#[test]
fn other_addresses_and_names_in_one_column() {
    let base = invented(N);
    let providers = [
        "gmail.com",
        "gmail.com",
        "gmail.com",
        "orange.fr",
        "hotmail.fr",
        "free.fr",
        "yahoo.fr",
        "laposte.net",
    ];
    let mixed = base.clone().cell("email", |row, mail| {
        let local = mail.split('@').next().unwrap_or(mail);
        let domain = providers[random(70, row).falling(providers.len() as u64) as usize];
        format!("{local}@{domain}")
    });
    not_vouched_for("a mix of providers", &mixed);
    let (last, first) = (base.at("nom"), base.at("prenom"));
    let glued = base.each(|_, cells| {
        cells[last] = format!("{}, {}", cells[last].to_uppercase(), cells[first]);
        cells.remove(first);
    });
    let mut glued = glued;
    glued.header.remove(first);
    glued.header[last] = "nom_complet".to_owned();
    not_vouched_for("names in one column", &glued);
}
