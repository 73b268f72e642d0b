//! `instructions`: how many instructions the hot loops of a scan take for a row, held to what they took before.
//!
//! Counted by valgrind's callgrind, which gives the same number every time, unlike a clock on a shared machine. It knows
//! AVX2 but not AVX-512, so that the kernels counted are those of most machines. Seeded table; nothing of a person in it.

use std::{
    collections::BTreeMap,
    env,
    ffi::OsStr,
    fmt::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};
use dumpscope_fields::{Seeded, by_id};

use crate::tree;

/// Rows of the table: so few that all are read for the plan as well, and kept in the row sample. A row of a large file takes
/// less.
const ROWS: u32 = 20_000;
/// Its columns after a number of the row: as in the tables of `bench/`.
const COLUMNS: [&str; 8] =
    ["first-name", "last-name", "email", "ipv4", "city", "sex", "birth-date", "country"];
/// What is counted: the functions a part is, as callgrind names them, and most instructions for a row. A limit is a quarter
/// above what was counted when it was set, as versions of valgrind and processors differ; lower it when a loop becomes quicker.
const PARTS: [Part; 3] = [
    Part { name: "reading", function: "dumpscope_records::reader::Reader::read", most: 1_100 },
    Part { name: "measuring", function: "Measures as dumpscope_scan::drive::Reads>::batch", most: 5_100 },
    Part { name: "counting keys", function: "dumpscope_stats::key_set::Tables<_>::count", most: 235 },
];

struct Part {
    name: &'static str,
    function: &'static str,
    most: u64,
}

/// Count the instructions of the hot loops by row, and fail when they are more than they were
#[derive(clap::Args)]
pub struct Args {
    /// The program, built with `cargo build --release`
    #[arg(long)]
    program: Option<PathBuf>,
    /// Fail when valgrind is not there
    #[arg(long)]
    require: bool,
}

impl Args {
    /// Makes the table, runs the program under callgrind, compares.
    #[expect(clippy::disallowed_methods, reason = "files this task makes below the target folder")]
    pub fn run(self) -> Result<()> {
        let there =
            Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !there.is_ok_and(|status| status.success()) {
            ensure!(!self.require, "there is no valgrind; the count may not be left out here");
            println!("SKIPPED: there is no valgrind. Instructions of the hot loops were not counted.");
            return Ok(());
        }
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| tree::root().join("target"), PathBuf::from);
        let program = self.program.unwrap_or_else(|| target.join("release").join("dumpscope"));
        let folder = target.join("instructions");
        std::fs::create_dir_all(&folder).context("the folder of the counts cannot be made")?;
        let (dump, counts) = (folder.join("rows.csv"), folder.join("callgrind.out"));
        std::fs::write(&dump, table()).context("the table cannot be written")?;
        if let Err(why) = callgrind(&program, &dump, &counts) {
            ensure!(!self.require, why);
            println!("SKIPPED: valgrind cannot run the program here ({why}). Instructions were not counted.");
            return Ok(());
        }
        let text = std::fs::read_to_string(&counts).context("callgrind wrote no counts")?;
        let counted = PARTS.map(|part| inclusive(&text, part.function));
        let mut over = Vec::new();
        println!("| part | instructions a row | at most |\n|---|---|---|");
        for (part, counted) in PARTS.iter().zip(counted) {
            ensure!(counted > 0, "no function `{}` was called: has it another name now?", part.function);
            let by_row = counted / u64::from(ROWS);
            println!("| {} | {by_row} | {} |", part.name, part.most);
            if by_row > part.most {
                over.push(part.name);
            }
        }
        if !over.is_empty() {
            bail!("more instructions than before in: {}", over.join(", "));
        }
        Ok(())
    }
}

fn callgrind(program: &Path, dump: &Path, counts: &Path) -> Result<()> {
    let mut out = OsStr::new("--callgrind-out-file=").to_owned();
    out.push(counts);
    let run = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(out)
        .arg(program)
        .args(["triage", "--no-digest", "--quiet", "--seed", "1", "--threads", "1"])
        .arg(dump)
        .stdout(Stdio::null())
        .output()
        .context("valgrind cannot be run")?;
    let said = String::from_utf8_lossy(&run.stderr);
    // What a dump is found to be is a status of its own, from 1 up; valgrind's are above.
    ensure!(run.status.code().is_some_and(|code| code < 64), "the program did not end by itself: {said}");
    Ok(())
}

/// Rows of made-up people, as the types' own generators make them; one cell in twenty is quoted.
fn table() -> String {
    let mut rng = Seeded::new(1);
    let types = COLUMNS.map(|id| by_id(id).map(|own| own.generate));
    let mut text = format!("id,{}\n", COLUMNS.map(|id| id.replace('-', "_")).join(","));
    for row in 0..ROWS {
        let _ = write!(text, "{}", 1_000_000_000 + u64::from(row) * 5);
        for generate in types.iter().flatten() {
            let cell = generate(&mut rng);
            let quoted = cell.contains([',', '"', '\n']) || rng.below(20) == 0;
            let _ = if quoted {
                write!(text, ",\"{}\"", cell.replace('"', "\"\""))
            } else {
                write!(text, ",{cell}")
            };
        }
        text.push('\n');
    }
    text
}

/// Instructions of a function and all it calls, summed over its calls: from callgrind's own format, in which a name is
/// written once and referred to by its number after that.
fn inclusive(counts: &str, function: &str) -> u64 {
    let mut names: BTreeMap<&str, bool> = BTreeMap::new();
    let (mut wanted, mut called) = (false, false);
    let mut sum = 0;
    for line in counts.lines() {
        if let Some(name) = line.strip_prefix("cfn=").or_else(|| line.strip_prefix("fn=")) {
            let (number, rest) = name.split_once(' ').unwrap_or((name, ""));
            let is = *names.entry(number).or_insert_with(|| rest.contains(function));
            wanted = line.starts_with('c') && is;
        } else if line.starts_with("calls=") {
            called = wanted;
        } else if std::mem::take(&mut called) {
            sum += line.split(' ').nth(1).and_then(|cost| cost.parse::<u64>().ok()).unwrap_or(0);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_of_a_function_are_summed() {
        let counts = "fn=(1) main\n5 10\ncfn=(2) a::hot\ncalls=3 9\n5 300\n+1 7\ncfn=(3) a::cold\ncalls=1 9\n5 40\n\
                      fn=(3)\n8 40\ncfn=(2)\ncalls=1 9\n* 25\nfn=(2)\n9 325\n";
        assert_eq!(inclusive(counts, "::hot"), 325);
        assert_eq!(inclusive(counts, "cold"), 40);
        assert_eq!(inclusive(counts, "none"), 0);
    }

    #[test]
    fn every_column_has_its_generator() {
        let text = table();
        let row = text.lines().nth(1).expect("rows");
        assert!(COLUMNS.iter().all(|id| by_id(id).is_some()));
        assert!(row.split(',').count() > COLUMNS.len(), "{row}");
    }
}
