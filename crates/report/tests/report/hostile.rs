//! One hostile triage through every renderer. A new format joins `renderings`.

use dumpscope_report::catalogue::{Entry, list, page};
use dumpscope_report::json;
use dumpscope_report::terminal::{TerminalOptions, render};
use dumpscope_report::text::is_risky;

use crate::fixtures::{ATTACKS, hostile};

fn renderings() -> Vec<(&'static str, String)> {
    let plain = |width| TerminalOptions { width, ..TerminalOptions::default() };
    let entries: Vec<Entry<'_>> = ATTACKS
        .iter()
        .map(|attack| Entry {
            id: attack,
            title: attack,
            group: attack,
            doc: attack,
            examples: &ATTACKS,
            decided: (*attack).into(),
            shown: vec![(*attack).into()],
            ..Entry::default()
        })
        .collect();
    vec![
        ("json", json::to_string(&hostile())),
        ("terminal 80", render(&hostile(), &plain(80))),
        ("terminal 160", render(&hostile(), &plain(160))),
        ("catalogue list", list(&entries, &plain(100))),
        ("catalogue page", page(&entries[3], &plain(100))),
    ]
}

#[test]
fn nothing_steers_a_terminal() {
    for (name, text) in renderings() {
        let bad = text.chars().find(|c| *c != '\n' && is_risky(*c));
        assert_eq!(bad, None, "{name}: {bad:?} came through");
    }
}

#[test]
fn what_was_hidden_is_seen() {
    for (name, text) in renderings() {
        assert!(text.contains("202e"), "{name} hides the bidirectional control instead of showing it");
    }
}

#[test]
fn size_is_bounded() {
    for (name, text) in renderings() {
        assert!(text.len() < 100_000, "{name}: {} bytes", text.len());
    }
}

/// A first line that looks like the report's own cannot be forged: line ends never pass.
#[test]
fn no_line_is_forged() {
    let screen = render(&hostile(), &TerminalOptions { width: 160, ..TerminalOptions::default() });
    assert!(!screen.lines().any(|line| line.trim_start().starts_with("lines")));
}
