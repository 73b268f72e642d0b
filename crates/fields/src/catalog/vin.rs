use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// Vehicle identification number.
pub static TYPE: FieldType = FieldType {
    id: "vin",
    title: "Vehicle identification number",
    group: Group::Identity,
    data_class: Some("Vehicle identification numbers (VINs)"),
    personal: true,
    doc: "Seventeen capitals and digits without I, O and Q, the last three digits. The ninth is a check digit \
        by 11 in North America and China and anything elsewhere, so a number without it is valid too. One with \
        it speaks without a header, and one of an Asian or European maker with four figures at its end.",
    sources: &["ISO 3779", "49 CFR § 565.15 (check digit)"],
    headers: &[
        "vin",
        "vin number",
        "vin code",
        "vehicle identification number",
        "chassis number",
        "chassis no",
        "numero de serie vehicule",
        "numero chassis",
        "numero de chassis",
        "num chassis",
        "fahrgestellnummer",
        "fahrzeugidentifikationsnummer",
        "fin",
        "bastidor",
        "numero bastidor",
        "numero de bastidor",
        "telaio",
        "numero telaio",
        "chassisnummer",
        "numero de quadro",
        "chassi",
        "numero serie vehicule",
        "num serie vehicule",
    ],
    gate: Gate { min_len: 17, max_len: 17, classes: Gate::ALNUM },
    check: &check,
    telling: Some(is_keyed),
    normalise: None,
    mask: |_| "•".repeat(17),
    generate,
    examples: &["1HGCM82633A004352", "1M8GDM9AXKP042788", "VF1RFB00X56123456", "1hgcm82633a004352"],
    near_misses: &[
        "1HGCM82633A00435",
        "1HGCM82633AO04352",
        "1HGCM82633A004QQQ",
        "12345678901234567",
        "ABCDEFGHJKLMNPRST",
    ],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 94 },
};

const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// What a character counts; `None` for those a VIN cannot hold.
const fn value(b: u8) -> Option<u32> {
    Some(match b.to_ascii_uppercase() {
        d @ b'0'..=b'9' => (d - b'0') as u32,
        c @ b'A'..=b'H' => (c - b'A') as u32 + 1,
        c @ b'J'..=b'N' => (c - b'J') as u32 + 1,
        b'P' => 7,
        b'R' => 9,
        c @ b'S'..=b'Z' => (c - b'S') as u32 + 2,
        _ => return None,
    })
}

/// The ninth character that the other sixteen ask for.
fn key(vin: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (b, weight) in vin.iter().zip(WEIGHTS) {
        sum += value(*b)? * weight;
    }
    Some(if sum % 11 == 10 { b'X' } else { b'0' + (sum % 11) as u8 })
}

fn check(cell: &[u8]) -> Match {
    let letters = cell.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if cell.len() != 17 || key(cell).is_none() || letters == 0 {
        return Match::No;
    }
    if cell[14..].iter().all(u8::is_ascii_digit) { Match::Valid } else { Match::LooksLike }
}

fn is_keyed(cell: &[u8]) -> bool {
    // The first sign is the region (J to R Asia, S to Z Europe).
    let named = cell.first().is_some_and(|b| matches!(b.to_ascii_uppercase(), b'J'..=b'Z'));
    cell.len() == 17
        && (key(cell) == Some(cell[8].to_ascii_uppercase())
            || (named && cell[13..].iter().all(u8::is_ascii_digit)))
}

fn generate(rng: &mut Seeded) -> String {
    let head = *rng.pick(&["1HG", "1FT", "2T1", "3VW", "5YJ", "JTD", "WVW", "VF1"]);
    let middle: String =
        (0..8).map(|_| char::from(*rng.pick(b"0123456789ABCDEFGHJKLMNPRSTUVWXYZ"))).collect();
    let mut vin = format!("{head}{}0{}{}", &middle[..5], &middle[5..7], rng.digits(6)).into_bytes();
    vin[8] = key(&vin).unwrap_or(b'0');
    String::from_utf8_lossy(&vin).into_owned()
}
