use std::path::Path;
use std::process::Command;

use crate::tools::bench_folder;

/// The machine, as lines of a list. What cannot be found out is said to be unknown.
pub fn describe() -> Vec<String> {
    let cpu = line("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".into());
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let simd = line("/proc/cpuinfo", "flags").unwrap_or_default();
    let simd = ["avx512bw", "avx2", "sse4_2"].into_iter().find(|f| simd.split(' ').any(|g| g == *f));
    let memory = line("/proc/meminfo", "MemTotal")
        .and_then(|m| m.trim_end_matches(" kB").parse::<f64>().ok())
        .map_or_else(|| "unknown".into(), |kib| format!("{:.1} GiB", kib / 1_048_576.0));
    vec![
        format!("machine: {cpu}, {cores} cores ({}), {memory} memory", simd.unwrap_or("no SIMD flags known")),
        format!("system: {} {}", said("uname", &["-sr"]), said("uname", &["-m"])),
    ]
}

/// What was measured when: the last commit that changed the program, with its compiler, or the program that was given, and
/// the day.
pub fn measured(given: Option<&Path>) -> String {
    let what = given.map_or_else(
        || {
            format!(
                "Commit {}{} ({})",
                said("git", &["log", "-1", "--format=%h", "--abbrev=12", "--", "../crates", "../Cargo.lock"]),
                if dirty() { " with changes not committed" } else { "" },
                said("rustc", &["--version"]).split(" (").next().unwrap_or_default()
            )
        },
        |_| "A program given by hand".into(),
    );
    format!("{what}, {}", said("date", &["-u", "+%F"]))
}

fn line(file: &str, key: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|l| l.split(':').next().is_some_and(|k| k.trim() == key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn said(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).current_dir(bench_folder()).output();
    let text = output
        .ok()
        .filter(|o| o.status.success())
        .map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned());
    text.unwrap_or_else(|| "unknown".into())
}

/// Whether the program that was measured differs from its commit.
fn dirty() -> bool {
    !said("git", &["status", "--porcelain", "--untracked-files=no", "--", "../crates", "../Cargo.lock"])
        .is_empty()
}
