//! Communes, cities, divisions, countries.

use std::{collections::BTreeSet, fmt::Write as _};

use anyhow::{Context as _, Result};
use dumpscope_reference::population::INHABITANTS;
use serde_json::Value;

use super::{Archive, Packs, fold, pack};

/// Names of divisions and of countries in French, written by hand after ISO 3166 (see the head of the file).
const DIVISIONS: &str = include_str!("divisions.txt");
/// Countries whose places are listed from 500 inhabitants; elsewhere from 5 000.
const SMALL_PLACES: [&str; 12] = ["FR", "BE", "CH", "LU", "CA", "US", "GB", "DE", "ES", "IT", "NL", "PT"];
/// From here on a place's other names are listed too.
const KNOWN_ABROAD: u64 = 500_000;
/// Places a population holds.
const PLACES: usize = 3_000;

/// Builds the lists of places and both populations' places.
pub fn build(decoupage: &Archive, geonames: &Archive, packs: &mut Packs) -> Result<()> {
    let communes = decoupage.json("data/communes.json")?;
    let cities = geonames.json("data/cities500.json")?;
    packs.insert("fr_places.txt".into(), french_places(&communes)?);
    packs.insert("us_places.txt".into(), american_places(&cities)?);
    packs.insert("cities.bin".into(), pack(city_names(&communes, &cities)?));

    let departments = decoupage.json("data/departements.json")?;
    let mut names = names_of(list(&departments)?)?;
    for county in list(&geonames.json("data/us_counties.json")?)? {
        let name = text(county, "name")?;
        let short = [" County", " Parish", " Borough", " Census Area", " Municipality"]
            .iter()
            .find_map(|w| name.strip_suffix(w));
        names.extend(short.map(Into::into));
        names.insert(name.into());
    }
    packs.insert("departments.bin".into(), pack(names));
    let codes: Vec<_> = list(&departments)?.iter().map(|d| text(d, "code")).collect::<Result<_>>()?;
    packs.insert("department_codes.bin".into(), pack(codes));

    let mut regions = names_of(list(&decoupage.json("data/regions.json")?)?)?;
    for state in values(&geonames.json("data/us_states.json")?)? {
        regions.extend([text(state, "name")?.to_owned(), text(state, "code")?.to_owned()]);
    }
    regions.extend(section("regions").map(Into::into));
    packs.insert("regions.bin".into(), pack(regions));

    let mut countries = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for country in values(&geonames.json("data/countries.json")?)? {
        countries.insert(text(country, "name")?.to_owned());
        codes.extend([text(country, "iso")?.to_owned(), text(country, "iso3")?.to_owned()]);
    }
    countries.extend(section("countries").map(Into::into));
    packs.insert("countries.bin".into(), pack(countries));
    packs.insert("country_codes.bin".into(), pack(codes));
    Ok(())
}

/// The entries of a part of the hand-written file: separated by commas, under a line `[name]`.
fn section(name: &str) -> impl Iterator<Item = &'static str> {
    DIVISIONS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip_while(move |line| line.trim_matches(['[', ']']) != name)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().context("not a list")
}

fn values(value: &Value) -> Result<impl Iterator<Item = &Value>> {
    Ok(value.as_object().context("not an object")?.values())
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    value[key].as_str().with_context(|| format!("no text under {key}"))
}

fn names_of(entries: &[Value]) -> Result<BTreeSet<String>> {
    entries.iter().map(|entry| Ok(text(entry, "nom")?.to_owned())).collect()
}

fn inhabitants(entry: &Value) -> u64 {
    entry["population"].as_u64().unwrap_or(0)
}

/// Band of a number of inhabitants.
fn band(inhabitants: u64) -> usize {
    INHABITANTS.iter().take_while(|&&upper| inhabitants > u64::from(upper)).count()
}

fn french_places(communes: &Value) -> Result<Vec<u8>> {
    let mut places: Vec<&Value> = list(communes)?
        .iter()
        .filter(|c| {
            c["type"] == "commune-actuelle"
                && c["codesPostaux"].as_array().is_some_and(|codes| !codes.is_empty())
        })
        .collect();
    places.sort_by_key(|c| (std::cmp::Reverse(inhabitants(c)), c["code"].to_string()));
    let mut out = String::new();
    for place in places.into_iter().take(PLACES) {
        let codes: Vec<_> = list(&place["codesPostaux"])?.iter().filter_map(Value::as_str).collect();
        let (name, region, department) =
            (text(place, "nom")?, text(place, "region")?, text(place, "departement")?);
        let _ =
            writeln!(out, "{name};{region};{department};{};{}", codes.join(" "), band(inhabitants(place)));
    }
    Ok(out.into_bytes())
}

fn american_places(cities: &Value) -> Result<Vec<u8>> {
    let mut places: Vec<&Value> = values(cities)?.filter(|c| c["countrycode"] == "US").collect();
    places.sort_by_key(|c| (std::cmp::Reverse(inhabitants(c)), c["geonameid"].as_u64()));
    let mut out = String::new();
    for place in places.into_iter().take(PLACES) {
        let _ = writeln!(
            out,
            "{};{};;;{}",
            text(place, "name")?,
            text(place, "admin1code")?,
            band(inhabitants(place))
        );
    }
    Ok(out.into_bytes())
}

fn city_names(communes: &Value, cities: &Value) -> Result<BTreeSet<String>> {
    let mut names = names_of(list(communes)?)?;
    for city in values(cities)? {
        let small = SMALL_PLACES.iter().any(|country| city["countrycode"] == *country);
        if !small && inhabitants(city) < 5_000 {
            continue;
        }
        names.insert(text(city, "name")?.to_owned());
        if inhabitants(city) >= KNOWN_ABROAD {
            names.extend(
                list(&city["alternatenames"])?
                    .iter()
                    .filter_map(Value::as_str)
                    .filter(|n| latin(n))
                    .map(Into::into),
            );
        }
    }
    Ok(names)
}

/// Whether a name is in Latin letters and longer than an airport code.
fn latin(name: &str) -> bool {
    let key = fold(name);
    key.len() >= 4 && key.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b' ')
}
