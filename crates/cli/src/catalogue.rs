//! `dumpscope fields`, `indicators`, `explain` and `schema`: what the registries say of themselves.

use dumpscope_evidence::{Indicator, Model};
use dumpscope_fields::{FieldType, TypeSet, keys};
use dumpscope_report::catalogue::indicators;
use dumpscope_report::catalogue::{self, Entry};
use dumpscope_report::terminal::TerminalOptions;

use crate::args::{CatalogueArgs, ExplainArgs, FieldsArgs, Page, SchemaArgs, Screen};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal;
use crate::user_types;

/// Lists the field types.
pub fn fields(args: &FieldsArgs) -> Result<Exit, Failure> {
    list(user_types::of(args.fields.as_deref())?, &args.page)
}

fn list(types: &TypeSet, page: &Page) -> Result<Exit, Failure> {
    let entries: Vec<Entry<'_>> = types.types().iter().map(|t| entry(t)).collect();
    terminal::say(&catalogue::list(&entries, &terminal::layout(&screen(page))))?;
    Ok(Exit::Finished)
}

/// Lists the indicators.
pub fn indicators(args: &CatalogueArgs) -> Result<Exit, Failure> {
    list_indicators(&args.page)
}

fn list_indicators(page: &Page) -> Result<Exit, Failure> {
    let entries: Vec<indicators::Entry<'_>> = dumpscope_evidence::REGISTRY.iter().map(|i| asked(i)).collect();
    terminal::say(&indicators::list(&entries, &terminal::layout(&screen(page))))?;
    Ok(Exit::Finished)
}

/// Says everything about one, or lists them all. An id may name a field type and a group: then both are said.
pub fn explain(args: &ExplainArgs) -> Result<Exit, Failure> {
    if args.sources {
        terminal::say(&sources(&terminal::layout(&screen(&args.page))))?;
        return Ok(Exit::Finished);
    }
    let types = user_types::of(args.fields.as_deref())?;
    let Some(id) = &args.id else {
        list(types, &args.page)?;
        terminal::say("\n")?;
        return list_indicators(&args.page);
    };
    let layout = terminal::layout(&screen(&args.page));
    let found = [
        types.by_id(id).map(|found| catalogue::page(&entry(found), &layout)),
        dumpscope_evidence::by_id(id).map(|found| indicators::page(&asked(found), &layout)),
        groups().find(|group| group.id() == id).map(|group| {
            let of = dumpscope_evidence::REGISTRY.iter().filter(|one| one.group == group);
            let entries: Vec<indicators::Entry<'_>> = of.map(|i| asked(i)).collect();
            indicators::group_page(id, group.about(), &entries, &layout)
        }),
    ];
    let keys = (id == KEYS).then(|| forms(&layout));
    let pages: Vec<String> = found.into_iter().flatten().chain(keys).collect();
    if pages.is_empty() {
        return Err(unknown(id, types));
    }
    terminal::say(&pages.join("\n"))?;
    Ok(Exit::Finished)
}

/// Where the embedded data come from.
fn sources(layout: &TerminalOptions) -> String {
    let all = dumpscope_reference::sources::all();
    let entry = |source: &dumpscope_reference::sources::Source| catalogue::sources::Entry {
        package: source.package,
        version: source.version,
        registry: source.registry,
        licence: source.licence,
        attribution: source.attribution,
        taken: source.taken,
        date: source.date,
        sha256: source.sha256,
    };
    catalogue::sources::page(&all.iter().map(entry).collect::<Vec<_>>(), layout)
}

/// What the page on normal forms is called.
const KEYS: &str = "keys";

/// The page on normal forms.
fn forms(layout: &TerminalOptions) -> String {
    let entry = |key: &keys::about::Key| catalogue::keys::Entry {
        id: key.id,
        rule: key.rule,
        meet: key.meet,
        apart: key.apart,
        sources: key.sources,
    };
    let entries: Vec<catalogue::keys::Entry<'_>> = keys::about::ALL.iter().map(entry).collect();
    catalogue::keys::page(keys::KEYS_VERSION, keys::about::PURPOSE, &entries, layout)
}

fn groups() -> impl Iterator<Item = dumpscope_evidence::Group> {
    dumpscope_evidence::Group::ALL.into_iter()
}

fn asked(of: &'static Indicator) -> indicators::Entry<'static> {
    indicators::Entry {
        id: of.id,
        group: of.group.id(),
        question: of.question,
        doc: of.doc,
        statistic: of.statistic,
        sources: of.sources,
        limits: of.limits,
        least: of.least,
        weighs: Model::embedded().most(of.id),
        fires_on: of.fires_on,
        silent_on: of.silent_on,
    }
}

/// Prints the JSON Schema.
pub fn schema(args: &SchemaArgs) -> Result<Exit, Failure> {
    let types = user_types::of(args.fields.as_deref())?;
    let ids: Vec<&str> = types.types().iter().map(|t| t.id).collect();
    terminal::say(&dumpscope_report::schema::schema(&ids))?;
    Ok(Exit::Finished)
}

fn entry(of: &FieldType) -> Entry<'static> {
    Entry {
        id: of.id,
        title: of.title,
        group: of.group.id(),
        data_class: of.data_class,
        personal: of.personal,
        doc: of.doc,
        sources: of.sources,
        headers: of.headers,
        examples: of.examples,
        near_misses: of.near_misses,
        decided: of.decided(),
        shown: of.shown(),
        related: &[],
    }
}

fn screen(page: &Page) -> Screen {
    Screen { columns: None, width: page.width, color: page.color, quiet: false, exit_verdict: false }
}

/// An id that is not there, and those that are nearest.
fn unknown(id: &str, types: &TypeSet) -> Failure {
    let indicators = dumpscope_evidence::REGISTRY.iter().map(|i| i.id);
    let near = nearest(
        id,
        types
            .types()
            .iter()
            .map(|t| t.id)
            .chain(indicators)
            .chain(groups().map(dumpscope_evidence::Group::id))
            .chain([KEYS]),
    );
    let all = "`dumpscope fields` and `dumpscope indicators` list them";
    let advice =
        if near.is_empty() { all.to_owned() } else { format!("did you mean {}? {all}", near.join(" or ")) };
    let id: String = id.chars().take(40).collect();
    Failure::usage(format!("there is no field type or indicator `{id}`; {advice}"))
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
    near.dedup();
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
    fn what_a_claim_may_exclude_as_one_exists() {
        for id in dumpscope_evidence::FAMILIES.iter().flat_map(|(_, members)| *members) {
            assert!(dumpscope_fields::by_id(id).is_some(), "{id}");
        }
    }

    #[test]
    fn the_schema_names_every_field_type() {
        let ids: Vec<&str> = dumpscope_fields::REGISTRY.iter().map(|t| t.id).collect();
        let schema = dumpscope_report::schema::schema(&ids);
        for id in ids {
            assert!(schema.contains(&format!("\"{id}\"")), "{id}");
        }
    }
}
