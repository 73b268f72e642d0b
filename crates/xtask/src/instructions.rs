//! `instructions`: how many instructions a scan takes for one more row, held to what it took before.
//!
//! Counted by valgrind's callgrind, which gives the same number every time, unlike a clock on a shared machine. It knows
//! AVX2 but not AVX-512, so that the kernels counted are those of most machines. Seeded table; nothing of a person in it.

use std::{
    env,
    ffi::OsStr,
    fmt::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use dumpscope_fields::{Seeded, by_id};

use crate::tree;

/// Rows of the two tables; what the second takes more is shared by the rows it has more. Both are longer than the row
/// sample, so that all that does not grow with the file drops out.
const ROWS: [u32; 2] = [60_000, 80_000];
/// Its columns after a number of the row: as in the tables of `bench/`.
const COLUMNS: [&str; 8] =
    ["first-name", "last-name", "email", "ipv4", "city", "sex", "birth-date", "country"];
/// Most instructions for a row. A quarter above what was counted when it was set, as versions of valgrind and processors
/// differ; lower it when a loop becomes quicker.
const MOST: u64 = 4_500;

/// Count the instructions that one more row takes, and fail when they are more than they were
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
        let mut taken = [0; 2];
        for (rows, taken) in ROWS.into_iter().zip(&mut taken) {
            std::fs::write(&dump, table(rows)).context("the table cannot be written")?;
            if let Err(why) = callgrind(&program, &dump, &counts) {
                ensure!(!self.require, why);
                println!(
                    "SKIPPED: valgrind cannot run the program here ({why}). Instructions were not counted."
                );
                return Ok(());
            }
            let text = std::fs::read_to_string(&counts).context("callgrind wrote no counts")?;
            *taken = total(&text).context("callgrind wrote no sum")?;
        }
        let by_row = taken[1].saturating_sub(taken[0]) / u64::from(ROWS[1] - ROWS[0]);
        println!("{by_row} instructions for one more row, at most {MOST}");
        ensure!(by_row > 0, "more rows took no more instructions: were they read?");
        ensure!(by_row <= MOST, "a row takes {by_row} instructions, and at most {MOST} are allowed");
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
fn table(rows: u32) -> String {
    let mut rng = Seeded::new(1);
    let types = COLUMNS.map(|id| by_id(id).map(|own| own.generate));
    let mut text = format!("id,{}\n", COLUMNS.map(|id| id.replace('-', "_")).join(","));
    for row in 0..rows {
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

/// Instructions of the whole run, from callgrind's own format.
fn total(counts: &str) -> Option<u64> {
    counts
        .lines()
        .find_map(|line| line.strip_prefix("summary:").or_else(|| line.strip_prefix("totals:")))?
        .trim()
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_a_run_is_read() {
        assert_eq!(total("events: Ir\nfn=(1) main\n5 10\nsummary: 2736\n"), Some(2_736));
        assert_eq!(total("totals: 12\n"), Some(12));
        assert_eq!(total("fn=(1) main\n5 10\n"), None);
    }

    #[test]
    fn every_column_has_its_generator() {
        let text = table(3);
        let row = text.lines().nth(1).expect("rows");
        assert!(COLUMNS.iter().all(|id| by_id(id).is_some()));
        assert!(row.split(',').count() > COLUMNS.len(), "{row}");
    }
}
