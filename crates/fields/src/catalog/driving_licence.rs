use crate::form::digits::{Compact, all_digits, number, push_compact};
use crate::form::pattern::{fill, fits_any};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Driving licence number.
pub static TYPE: FieldType = FieldType {
    id: "driving-licence",
    title: "Driving licence number",
    group: Group::Identity,
    data_class: Some("Driver's licenses"),
    personal: true,
    doc: "The number of a driver's licence. The British one speaks for itself: five letters of the surname \
        (filled with 9), decade, month (raised by 50 for women), day and year of birth, initials and three \
        more. Those of France, Germany, Italy, Spain, Belgium, the Netherlands, Switzerland, Portugal, \
        Quebec, Ontario and the larger United States are valid by form, and tell nothing without a header.",
    sources: &[
        "DVLA, INF45 and the driver number format of the D1 notes",
        "Council of the European Union, PRADO register (driving licences)",
        "AAMVA, Driver License/Identification Card numbers by jurisdiction",
    ],
    headers: &[
        "driving licence",
        "driving license",
        "driver license",
        "drivers license",
        "driver licence",
        "drivers licence",
        "driving licence number",
        "driver license number",
        "drivers license number",
        "license number driver",
        "dl number",
        "dl no",
        "permis de conduire",
        "permis conduire",
        "numero permis",
        "num permis",
        "no permis",
        "numero permis de conduire",
        "fuhrerschein",
        "fuehrerschein",
        "fuhrerscheinnummer",
        "carnet de conducir",
        "permiso de conducir",
        "licencia de conducir",
        "patente di guida",
        "numero patente",
        "rijbewijs",
        "rijbewijsnummer",
        "carta de conducao",
        "numero carta de conducao",
        "patente",
        "license number",
        "licence number",
    ],
    gate: Gate { min_len: 7, max_len: 21, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: Some(|cell| compact(cell).is_some_and(|body| is_british(body.as_bytes()))),
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &[
        "MORGA657054SM9IJ",
        "FO999 512310 J99TW",
        "12AB34567",
        "B072RRE2I55",
        "U1H45921AB",
        "D1234-56789-01234",
    ],
    near_misses: &["MORGA667054SM9IJ", "MORGA657994SM9IJ", "123456", "Marie", "ABCDEFGHIJK"],
    decide: Decide { named: 0.6, alone: Some(0.8), specificity: 88 },
};

/// Forms without a check that is published.
const PATTERNS: &[&str] = &[
    "999999999999",    // France before 2013, Switzerland
    "99AA99999",       // France since 2013
    "9999999999",      // Belgium, Netherlands
    "AA9999999A",      // Italy
    "U1*******A",      // Italy since 2013
    "99999999A",       // Spain
    "A9999999A",       // Spain, foreigners
    "AA9999999",       // Portugal
    "A99999999999999", // Ontario
    "A999999999999",   // Quebec, Florida
    "A9999999",        // California
    "A99999999999",    // Illinois
    "99999999",        // Texas, Pennsylvania
    "999999999",       // New York, Georgia
];

/// The British driver number.
fn is_british(id: &[u8]) -> bool {
    // Two more digits may follow: the issue number.
    let Some((id, issue)) = id.split_at_checked(16) else { return false };
    let name = id[..5].iter().take_while(|b| b.is_ascii_uppercase()).count();
    let filled = name >= 1 && id[name..5].iter().all(|b| *b == b'9');
    let (month, day) = (number(&id[6..8]).unwrap_or(0), number(&id[8..10]).unwrap_or(0));
    filled
        && all_digits(&id[5..11])
        && matches!(month, 1..=12 | 51..=62)
        && (1..=31).contains(&day)
        && id[11..13].iter().all(|b| b.is_ascii_uppercase() || *b == b'9')
        && id[11] != b'9'
        && id[13..].iter().all(u8::is_ascii_alphanumeric)
        && (issue.is_empty() || issue.len() == 2 && all_digits(issue))
}

/// Germany: office, one letter, and eleven characters in all.
fn is_german(id: &[u8]) -> bool {
    id.len() == 11 && id[0].is_ascii_uppercase() && id[1..3].iter().all(u8::is_ascii_digit)
}

fn compact(cell: &[u8]) -> Option<Compact<18>> {
    Compact::alphanumeric(cell, b" -").filter(|c| c.separators <= 3 && (7..=21).contains(&cell.len()))
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell) else { return Match::No };
    let id = body.as_bytes();
    if is_british(id) || is_german(id) || fits_any(PATTERNS, id) {
        return Match::Valid;
    }
    let digits = id.iter().filter(|b| b.is_ascii_digit()).count();
    if id.len() >= 7 && digits >= 5 { Match::LooksLike } else { Match::No }
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell).filter(|body| !body.as_bytes().is_empty()), cell, out);
}

fn generate(rng: &mut Seeded) -> String {
    if rng.below(10) == 0 {
        return fill("99AA99999", rng);
    }
    let name = *rng.pick(&["MORGA", "SMITH", "JONES", "FOX99", "TAYLO", "BROWN"]);
    let month = rng.between(1, 12) + 50 * rng.below(2);
    let head = format!("{name}{}{month:02}{:02}{}", rng.below(10), rng.between(1, 28), rng.below(10));
    head + &fill("AA9AA", rng)
}
