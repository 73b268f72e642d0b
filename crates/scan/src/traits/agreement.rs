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
    let (first_names, last_names) = people.varied_names();
    // Letters of the address and where the name is, of rows that have both.
    let mut pairs: Vec<(Letters, usize)> = Vec::new();
    for row in 0..people.len().min(ROWS) {
        let Some((local, _)) = mail::split(email.cells[row]) else { continue };
        let named = first_names[row] != 0 || last_names[row] != 0;
        if !local.is_empty() && named && has_parts(people.name(row)) {
            pairs.push((Letters::of(local), row));
        }
    }
    let n = pairs.len();
    let fits = |at: usize, of: usize| pairs[at].0.hold_part_of(people.name(pairs[of].1));
    let agree = (0..n).filter(|&at| fits(at, at)).count();
    let shifted = (0..n).filter(|&at| n > 1 && fits(at, (at + 1) % n)).count();
    (n > 0).then_some(NameAgreement {
        column: email.column,
        n: n as u64,
        agree: agree as u64,
        shifted: shifted as u64,
    })
}

/// Whether a local part can be derived from the name in its row.
pub(super) fn fits(people: &People<'_>, row: usize, local: &[u8]) -> bool {
    Letters::of(local).hold_part_of(people.name(row))
}

/// Most letters of an address that are looked at: the longest local part (RFC 5321, 4.5.3.1.1).
const LONGEST: usize = 64;

/// The letters of a local part, or of a word without accents, in lower case.
struct Letters {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Letters {
    const NONE: Self = Self { bytes: [0; LONGEST], len: 0 };

    fn of(text: &[u8]) -> Self {
        let mut letters = Self::NONE;
        letters.extend(text);
        letters
    }

    fn extend(&mut self, text: &[u8]) {
        let lower = text.iter().filter(|b| b.is_ascii_alphabetic()).map(u8::to_ascii_lowercase);
        for (slot, letter) in self.bytes[self.len..].iter_mut().zip(lower) {
            *slot = letter;
            self.len += 1;
        }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// Whether they hold one of the name's parts, or the head of a long one.
    fn hold_part_of(&self, (first, last): (&[u8], &[u8])) -> bool {
        [first, last].into_iter().any(|name| {
            any_part(name, |part| {
                let head = &part[..if part.len() > HEAD { HEAD } else { part.len() }];
                // Most are told apart by their first letter.
                self.as_bytes().windows(head.len()).any(|letters| letters[0] == head[0] && letters == head)
            })
        })
    }
}

/// Whether a name has words long enough to be told in an address.
fn has_parts((first, last): (&[u8], &[u8])) -> bool {
    [first, last].into_iter().any(|name| any_part(name, |_| true))
}

/// Whether one of a name's words, or all of them together, is as asked for: without accents, case or punctuation, of at
/// least [`LETTERS`] letters.
fn any_part(name: &[u8], mut is: impl FnMut(&[u8]) -> bool) -> bool {
    let folded = Folded::new(name);
    let mut words = folded.as_bytes().split(|&b| b == b' ');
    let mut asked = |letters: &Letters| letters.len >= LETTERS && is(letters.as_bytes());
    let mut all = Letters::NONE;
    let mut several = false;
    words.any(|word| {
        several |= all.len > 0;
        all.extend(word);
        asked(&Letters::of(word))
    }) || (several && asked(&all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(local: &str, first: &str, last: &str, expect: bool) {
        let found = Letters::of(local.as_bytes()).hold_part_of((first.as_bytes(), last.as_bytes()));
        assert_eq!(found, expect, "{local} of {first} {last}");
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
