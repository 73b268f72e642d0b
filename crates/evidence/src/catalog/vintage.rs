use dumpscope_reference::dated;

use crate::{
    days,
    indicator::{Answer, Group, Indicator, Question},
    words::{counted, list},
};

/// Since when can the table have been taken?
pub static INDICATOR: Indicator = Indicator {
    id: "vintage",
    question: "What is the earliest day the table can have been taken, and does the claim fit it?",
    group: Group::Claim,
    doc: "Dates of sign-ups and orders, years of birth, mail providers that began on a known day, regions and communes renamed, \
        numbering plans that changed: each says that some cells were written on that day or later. The latest of them is a \
        lower bound for the day the table was taken; there is no upper one. A claim that lies before it does not hold, and \
        one that lies long after it is remarked. It says nothing of real against invented rows: no weight.",
    statistic: "latest of: the newest day of a column of times, its last hundredth left out; 1 January of the newest year of \
        birth met three times; the first day of each dated fact that at least three cells bear",
    sources: &[
        "the kept list of dated facts, each with who announced it (`reference::dated`)",
        "design/method.md: the day a table was taken is not decidable beyond a lower bound",
    ],
    limits: "Dates to come (terms, appointments) push the bound past the day; a claim's day of posting cuts them. Old data can \
        be written anew with new names of regions. Few facts are listed, so that a table of ten years may bear one of five.",
    least: 3,
    fires_on: "a table said to be from 2020 in which forty addresses are at a provider that opened in 2022",
    silent_on: "customers whose newest order is the day before the claim's",
    ask,
};

/// Facts named at most.
const NAMED: usize = 3;

/// A lower bound and what says so.
struct Bound {
    day: i64,
    why: String,
}

fn ask(question: &Question<'_>) -> Answer {
    let mut bounds = bounds(question);
    bounds.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.why.cmp(&b.why)));
    let Some(latest) = bounds.first() else {
        return Answer::skipped("Nothing in the table is dated.");
    };
    let Some(date) = days::date(latest.day) else {
        return Answer::skipped("Nothing in the table is dated.");
    };
    let whys: Vec<&str> = bounds.iter().take(NAMED).map(|bound| bound.why.as_str()).collect();
    let said = format!("Not taken before {date}: {}.", list(&whys));
    let claimed = question.claim.and_then(|claim| claim.taken.as_deref().or(claim.posted.as_deref()));
    let Some((first, last)) = claimed.and_then(days::bounds) else {
        return Answer { sampled: true, ..Answer::neutral(said) };
    };
    let (Some(first), Some(last)) = (days::number(&first), days::number(&last)) else {
        return Answer { sampled: true, ..Answer::neutral(said) };
    };
    let answer = if latest.day > last {
        Answer::remark(format!("{said} That is after the day the claim gives."))
    } else if first - latest.day > question.model.rule.stale_days {
        let old = counted((first - latest.day).unsigned_abs(), "day", "days");
        Answer::remark(format!(
            "{said} The day the claim gives is {old} later: it may be older than it is said to be."
        ))
    } else {
        Answer::neutral(format!("{said} The claim fits that."))
    };
    Answer { measured: Some((first - latest.day) as f64), sampled: true, ..answer }
}

fn bounds(question: &Question<'_>) -> Vec<Bound> {
    let traits = &question.table.traits;
    let posted = question
        .claim
        .and_then(|claim| claim.posted.as_deref())
        .and_then(days::bounds)
        .and_then(|(_, last)| days::number(&last));
    let times = traits.rhythms.iter().filter(|rhythm| rhythm.n >= INDICATOR.least).filter_map(|rhythm| {
        let name = question.table.columns.get(rhythm.column).map_or("a column of times", |c| c.name.as_str());
        let day = rhythm.span.1;
        let past = posted.is_none_or(|posted| day <= posted);
        Some(Bound { day, why: format!("{name} reaches {}", days::date(day)?) }).filter(|_| past)
    });
    let births = traits.births.iter().filter_map(|births| {
        let (year, _) = births.years.iter().rev().find(|(_, n)| *n >= INDICATOR.least)?;
        let day = days::number(&format!("{year:04}-01-01"))?;
        (1900..2100).contains(year).then(|| Bound { day, why: format!("people born in {year}") })
    });
    let facts = traits.dated.iter().filter(|(_, n)| *n >= INDICATOR.least).filter_map(|(id, n)| {
        let fact = dated::by_id(id)?;
        let cells = counted(*n, "cell", "cells");
        Some(Bound {
            day: days::number(fact.since)?,
            why: format!("{cells} with {id} (since {}: {})", fact.since, fact.what),
        })
    });
    times.chain(births).chain(facts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;
    use dumpscope_model::{Births, Claim, Profile, Rhythm, Status, Traits};

    #[track_caller]
    fn check(dated: &[(&str, u64)], newest: Option<&str>, taken: &str, expect: Status, says: &str) {
        let rhythm = |day: &str| Rhythm {
            n: 100,
            span: (0, days::number(day).unwrap_or_default()),
            ..Rhythm::default()
        };
        let traits = Traits {
            dated: dated.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect(),
            rhythms: newest.map(rhythm).into_iter().collect(),
            ..Traits::default()
        };
        let table = Profile { traits, ..Profile::default() };
        let claim = Claim { taken: Some(taken.to_owned()), ..Claim::default() };
        let answer =
            ask(&Question { table: &table, claim: Some(&claim), tables: &[], model: Model::embedded() });
        assert_eq!((answer.status, answer.log10_lr), (expect, None), "{}", answer.statement);
        assert!(answer.statement.contains(says), "{}", answer.statement);
    }

    #[test]
    fn a_bound_after_the_claim_or_long_before_it_is_remarked() {
        check(&[("proton.me", 40)], None, "2020", Status::Finding, "2022-05-25");
        check(&[("proton.me", 40)], None, "2022-09-01", Status::Neutral, "fits");
        check(&[("proton.me", 2)], None, "2020", Status::Skipped, "dated");
        check(&[("outlook.com", 40)], Some("2024-09-15"), "2024-09-16", Status::Neutral, "2024-09-15");
        check(&[("outlook.com", 40)], Some("2019-03-01"), "2024-09-16", Status::Finding, "older");
        check(&[("no-such-fact", 40)], None, "2020", Status::Skipped, "dated");
    }

    #[test]
    fn dates_to_come_are_cut_by_the_day_of_posting() {
        let day = |day: &str| days::number(day).unwrap_or_default();
        let rhythms = vec![
            Rhythm { n: 50, span: (0, day("2031-01-01")), ..Rhythm::default() },
            Rhythm { n: 50, span: (0, day("2024-05-01")), ..Rhythm::default() },
        ];
        let births = Births { n: 9, years: vec![(1980, 5), (2006, 4), (2019, 1)], ..Births::default() };
        let traits = Traits { rhythms, births: Some(births), ..Traits::default() };
        let table = Profile { traits, ..Profile::default() };
        let claim = Claim { posted: Some("2024-05-03".into()), ..Claim::default() };
        let answer =
            ask(&Question { table: &table, claim: Some(&claim), tables: &[], model: Model::embedded() });
        assert!(answer.statement.contains("Not taken before 2024-05-01"), "{}", answer.statement);
        assert!(answer.statement.contains("born in 2006"), "{}", answer.statement);
        assert_eq!(answer.status, Status::Neutral);
    }
}
