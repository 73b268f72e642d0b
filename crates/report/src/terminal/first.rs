//! The first screen.

use dumpscope_model::{Headline, Interval, Shares, strength_word};

use super::quick;
use super::stability::stability;
use super::table::repeats;
use super::{Block, Ink, TerminalOptions, put, wrap};
use crate::number::{Rounding, counted, duration, grouped, percent, rough, size, span};
use crate::view::{CheckView, ColumnView, FindingView, PeopleView, TableView, Totals, VerdictView, View};

/// Findings shown for each direction.
const STRONGEST: usize = 3;
/// Things worth a look shown.
const MOST_WATCHED: usize = 6;
/// A column is worth a look when at least this share of its cells looks like the type and fails its full check.
pub(super) const GAP: f64 = 0.1;

pub(super) fn screen(view: &View, options: &TerminalOptions, out: &mut String) {
    let pen = options.pen();
    masthead(view, options, out);
    match &view.verdict {
        Some(verdict) => headline(verdict, options, out),
        None => not_judged(options, out),
    }
    let mut block = Block { out, pen, room: options.room(), labels: 10 };
    quick::said(view, &mut block);
    if let Some(verdict) = &view.verdict {
        shares(verdict, &mut block);
        reasons(view, verdict, &mut block);
    }
    measured(view, &mut block);
    watch(view, &mut block);
    if let Some(claim) = &view.claim {
        checks(claim, &mut block);
    }
    if let Some(verdict) = &view.verdict {
        bullets("Limits", &verdict.limits, &mut block);
        bullets("Next", &verdict.next_steps, &mut block);
    }
}

fn masthead(view: &View, options: &TerminalOptions, out: &mut String) {
    let totals = &view.totals;
    let all = totals.input_bytes.filter(|_| totals.estimated.is_none());
    let mut read = size(all.unwrap_or(totals.bytes.decoded));
    if let Some(seconds) = view.custody.seconds {
        read = format!("{read} read in {}", duration(seconds));
    }
    let case = view.custody.case.screen();
    let mut parts = vec![format!("dumpscope {}", env!("CARGO_PKG_VERSION"))];
    if !case.is_empty() {
        parts.push(case);
    }
    let rows = match totals.estimated {
        None => counted(totals.rows, "row", "rows"),
        Some(None) => format!("at least {}", counted(totals.rows, "row", "rows")),
        Some(Some(all)) => format!("about {}", counted(all.estimate, "row", "rows")),
    };
    parts.push(format!("{rows}, {read}"));
    let bytes = match (totals.accounted, totals.estimated) {
        (true, None) => "every byte accounted for",
        (true, Some(_)) => "A QUICK LOOK",
        (false, _) => "BYTES DO NOT ADD UP",
    };
    parts.push(bytes.replace(' ', "\u{a0}"));
    for (at, line) in wrap(&parts.join(" · "), options.room()).iter().enumerate() {
        put(out, 0, &options.pen().ink(if at == 0 { Ink::Bold } else { Ink::Plain }, line));
    }
    put(out, 0, "");
}

fn not_judged(options: &TerminalOptions, out: &mut String) {
    let text = "This version measures what a dump holds. It does not judge yet whether the people in it are real, \
                invented or already in circulation.";
    banner("NOT JUDGED YET", Ink::Bold, text, options, out);
}

fn headline(verdict: &VerdictView, options: &TerminalOptions, out: &mut String) {
    let (ink, text) = match verdict.headline {
        Headline::Recycled => (Ink::Warn, "these records were already in circulation"),
        Headline::Fabricated => (Ink::Bad, "a program invented these rows"),
        Headline::Mixed => (Ink::Warn, "several kinds of rows, with the shares below"),
        Headline::Authentic => (Ink::Good, "real people, apparently one source, origin unproven"),
        Headline::Insufficient => (Ink::Bold, "the file alone does not decide"),
    };
    let mut text = text.to_owned();
    let strength = verdict.strength.screen();
    if !strength.is_empty() {
        text = format!("{text} · evidence: {strength}");
    }
    banner(&verdict.headline.id().to_uppercase(), ink, &text, options, out);
}

/// `  WORD   text`, the text hanging beside the word.
fn banner(word: &str, ink: Ink, text: &str, options: &TerminalOptions, out: &mut String) {
    let indent = word.len() + 5;
    for (at, line) in wrap(text, options.room().saturating_sub(indent)).iter().enumerate() {
        if at == 0 {
            put(out, 2, &format!("{}   {line}", options.pen().ink(ink, word)));
        } else {
            put(out, indent, line);
        }
    }
}

fn shares(verdict: &VerdictView, block: &mut Block<'_>) {
    // What was found, or that nothing was; what besides cannot be ruled out is said with it, or among the limits.
    let none = verdict.found.generated.filter(|found| found.low <= 0.0);
    let of = &verdict.found;
    let indent = 2 + 3 + 13;
    let known = |share: Option<Interval>| vec![share.map_or("not known".into(), interval)];
    let found = || {
        let mut lines = known(of.generated);
        let high = |shares: &Shares| shares.generated.map_or(0.0, |share| share.high);
        if high(&verdict.shares) > high(of) {
            lines.push(format!(
                "more, of another making, cannot be ruled out: up to {}",
                percent(high(&verdict.shares))
            ));
        }
        lines
    };
    let told = |_: Interval| wrap(&none_found(verdict), block.room.saturating_sub(indent));
    let parts = [
        ("seen before", "├─", known(of.seen)),
        ("generated", "├─", none.map_or_else(found, told)),
        ("the rest", "└─", known(of.rest)),
    ];
    for (name, branch, lines) in parts {
        let branch = block.pen.ink(Ink::Dim, branch);
        for (at, line) in lines.iter().enumerate() {
            if at == 0 {
                put(block.out, 2, &format!("{branch} {name:<13}{line}"));
            } else {
                put(block.out, indent, line);
            }
        }
    }
    let source = match verdict.one_source {
        Some(true) => "The rest looks like one source.",
        Some(false) => "The rest does not look like one source.",
        None => "",
    };
    let flags: Vec<String> = verdict.flags.iter().map(crate::text::Text::screen).collect();
    block.out.push('\n');
    block.say("Source", source);
    block.say("Flags", &flags.join(", "));
}

/// That nothing was found, and from which share on it would have been.
fn none_found(verdict: &VerdictView) -> String {
    let limit = verdict.detection_limit.map(percent);
    let limit =
        limit.map_or_else(String::new, |limit| format!("; of a making we can see, {limit} would show"));
    format!("none found{limit}")
}

fn interval(share: Interval) -> String {
    format!("{:>7}  ({})", percent(share.estimate), span(share.low, share.high))
}

/// Why, in the verdict's own words, then the strongest findings for each direction.
fn reasons(view: &View, verdict: &VerdictView, block: &mut Block<'_>) {
    let mut findings: Vec<(f64, &FindingView)> = view
        .tables
        .iter()
        .flat_map(|table| table.findings.iter().flatten())
        .filter_map(|finding| Some((finding.weight()?, finding)))
        .collect();
    findings.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let strongest = |real: bool| -> Vec<(f64, &FindingView)> {
        findings.iter().filter(|(lr, _)| (*lr > 0.0) == real).take(STRONGEST).copied().collect()
    };
    let (real, invented) = (strongest(true), strongest(false));
    // What is quoted with its weight below is not said twice.
    let quoted = |reason: &crate::text::Text| {
        real.iter().chain(&invented).any(|(_, finding)| {
            let statement = finding.statement.raw();
            !statement.is_empty() && reason.raw().ends_with(statement)
        })
    };
    let why: Vec<crate::text::Text> =
        verdict.reasons.iter().filter(|reason| !quoted(reason)).cloned().collect();
    bullets("Why", &why, block);
    for (label, mark, ink, strongest) in
        [("Real", "▲", Ink::Good, real), ("Invented", "▼", Ink::Bad, invented)]
    {
        for (at, (lr, finding)) in strongest.into_iter().enumerate() {
            let text = format!("{} · {}", finding.lead().screen(), weight(lr));
            block.mark(if at == 0 { label } else { "" }, mark, ink, &text);
        }
    }
}

/// `strong (10^3.4)`.
pub(crate) fn weight(log10_lr: f64) -> String {
    format!("{}\u{a0}(10^{:.1})", strength_word(log10_lr), log10_lr.abs())
}

fn bullets(label: &str, texts: &[crate::text::Text], block: &mut Block<'_>) {
    for (at, text) in texts.iter().enumerate() {
        block.mark(if at == 0 { label } else { "" }, "·", Ink::Dim, &text.screen());
    }
}

/// What was measured over all tables.
fn measured(view: &View, block: &mut Block<'_>) {
    let totals = &view.totals;
    block.out.push('\n');
    if let [table] = &view.tables[..] {
        stability(table, block);
    }
    block.say("Rows", &quick::rows_text(totals));
    match &view.tables[..] {
        [] => {}
        [table] => repeats(table, block),
        many => block.say("Tables", &tables(many)),
    }
    match &totals.people {
        Some((at, people)) if view.tables.len() > 1 => {
            let table = view.tables[*at].name.screen();
            block.say("People", &format!("{}, in {table}", people_text(people)));
        }
        Some((_, people)) => block.say("People", &people_text(people)),
        None if view.tables.is_empty() => {}
        None if totals.estimated.is_some() => block.say("People", "not counted by a quick look"),
        None if view.tables.iter().any(|table| table.duplicates.none_because.is_some()) => {
            block.say("People", "not counted, for want of room for their keys");
        }
        None => block.say("People", "not counted: no column can serve as a key"),
    }
    let classes: Vec<String> = totals.data_classes.iter().map(crate::text::Text::screen).collect();
    block.say("Holds", &classes.join(", "));
    let of_those = if totals.estimated.is_some() { "of those read, " } else { "" };
    block.say("Bytes", &format!("{of_those}{}", bytes(totals)));
}

fn tables(tables: &[TableView]) -> String {
    let named: Vec<String> =
        tables.iter().take(5).map(|t| format!("{} ({})", t.name.screen(), quick::how_many(t))).collect();
    let more = tables.len() - named.len();
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}: {}{tail}", tables.len(), named.join(", "))
}

pub(super) fn rows(rows: u64, repaired: u64, rejected: u64) -> String {
    let mut text = grouped(rows);
    if repaired > 0 {
        text = format!("{text}, {} of them repaired", grouped(repaired));
    }
    match rejected {
        0 => format!("{text}; none rejected"),
        _ => format!("{text}; {} more rejected", grouped(rejected)),
    }
}

pub(super) fn people_text(people: &PeopleView) -> String {
    let key = people.key.screen();
    if people.low == people.high {
        return format!("{}, counted by {key}", grouped(people.estimate));
    }
    let (low, high) = (rough(people.low, Rounding::Down), rough(people.high, Rounding::Up));
    format!("about {} ({low}–{high}), counted by {key}", rough(people.estimate, Rounding::Nearest))
}

fn bytes(totals: &Totals) -> String {
    bytes_text(&totals.bytes, totals.accounted)
}

pub(super) fn bytes_text(bytes: &dumpscope_model::Bytes, accounted: bool) -> String {
    let sum = format!(
        "{} parsed + {} repaired + {} rejected + {} skipped",
        grouped(bytes.parsed),
        grouped(bytes.repaired),
        grouped(bytes.rejected),
        grouped(bytes.skipped)
    );
    let decoded = grouped(bytes.decoded);
    if accounted {
        format!("every byte accounted for: {sum} = {decoded} decoded")
    } else {
        format!("THEY DO NOT ADD UP: {sum} is not {decoded} decoded; please report this")
    }
}

/// What went wrong, then the columns whose values have the form of their type and not the substance, widest gap first.
fn watch(view: &View, block: &mut Block<'_>) {
    let inputs = view.custody.inputs.iter().flat_map(|input| {
        input.problems.iter().map(|problem| format!("{}: {}", input.path.screen(), problem.screen()))
    });
    let problems = view.tables.iter().flat_map(|table| {
        table.problems.iter().take(2).map(|problem| {
            let (count, row) = (counted(problem.count, "record", "records"), grouped(problem.first_row));
            format!("{count}: {} (first at row {row})", problem.what.screen())
        })
    });
    let mut gaps: Vec<(f64, f64, &ColumnView)> = view
        .tables
        .iter()
        .flat_map(|table| &table.columns)
        .filter_map(|column| Some((column.looks_like?, column.validates?, column)))
        .filter(|(looks, validates, _)| looks - validates >= GAP)
        .collect();
    gaps.sort_by(|a, b| (b.0 - b.1).total_cmp(&(a.0 - a.1)));
    let gaps = gaps.into_iter().map(|(looks, validates, column)| {
        let (looks, validates, kind) = (percent(looks), percent(validates), column.field_type.screen());
        format!("column {}: {looks} look like {kind}, only {validates} validate", column.name.screen())
    });
    let all: Vec<String> = inputs.chain(problems).chain(gaps).collect();
    for (at, text) in all.iter().take(MOST_WATCHED).enumerate() {
        block.mark(if at == 0 { "Look at" } else { "" }, "!", Ink::Warn, text);
    }
    let more = all.len().saturating_sub(MOST_WATCHED);
    if more > 0 {
        block.mark("", "!", Ink::Warn, &format!("{more} more, listed under each table"));
    }
}

fn checks(claim: &[CheckView], block: &mut Block<'_>) {
    for (at, check) in claim.iter().enumerate() {
        let (mark, ink) = match check.holds {
            Some(true) => ("✓", Ink::Good),
            Some(false) => ("✗", Ink::Bad),
            None => ("?", Ink::Dim),
        };
        let measured =
            check.measured.as_ref().map_or("not measured".into(), |m| format!("measured {}", m.screen()));
        let mut text = format!("{}: claimed {}, {measured}", check.id.screen(), check.claimed.screen());
        let note = check.note.screen();
        if !note.is_empty() {
            text = format!("{text} · {note}");
        }
        block.mark(if at == 0 { "Claim" } else { "" }, mark, ink, &text);
    }
}
