use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::Args;

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
    /// Whether it runs when nothing is chosen.
    pub usual: bool,
    /// The command for one file; `Path` is a scratch file for its answer.
    pub command: fn(&Tools, &Path, &Path) -> Command,
    /// Reads the counts from its standard output and the scratch file.
    pub counts: fn(&str, &Path) -> Result<Counts>,
}

/// Everything that can be measured, in the order of the table.
pub static CONTENDERS: &[Contender] = &[
    Contender {
        id: "newlines",
        title: "newline count, buffered reads",
        usual: true,
        command: |tools, file, _| {
            let mut command = Command::new(&tools.newlines);
            command.arg(file).arg("--threads").arg(tools.threads.to_string());
            command
        },
        counts: |printed, _| Ok(Counts { newlines: Some(printed.trim().parse()?), ..Counts::default() }),
    },
    Contender {
        id: "dumpscope",
        title: "dumpscope triage --no-digest",
        usual: true,
        command: |tools, file, answer| triage(tools, file, answer, &["--no-digest"]),
        counts: |_, answer| triage_counts(answer),
    },
    Contender {
        id: "dumpscope-digest",
        title: "dumpscope triage (custody digest)",
        usual: false,
        command: |tools, file, answer| triage(tools, file, answer, &[]),
        counts: |_, answer| triage_counts(answer),
    },
    Contender {
        id: "duckdb",
        title: "DuckDB SUMMARIZE",
        usual: true,
        command: |tools, file, _| duckdb(tools, file, &[]),
        counts: |printed, _| duckdb_counts(printed),
    },
    Contender {
        id: "duckdb-duplicates",
        title: "DuckDB SUMMARIZE + exact duplicates",
        usual: false,
        command: |tools, file, _| duckdb(tools, file, &["--duplicates"]),
        counts: |printed, _| duckdb_counts(printed),
    },
];

fn triage(tools: &Tools, file: &Path, answer: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(&tools.dumpscope);
    command.arg("triage").arg(file).arg("--json").arg(answer).args(more);
    command.env("RAYON_NUM_THREADS", tools.threads.to_string()); // rayon's pool obeys it on machines with more cores
    command
}

fn triage_counts(answer: &Path) -> Result<Counts> {
    let json: Value = serde_json::from_slice(&std::fs::read(answer)?)?;
    let table = json["tables"].get(0).context("the triage answer holds no table")?;
    Ok(Counts {
        newlines: None,
        rows: table["rows"].as_u64(),
        exact_duplicates: table["duplicates"]["exact_rows"].as_u64(),
    })
}

fn duckdb(tools: &Tools, file: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(&tools.python);
    command.arg(bench_folder().join("peers/duckdb_summarize.py")).arg(file);
    command.arg("--threads").arg(tools.threads.to_string()).args(more);
    command
}

fn duckdb_counts(printed: &str) -> Result<Counts> {
    let json: Value = serde_json::from_str(printed)?;
    Ok(Counts {
        newlines: None,
        rows: json["rows"].as_u64(),
        exact_duplicates: json["exact_duplicates"].as_u64(),
    })
}

/// What the contenders run with.
pub struct Tools {
    make: PathBuf,
    newlines: PathBuf,
    dumpscope: PathBuf,
    python: PathBuf,
    threads: usize,
}

impl Tools {
    /// Builds and installs what the chosen contenders need and lack.
    pub fn prepare(chosen: &[&Contender], args: &Args) -> Result<Self> {
        let beside = std::env::current_exe()?.parent().context("this program has no folder")?.to_owned();
        let newlines = beside.join("newlines");
        if !newlines.exists() {
            bail!("{} is missing: build all binaries of this workspace (bench/run does)", newlines.display());
        }
        let python = bench_folder().join(".venv/bin/python");
        if chosen.iter().any(|c| c.id.starts_with("duckdb")) {
            install_duckdb(&python)?;
        }
        let dumpscope = match &args.dumpscope {
            Some(given) => given.clone(),
            None if chosen.iter().any(|c| c.id.starts_with("dumpscope")) => build_dumpscope()?,
            None => PathBuf::new(),
        };
        Ok(Self { make: beside.join("make"), newlines, dumpscope, python, threads: args.threads })
    }

    /// Writes a reference table unless it is there. In a process of its own: a child's peak memory starts at what its
    /// parent held, so this one has to stay small.
    pub fn make(&self, dataset: &str, args: &Args) -> Result<()> {
        let mut command = Command::new(&self.make);
        command.arg(dataset).arg("--data").arg(&args.data).arg("--seed").arg(args.seed.to_string());
        must(&mut command, "making the reference table")
    }

    /// `duckdb==…` as pinned.
    pub fn pinned() -> Result<String> {
        Ok(std::fs::read_to_string(bench_folder().join("requirements.txt"))?.trim().to_owned())
    }
}

/// The folder of this workspace.
pub fn bench_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn must(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start: {what}"))?;
    if !status.success() {
        bail!("{what} failed ({status})");
    }
    Ok(())
}

/// Puts the pinned peers into a virtual environment, when the environment does not already match the pins.
fn install_duckdb(python: &Path) -> Result<()> {
    let folder = bench_folder().join(".venv");
    let stamp = folder.join("installed.txt");
    let pins = Tools::pinned()?;
    if std::fs::read_to_string(&stamp).is_ok_and(|s| s == pins) {
        return Ok(());
    }
    must(Command::new("python3").args(["-m", "venv"]).arg(&folder), "python3 -m venv")?;
    let requirements = bench_folder().join("requirements.txt");
    must(
        Command::new(python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements),
        "pip install of the pinned peers",
    )?;
    Ok(std::fs::write(&stamp, pins)?)
}

/// Builds the root workspace's release binary and returns its path, wherever cargo's target folder is.
fn build_dumpscope() -> Result<PathBuf> {
    let root = bench_folder().join("..");
    let cargo = || {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&root).args(["build", "--release", "--package", "dumpscope-cli"]);
        cargo
    };
    must(&mut cargo(), "cargo build --release --package dumpscope-cli")?;
    let messages = cargo().args(["--quiet", "--message-format", "json"]).output()?;
    String::from_utf8_lossy(&messages.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == "dumpscope")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .context("cargo names no dumpscope binary")
}
