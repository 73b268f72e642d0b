use dumpscope_model::{Pattern, PatternKind};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals,
    reading::{self, Reading},
    words::percent,
};

/// Do values follow from the number of their row?
pub static INDICATOR: Indicator = Indicator {
    id: "too-simple-rows",
    question: "Do people's values follow from the number of their row: counters, equal steps, lists gone through in turn?",
    group: Group::Format,
    doc: "The shortest program that fills a table writes user1, user2, user3, adds one to a phone number, or takes the \
        next name of a list and starts again at its end. Looked at are the first 4 096 rows, and only columns whose values \
        are people's own: record numbers, sorted dates and calendars count up honestly. A list gone through in turn counts \
        where the other columns of people do not come again with it: the same people in the same order are a register \
        kept over time.",
    statistic: "share of the steps from row to row: the same text with a number one more; the most frequent difference; \
        the value of one period before, steps between equal values left out",
    sources: &[
        "design/indicators.md 25: templates, low-entropy sequences, shared order across columns",
        "Knuth, The Art of Computer Programming 2, 3.3: periods and serial tests of sequences",
    ],
    limits: "Any drawing at random defeats it. Accounts that a school or a firm numbers, extensions of one switchboard and \
        a copy whose names were replaced by counters to protect people are real rows: the last is an authentic source with \
        invented content. Rows that were sorted or shuffled afterwards show nothing.",
    least: 30,
    fires_on: "500 accounts user1@example.org, user2@example.org …",
    silent_on: "customers sorted by their number, with ten test accounts at the head",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let table = question.table;
    let patterns: Vec<&Pattern> =
        table.traits.patterns.iter().filter(|p| p.n >= INDICATOR.least && p.hits <= p.n).collect();
    if table.rows <= INDICATOR.least {
        return Answer::skipped(format!("Only {} rows.", table.rows));
    }
    let readings: Vec<Reading> = patterns
        .iter()
        .filter(|one| !comes_again(&patterns, one))
        .map(|one| reading(question, one))
        .collect();
    if let Some(answer) = reading::answer(&readings) {
        return Answer { sampled: false, places: vec![(1, head(&readings))], ..answer };
    }
    if patterns.is_empty() {
        return Answer::neutral(
            "No column of people's values follows from the number of its row, as far as the head of the file shows.",
        );
    }
    Answer::remark(format!(
        "The same people come again in the same order, every {} rows: a register kept over time, or copied rows.",
        patterns.iter().map(|pattern| pattern.period).max().unwrap_or(0)
    ))
}

/// Rows that the readings rest on, from the first.
fn head(readings: &[Reading]) -> u64 {
    readings.iter().map(|reading| reading.n.saturating_add(1)).max().unwrap_or(1)
}

/// Whether a cycle is that of all cycles, two at least: people who come again as they are.
fn comes_again(patterns: &[&Pattern], one: &Pattern) -> bool {
    let cycles = || patterns.iter().filter(|other| other.kind == PatternKind::Cycle);
    one.kind == PatternKind::Cycle && cycles().count() > 1 && cycles().all(|other| other.period == one.period)
}

fn reading(question: &Question<'_>, pattern: &Pattern) -> Reading {
    let share = intervals::share(pattern.hits, pattern.n).estimate;
    let error = intervals::error(share, pattern.n);
    let scale = question.scale(&format!("{}.{}", INDICATOR.id, pattern.kind.id())).within(share, error);
    let column = pattern.column.saturating_add(1);
    let what = match pattern.kind {
        PatternKind::Counter => "is the text of the row before with a number one more or less".to_owned(),
        PatternKind::Steps => "differs from the row before by always the same step".to_owned(),
        PatternKind::Cycle => format!("is the value of {} rows before", pattern.period),
    };
    let statement = format!(
        "In {} of the first {} rows what column {column} holds {what}; people's values do that in none.",
        percent(share),
        pattern.n.saturating_add(1)
    );
    Reading { measured: share, n: pattern.n, scale, statement }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Profile, Status, Traits};

    use super::*;
    use crate::Model;
    use crate::drawing::{self, Side};

    fn pattern(kind: PatternKind, column: usize, n: u64, hits: u64, period: u64) -> Pattern {
        Pattern { kind, column, n, hits, period }
    }

    fn answer(patterns: &[Pattern], rows: u64) -> Answer {
        let table = Profile {
            rows,
            traits: Traits { patterns: patterns.to_vec(), ..Traits::default() },
            ..Profile::default()
        };
        let tables = std::slice::from_ref(&table);
        ask(&Question { table: &table, claim: None, tables, model: Model::embedded() })
    }

    #[test]
    fn what_follows_from_the_row() {
        for n in [60, 499, 4_000] {
            for one in [
                pattern(PatternKind::Counter, 1, n, n, 0),
                pattern(PatternKind::Steps, 2, n, n - n / 20, 0),
                pattern(PatternKind::Cycle, 3, n, n, 17),
            ] {
                drawing::expect(&answer(&[one], n + 1), Side::Invented, one.kind.id());
            }
        }
        let two =
            [pattern(PatternKind::Cycle, 1, 500, 500, 17), pattern(PatternKind::Cycle, 2, 500, 490, 20)];
        let found = answer(&two, 520);
        drawing::expect(&found, Side::Invented, "two lists");
        assert_eq!(found.places, [(1, 501)]);
    }

    #[test]
    fn the_same_people_again() {
        let two =
            [pattern(PatternKind::Cycle, 1, 500, 500, 40), pattern(PatternKind::Cycle, 2, 500, 500, 40)];
        let found = answer(&two, 540);
        drawing::expect(&found, Side::Neither, "a register");
        assert_eq!(found.status, Status::Finding);
    }

    #[test]
    fn nothing_follows() {
        drawing::expect(&answer(&[], 1_000), Side::Neither, "people");
        drawing::expect(&answer(&[], 30), Side::Skipped, "few rows");
        drawing::expect(&answer(&[pattern(PatternKind::Counter, 0, 29, 29, 0)], 900), Side::Neither, "short");
    }
}
