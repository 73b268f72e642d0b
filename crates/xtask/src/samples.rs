//! Writes the samples of the six cases, at the committed size or any other, or checks that the committed ones are
//! what the maker makes.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use dumpscope_testkit::cases::{CASES, Case};
use dumpscope_testkit::table::{Table, Truth, write_table};
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};

use crate::tree;

/// Write the samples of the six cases, or check the committed ones
#[derive(clap::Args)]
pub struct Args {
    /// Only this case
    #[arg(long)]
    case: Option<String>,
    /// Rows of the case's main table, instead of the committed number; needs --out
    #[arg(long, requires = "out")]
    rows: Option<u64>,
    /// Folder to write the cases into, instead of samples/
    #[arg(long)]
    out: Option<PathBuf>,
    /// Write nothing: make everything again and compare
    #[arg(long)]
    check: bool,
}

impl Args {
    pub fn run(&self) -> Result<()> {
        let folder = self.out.clone().unwrap_or_else(|| tree::root().join("samples"));
        let known: Vec<&str> = CASES.iter().map(|maker| maker.name).collect();
        let chosen: Vec<_> =
            CASES.iter().filter(|maker| self.case.as_deref().is_none_or(|name| name == maker.name)).collect();
        ensure!(!chosen.is_empty(), "there is no such case; there are {}", known.join(", "));
        for maker in chosen {
            let rows = self.rows.unwrap_or(maker.rows);
            let start = Instant::now();
            let case = (maker.build)(rows);
            let folder = folder.join(case.name);
            let verb = if self.check {
                let wrong = compare(&case, rows, &folder)?;
                ensure!(
                    wrong.is_empty(),
                    "{}: {} not what the maker makes; run `cargo xtask samples --case {0}` and look at the difference",
                    case.name,
                    wrong.join(", ")
                );
                "checked"
            } else {
                write(&case, rows, &folder)?;
                "written"
            };
            println!(
                "{}: {verb}, {rows} rows in the main table, {:.1} s",
                case.name,
                start.elapsed().as_secs_f64()
            );
        }
        Ok(())
    }
}

/// The texts of a case: file name and content.
fn texts(case: &Case, rows: u64, truths: &[Truth]) -> [(&'static str, String); 3] {
    [
        ("case.toml", case.case_toml()),
        ("expected.toml", case.expected_toml(truths)),
        ("ORIGIN.md", case.origin_md(rows)),
    ]
}

fn write(case: &Case, rows: u64, folder: &Path) -> Result<()> {
    let library = folder.join("library");
    fs::create_dir_all(if case.library.is_empty() { folder } else { &library })
        .with_context(|| format!("cannot create {}", folder.display()))?;
    let truths = case.dump.iter().map(|table| write_file(table, folder)).collect::<Result<Vec<_>>>()?;
    for table in &case.library {
        write_file(table, &library)?;
    }
    for (name, text) in texts(case, rows, &truths) {
        let path = folder.join(name);
        File::create(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn write_file(table: &Table, folder: &Path) -> Result<Truth> {
    let path = folder.join(table.file);
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    let mut out = BufWriter::with_capacity(1 << 18, file);
    let truth = if compressed(table.file) {
        // Large files are for measuring with: there the time to write them matters more than their size.
        let level = if table.rows > 100_000 { Compression::fast() } else { Compression::best() };
        let mut gzip: GzEncoder<_> = GzBuilder::new().mtime(0).operating_system(255).write(&mut out, level);
        let truth = write_table(table, &mut gzip)?;
        gzip.finish()?;
        truth
    } else {
        write_table(table, &mut out)?
    };
    out.flush().with_context(|| format!("cannot write {}", path.display()))?;
    Ok(truth)
}

fn compressed(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|e| e == "gz")
}

/// Names of the files that differ from what the maker makes, or are missing. Compressed ones are compared by what
/// they hold: another version of the compressor may write other bytes.
fn compare(case: &Case, rows: u64, folder: &Path) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut truths = Vec::new();
    let tables =
        case.dump.iter().map(|table| (table, "")).chain(case.library.iter().map(|t| (t, "library/")));
    for (at, (table, within)) in tables.enumerate() {
        let name = format!("{within}{}", table.file);
        let mut made = Vec::new();
        let truth = write_table(table, &mut made)?;
        if at < case.dump.len() {
            truths.push(truth);
        }
        match content(&folder.join(&name)) {
            Ok(there) if there == made => {}
            _ => wrong.push(name),
        }
    }
    for (name, text) in texts(case, rows, &truths) {
        match content(&folder.join(name)) {
            Ok(there) if there == text.as_bytes() => {}
            _ => wrong.push(name.to_owned()),
        }
    }
    Ok(wrong)
}

/// What a file holds, decompressed by its name.
fn content(path: &Path) -> Result<Vec<u8>> {
    #[expect(clippy::disallowed_methods, reason = "a task reads the repository, never a dump")]
    let bytes = fs::read(path)?;
    if !compressed(&path.to_string_lossy()) {
        return Ok(bytes);
    }
    let mut text = Vec::new();
    if MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut text).is_err() {
        bail!("{} does not decompress", path.display());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_samples_are_what_the_maker_makes() {
        for maker in CASES {
            let case = (maker.build)(maker.rows);
            let wrong = compare(&case, maker.rows, &tree::root().join("samples").join(maker.name)).unwrap();
            assert!(wrong.is_empty(), "{}: {wrong:?}; run `cargo xtask samples`", maker.name);
        }
    }

    #[test]
    fn a_changed_or_missing_file_is_named() {
        let folder = std::env::temp_dir().join(format!("dumpscope-samples-{}", std::process::id()));
        let case = (CASES[1].build)(300);
        write(&case, 300, &folder).unwrap();
        assert_eq!(compare(&case, 300, &folder).unwrap(), Vec::<String>::new());
        fs::remove_file(folder.join("ORIGIN.md")).unwrap();
        File::create(folder.join("clients.csv")).unwrap().write_all(b"nom;prenom\n").unwrap();
        assert_eq!(compare(&case, 300, &folder).unwrap(), ["clients.csv", "ORIGIN.md"]);
        fs::remove_dir_all(folder).unwrap();
    }
}
