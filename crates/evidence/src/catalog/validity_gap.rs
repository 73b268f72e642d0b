use dumpscope_model::Column;

use crate::indicator::{Answer, Group, Indicator, Question};
use crate::words::percent;

/// Do cells that look like a type pass its full check?
pub static INDICATOR: Indicator = Indicator {
    id: "validity-gap",
    question: "Do cells that look like a type pass its full check?",
    group: Group::Format,
    doc: "Many types have an outer form and a check behind it: the numbering plan of phones, the check digits of an IBAN, \
        the list of towns. Both are measured over every row. Typed by people, a few cells in a hundred fail; made up \
        without the rule, most do. A type that was guessed wrongly gives a gap as well, so this is a remark and no weight.",
    statistic: "largest looks_like − validates over the columns, over every row",
    sources: &[
        "design/indicators.md 16: some typos on real tables; 100 % valid or hardly valid on invented ones",
    ],
    limits: "A field type that does not fit the column, values of another country, cut or masked values and a list of \
        towns of another country leave the same gap. Many programs make up valid values.",
    least: 20,
    fires_on: "IBANs whose check digits were drawn: 98 % look like one, 1 % passes",
    silent_on: "phones typed by people: 99.7 % look like one, 98 % are in the numbering plan",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let filled = |column: &&Column| question.table.rows.saturating_sub(column.nulls) >= INDICATOR.least;
    let gap = |column: &Column| {
        let gap = column.looks_like? - column.validates?;
        gap.is_finite().then_some(gap)
    };
    let gaps = question.table.columns.iter().filter(filled).filter_map(|column| Some((gap(column)?, column)));
    let Some((most, column)) = gaps.max_by(|a, b| a.0.total_cmp(&b.0)) else {
        return Answer::skipped(format!(
            "No column holds {} values of a type that can be checked.",
            INDICATOR.least
        ));
    };
    let n = Some(question.table.rows.saturating_sub(column.nulls));
    let (looks, validates) =
        (percent(column.looks_like.unwrap_or(0.0)), percent(column.validates.unwrap_or(0.0)));
    let answer = if most < question.model.rule.validity_gap {
        Answer::neutral(format!(
            "In no column do many cells look like their type and fail its check; the widest gap is {} points, in column {}.",
            points(most),
            column.name
        ))
    } else {
        Answer::remark(format!(
            "In column {}, {looks} of the cells look like {} and {validates} pass its check.",
            column.name, column.field_type
        ))
    };
    Answer { measured: Some(most), n, ..answer }
}

fn points(gap: f64) -> String {
    format!("{:.1}", 100.0 * gap.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;
    use dumpscope_model::{Profile, Status};

    #[track_caller]
    fn check(looks: f64, validates: f64, rows: u64, expect: Status) {
        let column = Column { looks_like: Some(looks), validates: Some(validates), ..Column::default() };
        let table = Profile { rows, columns: vec![column], ..Profile::default() };
        let answer = ask(&Question { table: &table, claim: None, tables: &[], model: Model::embedded() });
        assert_eq!(answer.status, expect, "{}", answer.statement);
        assert_eq!(answer.log10_lr, None);
    }

    #[test]
    fn a_gap_is_remarked() {
        check(0.98, 0.01, 1_000, Status::Finding);
        check(0.997, 0.98, 1_000, Status::Neutral);
        check(0.98, 0.01, 19, Status::Skipped);
        check(f64::NAN, 0.01, 1_000, Status::Skipped);
    }
}
