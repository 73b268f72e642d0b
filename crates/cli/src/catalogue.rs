//! `dumpscope fields`, `dumpscope explain` and `dumpscope schema`: what the registries say of themselves.

use dumpscope_fields::{FieldType, Group, REGISTRY};
use dumpscope_report::catalogue::{self, Entry};

use crate::args::{ExplainArgs, Page, Screen};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal;

/// Lists the field types.
pub fn fields(page: &Page) -> Result<Exit, Failure> {
    let entries: Vec<Entry<'_>> = REGISTRY.iter().map(|t| entry(t)).collect();
    terminal::say(&catalogue::list(&entries, &terminal::layout(&screen(page))))?;
    Ok(Exit::Finished)
}

/// Says everything about one, or lists them all.
pub fn explain(args: &ExplainArgs) -> Result<Exit, Failure> {
    let Some(id) = &args.id else { return fields(&args.page) };
    let Some(found) = dumpscope_fields::by_id(id) else { return Err(unknown(id)) };
    terminal::say(&catalogue::page(&entry(found), &terminal::layout(&screen(&args.page))))?;
    Ok(Exit::Finished)
}

/// Prints the JSON Schema.
pub fn schema() -> Result<Exit, Failure> {
    let ids: Vec<&str> = REGISTRY.iter().map(|t| t.id).collect();
    terminal::say(&dumpscope_report::schema::schema(&ids))?;
    Ok(Exit::Finished)
}

fn entry(of: &FieldType) -> Entry<'static> {
    Entry {
        id: of.id,
        title: of.title,
        group: group(of.group),
        data_class: of.data_class,
        personal: of.personal,
        doc: of.doc,
        sources: of.sources,
        headers: of.headers,
        examples: of.examples,
        near_misses: of.near_misses,
        related: &[],
    }
}

const fn group(group: Group) -> &'static str {
    match group {
        Group::Person => "person",
        Group::Contact => "contact",
        Group::Online => "online",
        Group::Secrets => "secrets",
        Group::Bank => "bank",
        Group::Identity => "identity",
        Group::Trade => "trade",
        Group::Time => "time",
        Group::Generic => "generic",
    }
}

fn screen(page: &Page) -> Screen {
    Screen { columns: None, width: page.width, color: page.color, quiet: false, exit_verdict: false }
}

/// An id that is not there, and those that are nearest.
fn unknown(id: &str) -> Failure {
    let near = nearest(id, REGISTRY.iter().map(|t| t.id));
    let advice = if near.is_empty() {
        "`dumpscope fields` lists them".to_owned()
    } else {
        format!("did you mean {}? `dumpscope fields` lists them all", near.join(" or "))
    };
    let id: String = id.chars().take(40).collect();
    Failure::usage(format!("there is no field type `{id}`; {advice}"))
}

/// Up to three ids that hold the word or are at most two letters away.
fn nearest<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let id: String = id.to_lowercase().replace(['_', ' '], "-").chars().take(40).collect();
    let mut near: Vec<(usize, &str)> = ids
        .map(|other| {
            let holds = id.len() > 2 && (other.contains(&id) || id.contains(other));
            (if holds { 1 } else { distance(&id, other) }, other)
        })
        .filter(|(far, _)| *far <= 2)
        .collect();
    near.sort_unstable();
    near.into_iter().take(3).map(|(_, other)| other).collect()
}

/// Levenshtein's edit distance in bytes.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let best = (before + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            before = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expect) in [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("emial", "email", 2)] {
            assert_eq!(distance(a, b), expect, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_are_offered() {
        let ids = ["email", "iban", "birth-date", "birth-year", "phone"];
        assert_eq!(nearest("emial", ids.into_iter()), ["email"]);
        assert_eq!(nearest("Birth_Date", ids.into_iter()), ["birth-date"]);
        assert_eq!(nearest("birth", ids.into_iter()), ["birth-date", "birth-year"]);
        assert!(nearest("zzzzzz", ids.into_iter()).is_empty());
    }

    #[test]
    fn the_schema_names_every_field_type() {
        let ids: Vec<&str> = REGISTRY.iter().map(|t| t.id).collect();
        let schema = dumpscope_report::schema::schema(&ids);
        for id in ids {
            assert!(schema.contains(&format!("\"{id}\"")), "{id}");
        }
    }
}
