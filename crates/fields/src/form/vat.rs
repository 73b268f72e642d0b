//! National parts of VAT numbers and their check digits, by country.
//!
//! From the European Commission's *VIES VAT number algorithms* and the national registers it describes. France is with
//! its own field type, which needs the SIREN.

use super::calendar::days_in_month;
use super::digits::{all_digits, luhn, mod11_10, mod97, number, weighted};

/// Letters of the Spanish DNI and NIE by the number's remainder by 23.
pub const DNI: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

/// Letters of the Irish number by the sum's remainder by 23.
const IRISH: &[u8; 23] = b"WABCDEFGHIJKLMNOPQRSTUV";

/// Whether a national number passes its country's check; `None` when it has not the form, or the country is not known
/// here. Capitals and digits only.
pub fn holds(country: &[u8], id: &[u8]) -> Option<bool> {
    let numeric = all_digits(id);
    let len = id.len();
    let last = |digits: usize| u32::from(id[digits] - b'0');
    Some(match country {
        b"AT" if len == 9 && id[0] == b'U' && all_digits(&id[1..]) => {
            // The second, fourth and sixth digit doubled; four more than Luhn.
            (luhn_sum(&id[1..7]) + last(7) + last(8) + 4).is_multiple_of(10)
        }
        b"BE" if numeric && matches!(len, 9 | 10) => {
            let value = number(id).unwrap_or(0);
            (len == 9 || id[0] <= b'1') && value > 0 && (value / 100 + value % 100).is_multiple_of(97)
        }
        b"BG" if numeric && len == 9 => {
            let first = weighted(&id[..8], &[1, 2, 3, 4, 5, 6, 7, 8]) % 11;
            let check =
                if first == 10 { weighted(&id[..8], &[3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10 } else { first };
            check == last(8)
        }
        b"BG" if numeric && len == 10 => bulgarian(id),
        b"CY" if len == 9 && all_digits(&id[..8]) && id[8].is_ascii_uppercase() => {
            const ODD: [u32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
            let value = |(at, b): (usize, &u8)| {
                let digit = usize::from(b - b'0');
                if at % 2 == 0 { ODD[digit] } else { digit as u32 }
            };
            let sum: u32 = id[..8].iter().enumerate().map(value).sum();
            !id.starts_with(b"12") && b'A' + (sum % 26) as u8 == id[8]
        }
        b"CZ" if numeric && (8..=10).contains(&len) => czech(id),
        b"DE" if numeric && len == 9 => id[0] != b'0' && mod11_10(&id[..8]) == id[8],
        b"DK" if numeric && len == 8 => {
            id[0] != b'0' && weighted(id, &[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
        }
        b"EE" if numeric && len == 9 => weighted(id, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10),
        b"EL" | b"GR" if numeric && matches!(len, 8 | 9) => {
            // Numbers of before 1992 have lost a zero.
            let sum = id[..len - 1].iter().fold(0, |sum, b| sum * 2 + u32::from(b - b'0'));
            sum * 2 % 11 % 10 == last(len - 1)
        }
        b"ES" if len == 9 && all_digits(&id[1..8]) => return spanish(id),
        b"FI" if numeric && len == 8 => weighted(id, &[7, 9, 10, 5, 8, 4, 2, 1]).is_multiple_of(11),
        b"GB" | b"XI" if numeric && matches!(len, 9 | 12) => {
            let rest = weighted(&id[..9], &[8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97;
            rest == 0 || (matches!(rest, 42 | 55) && id[0] != b'0')
        }
        b"HR" if numeric && len == 11 => mod11_10(&id[..10]) == id[10],
        b"HU" if numeric && len == 8 => weighted(id, &[9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10),
        b"IE" if matches!(len, 8 | 9) => return irish(id),
        b"IT" if numeric && len == 11 => {
            let office = number(&id[7..10]).unwrap_or(0);
            !id.starts_with(b"0000000") && matches!(office, 1..=100 | 120 | 121 | 888 | 999) && luhn(id)
        }
        b"LT" if numeric && matches!(len, 9 | 12) => id[len - 2] == b'1' && lithuanian(id),
        b"LU" if numeric && len == 8 => number(&id[..6]).unwrap_or(0) % 89 == number(&id[6..]).unwrap_or(0),
        b"LV" if numeric && len == 11 => latvian(id),
        b"MT" if numeric && len == 8 => {
            id[0] != b'0' && weighted(id, &[3, 4, 6, 7, 8, 9, 10, 1]).is_multiple_of(37)
        }
        b"NL" if len == 12 && all_digits(&id[..9]) && id[9] == b'B' && all_digits(&id[10..]) => {
            // Since 2020 sole traders have a number of its own, checked over the whole with its country.
            let sum = weighted(&id[..8], &[9, 8, 7, 6, 5, 4, 3, 2]);
            let eleven = sum > 0 && sum % 11 == last(8);
            let given = number(&id[..9]) != Some(0) && &id[10..] != b"00";
            given && (eleven || mod97(b"NL".iter().chain(id).copied()) == 1)
        }
        b"PL" if numeric && len == 10 => weighted(&id[..9], &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == last(9),
        b"PT" if numeric && len == 9 => {
            id[0] != b'0' && (11 - weighted(&id[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10 == last(8)
        }
        b"RO" if numeric && (4..=10).contains(&len) => {
            let sum = weighted(&id[..len - 1], &[7, 5, 3, 2, 1, 7, 5, 3, 2][10 - len..]);
            id[0] != b'0' && sum * 10 % 11 % 10 == last(len - 1)
        }
        b"SE" if numeric && len == 12 => id.ends_with(b"01") && luhn(&id[..10]),
        b"SI" if numeric && len == 8 => {
            let check = 11 - weighted(&id[..7], &[8, 7, 6, 5, 4, 3, 2]) % 11;
            id[0] != b'0' && check != 11 && check % 10 == last(7)
        }
        b"SK" if numeric && len == 10 => {
            let company = id[0] != b'0' && matches!(id[2], b'2'..=b'4' | b'7'..=b'9');
            is_birth_number(id) || (company && number(id).unwrap_or(1).is_multiple_of(11))
        }
        _ => return None,
    })
}

/// Sum of Luhn's digits, the last one doubled: what a check digit behind must fill up to ten.
fn luhn_sum(digits: &[u8]) -> u32 {
    digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b - b'0');
            match (i % 2, digit) {
                (0, d) if d > 4 => d * 2 - 9,
                (0, d) => d * 2,
                (_, d) => d,
            }
        })
        .sum()
}

fn is_day(year: u64, month: u64, day: u64) -> bool {
    (1..=u64::from(days_in_month(year as u16, month as u8))).contains(&day)
}

/// A citizen (with the birth date), a foreigner, or another person: each has weights of its own.
fn bulgarian(id: &[u8]) -> bool {
    let part = |from: usize, to: usize| number(&id[from..to]).unwrap_or(0);
    let last = u32::from(id[9] - b'0');
    let (year, month) = match (part(0, 2), part(2, 4)) {
        (year, month @ 41..) => (2000 + year, month - 40),
        (year, month @ 21..) => (1800 + year, month - 20),
        (year, month) => (1900 + year, month),
    };
    let citizen = is_day(year, month.min(99), part(4, 6))
        && weighted(&id[..9], &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == last;
    let foreigner = weighted(&id[..9], &[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == last;
    let other = (11 - weighted(&id[..9], &[4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 == last;
    citizen || foreigner || other
}

/// A company (8 digits), a person with a number of the tax office (9, the first a 6), or a birth number.
fn czech(id: &[u8]) -> bool {
    let last = u32::from(id[id.len() - 1] - b'0');
    match id.len() {
        8 => {
            let check = (11 - weighted(&id[..7], &[8, 7, 6, 5, 4, 3, 2]) % 11) % 11;
            id[0] != b'9' && (if check == 0 { 1 } else { check }) % 10 == last
        }
        9 if id[0] == b'6' => {
            let sum = weighted(&id[1..8], &[8, 7, 6, 5, 4, 3, 2]) % 11;
            (18 - (21 - sum) % 11) % 10 == last
        }
        _ => is_birth_number(id),
    }
}

/// Czech and Slovak birth number: nine digits until 1953, ten since, with a check by 11; women's months are raised by 50,
/// and by 20 where a day had no more numbers.
fn is_birth_number(id: &[u8]) -> bool {
    let part = |from: usize, to: usize| number(&id[from..to]).unwrap_or(0);
    let year = match (part(0, 2), id.len()) {
        (54.., 9) if part(0, 2) < 80 => return false,
        (year @ 80.., 9) => 1800 + year,
        (year, 10) if year < 54 => 2000 + year,
        (year, _) => 1900 + year,
    };
    let key = number(&id[..9]).unwrap_or(0) % 11 % 10;
    is_day(year, part(2, 4) % 50 % 20, part(4, 6)) && (id.len() == 9 || key == u64::from(id[9] - b'0'))
}

/// A company, whose check is a digit or a letter, or a person's DNI, NIE or special number.
fn spanish(id: &[u8]) -> Option<bool> {
    let letter = |value: u64| DNI[(value % 23) as usize] == id[8];
    let value = number(&id[1..8])?;
    Some(match id[0] {
        b'K' | b'L' | b'M' => letter(value),
        d @ b'0'..=b'9' => letter(u64::from(d - b'0') * 10_000_000 + value),
        c @ b'X'..=b'Z' => letter(u64::from(c - b'X') * 10_000_000 + value),
        b'A'..=b'H' | b'J' | b'N' | b'P'..=b'S' | b'U'..=b'W' => {
            let check = (10 - luhn_sum(&id[1..8]) % 10) % 10;
            id[8] == b'0' + check as u8 || id[8] == b"JABCDEFGHI"[check as usize]
        }
        _ => return None,
    })
}

/// Seven digits and a letter, perhaps one more; before 2013 a letter stood in the second place.
fn irish(id: &[u8]) -> Option<bool> {
    let place = |b: u8| IRISH.iter().position(|letter| *letter == b).map(|at| at as u32);
    let (digits, letters) = id.split_at_checked(7)?;
    if !digits[0].is_ascii_digit() || !all_digits(&digits[2..]) || !letters.iter().all(u8::is_ascii_uppercase)
    {
        return None;
    }
    let (Some(_), Some(more)) = (place(letters[0]), letters.get(1).map_or(Some(0), |b| place(*b))) else {
        return Some(false);
    };
    let sum = if all_digits(digits) {
        weighted(digits, &[8, 7, 6, 5, 4, 3, 2]) + 9 * more
    } else if digits[1].is_ascii_uppercase() {
        weighted(&digits[2..], &[7, 6, 5, 4, 3]) + 2 * u32::from(digits[0] - b'0')
    } else {
        return None;
    };
    Some(IRISH[(sum % 23) as usize] == letters[0])
}

fn lithuanian(id: &[u8]) -> bool {
    let sum = |from: usize| -> u32 {
        let weight = |i: usize| (1 + (i + from) % 9) as u32;
        id[..id.len() - 1].iter().enumerate().map(|(i, b)| weight(i) * u32::from(b - b'0')).sum()
    };
    let first = sum(0) % 11;
    let check = if first == 10 { sum(2) % 11 % 10 } else { first };
    check == u32::from(id[id.len() - 1] - b'0')
}

/// A company (the first digit over 3), or a person, with a birth date until 2017.
fn latvian(id: &[u8]) -> bool {
    if id[0] > b'3' {
        return weighted(id, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3;
    }
    let part = |from: usize, to: usize| number(&id[from..to]).unwrap_or(0);
    let born = is_day(1800 + 100 * part(6, 7) + part(4, 6), part(2, 4), part(0, 2));
    let check = (1 + weighted(&id[..10], &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11 % 10;
    (id.starts_with(b"32") || born) && check == u32::from(id[10] - b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: &str, expect: Option<bool>) {
        let bytes = number.as_bytes();
        assert_eq!(holds(&bytes[..2], &bytes[2..]), expect, "{number}");
    }

    /// Numbers that the registers' own documents or tax offices print as examples.
    #[test]
    fn published_numbers() {
        for sound in [
            "ATU13585627",
            "BE0428759497",
            "BG175074752",
            "CY10259033P",
            "CZ25123891",
            "DE136695976",
            "DK13585628",
            "EE100931558",
            "EL094259216",
            "ESB58378431",
            "FI20774740",
            "GB980780684",
            "HR33392005961",
            "HU12892312",
            "IE6433435F",
            "IT00743110157",
            "LT119511515",
            "LU15027442",
            "LV40003521600",
            "MT11679112",
            "NL004495445B01",
            "PL8567346215",
            "PT501964843",
            "RO18547290",
            "SE123456789701",
            "SI50223054",
            "SK2022749619",
        ] {
            check(sound, Some(true));
            // One digit raised: each of these checks finds that.
            let mut bytes = sound.as_bytes().to_vec();
            let at = bytes.len() - 4;
            bytes[at] = b'0' + (bytes[at] - b'0' + 1) % 10;
            let damaged = String::from_utf8_lossy(&bytes).into_owned();
            assert_ne!(holds(&bytes[..2], &bytes[2..]), Some(true), "{damaged}");
        }
        check("XX123456789", None);
        check("DE12345678", None);
        check("ESA1234567", None);
    }
}
