//! Some rows of a table, judged by themselves.

use dumpscope_model::{ApartKind, Column, Profile, RowsApart, Status, Traits};

use super::{ask_all, groups};
use crate::indicator::{Group, Question};

/// What rows are by themselves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alone {
    /// log10 ratio, real against invented, before any cap; 0 where no group could look.
    pub(crate) log10_lr: f64,
    /// Whether that stands without the group that says most.
    pub(crate) stands: bool,
    /// What says most against people, in words.
    pub(crate) most: Option<String>,
}

/// Judges rows that stand apart, and the others. What every row was counted for is of the table, not of a part, and is left out;
/// how cells are written says nothing of rows that were told by it.
pub(crate) fn alone(question: &Question<'_>, part: &RowsApart) -> (Alone, Alone) {
    let by_writing = matches!(part.kind, ApartKind::Written(_) | ApartKind::Empty(_));
    let columns: Vec<Column> = question
        .table
        .columns
        .iter()
        .map(|column| Column {
            index: column.index,
            name: column.name.clone(),
            field_type: column.field_type.clone(),
            confidence: column.confidence,
            ..Column::default()
        })
        .collect();
    let judged = |traits: &Traits, sampled: u64| {
        let rows = (sampled as f64 / part.of.max(1) as f64 * question.table.rows as f64).round() as u64;
        let table = Profile {
            name: question.table.name.clone(),
            rows,
            columns: columns.clone(),
            locale: question.table.locale.clone(),
            traits: Traits { apart: Vec::new(), ..traits.clone() },
            ..Profile::default()
        };
        let tables = std::slice::from_ref(&table);
        let mut asked = ask_all(&Question { table: &table, claim: None, tables, model: question.model });
        asked.retain(|one| one.answer.status != Status::Skipped);
        asked.retain(|one| !(by_writing && one.indicator.group == Group::Format));
        let voices = groups::voices(&asked, question.model);
        let weight = |lr: Option<f64>| lr.filter(|lr| *lr < 0.0);
        let most = asked
            .iter()
            .filter(|one| one.indicator.group.weighs() && weight(one.answer.log10_lr).is_some())
            .min_by(|a, b| a.answer.log10_lr.unwrap_or(0.0).total_cmp(&b.answer.log10_lr.unwrap_or(0.0)));
        Alone {
            log10_lr: groups::sum(&voices).unwrap_or(0.0),
            stands: groups::stands_without_any(&voices, question.model.rule.without_any),
            most: most.map(|one| one.answer.statement.clone()),
        }
    };
    let others = part.others.as_ref().unwrap_or(&question.table.traits);
    (judged(&part.traits, part.sampled), judged(others, part.of.saturating_sub(part.sampled)))
}
