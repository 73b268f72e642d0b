//! Outputs that cannot be written, and runs that are stopped: nothing half-written looks whole.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{dumpscope, finish, folder, names, people, run, until_met};

#[test]
fn a_place_that_is_not_there() {
    let dir = folder(&[("a.csv", &people(20))]);
    for flag in ["--json", "--state"] {
        let run = run(dir.path(), &["triage", "a.csv", flag, "no/such/out"]).ended(4);
        run.says(&["no/such/out", "create its folder first"]);
    }
    assert_eq!(names(dir.path()), ["a.csv"]);
}

/// A folder that this user cannot write to. The superuser can write to any folder but those of the kernel.
#[cfg(target_os = "linux")]
fn read_only(dir: &Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let folder = dir.join("read-only");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    if File::create(folder.join("probe")).is_ok() { Path::new("/sys/kernel").into() } else { folder }
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder() {
    let dir = folder(&[("a.csv", &people(20))]);
    let place = read_only(dir.path()).join("out.json");
    let run = run(dir.path(), &["triage", "a.csv", "--json", place.to_str().unwrap()]).ended(4);
    assert!(
        run.err.contains("cannot create") && run.err.contains("out.json; ") || run.err.contains("name a"),
        "{}",
        run.err
    );
    assert!(!place.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let dir = folder(&[("a.csv", &people(2000))]);
    for flag in ["--json", "--state"] {
        run(dir.path(), &["triage", "a.csv", flag, "/dev/full"])
            .ended(4)
            .says(&["/dev/full", "free some space"]);
    }
    assert!(!std::fs::metadata("/dev/full").unwrap().is_file(), "a device is written to, not replaced");
    for args in [&["triage", "a.csv"][..], &["triage", "a.csv", "--json", "-"], &["schema"], &["fields"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let child = dumpscope(dir.path()).args(args).stdout(full).spawn().unwrap();
        finish(child).ended(4).says(&["standard output", "free some space"]);
    }
    assert_eq!(names(dir.path()), ["a.csv"]);
}

/// Runs where files may have at most so many blocks of 512 bytes, which stands in for a disk that fills up. Exceeding the limit raises a
/// signal that ends a program which does nothing about it.
#[cfg(target_os = "linux")]
fn confined(dir: &Path, blocks: u32, args: &[&str]) -> crate::program::Run {
    let mut shell = Command::new("sh");
    let limited = format!("ulimit -f {blocks}; exec \"$0\" \"$@\"");
    shell.args(["-c", &limited, env!("CARGO_BIN_EXE_dumpscope")]).args(args);
    shell.current_dir(dir).env("TMPDIR", dir).stdin(Stdio::null());
    finish(shell.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_system_that_fills_up_while_writing() {
    let dir = folder(&[("a.csv", &people(2000)), ("out", b"old")]);
    for flag in ["--json", "--state"] {
        let run = confined(dir.path(), 1, &["triage", "a.csv", flag, "out", "--quiet"]);
        run.ended(4).says(&["cannot write", "out: file too large; raise the limit on file sizes"]);
        assert_eq!(std::fs::read(dir.path().join("out")).unwrap(), b"old");
        assert_eq!(names(dir.path()), ["a.csv", "out"]);
    }
}

/// What is said and reported where keys have no room: all but repeats and people, which are never 0.
#[track_caller]
fn without_repeats(dir: &Path, run: crate::program::Run, why: &str) {
    let words =
        ["a.csv: repeats and people were not counted: no room for keys in the temporary folder (", why];
    let run = run.ended(4).says(&words).says(&["; give more --memory, or a TMPDIR with ", " MB free"]);
    assert!(!run.err.contains(dir.to_str().unwrap()), "{}", run.err);
    let table = &run.json()["tables"][0];
    assert_eq!(table["rows"], 3_000_000);
    assert_eq!(table["people"], serde_json::Value::Null);
    let duplicates = &table["duplicates"];
    assert!(duplicates["exact_rows"].is_null() && duplicates["near_rows"].is_null(), "{duplicates}");
    assert_eq!(duplicates["by_key"], serde_json::json!({}));
    assert!(duplicates["none_because"].as_str().unwrap().contains(why), "{duplicates}");
    assert_eq!(table["columns"][0]["nulls"], 0);
    assert!(table["verdict"]["headline"].is_string() && table["findings"].is_array());
}

#[cfg(target_os = "linux")]
#[test]
fn a_temporary_folder_without_room_costs_the_repeats_alone() {
    let rows: String = (0..3_000_000).map(|n| format!("{n},u{n}@example.com\n")).collect();
    let dir = folder(&[("a.csv", rows.as_bytes())]);
    let args = ["triage", "a.csv", "--json", "-", "--memory", "64M", "--no-digest"];
    // Nothing can be written, or some megabytes.
    for blocks in [0, 20_000] {
        without_repeats(dir.path(), confined(dir.path(), blocks, &args), "file too large");
    }
    let mut missing = dumpscope(dir.path());
    missing.env("TMPDIR", dir.path().join("missing"));
    let state = ["--state", "s"];
    let run = finish(missing.args(args).args(state).spawn().unwrap());
    without_repeats(dir.path(), run, "not found");
    assert_eq!(names(dir.path()), ["a.csv", "s"]);
    // What was saved says so too, and is whole.
    let report = crate::program::run(dir.path(), &["report", "s"]).ended(0);
    assert!(report.out.contains("not counted: no room for keys in the temporary folder"), "{}", report.out);
    assert!(report.out.contains("not counted, for want of room for their keys"), "{}", report.out);
    // With room for keys all is counted.
    let all = crate::program::run(dir.path(), &args).ended(0).json();
    assert_eq!(all["tables"][0]["duplicates"]["exact_rows"], 0);
    assert_eq!(all["tables"][0]["people"]["estimate"], 3_000_000);
}

/// The checkpoint cannot do without its keys; what was kept before stays.
#[cfg(target_os = "linux")]
#[test]
fn a_checkpoint_without_room_for_keys_is_an_error() {
    let rows: String = (0..3_000_000).map(|n| format!("{n},u{n}@example.com\n")).collect();
    let dir = folder(&[("a.csv", rows.as_bytes())]);
    let args = ["triage", "a.csv", "--checkpoint", "c", "--memory", "64M", "--no-digest", "--quiet"];
    let run = confined(dir.path(), 10_000, &args).ended(4);
    run.says(&["cannot keep row keys beside the checkpoint: ", "too large", "run the same command again"]);
}

#[cfg(unix)]
#[test]
fn what_a_killed_run_left_is_taken_away_by_the_next() {
    let dir = folder(&[("a.csv", &people(20))]);
    for _ in 0..2 {
        let args = ["triage", "-", "--json", "out.json"];
        let mut child = dumpscope(dir.path()).args(args).stdin(Stdio::piped()).spawn().unwrap();
        let began = Instant::now();
        while !names(dir.path())[0].ends_with(&format!("{}-0.dumpscope-part", child.id())) {
            assert!(began.elapsed() < Duration::from_mins(1), "outputs are made ready before reading");
            std::thread::sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(names(dir.path()).len(), 2, "one of them, however often");
    }
    run(dir.path(), &["triage", "a.csv", "--json", "out.json", "--quiet"]).ended(0);
    assert_eq!(names(dir.path()), ["a.csv", "out.json"]);
}

#[cfg(unix)]
#[test]
fn a_report_stays_as_private_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("a.csv", &people(20)), ("out.json", b"old")]);
    let path = dir.path().join("out.json");
    for mode in [0o600, 0o640] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        run(dir.path(), &["triage", "a.csv", "--json", "out.json", "--quiet"]).ended(0);
        let now = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(now & !mode, 0, "{now:o} after {mode:o}");
        assert_eq!(now & 0o600, 0o600);
    }
}

#[cfg(unix)]
fn interrupt(child: &std::process::Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn interrupted_while_a_pipe_is_silent() {
    let dir = folder(&[("out.json", b"old")]);
    let args = ["triage", "-", "--json", "out.json", "--state", "out.state"];
    let mut child = dumpscope(dir.path()).args(args).stdin(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(&people(100)).unwrap();
    let began = Instant::now();
    while names(dir.path()).len() < 3 {
        assert!(began.elapsed() < Duration::from_mins(1), "outputs are made ready before reading");
        std::thread::sleep(Duration::from_millis(5));
    }
    interrupt(&child);
    finish(child).ended(130);
    drop(pipe);
    assert_eq!(names(dir.path()), ["out.json"], "parts are taken away");
    assert_eq!(std::fs::read(dir.path().join("out.json")).unwrap(), b"old");
}

#[cfg(unix)]
#[test]
fn interrupted_while_reading_a_file() {
    until_met(|content| {
        let dir = folder(&[("a.csv", content)]);
        let args = ["triage", "a.csv", "--json", "out.json", "--threads", "1", "--no-digest"];
        let child = dumpscope(dir.path()).args(args).spawn().unwrap();
        let began = Instant::now();
        while names(dir.path()).len() < 2 {
            assert!(began.elapsed() < Duration::from_mins(1), "outputs are made ready before reading");
            std::thread::sleep(Duration::from_millis(1));
        }
        interrupt(&child);
        let run = finish(child);
        if run.status == Some(0) {
            return false;
        }
        run.ended(130).says(&["interrupted; nothing was written"]);
        assert_eq!(names(dir.path()), ["a.csv"]);
        true
    });
}

#[cfg(unix)]
#[test]
fn a_state_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("a.csv", &people(20))]);
    run(dir.path(), &["triage", "a.csv", "--state", "s", "--quiet"]).ended(0);
    assert_eq!(std::fs::metadata(dir.path().join("s")).unwrap().permissions().mode() & 0o777, 0o600);
}

/// Refused, clearly, before anything is touched.
#[track_caller]
fn refused(dir: &Path, args: &[&str], stdin: Option<&str>, words: &[&str]) {
    let content = |name: &String| std::fs::read(dir.join(name)).ok();
    let before: Vec<_> = names(dir).into_iter().map(|name| (content(&name), name)).collect();
    let mut command = dumpscope(dir);
    if let Some(name) = stdin {
        command.stdin(File::open(dir.join(name)).unwrap());
    }
    finish(command.args(args).spawn().unwrap()).ended(2).says(words);
    let after: Vec<_> = names(dir).into_iter().map(|name| (content(&name), name)).collect();
    assert_eq!(before, after, "{args:?}");
}

#[cfg(unix)]
#[test]
fn what_is_read_is_never_written_over() {
    let dir = folder(&[("in.csv", &people(20)), ("other.csv", &people(20))]);
    std::fs::hard_link(dir.path().join("in.csv"), dir.path().join("twin.csv")).unwrap();
    std::os::unix::fs::symlink("in.csv", dir.path().join("link.csv")).unwrap();
    for flag in ["--json", "--state"] {
        for output in ["in.csv", "./in.csv", "twin.csv", "link.csv", "/dev/stdin"] {
            let words = ["standard input", "would be overwritten", "name another output"];
            refused(dir.path(), &["triage", "-", flag, output], Some("in.csv"), &words);
        }
        for output in ["./in.csv", "twin.csv", "link.csv"] {
            let words = [output, "is an input", "would be overwritten"];
            refused(dir.path(), &["triage", "other.csv", "in.csv", flag, output], None, &words);
        }
    }
    run(dir.path(), &["triage", "in.csv", "--json", "other.csv", "--quiet"]).ended(0);
}

#[test]
fn a_case_file_is_never_written_over() {
    let case = b"dump = ['a.csv']\n";
    let dir = folder(&[("case/case.toml", case), ("case/a.csv", &people(20))]);
    for named in ["case", "case/case.toml"] {
        for flag in ["--json", "--state"] {
            let words = ["case/case.toml", "is the case file", "would be overwritten"];
            refused(dir.path(), &["triage", named, flag, "case/case.toml"], None, &words);
        }
    }
    assert_eq!(std::fs::read(dir.path().join("case/case.toml")).unwrap(), case);
}

#[test]
fn a_saved_state_is_never_written_over_by_its_report() {
    let dir = folder(&[("a.csv", &people(20))]);
    run(dir.path(), &["triage", "a.csv", "--state", "s", "--quiet"]).ended(0);
    refused(dir.path(), &["report", "s", "--json", "./s"], None, &["./s", "would be overwritten"]);
}

#[test]
fn two_outputs_do_not_share_a_file() {
    let dir = folder(&[("a.csv", &people(20)), ("there", b"old"), ("sub/x", b"")]);
    for (json, state) in [("x", "x"), ("x", "./x"), ("sub/../x", "x"), ("there", "sub/../there")] {
        let words = ["--json and --state name the same file", "name two"];
        refused(dir.path(), &["triage", "a.csv", "--json", json, "--state", state], None, &words);
    }
    run(dir.path(), &["triage", "a.csv", "--json", "sub/y", "--state", "y", "--quiet"]).ended(0);
}
