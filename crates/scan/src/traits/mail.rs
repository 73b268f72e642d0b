use std::collections::BTreeMap;

use dumpscope_model::MailTexture;
use dumpscope_reference::{disposable_mail, mail_providers};

use super::{agreement, people::People};
use crate::rising;

/// Services listed.
const SERVICES: usize = 20;
/// Digits of a counter in base 36 that are tried.
const COUNTER_DIGITS: std::ops::RangeInclusive<usize> = 2..=5;

/// What addresses look like. `table_rows` tells whether numbers in them run as far as the table does.
pub(super) fn of(people: &People<'_>, table_rows: u64) -> Option<MailTexture> {
    let role = people.email.as_ref()?;
    let mut mail = MailTexture { column: role.column, tails: vec![0; 100], ..MailTexture::default() };
    let mut services: BTreeMap<&str, u64> = BTreeMap::new();
    let mut locals: Vec<(u64, &[u8])> = Vec::new();
    let nameless = people.name_columns().is_none();
    for (row, cell) in role.cells.iter().enumerate() {
        let Some((local, domain)) = split(cell) else { continue };
        mail.n += 1;
        let lower = domain.to_ascii_lowercase();
        mail.reserved += u64::from(is_reserved(&lower));
        mail.provider += u64::from(mail_providers::contains(&lower));
        mail.disposable += u64::from(disposable_mail::contains(&lower));
        mail.digits += u64::from(local.last().is_some_and(u8::is_ascii_digit));
        // Numbers behind people's names are a year, a lucky number or a program's; behind anything else an office may number
        // its mailboxes.
        let is_person = agreement::fits(people, row, local);
        if (is_person || nameless)
            && let Some(tail) = tail(local)
        {
            mail.tails[tail] += 1;
        }
        if let Some(birth) = people.birth_years[row]
            && (is_person || nameless)
            && let Some(fits) = year_fits(local, birth)
        {
            mail.years += 1;
            mail.birth_years += u64::from(fits);
        }
        mail.tagged += u64::from(local.iter().skip(1).any(|&b| b == b'+'));
        for service in dumpscope_reference::services::in_text(local) {
            *services.entry(service).or_default() += 1;
        }
        if is_person {
            locals.push((people.positions[row], local));
        }
    }
    locals.sort_unstable();
    let locals: Vec<&[u8]> = locals.into_iter().map(|(_, local)| local).collect();
    mail.counters = counters(&locals, table_rows);
    let mut services: Vec<(String, u64)> =
        services.into_iter().map(|(id, count)| (id.to_owned(), count)).collect();
    services.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    services.truncate(SERVICES);
    mail.services = services;
    (mail.n > 0).then_some(mail)
}

/// Local part and domain.
pub(super) fn split(cell: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = cell.iter().rposition(|&b| b == b'@')?;
    (at > 0 && at + 1 < cell.len()).then(|| (&cell[..at], &cell[at + 1..]))
}

/// The shape of a local part: letters as one `a`, each digit as `9`, everything else as it is.
pub(super) fn shape(local: &[u8]) -> Vec<u8> {
    let mut shape: Vec<u8> = Vec::with_capacity(local.len());
    for &byte in local {
        match byte {
            b if b.is_ascii_alphabetic() || !b.is_ascii() => {
                if shape.last() != Some(&b'a') {
                    shape.push(b'a');
                }
            }
            b if b.is_ascii_digit() => shape.push(b'9'),
            b => shape.push(b),
        }
    }
    shape
}

/// Domains set aside for examples and tests (RFC 2606, RFC 6761).
fn is_reserved(domain: &[u8]) -> bool {
    let top = domain.rsplit(|&b| b == b'.').next().unwrap_or_default();
    matches!(top, b"test" | b"example" | b"invalid" | b"localhost")
        || [b"example.com", b"example.net", b"example.org"].iter().any(|own| {
            domain.strip_suffix(&own[..]).is_some_and(|before| before.is_empty() || before.ends_with(b"."))
        })
}

/// The number at the end of a local part when it has exactly two digits.
fn tail(local: &[u8]) -> Option<usize> {
    let digits = local.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let (_, [tens, ones]) = local.split_last_chunk::<2>().filter(|_| digits == 2)?;
    Some(usize::from((tens - b'0') * 10 + ones - b'0'))
}

/// Whether the number at the end of a local part is the year of birth; `None` when it is no year.
fn year_fits(local: &[u8], birth: i32) -> Option<bool> {
    let digits = local.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let number = local[local.len() - digits..]
        .iter()
        .fold(0i32, |n, b| n.saturating_mul(10).saturating_add(i32::from(b - b'0')));
    match digits {
        4 if (1930..=2030).contains(&number) => Some(number == birth),
        2 => Some(number == birth.rem_euclid(100)),
        _ => None,
    }
}

/// Local parts, in file order, whose ends count along with the rows: the longest rising sequence of their last digits
/// in base 36 (Schensted 1961), when it is far longer than chance gives (`2 √n`) and spans about as many numbers as the
/// table has rows. Numbers people choose do neither.
fn counters(locals: &[&[u8]], table_rows: u64) -> u64 {
    let n = locals.len();
    let mut most = 0;
    for digits in COUNTER_DIGITS {
        let values: Vec<u64> = locals.iter().filter_map(|local| base_36(local, digits)).collect();
        let rising: Vec<u64> =
            rising::longest(&values, |a, b| a < b).into_iter().map(|at| values[at]).collect();
        let chance = 4.0 * (values.len() as f64).sqrt();
        let (Some(&low), Some(&high)) = (rising.first(), rising.last()) else { continue };
        let span = (high - low) as f64 / table_rows.max(1) as f64;
        let share = rising.len() as f64 / n as f64;
        // Counters of fewer digits cover a part of the table only: their span is measured against that part.
        if rising.len() as f64 > 2.0 * chance && (0.25 * share..=4.0).contains(&span) {
            most = most.max(rising.len() as u64);
        }
    }
    most
}

/// The last `digits` characters as a number in base 36.
fn base_36(local: &[u8], digits: usize) -> Option<u64> {
    let end = local.get(local.len().checked_sub(digits)?..)?;
    end.iter().try_fold(0u64, |n, &b| Some(n * 36 + u64::from(char::from(b).to_digit(36)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_domains_and_near_misses() {
        for domain in ["example.com", "mail.example.org", "x.test", "localhost"] {
            assert!(is_reserved(domain.as_bytes()), "{domain}");
        }
        for domain in ["myexample.com", "example.fr", "test.com", "examples.org"] {
            assert!(!is_reserved(domain.as_bytes()), "{domain}");
        }
    }

    #[test]
    fn shapes_of_local_parts() {
        assert_eq!(shape(b"jean.dupont84"), b"a.a99");
        assert_eq!(shape(b""), b"");
    }

    #[test]
    fn years_at_the_end() {
        assert_eq!(year_fits(b"marie1984", 1984), Some(true));
        assert_eq!(year_fits(b"marie84", 1984), Some(true));
        assert_eq!(year_fits(b"marie85", 1984), Some(false));
        assert_eq!(year_fits(b"marie123", 1984), None);
        assert_eq!(
            (tail(b"marie84"), tail(b"marie184"), tail(b"marie4"), tail(b"84")),
            (Some(84), None, None, Some(84))
        );
    }

    #[test]
    fn counters_are_told_from_numbers_that_people_choose() {
        let counted: Vec<String> = (1_300..5_300u64)
            .map(|n| match n % 3 {
                0 => format!("pat.lee{}", (n * 7) % 10),
                _ => format!("sam{}{}{}", digit(n / 1_296), digit(n / 36), digit(n)),
            })
            .collect();
        let chosen: Vec<String> =
            (0..4_000u64).map(|n| format!("sam{}", crate::hash::spread(n) % 1_000)).collect();
        let sorted: Vec<String> =
            (0..4_000u64).map(|n| format!("a{:06}x{}", n, crate::hash::spread(n) % 100)).collect();
        let count = |locals: &[String]| {
            let cells: Vec<&[u8]> = locals.iter().map(String::as_bytes).collect();
            counters(&cells, cells.len() as u64)
        };
        assert!(count(&counted) > 2_500, "{}", count(&counted));
        assert_eq!(count(&chosen), 0);
        assert_eq!(count(&sorted), 0);
        assert_eq!(counters(&[], 0), 0);
    }

    fn digit(n: u64) -> char {
        char::from_digit((n % 36) as u32, 36).unwrap_or('0')
    }
}
