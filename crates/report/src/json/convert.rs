//! From the view to the wire types: names and nesting only.

use dumpscope_model::{
    CountInterval, Escape, Format, HeaderSource, Interval, Shares, StageTime, Status, Window, Windows,
};

use super::wire;
use crate::text::Text;
use crate::view::{
    CheckView, ColumnView, CustodyView, EstimateView, FindingView, KnownDumpView, LocaleShareView,
    PeopleView, ProblemView, QuickView, SegmentView, TableView, TimingsView, VerdictView, View,
};

pub(super) fn document(view: &View) -> wire::Document {
    wire::Document {
        schema_version: super::SCHEMA_VERSION.into(),
        tool: wire::Tool {
            name: "dumpscope".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            model: optional(view.model.as_ref()),
        },
        custody: Some(custody(&view.custody)),
        verdict: view.verdict.as_ref().map(verdict),
        claim: view.claim.as_ref().map(|checks| wire::Claim { checks: checks.iter().map(check).collect() }),
        library: library(&view.tables),
        roll: (),
        tables: view.tables.iter().map(table).collect(),
        notification: (),
    }
}

fn string(text: &Text) -> String {
    text.raw().to_owned()
}

fn optional(text: Option<&Text>) -> Option<String> {
    text.map(string)
}

fn strings(texts: &[Text]) -> Vec<String> {
    texts.iter().map(string).collect()
}

fn custody(custody: &CustodyView) -> wire::Custody {
    let inputs = custody.inputs.iter().map(|input| wire::Input {
        path: string(&input.path),
        bytes: input.bytes,
        modified: optional(input.modified.as_ref()),
        containers: strings(&input.containers),
        blake3: optional(input.blake3.as_ref()),
        sha256: optional(input.sha256.as_ref()),
        problems: strings(&input.problems),
    });
    wire::Custody {
        case: string(&custody.case),
        inputs: inputs.collect(),
        options: strings(&custody.options),
        seed: custody.seed,
        started: string(&custody.started),
        finished: string(&custody.finished),
        seconds: custody.seconds,
        report_blake3: None,
    }
}

fn verdict(verdict: &VerdictView) -> wire::Verdict {
    let groups = verdict.groups.iter().map(|(id, lr)| wire::GroupWeight { id: string(id), log10_lr: *lr });
    wire::Verdict {
        headline: verdict.headline.id().into(),
        one_source: verdict.one_source,
        flags: strings(&verdict.flags),
        shares: shares(&verdict.shares),
        found: shares(&verdict.found),
        detection_limit: verdict.detection_limit,
        log10_lr: wire::Log10Lr {
            real_vs_generated: verdict.real_vs_generated,
            seen_vs_fresh: verdict.seen_vs_fresh,
        },
        strength: string(&verdict.strength),
        prior_odds: verdict.prior_odds,
        groups: groups.collect(),
        reasons: strings(&verdict.reasons),
        limits: strings(&verdict.limits),
        next_steps: strings(&verdict.next_steps),
    }
}

fn shares(shares: &Shares) -> wire::Shares {
    wire::Shares {
        generated: shares.generated.map(interval),
        seen: shares.seen.map(interval),
        rest: shares.rest.map(interval),
    }
}

fn interval(share: Interval) -> wire::Interval {
    wire::Interval { low: share.low, estimate: share.estimate, high: share.high }
}

/// What known dumps share with the tables; `None` when no table was compared.
fn library(tables: &[TableView]) -> Option<Vec<wire::KnownDump>> {
    if tables.iter().all(|table| table.known.is_none()) {
        return None;
    }
    let of_table = |table: &TableView| {
        let dumps = table.known.iter().flat_map(|known| &known.dumps);
        dumps.map(|dump| known_dump(&table.name, dump)).collect::<Vec<_>>()
    };
    Some(tables.iter().flat_map(of_table).collect())
}

fn known_dump(table: &Text, dump: &KnownDumpView) -> wire::KnownDump {
    let by_key = dump.by_key.iter().map(|by| {
        let overlap = wire::KeyOverlap {
            ours: by.ours,
            theirs: by.theirs,
            containment: interval(by.containment),
            n: by.n,
        };
        (string(&by.key), overlap)
    });
    wire::KnownDump {
        table: string(table),
        id: string(&dump.id),
        name: string(&dump.name),
        date: optional(dump.date.as_ref()),
        rows: dump.rows,
        containment: dump.containment.map(interval),
        by_key: by_key.collect(),
        joint_agreement: dump.joint_agreement.map(interval),
    }
}

fn check(check: &CheckView) -> wire::Check {
    wire::Check {
        id: string(&check.id),
        claimed: string(&check.claimed),
        measured: optional(check.measured.as_ref()),
        holds: check.holds,
        note: string(&check.note),
    }
}

fn table(table: &TableView) -> wire::Table {
    let bytes = table.bytes;
    // What was counted among some of the rows only is no count of the table's.
    let counted = |count: u64| table.quick.is_none().then_some(count);
    wire::Table {
        name: string(&table.name),
        verdict: table.verdict.as_ref().map(verdict),
        format: table.format.id().into(),
        dialect: dialect(table),
        dialect_alternatives: strings(&table.dialect_alternatives),
        bytes: wire::Bytes {
            decoded: bytes.decoded,
            parsed: bytes.parsed,
            repaired: bytes.repaired,
            rejected: bytes.rejected,
            skipped: bytes.skipped,
        },
        rows: counted(table.rows),
        repaired_rows: counted(table.repaired_rows),
        rejected_rows: counted(table.rejected_rows),
        people: table.people.as_ref().map(people),
        duplicates: wire::Duplicates {
            exact_rows: table.duplicates.exact_rows,
            near_rows: table.duplicates.near_rows,
            by_key: table.duplicates.by_key.iter().map(|(key, count, _)| (string(key), *count)).collect(),
            none_because: optional(table.duplicates.none_because.as_ref()),
        },
        columns: table.columns.iter().map(column).collect(),
        sample: wire::Sample { rows: table.sample.rows, of: table.sample.of },
        locale: wire::Locale {
            countries: table.locale.countries.iter().map(locale_share).collect(),
            languages: table.locale.languages.iter().map(locale_share).collect(),
        },
        windows: windows(&table.windows),
        problems: table.problems.iter().map(problem).collect(),
        findings: table.findings.as_ref().map(|findings| findings.iter().map(finding).collect()),
        segments: table.segments.as_ref().map(|segments| segments.iter().map(segment).collect()),
        listed_rows: table.listed.as_ref().map(|listed| wire::ListedRows {
            rows: listed.rows,
            expected_false: listed.expected_false,
            most_false: listed.most_false,
            none_because: listed.none_because.map(str::to_owned),
        }),
        seen: table.known.as_ref().and_then(|known| known.seen).map(interval),
        timings: table.timings.as_ref().map(timings),
        quick: table.quick.as_ref().map(|look| quick(look, table)),
        stability: table.stability.as_ref().map(|stability| wire::Stability {
            unchanged_since: stability.unchanged_since,
            estimates: stability.estimates.iter().map(estimate).collect(),
        }),
    }
}

fn estimate(one: &EstimateView) -> wire::Estimate {
    wire::Estimate {
        share: one.share,
        bytes: one.bytes,
        rows: one.rows,
        headline: one.headline.id().into(),
        log10_lr: one.log10_lr,
        generated: one.generated.map(interval),
    }
}

fn quick(quick: &QuickView, table: &TableView) -> wire::Quick {
    let count =
        |all: CountInterval| wire::CountInterval { low: all.low, estimate: all.estimate, high: all.high };
    let column = |column: &ColumnView| {
        let all = column.quick.unwrap_or_default();
        let top = column.top.iter();
        wire::QuickColumn {
            index: column.index,
            nulls: all.nulls.map(interval),
            looks_like: all.looks_like.map(interval),
            validates: all.validates.map(interval),
            top: top.map(|top| wire::QuickTop { value: string(&top.value), share: top.share }).collect(),
        }
    };
    wire::Quick {
        from: if quick.head { "head" } else { "blocks" }.into(),
        blocks: wire::QuickBlocks { read: quick.blocks, of: quick.blocks_of, left_out: quick.left_out },
        bytes: wire::QuickBytes { read: quick.bytes, of: quick.bytes_of },
        seen: wire::QuickRows {
            rows: table.rows,
            repaired_rows: table.repaired_rows,
            rejected_rows: table.rejected_rows,
        },
        rows: quick.rows.map(count),
        columns: table.columns.iter().map(column).collect(),
    }
}

fn timings(timings: &TimingsView) -> wire::Timings {
    let stage = |one: &StageTime| wire::StageTime {
        id: one.stage.id().to_owned(),
        seconds: one.seconds,
        of_all_threads: one.stage.is_part(),
    };
    let of_type = |(field_type, columns, seconds): &(Text, u64, f64)| wire::FieldTypeTime {
        field_type: string(field_type),
        columns: *columns,
        seconds: *seconds,
    };
    wire::Timings {
        threads: timings.threads,
        stages: timings.stages.iter().map(stage).collect(),
        field_types: timings.field_types.iter().map(of_type).collect(),
    }
}

fn locale_share(one: &LocaleShareView) -> wire::LocaleShare {
    wire::LocaleShare { code: string(&one.code), share: one.share, n: one.n, from: strings(&one.from) }
}

fn people(people: &PeopleView) -> wire::People {
    wire::People { low: people.low, estimate: people.estimate, high: people.high, key: string(&people.key) }
}

/// What a format does not have is `null`: JSON lines have neither a delimiter nor a quote to choose, and one column has
/// no delimiter.
fn dialect(table: &TableView) -> wire::Dialect {
    let dialect = &table.dialect;
    let delimited = table.format == Format::Delimited;
    let escape = match dialect.escape {
        Escape::Doubled => "doubled",
        Escape::Backslash => "backslash",
    };
    let header = match dialect.header {
        HeaderSource::FirstRow => "first-row",
        HeaderSource::None => "none",
        HeaderSource::Keys => "keys",
    };
    let quote = dialect.quote.filter(|_| delimited);
    wire::Dialect {
        encoding: dialect.encoding.clone(),
        delimiter: table.delimiter().map(char::from),
        quote: quote.map(char::from),
        escape: quote.map(|_| escape.into()),
        header: header.into(),
        newline: dialect.newline.id().into(),
        preamble_rows: dialect.preamble_rows,
    }
}

fn column(column: &ColumnView) -> wire::Column {
    let alternatives = column.alternatives.iter().map(|(field_type, confidence)| wire::Alternative {
        field_type: string(field_type),
        confidence: *confidence,
    });
    let top = column.top.iter().map(|top| wire::Top { value: string(&top.value), count: top.count });
    wire::Column {
        index: column.index,
        name: string(&column.name),
        field_type: string(&column.field_type),
        confidence: column.confidence,
        reasons: strings(&column.reasons),
        personal: column.personal,
        data_class: optional(column.data_class.as_ref()),
        looks_like: column.looks_like,
        validates: column.validates,
        nulls: column.quick.is_none().then_some(column.nulls),
        distinct: column
            .quick
            .is_none()
            .then_some(wire::Distinct { estimate: column.distinct, error: column.distinct_error }),
        alternatives: alternatives.collect(),
        top: if column.quick.is_some() { Vec::new() } else { top.collect() },
        masks: column
            .masks
            .iter()
            .map(|(mask, share)| wire::Mask { mask: string(mask), share: *share })
            .collect(),
    }
}

fn windows(windows: &Windows) -> wire::Windows {
    let each = |of: fn(&Window) -> u64| windows.counts.iter().map(of).collect();
    wire::Windows {
        width: windows.width,
        rows: each(|w| w.rows),
        repaired: each(|w| w.repaired),
        rejected: each(|w| w.rejected),
        nulls: each(|w| w.nulls),
        invalid: each(|w| w.invalid),
        cell_bytes: each(|w| w.cell_bytes),
    }
}

fn problem(problem: &ProblemView) -> wire::Problem {
    wire::Problem {
        id: string(&problem.id),
        what: string(&problem.what),
        count: problem.count,
        first_row: problem.first_row,
        first_byte: problem.first_byte,
    }
}

fn finding(finding: &FindingView) -> wire::Finding {
    let status = match finding.status {
        Status::Finding => "finding",
        Status::Neutral => "neutral",
        Status::Skipped => "skipped",
    };
    let places =
        finding.places.iter().map(|(from_row, to_row)| wire::Rows { from_row: *from_row, to_row: *to_row });
    wire::Finding {
        id: string(&finding.id),
        group: string(&finding.group),
        status: status.into(),
        standalone_log10_lr: finding.log10_lr,
        measured: finding.measured,
        expected: wire::Expected { real: finding.expected_real, generated: finding.expected_generated },
        n: finding.n,
        statement: string(&finding.statement),
        places: places.collect(),
        sampled: finding.sampled,
    }
}

fn segment(segment: &SegmentView) -> wire::Segment {
    wire::Segment {
        from_row: segment.from_row,
        to_row: segment.to_row,
        headline: segment.headline.id().into(),
        shares: shares(&segment.shares),
    }
}
