use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tools::{Need, Tools, bench_folder};

/// The counts a contender reports, to be held against the truth; `None` is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Newlines in the file.
    pub newlines: Option<u64>,
    /// Rows, header not counted.
    pub rows: Option<u64>,
    /// Rows that repeat an earlier one exactly.
    pub exact_duplicates: Option<u64>,
}

/// Something to be measured.
pub struct Contender {
    /// Id for `--only`.
    pub id: &'static str,
    /// How it stands in the table.
    pub title: &'static str,
    /// What has to be there.
    pub needs: Need,
    /// Whether it reads delimited text only.
    pub csv_only: bool,
    /// The command for one file; `Path` is a scratch file for its answer.
    pub command: fn(&Tools, &Path, &Path) -> Command,
    /// Reads the counts from its standard output and the scratch file.
    pub counts: fn(&str, &Path) -> Result<Counts>,
}

/// A triage with more options.
const fn triage_with(
    id: &'static str,
    title: &'static str,
    command: fn(&Tools, &Path, &Path) -> Command,
) -> Contender {
    Contender {
        id,
        title,
        needs: Need::Product,
        csv_only: false,
        command,
        counts: |_, answer| triage_counts(answer),
    }
}

/// A peer that a script in `peers/` drives and whose counts it prints as JSON.
const fn script(
    id: &'static str,
    title: &'static str,
    package: &'static str,
    command: fn(&Tools, &Path, &Path) -> Command,
) -> Contender {
    Contender {
        id,
        title,
        needs: Need::Python(package),
        csv_only: false,
        command,
        counts: |printed, _| printed_counts(printed),
    }
}

/// A peer that a shell line drives: it prints its rows, and on a second line the rows that repeat none.
const fn shell(
    id: &'static str,
    title: &'static str,
    needs: Need,
    command: fn(&Tools, &Path, &Path) -> Command,
) -> Contender {
    Contender { id, title, needs, csv_only: true, command, counts: |printed, _| lines_counts(printed) }
}

const XAN: Need = Need::Program { name: "xan", version: "0.61.0" };

/// Everything that can be measured, in the order of the table.
pub static CONTENDERS: &[Contender] = &[
    Contender {
        id: "newlines",
        title: "newline count, buffered reads",
        needs: Need::Nothing,
        csv_only: false,
        command: |tools, file, _| {
            let mut command = Command::new(&tools.newlines);
            command.arg(file).arg("--threads").arg(tools.threads.to_string());
            command
        },
        counts: |printed, _| Ok(Counts { newlines: Some(printed.trim().parse()?), ..Counts::default() }),
    },
    triage_with("dumpscope", "dumpscope triage --no-digest", |tools, file, answer| {
        triage(tools, file, answer, tools.threads, &["--no-digest"])
    }),
    triage_with("dumpscope-digest", "dumpscope triage (custody digest)", |tools, file, answer| {
        triage(tools, file, answer, tools.threads, &[])
    }),
    triage_with("dumpscope-one", "dumpscope triage --no-digest --threads 1", |tools, file, answer| {
        triage(tools, file, answer, 1, &["--no-digest"])
    }),
    triage_with("dumpscope-512m", "dumpscope triage --no-digest --memory 512M", |tools, file, answer| {
        triage(tools, file, answer, tools.threads, &["--no-digest", "--memory", "512M"])
    }),
    script("duckdb", "DuckDB SUMMARIZE", "duckdb", |tools, file, _| {
        python(tools, "duckdb_summarize.py", file, &[])
    }),
    script("duckdb-duplicates", "DuckDB SUMMARIZE + exact duplicates", "duckdb", |tools, file, _| {
        python(tools, "duckdb_summarize.py", file, &["--duplicates"])
    }),
    script("polars", "polars n_unique of each column + exact duplicates", "polars", |tools, file, _| {
        python(tools, "polars_unique.py", file, &[])
    }),
    script("chdb", "ClickHouse (chdb) summary + exact duplicates", "chdb", |tools, file, _| {
        python(tools, "chdb_summary.py", file, &[])
    }),
    shell("xan", "xan stats --all, and dedup", XAN, |tools, file, _| line(tools, file, "xan.sh", "xan")),
];

/// The contenders of these ids, in the order of the table; the newline count is always among them.
pub fn chosen<S: AsRef<str>>(ids: &[S]) -> Vec<&'static Contender> {
    CONTENDERS.iter().filter(|c| c.id == "newlines" || ids.iter().any(|id| id.as_ref() == c.id)).collect()
}

/// The command of a triage: the seed is the same in every round, so that its work is.
pub fn triage(tools: &Tools, file: &Path, answer: &Path, threads: usize, more: &[&str]) -> Command {
    let mut command = Command::new(&tools.dumpscope);
    command.arg("triage").arg(file).args(["--seed", "1", "--json"]).arg(answer);
    command.arg("--threads").arg(threads.to_string()).args(more);
    command
}

/// The counts in a triage's JSON.
pub fn triage_counts(answer: &Path) -> Result<Counts> {
    let json: Value = serde_json::from_slice(&std::fs::read(answer)?)?;
    let table = json["tables"].get(0).context("the triage answer holds no table")?;
    Ok(Counts {
        newlines: None,
        rows: table["rows"].as_u64(),
        exact_duplicates: table["duplicates"]["exact_rows"].as_u64(),
    })
}

/// Seconds that a triage with `--timings` took to count the keys of rows and people.
pub fn triage_keys(answer: &Path) -> Result<f64> {
    let json: Value = serde_json::from_slice(&std::fs::read(answer)?)?;
    let stages =
        json["tables"][0]["timings"]["stages"].as_array().context("the triage answer holds no timings")?;
    let keys = stages.iter().find(|stage| stage["id"] == "keys");
    keys.and_then(|keys| keys["seconds"].as_f64()).context("no keys were counted")
}

fn python(tools: &Tools, name: &str, file: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(&tools.python);
    command.arg(bench_folder().join("peers").join(name)).arg(file);
    command.arg("--threads").arg(tools.threads.to_string()).args(more);
    command
}

fn line(tools: &Tools, file: &Path, name: &str, program: &str) -> Command {
    let mut command = Command::new("sh");
    command.arg(bench_folder().join("peers").join(name)).arg(tools.program(program)).arg(file);
    command.arg(tools.threads.to_string());
    command
}

fn printed_counts(printed: &str) -> Result<Counts> {
    let json: Value = serde_json::from_str(printed)?;
    Ok(Counts {
        newlines: None,
        rows: json["rows"].as_u64(),
        exact_duplicates: json["exact_duplicates"].as_u64(),
    })
}

fn lines_counts(printed: &str) -> Result<Counts> {
    let mut lines = printed.lines().map(|line| line.trim().parse::<u64>());
    let rows = lines.next().context("no count of rows")??;
    let different = lines.next().context("no count of different rows")??;
    Ok(Counts {
        newlines: None,
        rows: Some(rows),
        exact_duplicates: Some(rows.checked_sub(different).context("more different rows than rows")?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_peers_print_is_read() {
        let counts = Counts { newlines: None, rows: Some(100), exact_duplicates: Some(2) };
        assert_eq!(lines_counts("100\n98\n").unwrap(), counts);
        assert_eq!(printed_counts("{\"rows\": 100, \"exact_duplicates\": 2}").unwrap(), counts);
        assert!(lines_counts("98\n100\n").is_err());
        assert!(lines_counts("100\n").is_err());
    }

    #[test]
    fn the_newline_count_is_always_there() {
        let ids: Vec<&str> = chosen(&["xan", "duckdb"]).iter().map(|c| c.id).collect();
        assert_eq!(ids, ["newlines", "duckdb", "xan"]);
    }
}
