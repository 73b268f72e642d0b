//! What columns of passwords show of the system that kept them. Counts only: nothing is tried, ranked or shown.

use std::collections::BTreeMap;

use dumpscope_fields::form::hash;
use dumpscope_model::Secrets;

use super::textures::repeats;
use crate::{hash::Hasher, plan::Plan, sample::SampledRow};

/// Rows of the sample that are looked at, the first.
const ROWS: usize = 20_000;
/// Columns that are looked at.
const COLUMNS: usize = 3;
/// Lengths told apart.
const LENGTHS: usize = 32;
/// Schemes and costs listed.
const LISTED: usize = 10;

/// Every column of passwords.
pub(super) fn all(rows: &[(u64, SampledRow)], plan: &Plan, hasher: &Hasher) -> Vec<Secrets> {
    let id = |column: usize| plan.columns[column].decision.field_type.map_or("", |t| t.id);
    let wanted: Vec<usize> = (0..plan.columns.len())
        .filter(|&column| matches!(id(column), "password-hash" | "password-plain"))
        .take(COLUMNS)
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let salt_column = (0..plan.columns.len()).any(|column| id(column) == "salt");
    let mut cells: Vec<Vec<&[u8]>> = vec![Vec::new(); wanted.len()];
    for (_, row) in &rows[..rows.len().min(ROWS)] {
        for (column, cell) in row.cells().enumerate() {
            if let Some(at) = wanted.iter().position(|&wanted| wanted == column)
                && !plan.null_words.is_null(cell)
            {
                cells[at].push(cell);
            }
        }
    }
    let of =
        |(column, cells): (usize, Vec<&[u8]>)| Secrets { column, salt_column, ..secrets(&cells, hasher) };
    wanted.into_iter().zip(cells).map(of).filter(|secrets| secrets.n > 0).collect()
}

fn secrets(cells: &[&[u8]], hasher: &Hasher) -> Secrets {
    let mut found = Secrets {
        n: cells.len() as u64,
        lengths: vec![0; LENGTHS],
        kinds: vec![0; 16],
        ..Secrets::default()
    };
    let mut schemes: BTreeMap<&str, u64> = BTreeMap::new();
    let mut costs: BTreeMap<String, u64> = BTreeMap::new();
    let (mut salts, mut bare, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        if cell.starts_with(b"$HEX[") && cell.ends_with(b"]") {
            found.found += 1;
            continue;
        }
        let Some(scheme) = hash::scheme(cell) else {
            plain.push(hasher.cell(cell));
            let characters = String::from_utf8_lossy(cell).chars().count();
            found.lengths[characters.min(LENGTHS - 1)] += 1;
            found.kinds[kinds(cell)] += 1;
            continue;
        };
        *schemes.entry(scheme.id).or_default() += 1;
        if let Some(cost) = cost(scheme.id, cell) {
            *costs.entry(format!("{} {cost}", scheme.id)).or_default() += 1;
        }
        if let Some(salt) = salt(scheme.id, cell) {
            salts.push(hasher.cell(salt));
        } else if !scheme.marked || is_unsalted(scheme.id, cell) {
            bare.push(hasher.cell(&cell.to_ascii_lowercase()));
        }
    }
    found.schemes = listed(schemes.into_iter().map(|(id, n)| (id.to_owned(), n)).collect());
    found.costs = listed(costs.into_iter().collect());
    (found.salts, found.bare, found.plain) = (repeats(salts), repeats(bare), repeats(plain));
    found
}

fn listed(mut counts: Vec<(String, u64)>) -> Vec<(String, u64)> {
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(LISTED);
    counts
}

/// Kinds of characters, added: 1 small letters, 2 capitals, 4 digits, 8 others.
fn kinds(cell: &[u8]) -> usize {
    cell.iter().fold(0, |kinds, b| {
        kinds
            | match b {
                b'a'..=b'z' => 1,
                b'A'..=b'Z' => 2,
                b'0'..=b'9' => 4,
                _ => 8,
            }
    })
}

/// The part of a cell between `$` signs.
fn part(cell: &[u8], at: usize) -> Option<&[u8]> {
    cell.split(|&b| b == b'$').nth(at)
}

/// The cost as written, digits and the names of Argon2's parameters at most.
fn cost<'c>(scheme: &str, cell: &'c [u8]) -> Option<&'c str> {
    let written = match scheme {
        "bcrypt" => part(cell, 2),
        "argon2" => cell.split(|&b| b == b'$').find(|part| part.starts_with(b"m=")),
        "django" | "pbkdf2" => {
            cell.split(|&b| matches!(b, b'$' | b':')).find(|p| (3..=8).contains(&p.len()) && is_number(p))
        }
        // One character of its own alphabet.
        "phpass" | "drupal" => return std::str::from_utf8(cell.get(3..4)?).ok(),
        _ => None,
    }?;
    let plain = written.len() <= 24 && written.iter().all(|b| b.is_ascii_digit() || b"mtp=,".contains(b));
    std::str::from_utf8(written).ok().filter(|_| plain)
}

fn is_number(part: &[u8]) -> bool {
    part.iter().all(u8::is_ascii_digit)
}

/// The salt that is part of the cell.
fn salt<'c>(scheme: &str, cell: &'c [u8]) -> Option<&'c [u8]> {
    match scheme {
        "bcrypt" => cell.get(7..29),
        "phpass" | "drupal" => cell.get(4..12),
        "md5-crypt" | "apr1" | "sha256-crypt" | "sha512-crypt" | "argon2" | "pbkdf2" | "django" => {
            cell.split(|&b| b == b'$').rev().nth(1)
        }
        _ if scheme.ends_with("-salted") => {
            cell.iter().position(|&b| b == b':').map(|colon| &cell[colon + 1..])
        }
        _ => None,
    }
}

/// Marked schemes whose digest has no salt.
fn is_unsalted(scheme: &str, cell: &[u8]) -> bool {
    let plain = [&b"{SHA}"[..], b"{MD5}", b"{SHA256}", b"{SHA512}"];
    scheme == "mysql41" || (scheme == "ldap" && plain.iter().any(|mark| cell.starts_with(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[String]) -> Secrets {
        let cells: Vec<&[u8]> = cells.iter().map(String::as_bytes).collect();
        secrets(&cells, &Hasher::new(1))
    }

    fn text(n: usize, from: &str) -> String {
        from.chars().cycle().take(n).collect()
    }

    #[test]
    fn schemes_costs_and_salts() {
        let salts = ["abcdefghij", "klmnopqrst"];
        let mut cells: Vec<String> =
            salts.iter().map(|salt| format!("$2y$10${}{}", text(22, salt), text(31, "x9Y."))).collect();
        cells.push(format!("$2y$12${}{}", text(22, "abcdefghij"), text(31, "x9Y.")));
        cells.push(format!("{}:salt", text(32, "0a9f")));
        let found = of(&cells);
        assert_eq!(found.schemes, [("bcrypt".to_owned(), 3), ("md5-salted".to_owned(), 1)]);
        assert_eq!(found.costs, [("bcrypt 10".to_owned(), 2), ("bcrypt 12".to_owned(), 1)]);
        assert_eq!((found.salts.n, found.salts.distinct, found.bare.n), (4, 3, 0));
    }

    #[test]
    fn bare_digests_and_clear_text() {
        let digest = text(32, "0a9f");
        let found = of(&[
            digest.clone(),
            digest.to_uppercase(),
            "Soleil2024!".into(),
            "Soleil2024!".into(),
            "$HEX[c3a9]".into(),
        ]);
        assert_eq!((found.bare.n, found.bare.distinct), (2, 1));
        assert_eq!((found.plain.n, found.plain.distinct, found.found), (2, 1, 1));
        assert_eq!((found.lengths[11], found.kinds[15]), (2, 2));
        assert!(found.schemes.iter().all(|(id, _)| id.ends_with("-like")));
    }
}
