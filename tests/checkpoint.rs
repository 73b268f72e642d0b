//! `--checkpoint`: a triage that was stopped goes on, and says what one that was not stopped says.

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::{Run, dumpscope, finish, folder, names, people, run, until_met, without_custody};

const KEPT: [&str; 2] = ["--checkpoint", "check"];

fn signal(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

/// Starts a triage, and sends it a signal once it has kept something (or, if it need not, after a moment).
#[track_caller]
fn stopped(dir: &Path, args: &[&str], how: &str, kept: bool) -> Run {
    let child = dumpscope(dir).args(args).spawn().unwrap();
    let began = Instant::now();
    while kept && !dir.join("check").exists() || !kept && began.elapsed() < Duration::from_millis(60) {
        assert!(began.elapsed() < Duration::from_mins(2), "nothing was kept");
        std::thread::sleep(Duration::from_millis(1));
    }
    signal(&child, how);
    finish(child)
}

fn report(dir: &Path, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(dir.join(name)).unwrap()).unwrap()
}

/// Stops a triage with a signal, goes on with it, and compares with one that was not stopped. `false` when it was done
/// before it could be stopped.
#[track_caller]
fn goes_on(content: &[u8], name: &str, how: &str, [first, second]: [&[&str]; 2]) -> bool {
    let dir = folder(&[(name, content)]);
    let dir = dir.path();
    let common = ["triage", name, "--no-digest", "--quiet", "--stability", "always"];
    run(dir, &[&common[..], &["--seed", "5", "--json", "whole.json"]].concat()).ended(0);
    let seed = ["--seed", "5", "--json", "out.json"];
    let args = [&common[..], &seed, &KEPT, first].concat();
    let run_before = stopped(dir, &args, how, how == "-KILL");
    if run_before.status == Some(0) {
        return false;
    }
    if how == "-INT" || how == "-TERM" {
        run_before.ended(130).says(&["kept in check: the same command goes on from there"]);
    }
    assert!(!dir.join("out.json").exists());
    #[cfg(unix)]
    for file in ["check", "check.keys"] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(dir.join(file)).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
    run(dir, &[&common[..], &seed, &KEPT, second].concat()).ended(0);
    let (whole, out) = (report(dir, "whole.json"), report(dir, "out.json"));
    let options = out["custody"]["options"].as_array().unwrap();
    let resumed = options.iter().filter(|option| option.as_str().unwrap().starts_with("resumed=20")).count();
    assert_eq!(resumed, 1, "{options:?}");
    assert_eq!(without_custody(whole).to_string(), without_custody(out).to_string());
    let left = names(dir);
    assert_eq!(left, {
        let mut all = vec![name, "out.json", "whole.json"];
        all.sort_unstable();
        all
    });
    true
}

#[cfg(unix)]
#[test]
fn a_triage_goes_on_after_an_interruption() {
    until_met(|content| goes_on(content, "a.csv", "-INT", [&["--threads", "1"], &["--threads", "3"]]));
}

#[cfg(unix)]
#[test]
fn a_triage_goes_on_after_it_was_ended_and_was_killed() {
    let (spilled, other) = (["--memory", "64M", "--threads", "2"], ["--no-mmap", "--block-size", "64K"]);
    until_met(|content| goes_on(content, "a.csv", "-TERM", [&spilled, &other]));
    let often = ["--threads", "1", "--checkpoint-every", "0.05"];
    until_met(|content| goes_on(content, "a.csv", "-KILL", [&often, &spilled]));
}

#[cfg(unix)]
#[test]
fn json_lines_go_on_with_rows_listed() {
    until_met(|content| {
        let lines: String = std::str::from_utf8(content)
            .unwrap()
            .lines()
            .skip(1)
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                format!("{{\"id\":{},\"name\":\"{}\",\"email\":\"{}\"}}\n", cells[0], cells[1], cells[2])
            })
            .collect();
        goes_on(lines.as_bytes(), "a.ndjson", "-INT", [&["--threads", "1"], &[]])
    });
}

/// Of two tables the first is done when it is stopped: it is not read again, though it must be there.
#[cfg(unix)]
#[test]
fn tables_that_are_done_are_kept() {
    until_met(|content| {
        let dir = folder(&[("dump/1.csv", &people(3_000)), ("dump/2.csv", content)]);
        let dir = dir.path();
        let args = ["triage", "dump", "--quiet", "--threads", "1", "--seed", "5", "--json"];
        run(dir, &[&args[..], &["whole.json"]].concat()).ended(0);
        let args = [&args[..], &["out.json"], &KEPT].concat();
        let every = [&args[..], &["--checkpoint-every", "0"]].concat();
        if stopped(dir, &every, "-INT", true).status == Some(0) {
            return false;
        }
        let first = dir.join("dump/1.csv");
        let (kept, changed) = (std::fs::read(&first).unwrap(), first.metadata().unwrap().modified().unwrap());
        std::fs::write(&first, people(2_999)).unwrap();
        run(dir, &args).ended(2).says(&["dump/1.csv is not what it was when it was kept", "delete it"]);
        std::fs::write(&first, kept).unwrap();
        // Another time of change is another file, as far as can be told.
        run(dir, &args).ended(2).says(&["is not what it was"]);
        std::fs::File::options().write(true).open(&first).unwrap().set_modified(changed).unwrap();
        run(dir, &args).ended(0);
        let (whole, out) = (report(dir, "whole.json"), report(dir, "out.json"));
        assert_eq!(out["custody"]["inputs"], whole["custody"]["inputs"]);
        assert_eq!(without_custody(whole).to_string(), without_custody(out).to_string());
        true
    });
}

/// A folder with a table and the checkpoint of a triage of it that was killed.
#[cfg(unix)]
fn left_behind() -> tempfile::TempDir {
    let mut left = None;
    until_met(|content| {
        let dir = folder(&[("a.csv", content)]);
        let args = ["triage", "a.csv", "--quiet", "--no-digest", "--checkpoint-every", "0", "--null", "n/a"];
        let met = stopped(dir.path(), &[&args[..], &KEPT].concat(), "-KILL", true).status.is_none();
        left = Some(dir).filter(|_| met);
        met
    });
    left.unwrap()
}

#[cfg(unix)]
#[test]
fn what_does_not_fit_is_refused() {
    let dir = left_behind();
    let dir = dir.path();
    let args = ["triage", "a.csv", "--quiet", "--no-digest", "--null", "n/a", "--checkpoint"];
    let with = |file: &str, more: &[&str]| run(dir, &[&args[..], &[file], more].concat());
    let start_over = "delete it and check.keys to start over";
    let read = |name: &str| std::fs::read(dir.join(name)).unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(dir.join(name), bytes).unwrap();
    let (check, keys, table) = (read("check"), read("check.keys"), read("a.csv"));
    with("check", &["--delimiter", ","]).ended(2).says(&["another --delimiter", start_over]);
    with("check", &["--null", "x"]).ended(2).says(&["another --null", start_over]);
    with("check", &["--seed", "1"]).ended(2).says(&["another --seed", start_over]);
    with("a.csv", &[]).ended(2).says(&["a.csv is an input and would be overwritten"]);
    put("notes", b"mine");
    with("notes", &[]).ended(2).says(&["notes is no checkpoint and was left as it is"]);
    with("check", &["--json", "check.keys"]).ended(2).says(&["name the same file"]);
    put("other.keys", b"mine, all mine and more");
    with("other", &[]).ended(2).says(&["other.keys is no checkpoint and was left as it is"]);
    assert_eq!((read("notes"), read("other.keys")), (b"mine".to_vec(), b"mine, all mine and more".to_vec()));
    // Damage, wherever it is.
    for at in (16..check.len()).step_by(check.len() / 9) {
        let mut other = check.clone();
        other[at] ^= 1;
        put("check", &other);
        let refused = with("check", &[]).ended(2);
        assert!(
            refused.err.contains("is damaged") || refused.err.contains("another version"),
            "{}",
            refused.err
        );
    }
    put("check", &check[..check.len() / 2]);
    with("check", &[]).ended(2).says(&["is damaged", start_over]);
    put("check", &check);
    put("check.keys", &keys[..9]);
    with("check", &[]).ended(2);
    put("check.keys", &keys);
    // Another table: longer, or only of another time.
    put("a.csv", &[&table[..], b"1,x,y,z,w\n"].concat());
    with("check", &[]).ended(2).says(&["a.csv is not what it was when it was kept", start_over]);
    std::fs::remove_file(dir.join("check")).unwrap();
    with("check", &["--seed", "3"]).ended(0);
    assert!(!dir.join("check.keys").exists());
}

#[test]
fn what_can_be_read_only_once_or_from_its_start_is_refused() {
    let wide: Vec<u8> =
        String::from_utf8(people(50)).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let dir = folder(&[("wide.csv", &[&[0xff, 0xfe], &wide[..]].concat()), ("a.csv", &people(50))]);
    run(dir.path(), &["triage", "-", "--checkpoint", "check"]).ended(2).says(&["can be read only once"]);
    run(dir.path(), &["triage", "wide.csv", "--checkpoint", "check"]).ended(2).says(&["from its start only"]);
    let both = ["triage", "wide.csv", "a.csv", "--checkpoint", "check"];
    run(dir.path(), &both).ended(0).says(&["note: wide.csv", "kept once it is done"]);
    let rows = [&both[..], &["--rows", "rows.csv"]].concat();
    run(dir.path(), &rows).ended(2).says(&["keeps no list of rows"]);
    run(dir.path(), &["triage", "a.csv", "--checkpoint", "check", "--quick"]).ended(2);
}
