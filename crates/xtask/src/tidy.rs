//! What no compiler checks: sizes, names, registries, the place of `unsafe`, the direction of dependencies, and that
//! the documents are true. Each check is a pure function of the files, so that it can be tested on made-up ones.

mod code;
mod dependencies;
mod documents;
mod generated;
mod names;
mod registries;
mod sizes;
mod traces;
mod unsafety;

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::tree;

/// Check what no compiler checks.
#[derive(clap::Args)]
pub struct Args {}

/// The files of a repository: path from its root → text, `None` where it is not UTF-8.
pub struct Repo(BTreeMap<String, Option<String>>);

impl Repo {
    /// The working tree.
    fn load() -> Result<Self> {
        let mut files = BTreeMap::new();
        for name in tree::files()? {
            let text = tree::text(&name)?;
            files.insert(name, text);
        }
        Ok(Self(files))
    }

    /// A made-up repository.
    #[cfg(test)]
    fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(name, text)| ((*name).into(), Some((*text).into()))).collect())
    }

    /// Every path, sorted.
    fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Every text file, sorted by path.
    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(name, text)| Some((name.as_str(), text.as_deref()?)))
    }

    /// Every Rust file, sorted by path.
    fn rust(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts().filter(|(name, _)| extension(name) == Some("rs"))
    }

    /// One text file.
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_deref()
    }

    /// Whether a file or a folder of this name exists.
    fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.0.contains_key(path)
            || self.paths().any(|p| p.strip_prefix(path).is_some_and(|r| r.starts_with('/')))
    }
}

/// What follows the last dot of a file's name.
fn extension(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.rsplit_once('.').map(|(_, ext)| ext)
}

/// One check: the complaints it has, each a line that names the file and says what to do.
type Check = fn(&Repo) -> Vec<String>;

/// Every check, in the order they are printed.
const CHECKS: &[(&str, Check)] = &[
    ("sizes", sizes::check),
    ("names", names::check),
    ("registries", registries::check),
    ("unsafe", unsafety::check),
    ("dependencies", dependencies::check),
    ("documents", documents::check),
    ("generated", generated::check),
    ("traces", traces::check),
];

impl Args {
    /// Runs every check over the working tree and prints all complaints.
    pub fn run(self) -> Result<()> {
        let Self {} = self;
        let repo = Repo::load()?;
        let mut complaints = 0;
        for (name, check) in CHECKS {
            for complaint in check(&repo) {
                complaints += 1;
                println!("{name}: {complaint}");
            }
        }
        if complaints > 0 {
            bail!("{complaints} complaint(s); each line above says where and what to do");
        }
        println!("tidy: {} files, {} checks, nothing to complain about", repo.0.len(), CHECKS.len());
        Ok(())
    }
}
