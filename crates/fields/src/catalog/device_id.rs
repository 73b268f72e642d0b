use crate::form::text;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Device id.
pub static TYPE: FieldType = FieldType {
    id: "device-id",
    title: "Device id",
    group: Group::Online,
    data_class: Some("Device information"),
    personal: true,
    doc: "What names one phone, tablet or computer: an advertising id (a UUID), Android's sixteen hexadecimal \
        digits, Apple's forty or its newer 8-16 form, or a maker's serial number of 6 to 64 letters and \
        digits. Only a header tells it from another UUID, digest or code.",
    sources: &[
        "Android Developers, Settings.Secure.ANDROID_ID and advertising id",
        "Apple Developer, identifierForVendor, advertisingIdentifier and UDID",
    ],
    headers: &[
        "device id",
        "device identifier",
        "device serial",
        "device serial number",
        "id appareil",
        "identifiant appareil",
        "numero serie appareil",
        "android id",
        "advertising id",
        "identifiant publicitaire",
        "idfa",
        "idfv",
        "gaid",
        "aaid",
        "udid",
        "hwid",
        "hardware id",
        "machine id",
        "device fingerprint",
        "geraete id",
        "geraetekennung",
        "id dispositivo",
        "dispositivo id",
        "identificador de dispositivo",
        "toestel id",
        "apparaat id",
        "gerate id",
        "id de dispositivo",
    ],
    gate: Gate { min_len: 6, max_len: 64, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::length,
    generate,
    examples: &[
        "38400000-8cf0-11bd-b23e-10b96e40000d",
        "9774d56d682e549c",
        "00008030-001A35E11488802E",
        "C02XK0AAJG5J",
    ],
    near_misses: &["iPhone", "Galaxy S21", "12345", "android", "Mozilla/5.0"],
    decide: Decide { named: 0.6, alone: None, specificity: 57 },
};

fn check(cell: &[u8]) -> Match {
    let sound = (6..=64).contains(&cell.len())
        && text::is_token(cell)
        && cell
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.' | b'{' | b'}'));
    if !sound {
        return Match::No;
    }
    let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
    if digits >= 2 { Match::Valid } else { Match::LooksLike }
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(3) {
        0 => made_up::uuid(rng).to_uppercase(),
        1 => format!("{}07", rng.hex(14)),
        _ => format!("0000{}-{}0A1E", rng.digits(4), rng.hex(12).to_uppercase()),
    }
}
