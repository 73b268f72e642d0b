//! From evidence to ranked candidates.

use dumpscope_fields::{FieldType, Group, by_id};

use super::{
    BAR,
    evidence::{Evidence, Shares},
    facts::{Facts, Pattern},
};

/// Least plainness of a header that counts as naming a type. Below, it only mentions it.
const NAMES: f64 = 0.45;
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
/// Types whose values belong to one person or one door: a few values that come back many times are not theirs.
const IDENTIFYING: [&str; 6] = ["full-name", "email", "phone", "street-address", "company", "username"];

/// How a candidate came to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// The header names it and the values allow it.
    Named,
    /// The values alone.
    Alone,
    /// Both.
    Both,
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
    let plain = types.iter().zip(&evidence.shares).filter(|(t, s)| names(t, s) && s.named >= PLAINLY);
    let plain: Vec<&FieldType> = plain.map(|(t, _)| *t).collect();
    let header_speaks =
        types.iter().zip(&evidence.shares).any(|(t, s)| t.group != Group::Generic && names(t, s));
    let mut ranked: Vec<Candidate> = types
        .iter()
        .zip(&evidence.shares)
        .filter_map(|(t, &shares)| {
            let mut named = if names(t, &shares) { named_confidence(&shares) } else { 0.0 };
            if t.decide.alone.is_some() && shares.valid < DISBELIEVED && evidence.cells >= DISBELIEVED_CELLS {
                named *= 0.6;
            }
            let mut alone = alone_confidence(t, &shares);
            if shares.named < NAMES {
                alone *= match t.group {
                    // Numbers and text are what is left when nothing is named.
                    Group::Generic if header_speaks => 0.6,
                    Group::Generic => 1.0,
                    _ if t.decide.specificity >= UNMISTAKABLE => 1.0,
                    // The header speaks of something else the values allow, or of nothing known.
                    _ if !plain.is_empty() => 0.6,
                    _ if evidence.has_header => 0.85,
                    _ => 1.0,
                };
            }
            if facts.pattern.repeats() && IDENTIFYING.contains(&t.id) {
                alone *= 0.6;
            }
            let ground = match (named > 0.0, alone >= BAR) {
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

/// Whether the header names the type and the values do not say otherwise.
fn names(t: &FieldType, shares: &Shares) -> bool {
    shares.named >= NAMES && shares.looks > 0.0 && shares.looks >= t.decide.named
}

fn named_confidence(shares: &Shares) -> f64 {
    shares.named * (0.55 + 0.2 * shares.looks + 0.2 * shares.valid)
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
    let named = best(|c| c.ground != Ground::Alone && c.field_type.group != Group::Generic);
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
