//! Wire types: exactly what `schema/triage.schema.json` publishes, which says what each member means. They are apart
//! from the model, so that a field added there never reaches a published format by accident.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Declares structs that are written and read back strictly.
macro_rules! wire {
    ($($(#[$meta:meta])* struct $name:ident { $($(#[$inner:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $($(#[$inner])* pub(crate) $field: $kind,)* }
    )*};
}

/// What this version does not measure: always `null`.
pub(crate) type NotMeasured = ();

wire! {
    struct Document {
        schema_version: String,
        tool: Tool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        custody: Option<Custody>,
        verdict: Option<Verdict>,
        claim: Option<Claim>,
        library: Option<Vec<KnownDump>>,
        roll: NotMeasured,
        tables: Vec<Table>,
        notification: NotMeasured,
    }

    struct Tool {
        name: String,
        version: String,
        model: Option<String>,
    }

    struct Custody {
        case: String,
        inputs: Vec<Input>,
        options: Vec<String>,
        seed: u64,
        started: String,
        finished: String,
        seconds: Option<f64>,
        report_blake3: Option<String>,
    }

    struct Input {
        path: String,
        bytes: Option<u64>,
        modified: Option<String>,
        containers: Vec<String>,
        blake3: Option<String>,
        sha256: Option<String>,
        problems: Vec<String>,
    }

    struct Interval {
        low: f64,
        estimate: f64,
        high: f64,
    }

    struct Shares {
        generated: Option<Interval>,
        seen: Option<Interval>,
        rest: Option<Interval>,
    }

    struct Verdict {
        headline: String,
        one_source: Option<bool>,
        flags: Vec<String>,
        shares: Shares,
        found: Shares,
        detection_limit: Option<f64>,
        log10_lr: Log10Lr,
        strength: String,
        prior_odds: Option<f64>,
        groups: Vec<GroupWeight>,
        reasons: Vec<String>,
        limits: Vec<String>,
        next_steps: Vec<String>,
    }

    struct Log10Lr {
        real_vs_generated: Option<f64>,
        seen_vs_fresh: Option<f64>,
    }

    struct GroupWeight {
        id: String,
        log10_lr: Option<f64>,
    }

    struct Claim {
        checks: Vec<Check>,
    }

    struct Check {
        id: String,
        claimed: String,
        measured: Option<String>,
        holds: Option<bool>,
        note: String,
    }

    struct KnownDump {
        table: String,
        id: String,
        name: String,
        date: Option<String>,
        rows: u64,
        containment: Option<Interval>,
        by_key: BTreeMap<String, KeyOverlap>,
        joint_agreement: Option<Interval>,
    }

    struct KeyOverlap {
        ours: u64,
        theirs: u64,
        containment: Interval,
        n: u64,
    }

    struct Table {
        name: String,
        verdict: Option<Verdict>,
        format: String,
        dialect: Dialect,
        dialect_alternatives: Vec<String>,
        bytes: Bytes,
        rows: Option<u64>,
        repaired_rows: Option<u64>,
        rejected_rows: Option<u64>,
        people: Option<People>,
        duplicates: Duplicates,
        columns: Vec<Column>,
        sample: Sample,
        locale: Locale,
        windows: Windows,
        problems: Vec<Problem>,
        findings: Option<Vec<Finding>>,
        segments: Option<Vec<Segment>>,
        listed_rows: Option<ListedRows>,
        seen: Option<Interval>,
        timings: Option<Timings>,
        quick: Option<Quick>,
        stability: Option<Stability>,
    }

    struct Stability {
        unchanged_since: Option<f64>,
        estimates: Vec<Estimate>,
    }

    struct Estimate {
        share: Option<f64>,
        bytes: u64,
        rows: u64,
        headline: String,
        log10_lr: Option<f64>,
        generated: Option<Interval>,
    }

    struct Quick {
        from: String,
        blocks: QuickBlocks,
        bytes: QuickBytes,
        seen: QuickRows,
        rows: Option<CountInterval>,
        columns: Vec<QuickColumn>,
    }

    struct QuickBlocks {
        read: u64,
        of: Option<u64>,
        left_out: u64,
    }

    struct QuickBytes {
        read: u64,
        of: Option<u64>,
    }

    struct QuickRows {
        rows: u64,
        repaired_rows: u64,
        rejected_rows: u64,
    }

    struct CountInterval {
        low: u64,
        estimate: u64,
        high: u64,
    }

    struct QuickColumn {
        index: usize,
        nulls: Option<Interval>,
        looks_like: Option<Interval>,
        validates: Option<Interval>,
        top: Vec<QuickTop>,
    }

    struct QuickTop {
        value: String,
        share: Option<f64>,
    }

    struct Timings {
        threads: u64,
        stages: Vec<StageTime>,
        field_types: Vec<FieldTypeTime>,
    }

    struct StageTime {
        id: String,
        seconds: f64,
        of_all_threads: bool,
    }

    struct FieldTypeTime {
        field_type: String,
        columns: u64,
        seconds: f64,
    }

    struct ListedRows {
        rows: u64,
        expected_false: Option<f64>,
        most_false: Option<f64>,
        none_because: Option<String>,
    }

    struct Dialect {
        encoding: String,
        delimiter: Option<char>,
        quote: Option<char>,
        escape: Option<String>,
        header: String,
        newline: String,
        preamble_rows: u64,
    }

    struct Bytes {
        decoded: u64,
        parsed: u64,
        repaired: u64,
        rejected: u64,
        skipped: u64,
    }

    struct People {
        low: u64,
        estimate: u64,
        high: u64,
        key: String,
    }

    struct Duplicates {
        exact_rows: Option<u64>,
        near_rows: Option<u64>,
        by_key: BTreeMap<String, u64>,
        none_because: Option<String>,
    }

    struct Column {
        index: usize,
        name: String,
        field_type: String,
        confidence: f64,
        reasons: Vec<String>,
        personal: bool,
        data_class: Option<String>,
        looks_like: Option<f64>,
        validates: Option<f64>,
        nulls: Option<u64>,
        distinct: Option<Distinct>,
        alternatives: Vec<Alternative>,
        top: Vec<Top>,
        masks: Vec<Mask>,
    }

    struct Distinct {
        estimate: u64,
        error: Option<f64>,
    }

    struct Alternative {
        field_type: String,
        confidence: f64,
    }

    struct Top {
        value: String,
        count: u64,
    }

    struct Mask {
        mask: String,
        share: f64,
    }

    struct Sample {
        rows: u64,
        of: u64,
    }

    struct Locale {
        countries: Vec<LocaleShare>,
        languages: Vec<LocaleShare>,
    }

    struct LocaleShare {
        code: String,
        share: f64,
        n: u64,
        from: Vec<String>,
    }

    /// Column-wise: thousands of windows as objects would be most of the report.
    struct Windows {
        width: u64,
        rows: Vec<u64>,
        repaired: Vec<u64>,
        rejected: Vec<u64>,
        nulls: Vec<u64>,
        invalid: Vec<u64>,
        cell_bytes: Vec<u64>,
    }

    struct Problem {
        id: String,
        what: String,
        count: u64,
        first_row: u64,
        first_byte: u64,
    }

    struct Finding {
        id: String,
        group: String,
        status: String,
        standalone_log10_lr: Option<f64>,
        measured: Option<f64>,
        expected: Expected,
        n: Option<u64>,
        statement: String,
        #[serde(rename = "where")]
        places: Vec<Rows>,
        sampled: bool,
    }

    struct Expected {
        real: Option<f64>,
        generated: Option<f64>,
    }

    struct Rows {
        from_row: u64,
        to_row: u64,
    }

    struct Segment {
        from_row: u64,
        to_row: u64,
        headline: String,
        shares: Shares,
    }
}
