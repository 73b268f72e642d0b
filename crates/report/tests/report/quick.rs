//! A quick look, from blocks and from a first part.

use dumpscope_model::{CountInterval, Duplicates, Interval, Profile, Quick, QuickColumn, SampleInfo, Triage};

use crate::fixtures;

/// The judged customers as a quick look sees them.
pub fn looked_at() -> Triage {
    let triage = fixtures::judged();
    let tables = triage.tables.into_iter().map(|table| from_blocks(&table)).collect();
    Triage { tables, ..triage }
}

fn from_blocks(table: &Profile) -> Profile {
    let around =
        |estimate: f64| Some(Interval { low: estimate * 0.98, estimate, high: estimate.mul_add(0.98, 0.02) });
    let columns = table.columns.iter().map(|column| QuickColumn {
        nulls: around(column.nulls as f64 / table.rows.max(1) as f64),
        looks_like: column.looks_like.and_then(around),
        validates: column.validates.and_then(around),
    });
    let quick = Quick {
        head: false,
        blocks: 510,
        blocks_of: Some(64_545),
        left_out: 2,
        bytes: 66_846_720,
        bytes_of: Some(8_460_000_000),
        rows: Some(CountInterval { low: 86_812_345, estimate: 87_001_234, high: 87_190_123 }),
        columns: columns.collect(),
    };
    Profile {
        rows: 687_412,
        repaired_rows: 12,
        rejected_rows: 3,
        people: None,
        duplicates: Duplicates::default(),
        sample: SampleInfo { rows: 50_000, of: 687_412 },
        columns: table
            .columns
            .iter()
            .map(|column| dumpscope_model::Column { nulls: column.nulls / 127, ..column.clone() })
            .collect(),
        quick: Some(quick),
        ..table.clone()
    }
}

/// The same of a packed file.
pub fn first_part() -> Triage {
    let looked_at = looked_at();
    let head = |table: Profile| {
        let columns = table.columns.iter().map(|_| QuickColumn::default()).collect();
        let quick = Quick { head: true, blocks: 512, bytes: 67_108_811, columns, ..Quick::default() };
        Profile { quick: Some(quick), ..table }
    };
    Triage { tables: looked_at.tables.into_iter().map(head).collect(), ..looked_at }
}
