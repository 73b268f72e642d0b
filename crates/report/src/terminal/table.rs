//! One table: how it is read, its columns, what repeats, what went wrong.

use dumpscope_model::{Escape, Format, HeaderSource, Interval, Newline};

use super::first::{GAP, bytes_text, people_text, weight};
use super::known;
use super::paint::width;
use super::quick;
use super::stability::stability;
use super::{Block, Cell, Head, Ink, TerminalOptions, draw, put, wrap};
use crate::number::{JOINT, counted, grouped, percent, percent_whole, plus_minus, span};
use crate::text::{Text, screen};
use crate::view::{ColumnView, FindingView, LocaleShareView, QuickColumnView, Stretch, TableView, View};

/// Values or shapes named per column.
const MOST_NAMED: usize = 3;
/// Dialects named that lost.
const MOST_ALTERNATIVES: usize = 2;
/// Problems listed.
const MOST_PROBLEMS: usize = 20;
/// Countries and languages named; the JSON has them all.
const MOST_OF_LOCALE: usize = 4;
/// Field types whose time is given; the JSON has them all.
const MOST_TIMED: usize = 12;
/// Segments listed.
const MOST_SEGMENTS: usize = 20;

/// One table. An `only` table leaves out what the first screen said already.
pub(super) fn section(table: &TableView, only: bool, options: &TerminalOptions, out: &mut String) {
    let pen = options.pen();
    title(table, options, out);
    let mut block = Block { out, pen, room: options.room(), labels: 10 };
    block.say("Read as", &dialect(table));
    for alternative in table.dialect_alternatives.iter().take(MOST_ALTERNATIVES) {
        block.say("not as", &alternative.screen());
    }
    if !only {
        stability(table, &mut block);
        block.say("Rows", &quick::table_rows(table));
        repeats(table, &mut block);
        if let Some(people) = &table.people {
            block.say("People", &people_text(people));
        }
        block.say("Bytes", &bytes_text(&table.bytes, table.accounted));
    }
    locale(table, &mut block);
    if let Some(known) = &table.known {
        known::section(known, &mut block);
    }
    strips(&table.strip, &mut block);
    columns(table, options, block.out);
    problems(table, options, block.out);
    segments(table, options, block.out);
    listed(table, options, block.out);
    timings(table, options, block.out);
    findings(table, options, block.out);
}

fn title(table: &TableView, options: &TerminalOptions, out: &mut String) {
    let name = table.name.screen();
    let name = if name.is_empty() { "(no name)".to_owned() } else { name };
    let facts =
        format!("{} × {}", quick::how_many(table), counted(table.columns.len() as u64, "column", "columns"));
    let name = super::paint::fit(&name, options.room().saturating_sub(width(&facts) + 10));
    let rule = options.room().saturating_sub(width(&name) + width(&facts) + 6);
    let pen = options.pen();
    let line =
        [pen.ink(Ink::Dim, "──"), pen.ink(Ink::Bold, &name), pen.ink(Ink::Dim, &"─".repeat(rule)), facts];
    put(out, 0, "");
    put(out, 0, &line.join(" "));
}

/// `delimited text in UTF-8, cells apart by ";", …`.
fn dialect(table: &TableView) -> String {
    let dialect = &table.dialect;
    let mut parts = Vec::new();
    match table.format {
        Format::Delimited => {
            parts.push(format!("delimited text in {}", dialect.encoding));
            parts.push(table.delimiter().map_or_else(
                || "one column".into(),
                |delimiter| format!("cells apart by {}", byte_name(delimiter)),
            ));
            parts.push(match (dialect.quote, dialect.escape) {
                (None, _) => "no quotes".into(),
                (Some(quote), Escape::Doubled) => format!("quotes {}", byte_name(quote)),
                (Some(quote), Escape::Backslash) => format!("quotes {} with backslashes", byte_name(quote)),
            });
        }
        Format::Ndjson => parts.push(format!("one JSON value per line in {}", dialect.encoding)),
    }
    parts.push(match dialect.newline {
        Newline::Lf => "lines end in LF".into(),
        Newline::CrLf => "lines end in CR LF".into(),
        Newline::Cr => "lines end in CR".to_owned(),
        Newline::Mixed => "lines end in LF, CR LF and CR in turn".into(),
    });
    parts.push(match dialect.header {
        HeaderSource::FirstRow => "column names from the first row".into(),
        HeaderSource::None => "no header: columns are named by number".into(),
        HeaderSource::Keys => "column names from the keys".into(),
    });
    if dialect.preamble_rows > 0 {
        parts.push(format!("{} before that left aside", counted(dialect.preamble_rows, "line", "lines")));
    }
    parts.join(", ")
}

fn byte_name(byte: u8) -> String {
    match byte {
        b'\t' => "tab".into(),
        b' ' => "space".into(),
        _ => format!("`{}`", screen(&char::from(byte).to_string())),
    }
}

pub(super) fn repeats(table: &TableView, block: &mut Block<'_>) {
    let duplicates = &table.duplicates;
    let with_share = |count: u64, share: Option<f64>| match share {
        Some(share) if count > 0 => format!("{} ({})", grouped(count), percent(share)),
        _ => grouped(count),
    };
    let mut parts = Vec::new();
    if let Some(count) = duplicates.exact_rows {
        parts.push(format!("{} equal an earlier row", with_share(count, duplicates.exact_share)));
    }
    if let Some(count) = duplicates.near_rows {
        parts.push(format!("{} once every cell is normalised", with_share(count, duplicates.near_share)));
    }
    if parts.is_empty() && table.quick.is_some() {
        parts.push("not counted by a quick look: rows that repeat lie apart".into());
    } else if let Some(why) = &duplicates.none_because {
        parts.push(why.screen());
    } else if parts.is_empty() {
        parts.push("whole rows not compared".into());
    }
    block.say("Repeats", &parts.join(", "));
    let keys: Vec<String> = duplicates
        .by_key
        .iter()
        .map(|(key, count, share)| format!("{} {}", key.screen(), with_share(*count, *share)))
        .collect();
    if !keys.is_empty() {
        block.say("", &format!("rows whose key occurred before: {}", keys.join(", ")));
    }
}

/// `FR 97.3 %, BE 2.7 % by phone, postcode; language fr 98.0 % by header`; nothing where nothing tells.
fn locale(table: &TableView, block: &mut Block<'_>) {
    let said = |shares: &[LocaleShareView]| {
        let listed: Vec<String> = shares
            .iter()
            .take(MOST_OF_LOCALE)
            .map(|one| format!("{} {}", one.code.screen(), percent(one.share)))
            .collect();
        let from: Vec<String> =
            shares.first().map_or_else(Vec::new, |one| one.from.iter().map(Text::screen).collect());
        format!("{} by {}", listed.join(", "), from.join(", "))
    };
    let parts = [("", &table.locale.countries), ("language ", &table.locale.languages)];
    let told: Vec<String> = parts
        .iter()
        .filter(|(_, shares)| !shares.is_empty())
        .map(|(what, shares)| format!("{what}{}", said(shares)))
        .collect();
    if !told.is_empty() {
        block.say("Locale", &told.join("; "));
    }
}

type ShareOf = fn(&Stretch) -> Option<f64>;

/// Draws what changes along the file; a flat zero draws nothing.
fn strips(strip: &[Stretch], block: &mut Block<'_>) {
    const KINDS: [(&str, ShareOf); 3] =
        [("empty", |s| s.null_share), ("failing", |s| s.invalid_share), ("broken", |s| s.broken_share)];
    let mut label = "Start→end";
    for (name, of) in KINDS {
        let shares: Vec<Option<f64>> = strip.iter().map(of).collect();
        let known = || shares.iter().flatten().copied();
        let (low, high) = (known().fold(1.0, f64::min), known().fold(0.0, f64::max));
        if high > 0.0 {
            let bars: String = shares.iter().map(|share| bar(*share, high)).collect();
            let range = if percent(low) == percent(high) { percent(high) } else { span(low, high) };
            block.say(label, &format!("{bars} {name}{JOINT}{range}"));
            label = "";
        }
    }
}

fn bar(share: Option<f64>, high: f64) -> char {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    match share {
        None => '\u{a0}',
        Some(share) => BARS[((share / high * 7.0).round() as usize).min(7)],
    }
}

const COLUMNS: [Head; 8] = [
    Head::number("#\u{a0}\u{a0}", 0),
    Head::text("column", 12, 0),
    Head::text("field type", 12, 0),
    Head::number("sure", 5),
    Head::number("looks\nlike", 4),
    Head::number("validates", 1),
    Head::number("empty", 2),
    Head::number("distinct", 3),
];
const MOST_FREQUENT: Head = Head::text("most frequent", 16, 6);

fn columns(table: &TableView, options: &TerminalOptions, out: &mut String) {
    if table.columns.is_empty() {
        return;
    }
    let mut heads = COLUMNS.to_vec();
    heads.push(MOST_FREQUENT);
    let rows: Vec<Vec<Cell>> = table.columns.iter().take(options.max_columns).map(column).collect();
    out.push('\n');
    let dropped = draw(&heads, &rows, options.room(), options.pen(), out);
    let mut notes = Vec::new();
    let left_out = table.columns.len().saturating_sub(options.max_columns);
    if left_out > 0 {
        notes.push(format!("{} not listed here", counted(left_out as u64, "more column", "more columns")));
    }
    if !dropped.is_empty() {
        notes.push(format!("a wider terminal also shows: {}", dropped.join(", ")));
    }
    note(&notes.join("; "), options, out);
}

fn column(column: &ColumnView) -> Vec<Cell> {
    let rate =
        |rate: Option<f64>| rate.map_or_else(|| Cell::new(Ink::Dim, "–"), |rate| Cell::plain(percent(rate)));
    let spanned = |estimate: Option<f64>, of: fn(&QuickColumnView) -> Option<Interval>| {
        let all = column.quick.as_ref().and_then(of);
        all.map_or_else(|| rate(estimate), |all| Cell::plain(narrow(all)))
    };
    let unknown = column.field_type.raw() == "unknown";
    let named = if column.name.raw().is_empty() {
        Cell::new(Ink::Dim, "(no name)")
    } else {
        Cell::new(Ink::Name, column.name.screen())
    };
    let gap = matches!((column.looks_like, column.validates), (Some(l), Some(v)) if l - v >= GAP);
    let mut validates = spanned(column.validates, |quick| quick.validates);
    if gap {
        validates.ink = Ink::Warn;
    }
    vec![
        // A joint, not a space, holds the place of the mark.
        Cell::new(
            Ink::Dim,
            format!("{}{JOINT}{}", column.index + 1, if column.personal { '•' } else { JOINT }),
        ),
        named,
        Cell::new(if unknown { Ink::Dim } else { Ink::Plain }, column.field_type.screen()),
        Cell::new(Ink::Dim, percent_whole(column.confidence)),
        spanned(column.looks_like, |quick| quick.looks_like),
        validates,
        spanned(column.null_share, |quick| quick.nulls),
        if column.quick.is_some() { Cell::new(Ink::Dim, "–") } else { Cell::plain(distinct(column)) },
        Cell::new(Ink::Dim, most_frequent(column)),
    ]
}

/// An interval as one cell; one figure where both ends are said alike.
fn narrow(share: Interval) -> String {
    if percent(share.low) == percent(share.high) {
        percent(share.estimate)
    } else {
        span(share.low, share.high)
    }
}

fn distinct(column: &ColumnView) -> String {
    let count = grouped(column.distinct);
    match column.distinct_error {
        Some(0.0) => count,
        Some(error) => format!("{count} {}", plus_minus(error)),
        None => format!("{count} ±?"),
    }
}

/// Values where the type is not personal, masked shapes otherwise.
fn most_frequent(column: &ColumnView) -> String {
    let named = |text: &Text, share: Option<f64>| match share {
        Some(share) => format!("{} {}", text.screen(), percent(share)),
        None => text.screen(),
    };
    let parts: Vec<String> = if column.top.is_empty() {
        column.masks.iter().take(MOST_NAMED).map(|(mask, share)| named(mask, Some(*share))).collect()
    } else {
        column.top.iter().take(MOST_NAMED).map(|top| named(&top.value, top.share)).collect()
    };
    parts.join(", ")
}

fn problems(table: &TableView, options: &TerminalOptions, out: &mut String) {
    if table.problems.is_empty() {
        return;
    }
    let heads = [
        Head::number("records", 0),
        Head::text("what was met, and what was done", 24, 0),
        Head::number("first at row", 1),
        Head::number("byte", 2),
    ];
    let rows: Vec<Vec<Cell>> = table
        .problems
        .iter()
        .take(MOST_PROBLEMS)
        .map(|problem| {
            vec![
                Cell::new(Ink::Warn, grouped(problem.count)),
                Cell::plain(problem.what.screen()),
                Cell::plain(grouped(problem.first_row)),
                Cell::new(Ink::Dim, grouped(problem.first_byte)),
            ]
        })
        .collect();
    out.push('\n');
    draw(&heads, &rows, options.room(), options.pen(), out);
    left_out(table.problems.len(), MOST_PROBLEMS, "kind of problem", "kinds of problem", options, out);
}

fn segments(table: &TableView, options: &TerminalOptions, out: &mut String) {
    let Some(segments) = table.segments.as_ref().filter(|segments| !segments.is_empty()) else { return };
    let heads = [
        Head::number("from row", 0),
        Head::number("to row", 0),
        Head::text("looks", 12, 0),
        Head::number("seen before", 2),
        Head::number("generated", 1),
    ];
    let share = |share: Option<dumpscope_model::Interval>| {
        share.map_or("not known".to_owned(), |share| percent(share.estimate))
    };
    let rows: Vec<Vec<Cell>> = segments
        .iter()
        .take(MOST_SEGMENTS)
        .map(|segment| {
            vec![
                Cell::plain(grouped(segment.from_row)),
                Cell::plain(grouped(segment.to_row)),
                Cell::new(Ink::Bold, segment.headline.id()),
                Cell::plain(share(segment.shares.seen)),
                Cell::plain(share(segment.shares.generated)),
            ]
        })
        .collect();
    out.push('\n');
    draw(&heads, &rows, options.room(), options.pen(), out);
    left_out(segments.len(), MOST_SEGMENTS, "segment", "segments", options, out);
}

fn listed(table: &TableView, options: &TerminalOptions, out: &mut String) {
    let Some(listed) = &table.listed else { return };
    let text = match (listed.expected_false, listed.none_because) {
        (Some(share), _) => format!(
            "{} by number; about {} of them are expected to be real",
            counted(listed.rows, "row", "rows"),
            percent(share)
        ),
        (None, Some(why)) => format!("no rows: {why}"),
        (None, None) => "no rows".to_owned(),
    };
    out.push('\n');
    Block { out, pen: options.pen(), room: options.room(), labels: 10 }.say("Listed", &text);
}

/// Where the time went: stages, then field types.
fn timings(table: &TableView, options: &TerminalOptions, out: &mut String) {
    let Some(timings) = &table.timings else { return };
    let share = |seconds: f64| format!("{seconds:.3} s");
    let on_the_clock = timings.stages.iter().filter(|one| !one.stage.is_part());
    let stages: Vec<String> =
        on_the_clock.map(|one| format!("{} {}", one.stage.id(), share(one.seconds))).collect();
    let parts = timings.stages.iter().filter(|one| one.stage.is_part());
    let parts: Vec<String> = parts.map(|one| format!("{} {}", one.stage.id(), share(one.seconds))).collect();
    let types =
        timings.field_types.iter().map(|(id, _, seconds)| format!("{} {}", id.screen(), share(*seconds)));
    let types: Vec<String> = types.take(MOST_TIMED).collect();
    out.push('\n');
    let mut block = Block { out, pen: options.pen(), room: options.room(), labels: 10 };
    block.say("Time", &stages.join(", "));
    let threads = counted(timings.threads, "thread", "threads");
    block.say("", &format!("in the pass, all of {threads} together: {}", parts.join(", ")));
    if !types.is_empty() {
        block.say("", &format!("columns by field type: {}", types.join(", ")));
    }
}

fn findings(table: &TableView, options: &TerminalOptions, out: &mut String) {
    let Some(findings) = table.findings.as_ref().filter(|findings| !findings.is_empty()) else { return };
    out.push('\n');
    let mut label = "Findings";
    let mut block = Block { out, pen: options.pen(), room: options.room(), labels: 10 };
    for finding in findings {
        let (mark, ink) = match (finding.status, finding.weight()) {
            (dumpscope_model::Status::Skipped, _) => ("–", Ink::Dim),
            (_, Some(lr)) if lr > 0.0 => ("▲", Ink::Good),
            (_, Some(_)) => ("▼", Ink::Bad),
            _ => ("·", Ink::Dim),
        };
        block.mark(label, mark, ink, &finding_text(finding));
        label = "";
    }
}

fn finding_text(finding: &FindingView) -> String {
    let mut text = format!("{}: {}", finding.id.screen(), finding.statement.screen());
    if let Some(n) = finding.n {
        let sampled = if finding.sampled { ", sampled" } else { "" };
        text = format!("{text} (n = {}{sampled})", grouped(n));
    }
    if let Some(lr) = finding.weight() {
        text = format!("{text} · {}", weight(lr));
    }
    if let Some((from, to)) = finding.places.first() {
        let more = finding.places.len() - 1;
        let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
        text = format!("{text} · rows {}–{}{tail}", grouped(*from), grouped(*to));
    }
    text
}

fn left_out(all: usize, shown: usize, one: &str, many: &str, options: &TerminalOptions, out: &mut String) {
    let more = all.saturating_sub(shown) as u64;
    if more > 0 {
        let kind = if more == 1 { one } else { many };
        note(&format!("{} more {kind} in the JSON report", grouped(more)), options, out);
    }
}

fn note(text: &str, options: &TerminalOptions, out: &mut String) {
    for line in wrap(text, options.room().saturating_sub(4)) {
        put(out, 2, &options.pen().ink(Ink::Dim, &format!("… {line}")));
    }
}

/// What the words and marks of the tables mean, once for all of them.
pub(super) fn legend(view: &View, options: &TerminalOptions, out: &mut String) {
    if view.tables.iter().all(|table| table.columns.is_empty()) {
        return;
    }
    let sample = match &view.tables[..] {
        [table] if table.sample.of > 0 => {
            format!("a sample of {} of {} rows", grouped(table.sample.rows), grouped(table.sample.of))
        }
        _ => "a sample of each table's rows".to_owned(),
    };
    let strip = if view.tables.iter().any(|table| !table.strip.is_empty()) {
        " Start→end: share of empty cells, of cells failing their full check, of records repaired or rejected, along \
         the file."
    } else {
        ""
    };
    let counts = if view.totals.estimated.is_some() {
        "all else is of the rows read"
    } else {
        "all else counts every row"
    };
    let text = format!(
        "• personal: values are never shown, only their shapes (a letter, 9 digit, • hidden). looks like, validates: \
         share of the cells that are not empty with the outer form of the type, and passing its full check. \
         ± one relative standard error; a number without it is exact.{strip} Shapes are from {sample}; {counts}."
    );
    put(out, 0, "");
    for line in wrap(&text, options.room().saturating_sub(2)) {
        put(out, 2, &options.pen().ink(Ink::Dim, &line));
    }
}
