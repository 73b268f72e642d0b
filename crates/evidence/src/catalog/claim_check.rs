use crate::claim;
use crate::indicator::{Answer, Group, Indicator, Question};
use crate::words::{counted, list};

/// Does the file bear out what is claimed of it?
pub static INDICATOR: Indicator = Indicator {
    id: "claim-check",
    question: "Does the file bear out what is claimed of it?",
    group: Group::Claim,
    doc: "Rows, people, columns said to be there or not to be there, countries and dates of the claim are held against what \
        was measured over the whole dump. A claim that does not hold says something of the claim, and nothing of whether \
        the people are real: no weight.",
    statistic: "points of the claim contradicted / points that can be decided",
    sources: &["design/cases.md: published claims of 12 to 87 million records that did not hold"],
    limits: "What was handed in may be an excerpt of what is claimed. Whether it was sold before is judged from known dumps, \
        after this.",
    least: 1,
    fires_on: "87 million people claimed of a file with 7 000",
    silent_on: "a notice that names the columns and the number of rows the file has",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let Some(claim) = question.claim else { return Answer::skipped("No claim was given.") };
    let checks = claim::check(claim, question.tables, question.model);
    // Decided by the verdict, which is not there yet.
    let decided: Vec<_> =
        checks.iter().filter(|check| check.holds.is_some() && check.id != "never-sold").collect();
    if decided.is_empty() {
        return Answer::skipped("No point of the claim can be decided from the file.");
    }
    let broken: Vec<&str> =
        decided.iter().filter(|check| check.holds == Some(false)).map(|check| check.id.as_str()).collect();
    let points = counted(decided.len() as u64, "point", "points");
    let measured = Some(broken.len() as f64 / decided.len() as f64);
    let answer = if broken.is_empty() {
        Answer::neutral(format!("The claim holds on the {points} that the file decides."))
    } else {
        Answer::remark(format!(
            "Of {points} of the claim that the file decides, {} not hold: {}.",
            does(broken.len()),
            list(&broken)
        ))
    };
    Answer { measured, n: Some(decided.len() as u64), ..answer }
}

fn does(n: usize) -> String {
    format!("{n} {}", if n == 1 { "does" } else { "do" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;
    use dumpscope_model::{Claim, Profile, Status};

    #[track_caller]
    fn check(rows: Option<u64>, expect: Status) {
        let tables = [Profile { rows: 7_000, ..Profile::default() }];
        let claim = Claim { rows, ..Claim::default() };
        let answer = ask(&Question {
            table: &tables[0],
            claim: Some(&claim),
            tables: &tables,
            model: Model::embedded(),
        });
        assert_eq!(answer.status, expect, "{}", answer.statement);
    }

    #[test]
    fn a_claim_that_does_not_hold_is_remarked() {
        check(Some(87_000_000), Status::Finding);
        check(Some(7_000), Status::Neutral);
        check(None, Status::Skipped);
    }
}
