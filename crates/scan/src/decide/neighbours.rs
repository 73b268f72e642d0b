//! What a column's neighbours say of it.

use dumpscope_fields::{FieldType, by_id};

use super::{
    BAR, Column,
    candidates::{self, Candidate, Ground},
    facts::Stretch,
};

/// A type that is likelier beside others.
struct Rule {
    /// The type the neighbours speak for.
    field_type: &'static str,
    /// Neighbours that speak for it: one of each group must be there.
    beside: &'static [&'static [&'static str]],
    /// How many columns away at most.
    within: usize,
    /// Least share of valid cells the column itself must have.
    least: f64,
}

/// What tables put side by side. Distances are those of the name and address blocks of customer tables.
const RULES: &[Rule] = &[
    Rule { field_type: "last-name", beside: &[&["first-name"]], within: 2, least: 0.5 },
    Rule { field_type: "first-name", beside: &[&["last-name"]], within: 2, least: 0.5 },
    Rule { field_type: "middle-name", beside: &[&["first-name"], &["last-name"]], within: 2, least: 0.8 },
    Rule { field_type: "city", beside: &[&["postcode", "region", "street-address"]], within: 2, least: 0.8 },
    Rule { field_type: "postcode", beside: &[&["city", "region"]], within: 2, least: 0.9 },
    Rule { field_type: "region", beside: &[&["city", "postcode"]], within: 2, least: 0.8 },
    Rule { field_type: "street-address", beside: &[&["city", "postcode"]], within: 3, least: 0.4 },
    Rule {
        field_type: "address-line",
        beside: &[&["street-address"], &["city", "postcode"]],
        within: 2,
        least: 0.25,
    },
    Rule { field_type: "country", beside: &[&["city", "postcode", "region"]], within: 2, least: 0.95 },
    // A county is a town's name more often than not: only a town beside it tells them apart.
    Rule { field_type: "department", beside: &[&["city"]], within: 3, least: 0.9 },
    Rule { field_type: "full-name", beside: &[&["email", "phone", "birth-date"]], within: 4, least: 0.45 },
];

/// Types in whose table ten bare digits that are spread like phone numbers are phone numbers, at any distance.
const CONTACTS: [&str; 8] =
    ["email", "full-address", "street-address", "city", "postcode", "last-name", "full-name", "phone"];
/// Share of ten-digit cells that must be in the numbering plan.
const IN_PLAN: f64 = 0.9;

/// What remains of it where a header says something that is not known.
const DOUBT: f64 = 0.8;
/// Cells a column must have for its neighbours to speak for it.
const ENOUGH: usize = 3;
/// Facts that yield to what a neighbour says, and how far below it they fall.
const REPEATING: [&str; 2] = ["enum", "constant"];
const YIELDED: f64 = 0.05;
/// Confidence in a pair of coordinates that no header names.
const COORDINATES: f64 = 0.75;
/// How far from its salts a digest may stand, and confidence that it is a password's: more than in a digest alone.
const SALT_WITHIN: usize = 2;
const SALTED: f64 = 0.93;
/// What a neighbour lifts a candidate to: over the bar, under what speaks for itself.
const LIFTED: f64 = 0.6;
/// What a neighbour adds to a candidate that stands by itself already.
const CONFIRMED: f64 = 0.3;

/// Lets sure columns speak for those beside them. Columns that have a header naming something else, and facts of whole
/// columns, are left alone.
pub(super) fn weigh(columns: &mut [Column]) {
    let sure: Vec<Option<&'static str>> = columns
        .iter()
        .map(|column| column.best().filter(|best| best.confidence >= 0.6).map(|b| b.field_type.id))
        .collect();
    for at in 0..columns.len() {
        let Some(column) = columns.get_mut(at) else { continue };
        if column.best().is_some_and(is_settled) {
            continue;
        }
        for rule in RULES {
            let from = at.saturating_sub(rule.within);
            let to = sure.len().min(at + rule.within + 1);
            let near = |group: &&[&str]| {
                (from..to)
                    .filter(|&other| other != at)
                    .find_map(|other| sure[other].filter(|id| group.contains(id)))
            };
            // An address has one town: beside it, another list of places is of something else.
            if rule.field_type == "city" && near(&&["city"][..]).is_some() {
                continue;
            }
            let neighbours: Option<Vec<_>> = rule.beside.iter().map(near).collect();
            if let Some(&[neighbour, ..]) = neighbours.as_deref() {
                lift(column, rule, neighbour);
            }
        }
    }
    phones(columns, &sure);
    salted(columns);
    coordinates(columns);
}

/// A bare digest beside a column of salts is a password's. Only a header gives salts, and none may name the digests.
fn salted(columns: &mut [Column]) {
    let Some(password) = by_id("password-hash") else { return };
    let is = |column: &Column, id: &str| column.best().is_some_and(|best| best.field_type.id == id);
    let salts: Vec<bool> = columns.iter().map(|column| is(column, "salt")).collect();
    for (at, column) in columns.iter_mut().enumerate() {
        let near = at.saturating_sub(SALT_WITHIN)..salts.len().min(at + SALT_WITHIN + 1);
        let settled = column.best().is_none_or(is_settled) || !is(column, "hex-digest");
        if !settled && salts[near].contains(&true) {
            speak(column, password, "salt", SALTED);
        }
    }
}

/// Bare ten-digit numbers in a table of contacts: nearly all of them numbers that exist, in many exchanges.
fn phones(columns: &mut [Column], sure: &[Option<&'static str>]) {
    let Some(phone) = by_id("phone") else { return };
    let Some(contact) = sure.iter().copied().flatten().find(|id| CONTACTS.contains(id)) else { return };
    for column in columns {
        let shares = column.evidence.shares_of(phone.id);
        if column.facts.dialled
            && shares.valid >= IN_PLAN
            && !column.evidence.names_another(&shares)
            && !column.best().is_some_and(is_settled)
        {
            speak(column, phone, contact, LIFTED);
        }
    }
}

fn lift(column: &mut Column, rule: &Rule, neighbour: &'static str) {
    let Some(field_type) = by_id(rule.field_type) else { return };
    let shares = column.evidence.shares_of(rule.field_type);
    if candidates::denied(field_type, &column.facts) {
        return;
    }
    // One value is no list of places, and a code of two digits is any number.
    let place_names =
        rule.field_type != "department" || (shares.told >= rule.least && column.facts.different > 1);
    if shares.valid >= rule.least && place_names && column.evidence.cells >= ENOUGH {
        // Values that speak by themselves, and were not heard because the header says something else, need no more.
        let speaks = field_type.decide.alone.is_some_and(|least| shares.tells >= least);
        let doubt = if column.evidence.names_more(&shares) && !speaks { DOUBT } else { 1.0 };
        speak(column, field_type, neighbour, LIFTED * doubt * shares.valid.sqrt());
    }
}

/// Sets a candidate over the bar, or confirms one that stands there already.
fn speak(column: &mut Column, field_type: &'static FieldType, neighbour: &'static str, lifted: f64) {
    let shares = column.evidence.shares_of(field_type.id);
    let ground = Ground::Beside(neighbour);
    for fact in column
        .candidates
        .iter_mut()
        .filter(|c| c.ground == Ground::Fact && REPEATING.contains(&c.field_type.id))
    {
        fact.confidence = fact.confidence.min(lifted - YIELDED);
    }
    match column.candidates.iter_mut().find(|candidate| candidate.field_type == field_type) {
        Some(standing) if standing.confidence >= BAR => {
            standing.confidence += (1.0 - standing.confidence) * CONFIRMED;
            standing.ground = ground;
        }
        Some(weak) => {
            weak.confidence = weak.confidence.max(lifted);
            weak.ground = ground;
        }
        None => column.candidates.push(Candidate { field_type, confidence: lifted, ground, shares }),
    }
    candidates::sort(&mut column.candidates);
}

/// Two columns of fine decimals side by side, one of them within ±90: a place on earth. Which is which is seen when one
/// exceeds ±90, or when both lie in Europe or North America; otherwise nothing is said.
fn coordinates(columns: &mut [Column]) {
    let (Some(latitude), Some(longitude)) = (by_id("latitude"), by_id("longitude")) else { return };
    for at in 1..columns.len() {
        let [left, right] = &mut columns[at - 1..=at] else { continue };
        let (Some(a), Some(b)) = (left.facts.fine, right.facts.fine) else { continue };
        if [&*left, &*right].into_iter().any(|column| column.best().is_some_and(is_settled)) {
            continue;
        }
        let apart = |latitude: Stretch, longitude: Stretch| {
            latitude.is_latitude()
                && longitude.is_longitude()
                && (!longitude.is_latitude() || latitude.is_beside(longitude))
        };
        let (latitude_first, longitude_first) = (apart(a, b), apart(b, a));
        if latitude_first {
            speak(left, latitude, "longitude", COORDINATES);
            speak(right, longitude, "latitude", COORDINATES);
        } else if longitude_first {
            speak(left, longitude, "latitude", COORDINATES);
            speak(right, latitude, "longitude", COORDINATES);
        }
    }
}

/// Whether a column needs no neighbour: its header named it, or the whole column shows what it is. That a column has
/// few values, or one, does not say what they are.
fn is_settled(best: &Candidate) -> bool {
    match best.ground {
        Ground::Named | Ground::Both => true,
        Ground::Fact => !REPEATING.contains(&best.field_type.id),
        _ => false,
    }
}
