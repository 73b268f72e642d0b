use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::Args;
use crate::contender::Contender;

/// What a contender has to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Only what this workspace builds.
    Nothing,
    /// The release binary of the root workspace.
    Product,
    /// A package of the virtual environment, pinned in `requirements.txt`.
    Python(&'static str),
    /// A program of the package of its name, which cargo installs into `.tools`.
    Program {
        /// Name of package and program.
        name: &'static str,
        /// Version.
        version: &'static str,
    },
}

impl Need {
    /// How a peer is named with its version; nothing for ourselves.
    pub fn pinned(self) -> Option<String> {
        match self {
            Self::Nothing | Self::Product => None,
            Self::Python(package) => pin(package).ok(),
            Self::Program { name, version } => Some(format!("{name} {version}")),
        }
    }
}

/// What the contenders run with.
pub struct Tools {
    make: PathBuf,
    /// The writer of endless tables.
    pub feed: PathBuf,
    /// The newline count.
    pub newlines: PathBuf,
    /// The program of this repository.
    pub dumpscope: PathBuf,
    /// Python of the virtual environment.
    pub python: PathBuf,
    /// Where cargo installs peers.
    installed: PathBuf,
    /// Threads each contender is given.
    pub threads: usize,
    /// Why a need could not be met.
    absent: BTreeMap<Need, String>,
}

impl Tools {
    /// Builds and installs what the contenders need and lack. A peer that cannot be had is remembered with the reason; our
    /// own programs must be there.
    pub fn prepare(contenders: &[&Contender], args: &Args) -> Result<Self> {
        let beside = std::env::current_exe()?.parent().context("this program has no folder")?.to_owned();
        let [make, feed, newlines] = ["make", "feed", "newlines"].map(|name| beside.join(name));
        for program in [&make, &feed, &newlines] {
            if !program.exists() {
                bail!(
                    "{} is missing: build all binaries of this workspace (bench/run does)",
                    program.display()
                );
            }
        }
        let mut tools = Self {
            make,
            feed,
            newlines,
            dumpscope: PathBuf::new(),
            python: bench_folder().join(".venv/bin/python"),
            installed: bench_folder().join(".tools"),
            threads: args.threads,
            absent: BTreeMap::new(),
        };
        let mut needs: Vec<Need> = contenders.iter().map(|c| c.needs).collect();
        needs.sort_unstable();
        needs.dedup();
        for need in needs {
            let met = match need {
                Need::Nothing => Ok(()),
                Need::Product => {
                    tools.dumpscope = args.dumpscope.clone().map_or_else(build_dumpscope, Ok)?;
                    Ok(())
                }
                Need::Python(package) => install_package(&tools.python, package),
                Need::Program { name, version } => tools.install_program(name, version),
            };
            if let Err(error) = met {
                eprintln!("left out: {need:?}: {error:#}");
                tools.absent.insert(need, format!("{error:#}"));
            }
        }
        Ok(tools)
    }

    /// Why a contender cannot be measured on a file, if it cannot.
    pub fn obstacle(&self, contender: &Contender, file: &Path) -> Option<String> {
        let delimited = file.extension().is_some_and(|e| e == "csv");
        if contender.csv_only && !delimited {
            return Some("reads delimited text only".into());
        }
        self.absent.get(&contender.needs).cloned()
    }

    /// Where an installed program lies.
    pub fn program(&self, name: &str) -> PathBuf {
        self.installed.join("bin").join(name)
    }

    /// Writes a reference table unless it is there. In a process of its own: a child's peak memory starts at what its
    /// parent held, so this one has to stay small.
    pub fn make(&self, dataset: &str, args: &Args, bytes: Option<u64>) -> Result<()> {
        let mut command = Command::new(&self.make);
        command.arg(dataset).arg("--data").arg(&args.data).arg("--seed").arg(args.seed.to_string());
        if let Some(bytes) = bytes {
            command.arg("--bytes").arg(bytes.to_string());
        }
        must(&mut command, "making the reference table")
    }

    /// Installs a pinned program, unless it is there in that version.
    fn install_program(&self, name: &str, version: &str) -> Result<()> {
        let there = Command::new(self.program(name)).arg("--version").output();
        if there.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).contains(version)) {
            return Ok(());
        }
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["install", name, "--locked", "--version", version, "--bin", name, "--root"]);
        cargo.arg(&self.installed);
        must(&mut cargo, &format!("cargo install of {name} {version}"))
    }
}

/// The folder of this workspace.
pub fn bench_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a command that has to succeed.
pub fn must(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start: {what}"))?;
    if !status.success() {
        bail!("{what} failed ({status})");
    }
    Ok(())
}

/// `duckdb==…` as pinned.
fn pin(package: &str) -> Result<String> {
    let pins = std::fs::read_to_string(bench_folder().join("requirements.txt"))?;
    let line = pins.lines().find(|line| line.split("==").next() == Some(package));
    line.map(str::to_owned).with_context(|| format!("requirements.txt pins no {package}"))
}

/// Puts a pinned package into the virtual environment, unless it is there in that version.
fn install_package(python: &Path, package: &str) -> Result<()> {
    let pin = pin(package)?;
    if !python.exists() {
        must(
            Command::new("python3").args(["-m", "venv"]).arg(bench_folder().join(".venv")),
            "python3 -m venv",
        )?;
    }
    let ask = format!("import importlib.metadata as m; print('{package}==' + m.version('{package}'))");
    let there = Command::new(python).args(["-c", &ask]).output().context("cannot start Python")?;
    if String::from_utf8_lossy(&there.stdout).trim() == pin {
        return Ok(());
    }
    must(
        Command::new(python).args(["-m", "pip", "install", "--quiet", &pin]),
        &format!("pip install of {pin}"),
    )
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
