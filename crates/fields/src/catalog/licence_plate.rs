use crate::form::digits::{Compact, push_compact};
use crate::form::pattern::fill;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Licence plate.
pub static TYPE: FieldType = FieldType {
    id: "licence-plate",
    title: "Licence plate",
    group: Group::Identity,
    data_class: Some("Licence plates"),
    personal: true,
    doc: "What stands on a vehicle: 4 to 8 letters and digits in two to four runs, as the plates of France \
        (AB-123-CD, 1234 AB 75), Germany, the United Kingdom, Belgium, Spain, Italy, the Netherlands, \
        Portugal, Switzerland, Luxembourg, Canada and the United States have it. Other short mixes look \
        like one. Any code may have the form, so only a header gives it.",
    sources: &[
        "Arrêté du 9 février 2009 (système d'immatriculation des véhicules)",
        "Fahrzeug-Zulassungsverordnung, Anlagen 1 and 4",
        "DVLA INF104, Vehicle registration numbers and number plates",
        "RDW, Opbouw van het Nederlandse kenteken",
    ],
    headers: &[
        "licence plate",
        "license plate",
        "license plate number",
        "plate",
        "plate number",
        "plate no",
        "number plate",
        "car plate",
        "immatriculation",
        "numero immatriculation",
        "num immatriculation",
        "plaque",
        "plaque immatriculation",
        "plaque d immatriculation",
        "immat",
        "vehicle registration",
        "vehicle registration number",
        "registration plate",
        "vrm",
        "kennzeichen",
        "kfz kennzeichen",
        "nummernschild",
        "matricula",
        "matricula vehiculo",
        "placa",
        "targa",
        "targa veicolo",
        "kenteken",
        "nummerplaat",
        "matricula veiculo",
        "registration number",
        "vehicle registration no",
        "reg number",
        "reg no",
        "kfz kennzeichen nr",
        "numero de matricula",
        "placa vehiculo",
        "numero targa",
    ],
    gate: Gate { min_len: 4, max_len: 11, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &[
        "AB-123-CD",
        "1234 AB 75",
        "B-MW 1234",
        "AB12 CDE",
        "1-ABC-123",
        "1234 BCD",
        "12-ABC-3",
        "ZH 123456",
    ],
    near_misses: &["Marie", "12345678", "ABCDEF", "A1", "AB.123.CD", "A1B2C3D4"],
    decide: Decide { named: 0.6, alone: None, specificity: 51 },
};

fn compact(cell: &[u8]) -> Option<Compact<9>> {
    Compact::alphanumeric(cell, b" -").filter(|c| c.separators <= 3 && (4..=11).contains(&cell.len()))
}

/// Runs of letters and of digits, one after the other.
fn runs(id: &[u8]) -> usize {
    1 + id.windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit()).count()
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell) else { return Match::No };
    let id = body.as_bytes();
    let digits = id.iter().filter(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits == id.len() {
        return Match::No;
    }
    let formed = (4..=8).contains(&id.len()) && (2..=4).contains(&runs(id)) && digits <= 6;
    if formed { Match::Valid } else { Match::LooksLike }
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell).filter(|body| !body.as_bytes().is_empty()), cell, out);
}

fn generate(rng: &mut Seeded) -> String {
    let pattern = *rng.pick(&[
        "AA-999-AA",
        "AA-999-AA",
        "AA999AA",
        "999 AAA 75",
        "A-AA 999",
        "AA99 AAA",
        "1-AAA-999",
        "9999 AAA",
        "99-AAA-9",
        "ZH 999999",
    ]);
    fill(pattern, rng)
}
