use crate::form::digits::{Compact, gs1, number};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Trade item number.
pub static TYPE: FieldType = FieldType {
    id: "ean",
    title: "Trade item number (EAN, UPC, GTIN)",
    group: Group::Trade,
    data_class: Some("Purchases"),
    personal: false,
    doc: "The number under a bar code: EAN-8, UPC-A (12 digits), EAN-13 and GTIN-14, the last digit a check \
        by weights 3 and 1; an ISBN of 13 digits is one. One in ten numbers passes, so a column needs \
        nearly all, with a prefix that GS1 has given out; prefixes kept for use within a shop (02, 04, 2) \
        and eight digits tell nothing without a header.",
    sources: &["GS1 General Specifications §3.3 and §7.9", "GS1, Company prefix list"],
    headers: &[
        "ean",
        "ean 13",
        "ean 8",
        "ean code",
        "code ean",
        "gtin",
        "gtin 13",
        "gtin 14",
        "upc",
        "upc code",
        "code upc",
        "barcode",
        "bar code",
        "code barre",
        "code barres",
        "code a barres",
        "isbn",
        "isbn 13",
        "codigo de barras",
        "codigo barras",
        "codice a barre",
        "codice ean",
        "codigo ean",
        "streepjescode",
        "strichcode",
        "ean nummer",
        "product barcode",
    ],
    gate: Gate { min_len: 8, max_len: 18, classes: Gate::DIGIT | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: Some(is_allocated),
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["6291041500213", "73513537", "036000291452", "10614141000415", "978-3-16-148410-0"],
    near_misses: &["6291041500214", "7351353", "12345678901234567", "756.9217.0769.85", "2012345678901"],
    decide: Decide { named: 0.5, alone: Some(0.9), specificity: 90 },
};

/// Ranges of three-digit prefixes that GS1 has given to companies, or to ISBN and ISSN.
const PREFIXES: &[(u64, u64)] = &[
    (1, 19),
    (30, 39),
    (60, 139),
    (300, 380),
    (383, 383),
    (385, 385),
    (387, 387),
    (389, 390),
    (400, 440),
    (450, 471),
    (474, 499),
    (500, 509),
    (520, 521),
    (528, 531),
    (535, 535),
    (539, 549),
    (560, 560),
    (569, 579),
    (590, 590),
    (594, 594),
    (599, 601),
    (603, 609),
    (611, 611),
    (613, 613),
    (615, 632),
    (640, 649),
    (680, 681),
    (690, 709),
    (729, 746),
    (750, 750),
    (754, 755),
    (759, 771),
    (773, 773),
    (775, 775),
    (777, 780),
    (784, 784),
    (786, 786),
    (789, 790),
    (800, 850),
    (858, 860),
    (865, 865),
    (867, 881),
    (883, 885),
    (888, 888),
    (890, 890),
    (893, 894),
    (896, 896),
    (899, 919),
    (930, 952),
    (955, 955),
    (958, 958),
    (977, 979),
];

fn compact(cell: &[u8]) -> Option<Compact<14>> {
    Compact::digits(cell, b" -").filter(|c| c.separators <= 4 && (8..=18).contains(&cell.len()))
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell) else { return Match::No };
    match body.as_bytes().split_last() {
        Some((key, digits))
            if matches!(digits.len(), 7 | 11 | 12 | 13) && digits.iter().any(|d| *d != b'0') =>
        {
            if gs1(digits) == *key { Match::Valid } else { Match::LooksLike }
        }
        _ => Match::No,
    }
}

/// Whether the prefix is one that GS1 gave out. UPC-A has a 0 in front of it, GTIN-14 a digit for the packing.
fn is_allocated(cell: &[u8]) -> bool {
    let Some(body) = compact(cell) else { return false };
    let digits = body.as_bytes();
    let prefix = match digits.len() {
        12 => number(&digits[..2]),
        13 => number(&digits[..3]),
        14 => number(&digits[1..4]),
        _ => None,
    };
    prefix.is_some_and(|p| PREFIXES.iter().any(|(low, high)| (*low..=*high).contains(&p)))
}

fn generate(rng: &mut Seeded) -> String {
    let head = match rng.below(4) {
        0 => format!("0{}{}", rng.pick(&["3", "6", "7", "8"]), rng.digits(9)),
        1 => format!("978{}", rng.digits(9)),
        _ => format!("{}{}", rng.between(300, 379), rng.digits(9)),
    };
    format!("{head}{}", char::from(gs1(head.as_bytes())))
}
