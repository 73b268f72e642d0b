use crate::indicator::{Answer, Group, Indicator, Question};
use crate::words::{grouped, percent};

/// How do rows repeat?
pub static INDICATOR: Indicator = Indicator {
    id: "duplicate-structure",
    question: "How many rows repeat, word for word and once normalised?",
    group: Group::Format,
    doc: "A table taken from one system repeats few rows. Lists put together from several sources, or stretched to look \
        larger, repeat many; where rows repeat only once capitals, blanks and separators are evened out, they came through \
        different hands. A remark and no weight: exports and joins repeat rows for honest reasons.",
    statistic: "near_rows / rows, and (near_rows − exact_rows) / rows, over every row",
    sources: &["design/indicators.md 20: few repeats on real tables; many, or exactly none, on others"],
    limits: "Says nothing of why. Tables of events repeat by nature; a table whose ids were made anew hides its repeats.",
    least: 100,
    fires_on: "a list stretched to twice its length by copying rows",
    silent_on: "customers with a handful of double entries",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let table = question.table;
    if table.rows < INDICATOR.least {
        return Answer::skipped(format!("Only {} rows.", table.rows));
    }
    let duplicates = &table.duplicates;
    let Some(near) = duplicates.near_rows.or(duplicates.exact_rows) else {
        let why = if duplicates.no_room.is_some() { ": their keys had no room" } else { "" };
        return Answer::skipped(format!("Whole rows were not compared{why}."));
    };
    let share = (near as f64 / table.rows as f64).min(1.0);
    let exact = duplicates.exact_rows.unwrap_or(0).min(near);
    let statement = if near == 0 {
        format!("None of the {} rows repeats.", grouped(table.rows))
    } else {
        format!(
            "{} of the rows repeat an earlier one: {} word for word, {} once capitals, blanks and separators are evened out.",
            percent(share),
            grouped(exact),
            grouped(near - exact)
        )
    };
    let answer = if share >= question.model.rule.repeats {
        Answer::remark(statement)
    } else {
        Answer::neutral(statement)
    };
    Answer { measured: Some(share), n: Some(table.rows), ..answer }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;
    use dumpscope_model::{Duplicates, Profile, Status};

    #[track_caller]
    fn check(rows: u64, exact: Option<u64>, near: Option<u64>, expect: Status) {
        let duplicates = Duplicates { exact_rows: exact, near_rows: near, by_key: Vec::new(), no_room: None };
        let table = Profile { rows, duplicates, ..Profile::default() };
        let answer = ask(&Question { table: &table, claim: None, tables: &[], model: Model::embedded() });
        assert_eq!(answer.status, expect, "{}", answer.statement);
    }

    #[test]
    fn many_repeats_are_remarked() {
        check(10_000, Some(5_000), Some(5_100), Status::Finding);
        check(10_000, Some(0), Some(900), Status::Finding);
        check(10_000, Some(30), Some(77), Status::Neutral);
        check(10_000, Some(0), Some(0), Status::Neutral);
        check(10_000, None, None, Status::Skipped);
        check(10, Some(9), Some(9), Status::Skipped);
        check(100, Some(u64::MAX), Some(u64::MAX), Status::Finding);
    }
}
