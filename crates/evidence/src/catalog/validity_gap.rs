use dumpscope_model::Column;
use dumpscope_reference::check_digits;

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals,
    words::{grouped, percent},
};

/// Do cells that look like a type pass its full check?
pub static INDICATOR: Indicator = Indicator {
    id: "validity-gap",
    question: "Do cells that look like a type pass its full check?",
    group: Group::Format,
    doc: "Many types have an outer form and a check behind it: the numbering plan of phones, the check digits of an IBAN, \
        the list of towns. Both are measured over every row. Typed by people, a few cells in a hundred fail; made up \
        without the rule, most do. A type that was guessed wrongly gives a gap as well, so that a gap is a remark. But of \
        digits drawn at random one in ten passes a check digit and one in 97 a check modulo 97: a column that passes just so \
        often was drawn, or holds other numbers than its header says.",
    statistic: "largest looks_like − validates over the columns, over every row; for types with check digits, whether the 95 % \
        interval of validates / looks_like holds the rate of random digits",
    sources: &[
        "ISO/IEC 7812-1 annex B (Luhn, 1/10), ISO 13616 and ISO 7064 MOD 97-10 (1/97), INSEE (NIR, 1/97), GS1 (1/10)",
        "Wilson (1927), interval of a share",
        "design/indicators.md 16: some typos on real tables; 100 % valid or hardly valid on invented ones",
    ],
    limits: "A field type that does not fit the column, values of another country, cut or masked values and a list of \
        towns of another country leave the same gap. Many programs make up valid values, and a header may call any number \
        by the name of one with check digits.",
    least: 20,
    fires_on: "IBANs whose check digits were drawn: 98 % look like one, 1 % passes",
    silent_on: "phones typed by people: 99.7 % look like one, 98 % are in the numbering plan",
    ask,
};

/// Fewest values that chance is read from, and most of the interval: one that holds everything says nothing.
const LEAST_BY_CHANCE: u64 = 100;
const WIDEST: f64 = 0.15;

/// A column that passes its check as often as random digits do.
fn drawn<'a>(question: &Question<'a>) -> Option<(&'a Column, f64, f64, u64)> {
    let rate = |column: &'a Column| {
        let chance = check_digits::BY_CHANCE.iter().find(|(id, _)| *id == column.field_type)?.1;
        let n = question.table.rows.saturating_sub(column.nulls);
        let (looks, validates) = (column.looks_like?, column.validates?);
        let tried = (looks * n as f64).round();
        if !(looks >= 0.5 && validates >= 0.0 && tried >= LEAST_BY_CHANCE as f64 && n < 1 << 50) {
            return None;
        }
        let passed = (validates * n as f64).round();
        let interval = intervals::share(passed as u64, tried as u64);
        let by_chance =
            interval.low <= chance && chance <= interval.high && interval.high - interval.low <= WIDEST;
        by_chance.then_some((column, interval.estimate, chance, tried as u64))
    };
    question.table.columns.iter().filter_map(rate).max_by_key(|(.., n)| *n)
}

fn ask(question: &Question<'_>) -> Answer {
    if let Some((column, share, chance, n)) = drawn(question) {
        let scale = question.scale("validity-gap.chance");
        let statement = format!(
            "In column {}, {} of {} cells in the form of {} pass its check digits: as many as of digits drawn at random ({}).",
            column.name,
            percent(share),
            grouped(n),
            column.field_type,
            percent(chance)
        );
        return Answer { sampled: false, ..Answer::measured(share, n, &scale, statement) };
    }
    gap(question)
}

/// The widest gap, as a remark.
fn gap(question: &Question<'_>) -> Answer {
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

    #[test]
    fn check_digits_that_hold_as_often_as_of_random_digits() {
        #[track_caller]
        fn check(field_type: &str, validates: f64, rows: u64, weighs: bool) {
            let column = Column {
                field_type: field_type.into(),
                looks_like: Some(1.0),
                validates: Some(validates),
                ..Column::default()
            };
            let table = Profile { rows, columns: vec![column], ..Profile::default() };
            let answer = ask(&Question { table: &table, claim: None, tables: &[], model: Model::embedded() });
            assert_eq!(answer.log10_lr.is_some_and(|lr| lr < -0.3), weighs, "{}", answer.statement);
        }
        check("card-number", 0.1, 1_000, true);
        check("iban", 0.0103, 10_000, true);
        check("nir", 0.0, 100, true);
        // neither chance nor people: masked, cut or other numbers
        check("iban", 0.0, 10_000, false);
        check("card-number", 0.3, 1_000, false);
        check("card-number", 0.98, 1_000, false);
        check("card-number", 0.1, 99, false);
        check("phone", 0.1, 1_000, false);
    }
}
