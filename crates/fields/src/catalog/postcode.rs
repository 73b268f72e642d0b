use crate::form::digits::all_digits;
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Postcode.
pub static TYPE: FieldType = FieldType {
    id: "postcode",
    title: "Postcode",
    group: Group::Contact,
    data_class: Some("Geographic locations"),
    personal: true,
    doc: "A postcode of France, Belgium, Switzerland, Luxembourg, Canada, the United States, Britain, \
        Germany, Spain, Italy, the Netherlands or Portugal, by its form. Four and five bare digits are \
        valid, and tell nothing without a header; the lettered forms, ZIP+4 and country prefixes speak for \
        themselves.",
    sources: &[
        "Universal Postal Union, postcode formats",
        "Royal Mail PAF Programmer's Guide",
        "Canada Post Addressing Guidelines",
    ],
    headers: &[
        "postcode",
        "postal code",
        "code postal",
        "cp",
        "zip",
        "zip code",
        "zipcode",
        "post code",
        "postalcode",
        "codepostal",
        "code post",
        "zip 5",
        "npa",
        "plz",
        "postleitzahl",
        "codigo postal",
        "cap",
        "codice postale",
        "codice avviamento postale",
        "c a p",
        "code po",
        "cpostal",
        "cod postal",
        "codice di avviamento postale",
        "mailing zip",
        "p code",
        "postal",
        "eircode",
        "zip postal code",
        "zip or postal code",
        "postal zip",
        "postnummer",
        "cod postale",
        "codigo postale",
        "postal code zip",
        "code postale",
        "cod post",
        "postcode cijfers",
        "code p",
        "cod cap",
        "cp livraison",
        "kod pocztowy",
        "postnr",
        "poststalle",
        "psc",
        "postinumero",
        "iranyitoszam",
        "posta kodu",
        "kode pos",
        "индекс",
        "почтовый индекс",
    ],
    gate: Gate { min_len: 3, max_len: 10, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: Some(telling),
    normalise: Some(keys::town::push_postcode),
    mask: mask::shape,
    generate,
    examples: &[
        "75002",
        "1000",
        "H2X 1Y4",
        "SW1A 1AA",
        "1234 AB",
        "90210-1234",
        "L-1234",
        "1000-001",
        "2A004",
    ],
    near_misses: &["123", "123456", "ABC 123", "D2X 1Y4", "0000", "SW1A 1A", "00000"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 73 },
};

/// What a postcode is written like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Digits that any number may be.
    Bare,
    /// Letters or marks in the right places.
    Marked,
}

const fn digit(b: u8) -> bool {
    b.is_ascii_digit()
}

fn form(cell: &[u8]) -> Option<Form> {
    let zeros = || cell.iter().all(|b| *b == b'0');
    match cell {
        [a, b, c, d] if [a, b, c, d].iter().all(|x| digit(**x)) => (*a != b'0').then_some(Form::Bare),
        [_, _, _, _, _] if all_digits(cell) => (!zeros()).then_some(Form::Bare),
        // Corsican departments, met in tables that confuse INSEE codes and postcodes.
        [b'2', b'A' | b'B', rest @ ..] if rest.len() == 3 && all_digits(rest) => Some(Form::Marked),
        // ZIP+4
        [zip @ .., b'-', a, b, c, d] if zip.len() == 5 && all_digits(zip) => {
            [a, b, c, d].iter().all(|x| digit(**x)).then_some(Form::Marked)
        }
        // Portugal
        [area @ .., b'-', a, b, c] if area.len() == 4 && all_digits(area) => {
            [a, b, c].iter().all(|x| digit(**x)).then_some(Form::Marked)
        }
        // Country prefix: B-1000, CH-1200, F-75002
        _ if prefixed(cell) => Some(Form::Marked),
        _ if canada(cell) => Some(Form::Marked),
        // Without their space these are codes of any kind.
        _ if netherlands(cell) || britain(cell) => {
            Some(if cell.contains(&b' ') { Form::Marked } else { Form::Bare })
        }
        _ => None,
    }
}

fn prefixed(cell: &[u8]) -> bool {
    [&b"B-"[..], b"CH-", b"L-", b"F-", b"FR-", b"D-", b"DE-", b"I-", b"E-", b"A-", b"BE-", b"NL-", b"LU-"]
        .iter()
        .any(|p| cell.strip_prefix(*p).is_some_and(|rest| matches!(rest.len(), 4 | 5) && all_digits(rest)))
}

/// `1234 AB`: no leading zero, two capitals that are not SA, SD or SS.
fn netherlands(cell: &[u8]) -> bool {
    let Some((area, rest)) = cell.split_first_chunk::<4>() else {
        return false;
    };
    let letters = rest.strip_prefix(b" ").unwrap_or(rest);
    area[0] != b'0'
        && all_digits(area)
        && letters.len() == 2
        && letters.iter().all(u8::is_ascii_alphabetic)
        && !matches!([letters[0] & 0xdf, letters[1] & 0xdf], [b'S', b'A' | b'D' | b'S'])
}

/// `A1A 1A1`: letters D F I O Q U are not used, W and Z not at the start.
fn canada(cell: &[u8]) -> bool {
    let letter = |b: u8| {
        b.is_ascii_alphabetic() && !matches!(b.to_ascii_uppercase(), b'D' | b'F' | b'I' | b'O' | b'Q' | b'U')
    };
    let (a, rest) = match cell {
        [a, b, c, b' ' | b'-', rest @ ..] | [a, b, c, rest @ ..]
            if rest.len() == 3 && letter(*a) && digit(*b) && letter(*c) =>
        {
            (*a, rest)
        }
        _ => return false,
    };
    !matches!(a.to_ascii_uppercase(), b'W' | b'Z') && digit(rest[0]) && letter(rest[1]) && digit(rest[2])
}

/// Area of one or two letters, district of one or two digits or a digit and a letter, then digit and two letters.
fn britain(cell: &[u8]) -> bool {
    let Some((outward, inward)) = cell.split_last_chunk::<3>() else {
        return false;
    };
    let inner = |b: u8| {
        b.is_ascii_alphabetic() && !matches!(b.to_ascii_uppercase(), b'C' | b'I' | b'K' | b'M' | b'O' | b'V')
    };
    if !(digit(inward[0]) && inner(inward[1]) && inner(inward[2])) {
        return false;
    }
    let outward = outward.strip_suffix(b" ").unwrap_or(outward);
    let letters = outward.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let district = &outward[letters.min(outward.len())..];
    (1..=2).contains(&letters)
        && match district {
            [d] => digit(*d),
            [d, e] => digit(*d) && e.is_ascii_alphanumeric(),
            _ => false,
        }
}

fn check(cell: &[u8]) -> Match {
    match form(cell) {
        Some(_) => Match::Valid,
        // ZIP+4 without its hyphen, and a French code that lost its zero is four digits.
        None if cell.len() == 9 && all_digits(cell) => Match::LooksLike,
        // A spreadsheet took the zeros in front (New England, Puerto Rico, the French Ain).
        None if cell.len() == 3 && all_digits(cell) && cell[0] != b'0' => Match::LooksLike,
        None => Match::No,
    }
}

fn telling(cell: &[u8]) -> bool {
    form(cell) == Some(Form::Marked)
}

fn generate(rng: &mut Seeded) -> String {
    let letter = |rng: &mut Seeded| *rng.pick(&["A", "B", "E", "G", "H", "J", "L", "N", "P", "R", "S", "T"]);
    match rng.below(4) {
        0 => format!(
            "{}{}{} {}{}{}",
            letter(rng),
            rng.below(10),
            letter(rng),
            rng.below(10),
            letter(rng),
            rng.below(10)
        ),
        1 => format!("{}{} {}{}{}", letter(rng), rng.between(1, 20), rng.below(10), letter(rng), letter(rng)),
        2 => format!("{} {}{}", rng.between(1000, 9999), letter(rng), rng.pick(&["B", "E", "X"])),
        _ => format!("{}-{}", rng.between(10000, 99999), rng.digits(4)),
    }
}
