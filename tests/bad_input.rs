//! Whatever is handed in: a clear message that says what to do or an honest report, no fault, nothing half-written.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};

use serde_json::Value;

use crate::program::{Run, dumpscope, finish, folder, names, people, run, run_with, until_met};

/// Triage of one file with this content, asked for JSON and a state as files.
fn triage(content: &[u8], more: &[&str]) -> (tempfile::TempDir, Run) {
    let dir = folder(&[("dump", content)]);
    let run =
        run(dir.path(), &[&["triage", "dump", "--json", "out.json", "--state", "out.state"], more].concat());
    (dir, run)
}

/// Cannot be read: says why and what to do, writes nothing.
#[track_caller]
fn refused(content: &[u8], words: &[&str]) {
    let (dir, run) = triage(content, &[]);
    let run = run.ended(1).says(words);
    assert!(run.err.trim_start_matches("dumpscope: ").contains("dump"), "it names the file: {}", run.err);
    assert!(run.out.is_empty());
    assert_eq!(names(dir.path()), ["dump"], "nothing was written");
}

/// Can be read: the one table of the report, with its bytes accounted for.
#[track_caller]
fn read(content: &[u8], more: &[&str]) -> Value {
    let (dir, run) = triage(content, more);
    run.ended(0);
    assert_eq!(names(dir.path()), ["dump", "out.json", "out.state"]);
    let report: Value = serde_json::from_slice(&std::fs::read(dir.path().join("out.json")).unwrap()).unwrap();
    let table = report["tables"][0].clone();
    let number = |name: &str| table["bytes"][name].as_u64().unwrap();
    let sum: u64 = ["parsed", "repaired", "rejected", "skipped"].map(number).iter().sum();
    assert_eq!(sum, number("decoded"), "every byte is accounted for");
    assert_eq!(report["tables"].as_array().unwrap().len(), 1);
    table
}

fn column_names(table: &Value) -> Vec<&str> {
    table["columns"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect()
}

#[test]
fn missing_file() {
    let dir = folder(&[]);
    run(dir.path(), &["triage", "dump.csv", "--json", "out.json"])
        .ended(1)
        .says(&["dump.csv does not exist", "check"]);
    run(dir.path(), &["triage", "*.csv", "--json", "out.json"]).ended(1).says(&["no file matches *.csv"]);
    assert!(names(dir.path()).is_empty());
}

#[test]
fn empty_file() {
    refused(b"", &["is empty", "check that the copy"]);
    let dir = folder(&[]);
    run_with(dir.path(), &["triage", "-"], b"").ended(1).says(&["is empty"]);
}

#[test]
fn only_blanks() {
    let (dir, run) = triage(b"\n\n   \n\r\n", &[]);
    if run.status == Some(0) {
        assert_eq!(names(dir.path()), ["dump", "out.json", "out.state"]);
    } else {
        run.ended(1).says(&["dump"]);
        assert_eq!(names(dir.path()), ["dump"]);
    }
}

#[test]
fn folders() {
    let dir = folder(&[("full/a.csv", &people(30)), ("full/b.csv", &people(40)), ("empty/.hidden", b"x")]);
    let report = run(dir.path(), &["triage", "full", "--json", "-"]).ended(0).json();
    assert_eq!(report["tables"].as_array().unwrap().len(), 2);
    run(dir.path(), &["triage", "empty"]).ended(1).says(&["empty holds no file"]);
    run(dir.path(), &["triage", "full", "--json", "empty"]).ended(4).says(&["empty", "name a file in it"]);
    run(dir.path(), &["report", "full"]).ended(1).says(&["full", "triage --state"]);
}

#[test]
fn binary_files() {
    refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\0\0\x03\0", &["image", ";"]);
    refused(b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20", &["SQLite", ";"]);
    refused(b"PK\x03\x04\x14\0\0\0\x08\0abcdefgh", &["zip", ";"]);
    refused(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", &["dump seems to be", ";"]);
    let mut seed = 1_u64;
    let noise = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as u8
    });
    refused(&noise.take(100_000).collect::<Vec<u8>>(), &["dump seems to be", ";"]);
}

#[test]
fn damaged_compression() {
    refused(b"\x1f\x8b\x08\0\0\0\0\0\0\xff", &["unpack", "again"]);
    let mut packed = Vec::new();
    let mut gzip = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::fast());
    gzip.write_all(&people(20_000)).unwrap();
    gzip.finish().unwrap();
    packed.truncate(packed.len() / 2);
    let (dir, run) = triage(&packed, &[]);
    run.ended(3).says(&["stops early"]);
    let report: Value = serde_json::from_slice(&std::fs::read(dir.path().join("out.json")).unwrap()).unwrap();
    let rows = report["tables"][0]["rows"].as_u64().unwrap();
    assert!(rows > 1000 && rows < 20_000, "what unpacked was triaged: {rows}");
    assert!(report["custody"]["inputs"][0]["problems"][0].as_str().unwrap().contains("stops early"));
}

/// Read in full, but not proven to be what was packed.
#[track_caller]
fn doubted(packed: &[u8], container: &str) {
    let (dir, run) = triage(packed, &[]);
    let words = format!("a {container} checksum or length");
    run.ended(3).says(&[&words, "does not match", "may be damaged"]);
    let report: Value = serde_json::from_slice(&std::fs::read(dir.path().join("out.json")).unwrap()).unwrap();
    assert_eq!(report["tables"][0]["rows"], 1000, "all of it was triaged");
    assert!(report["custody"]["inputs"][0]["problems"][0].as_str().unwrap().contains(&words));
}

#[test]
fn a_checksum_that_does_not_match() {
    let content = people(1000);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&content).unwrap();
    let packed = gzip.finish().unwrap();
    let trailer = packed.len() - 8;
    for at in [trailer, trailer + 4] {
        let mut packed = packed.clone();
        packed[at] ^= 1;
        doubted(&packed, "gzip");
    }
    // A frame of one stored block (RFC 8878, 3.1.1): magic, descriptor (one segment, checksum, four bytes of length),
    // length, block header (last, stored, length), content, checksum.
    let len = content.len() as u32;
    let header =
        [&[0x28, 0xb5, 0x2f, 0xfd, 0xa4][..], &len.to_le_bytes(), &(len << 3 | 1).to_le_bytes()[..3]]
            .concat();
    doubted(&[&header[..], &content, &[0; 4]].concat(), "zstd");
}

#[test]
fn one_column() {
    let lines: String = (0..300).map(|i| format!("user{i}@example.com\n")).collect();
    let table = read(format!("email\n{lines}").as_bytes(), &[]);
    assert_eq!((table["rows"].as_u64(), column_names(&table)), (Some(300), vec!["email"]));
    assert_eq!(table["columns"][0]["field_type"], "email");
    assert_eq!(table["dialect"]["delimiter"], Value::Null);
    let table = read(lines.as_bytes(), &[]);
    assert_eq!(
        (table["rows"].as_u64(), column_names(&table)),
        (Some(300), vec!["c1"]),
        "an address is no header"
    );
}

#[test]
fn no_line_end() {
    let table = read(b"a,b,c\n1,2,3\n4,5,6", &[]);
    assert_eq!(table["rows"], 2, "the last record needs none");
    let table = read(b"1,2,3", &["--no-header"]);
    assert_eq!((&table["rows"], table["columns"].as_array().unwrap().len()), (&1.into(), 3));
}

#[test]
fn a_line_of_a_hundred_megabytes() {
    let dir = folder(&[]);
    let mut dump = std::io::BufWriter::new(File::create(dir.path().join("dump")).unwrap());
    dump.write_all(&people(2000)).unwrap();
    let piece = vec![b'x'; 1 << 16];
    for _ in 0..(100 << 20) / piece.len() {
        dump.write_all(&piece).unwrap();
    }
    dump.write_all(b"\n").unwrap();
    dump.write_all(&people(1000)[..]).unwrap();
    dump.into_inner().unwrap().sync_all().unwrap();
    for door in [&[][..], &["--no-mmap"]] {
        let args = [&["triage", "dump", "--json", "-", "--no-digest", "--threads", "2"], door].concat();
        let table = run(dir.path(), &args).ended(0).json()["tables"][0].take();
        let bytes = |name: &str| table["bytes"][name].as_u64().unwrap();
        assert!(
            bytes("rejected") + bytes("repaired") >= 100 << 20,
            "the line is no row of the table: {}",
            table["bytes"]
        );
        assert!(table["rows"].as_u64().unwrap() >= 3000, "the rows around it are read");
    }
}

#[test]
fn nothing_but_one_long_line() {
    let line = vec![b'x'; 100 << 20];
    let (_, run) = triage(&line, &["--no-digest"]);
    match run.status {
        Some(0) => drop(run.ended(0)),
        _ => drop(run.ended(1).says(&["dump", ";"])),
    }
}

#[test]
fn nuls() {
    let mut text = people(500);
    let at = text.iter().rposition(|&b| b == b'@').unwrap();
    text[at] = 0;
    let table = read(&text, &[]);
    assert_eq!(table["rows"], 500, "a NUL is a byte of a cell");
}

#[test]
fn bytes_that_are_not_utf_8() {
    let mut text = people(500);
    let at = text.iter().rposition(|&b| b == b'@').unwrap();
    text[at] = 0xff;
    let table = read(&text, &["--encoding", "utf-8"]);
    assert_eq!((&table["rows"], &table["repaired_rows"]), (&500.into(), &1.into()));
    assert!(table["bytes"]["repaired"].as_u64().unwrap() > 0);
}

#[test]
fn an_unclosed_quote_at_the_start() {
    let mut text = b"id,name,email,city,born\n\"0,Name Last,x@example.com,Town,1950-01-01\n".to_vec();
    text.extend(people(3000).split_inclusive(|&b| b == b'\n').skip(1).flatten());
    let table = read(&text, &[]);
    let (rows, rejected) = (table["rows"].as_u64().unwrap(), table["rejected_rows"].as_u64().unwrap());
    assert!(rows >= 2990, "one stray quote does not swallow the file: {rows} rows, {rejected} rejected");
    let mut text = vec![b'"'];
    text.extend(people(3000));
    read(&text, &[]);
}

#[test]
fn a_hundred_thousand_columns() {
    let header: Vec<String> = (0..100_000).map(|i| format!("h{i}")).collect();
    let row = vec!["1"; 100_000].join(",");
    let text = format!("{}\n{row}\n{row}\n", header.join(","));
    refused(text.as_bytes(), &["columns", ";"]);
}

#[test]
fn many_columns_are_fine() {
    let header: Vec<String> = (0..2000).map(|i| format!("column_{i}")).collect();
    let row = vec!["1"; 2000].join(",");
    let table = read(format!("{}\n{row}\n{row}\n{row}\n", header.join(",")).as_bytes(), &[]);
    assert_eq!((&table["rows"], table["columns"].as_array().unwrap().len()), (&3.into(), 2000));
}

#[test]
fn duplicate_header_names() {
    let table = read(b"id,name,name,name\n1,a,b,c\n2,d,e,f\n3,g,h,\n", &[]);
    assert_eq!(table["rows"], 3);
    let columns = table["columns"].as_array().unwrap();
    assert_eq!(columns.len(), 4, "none is lost");
    assert_eq!(columns.iter().map(|c| c["index"].as_u64().unwrap()).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(columns[3]["nulls"], 1, "and each keeps its own counts");
}

#[test]
fn header_only() {
    let table = read(b"id,name,email,city\n", &["--header"]);
    assert_eq!((&table["rows"], column_names(&table)), (&0.into(), vec!["id", "name", "email", "city"]));
    assert_eq!(table["columns"][0]["validates"], Value::Null, "what cannot be measured is null");
}

#[test]
fn a_first_row_that_is_data() {
    let people = people(500);
    let rows = people.split_inclusive(|&b| b == b'\n').skip(1).flatten().copied().collect::<Vec<u8>>();
    let table = read(&rows, &[]);
    assert_eq!(table["rows"], 500);
    assert_eq!(column_names(&table), ["c1", "c2", "c3", "c4", "c5"]);
    let table = read(&rows, &["--header"]);
    assert_eq!(table["rows"], 499);
    assert!(!table.to_string().contains("user0@example.com"), "a header that is an address is masked");
}

/// Starts a triage of `dump` and hands over when reading begins.
fn meanwhile(dir: &tempfile::TempDir, then: impl FnOnce()) -> Run {
    let args =
        ["triage", "dump", "--json", "out.json", "--threads", "1", "--progress", "json", "--no-digest"];
    let mut child = dumpscope(dir.path()).args(args).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut first = String::new();
    said.read_line(&mut first).unwrap();
    assert!(first.contains("\"started\""), "{first}");
    then();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    let mut run = finish(child);
    run.err = rest;
    run
}

#[test]
fn a_file_that_grows_meanwhile() {
    until_met(|content| {
        let dir = folder(&[("dump", content)]);
        let path = dir.path().join("dump");
        let run = meanwhile(&dir, || {
            let mut file = File::options().append(true).open(&path).unwrap();
            file.write_all(b"1,One More,one@example.com,Town,1950-01-01\n").unwrap();
        });
        let run = run.ended(0);
        let report: Value =
            serde_json::from_slice(&std::fs::read(dir.path().join("out.json")).unwrap()).unwrap();
        let rows = content.split(|&b| b == b'\n').count() as u64 - 2;
        assert_eq!(report["tables"][0]["rows"], rows, "what was there at the start is read, no more");
        let met = run.err.contains("grew");
        assert_eq!(met, !report["custody"]["inputs"][0]["problems"].as_array().unwrap().is_empty());
        met
    });
}

#[test]
fn a_file_that_is_cut_short_meanwhile() {
    until_met(|content| {
        let dir = folder(&[("dump", content)]);
        let path = dir.path().join("dump");
        let run =
            meanwhile(&dir, || File::options().write(true).open(&path).unwrap().set_len(10_000).unwrap());
        if run.status == Some(0) || run.status == Some(3) {
            return false;
        }
        run.ended(1).says(&["dump: the file was cut short", "copy it first"]);
        assert_eq!(names(dir.path()), ["dump"], "nothing was written");
        true
    });
}
