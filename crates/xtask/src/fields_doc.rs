//! `fields-doc`: the catalogue of field types as one page, from the registry alone. `tidy` holds the page to it.

use std::fmt::Write as _;

use anyhow::Result;
use dumpscope_fields::{FieldType, REGISTRY, Seeded};

use crate::tree;

/// The page.
pub const PAGE: &str = "docs/fields.md";
/// Made-up values shown of each type.
const SHOWN: usize = 3;
/// Characters of a value shown at most.
const LONGEST: usize = 64;

/// Write docs/fields.md, the catalogue of field types, from the registry
#[derive(clap::Args)]
pub struct Args {}

impl Args {
    /// Writes the page.
    pub fn run(self) -> Result<()> {
        let Self {} = self;
        tree::write(PAGE, &page())?;
        println!("{PAGE}: {} field types", REGISTRY.len());
        Ok(())
    }
}

/// The whole page.
pub fn page() -> String {
    let mut out = format!(
        "# Field types\n\n\
         What a column may be: {} types. `dumpscope explain ID` says the same of one. Written by `cargo xtask fields-doc`\n\
         from the files in `crates/fields/src/catalog`; change those and run it again. Every value here is made up.\n\n\
         A cell *looks like* a type by its outer form and is *valid* by the full check; both shares are measured over\n\
         every row. How much of a column it takes is said for a header that names the type and for none; where several\n\
         types pass, the more specific one wins.\n",
        REGISTRY.len()
    );
    let mut group = None;
    for t in REGISTRY {
        if group != Some(t.group) {
            group = Some(t.group);
            let _ = write!(out, "\n## {}\n", capital(t.group.id()));
        }
        section(t, &mut out);
    }
    out
}

fn section(t: &FieldType, out: &mut String) {
    let _ = write!(out, "\n### {} · {}\n\n{}\n\n", t.id, t.title, t.doc.replace('\n', " "));
    let mut line = |label: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(out, "- {label}: {text}");
        }
    };
    line("Data class", t.data_class.unwrap_or("none"));
    line("Personal", if t.personal { "yes, no value is ever shown" } else { "no" });
    line("Decided", &t.decided());
    line("Headers", &t.headers.join(", "));
    line("Made up", &spans(made_up(t).iter().map(String::as_str)));
    line("Shown as", &spans(t.shown().iter().map(String::as_str)));
    line("Valid", &spans(t.examples.iter().copied()));
    line("Not", &spans(t.near_misses.iter().copied()));
    line("Sources", &t.sources.join("; "));
}

/// Different values of the type's generator, always the same ones.
fn made_up(t: &FieldType) -> Vec<String> {
    let mut rng = Seeded::new(1);
    let mut values: Vec<String> = Vec::new();
    for value in (0..20).map(|_| (t.generate)(&mut rng)) {
        if values.len() < SHOWN && !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

fn spans<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.map(span).collect::<Vec<_>>().join(", ")
}

/// A value as code: control characters spelled, cut when long, fenced so that its own backticks stay.
fn span(value: &str) -> String {
    let mut text: String = value
        .chars()
        .flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] })
        .collect();
    if text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST - 1).chain(['…']).collect();
    }
    match (text.contains('`'), text.trim().len() == text.len() && !text.is_empty()) {
        (true, _) => format!("`` {text} ``"),
        (false, true) => format!("`{text}`"),
        (false, false) => format!("` {text} `"),
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_its_section_with_examples() {
        let page = page();
        for t in REGISTRY {
            let section = page.split(&format!("### {} · ", t.id)).nth(1).expect("a section");
            let section = section.split("\n### ").next().unwrap_or(section);
            for part in ["- Data class: ", "- Decided: ", "- Made up: `", "- Not: `", "- Sources: "] {
                assert!(section.contains(part), "{}: {part}", t.id);
            }
        }
        assert_eq!(page, super::page(), "the page repeats");
    }

    #[test]
    fn values_stay_within_their_span() {
        assert_eq!(span("a"), "`a`");
        assert_eq!(span("a`b"), "`` a`b ``");
        assert_eq!(span("a\nb"), "`a\\nb`");
        assert_eq!(span(&"x".repeat(100)).chars().count(), LONGEST + 2);
    }
}
