//! Nothing personal comes out: marked values go in by every door, and every byte that comes back is searched for them.

use std::io::Write;
use std::path::Path;

use dumpscope_testkit::markers::{MarkedTable, find_marker, word};

use crate::program::{Run, folder, people, run, run_with};

/// Fails when any byte that came back holds a mark: both streams, and every file but the inputs.
#[track_caller]
fn clean(run: &Run, folder: &Path, inputs: &[&str]) {
    let whole = |place: &str, bytes: &[u8]| {
        let found = find_marker(bytes);
        assert!(found.is_none(), "{found:?} came out by {place}:\n{}", String::from_utf8_lossy(bytes));
    };
    whole("standard output", run.out.as_bytes());
    whole("standard error", run.err.as_bytes());
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_file() && !inputs.contains(&name.as_str()) {
            whole(&name, &std::fs::read(entry.path()).unwrap());
        }
    }
    assert!(!run.err.contains("internal error"), "{}", run.err);
}

/// A triage with every output, its state rendered again, and everything searched.
#[track_caller]
fn feed(content: &[u8], more: &[&str]) {
    let dir = folder(&[("dump", content)]);
    let args = [
        "triage",
        "dump",
        "--json",
        "out.json",
        "--state",
        "out.state",
        "--progress",
        "json",
        "--stability",
        "always",
        "--columns",
        "500",
        "--rows",
        "rows.csv",
    ];
    let triage = run(dir.path(), &[&args[..], more].concat());
    assert!(matches!(triage.status, Some(0..=4)), "{:?} {}", triage.status, triage.err);
    clean(&triage, dir.path(), &["dump"]);
    if triage.status == Some(0) {
        for report in [&["report", "out.state"][..], &["report", "out.state", "--json", "-"]] {
            clean(&run(dir.path(), report).ended(0), dir.path(), &["dump"]);
        }
        clean(&run(dir.path(), &["purge", "."]), dir.path(), &["dump"]);
    }
    let quick = ["triage", "dump", "--quick=64K", "--json", "quick.json", "--state", "quick.state"];
    clean(&run(dir.path(), &[&quick[..], more].concat()), dir.path(), &["dump"]);
    clean(&run_with(dir.path(), &[&["triage", "-"], more].concat(), content), dir.path(), &["dump"]);
}

/// Stopped half-way, what was kept is searched too, whichever way it is stopped.
#[cfg(unix)]
#[test]
fn what_is_kept_of_a_triage_that_was_stopped() {
    use crate::program::{dumpscope, finish};

    let mut text = marked().delimited(',', true);
    let rows: Vec<u8> = text.splitn(2, |&b| b == b'\n').nth(1).unwrap().to_vec();
    for _ in 0..60 {
        text.extend_from_slice(&rows);
    }
    let dir = folder(&[("dump", &text)]);
    let args = ["triage", "dump", "--checkpoint", "check", "--checkpoint-every", "0", "--block-size", "4K"];
    let child = dumpscope(dir.path()).args(args).args(["--threads", "1", "--no-digest"]).spawn().unwrap();
    while !dir.path().join("check").exists() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let stop = std::process::Command::new("kill").args(["-KILL", &child.id().to_string()]).status();
    assert!(stop.unwrap().success());
    let killed = finish(child);
    assert!(killed.status.is_none(), "it was done before it was stopped: {}", killed.err);
    clean(&killed, dir.path(), &["dump"]);
    let again = run(dir.path(), &args).ended(0);
    clean(&again, dir.path(), &["dump"]);
}

/// Enrolled in a library, listed, shown, and compared with.
#[test]
fn known_dumps() {
    let text = marked().delimited(',', true);
    let dir = folder(&[("dump", &text), ("plain/dump", &text)]);
    let known = dir.path().join("known");
    let name = format!("{}@example.com", word(7));
    for args in [
        &["library", "init", "known"][..],
        &["library", "add", "known", "dump", "--name", "of 2022", "--note", &name],
        &["library", "list", "known", "--json"],
        &["library", "show", "known", "of-2022", "--json"],
        &["library", "show", "known", "of-2022"],
        &[
            "triage",
            "dump",
            "--null",
            "x",
            "--library",
            "known",
            "--json",
            "out.json",
            "--state",
            "out.state",
        ],
        &["triage", "dump", "--library", "plain", "--json", "out.json"],
        &["report", "out.state", "--library", "known"],
    ] {
        let run = run(dir.path(), args).ended(0);
        clean(&run, dir.path(), &["dump"]);
        clean(&run, &known, &[]);
    }
}

/// Types of a user's own: over every column, from a list that holds values, and from a file that is refused.
#[test]
fn types_of_a_users_own() {
    let text = marked().delimited(',', true);
    let columns = text.split(|b| *b == b'\n').next().unwrap();
    let columns: Vec<&str> = std::str::from_utf8(columns).unwrap().trim().split(',').collect();
    let listed = format!(
        "[[field]]\nid = \"listed\"\nheaders = [\"listed\"]\nlist = [{:?}, {:?}]\n",
        word(3),
        word(7)
    );
    let own = |(at, column): (usize, &&str)| {
        format!(
            "[[field]]\nid = \"own-{at}\"\nheaders = [{column:?}]\nregex = \".*\"\nheader_only = true\nspecificity = 95\n"
        )
    };
    let types: String = std::iter::once(listed).chain(columns.iter().enumerate().map(own)).collect();
    let wrong = format!("[[field]]\nid = \"own\"\nheaders = [\"own\"]\nregex = \"({}\"\n", word(7));
    let dir = folder(&[("dump", &text), ("types.toml", types.as_bytes()), ("wrong.toml", wrong.as_bytes())]);
    let inputs = ["dump", "types.toml", "wrong.toml"];
    let triage = ["triage", "dump", "--fields", "types.toml", "--json", "out.json", "--state", "out.state"];
    clean(&run(dir.path(), &triage).ended(0), dir.path(), &inputs);
    let report = std::fs::read_to_string(dir.path().join("out.json")).unwrap();
    assert!(report.contains("\"own-1\""), "no column was given a type of the file");
    clean(&run(dir.path(), &["report", "out.state"]).ended(0), dir.path(), &inputs);
    clean(&run(dir.path(), &["fields", "--fields", "types.toml"]).ended(0), dir.path(), &inputs);
    let refused = run(dir.path(), &["triage", "dump", "--fields", "wrong.toml"]).ended(2);
    clean(&refused, dir.path(), &inputs);
}

fn marked() -> MarkedTable {
    MarkedTable::new(600, 1)
}

#[test]
fn the_search_finds_what_goes_in() {
    assert!(find_marker(&marked().delimited(',', true)).is_some());
}

#[test]
fn delimited_text() {
    for (delimiter, name) in [(',', ","), (';', ";"), ('\t', "tab")] {
        feed(&marked().delimited(delimiter, true), &[]);
        feed(&marked().delimited(delimiter, true), &["--delimiter", name, "--header"]);
    }
}

#[test]
fn a_header_that_is_data() {
    feed(&marked().delimited(',', false), &[]);
    feed(&marked().delimited(',', false), &["--header"]);
    feed(&marked().delimited(',', true), &["--no-header"]);
}

#[test]
fn json_lines() {
    feed(&marked().ndjson(false), &[]);
    feed(&marked().ndjson(true), &[]);
    feed(&marked().ndjson(false), &["--format", "delimited"]);
    feed(&marked().delimited(',', true), &["--format", "ndjson"]);
}

#[test]
fn keys_that_are_data() {
    let lines: String = (0..200)
        .map(|i| format!("{{\"{0}@example.com\": 1, \"06739180{1:02}\": \"{0}\"}}\n", word(i), i % 100))
        .collect();
    feed(lines.as_bytes(), &[]);
}

#[test]
fn the_wrong_form() {
    let text = marked().delimited(',', true);
    feed(&text, &["--delimiter", "|"]);
    feed(&text, &["--quote", "none"]);
    feed(&text, &["--quote", "single", "--escape", "backslash"]);
    feed(&text, &["--encoding", "utf-16le"]);
    feed(&text, &["--encoding", "shift_jis"]);
}

#[test]
fn broken_files() {
    let text = marked().delimited(',', true);
    feed(&text[..text.len() - 7], &[]);
    let mut quoted = b"\"".to_vec();
    quoted.extend(&text);
    feed(&quoted, &[]);
    let mut odd = text.clone();
    for at in (0..odd.len()).step_by(97) {
        odd[at] = [0, 0xff, b'"', b'\n'][at / 97 % 4];
    }
    feed(&odd, &[]);
    let ragged: Vec<u8> = text
        .split(|&b| b == b'\n')
        .enumerate()
        .flat_map(|(i, line)| {
            let end = if i % 3 == 0 { line.len() / 2 } else { line.len() };
            [&line[..end], b"\n"].concat()
        })
        .collect();
    feed(&ragged, &[]);
    let preamble = [b"exported for ".as_slice(), word(7).as_bytes(), b"@example.com\n\n", &text].concat();
    feed(&preamble, &[]);
}

#[test]
fn packed_and_in_other_charsets() {
    let text = marked().delimited(',', true);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&text).unwrap();
    let packed = gzip.finish().unwrap();
    feed(&packed, &[]);
    feed(&packed[..packed.len() / 2], &[]);
    let wide: Vec<u8> = String::from_utf8(text).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    feed(&[&[0xff, 0xfe], wide.as_slice()].concat(), &[]);
}

#[test]
fn one_record_only_and_few() {
    let text = marked().delimited(',', true);
    for lines in [1, 2, 3, 25] {
        let some: Vec<u8> = text.split_inclusive(|&b| b == b'\n').take(lines).flatten().copied().collect();
        feed(&some, &[]);
    }
}

#[test]
fn a_value_that_everybody_has() {
    // Frequent values are shown for types that are not personal; a name given to all is still a name.
    let lines: String = (0..500).map(|i| format!("{i};{};{}@example.com;oui\n", word(3), word(3))).collect();
    feed(format!("id;nom;email;client\n{lines}").as_bytes(), &[]);
    feed(format!("a;b;c;d\n{lines}").as_bytes(), &[]);
    feed(lines.as_bytes(), &[]);
}

#[test]
fn paths_that_are_data() {
    let dir = tempfile::tempdir().unwrap();
    let name = format!("{}@example.com.csv", word(9));
    std::fs::write(dir.path().join(&name), people(30)).unwrap();
    std::fs::create_dir(dir.path().join("0673918042")).unwrap();
    std::fs::write(dir.path().join("0673918042/a.csv"), people(30)).unwrap();
    let state = format!("{}@example.com.state", word(10));
    let runs: &[&[&str]] = &[
        &["triage", &name],
        &["triage", &name, "--json", "-"],
        &["triage", &name, "--state", &state],
        &["triage", "0673918042", "--json", "-"],
        &["triage", &name, "--json", "0673918043/out.json"],
        &["triage", "0673918044.csv"],
        &["report", &state],
        &["report", "0673918045.state"],
        &["purge", &state],
        &["new-case", "0673918046"],
        &["triage", "0673918046"],
    ];
    for args in runs {
        let run = run(dir.path(), args);
        clean(&run, dir.path(), &[&name]);
    }
}
