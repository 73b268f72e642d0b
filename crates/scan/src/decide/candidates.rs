//! From evidence to ranked candidates.

use dumpscope_fields::{FieldType, Group, by_id};

use super::{
    BAR,
    evidence::{Evidence, Shares},
    facts::{Facts, Pattern},
};

/// Least plainness of a header that counts as naming a type. Below, it only mentions it.
pub(super) const NAMES: f64 = 0.45;
/// Least confidence by a header at which numbers and text step back.
const SPEAKS: f64 = 0.4;
/// Least plainness of a header that counts at all, if the values nearly speak by themselves.
pub(super) const MENTIONS: f64 = 0.25;
/// Part of a type's own threshold from which its values nearly speak.
const NEARLY: f64 = 0.9;
/// Divisions of countries and countries: lists that a header's word must be borne out by, most of the cells not being on
/// them, when another list explains the cells.
const DIVISIONS: [&str; 3] = ["country", "department", "region"];
const BORNE_OUT: f64 = 0.5;
const EXPLAINED: f64 = 0.8;
/// Lists of places that people are named after.
const PLACES: [&str; 2] = ["city", "region"];
/// A header that says this much means it.
const PLAINLY: f64 = 0.9;
/// Specificity from which a check speaks louder than a header: check digits, unmistakable syntax.
const UNMISTAKABLE: u8 = 90;
/// Part of a type's own threshold at which it stays a candidate for its neighbours to lift.
const LIFTABLE: f64 = 0.55;

/// Valid cells below which a header that names a type with a list or a checksum is not believed, from this many cells on:
/// the outer form of a word is anybody's.
const DISBELIEVED: f64 = 0.03;
const DISBELIEVED_CELLS: usize = 40;
/// As many cells of which none at all is valid say the same.
const NONE_CELLS: usize = 8;
/// Lists that cannot be complete, and the share of cells that must at least have the form of what they hold.
const OPEN_LISTS: [&str; 4] = ["full-name", "first-name", "last-name", "city"];
const FORMED: f64 = 0.95;
/// Specificity from which a type's check is a list, a strict form or a checksum, which says more than its outer form.
const STRICT: u8 = 60;
/// Types whose values belong to one person or one door: a few values that come back many times are not theirs.
const IDENTIFYING: [&str; 7] =
    ["full-name", "email", "phone", "full-address", "street-address", "organisation", "username"];

/// Types whose values are no names, whatever stands in them.
const NO_NAMES: [&str; 4] = ["full-address", "street-address", "address-line", "phone"];

/// How a candidate came to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// The header names it and the values allow it.
    Named,
    /// The values alone.
    Alone,
    /// Both.
    Both,
    /// The header only mentions it, among much else; the values bear it out.
    Mentioned,
    /// A fact of the whole column.
    Fact,
    /// The values come near, and a neighbour speaks for it.
    Beside(&'static str),
    /// The values come near; not enough.
    Weak,
}

/// A type a column may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) field_type: &'static FieldType,
    pub(super) confidence: f64,
    pub(super) ground: Ground,
    pub(super) shares: Shares,
}

/// Every candidate, surest first.
pub(super) fn rank(evidence: &Evidence, facts: &Facts) -> Vec<Candidate> {
    let types = evidence.types.types();
    let plain = types.iter().zip(&evidence.shares).filter(|(t, s)| allows(t, s) && s.named >= PLAINLY);
    let plain: Vec<&FieldType> = plain.map(|(t, _)| *t).collect();
    let speaks = |t: &FieldType, s: &Shares| s.named >= NAMES && by_header(t, s, evidence) >= SPEAKS;
    let places = PLACES.iter().any(|id| tells(by_id(id), evidence));
    let header_speaks =
        types.iter().zip(&evidence.shares).any(|(t, s)| t.group != Group::Generic && speaks(t, s));
    let mut ranked: Vec<Candidate> = types
        .iter()
        .zip(&evidence.shares)
        .filter_map(|(t, &shares)| {
            let mut named = by_header(t, &shares, evidence);
            let mut alone = alone_confidence(t, &shares);
            if denied(t, facts) || (evidence.names_another(&shares) && is_anything(t, facts, places)) {
                (named, alone) = (0.0, 0.0);
            }
            // Where one type is named in full, another that is merely mentioned (`fecha` in `fecha de nacimiento`) speaks
            // no louder than one that is not.
            if shares.named < MENTIONS || (!plain.is_empty() && shares.named < PLAINLY) {
                alone *= match t.group {
                    // Numbers and text are what is left when nothing is named.
                    Group::Generic if header_speaks => 0.6,
                    Group::Generic => 1.0,
                    _ if t.decide.specificity >= UNMISTAKABLE => 1.0,
                    // The header speaks of something else the values allow, or of nothing known.
                    _ if !plain.is_empty() => 0.6,
                    // Keys that count on from a thousand million are in the range of times.
                    Group::Time if evidence.of_keys => 0.6,
                    _ if evidence.has_header => 0.85,
                    _ => 1.0,
                };
            }
            if evidence.of_names && NO_NAMES.contains(&t.id) && shares.named < MENTIONS {
                alone *= 0.6;
            }
            if facts.pattern.repeats() && IDENTIFYING.contains(&t.id) {
                alone *= 0.6;
                if shares.named < NAMES && named > 0.0 {
                    (named, alone) = (0.0, alone * 0.85);
                }
            }
            let ground = match (named > 0.0, alone >= BAR) {
                (true, _) if shares.named < NAMES => Ground::Mentioned,
                (true, true) => Ground::Both,
                (true, false) => Ground::Named,
                (false, true) => Ground::Alone,
                (false, false) => Ground::Weak,
            };
            let confidence = (1.0 - (1.0 - named) * (1.0 - alone)).min(0.99);
            (confidence > 0.0).then_some(Candidate { field_type: t, confidence, ground, shares })
        })
        .collect();
    ranked.extend(of_facts(&ranked, facts));
    sort(&mut ranked);
    ranked
}

/// Confidence by the header, as far as the cells bear it out.
fn by_header(t: &FieldType, shares: &Shares, evidence: &Evidence) -> f64 {
    // A word for many things is heard where the values nearly speak by themselves.
    let nearly = t.decide.alone.is_none_or(|least| shares.tells >= least * NEARLY);
    if shares.named < MENTIONS || !allows(t, shares) || (shares.named < NAMES && !nearly) {
        return 0.0;
    }
    // A header that says more than the type's name must be borne out by some cells, whatever the type's check.
    let telling = t.decide.alone.is_some() && t.group != Group::Generic;
    let checked = is_strict(t) || (shares.named < PLAINLY && telling);
    let disbelieved =
        checked && is_disbelieved(shares, evidence.cells) && !is_of_an_open_list(t, shares, evidence);
    let doubted = disbelieved || is_any_number(t, shares) || is_another_list(t, shares, evidence);
    named_confidence(t, shares) * if doubted { 0.6 } else { 1.0 }
}

/// Surest first; of equals the more specific, then the order of the registry.
pub(super) fn sort(candidates: &mut Vec<Candidate>) {
    candidates.sort_by(|a, b| {
        let specificity = |c: &Candidate| c.field_type.decide.specificity;
        b.confidence.total_cmp(&a.confidence).then(specificity(b).cmp(&specificity(a)))
    });
    let mut seen: Vec<&str> = Vec::new();
    candidates.retain(|candidate| {
        let new = !seen.contains(&candidate.field_type.id);
        seen.push(candidate.field_type.id);
        new
    });
}

/// Whether the values allow what the header says.
fn allows(t: &FieldType, shares: &Shares) -> bool {
    shares.looks > 0.0 && shares.looks >= t.decide.named
}

/// Whether the type's check tells more than the outer form does.
const fn is_strict(t: &FieldType) -> bool {
    t.decide.alone.is_some() && t.decide.specificity >= STRICT
}

fn is_disbelieved(shares: &Shares, cells: usize) -> bool {
    (shares.valid < DISBELIEVED && cells >= DISBELIEVED_CELLS) || (shares.valid <= 0.0 && cells >= NONE_CELLS)
}

/// Whether the header plainly says a name or a town, and all cells have the form of one: no list of these is complete, and
/// a table of another country, or of towns that do not exist, is one of names and towns all the same.
fn is_of_an_open_list(t: &FieldType, shares: &Shares, evidence: &Evidence) -> bool {
    // Whatever is of two words has the form of a full name.
    let known = t.id != "full-name" || evidence.may_be_people;
    OPEN_LISTS.contains(&t.id) && shares.named >= PLAINLY && shares.looks >= FORMED && known
}

/// Whether a header only mentions a department and all its cells are numbers of a few digits: districts, ranks and counts
/// are numbered alike.
fn is_any_number(t: &FieldType, shares: &Shares) -> bool {
    t.id == "department" && shares.named < PLAINLY && shares.told <= 0.0
}

/// Whether a header names a list of places, and the cells are another list's (a `county` filled with towns).
fn is_another_list(t: &FieldType, shares: &Shares, evidence: &Evidence) -> bool {
    let explains = |(other, s): (&&FieldType, &Shares)| {
        **other != *t && other.group == Group::Contact && is_strict(other) && s.valid >= EXPLAINED
    };
    DIVISIONS.contains(&t.id)
        && shares.valid < BORNE_OUT
        && evidence.types.types().iter().zip(&evidence.shares).any(explains)
}

/// Whether the values speak for a type by themselves.
fn tells(t: Option<&FieldType>, evidence: &Evidence) -> bool {
    t.is_some_and(|t| t.decide.alone.is_some_and(|least| evidence.shares_of(t.id).tells >= least))
}

/// Whether values that speak for the type may be anything where the header speaks of something else: `F` and `M`, digits in
/// groups of three, three and four, rooms and centres, and towns and regions, unless an address stands beside them. Names
/// that are places as well are no people's then.
fn is_anything(t: &FieldType, facts: &Facts, places: bool) -> bool {
    match t.id {
        "sex" => facts.letters,
        "phone" => facts.grouped,
        "address-line" | "city" | "region" => true,
        "first-name" | "last-name" => places,
        _ => false,
    }
}

/// What the whole column speaks against, whatever its cells: numbers that begin with a year are counted by year, and
/// where blocks and crossings stand among addresses, something happened there.
pub(super) fn denied(t: &FieldType, facts: &Facts) -> bool {
    match t.id {
        "postcode" => facts.dated,
        "street-address" | "full-address" => facts.spots,
        _ => false,
    }
}

/// A plain header needs no more than cells that look like the type. One that says it among other things needs valid
/// cells, where the type has a check that can tell.
fn named_confidence(t: &FieldType, shares: &Shares) -> f64 {
    if shares.named >= PLAINLY || !is_strict(t) {
        shares.named * (0.55 + 0.2 * shares.looks + 0.2 * shares.valid)
    } else {
        shares.named * (0.4 + 0.15 * shares.looks + 0.4 * shares.valid)
    }
}

/// From 0.5 for what is left to 0.95 for what cannot be mistaken; under 0.45 when the type's threshold is not reached.
fn alone_confidence(t: &FieldType, shares: &Shares) -> f64 {
    let Some(least) = t.decide.alone else { return 0.0 };
    if shares.tells < least * LIFTABLE {
        return 0.0;
    }
    if shares.tells < least {
        return 0.45 * shares.tells / least;
    }
    let over = if least < 1.0 { (shares.tells - least) / (1.0 - least) } else { 1.0 };
    (0.5 + 0.0045 * f64::from(t.decide.specificity)) * (0.9 + 0.1 * over.min(1.0))
}

/// Candidates that a whole column gives.
fn of_facts(others: &[Candidate], facts: &Facts) -> Vec<Candidate> {
    let best = |keep: fn(&Candidate) -> bool| {
        others.iter().filter(|c| keep(c)).map(|c| c.confidence).fold(0.0, f64::max)
    };
    let named =
        best(|c| matches!(c.ground, Ground::Named | Ground::Both) && c.field_type.group != Group::Generic);
    let telling = best(|c| c.field_type.group != Group::Generic);
    let boolean = best(|c| c.field_type.id == "boolean");
    let mut found = Vec::new();
    let mut add = |id: &str, confidence: f64| {
        if let Some(field_type) = by_id(id) {
            found.push(Candidate { field_type, confidence, ground: Ground::Fact, shares: Shares::default() });
        }
    };
    match facts.pattern {
        Pattern::Empty => add("empty", 0.99),
        Pattern::Constant if named < BAR && telling < 0.75 && boolean < BAR => add("constant", 0.9),
        Pattern::Numbered if named < BAR => add("row-number", 0.9),
        Pattern::Binary if named < BAR => add("boolean", 0.75),
        Pattern::Constant | Pattern::Binary | Pattern::Few if telling < BAR => add("enum", 0.7),
        _ => {}
    }
    found
}
