use crate::form::digits::{Compact, all_digits, gs1, number, push_compact, weighted};
use crate::form::iso;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up};

/// Parcel tracking number.
pub static TYPE: FieldType = FieldType {
    id: "parcel-tracking",
    title: "Parcel tracking number",
    group: Group::Trade,
    data_class: Some("Purchases"),
    personal: true,
    doc: "A carrier's number for a parcel. UPU S10 (two letters, nine digits with a check digit, country) as \
        used by posts and Chronopost, and UPS 1Z numbers are decided by their check digits; Colissimo \
        (digit, letter, eleven digits), DHL `JJD`/`JVGL`/`GM`, Amazon `TBA`, PostNL `3S`, Cainiao `LP`, \
        YunExpress `YT` and SF Express by their form. The bare digits of Mondial Relay (8, 10, 12), DHL \
        Express (10, remainder by 7), DPD and GLS (11, 12, 14), and, with the check digit of GS1, FedEx \
        Ground (15), shipping units (SSCC, 18 or 20, as DHL Paket) and USPS (20, 22) are valid, and tell \
        nothing without a header.",
    sources: &[
        "UPU standard S10",
        "UPS, Tracking number check digit",
        "La Poste, Colissimo label guide",
        "DHL Express waybill check digit",
        "GS1 General Specifications §3.3.1 (SSCC) and §7.9",
        "USPS Publication 199, Intelligent Mail package barcode",
    ],
    headers: &[
        "parcel tracking",
        "tracking number",
        "tracking",
        "numero suivi",
        "num suivi",
        "numero de suivi",
        "numero colis",
        "num colis",
        "no colis",
        "colis",
        "tracking id",
        "tracking no",
        "tracking code",
        "parcel number",
        "parcel id",
        "suivi",
        "awb",
        "waybill",
        "waybill number",
        "shipment number",
        "shipment id",
        "sendungsnummer",
        "paketnummer",
        "numero seguimiento",
        "numero di tracciamento",
        "trackingnummer",
        "track trace",
        "code barre colis",
        "expedition",
        "numero expedition",
        "num expedition",
        "barcode",
        "code suivi",
        "n suivi",
        "n colis",
        "consignment number",
        "numero envoi",
        "id colis",
        "numero de colis",
        "sendungs nr",
        "numero de seguimiento",
        "numero spedizione",
        "num spedizione",
        "codigo de rastreio",
        "codigo rastreio",
        "track en trace",
        "track and trace",
    ],
    gate: Gate { min_len: 8, max_len: 35, classes: Gate::ALNUM | Gate::SPACE },
    check: &check,
    telling: Some(marked),
    normalise: Some(normalise),
    mask: masked,
    generate,
    examples: &[
        "RR123456785FR",
        "1Z999AA10123456784",
        "6A12345678901",
        "JJD000030046000012345",
        "12345678",
        "EE 123 456 785 BE",
        "3SABCD123456789",
        "LP00123456789012",
        "00340434161094015902",
        "9400111202555842332669",
    ],
    near_misses: &[
        "RR123456789FR",
        "RR123456785XX",
        "00340434161094015903",
        "1Z999AA10123456785",
        "A6123456789012",
        "123",
        "HELLOWORLD",
    ],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 91 },
};

fn compact(cell: &[u8]) -> Option<Compact<30>> {
    Compact::alphanumeric(cell, b" ").filter(|_| (8..=35).contains(&cell.len()))
}

/// Check digit of UPU S10 over eight digits.
fn upu(digits: &[u8]) -> u8 {
    match 11 - weighted(digits, &[8, 6, 4, 2, 3, 5, 9, 7]) % 11 {
        10 => b'0',
        11 => b'5',
        digit => b'0' + digit as u8,
    }
}

/// Check digit of a UPS number: letters count as (code − 63) mod 10, places alternate single and double.
fn ups(body: &[u8]) -> u8 {
    let sum: u32 = body
        .iter()
        .enumerate()
        .map(|(i, b)| {
            let value = if b.is_ascii_digit() { u32::from(b - b'0') } else { (u32::from(*b) - 63) % 10 };
            if i % 2 == 1 { value * 2 } else { value }
        })
        .sum();
    b'0' + ((10 - sum % 10) % 10) as u8
}

/// The carrier or standard of a number; whether it is decided (`Valid`) or only formed (`LooksLike`).
fn carrier(id: &[u8]) -> Option<(&'static str, Match)> {
    let decided = |sound: bool| if sound { Match::Valid } else { Match::LooksLike };
    match id {
        [b'1', b'Z', body @ .., key] if id.len() == 18 => Some(("UPS", decided(ups(body) == *key))),
        [a, b, digits @ .., c, d]
            if id.len() == 13
                && [a, b, c, d].iter().all(|l| l.is_ascii_uppercase())
                && all_digits(digits) =>
        {
            let sound = upu(&digits[..8]) == digits[8] && iso::is_alpha2(&[*c, *d]);
            Some(("UPU S10", decided(sound)))
        }
        [digit, letter, rest @ ..]
            if id.len() == 13
                && digit.is_ascii_digit()
                && letter.is_ascii_uppercase()
                && all_digits(rest) =>
        {
            Some(("Colissimo", Match::Valid))
        }
        [b'J', b'J', b'D', rest @ ..] if (15..=21).contains(&rest.len()) && all_digits(rest) => {
            Some(("DHL", Match::Valid))
        }
        [b'J', b'V', b'G', b'L', rest @ ..] if (14..=20).contains(&rest.len()) && all_digits(rest) => {
            Some(("DHL", Match::Valid))
        }
        [b'T', b'B', b'A' | b'C' | b'M', rest @ ..] if rest.len() == 12 && all_digits(rest) => {
            Some(("Amazon", Match::Valid))
        }
        [b'3', b'S', rest @ ..]
            if matches!(rest.len(), 11..=13)
                && rest[..4].iter().all(u8::is_ascii_uppercase)
                && all_digits(&rest[4..]) =>
        {
            Some(("PostNL", Match::Valid))
        }
        [b'L', b'P', rest @ ..] if rest.len() == 14 && all_digits(rest) => Some(("Cainiao", Match::Valid)),
        [b'Y', b'T', rest @ ..] if rest.len() == 16 && all_digits(rest) => Some(("YunExpress", Match::Valid)),
        [b'S', b'F', rest @ ..] if matches!(rest.len(), 12 | 13) && all_digits(rest) => {
            Some(("SF Express", Match::Valid))
        }
        [b'G', b'M', rest @ ..] if (16..=20).contains(&rest.len()) && all_digits(rest) => {
            Some(("DHL", Match::Valid))
        }
        _ if all_digits(id) => bare(id),
        _ => None,
    }
}

fn bare(id: &[u8]) -> Option<(&'static str, Match)> {
    let keyed = id.split_last().is_some_and(|(key, digits)| gs1(digits) == *key);
    match id.len() {
        10 if number(&id[..9]).is_some_and(|n| n % 7 == u64::from(id[9] - b'0')) => {
            Some(("DHL Express", Match::Valid))
        }
        8 | 10 | 12 => Some(("Mondial Relay", Match::Valid)),
        11 | 14 => Some(("DPD or GLS", Match::Valid)),
        15 if keyed => Some(("FedEx", Match::Valid)),
        18 if keyed => Some(("SSCC", Match::Valid)),
        20 if keyed && id.starts_with(b"00") => Some(("SSCC", Match::Valid)),
        20 | 22 if keyed => Some(("USPS", Match::Valid)),
        9..=22 => Some(("no carrier", Match::LooksLike)),
        _ => None,
    }
}

fn check(cell: &[u8]) -> Match {
    compact(cell).and_then(|body| carrier(body.as_bytes())).map_or(Match::No, |(_, verdict)| verdict)
}

fn marked(cell: &[u8]) -> bool {
    cell.iter().any(u8::is_ascii_alphabetic)
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell), cell, out);
}

fn masked(cell: &[u8]) -> String {
    let found = compact(cell).and_then(|body| carrier(body.as_bytes()));
    found.map_or_else(|| "no carrier".into(), |(name, _)| format!("•••• ({name})"))
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(3) {
        0 => {
            let digits = rng.digits(8);
            let service = rng.pick(&["RR", "LX", "EE", "XY", "CP"]);
            format!(
                "{service}{digits}{}{}",
                char::from(upu(digits.as_bytes())),
                rng.pick(&["FR", "BE", "DE", "GB"])
            )
        }
        1 => format!("6A{}", rng.digits(11)),
        _ => {
            let body = format!("{}{}", made_up::capitals(rng, 3), rng.digits(12));
            format!("1Z{body}{}", char::from(ups(body.as_bytes())))
        }
    }
}
