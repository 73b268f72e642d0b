use std::process::Command;

use crate::contender::{Tools, bench_folder};

/// Machine, commit and peers, as lines of a list. What cannot be found out is said to be unknown.
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
        format!(
            "commit: {}{}",
            said("git", &["rev-parse", "--short=12", "HEAD"]),
            if dirty() { " and changes not committed" } else { "" }
        ),
        format!("toolchain: {}", said("rustc", &["--version"])),
        format!("peers: {}", Tools::pinned().unwrap_or_else(|_| "unknown".into()).replace('\n', ", ")),
    ]
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

fn dirty() -> bool {
    !said("git", &["status", "--porcelain", "--untracked-files=no", "--", "..", ":!RESULTS.md"]).is_empty()
}
