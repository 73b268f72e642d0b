use dumpscope_model::NameAgreement;
use dumpscope_reference::fold::Folded;

use super::{mail, people::People};

/// Rows that names and addresses are compared on.
const ROWS: usize = 20_000;
/// Letters from which a name found in an address is no accident; shorter ones are compared whole only.
const LETTERS: usize = 3;
/// Letters of a longer name that an address may be cut to.
const HEAD: usize = 5;

/// Compares addresses with the names beside them, and with the names of the next row in the random order of the sample.
pub(super) fn of(people: &People<'_>) -> Option<NameAgreement> {
    let email = people.email.as_ref()?;
    people.name_columns()?;
    let mut pairs: Vec<(Vec<u8>, Vec<Vec<u8>>)> = Vec::new();
    for row in 0..people.len().min(ROWS) {
        let Some((local, _)) = mail::split(email.cells[row]) else { continue };
        let parts = name_parts(people, row);
        if !parts.is_empty() && !local.is_empty() {
            pairs.push((letters(local), parts));
        }
    }
    let n = pairs.len();
    let agree = pairs.iter().filter(|(local, parts)| derivable(local, parts)).count();
    let shifted = (0..n).filter(|&row| n > 1 && derivable(&pairs[row].0, &pairs[(row + 1) % n].1)).count();
    (n > 0).then_some(NameAgreement {
        column: email.column,
        n: n as u64,
        agree: agree as u64,
        shifted: shifted as u64,
    })
}

/// Whether a local part can be derived from the name in its row.
pub(super) fn fits(people: &People<'_>, row: usize, local: &[u8]) -> bool {
    derivable(&letters(local), &name_parts(people, row))
}

/// The words of a row's names that are long enough to be told in an address.
fn name_parts(people: &People<'_>, row: usize) -> Vec<Vec<u8>> {
    let (first, last) = people.name(row);
    [first, last].iter().flat_map(|name| parts(name)).filter(|part| part.len() >= LETTERS).collect()
}

/// Whether a local part holds one of the name's parts, or the head of a long one.
fn derivable(local: &[u8], parts: &[Vec<u8>]) -> bool {
    parts.iter().any(|part| {
        let head = &part[..part.len().min(HEAD.max(LETTERS))];
        memchr::memmem::find(local, if part.len() > HEAD { head } else { part }).is_some()
    })
}

/// A name's words without accents, case or punctuation, and all of them together.
fn parts(name: &[u8]) -> Vec<Vec<u8>> {
    let folded = Folded::new(name);
    let mut parts: Vec<Vec<u8>> = folded
        .as_bytes()
        .split(|&b| b == b' ')
        .map(|word| word.iter().copied().filter(u8::is_ascii_lowercase).collect())
        .collect();
    if parts.len() > 1 {
        parts.push(parts.concat());
    }
    parts
}

/// The letters of a local part, in lower case.
fn letters(local: &[u8]) -> Vec<u8> {
    local.iter().filter(|b| b.is_ascii_alphabetic()).map(u8::to_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(local: &str, first: &str, last: &str, expect: bool) {
        let parts: Vec<Vec<u8>> = [first, last]
            .iter()
            .flat_map(|name| parts(name.as_bytes()))
            .filter(|p| p.len() >= LETTERS)
            .collect();
        assert_eq!(derivable(&letters(local.as_bytes()), &parts), expect, "{local} of {first} {last}");
    }

    #[test]
    fn addresses_that_come_from_names_and_near_misses() {
        check("jean.dupont", "Jean", "Dupont", true);
        check("JDupont75", "Jean", "Dupont", true);
        check("helene.le-goff", "Hélène", "Le Goff", true);
        check("mdelacroi", "Marie", "Delacroix", true);
        check("sunshine_77", "Jean", "Dupont", false);
        check("aliceli", "Bo", "Li", false);
        check("contact", "Al", "Ng", false);
    }
}
