//! First letters of names and digits of telephone numbers, cell by cell and from neighbour to neighbour in the file: what
//! somebody who writes rows one by one, without people behind them, gives away.

use dumpscope_fields::form::phone::{self, Notation, Phone};
use dumpscope_model::{Initials, PhoneDigits};

use super::people::People;

/// Digits in a row that count up or down.
const LADDER: usize = 5;
/// Largest step between the numbers of neighbours.
const STEP: u64 = 10;

/// First letters of first names and of surnames. `whole` says that the sample is the table, so that neighbours are known.
pub(super) fn initials(people: &People<'_>, whole: bool) -> Vec<Initials> {
    let Some((first, last)) = people.name_columns() else { return Vec::new() };
    let order = if whole { file_order(people) } else { Vec::new() };
    let of = |column: usize, name: &dyn Fn(usize) -> Option<u8>| {
        let mut found = Initials { column, counts: vec![0; 26], ..Initials::default() };
        for letter in (0..people.len()).filter_map(name) {
            found.counts[usize::from(letter)] += 1;
        }
        for pair in order.windows(2) {
            let (Some(one), Some(next)) = (name(pair[0]), name(pair[1])) else { continue };
            found.neighbours += 1;
            found.steps += u64::from((one + 1) % 26 == next);
        }
        found
    };
    let letter =
        |cell: &[u8]| cell.first().filter(|b| b.is_ascii_alphabetic()).map(|b| b.to_ascii_lowercase() - b'a');
    vec![of(first, &|row| letter(people.name(row).0)), of(last, &|row| letter(people.name(row).1))]
        .into_iter()
        .filter(|initials| initials.counts.iter().any(|&n| n > 0))
        .collect()
}

/// Rows as they stand in the file.
fn file_order(people: &People<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_unstable_by_key(|&row| people.positions[row]);
    order
}

/// Digits of telephone numbers.
pub(super) fn phone_digits(people: &People<'_>, whole: bool) -> Option<PhoneDigits> {
    let role = people.phone.as_ref()?;
    let mut found = PhoneDigits { column: role.column, ..PhoneDigits::default() };
    let numbers: Vec<Option<u64>> = role
        .cells
        .iter()
        .map(|cell| {
            let number = phone::read(cell)?;
            let digits = number.digits();
            found.n += 1;
            found.fiction += u64::from(is_american(&number) && is_fiction(digits));
            found.ladders += u64::from(is_ladder(digits));
            Some(
                digits.iter().fold(0u64, |n, digit| n.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'))),
            )
        })
        .collect();
    if whole {
        for pair in file_order(people).windows(2) {
            let (Some(one), Some(next)) = (numbers[pair[0]], numbers[pair[1]]) else { continue };
            found.neighbours += 1;
            found.steps += u64::from((1..=STEP).contains(&one.abs_diff(next)));
        }
    }
    (found.n > 0).then_some(found)
}

/// Whether a number may be North American: ten national digits without a trunk zero are also Italian, Indian or Chinese
/// mobile numbers, of which one in a thousand holds 555 there.
fn is_american(number: &Phone) -> bool {
    let ten = matches!(number.digits(), [b'2'..=b'9', rest @ ..] if rest.len() == 9);
    number.plan.is_some_and(|plan| plan.country == "US")
        || (ten && number.notation != Notation::International)
}

/// A number of exchange 555, which has no subscribers (directory assistance is 555-1212).
pub(super) fn is_fiction(digits: &[u8]) -> bool {
    digits.last_chunk::<7>().is_some_and(|local| local.starts_with(b"555") && local != b"5551212")
}

/// Five digits in a row, each one more (or each one less) than the one before.
fn is_ladder(digits: &[u8]) -> bool {
    let counts = |step: u8| {
        digits.windows(LADDER).any(|run| run.windows(2).all(|pair| pair[1] == pair[0].wrapping_add(step)))
    };
    counts(1) || counts(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_area_are_american() {
        for (cell, expect) in [
            ("(312) 555-3342", true),
            ("708.555.7719", true),
            ("9205550183", true),
            ("+1 718 555 5540", true),
            ("+39 312 555 3342", false),
            ("0155 512345", false),
        ] {
            let number = phone::read(cell.as_bytes()).expect("a number");
            assert_eq!(is_american(&number), expect, "{cell}");
        }
    }

    #[test]
    fn numbers_nobody_has() {
        for (digits, fiction, ladder) in [
            ("2125550142", true, false),
            ("2125551212", false, false),
            ("5552125014", false, false),
            ("612345679", false, true),
            ("698765012", false, true),
            ("612340987", false, false),
        ] {
            let bytes = digits.as_bytes();
            assert_eq!((is_fiction(bytes), is_ladder(bytes)), (fiction, ladder), "{digits}");
        }
    }
}
