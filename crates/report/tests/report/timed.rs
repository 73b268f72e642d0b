//! A fixture: where the time of a table went.

use dumpscope_model::{FieldTypeTime, Stage, StageTime, Timings};

/// A pass of two threads over two columns of e-mails and one of towns.
pub fn timings() -> Timings {
    let stages = [
        (Stage::Plan, 0.05),
        (Stage::Pass, 9.5),
        (Stage::Read, 2.25),
        (Stage::Wait, 0.125),
        (Stage::Columns, 14.0),
        (Stage::Rows, 2.5),
        (Stage::Keys, 0.75),
        (Stage::Traits, 0.25),
    ];
    let of_type = |id: &str, columns, seconds| FieldTypeTime { field_type: id.into(), columns, seconds };
    Timings {
        threads: 2,
        stages: stages.map(|(stage, seconds)| StageTime { stage, seconds }).to_vec(),
        field_types: vec![of_type("email", 2, 9.0), of_type("city", 1, 5.0)],
    }
}
