//! Why, in plain words.

use super::{
    candidates::{Candidate, Ground},
    evidence::Evidence,
    facts::{Facts, Pattern},
};

/// A header this plain is worth contradicting aloud.
const CONTRADICTED: f64 = 0.9;

/// The reasons for a decision; `None` is unknown.
pub(super) fn of(best: Option<&Candidate>, evidence: &Evidence, facts: &Facts) -> Vec<String> {
    let mut reasons = Vec::new();
    let cells = evidence.cells;
    match best {
        None if facts.pattern == Pattern::Empty => reasons.push("no cell holds anything".into()),
        None => reasons.push(format!("no type fits enough of {cells} sampled cells")),
        Some(candidate) => {
            let shares = &candidate.shares;
            reasons.push(match candidate.ground {
                Ground::Fact => fact(candidate.field_type.id, facts),
                Ground::Named | Ground::Both if shares.named >= CONTRADICTED => "the header names it".into(),
                Ground::Named | Ground::Both => "the header mentions it".into(),
                Ground::Mentioned => "the header may mean it, and the values bear it out".into(),
                Ground::Alone => "the values speak for it by themselves".into(),
                Ground::Beside(neighbour) => format!("it stands beside a column of {neighbour}"),
                Ground::Weak => "nothing else comes nearer".into(),
            });
            if candidate.ground != Ground::Fact {
                let (looks, valid) = (percent(shares.looks), percent(shares.valid));
                reasons.push(format!("of {cells} sampled cells {valid} are valid, {looks} look like it"));
            }
        }
    }
    for (t, shares) in evidence.types.types().iter().zip(&evidence.shares) {
        let chosen = best.is_some_and(|candidate| candidate.field_type == *t);
        if !chosen && cells > 0 && shares.named >= CONTRADICTED && shares.looks < t.decide.named {
            reasons.push(format!(
                "the header says {}, but {} of the cells look like it",
                t.id,
                percent(shares.looks)
            ));
        }
    }
    reasons
}

fn fact(id: &str, facts: &Facts) -> String {
    match id {
        "empty" => "no cell holds anything".into(),
        "constant" => format!("one value in all {} sampled cells", facts.cells),
        "row-number" => "whole numbers that count the rows".into(),
        _ => format!("{} different values in {} sampled cells", facts.different, facts.cells),
    }
}

fn percent(share: f64) -> String {
    match share * 100.0 {
        all if all >= 100.0 => "all".into(),
        none if none <= 0.0 => "none".into(),
        most if most > 99.5 => "over 99 %".into(),
        some => format!("{some:.0} %"),
    }
}
