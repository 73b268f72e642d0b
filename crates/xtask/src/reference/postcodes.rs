//! Which postcodes exist.

use std::{collections::BTreeSet, io::Read as _};

use anyhow::{Context as _, Result, ensure};
use dumpscope_reference::postcodes::{OF_DIGITS, ROOM, area_place};
use dumpscope_reference::set;
use flate2::read::GzDecoder;
use serde_json::Value;

use super::{Archive, Packs};

/// Builds the bits of five countries and the set of British sectors.
pub fn build(
    france: &Archive,
    america: &Archive,
    germany: &Archive,
    belgium: &Archive,
    britain: &Archive,
    packs: &mut Packs,
) -> Result<()> {
    let mut places: [BTreeSet<usize>; 5] = Default::default();
    for commune in list(&france.json("data/communes.json")?)? {
        // Former communes and arrondissements have codes too; those without any are abroad.
        if let Some(codes) = commune["codesPostaux"].as_array() {
            places[0].extend(codes.iter().filter_map(Value::as_str).filter_map(number));
        }
    }
    let zips = exported(america, "lib/codes.js")?;
    places[1].extend(zips.as_object().context("not an object")?.keys().filter_map(|zip| number(zip)));
    let german = germany.json("package/index.json")?;
    places[2].extend(list(&german)?.iter().filter_map(Value::as_str).filter_map(number));
    let belgian = belgium.json("data/postal-codes.json")?;
    places[3].extend(list(&belgian)?.iter().filter_map(|code| number(code["postalCode"].as_str()?)));
    let areas = exported(america, "lib/codesCanada.js")?;
    for area in areas.as_object().context("not an object")?.keys() {
        let [a, b, c] = area.as_bytes() else { continue };
        ensure!(a.is_ascii_uppercase() && b.is_ascii_digit() && c.is_ascii_uppercase(), "{area} is no area");
        places[4].insert(area_place(*a, *b, *c));
    }
    let mut bits = Vec::new();
    for (at, (places, room)) in places.iter().zip(ROOM).enumerate() {
        let country = OF_DIGITS.get(at).unwrap_or(&"CA");
        let start = bits.len();
        bits.resize(start + room.div_ceil(8), 0u8);
        for place in places {
            ensure!(*place < room, "{country}: {place} is beyond the codes that could be");
            bits[start + place / 8] |= 1 << (place % 8);
        }
    }
    packs.insert("postcodes.bin".into(), bits);

    let mut sectors = BTreeSet::new();
    britain.members(".csv.gz", |packed| {
        let mut text = String::new();
        GzDecoder::new(packed.as_slice()).read_to_string(&mut text)?;
        for line in text.lines() {
            let code: String = line
                .split(',')
                .next()
                .unwrap_or_default()
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect();
            if let Some(at) = code.len().checked_sub(2).filter(|&at| at >= 3) {
                sectors.insert(code[..at].to_ascii_uppercase());
            }
        }
        Ok(())
    })?;
    packs.insert("gb_sectors.bin".into(), set::build(sectors.iter().map(String::as_bytes)));
    Ok(())
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().context("not a list")
}

fn number(code: &str) -> Option<usize> {
    code.bytes().all(|b| b.is_ascii_digit()).then(|| code.parse().ok()).flatten()
}

/// The object a script exports.
fn exported(archive: &Archive, ending: &str) -> Result<Value> {
    let text = archive.text(ending)?;
    let object = text.split_once('=').with_context(|| format!("{ending} exports nothing"))?.1;
    // Other exports follow the first.
    let mut values = serde_json::Deserializer::from_str(object).into_iter::<Value>();
    values
        .next()
        .with_context(|| format!("{ending} exports nothing"))?
        .with_context(|| format!("{ending} does not export an object"))
}
