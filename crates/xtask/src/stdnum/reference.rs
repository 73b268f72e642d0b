//! The reference library: a virtual environment with one pinned package, made on first use below the target folder.

use std::{
    env,
    io::{ErrorKind, Write as _},
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::tree;

/// Version in `requirements.txt`.
const VERSION: &str = "2.2";
/// Where the task's own files stand.
const FOLDER: &str = "crates/xtask/src/stdnum";

/// An interpreter that has the library.
pub struct Reference {
    python: PathBuf,
}

/// Why there is no reference: no interpreter, or no package.
pub enum Missing {
    /// There is no `python3`.
    Python,
    /// The environment could not be made; what was tried said this.
    Package(String),
}

impl Reference {
    /// Finds the environment, or makes it.
    pub fn find() -> Result<Result<Self, Missing>> {
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| tree::root().join("target"), PathBuf::from);
        let folder = target.join(format!("python-stdnum-{VERSION}"));
        let python = folder.join("bin").join("python3");
        let has = |python: &PathBuf| {
            let asked =
                Command::new(python).args(["-c", "import stdnum; print(stdnum.__version__)"]).output();
            asked.is_ok_and(|out| String::from_utf8_lossy(&out.stdout).trim() == VERSION)
        };
        if has(&python) {
            return Ok(Ok(Self { python }));
        }
        match Command::new("python3").arg("--version").output() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Err(Missing::Python)),
            other => drop(other.context("asking python3 for its version")?),
        }
        let requirements = tree::root().join(FOLDER).join("requirements.txt");
        let mut environment = Command::new("python3");
        environment.args(["-m", "venv"]).arg(&folder);
        let mut install = Command::new(&python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        install.args(["--only-binary", ":all:", "--require-hashes", "--requirement"]).arg(requirements);
        for command in [&mut environment, &mut install] {
            let out = match command.output() {
                Ok(out) => out,
                Err(error) => return Ok(Err(Missing::Package(error.to_string()))),
            };
            if !out.status.success() {
                let said = String::from_utf8_lossy(&out.stderr);
                let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("no reason given");
                return Ok(Err(Missing::Package(last.trim().to_owned())));
            }
        }
        ensure!(has(&python), "the environment below {} has not python-stdnum {VERSION}", target.display());
        Ok(Ok(Self { python }))
    }

    /// Answers to requests (see `judge.py`), in their order.
    pub fn ask(&self, requests: &[String]) -> Result<Vec<String>> {
        let script = tree::root().join(FOLDER).join("judge.py");
        let mut child = Command::new(&self.python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the reference")?;
        let mut input = child.stdin.take().context("the reference has no input")?;
        let out = thread::scope(|scope| {
            scope.spawn(move || {
                let text = requests.join("\n") + "\n";
                // A reference that ended early says so in its status.
                let _ = input.write_all(text.as_bytes());
            });
            child.wait_with_output()
        })?;
        if !out.status.success() {
            bail!("the reference ended with {}", out.status);
        }
        let answers: Vec<String> = String::from_utf8(out.stdout)?.lines().map(str::to_owned).collect();
        ensure!(answers.len() == requests.len(), "{} answers to {} requests", answers.len(), requests.len());
        Ok(answers)
    }
}
