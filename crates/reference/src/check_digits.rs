//! How often digits drawn at random pass a check.

/// Field types with check digits, by id, and the share of digits drawn at random in their outer form that pass the full check
/// (a test of the field types holds them to it; Belgian numbers are tried for two centuries).
pub const BY_CHANCE: &[(&str, f64)] = &[
    ("card-number", 0.1),
    ("iban", 1.0 / 97.0),
    ("nir", 1.0 / 97.0),
    ("imei", 0.1),
    ("siren", 0.1),
    ("ean", 0.1),
    ("ca-sin", 0.1),
    ("es-dni", 1.0 / 23.0),
    ("be-national-number", 2.0 / 97.0),
    ("nl-bsn", 1.0 / 11.0),
    ("uk-nhs", 1.0 / 11.0),
    ("ch-ahv", 0.1),
];
